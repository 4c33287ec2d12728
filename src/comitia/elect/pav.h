// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Proportional approval voting, proposed by T. N. Thiele in 1895: the committee of largest harmonic satisfaction.
#pragma once

#include "comitia/base/context.h"
#include "comitia/base/result.h"
#include "comitia/decision/decision.h"
#include "comitia/decision/sentences.h"
#include "comitia/elect/thiele_options.h"
#include "comitia/voices/voices.h"

namespace comitia::elect {

using PavSolver = ThieleSolver;

struct PavOptions : ThieleOptions {
  static constexpr Sentence kSentences[] = {
      kMember,
      {"best",
       "The committee scores {score:number}, where a voter with j members counts 1 + 1/2 + ... + 1/j. No committee of "
       "{seats:count} scores more."},
      {"best-known",
       "The committee scores {score:number}, where a voter with j members counts 1 + 1/2 + ... + 1/j. It is the best "
       "that was found; no committee of {seats:count} scores more than {bound:number}."},
      kEquals,
      kExchanges,
  };
};

/// Fill all seats at once, with the committee that gives voters most harmonic satisfaction.
/// @param voices    approval ballots; b distinct ballots, m options, nnz approvals
/// @param options   see the struct
/// @param context   ties, trace, limits
/// @return          outcome `committees`, each of `seats` options; several only with ties = all
/// @formula         W maximises Σ_i (1 + 1/2 + … + 1/|A_i ∩ W|)
/// @guarantee       no committee has a higher score; EJR+; house size = seats; scaling all weights changes nothing
/// @ties            between committees, decided member by member in the order of the file: among the options with which
///                  tied committees continue, by the policy of the run; each is recorded
/// @errors          seats, tie, option-range, time-limit, memory-limit, interrupted
/// @complexity      exponential in the worst case (the problem is NP-hard); each bound O(nnz + m log m); memory O(nnz)
/// @source          T. N. Thiele, Om Flerfoldsvalg, 1895
Result<Decision> pav(const ApprovalVoices& voices, const PavOptions& options, Context& context);

}  // namespace comitia::elect
