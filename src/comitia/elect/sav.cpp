// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
#include "comitia/elect/sav.h"

#include <vector>

#include "comitia/decision/seats.h"
#include "comitia/elect/additive_internal.h"

namespace comitia::elect {

Result<Decision> sav(const ApprovalVoices& voices, const SavOptions& options, Context& context) {
  COMITIA_TRY(const auto seats, resolve_seats(options.seats, voices.electorate()));
  // score(c) = sum over lengths l of (weight of the supporters of c that approve of l options) / l
  std::vector<Rational> scores;
  std::vector<std::int64_t> by_length(static_cast<std::size_t>(voices.option_count()) + 1);
  std::vector<std::size_t> lengths;
  for (std::uint32_t c = 0; c < static_cast<std::uint32_t>(voices.option_count()); ++c) {
    if (const auto stop = context.stop()) return fail(Context::stopped(*stop));
    for (const auto ballot : voices.supporters(OptionId{c})) {
      const auto length = voices.approved(ballot).size();
      if (by_length[length] == 0) lengths.push_back(length);
      by_length[length] += voices.weight(ballot);
    }
    Rational score;
    for (const auto length : lengths) {
      score += Rational(by_length[length], static_cast<std::int64_t>(length));
      by_length[length] = 0;
    }
    lengths.clear();
    scores.push_back(score / Rational(voices.weight_scale()));
  }
  return elect_highest(voices, seats, scores, "satisfaction score", context);
}

}  // namespace comitia::elect
