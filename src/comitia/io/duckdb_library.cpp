// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Finding DuckDB's functions; see the header.
#include <dlfcn.h>

#include <fmt/format.h>

#include "comitia/io/duckdb_library_internal.h"

namespace comitia::io::duckdb {
namespace {

constexpr const char* kHint =
    "tools/setup installs DuckDB's library; or set COMITIA_DUCKDB to the path of libduckdb.so (version 1.4 or later)";

template <class Function>
bool find(void* library, const char* name, Function& function) {
  // dlsym gives functions as void*, as POSIX demands; C++ wants this spelling.
  function = reinterpret_cast<Function>(dlsym(library, name));
  return function != nullptr;
}

}  // namespace

Result<Functions> open_library(const std::vector<std::string>& candidates) {
  void* library = nullptr;
  std::string path;
  for (const auto& candidate : candidates) {
    path = candidate;
    library = dlopen(candidate.c_str(), RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
    if (library != nullptr) break;
  }
  if (library == nullptr)
    return fail(ProblemCode::file, "this kind of table is read through DuckDB, whose library is not installed", kHint);
  Functions functions = {};
  const char* missing = nullptr;
  const auto take = [&](const char* name, auto& function) {
    if (!find(library, name, function) && missing == nullptr) missing = name;
  };
  take("duckdb_library_version", functions.library_version);
  take("duckdb_create_config", functions.create_config);
  take("duckdb_set_config", functions.set_config);
  take("duckdb_destroy_config", functions.destroy_config);
  take("duckdb_open_ext", functions.open_ext);
  take("duckdb_close", functions.close);
  take("duckdb_free", functions.free);
  take("duckdb_connect", functions.connect);
  take("duckdb_disconnect", functions.disconnect);
  take("duckdb_prepare", functions.prepare);
  take("duckdb_prepare_error", functions.prepare_error);
  take("duckdb_destroy_prepare", functions.destroy_prepare);
  take("duckdb_bind_varchar", functions.bind_varchar);
  take("duckdb_pending_prepared_streaming", functions.pending_prepared_streaming);
  take("duckdb_pending_error", functions.pending_error);
  take("duckdb_destroy_pending", functions.destroy_pending);
  take("duckdb_execute_pending", functions.execute_pending);
  take("duckdb_result_error", functions.result_error);
  take("duckdb_destroy_result", functions.destroy_result);
  take("duckdb_column_count", functions.column_count);
  take("duckdb_column_name", functions.column_name);
  take("duckdb_column_logical_type", functions.column_logical_type);
  take("duckdb_destroy_logical_type", functions.destroy_logical_type);
  take("duckdb_result_get_arrow_options", functions.result_get_arrow_options);
  take("duckdb_destroy_arrow_options", functions.destroy_arrow_options);
  take("duckdb_to_arrow_schema", functions.to_arrow_schema);
  take("duckdb_data_chunk_to_arrow", functions.data_chunk_to_arrow);
  take("duckdb_fetch_chunk", functions.fetch_chunk);
  take("duckdb_destroy_data_chunk", functions.destroy_data_chunk);
  take("duckdb_error_data_has_error", functions.error_data_has_error);
  take("duckdb_error_data_message", functions.error_data_message);
  take("duckdb_destroy_error_data", functions.destroy_error_data);
  if (missing != nullptr)
    return fail(ProblemCode::file, fmt::format("the DuckDB library {} has no function {}", path, missing), kHint);
  return functions;
}

}  // namespace comitia::io::duckdb
