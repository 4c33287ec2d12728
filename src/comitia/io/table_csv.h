// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Tables as CSV (RFC 4180): a header row, then a row per voice, or per voter and option. Comma, semicolon or tab
// separate, whichever the header has most of. What rows and columns are is said by TableOptions, or told from the names
// of the columns and the first cells. Problems name line and column. Ranked ballots with one column per rank have a
// reader of their own (ranked_csv.h), which keeps more; larger tables, compressed ones, Parquet and JSON lines go
// through DuckDB (duckdb.h).
#pragma once

#include <string_view>

#include "comitia/io/format.h"

namespace comitia::io {

/// Any file called .csv or .tsv may be one; ranked_csv.h comes first.
int recognise_table_csv(std::string_view first_bytes, std::string_view name);

/// @errors those of read_table; syntax (quotes), column (too few or too many cells), encoding, empty
Result<ReadResult> read_table_csv(const Source& source, const ReadOptions& options);

}  // namespace comitia::io
