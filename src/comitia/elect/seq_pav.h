// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Sequential proportional approval voting, proposed by T. N. Thiele in 1895.
#pragma once

#include "comitia/base/context.h"
#include "comitia/base/result.h"
#include "comitia/decision/decision.h"
#include "comitia/elect/thiele_options.h"
#include "comitia/voices/voices.h"

namespace comitia::elect {

using SeqPavOptions = SeqThieleOptions;

/// Fill the seats one by one, each with the option that adds most harmonic satisfaction.
/// @param voices    approval ballots; b distinct ballots, m options, nnz approvals
/// @param options   see the struct
/// @param context   ties, trace, limits
/// @return          outcome `committees`, each of `seats` options; several only with ties = all
/// @formula         gain(c) = Σ_{i ∈ N_c} 1 / (1 + |A_i ∩ W|); W ← W ∪ {c} with the largest gain(c)
/// @guarantee       committee monotone; house size = seats; scaling all weights changes nothing
/// @ties            on the marginal score, by the policy of the run; each is recorded
/// @errors          seats, tie, time-limit, memory-limit, interrupted
/// @complexity      O(seats * (nnz + m * seats)) time, O(nnz + m * seats) memory; ties = all: one state per reached set
/// @source          T. N. Thiele, Om Flerfoldsvalg, 1895
Result<Decision> seq_pav(const ApprovalVoices& voices, const SeqPavOptions& options, Context& context);

}  // namespace comitia::elect
