// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Rules that elect the options with the highest scores, where a score does not depend on who else is elected. A tie
// exists only where it decides: among options with equal scores of which some are elected and some are not.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "comitia/base/context.h"
#include "comitia/base/result.h"
#include "comitia/decision/decision.h"
#include "comitia/elect/valued_internal.h"
#include "comitia/voices/voices.h"

namespace comitia::elect {

/// Who is elected for sure, and the options that compete on equal scores for the seats that remain.
struct Threshold {
  std::vector<Valued> sure;    ///< best first
  std::vector<OptionId> tied;  ///< ascending; empty when nobody competes
  std::int64_t seats_for_tied = 0;
};

/// @param ordered  options by their scores taken negatively, smallest first, equal ones by id
/// @pre 1 <= seats <= ordered.size()
Threshold threshold(std::span<const Valued> ordered, std::int64_t seats);

/// Options by their scores taken negatively, smallest first, equal ones by id.
std::vector<Valued> by_score(std::span<const Rational> scores);

/// Elects the `seats` options with the highest scores.
/// @param scores  (m)
/// @param on      what a tie is on, such as "approval score"
Result<Decision> elect_highest(const ApprovalVoices& voices, std::int64_t seats, std::span<const Rational> scores,
                               std::string_view on, Context& context);

}  // namespace comitia::elect
