// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
#include "comitia/elect/minimax.h"

#include <limits>

#include "comitia/elect/ranked_internal.h"

namespace comitia::elect {
namespace {

/// How bad the result against y is for x.
std::int64_t badness(const PairwiseMatrix& matrix, MinimaxStrength strength, std::int64_t x, std::int64_t y) {
  switch (strength) {
    case MinimaxStrength::margins:
      return matrix.margin(y, x);
    case MinimaxStrength::winning_votes:
      return matrix.margin(y, x) > 0 ? matrix.above(y, x) : 0;
    case MinimaxStrength::opposition:
      return matrix.above(y, x);
  }
  return 0;
}

}  // namespace

Result<Decision> minimax(const RankedVoices& voices, const MinimaxOptions& options, Context& context) {
  COMITIA_TRY(const auto matrix, count_pairwise(voices, options.unranked, context));
  Decision decision;
  StepLog log(context, decision);
  log_pairwise(voices, matrix, log);

  const auto m = matrix.options();
  std::vector<Rational> worst;
  Json::Array against;  // [id, the option that it does worst against, how bad that is]
  for (std::int64_t x = 0; x < m; ++x) {
    std::int64_t most = std::numeric_limits<std::int64_t>::min();
    std::int64_t by = x;
    for (std::int64_t y = 0; y < m; ++y) {
      if (y == x || badness(matrix, options.strength, x, y) <= most) continue;
      most = badness(matrix, options.strength, x, y);
      by = y;
    }
    worst.push_back(by == x ? Rational(0) : people(voices, most));
    if (by != x && log.full())
      against.push_back(Json::array(
          {voices.options().id(option_at(x)), voices.options().id(option_at(by)), worst.back().to_string()}));
  }
  Json::Object fields{{"count", m}};
  if (log.full()) fields.emplace_back("against", std::move(against));
  log.add("worst", std::move(fields));
  COMITIA_CHECK(finish_by_score(voices, worst, Best::lowest, "worst result", log, context, decision));
  return decision;
}

}  // namespace comitia::elect
