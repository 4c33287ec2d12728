// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Borda: points by position, proposed by J.-C. de Borda to the Paris academy in 1770 and printed in 1784.
#pragma once

#include "comitia/base/context.h"
#include "comitia/base/fields.h"
#include "comitia/base/result.h"
#include "comitia/decision/decision.h"
#include "comitia/decision/sentences.h"
#include "comitia/voices/voices.h"

namespace comitia::elect {

/// Points of options that a ballot does not rank: the average of the positions left to them, or none.
enum class UnrankedPoints { average, zero };

struct BordaOptions {
  UnrankedPoints unranked_points = UnrankedPoints::average;

  template <class Self, class Visit>
  static void fields(Self& o, Visit&& visit) {
    visit("unranked_points", o.unranked_points, any(),
          "points of options that a ballot does not rank: the average of the last positions, or zero");
  }
  static constexpr Sentence kSentences[] = {
      {"winner",
       "{pick:option} wins with {score:number} {score:one point|points}, {margin:number} more than "
       "{runner_up:option}."},
      {"picked",
       "{among:options} have {score:number} {score:one point|points} each; the tie is broken for {pick:option}."},
      {"tie", "{winners:options} tie with {score:number} {score:one point|points} each."},
      {"only", "{pick:option} is the only option."},
  };
};

/// Give m - 1 points for a first rank, m - 2 for a second, ... 0 for a last, and elect the option with most points.
/// @param voices    ranked ballots; nnz ranked positions, m options. Equal options share the points of their positions
/// @param options   see the struct
/// @param context   ties, trace, limits
/// @return          outcome `winners` and `ranking` by points; several winners only with ties = all
/// @formula         points(c) = Σ_i |{d : c above d}| + ½ |{d ≠ c : c equal to d}|; the most points(c) win
/// @guarantee       monotone; never elects a Condorcet loser, and so no option that a majority ranks below all others
///                  (unranked_points = average; P. C. Fishburn and W. V. Gehrlein, Borda's rule, positional voting, and
///                  Condorcet's simple majority principle, 1976); scaling all weights changes nothing
/// @ties            on points, by the policy of the run; equal options stay one group of the ranking
/// @errors          tie, time-limit
/// @complexity      O(nnz + m log m) time, O(m) memory
/// @source          J.-C. de Borda, Mémoire sur les élections au scrutin, 1784; for equal ranks D. Black, The Theory of
///                  Committees and Elections, 1958
Result<Decision> borda(const RankedVoices& voices, const BordaOptions& options, Context& context);

}  // namespace comitia::elect

namespace comitia {

template <>
inline constexpr std::array<std::string_view, 2> kEnumWords<elect::UnrankedPoints> = {"average", "zero"};

}  // namespace comitia
