// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Sequential Sainte-Laguë approval voting: seats one by one, with the weights 1, 1/3, 1/5, ... of Sainte-Laguë's
// method.
#pragma once

#include "comitia/base/context.h"
#include "comitia/base/result.h"
#include "comitia/decision/decision.h"
#include "comitia/elect/thiele_options.h"
#include "comitia/voices/voices.h"

namespace comitia::elect {

using SeqSlavOptions = SeqThieleOptions;

/// Fill the seats one by one, each with the option that adds most satisfaction, where a voter's members count 1, 1/3,
/// 1/5 and so on.
/// @param voices    approval ballots; b distinct ballots, m options, nnz approvals
/// @param options   see the struct
/// @param context   ties, trace, limits
/// @return          outcome `committees`, each of `seats` options; several only with ties = all
/// @formula         gain(c) = Σ_{i ∈ N_c} 1 / (1 + 2 |A_i ∩ W|); W ← W ∪ {c} with the largest gain(c)
/// @guarantee       committee monotone; house size = seats; where voters are parties, seats are as by Sainte-Laguë;
///                  scaling all weights changes nothing
/// @ties            on the marginal score, by the policy of the run; each is recorded
/// @errors          seats, tie, time-limit, memory-limit, interrupted
/// @complexity      O(seats * (nnz + m * seats)) time, O(nnz + m * seats) memory; ties = all: one state per reached set
/// @source          M. Lackner, P. Skowron, Utilitarian welfare and representation guarantees of approval-based
///                  multiwinner rules, Artificial Intelligence 288, 2020
Result<Decision> seq_slav(const ApprovalVoices& voices, const SeqSlavOptions& options, Context& context);

}  // namespace comitia::elect
