// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// The chart of a Decision as an SVG file of its own, titled and described, light and dark.
#pragma once

#include <string>

#include "comitia/report/report.h"

namespace comitia::report {

/// What tells most about the decision: rounds if the trace has them, else approvals if approval voices are given, else
/// what the rule compared last, else first choices from ranked voices.
/// @errors document (no view for this outcome, or nothing to draw); unknown-option (the voices lack an elected option)
Result<std::string> svg(const ReportInput& input);

}  // namespace comitia::report
