// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// The functions of DuckDB's C interface that we call, as its documentation declares them
// (duckdb.org/docs/stable/clients/c/api), found in the library by name when it is opened.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "comitia/base/result.h"
#include "comitia/io/arrow.h"

namespace comitia::io::duckdb {

using Index = std::uint64_t;
using State = int;  ///< 0 = success
struct DatabaseTag;
struct ConfigTag;
struct ConnectionTag;
struct StatementTag;
struct PendingTag;
struct ChunkTag;
struct TypeTag;
struct ArrowOptionsTag;
struct ErrorTag;
using Database = DatabaseTag*;
using Config = ConfigTag*;
using Connection = ConnectionTag*;
using Statement = StatementTag*;
using Pending = PendingTag*;
using Chunk = ChunkTag*;
using Type = TypeTag*;
using ArrowOptions = ArrowOptionsTag*;
using Error = ErrorTag*;

/// Passed by value in the C interface; only its size and the last member matter.
struct QueryResult {
  Index deprecated_column_count = 0;
  Index deprecated_row_count = 0;
  Index deprecated_rows_changed = 0;
  void* deprecated_columns = nullptr;
  char* deprecated_error_message = nullptr;
  void* internal_data = nullptr;
};

struct Functions {
  const char* (*library_version)();
  State (*create_config)(Config* out);
  State (*set_config)(Config config, const char* name, const char* value);
  void (*destroy_config)(Config* config);
  State (*open_ext)(const char* path, Database* out, Config config, char** error);
  void (*close)(Database* database);
  void (*free)(void* memory);
  State (*connect)(Database database, Connection* out);
  void (*disconnect)(Connection* connection);
  State (*prepare)(Connection connection, const char* query, Statement* out);
  const char* (*prepare_error)(Statement statement);
  void (*destroy_prepare)(Statement* statement);
  State (*bind_varchar)(Statement statement, Index parameter, const char* value);
  State (*pending_prepared_streaming)(Statement statement, Pending* out);
  const char* (*pending_error)(Pending pending);
  void (*destroy_pending)(Pending* pending);
  State (*execute_pending)(Pending pending, QueryResult* out);
  const char* (*result_error)(QueryResult* result);
  void (*destroy_result)(QueryResult* result);
  Index (*column_count)(QueryResult* result);
  const char* (*column_name)(QueryResult* result, Index column);
  Type (*column_logical_type)(QueryResult* result, Index column);
  void (*destroy_logical_type)(Type* type);
  ArrowOptions (*result_get_arrow_options)(QueryResult* result);
  void (*destroy_arrow_options)(ArrowOptions* options);
  Error (*to_arrow_schema)(ArrowOptions options, Type* types, const char** names, Index columns, ArrowSchema* out);
  Error (*data_chunk_to_arrow)(ArrowOptions options, Chunk chunk, ArrowArray* out);
  Chunk (*fetch_chunk)(QueryResult result);
  void (*destroy_data_chunk)(Chunk* chunk);
  bool (*error_data_has_error)(Error error);
  const char* (*error_data_message)(Error error);
  void (*destroy_error_data)(Error* error);
};

/// Opens the first library that is there. It stays open until the process ends, since threads of its own may use it.
/// @errors file
Result<Functions> open_library(const std::vector<std::string>& candidates);

}  // namespace comitia::io::duckdb
