// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// What the ranked rules share: exact weights in people, groups of equals, settling a tie at the top, and the steps of
// the trace that they have in common.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "comitia/base/context.h"
#include "comitia/base/rational.h"
#include "comitia/decision/decision.h"
#include "comitia/decision/ties.h"
#include "comitia/elect/pairwise.h"
#include "comitia/voices/voices.h"

namespace comitia::elect {

using Groups = std::vector<std::vector<OptionId>>;  ///< options in groups of equals, best group first

inline OptionId option_at(std::int64_t position) { return OptionId{static_cast<std::uint32_t>(position)}; }

/// All options in the order of the file.
std::vector<OptionId> all_options(const BallotVoices& voices);

/// A weight over weight_scale() as the number of people it stands for.
inline Rational people(const BallotVoices& voices, std::int64_t weight) {
  return Rational(weight, voices.weight_scale());
}

enum class Best { highest, lowest };

/// Options in groups of equal score; order of the file within a group. (m) scores by option; only `among` are grouped.
Groups group_by_score(const std::vector<OptionId>& among, const std::vector<Rational>& scores, Best best);

/// Layers of a strict order: first the options that nothing beats, then those that nothing else beats, ...
/// @pre beats is acyclic
template <class Beats>
Groups layers(std::int64_t options, Beats&& beats) {
  std::vector<std::int64_t> above(static_cast<std::size_t>(options));
  for (std::int64_t x = 0; x < options; ++x)
    for (std::int64_t y = 0; y < options; ++y) above[static_cast<std::size_t>(y)] += beats(x, y) ? 1 : 0;
  Groups groups;
  std::vector<OptionId> group;
  for (std::int64_t x = 0; x < options; ++x)
    if (above[static_cast<std::size_t>(x)] == 0) group.push_back(option_at(x));
  while (!group.empty()) {
    std::vector<OptionId> next;
    for (const auto x : group)
      for (std::int64_t y = 0; y < options; ++y)
        if (beats(x.value, y) && --above[static_cast<std::size_t>(y)] == 0) next.push_back(option_at(y));
    std::sort(next.begin(), next.end());
    groups.push_back(std::exchange(group, std::move(next)));
  }
  return groups;
}

/// The best option below the winner: another one of the first group, else the first of the second; none if alone.
std::optional<OptionId> runner_up(const Groups& ranking, OptionId winner);

/// Numbers the steps of a rule and records them as far as the run wants a trace; numbers do not depend on the trace.
class StepLog {
 public:
  StepLog(const Context& context, Decision& decision) : context_(context), decision_(decision) {}
  /// Number of the step that the next add writes; ties of that step carry it.
  std::int64_t next() const { return steps_ + 1; }
  bool full() const { return context_.wants_full_trace(); }
  void add(std::string_view say, Json::Object fields);

 private:
  const Context& context_;
  Decision& decision_;
  std::int64_t steps_ = 0;
};

/// [[id, exact score], ...] in the order of the groups.
Json compared_json(const OptionTable& options, const Groups& groups, const std::vector<Rational>& scores);

/// The winners by the policy of the run: all of them, or the one that the tie break picks.
Result<std::vector<OptionId>> settle(const std::vector<OptionId>& equals, std::int64_t step, std::string_view on,
                                     TieBreaker& ties, const Context& context);

/// Name of the last step: "winner"; "picked" when a tie was broken; "tie" with several winners; "only" without a rival.
std::string_view verdict(const Groups& ranking, const std::vector<OptionId>& winners);

/// Ends a rule that gives each option one score: outcome, ties and the last step with score, runner_up and margin.
Result<void> finish_by_score(const BallotVoices& voices, const std::vector<Rational>& scores, Best best,
                             std::string_view on, StepLog& log, const Context& context, Decision& decision);

/// Steps "pairwise" (the matrix, up to kMostShown options) and "condorcet" or "no_condorcet".
void log_pairwise(const BallotVoices& voices, const PairwiseMatrix& matrix, StepLog& log);
inline constexpr std::int64_t kMostShown = 60;  ///< a larger matrix is read by nobody

/// The strength of a win as the trace shows it, in people.
Rational shown_strength(const BallotVoices& voices, const PairwiseMatrix& matrix, PairwiseStrength strength,
                        std::int64_t x, std::int64_t y);

}  // namespace comitia::elect
