// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Sainte-Laguë approval voting: the committee of largest satisfaction by the weights of Sainte-Laguë's method.
#pragma once

#include "comitia/base/context.h"
#include "comitia/base/result.h"
#include "comitia/decision/decision.h"
#include "comitia/decision/sentences.h"
#include "comitia/elect/thiele_options.h"
#include "comitia/voices/voices.h"

namespace comitia::elect {

struct SlavOptions : ThieleOptions {
  static constexpr Sentence kSentences[] = {
      kMember,
      {"best",
       "The committee scores {score:number}, where a voter with j members counts 1 + 1/3 + ... + 1/(2j - 1). No "
       "committee of "
       "{seats:count} scores more."},
      {"best-known",
       "The committee scores {score:number}, where a voter with j members counts 1 + 1/3 + ... + 1/(2j - 1). It is the "
       "best "
       "that was found; no committee of {seats:count} scores more than {bound:number}."},
      kEquals,
      kExchanges,
  };
};

/// Fill all seats at once, with the committee that gives voters most satisfaction, where their members count 1, 1/3,
/// 1/5 and so on.
/// @param voices    approval ballots; b distinct ballots, m options, nnz approvals
/// @param options   see the struct
/// @param context   ties, trace, limits
/// @return          outcome `committees`, each of `seats` options; several only with ties = all
/// @formula         W maximises Σ_i (1 + 1/3 + … + 1/(2 |A_i ∩ W| - 1))
/// @guarantee       no committee has a higher score; JR; where voters are parties, seats are as by Sainte-Laguë; house
///                  size = seats; scaling all weights changes nothing
/// @ties            between committees, decided member by member in the order of the file: among the options with which
///                  tied committees continue, by the policy of the run; each is recorded
/// @errors          seats, tie, option-range, time-limit, memory-limit, interrupted
/// @complexity      exponential in the worst case (the problem is NP-hard); each bound O(nnz + m log m); memory O(nnz)
/// @source          M. Lackner, P. Skowron, Utilitarian welfare and representation guarantees of approval-based
///                  multiwinner rules, Artificial Intelligence 288, 2020; for JR: H. Aziz and others, Justified
///                  representation in approval-based committee voting, Social Choice and Welfare 48, 2017
Result<Decision> slav(const ApprovalVoices& voices, const SlavOptions& options, Context& context);

}  // namespace comitia::elect
