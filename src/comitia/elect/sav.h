// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Satisfaction approval voting: a ballot is one vote, shared equally by the options that it approves of.
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

struct SavOptions {
  std::optional<std::int64_t> seats;

  template <class Self, class Visit>
  static void fields(Self& o, Visit&& visit) {
    visit("seats", o.seats, at_least(1), "number of seats to fill; the file's own number when it gives one");
  }
  static constexpr Sentence kSentences[] = {
      {"pick",
       "{pick:option} takes seat {step}: its {supporters:count} {supporters:one supporter|supporters}, each sharing "
       "one vote among all that they approve of, {supporters:one gives|give} it {score:number}."},
      {"all",
       "{among:options} have equal scores and compete for {seats:count} of the seats; every choice among them is a "
       "winning committee."},
  };
};

/// Elect the options whose supporters are satisfied most: a voter's satisfaction is the elected share of its approvals.
/// @param voices    approval ballots; m options, nnz approvals
/// @param options   see the struct
/// @param context   ties, trace, limits
/// @return          outcome `committees`, each of `seats` options; several only with ties = all
/// @formula         W maximises Σ_i |A_i ∩ W| / |A_i|
/// @guarantee       committee monotone; house size = seats; maximises the sum of |A_i ∩ W| / |A_i|; scaling all weights
///                  changes nothing
/// @ties            on the satisfaction score, where it decides who is elected; by the policy of the run; each is
///                  recorded
/// @errors          seats, tie, time-limit, interrupted
/// @complexity      O(nnz) additions of integers, at most one fraction for each option and length of ballot; O(m)
///                  memory; ties = all: each winning committee is written down once
/// @source          S. J. Brams, D. M. Kilgour, Satisfaction approval voting, in Voting Power and Procedures, 2014
Result<Decision> sav(const ApprovalVoices& voices, const SavOptions& options, Context& context);

}  // namespace comitia::elect
