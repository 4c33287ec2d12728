// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// The reverse sequential geometric rule: options leave one by one.
#pragma once

#include "comitia/base/context.h"
#include "comitia/base/result.h"
#include "comitia/decision/decision.h"
#include "comitia/elect/thiele_options.h"
#include "comitia/voices/voices.h"

namespace comitia::elect {

/// Begin with all options elected, and let that one leave whose absence costs least satisfaction, where a voter's
/// members count 1/p, 1/p², 1/p³ and so on, until as many are left as there are seats.
/// @param voices    approval ballots; b distinct ballots, m options, nnz approvals, l the longest ballot
/// @param options   see the struct
/// @param context   ties, trace, limits
/// @return          outcome `committees`, each of `seats` options; several only with ties = all
/// @formula         loss(c) = Σ_{i ∈ N_c} 1 / p^|A_i ∩ W|; W ← W \ {c} with the smallest loss(c)
/// @guarantee       committee monotone; house size = seats; p = 1 elects as approval voting does;
///                  scaling all weights changes nothing
/// @ties            on the loss of satisfaction, by the policy of the run, which decides who leaves; each is recorded
/// @errors          seats, tie, time-limit, memory-limit, interrupted
/// @complexity      O(nnz * l + m² * l) time, O(nnz + m * l) memory; ties = all: one state per reached set
/// @source          M. Lackner, P. Skowron, Utilitarian welfare and representation guarantees of approval-based
///                  multiwinner rules, Artificial Intelligence 288, 2020
Result<Decision> rev_seq_geometric(const ApprovalVoices& voices, const RevSeqGeometricOptions& options,
                                   Context& context);

}  // namespace comitia::elect
