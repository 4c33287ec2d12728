// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Files through DuckDB into batches of columns; see the header. The database lives in memory, loads no extension, and
// gets names of files as parameters, never as parts of a query.
#include "comitia/io/duckdb.h"

#include <algorithm>
#include <array>
#include <memory>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "comitia/io/arrow_write.h"
#include "comitia/io/duckdb_library_internal.h"
#include "comitia/io/table_voices.h"

namespace comitia::io {
namespace {

using namespace duckdb;

struct Reader {
  std::string_view extension;
  const char* query;
};

// CSV cells stay text: what is wrong with one is then said in our words, at its row, and no decimal becomes a float.
constexpr std::array kReaders = {
    Reader{".parquet", "SELECT * FROM read_parquet(?, hive_partitioning = true)"},
    Reader{".pq", "SELECT * FROM read_parquet(?, hive_partitioning = true)"},
    Reader{".jsonl", "SELECT * FROM read_json(?, format = 'newline_delimited', hive_partitioning = true)"},
    Reader{".ndjson", "SELECT * FROM read_json(?, format = 'newline_delimited', hive_partitioning = true)"},
    Reader{".csv", "SELECT * FROM read_csv(?, header = true, all_varchar = true, hive_partitioning = true)"},
    Reader{".tsv",
           "SELECT * FROM read_csv(?, header = true, all_varchar = true, delim = '\t', hive_partitioning = true)"},
};

std::string_view without_compression(std::string_view name) {
  for (const std::string_view extension : {".gz", ".zst"})
    if (name.ends_with(extension)) return name.substr(0, name.size() - extension.size());
  return name;
}

const Reader* reader_of(std::string_view name) {
  name = without_compression(name);
  const auto* const found = std::find_if(kReaders.begin(), kReaders.end(),
                                         [&](const Reader& reader) { return name.ends_with(reader.extension); });
  return found == kReaders.end() ? nullptr : found;
}

tl::unexpected<Problems> refuse(const std::string& file, const char* why) {
  std::string text = why == nullptr ? "DuckDB gives no reason" : why;
  text = text.substr(0, text.find("\n\n"));  // what follows are pieces of the query
  std::replace(text.begin(), text.end(), '\n', ' ');
  return fail(Problem{ProblemCode::file, {file, 0, 0}, std::move(text), {}});
}

// One database in memory.
class Session {
 public:
  explicit Session(const Functions& functions) : f_(functions) {}
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;
  ~Session() {
    end_query();
    if (connection_ != nullptr) f_.disconnect(&connection_);
    if (database_ != nullptr) f_.close(&database_);
  }

  Result<void> open(const DuckDbOptions& options) {
    Config config = nullptr;
    if (f_.create_config(&config) != 0) return fail(ProblemCode::file, "DuckDB cannot be configured");
    const auto memory = fmt::format("{}B", options.memory_limit_bytes);
    const auto threads = fmt::format("{}", options.threads);
    f_.set_config(config, "memory_limit", memory.c_str());
    if (options.threads > 0) f_.set_config(config, "threads", threads.c_str());
    f_.set_config(config, "autoinstall_known_extensions", "false");
    f_.set_config(config, "autoload_known_extensions", "false");
    f_.set_config(config, "preserve_insertion_order", "true");
    char* error = nullptr;
    const State state = f_.open_ext(nullptr, &database_, config, &error);
    f_.destroy_config(&config);
    std::string why = error == nullptr ? "" : error;
    if (error != nullptr) f_.free(error);
    if (state != 0) return fail(ProblemCode::file, fmt::format("DuckDB cannot be started: {}", why));
    if (f_.connect(database_, &connection_) != 0) return fail(ProblemCode::file, "DuckDB takes no connection");
    return {};
  }

  Result<void> start(const std::string& file, const Reader& reader) {
    end_query();
    if (f_.prepare(connection_, reader.query, &statement_) != 0) return refuse(file, f_.prepare_error(statement_));
    if (f_.bind_varchar(statement_, 1, file.c_str()) != 0) return refuse(file, f_.prepare_error(statement_));
    Pending pending = nullptr;
    const bool ready = f_.pending_prepared_streaming(statement_, &pending) == 0;
    if (!ready) {
      auto refused = refuse(file, f_.pending_error(pending));
      f_.destroy_pending(&pending);
      return refused;
    }
    const State state = f_.execute_pending(pending, &result_);
    f_.destroy_pending(&pending);
    has_result_ = true;
    if (state != 0) return refuse(file, f_.result_error(&result_));
    arrow_ = f_.result_get_arrow_options(&result_);
    return {};
  }

  Result<OwnedSchema> schema(const std::string& file) {
    const Index count = f_.column_count(&result_);
    std::vector<Type> types;
    std::vector<const char*> names;
    for (Index i = 0; i < count; ++i) {
      types.push_back(f_.column_logical_type(&result_, i));
      names.push_back(f_.column_name(&result_, i));
    }
    ArrowSchema schema = {};
    Error error = f_.to_arrow_schema(arrow_, types.data(), names.data(), count, &schema);
    for (auto& type : types) f_.destroy_logical_type(&type);
    COMITIA_CHECK(check(file, error));
    return OwnedSchema(&schema);
  }

