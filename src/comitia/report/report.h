// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// One self-contained HTML page about a Decision: no outside request, readable without script, printable.
#pragma once

#include <string>
#include <vector>

#include "comitia/base/result.h"
#include "comitia/catalog/catalog.h"

namespace comitia::report {

struct ReportInput {
  const Decision& decision;
  const Voices* voices = nullptr;  ///< adds representation per group, pairwise matrix, voices' side
  std::vector<Decision> others;    ///< other rules on the same voices, for the comparison
};

/// Every number on the page comes from the documents or the voices. @errors document (no view for this outcome)
Result<std::string> html(const ReportInput& input);

}  // namespace comitia::report
