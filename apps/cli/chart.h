// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// A chart of an outcome as a standalone SVG.
#pragma once

#include <string>

#include "comitia/base/result.h"
#include "comitia/decision/decision.h"

namespace comitia::cli {

/// Bars of the values by which options were compared, those elected marked by colour and by a sign; with title and
/// description for those who hear it. @errors infeasible (the trace holds nothing that could be drawn)
Result<std::string> outcome_chart(const Decision& decision);

}  // namespace comitia::cli
