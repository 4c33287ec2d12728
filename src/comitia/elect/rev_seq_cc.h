// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Reverse sequential Chamberlin-Courant: options leave one by one.
#pragma once

#include "comitia/base/context.h"
#include "comitia/base/result.h"
#include "comitia/decision/decision.h"
#include "comitia/elect/thiele_options.h"
#include "comitia/voices/voices.h"

namespace comitia::elect {

using RevSeqCcOptions = RevSeqThieleOptions;

/// Begin with all options elected, and let that one leave whose absence leaves fewest voters without a member, until
/// as many are left as there are seats.
/// @param voices    approval ballots; b distinct ballots, m options, nnz approvals, l the longest ballot
/// @param options   see the struct
/// @param context   ties, trace, limits
/// @return          outcome `committees`, each of `seats` options; several only with ties = all
/// @formula         loss(c) = |{i ∈ N_c : A_i ∩ W = {c}}|; W ← W \ {c} with the smallest loss(c)
/// @guarantee       committee monotone; house size = seats; scaling all weights changes nothing
/// @ties            on the loss of satisfaction, by the policy of the run, which decides who leaves; each is recorded.
///                  While all voters have several members, all options are equal
/// @errors          seats, tie, time-limit, memory-limit, interrupted
/// @complexity      O(nnz * l + m² * l) time, O(nnz + m * l) memory; ties = all: one state per reached set
/// @source          T. N. Thiele, Om Flerfoldsvalg, 1895; J. R. Chamberlin, P. N. Courant, Representative deliberations
///                  and representative decisions, American Political Science Review 77, 1983
Result<Decision> rev_seq_cc(const ApprovalVoices& voices, const RevSeqCcOptions& options, Context& context);

}  // namespace comitia::elect
