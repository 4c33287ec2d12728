// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// All outcomes of a sequential rule: every committee that some way of breaking ties reaches. The walk visits states,
// never orders: a state is what has been elected, and by which numbers. Two observations keep the states few.
// - Clones: options with the same supporters can be exchanged, so of tied clones only the first is followed, and each
//   committee found stands for all that arise by exchanging clones.
// - Independence: in the rules here an option that is not best never becomes as good as a tied best one before that is
//   elected. If all tied options fit into the free seats, all of them that stay best are elected, and options without
//   common supporters (directly or through others of the tied) do not touch each other. So one such group at a time is
//   followed, in one order of groups instead of all.
// A rule to which the second does not apply says so, and says itself which of its states are equal.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <unordered_set>
#include <utility>
#include <vector>

#include "comitia/base/context.h"
#include "comitia/base/result.h"
#include "comitia/decision/decision.h"
#include "comitia/decision/outcome.h"
#include "comitia/elect/valued_internal.h"
#include "comitia/voices/voices.h"

namespace comitia::elect {

class Exploration {
 public:
  Exploration(const ApprovalVoices& voices, const Context& context);

  /// Calls leaf(picks) in every final state: `free_seats` options picked, or none left to pick.
  /// Process: best(count) -> std::vector<Valued>, smallest_first of what can be picked now; pick(Valued); undo();
  /// kValuesAreState: whether equal sets of options may be different states when they were picked by different values.
  /// Instead of that, a process may have state() -> std::string, equal for equal states, and ties_commute(tied) ->
  /// bool, whether so many tied options, as long as they stay best, can be picked in any order when they share no
  /// supporters.
  template <class Process, class Leaf>
  void walk(Process& process, std::int64_t free_seats, Leaf&& leaf);

  /// The committee that arises by exchanging members for clones that come first in the file, ascending.
  Committee canonical(Committee committee) const;
  /// Adds a committee with all that arise from it by exchanging clones.
  void found(Committee committee);
  /// True once a limit ended the exploration: nothing more needs to be found.
  bool ended() const { return ended_.has_value(); }
  std::int64_t states() const { return states_; }
  /// Counts a state that is visited outside of walk, and ends the exploration when a limit is reached.
  void count_state();
  /// Writes outcome, standing and a warning if a limit ended the exploration.
  /// @errors interrupted; time-limit when no committee was found
  Result<void> conclude(Decision& decision) const;

 private:
  enum class End { time_limit, interrupted, max_decisions };
  void look_at_clock();
  /// The tied best options that must be followed. @param commute  whether those without common supporters can wait
  std::vector<Valued> branches(std::vector<Valued> ordered, bool commute) const;
  std::vector<OptionId> smallest_group(const std::vector<OptionId>& tied) const;
  void exchange(std::span<const std::pair<std::size_t, std::int64_t>> counts, Committee& chosen);

  const ApprovalVoices& voices_;
  const Context& context_;
  std::vector<std::uint32_t> class_of_;         // (m) number of the option's class of clones
  std::vector<std::vector<OptionId>> classes_;  // members, ascending
  std::set<Committee> canonical_;               // committees found, clones replaced by the first of their class
  std::set<Committee> committees_;
  std::int64_t states_ = 0;
  std::optional<End> ended_;
};

/// All subsets of `size` members of `items`, in lexicographic order; visit returns false to end.
template <class Visit>
bool for_each_subset(std::span<const OptionId> items, std::int64_t size, Visit&& visit) {
  std::vector<std::size_t> at(static_cast<std::size_t>(size));
  for (std::size_t i = 0; i < at.size(); ++i) at[i] = i;
  while (true) {
    std::vector<OptionId> subset;
    for (const auto i : at) subset.push_back(items[i]);
    if (!visit(std::move(subset))) return false;
    std::size_t last = at.size();
    while (last > 0 && at[last - 1] == items.size() - at.size() + last - 1) --last;
    if (last == 0) return true;
    ++at[last - 1];
    for (std::size_t i = last; i < at.size(); ++i) at[i] = at[i - 1] + 1;
  }
}

/// The options of picks, in the order in which they were picked.
inline Committee options_of(std::span<const Valued> picks) {
  Committee committee;
  for (const auto& pick : picks) committee.push_back(pick.option);
  return committee;
}

/// Text that is equal for equal states: what was picked, in any order, and by which value where that matters.
std::string state_key(std::vector<Valued> picks, bool with_values);

template <class Process>
inline constexpr bool kKnowsItsState = requires(const Process& process) { process.state(); };

template <class Process, class Leaf>
void Exploration::walk(Process& process, std::int64_t free_seats, Leaf&& leaf) {
  struct Frame {
    std::vector<Valued> choices;
    std::size_t next = 0;
  };
  std::vector<Frame> frames;
  std::vector<Valued> picks;  // one for every frame but the first
  std::unordered_set<std::string> visited;
  const auto choices = [&](std::int64_t free) {
    auto ordered = process.best(1);
    const auto tied = static_cast<std::int64_t>(tied_with_first(ordered).size());
    bool commute = tied <= free;
    if constexpr (kKnowsItsState<Process>) commute = commute && process.ties_commute(tied);
    return branches(std::move(ordered), commute);
  };
  const auto key = [&] {
    if constexpr (kKnowsItsState<Process>)
      return process.state();
    else
      return state_key(picks, Process::kValuesAreState);
  };
  const auto enter = [&] {
    count_state();
    const auto free = free_seats - static_cast<std::int64_t>(picks.size());
    frames.push_back({free > 0 ? choices(free) : std::vector<Valued>()});
    if (frames.back().choices.empty()) leaf(std::span<const Valued>(picks));
  };
  const auto leave = [&] {
    process.undo();
    picks.pop_back();
  };
  enter();
  while (!frames.empty() && !ended()) {
    auto& frame = frames.back();
    if (frame.next == frame.choices.size()) {
      frames.pop_back();
      if (!picks.empty()) leave();
      continue;
    }
    picks.push_back(frame.choices[frame.next++]);
    process.pick(picks.back());
    if (visited.insert(key()).second)
      enter();
    else
      leave();
  }
  while (!picks.empty()) leave();
}

}  // namespace comitia::elect
