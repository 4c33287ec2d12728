// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Plurality: whoever most voters put first wins.
#pragma once

#include "comitia/base/context.h"
#include "comitia/base/fields.h"
#include "comitia/base/result.h"
#include "comitia/decision/decision.h"
#include "comitia/decision/sentences.h"
#include "comitia/voices/voices.h"

namespace comitia::elect {

struct PluralityOptions {
  template <class Self, class Visit>
  static void fields(Self&, Visit&&) {}
  static constexpr Sentence kSentences[] = {
      {"winner",
       "{pick:option} wins with {score:number} first {score:one choice|choices}, {margin:number} more than "
       "{runner_up:option}."},
      {"picked",
       "{among:options} have {score:number} first {score:one choice|choices} each; the tie is broken for "
       "{pick:option}."},
      {"tie", "{winners:options} tie with {score:number} first {score:one choice|choices} each."},
      {"only", "{pick:option} is the only option."},
  };
};

/// Elect the option that most ballots rank first.
/// @param voices    ranked ballots; b distinct ballots, m options. Options that share the first rank of a ballot share
///                  its vote equally; a ballot that ranks nobody gives no vote
/// @param options   none
/// @param context   ties, trace
/// @return          outcome `winners` and `ranking` by votes; several winners only with ties = all
/// @formula         votes(c) = |{i : i ranks c first}|; the most votes(c) win
/// @guarantee       elects an option that a majority ranks first alone; monotone; scaling all weights changes nothing
/// @ties            on votes, by the policy of the run; equal options stay one group of the ranking
/// @errors          tie, time-limit
/// @complexity      O(b + m log m) time for strict ballots, O(m) memory
/// @source          older than any paper; as a score by position: H. P. Young, Social choice scoring functions, 1975
Result<Decision> plurality(const RankedVoices& voices, const PluralityOptions& options, Context& context);

}  // namespace comitia::elect
