// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Copeland: count head-to-head wins, as in a tournament.
#pragma once

#include "comitia/base/context.h"
#include "comitia/base/fields.h"
#include "comitia/base/result.h"
#include "comitia/decision/decision.h"
#include "comitia/decision/sentences.h"
#include "comitia/elect/pairwise.h"
#include "comitia/voices/voices.h"

namespace comitia::elect {

struct CopelandOptions {
  Rational tie_points = Rational(1, 2);
  Unranked unranked = Unranked::below;

  template <class Self, class Visit>
  static void fields(Self& o, Visit&& visit) {
    visit("tie_points", o.tie_points, between(0, 1),
          "points of a head-to-head tie; a win is 1. 1/2 is Copeland, 1 is Llull");
    visit("unranked", o.unranked, any(), "options that a ballot does not rank: below all ranked ones, or ignored");
  }
  static constexpr Sentence kSentences[] = {
      kSayPairwise,
      kSayCondorcet,
      kSayNoCondorcet,
      {"winner",
       "{pick:option} wins with {score:number} {score:one point|points} from head-to-head wins, {margin:number} more "
       "than "
       "{runner_up:option}."},
      {"picked",
       "{among:options} have {score:number} {score:one point|points} from head-to-head wins each; the tie is broken "
       "for {pick:option}."},
      {"tie", "{winners:options} tie with {score:number} {score:one point|points} from head-to-head wins each."},
      {"only", "{pick:option} is the only option."},
  };
};

/// Give each option one point for every other option that it beats head to head, and elect the one with most points.
/// @param voices    ranked ballots; nnz ranked positions, m options
/// @param options   see the struct
/// @param context   ties, trace, threads, limits
/// @return          outcome `winners` and `ranking` by points; several winners only with ties = all
/// @formula         points(c) = |{d : N(c,d) > N(d,c)}| + t · |{d ≠ c : N(c,d) = N(d,c)}|; the most points(c) win; t is
///                  tie_points
/// @guarantee       elects the Condorcet winner if there is one, and only members of the Smith set (so no
///                  Condorcet loser, and only members of every set that a majority ranks above all others), head to
///                  head as `unranked` counts it; monotone; scaling all weights changes nothing
/// @ties            on points, by the policy of the run; equal options stay one group of the ranking
/// @errors          tie, time-limit, memory-limit
/// @complexity      O(m * nnz) time, O(m^2) memory
/// @source          R. Llull, De arte electionis, 1299; A. H. Copeland, A reasonable social welfare function, 1951
Result<Decision> copeland(const RankedVoices& voices, const CopelandOptions& options, Context& context);

}  // namespace comitia::elect
