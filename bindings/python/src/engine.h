// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// What the files of the extension share: voices and decisions as Python holds them, values that cross the border, and
// refusals as exceptions. Everything that thinks is in the engine or in the Python files beside.
#pragma once

#include <cstdint>
#include <exception>
#include <string>
#include <utility>

#include <nanobind/nanobind.h>

#include "comitia/base/json.h"
#include "comitia/base/result.h"
#include "comitia/catalog/decide.h"
#include "comitia/decision/decision.h"
#include "comitia/voices/voices.h"

namespace comitia::python {

namespace nb = nanobind;

/// Voices with what is known of where they come from.
struct HeldVoices {
  Voices voices;
  SourceReference source = {};
  std::string format = {};
  Problems notes = {};
  std::int64_t dropped = 0;

  const BallotVoices& ballots() const { return ballot_voices(voices); }
  const Electorate& electorate() const { return ballots().electorate(); }
};

struct HeldDecision {
  Decision decision;
};

/// Problems on their way to the class of comitia.errors that fits them.
class Refused : public std::exception {
 public:
  explicit Refused(Problems problems) : problems_(std::move(problems)) {}
  const Problems& problems() const { return problems_; }
  const char* what() const noexcept override { return "refused"; }

 private:
  Problems problems_;
};

/// The value of a result, or its problems as an exception.
template <class T>
T unwrap(Result<T> result) {
  if (!result) throw Refused(std::move(result).error());
  return *std::move(result);
}

nb::str text(std::string_view words);
nb::object to_python(const Json& value);
/// Numbers that are no 64-bit integers become their text: fractions "p/q", floats as Python writes them.
Json from_python(nb::handle value);
/// (code, text, hint, source, line, column) of each problem that was kept.
nb::list to_python(const Problems& problems);

void bind_errors(nb::module_& module);
void bind_catalog(nb::module_& module);
void bind_voices(nb::module_& module);
void bind_building(nb::module_& module);
void bind_tables(nb::module_& module);
void bind_pickling(nb::module_& module);
void bind_decision(nb::module_& module);
void bind_decide(nb::module_& module);

}  // namespace comitia::python
