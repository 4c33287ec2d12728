// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// The extension comitia._engine.
#include "engine.h"

NB_MODULE(_engine, module) {
  module.doc() = "The engine of comitia; use the package, whose functions are documented.";
  comitia::python::bind_errors(module);
  comitia::python::bind_catalog(module);
  comitia::python::bind_voices(module);
  comitia::python::bind_building(module);
  comitia::python::bind_tables(module);
  comitia::python::bind_pickling(module);
  comitia::python::bind_decision(module);
  comitia::python::bind_decide(module);
}
