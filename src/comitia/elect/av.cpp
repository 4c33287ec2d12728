// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
#include "comitia/elect/av.h"

#include <vector>

#include "comitia/decision/seats.h"
#include "comitia/elect/additive_internal.h"
#include "comitia/elect/steps_internal.h"

namespace comitia::elect {

Result<Decision> av(const ApprovalVoices& voices, const AvOptions& options, Context& context) {
  COMITIA_TRY(const auto seats, resolve_seats(options.seats, voices.electorate()));
  std::vector<Rational> scores;
  for (std::uint32_t c = 0; c < static_cast<std::uint32_t>(voices.option_count()); ++c)
    scores.emplace_back(support(voices, OptionId{c}), voices.weight_scale());
  return elect_highest(voices, seats, scores, "approval score", context);
}

}  // namespace comitia::elect
