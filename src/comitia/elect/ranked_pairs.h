// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Ranked Pairs (Tideman): head-to-head wins are locked in from the strongest down, leaving out each that would
// contradict stronger ones.
#pragma once

#include "comitia/base/context.h"
#include "comitia/base/fields.h"
#include "comitia/base/result.h"
#include "comitia/decision/decision.h"
#include "comitia/decision/sentences.h"
#include "comitia/elect/pairwise.h"
#include "comitia/voices/voices.h"

namespace comitia::elect {

struct RankedPairsOptions {
  PairwiseStrength strength = PairwiseStrength::margins;
  Unranked unranked = Unranked::below;

  template <class Self, class Visit>
  static void fields(Self& o, Visit&& visit) {
    visit("strength", o.strength, any(),
          "what makes a win strong: the margin, or the winner's votes (then few against)");
    visit("unranked", o.unranked, any(), "options that a ballot does not rank: below all ranked ones, or ignored");
  }
  static constexpr Sentence kSentences[] = {
      kSayPairwise,
      kSayCondorcet,
      kSayNoCondorcet,
      {"lock", "{above:option} beats {below:option} {votes:number} to {against:number}: this is locked in."},
      {"skip",
       "{above:option} beats {below:option} {votes:number} to {against:number}: this is left out, since "
       "{because:options} are locked in this order already."},
      {"pairs",
       "{locked:count} head-to-head {locked:one win is|wins are} locked in, {skipped:count} {skipped:one is|are} left "
       "out because they contradict stronger "
       "ones."},
      {"branch",
       "Wins of strength {strength:number} contradict each other; every order in which they could be locked in is "
       "followed."},
      {"winner",
       "{pick:option} wins: no win over it is locked in. {runner_up:option} comes next; head to head the two differ by "
       "{margin:number}."},
      {"picked", "No locked win ranks one of {among:options} above another; the tie is broken for {pick:option}."},
      {"tie", "{winners:options} tie: some way of breaking ties makes each of them the winner."},
      {"only", "{pick:option} is the only option."},
  };
};

/// Lock in head-to-head wins from the strongest down, leave out each that would close a circle, and elect the option
/// over which no win is locked in.
/// @param voices    ranked ballots; nnz ranked positions, m options
/// @param options   see the struct
/// @param context   ties, trace, threads, limits
/// @return          outcome `winners` and `ranking`; the ranking lists first all options over which no win is locked
///                  in, then those below only these, and so on; several winners only with ties = all. Where ties = all
///                  reaches several rankings, the ranking holds the winners first and then what all of them share
/// @formula         c > d is locked in when N(c,d) > N(d,c) and no chain of stronger locked wins leads from d to c; c
///                  wins when no d > c is locked in
/// @guarantee       elects the Condorcet winner if there is one, and only members of the Smith set (so no
///                  Condorcet loser, and only members of every set that a majority ranks above all others), head to
///                  head as `unranked` counts it; monotone; scaling all weights changes nothing
/// @ties            on the strength of wins that contradict each other: the policy of the run picks, among the options
///                  with such a win, the one whose wins of this strength come first, and repeats. all: every order of
///                  equally strong wins, by search over what is locked in; when the search outgrows its memory or time,
///                  the winners found so far are returned as best known. A head-to-head tie locks nothing in; options
///                  that nothing ranks end as equals
/// @errors          tie, time-limit, memory-limit
/// @complexity      O(m * nnz + m^2 log m + m^3) time, O(m^2) memory; ties = all: exponential in the number of equally
///                  strong wins that contradict each other
/// @source          T. N. Tideman, Independence of clones as a criterion for voting rules, 1987; every order of
///                  ties: M. Brill and F. Fischer, The price of neutrality for the ranked pairs method, 2012
Result<Decision> ranked_pairs(const RankedVoices& voices, const RankedPairsOptions& options, Context& context);

}  // namespace comitia::elect
