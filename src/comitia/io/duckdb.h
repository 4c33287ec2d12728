// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Tables from Parquet, JSON lines and CSV files, compressed or not, one file or many, through DuckDB's library, which
// is opened when it is needed and is not needed to build. Rows come batch by batch, so that memory stays bounded.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "comitia/io/format.h"
#include "comitia/io/table.h"

namespace comitia::io {

struct DuckDbOptions {
  std::vector<std::string> libraries = {"libduckdb.so"};  ///< files to try, in this order
  std::int64_t memory_limit_bytes = std::int64_t{1} << 30;
  int threads = 0;  ///< 0 = as many as DuckDB likes
};

/// The rows of these files, one file after the other; their columns must agree. Cells of CSV come as text. Folders that
/// are called key=value add a column.
/// @errors file (no library, or a file that it cannot read), format (an extension that says nothing), column (the
///         columns of a file differ from those before)
Result<TableStream> open_files(const std::vector<std::string>& files, std::string name, const DuckDbOptions& options);

/// The version of the library. @errors file
Result<std::string> duckdb_version(const std::vector<std::string>& libraries);

/// Whether the extension of a file says that it is a table for DuckDB (Parquet, JSON lines, compressed CSV).
bool is_duckdb_table(std::string_view name);
int recognise_table(std::string_view first_bytes, std::string_view name);
/// @errors those of open_files and read_table
Result<ReadResult> read_table_files(const Source& source, const ReadOptions& options);

}  // namespace comitia::io
