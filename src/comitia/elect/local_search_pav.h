// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Local search for proportional approval voting: EJR in polynomial time.
#pragma once

#include "comitia/base/context.h"
#include "comitia/base/result.h"
#include "comitia/decision/decision.h"
#include "comitia/elect/thiele_options.h"
#include "comitia/voices/voices.h"

namespace comitia::elect {

using LocalSearchPavOptions = LocalSearchOptions;

/// Begin with the committee of sequential PAV, and exchange members for other options while that raises the PAV score
/// by n/k² or more.
/// @param voices    approval ballots; m options, nnz approvals, k seats
/// @param options   see the struct
/// @param context   ties, trace, limits
/// @return          outcome `committees`, each of `seats` options; several only with ties = all
/// @formula         from the committee of elect/seq-pav: W ← W \ {d} ∪ {c} with the largest rise of the score, while
///                  that is at least n/k²
/// @guarantee       EJR+; no exchange of one member raises the PAV score by n/k²; house size = seats; scaling all
///                  weights changes nothing
/// @ties            on the marginal score at the start, then on the rise of the score: who enters, then who leaves; by
///                  the policy of the run; each is recorded
/// @errors          seats, tie, time-limit, memory-limit, interrupted
/// @complexity      O(k (nnz + m k)) for the start; at most O(k² log k) exchanges, mostly none, each O(l nnz + m k²)
///                  with l the longest ballot; memory O(nnz + m k + k²); ties = all: one state per reached set
/// @source          H. Aziz, E. Elkind, S. Huang, M. Lackner, L. Sánchez-Fernández, P. Skowron, On the complexity of
///                  extended and proportional justified representation, AAAI 2018
Result<Decision> local_search_pav(const ApprovalVoices& voices, const LocalSearchPavOptions& options, Context& context);

}  // namespace comitia::elect