  Result<std::optional<OwnedArray>> next(const std::string& file) {
    Chunk chunk = f_.fetch_chunk(result_);
    if (chunk == nullptr) {
      if (const char* const why = f_.result_error(&result_); why != nullptr && *why != '\0') return refuse(file, why);
      return std::nullopt;
    }
    ArrowArray array = {};
    Error error = f_.data_chunk_to_arrow(arrow_, chunk, &array);
    f_.destroy_data_chunk(&chunk);
    COMITIA_CHECK(check(file, error));
    return std::optional(OwnedArray(&array));
  }

 private:
  Result<void> check(const std::string& file, Error error) {
    if (error == nullptr) return {};
    const bool failed = f_.error_data_has_error(error);
    auto refused = refuse(file, failed ? f_.error_data_message(error) : "");
    f_.destroy_error_data(&error);
    if (failed) return refused;
    return {};
  }

  void end_query() {
    if (arrow_ != nullptr) f_.destroy_arrow_options(&arrow_);
    if (has_result_) f_.destroy_result(&result_);
    if (statement_ != nullptr) f_.destroy_prepare(&statement_);
    arrow_ = nullptr;
    has_result_ = false;
    statement_ = nullptr;
    result_ = {};
  }

  Functions f_;
  Database database_ = nullptr;
  Connection connection_ = nullptr;
  Statement statement_ = nullptr;
  QueryResult result_;
  bool has_result_ = false;
  ArrowOptions arrow_ = nullptr;
};

bool same_columns(const ArrowSchema& a, const ArrowSchema& b) {
  if (a.n_children != b.n_children || std::string_view(a.format) != b.format) return false;
  for (std::int64_t i = 0; i < a.n_children; ++i)
    if (std::string_view(a.children[i]->name) != b.children[i]->name || !same_columns(*a.children[i], *b.children[i]))
      return false;
  return true;
}

class Files : public BatchProducer {
 public:
  Files(std::vector<std::string> files, std::unique_ptr<Session> session)
      : files_(std::move(files)), session_(std::move(session)) {}

  Result<OwnedSchema> schema() override {
    COMITIA_TRY(auto schema, start(0));
    ArrowSchema kept;
    schema.move_to(&kept);
    first_ = OwnedSchema(&kept);
    return session_->schema(files_.front());
  }

  Result<std::optional<OwnedArray>> next() override {
    for (;;) {
      COMITIA_TRY(auto batch, session_->next(files_[at_]));
      if (batch || at_ + 1 == files_.size()) return batch;
      COMITIA_TRY(const auto schema, start(at_ + 1));
      if (!same_columns(*first_.get(), *schema.get()))
        return fail(Problem{ProblemCode::column,
                            {files_[at_], 0, 0},
                            fmt::format("the columns, or their types, differ from those of {}", files_.front()),
                            "give files of one table together"});
    }
  }

 private:
  Result<OwnedSchema> start(std::size_t file) {
    at_ = file;
    const Reader* const reader = reader_of(files_[file]);
    if (reader == nullptr)
      return fail(Problem{ProblemCode::format,
                          {files_[file], 0, 0},
                          "the extension says nothing of a table",
                          "these are read: .parquet, .jsonl, .csv, .tsv, also with .gz or .zst"});
    COMITIA_CHECK(session_->start(files_[file], *reader));
    return session_->schema(files_[file]);
  }

  std::vector<std::string> files_;
  std::unique_ptr<Session> session_;
  OwnedSchema first_;
  std::size_t at_ = 0;
};

}  // namespace

Result<TableStream> open_files(const std::vector<std::string>& files, std::string name, const DuckDbOptions& options) {
  if (files.empty()) return fail(Problem{ProblemCode::file, {name, 0, 0}, "no file has this name", {}});
  auto functions = open_library(options.libraries);
  if (!functions) return fail(std::move(functions).error().at(name));
  auto session = std::make_unique<Session>(*functions);
  COMITIA_CHECK(session->open(options));
  ArrowArrayStream stream;
  export_stream(std::make_unique<Files>(files, std::move(session)), &stream);
  return TableStream::open(&stream, std::move(name));
}

Result<std::string> duckdb_version(const std::vector<std::string>& libraries) {
  COMITIA_TRY(const auto functions, open_library(libraries));
  return std::string(functions.library_version());
}

bool is_duckdb_table(std::string_view name) {
  const auto plain = without_compression(name);
  const bool is_csv = plain.ends_with(".csv") || plain.ends_with(".tsv");
  return reader_of(name) != nullptr && (!is_csv || plain != name);
}

int recognise_table(std::string_view first_bytes, std::string_view name) {
  return is_duckdb_table(name) || first_bytes.starts_with("PAR1") ? 2 : 0;
}

Result<ReadResult> read_table_files(const Source& source, const ReadOptions& options) {
  if (source.files().empty())
    return fail(Problem{ProblemCode::file,
                        {source.name(), 0, 0},
                        "such a table is read from a file, and not from a pipe",
                        "write it to a file first, and name that"});
  DuckDbOptions duckdb;
  duckdb.libraries = options.duckdb_libraries;
  COMITIA_TRY(auto table, open_files(source.files(), source.name(), duckdb));
  return read_table(std::move(table), options.table, options);
}

}  // namespace comitia::io
