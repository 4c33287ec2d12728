// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Proportional approval voting, proposed by T. N. Thiele in 1895: the committee of largest harmonic satisfaction.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "comitia/base/context.h"
#include "comitia/base/fields.h"
#include "comitia/base/result.h"
#include "comitia/decision/decision.h"
#include "comitia/decision/sentences.h"
#include "comitia/voices/voices.h"

namespace comitia::elect {

/// Who optimises: our own search, which proves its answer in exact arithmetic, or an integer program.
enum class PavSolver { search, highs, cbc };

}  // namespace comitia::elect

namespace comitia {
template <>
inline constexpr std::array<std::string_view, 3> kEnumWords<elect::PavSolver> = {"search", "highs", "cbc"};
}  // namespace comitia

namespace comitia::elect {

struct PavOptions {
  std::optional<std::int64_t> seats;
  PavSolver solver = PavSolver::search;

  template <class Self, class Visit>
  static void fields(Self& o, Visit&& visit) {
    visit("seats", o.seats, at_least(1), "number of seats to fill; the file's own number when it gives one");
    visit("solver", o.solver, any(),
          "who looks for the best committee: an exact branch and bound, or an integer program given to HiGHS or CBC");
  }
  static constexpr Sentence kSentences[] = {
      {"member", "{pick:option} is elected: without it the score would be lower by {adds:number}."},
      {"best",
       "The committee scores {score:number}, where a voter with j members counts 1 + 1/2 + ... + 1/j. No committee of "
       "{seats:count} scores more."},
      {"best-known",
       "The committee scores {score:number}, where a voter with j members counts 1 + 1/2 + ... + 1/j. It is the best "
       "that was found; no committee of {seats:count} scores more than {bound:number}."},
      {"equals",
       "{committees:count} committees have this score; the steps above show the one that always takes the option "
       "listed first."},
      {"exchanges", "Exchanging one member for another option, {option:option} would do best: {score:number}."},
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
