// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Minimax (Simpson-Kramer): the option whose worst head-to-head result is least bad wins.
#pragma once

#include "comitia/base/context.h"
#include "comitia/base/fields.h"
#include "comitia/base/result.h"
#include "comitia/decision/decision.h"
#include "comitia/decision/sentences.h"
#include "comitia/elect/pairwise.h"
#include "comitia/voices/voices.h"

namespace comitia::elect {

/// How bad a head-to-head result against y is for x: the margin of y over x (negative for a win of x), the votes for y
/// if y wins and else 0, or the votes for y in any case.
enum class MinimaxStrength { margins, winning_votes, opposition };

struct MinimaxOptions {
  MinimaxStrength strength = MinimaxStrength::margins;
  Unranked unranked = Unranked::below;

  template <class Self, class Visit>
  static void fields(Self& o, Visit&& visit) {
    visit("strength", o.strength, any(),
          "what makes a defeat bad: its margin, the winner's votes, or the votes against in any case");
    visit("unranked", o.unranked, any(), "options that a ballot does not rank: below all ranked ones, or ignored");
  }
  static constexpr Sentence kSentences[] = {
      kSayPairwise,
      kSayCondorcet,
      kSayNoCondorcet,
      {"worst", "For each option only its worst head-to-head result counts."},
      {"winner",
       "{pick:option} wins: its worst head-to-head result is {score:number}, that of {runner_up:option} is worse by "
       "{margin:number}."},
      {"picked",
       "The worst head-to-head result of each of {among:options} is {score:number}; the tie is broken for "
       "{pick:option}."},
      {"tie", "{winners:options} tie: the worst head-to-head result of each is {score:number}."},
      {"only", "{pick:option} is the only option."},
  };
};

/// Elect the option whose worst head-to-head result is least bad.
/// @param voices    ranked ballots; nnz ranked positions, m options
/// @param options   see the struct
/// @param context   ties, trace, threads, limits
/// @return          outcome `winners` and `ranking` by worst result; several winners only with ties = all
/// @formula         worst(c) = max_d N(d,c) − N(c,d); the smallest worst(c) wins (strength = margins)
/// @guarantee       elects the Condorcet winner if there is one, and so an option that a majority ranks first alone
///                  (margins, winning votes), head to head as `unranked` counts it; monotone; scaling all weights
///                  changes nothing. Opposition need not elect the Condorcet winner when ballots leave pairs equal
/// @ties            on the worst result, by the policy of the run; equal options stay one group of the ranking
/// @errors          tie, time-limit, memory-limit
/// @complexity      O(m * nnz) time, O(m^2) memory
/// @source          P. B. Simpson, On defining areas of voter choice, 1969; G. H. Kramer, A dynamical model
///                  of political equilibrium, 1977
Result<Decision> minimax(const RankedVoices& voices, const MinimaxOptions& options, Context& context);

}  // namespace comitia::elect

namespace comitia {

template <>
inline constexpr std::array<std::string_view, 3> kEnumWords<elect::MinimaxStrength> = {"margins", "winning-votes",
                                                                                       "opposition"};

}  // namespace comitia
