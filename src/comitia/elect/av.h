// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Approval voting for committees: the options that most voters approve of.
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

struct AvOptions {
  std::optional<std::int64_t> seats;

  template <class Self, class Visit>
  static void fields(Self& o, Visit&& visit) {
    visit("seats", o.seats, at_least(1), "number of seats to fill; the file's own number when it gives one");
  }
  static constexpr Sentence kSentences[] = {
      {"pick",
       "{pick:option} takes seat {step}: {supporters:count} {supporters:one voter approves|voters approve} of it."},
      {"all",
       "{among:options} have equal scores and compete for {seats:count} of the seats; every choice among them is a "
       "winning committee."},
  };
};

/// Elect the options with the most approvals.
/// @param voices    approval ballots; m options, nnz approvals
/// @param options   see the struct
/// @param context   ties, trace, limits
/// @return          outcome `committees`, each of `seats` options; several only with ties = all
/// @formula         W maximises Σ_i |A_i ∩ W|
/// @guarantee       committee monotone; house size = seats; maximises the number of approvals of members; scaling all
///                  weights changes nothing
/// @ties            on the approval score, where it decides who is elected; by the policy of the run; each is recorded
/// @errors          seats, tie, time-limit, interrupted
/// @complexity      O(nnz + m log m) time, O(m) memory; ties = all: each winning committee is written down once
/// @source          S. J. Brams, P. C. Fishburn, Approval voting, American Political Science Review 72, 1978
Result<Decision> av(const ApprovalVoices& voices, const AvOptions& options, Context& context);

}  // namespace comitia::elect
