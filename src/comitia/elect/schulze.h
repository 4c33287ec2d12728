// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Schulze's method: chains of head-to-head wins, each as strong as its weakest link.
#pragma once

#include "comitia/base/context.h"
#include "comitia/base/fields.h"
#include "comitia/base/result.h"
#include "comitia/decision/decision.h"
#include "comitia/decision/sentences.h"
#include "comitia/elect/pairwise.h"
#include "comitia/voices/voices.h"

namespace comitia::elect {

struct SchulzeOptions {
  PairwiseStrength strength = PairwiseStrength::winning_votes;
  Unranked unranked = Unranked::below;

  template <class Self, class Visit>
  static void fields(Self& o, Visit&& visit) {
    visit("strength", o.strength, any(),
          "what makes a win strong: the winner's votes (then few against), or the margin");
    visit("unranked", o.unranked, any(), "options that a ballot does not rank: below all ranked ones, or ignored");
  }
  static constexpr Sentence kSentences[] = {
      kSayPairwise,
      kSayCondorcet,
      kSayNoCondorcet,
      {"paths",
       "Chains of wins lead from option to option; each is as strong as its weakest win, and the strongest count."},
      {"winner",
       "{pick:option} wins: its strongest chain of wins to {runner_up:option} has strength {score:number}, the "
       "strongest one back {back:number}."},
      {"picked", "No chain of wins puts one of {among:options} above another; the tie is broken for {pick:option}."},
      {"tie", "{winners:options} tie: no chain of wins puts one above another."},
      {"only", "{pick:option} is the only option."},
  };
};

/// Elect the option that has a stronger chain of head-to-head wins to every other option than there is back.
/// @param voices    ranked ballots; nnz ranked positions, m options
/// @param options   see the struct
/// @param context   ties, trace, threads, limits
/// @return          outcome `winners` and `ranking`; the ranking lists first all options that no other option beats by
///                  chains, then those that only these beat, and so on; several winners only with ties = all
/// @formula         p(c,d) = max over all chains of wins from c to d of the strength of the weakest win; c wins when
///                  p(c,d) ≥ p(d,c) for all d
/// @guarantee       elects the Condorcet winner if there is one, and only members of the Smith set (so no
///                  Condorcet loser, and only members of every set that a majority ranks above all others), head to
///                  head as `unranked` counts it; monotone; independent of clones; scaling all weights changes nothing
/// @ties            among options that none beats by chains, by the policy of the run
/// @errors          tie, time-limit, memory-limit
/// @complexity      O(m * nnz + m^3) time, O(m^2) memory
/// @source          M. Schulze, A new monotonic, clone-independent, reversal symmetric, and Condorcet-consistent
///                  single-winner election method, 2011
Result<Decision> schulze(const RankedVoices& voices, const SchulzeOptions& options, Context& context);

/// (m, m) row-major: the rank of the weakest win on the strongest chain from x to y, 0 where there is no chain.
/// @param wins      (m, m) row-major ranks of wins, 0 where x does not beat y
/// @errors          time-limit, interrupted
/// @complexity      O(m^3) time
Result<std::vector<std::int32_t>> strongest_paths(std::vector<std::int32_t> wins, std::int64_t options,
                                                  const Context& context);

}  // namespace comitia::elect
