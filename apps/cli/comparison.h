// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// A comparison of decisions for people and for spreadsheets.
#pragma once

#include "comitia/catalog/comparison.h"

#include "cli/page.h"

namespace comitia::cli {

Page comparison_page(const Comparison& comparison);
/// One row for each rule: what it decides, and a column for each axiom.
Table comparison_table(const Comparison& comparison);

}  // namespace comitia::cli
