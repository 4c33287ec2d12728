// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// The consensus rule: perpetual consensus of M. Lackner, with one seat in each round.
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

struct ConsensusOptions {
  std::optional<std::int64_t> seats;
  Arithmetic arithmetic = Arithmetic::exact;

  template <class Self, class Visit>
  static void fields(Self& o, Visit&& visit) {
    visit("seats", o.seats, at_least(1), "number of seats to fill; the file's own number when it gives one");
    visit("arithmetic", o.arithmetic, any(),
          "exact fractions, or the same decisions with rounded numbers in the trace");
  }
  static constexpr Sentence kSentences[] = {
      {"pick",
       "{pick:option} takes seat {step}: {payers:count} of its supporters {payers:one has|have} a positive balance, "
       "{score:number} together, the most of all; {payers:one it pays|each of them pays} {payment:number}."},
      {"fill", "{pick:option} takes seat {step}: no option that is left has a supporter with a positive balance."},
      kEveryWayFollowed,
  };
};

/// Fill one seat in each round: every voter earns 1, the option whose supporters have the largest sum of positive
/// balances is elected, and those supporters share the cost, 1 for each voter, equally, even if that puts them in debt.
/// @param voices    approval ballots; b distinct ballots, m options, nnz approvals
/// @param options   see the struct
/// @param context   ties, trace, limits
/// @return          outcome `committees`, each of `seats` options; several only with ties = all
/// @formula         balance_i ← balance_i + 1 for all i; P_c = {i ∈ N_c : balance_i > 0}; W ← W ∪ {c} with the largest
///                  Σ_{i ∈ P_c} balance_i; balance_i ← balance_i − n / |P_c| for i ∈ P_c
/// @guarantee       committee monotone; house size = seats; scaling all weights changes nothing
/// @ties            on the sum of positive balances, by the policy of the run; each is recorded
/// @errors          seats, tie, time-limit, memory-limit, interrupted
/// @complexity      O(seats * nnz) time and at most one fraction for each option and class of voters with the same
///                  balance; O(nnz) memory; ties = all: one state per reached set of options and balances
/// @source          M. Lackner, Perpetual voting: fairness in long-term decision making, AAAI 2020; M. Lackner,
///                  P. Skowron, Multi-winner voting with approval preferences, 2023
Result<Decision> consensus(const ApprovalVoices& voices, const ConsensusOptions& options, Context& context);

}  // namespace comitia::elect
