// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Instant runoff in parallel universes: whenever options tie for the fewest votes, each of them leaves in a universe of
// its own. A universe is the set of options that are left, since the votes follow from it, so that orders which lead to
// the same set are counted once.
#pragma once

#include <string>
#include <vector>

#include "comitia/base/context.h"
#include "comitia/base/rational.h"
#include "comitia/base/result.h"
#include "comitia/elect/instant_runoff.h"
#include "comitia/elect/ranked_internal.h"

namespace comitia::elect {

struct Universes {
  std::vector<Rational> best_places;  ///< (m) best place, from 1, that some universe gives; 0 for options outside
  std::int64_t count = 0;             ///< sets of options that can be left
  std::string stopped;                ///< why not all were followed; empty when all were
};

/// Follows every order of eliminations from the options in `left` on.
/// @errors interrupted; time-limit when no universe has ended yet
Result<Universes> follow_universes(const RankedVoices& voices, const std::vector<OptionId>& left,
                                   const InstantRunoffOptions& options, StepLog& log, const Context& context);

}  // namespace comitia::elect
