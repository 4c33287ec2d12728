// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// What the approval rules share around their arithmetic: choosing among tied options and writing the steps of the
// trace.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "comitia/base/context.h"
#include "comitia/base/json.h"
#include "comitia/base/result.h"
#include "comitia/decision/decision.h"
#include "comitia/decision/ties.h"
#include "comitia/elect/valued_internal.h"
#include "comitia/voices/voices.h"

namespace comitia::elect {

/// Breaks ties by the policy of the run. Under `all` it follows the first in the file, which is the path that the trace
/// shows, and the record names nobody as chosen, since every alternative is followed.
class Chooser {
 public:
  Chooser(const Context& context, const OptionTable& options)
      : context_(context), options_(options), ties_(context, options) {}
  Result<OptionId> winner(std::int64_t step, std::span<const OptionId> tied, std::string_view on);
  /// The same for who leaves: order and `all` take the last in the file.
  Result<OptionId> loser(std::int64_t step, std::span<const OptionId> tied, std::string_view on);
  /// True when there was anything to choose.
  bool met_tie() const { return met_tie_; }
  std::vector<TieRecord> take();

 private:
  void follow_all(std::int64_t step, std::span<const OptionId> tied, std::string_view on);

  const Context& context_;
  const OptionTable& options_;
  TieBreaker ties_;
  std::vector<TieRecord> followed_all_;
  bool met_tie_ = false;
};

/// Writes steps; without a trace it writes nothing.
class Tracer {
 public:
  Tracer(const BallotVoices& voices, Arithmetic arithmetic, const Context& context)
      : voices_(voices), arithmetic_(arithmetic), context_(context) {}

  /// How many of the best options each step has to know: 1, or those that a full trace lists.
  std::size_t compared_count() const { return context_.wants_full_trace() ? kCompared : 1; }
  void add(std::int64_t step, std::string_view say, Json::Object fields);
  /// The members "compared" (the best options with their values times `unit`) and, when not all of the `remaining`
  /// options are listed, "compared_of".
  void add_compared(Json::Object& fields, std::span<const Valued> ordered, const Rational& unit,
                    std::int64_t remaining) const;
  /// "p/q", or the nearest decimal when the arithmetic is certified-float.
  Json number(const Rational& value) const;
  /// A weight of voters: an integer, or "p/q" when weights are fractions.
  Json weight(std::int64_t weight) const;
  Json option(OptionId option) const { return Json(voices_.options().id(option)); }
  std::vector<TraceStep> take() { return std::move(steps_); }

 private:
  static constexpr std::size_t kCompared = 20;  // more tell a reader nothing, and would make documents of 10^4 options
  const BallotVoices& voices_;
  Arithmetic arithmetic_;
  const Context& context_;
  std::vector<TraceStep> steps_;
};

/// The problem of needing more memory than the run allows, or nothing.
Result<void> check_memory(const Context& context, std::int64_t bytes);

/// Sum of the weights of an option's supporters.
std::int64_t support(const ApprovalVoices& voices, OptionId option);

/// {"seats": k}
Json resolved_seats(std::int64_t seats);

}  // namespace comitia::elect
