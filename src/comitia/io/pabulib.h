// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Pabulib ".pb": participatory budgeting instances in three tables META, PROJECTS and VOTES, separated by ";".
// Described at pabulib.org/format; the lint follows the list of the public Pabulib checker.
//
// What becomes of it: approval and choose-1 ballots are approvals, ordinal ones strict rankings, cumulative and scoring
// ones scores. Costs and budget are exact. The rest of META is kept as attributes, in its order; the other columns of
// PROJECTS and VOTES are kept as text. A ballot above a limit of META (length, cost, points) is refused, since it takes
// more influence than the others had; one below a limit is only noted, since publishers count such ballots.
#pragma once

#include <string_view>

#include "comitia/io/format.h"

namespace comitia::io {

int recognise_pabulib(std::string_view first_bytes, std::string_view name);

/// @errors encoding, syntax, section, column, empty, number, vote-type, budget, cost, date, count-mismatch, name,
///         duplicate-id, unknown-option, duplicate-option, ballot-limits, points, no-options, no-voices, too-large
Result<ReadResult> read_pabulib(const Source& source, const ReadOptions& options);

/// Writes the fields in the order that the format lists them, interpreted ones from the voices, the others as kept.
/// @errors vote-type (rankings with ties; no budget), weight, name (an id holds a comma)
Result<Written> write_pabulib(const Voices& voices);

}  // namespace comitia::io
