// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Chamberlin-Courant on approvals: the committee with a member for as many voters as possible.
#pragma once

#include "comitia/base/context.h"
#include "comitia/base/result.h"
#include "comitia/decision/decision.h"
#include "comitia/decision/sentences.h"
#include "comitia/elect/thiele_options.h"
#include "comitia/voices/voices.h"

namespace comitia::elect {

struct CcOptions : ThieleOptions {
  static constexpr Sentence kSentences[] = {
      kMember,
      {"best",
       "{score:count} {score:one voter has|voters have} a member. No committee of {seats:count} represents more."},
      {"best-known",
       "{score:count} {score:one voter has|voters have} a member. It is the best committee that was found; none of "
       "{seats:count} "
       "represents more than {bound:number}."},
      kEquals,
      kExchanges,
  };
};

/// Fill all seats at once, with the committee that leaves fewest voters without a member.
/// @param voices    approval ballots; b distinct ballots, m options, nnz approvals
/// @param options   see the struct
/// @param context   ties, trace, limits
/// @return          outcome `committees`, each of `seats` options; several only with ties = all
/// @formula         W maximises |{i : A_i ∩ W ≠ ∅}|
/// @guarantee       no committee represents more voters; JR; house size = seats; scaling all weights changes nothing
/// @ties            between committees, decided member by member in the order of the file: among the options with which
///                  tied committees continue, by the policy of the run; each is recorded
/// @errors          seats, tie, option-range, time-limit, memory-limit, interrupted
/// @complexity      exponential in the worst case (the problem is NP-hard); each bound O(nnz + m log m); memory O(nnz)
/// @source          J. R. Chamberlin, P. N. Courant, Representative deliberations and representative decisions,
///                  American Political Science Review 77, 1983; for JR: H. Aziz and others, Justified representation in
///                  approval-based committee voting, Social Choice and Welfare 48, 2017
Result<Decision> cc(const ApprovalVoices& voices, const CcOptions& options, Context& context);

}  // namespace comitia::elect
