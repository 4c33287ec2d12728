// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// The exact rules of Thiele's family as an optimisation: what can be asked of whoever optimises. Scores are in units of
// integer weights, exact: the sum over ballots of weight * (w(1) + ... + w(j)), j members on the ballot.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "comitia/base/context.h"
#include "comitia/base/rational.h"
#include "comitia/decision/outcome.h"
#include "comitia/elect/thiele_weights_internal.h"
#include "comitia/solve/linear_program.h"
#include "comitia/voices/voices.h"

namespace comitia::elect {

/// Number of members on each distinct ballot.
std::vector<std::int64_t> members_on_ballots(const ApprovalVoices& voices, const Committee& committee);
Rational thiele_score(const ApprovalVoices& voices, const Committee& committee, const ThieleWeights& weights);
/// Of what all sums of the first `most` weights are multiples, 1/lcm of their denominators; nothing when the lcm has
/// more than 63 bits.
std::optional<Rational> step_of_scores(const ThieleWeights& weights, std::int64_t most);

/// Options that must be elected, and options that must not.
struct ThieleFixing {
  std::vector<OptionId> in;
  std::vector<OptionId> out;
};

struct ThieleAnswer {
  std::optional<Committee> committee;  ///< the best found, ascending; its score is exact
  Rational score;
  bool proven = false;                 ///< no committee scores more
  std::optional<Rational> bound;       ///< no committee scores more than this; when not proven
  std::optional<ProblemCode> stopped;  ///< the limit that ended the work
  std::string why;                     ///< why not proven, when no limit is the reason
};

struct ThieleListing {
  std::vector<Committee> committees;  ///< ascending lexicographically
  bool complete = false;              ///< these are all
  std::optional<ProblemCode> stopped;
  std::string why;  ///< why not complete, when neither the cap nor a limit is the reason
};

class ThieleOracle {
 public:
  virtual ~ThieleOracle() = default;
  virtual ThieleAnswer best() = 0;
  /// Committees under the fixing that have this score, up to `most` of them. @pre no committee scores more
  virtual ThieleListing with_score(const Rational& score, std::int64_t most, const ThieleFixing& fixing) = 0;
};

/// Exact branch and bound of our own.
std::unique_ptr<ThieleOracle> thiele_by_search(const ApprovalVoices& voices, std::int64_t seats,
                                               const ThieleWeights& weights, Context& context);
/// An integer program, one binary column per option.
std::unique_ptr<ThieleOracle> thiele_by_program(const ApprovalVoices& voices, std::int64_t seats,
                                                const ThieleWeights& weights, SolverBackend backend, Context& context);

}  // namespace comitia::elect
