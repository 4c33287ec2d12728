// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// The geometric rule: the committee of largest satisfaction where each further member of a voter counts p times less.
#pragma once

#include "comitia/base/context.h"
#include "comitia/base/result.h"
#include "comitia/decision/decision.h"
#include "comitia/decision/sentences.h"
#include "comitia/elect/thiele_options.h"
#include "comitia/voices/voices.h"

namespace comitia::elect {

struct GeometricOptions : ThieleOptions {
  Rational p = 2;

  template <class Self, class Visit>
  static void fields(Self& o, Visit&& visit) {
    ThieleOptions::fields(o, visit);
    visit_geometric_base(o, visit);
  }
  static constexpr Sentence kSentences[] = {
      kMember,
      {"best",
       "The committee scores {score:number}, where a voter with j members counts 1/p + 1/p^2 + ... + 1/p^j. No "
       "committee of "
       "{seats:count} scores more."},
      {"best-known",
       "The committee scores {score:number}, where a voter with j members counts 1/p + 1/p^2 + ... + 1/p^j. It is the "
       "best "
       "that was found; no committee of {seats:count} scores more than {bound:number}."},
      kEquals,
      kExchanges,
  };
};

/// Fill all seats at once, with the committee that gives voters most satisfaction, where their members count 1/p, 1/p²,
/// 1/p³ and so on.
/// @param voices    approval ballots; b distinct ballots, m options, nnz approvals
/// @param options   see the struct
/// @param context   ties, trace, limits
/// @return          outcome `committees`, each of `seats` options; several only with ties = all
/// @formula         W maximises Σ_i (1/p + 1/p² + … + 1/p^|A_i ∩ W|)
/// @guarantee       no committee has a higher score; JR when p is 2 or more; house size = seats; p = 1 elects as
///                  approval voting does; scaling all weights changes nothing
/// @ties            between committees, decided member by member in the order of the file: among the options with which
///                  tied committees continue, by the policy of the run; each is recorded
/// @errors          seats, tie, option-range, time-limit, memory-limit, interrupted
/// @complexity      exponential in the worst case (the problem is NP-hard); each bound O(nnz + m log m); memory O(nnz)
/// @source          M. Lackner, P. Skowron, Utilitarian welfare and representation guarantees of approval-based
///                  multiwinner rules, Artificial Intelligence 288, 2020; for JR: H. Aziz and others, Justified
///                  representation in approval-based committee voting, Social Choice and Welfare 48, 2017
Result<Decision> geometric(const ApprovalVoices& voices, const GeometricOptions& options, Context& context);

}  // namespace comitia::elect
