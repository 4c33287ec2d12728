// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// The greedy justified candidate rule: it looks for whoever could object by EJR+, and elects what they object with.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "comitia/base/context.h"
#include "comitia/base/fields.h"
#include "comitia/base/result.h"
#include "comitia/decision/decision.h"
#include "comitia/decision/sentences.h"
#include "comitia/elect/every_way_followed.h"
#include "comitia/voices/voices.h"

namespace comitia::elect {

/// Who gets the seats that no group of voters can claim.
enum class UnclaimedSeats { none, av };

}  // namespace comitia::elect

template <>
inline constexpr std::array<std::string_view, 2> comitia::kEnumWords<comitia::elect::UnclaimedSeats> = {"none", "av"};

namespace comitia::elect {

struct GreedyJustifiedCandidateOptions {
  std::optional<std::int64_t> seats;
  UnclaimedSeats completion = UnclaimedSeats::av;

  template <class Self, class Visit>
  static void fields(Self& o, Visit&& visit) {
    visit("seats", o.seats, at_least(1), "number of seats to fill; the file's own number when it gives one");
    visit("completion", o.completion, any(),
          "seats that no group of voters can claim: left empty, or given to the most approved");
  }
  static constexpr Sentence kSentences[] = {
      {"pick",
       "{pick:option} takes seat {step}: {claim:count} of its supporters {claim:one has|have} fewer than {level:count} "
       "elected {level:one option|options}, and {needed:number} voters have a claim to {level:count}; no option has "
       "more such supporters."},
      {"stop", "No group of voters has a claim to a further seat; {seats:count} {seats:one is|are} left."},
      {"fill",
       "{pick:option} takes seat {step}: {supporters:count} {supporters:one voter approves|voters approve} of it, the "
       "most of those that are left."},
      kEveryWayFollowed,
  };
};

/// For l = seats, ..., 1: as long as some option has enough supporters for l seats of whom nobody has l elected options
/// yet, elect the option with the most such supporters.
/// @param voices    approval ballots; b distinct ballots, m options, nnz approvals
/// @param options   completion: none leaves seats empty that nobody has a claim to; av gives them to the most approved
/// @param context   ties, trace, limits
/// @return          outcome `committees`, each of `seats` options, or fewer with completion none; several only with
///                  ties = all
/// @formula         claim(c, l) = |{i ∈ N_c : |A_i ∩ W| < l}|; while claim(c, l) ≥ l * n / k for some c ∉ W:
///                  W ← W ∪ {c} with the largest claim(c, l)
/// @guarantee       EJR+ (and so JR, PJR+); house size = seats unless completion is none; scaling all weights changes
///                  nothing; not committee monotone, since the claims depend on the seats
/// @ties            on the claim, in the completion on the approval score; by the policy of the run; each is recorded
/// @errors          seats, tie, time-limit, interrupted
/// @complexity      O(nnz * (seats + longest ballot)) additions of integers, O(m * seats + b) memory; ties = all: one
///                  state per reached set of options
/// @source          M. Brill, J. Peters, Robust and verifiable proportionality axioms for multiwinner voting, arXiv
///                  2302.01989
Result<Decision> greedy_justified_candidate(const ApprovalVoices& voices,
                                            const GreedyJustifiedCandidateOptions& options, Context& context);

}  // namespace comitia::elect
