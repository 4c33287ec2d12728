// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Greedy Monroe: each member represents an equal part of the voters, chosen one member at a time.
#pragma once

#include <cstdint>
#include <optional>

#include "comitia/base/context.h"
#include "comitia/base/fields.h"
#include "comitia/base/result.h"
#include "comitia/decision/decision.h"
#include "comitia/decision/sentences.h"
#include "comitia/elect/every_way_followed.h"
#include "comitia/voices/voices.h"

namespace comitia::elect {

struct GreedyMonroeOptions {
  std::optional<std::int64_t> seats;

  template <class Self, class Visit>
  static void fields(Self& o, Visit&& visit) {
    visit("seats", o.seats, at_least(1), "number of seats to fill; the file's own number when it gives one");
  }
  static constexpr Sentence kSentences[] = {
      {"pick",
       "{pick:option} takes seat {step}: {score:count} {score:one voter|voters} without a representative "
       "{score:one approves|approve} of it, the most of all; a district has {district:count} "
       "{district:one voter|voters}, and it represents the first {represented:count} of them."},
      {"fill",
       "{pick:option} takes seat {step}: no voter without a representative approves of an option that is left."},
      {"left",
       "{voters:count} {voters:one voter is|voters are} represented by nobody that {voters:one it approves|they "
       "approve} of."},
      kEveryWayFollowed,
  };
};

/// Fill the seats one by one, each with the option that most voters without a representative approve of; it represents
/// the first of them, as many as a seat has voters.
/// @param voices    approval ballots; r voices, m options, nnz approvals. A voice of weight w speaks for w voters;
///        where weights are fractions, for as many as their common denominator makes of it
/// @param options   see the struct
/// @param context   ties, trace, limits
/// @return          outcome `committees`, each of `seats` options; several only with ties = all
/// @formula         free = all voters; W ← W ∪ {c} with the largest |N_c ∩ free|; free ← free without the first d of
///                  N_c ∩ free, where d = ⌈n / k⌉ for the first n mod k seats and ⌊n / k⌋ for the others
/// @guarantee       JR; PJR+ when the number of seats divides that of the voters; house size = seats. The order of the
///                  voices in the source decides which voters are represented first, and so may decide who is elected;
///                  scaling all weights may change the outcome where it changes what is left over in n / k
/// @ties            on the number of supporters without a representative, by the policy of the run; each is recorded.
///                  The order of the voters is no tie: it is that of the source under every policy
/// @errors          seats, tie, time-limit, memory-limit, interrupted
/// @complexity      O(seats * (r + m) + nnz) time, O(r + m) memory; ties = all: one state per reached set of options
///                  and of voters that they represent
/// @source          P. Skowron, P. Faliszewski, A. Slinko, Achieving fully proportional representation: approximability
///                  results, Artificial Intelligence 222, 2015; M. Lackner, P. Skowron, Multi-winner voting with
///                  approval preferences, 2023
Result<Decision> greedy_monroe(const ApprovalVoices& voices, const GreedyMonroeOptions& options, Context& context);

}  // namespace comitia::elect
