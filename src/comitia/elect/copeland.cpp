// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
#include "comitia/elect/copeland.h"

#include "comitia/elect/ranked_internal.h"

namespace comitia::elect {

Result<Decision> copeland(const RankedVoices& voices, const CopelandOptions& options, Context& context) {
  COMITIA_TRY(const auto matrix, count_pairwise(voices, options.unranked, context));
  Decision decision;
  StepLog log(context, decision);
  log_pairwise(voices, matrix, log);

  std::vector<Rational> points;
  for (std::int64_t x = 0; x < matrix.options(); ++x) {
    std::int64_t wins = 0;
    std::int64_t ties = 0;
    for (std::int64_t y = 0; y < matrix.options(); ++y) {
      wins += matrix.margin(x, y) > 0 ? 1 : 0;
      ties += x != y && matrix.margin(x, y) == 0 ? 1 : 0;
    }
    points.push_back(Rational(wins) + options.tie_points * Rational(ties));
  }
  COMITIA_CHECK(finish_by_score(voices, points, Best::highest, "points", log, context, decision));
  return decision;
}

}  // namespace comitia::elect
