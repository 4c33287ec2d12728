// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Minimax approval voting: the committee that is nearest to the voter who is farthest from it.
#pragma once

#include <cstdint>
#include <optional>

#include "comitia/base/context.h"
#include "comitia/base/fields.h"
#include "comitia/base/result.h"
#include "comitia/decision/decision.h"
#include "comitia/decision/sentences.h"
#include "comitia/voices/voices.h"

namespace comitia::elect {

struct MinimaxAvOptions {
  std::optional<std::int64_t> seats;

  template <class Self, class Visit>
  static void fields(Self& o, Visit&& visit) {
    visit("seats", o.seats, at_least(1), "number of seats to fill; the file's own number when it gives one");
  }
  static constexpr Sentence kSentences[] = {
      {"member",
       "{pick:option} is elected: {supporters:count} {supporters:one voter approves|voters approve} of it, of whom "
       "{farthest:count} {farthest:one is|are} as far from the committee as anybody."},
      {"best",
       "{winners:options}: no ballot differs from this committee in more than {distance:count} "
       "{distance:one option|options}, and every committee of {seats:count} has a ballot that differs in at least as "
       "many."},
      {"best-known",
       "{winners:options}: no ballot differs from this committee in more than {distance:count} "
       "{distance:one option|options}; whether another committee does better was not settled, but none gets below "
       "{bound:count}."},
      {"equals", "{committees:count} committees are equally good."},
  };
};

/// Elect the committee for which the largest distance of a ballot is smallest: the number of options that are in one of
/// ballot and committee but not in the other.
/// @param voices    approval ballots; b distinct ballots, m options, nnz approvals. Weights count for nothing: one voter
///                  is enough to be the farthest
/// @param options   see the struct
/// @param context   ties, trace, limits
/// @return          outcome `committees`, each of `seats` options; several only with ties = all
/// @formula         W minimises max_i |A_i \ W| + |W \ A_i|
/// @guarantee       no committee has a smaller largest distance, unless the standing says that a limit ended the search,
///                  with distance and bound; house size = seats; weights change nothing
/// @ties            on the largest distance, among whole committees, member by member; by the policy of the run; each is
///                  recorded. At most max_decisions committees are looked at
/// @errors          seats, tie, time-limit, interrupted
/// @complexity      exponential in the worst case (the problem is NP-hard), O(nnz + m) memory; each step of the search
///                  takes O(nnz + m log m)
/// @source          S. J. Brams, D. M. Kilgour, M. R. Sanver, A minimax procedure for electing committees, Public
///                  Choice 132, 2007
Result<Decision> minimax_av(const ApprovalVoices& voices, const MinimaxAvOptions& options, Context& context);

}  // namespace comitia::elect
