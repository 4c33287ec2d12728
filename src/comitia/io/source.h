// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Where bytes come from and how errors point into them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "comitia/base/result.h"
#include "comitia/io/table_options.h"
#include "comitia/voices/voices.h"

namespace comitia::io {

/// The bytes of one source, mapped or read at once; parsers walk over them once, front to back.
class Source {
 public:
  static constexpr std::int64_t kMostBytes = std::int64_t{16} << 30;

  /// Maps a file; "-" reads standard input. A folder, and a name with * ? or [ that is no file, stand for several
  /// files: their bytes are then a list, one line each: digest, blank, name.
  /// @errors file (cannot be opened or read), too-large
  static Result<Source> open(const std::string& path);
  static Source from_text(std::string text, std::string name);
  Source(Source&&) noexcept;
  Source& operator=(Source&&) noexcept;
  ~Source();

  std::string_view bytes() const { return mapping_ != nullptr ? bytes_ : std::string_view(owned_); }
  const std::string& name() const { return name_; }  ///< as given; used in messages
  std::string base_name() const;                     ///< without folders; used in documents
  /// The file, or the files of a folder or pattern in the order of their names; none for a text or standard input.
  const std::vector<std::string>& files() const { return files_; }
  bool is_several() const { return is_several_; }

 private:
  Source() = default;
  static Result<Source> open_several(const std::string& path, std::vector<std::string> files);
  std::string name_;
  std::vector<std::string> files_;
  bool is_several_ = false;
  std::string owned_;
  std::string_view bytes_;
  void* mapping_ = nullptr;
  std::size_t mapping_size_ = 0;
};

enum class Strictness { strict, lenient };

struct ReadOptions {
  Strictness strictness = Strictness::strict;
  /// Explicit clean-up of cast-vote records; empty policies refuse such ballots.
  std::string overvote = "refuse";      ///< refuse | exhaust | skip | equal
  std::string skipped_rank = "skip";    ///< skip | refuse | exhaust-at-two
  std::string repeated_rank = "first";  ///< first | refuse
  TableOptions table;                   ///< what the rows and columns of a table are
  /// Asked while rows are read; true ends reading with the problem `interrupted`.
  std::function<bool()> cancel_requested;
  /// Files to try as DuckDB's library, in this order, for tables that are not read by our own code.
  std::vector<std::string> duckdb_libraries = {"libduckdb.so"};
};

/// Whether there is reason to read on: asks now and then whether reading was cancelled.
class Patience {
 public:
  explicit Patience(std::function<bool()> cancel_requested) : cancel_requested_(std::move(cancel_requested)) {}

  /// To be called before each row. False once reading was cancelled.
  bool lasts() { return !ended_ && (++rows_since_asked_ < kRowsBetweenQuestions || ask()); }
  bool ended() const { return ended_; }

 private:
  static constexpr int kRowsBetweenQuestions = 1024;
  bool ask() {
    rows_since_asked_ = 0;
    ended_ = cancel_requested_ && cancel_requested_();
    return !ended_;
  }

  std::function<bool()> cancel_requested_;
  int rows_since_asked_ = 0;
  bool ended_ = false;
};

/// What was read: voices, and everything that was mended, dropped or noticed on the way.
struct ReadResult {
  Voices voices;
  Problems notes;            ///< warnings; under lenient also every dropped or mended row
  std::int64_t dropped = 0;  ///< voices that were dropped (lenient only)
};

}  // namespace comitia::io
