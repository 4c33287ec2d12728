// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Sequential Chamberlin-Courant: seats one by one, each for the voters who have no member yet.
#pragma once

#include "comitia/base/context.h"
#include "comitia/base/result.h"
#include "comitia/decision/decision.h"
#include "comitia/elect/thiele_options.h"
#include "comitia/voices/voices.h"

namespace comitia::elect {

using SeqCcOptions = SeqThieleOptions;

/// Fill the seats one by one, each with the option that most voters without a member approve of.
/// @param voices    approval ballots; b distinct ballots, m options, nnz approvals
/// @param options   see the struct
/// @param context   ties, trace, limits
/// @return          outcome `committees`, each of `seats` options; several only with ties = all
/// @formula         gain(c) = |{i ∈ N_c : A_i ∩ W = ∅}|; W ← W ∪ {c} with the largest gain(c)
/// @guarantee       JR; committee monotone; house size = seats; represents at least 1 - 1/e times as many voters as any
///                  committee of that size; scaling all weights changes nothing
/// @ties            on the marginal score, by the policy of the run; each is recorded. Once all voters are represented
///                  who can be, all options that are left are equal
/// @errors          seats, tie, time-limit, memory-limit, interrupted
/// @complexity      O(seats * (nnz + m * seats)) time, O(nnz + m * seats) memory; ties = all: one state per reached set
/// @source          T. Lu, C. Boutilier, Budgeted social choice: from consensus to personalized decision making, IJCAI
///                  2011; for JR: H. Aziz and others, Justified representation in approval-based committee voting,
///                  Social Choice and Welfare 48, 2017
Result<Decision> seq_cc(const ApprovalVoices& voices, const SeqCcOptions& options, Context& context);

}  // namespace comitia::elect
