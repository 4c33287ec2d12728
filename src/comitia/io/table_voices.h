// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Voices from tables: a matrix of marks or scores, lists of approved options, columns of ranks, or one row per voter
// and option. Every problem names the column and the row, and its line where the source has lines.
#pragma once

#include "comitia/base/result.h"
#include "comitia/io/source.h"
#include "comitia/io/table.h"
#include "comitia/io/table_options.h"

namespace comitia::io {

/// Reads a table to its end. Options stand in the order of their columns, or of their first appearance.
/// @param options   which table it is and what its columns are called
/// @param reading   strictness, and the policies for skipped and repeated ranks
/// @errors  column (a column that is needed is missing, or cannot be what it should be), format (the kind of table
///          cannot be told, or a type is not read), number, name, multiplicity, weight, points, duplicate-option,
///          duplicate-id, skipped-rank, repeated-rank, unknown-option, count-mismatch (a voter's rows contradict each
///          other), no-options, no-voices, too-large, file
/// @complexity O(cells) time; long tables keep their rows as numbers until the end
Result<ReadResult> read_table(TableStream table, const TableOptions& options, const ReadOptions& reading);

}  // namespace comitia::io
