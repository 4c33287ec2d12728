// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Instant runoff: round by round the option with the fewest votes leaves and its ballots move on. Also known as ranked
// choice voting and as the alternative vote.
#pragma once

#include "comitia/base/context.h"
#include "comitia/base/fields.h"
#include "comitia/base/result.h"
#include "comitia/decision/decision.h"
#include "comitia/decision/sentences.h"
#include "comitia/elect/equal_ranks.h"
#include "comitia/voices/voices.h"

namespace comitia::elect {

/// What happens to options that tie for the fewest votes.
enum class Elimination { one_by_one, all_lowest, parallel_universes };

/// When the count ends: as soon as an option has more than half of the votes that still count, or with the last option.
enum class StopCount { majority, last };

struct InstantRunoffOptions {
  Elimination elimination = Elimination::one_by_one;
  StopCount stop = StopCount::majority;
  EqualRanks equal_ranks = EqualRanks::split;

  template <class Self, class Visit>
  static void fields(Self& o, Visit&& visit) {
    visit("elimination", o.elimination, any(),
          "options that tie for the fewest votes leave one at a time, all at once, or in every possible order");
    visit("stop", o.stop, any(),
          "the count ends with a majority of the votes that still count, or with the last option left");
    visit("equal_ranks", o.equal_ranks, any(),
          "options that share the best rank of a ballot get equal parts of its vote, or a whole vote each");
  }
  static constexpr Sentence kSentences[] = {
      {"round", "{out:option} has the fewest votes ({votes:number}) in round {round:count} and leaves."},
      {"broken",
       "{among:options} have the fewest votes ({votes:number} each) in round {round:count}; the tie is broken and "
       "{out:option} leaves."},
      {"drop",
       "{out:options} have the fewest votes ({votes:number} each) in round {round:count} and all of them leave."},
      {"level",
       "All that are left in round {round:count}, {among:options}, have {votes:number} {votes:one vote|votes} each."},
      {"split",
       "With {left:options} left, {among:options} have the fewest votes ({votes:number} each): each of them leaves in "
       "turn."},
      {"leave", "With {left:options} left, {out:option} has the fewest votes ({votes:number}) and leaves."},
      {"empty", "With {left:options} left, {among:options} have no votes; they leave, and no vote moves."},
      {"unranked", "With {left:options} left, no ballot ranks any of them: each can be the last one left."},
      {"end", "With {left:options} left, {pick:option} has {votes:number} {votes:one vote|votes} and wins."},
      {"more", "{count:count} further sets of options that can be left are not listed."},
      {"winner",
       "{pick:option} wins with {votes:number} of the {active:number} votes that still count in round {round:count}, "
       "{margin:number} more than {runner_up:option}."},
      {"always", "{pick:option} wins in whatever order tied options leave."},
      {"picked", "{among:options} can win; the tie is broken for {pick:option}."},
      {"tie", "{winners:options} tie: each of them wins by some way of breaking the ties."},
      {"only", "{pick:option} is the only option."},
  };
};

/// Count first choices among the options that are left, drop the option with the fewest, and repeat until one has more
/// than half of the votes that still count.
/// @param voices    ranked ballots; b distinct ballots, nnz ranked positions, m options. A ballot that ranks nobody who
///                  is left is exhausted
/// @param options   elimination: one-by-one drops one option in each round, and a tie for the fewest votes is broken by
///                  the policy of the run. all-lowest drops all that tie; if all that are left tie, they tie for the
///                  win. parallel-universes follows every order in which tied options can leave, and whoever wins in
///                  some order ties for the win. stop: decides how many rounds are counted, never who wins.
///                  equal-ranks: options that share the best rank of a ballot get equal parts of its vote, in exact
///                  fractions (split), or a whole vote each (whole)
/// @param context   ties, trace, limits
/// @return          outcome `winners` and `ranking`: options that are left by their votes, then those that left, the
///                  last one first; after parallel universes by the best place that some order gives; several winners
///                  only with ties = all
/// @formula         votes(c) = |{i : c is i's best in R}|; c wins when votes(c) > ½ Σ_{d ∈ R} votes(d); otherwise R ← R
///                  ∖ {c} with the fewest votes(c)
/// @guarantee       elects an option that a majority ranks first alone; unless elimination is all-lowest, elects a
///                  member of every set that a majority ranks above all others (D. R. Woodall, Properties of
///                  preferential election rules, 1994), so never an option that a majority ranks below all others, and
///                  never a Condorcet loser, which would lose the last round; independent of clones for strict ballots,
///                  and with equal-ranks = whole for all; scaling all weights changes nothing. Not monotone
/// @ties            for the fewest votes as `elimination` says; for the win by the policy of the run. ties = all with
///                  one-by-one is the same as parallel-universes, since every way of breaking ties is asked for
/// @errors          tie, time-limit; memory-limit (parallel universes beyond 2^20 sets of options that can be left)
/// @complexity      O(nnz + m^2) time and memory; parallel universes: O(nnz) for each set of options that can be left
/// @source          W. R. Ware, 1871, after T. Hare, 1857; every order of ties: V. Conitzer, M. Rognlie and L. Xia,
///                  Preference functions that score rankings and maximum likelihood estimation, 2009; shared ranks: T.
///                  Delemazure and D. Peters, Generalizing instant runoff voting to allow indifferences, 2024 (split
///                  and whole are their Split-IRV and Approval-IRV)
Result<Decision> instant_runoff(const RankedVoices& voices, const InstantRunoffOptions& options, Context& context);

}  // namespace comitia::elect

namespace comitia {

template <>
inline constexpr std::array<std::string_view, 3> kEnumWords<elect::Elimination> = {"one-by-one", "all-lowest",
                                                                                   "parallel-universes"};
template <>
inline constexpr std::array<std::string_view, 2> kEnumWords<elect::StopCount> = {"majority", "last"};

}  // namespace comitia
