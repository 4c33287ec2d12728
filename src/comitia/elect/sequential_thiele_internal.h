// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Filling the seats one by one by the weights of Thiele's family: what the sequential rules do, and where local search
// begins.
#pragma once

#include <cstdint>

#include "comitia/decision/outcome.h"
#include "comitia/elect/satisfaction_internal.h"
#include "comitia/elect/steps_internal.h"

namespace comitia::elect {

/// The picks of the path that the trace shows, in their order; each is a step "pick".
/// @errors tie, time-limit, interrupted
Result<Committee> fill_seats(const ApprovalVoices& voices, std::int64_t seats, Satisfaction& satisfaction,
                             Chooser& chooser, Tracer& tracer, Context& context);

}  // namespace comitia::elect
