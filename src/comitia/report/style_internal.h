// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// The style sheets, embedded in every page and in every chart that leaves as a file of its own.
#pragma once

#include <string_view>

namespace comitia::report {

extern const std::string_view kColours;     ///< custom properties, light and dark
extern const std::string_view kChartStyle;  ///< classes inside <svg>
extern const std::string_view kPageStyle;   ///< everything else

}  // namespace comitia::report
