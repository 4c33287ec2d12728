// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Problems become the exceptions of comitia.errors, which knows their classes.
#include "engine.h"

namespace comitia::python {
namespace {

void translate(const std::exception_ptr& thrown, void*) {
  try {
    std::rethrow_exception(thrown);
  } catch (const Refused& refused) {
    try {
      const auto& problems = refused.problems();
      const auto made = nb::module_::import_("comitia.errors").attr("_refusal")(to_python(problems), problems.total());
      PyErr_SetObject(reinterpret_cast<PyObject*>(Py_TYPE(made.ptr())), made.ptr());
    } catch (nb::python_error& error) {
      error.restore();
    }
  }
}

std::string_view exit_word(ExitCode exit) {
  switch (exit) {
    case ExitCode::usage:
      return "usage";
    case ExitCode::invalid_voices:
      return "invalid-voices";
    case ExitCode::cannot_decide:
      return "cannot-decide";
    case ExitCode::limit_reached:
      return "limit-reached";
    case ExitCode::input_output:
      return "input-output";
    case ExitCode::interrupted:
      return "interrupted";
    default:
      return "internal";
  }
}

}  // namespace

void bind_errors(nb::module_& module) {
  nb::register_exception_translator(translate);
  // code -> (how a command would end with it, meaning)
  module.def("problem_kinds", [] {
    nb::dict kinds;
    for (const auto& kind : problem_kinds())
      kinds[text(kind.word)] = nb::make_tuple(text(exit_word(kind.exit)), text(kind.meaning));
    return kinds;
  });
}

}  // namespace comitia::python
