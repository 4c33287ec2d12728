// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// What the readers of all kinds of tables share: the roles of columns, options by their labels, findings at their
// cells, and what a row says of its voter.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "comitia/base/interner.h"
#include "comitia/io/table_voices.h"
#include "comitia/voices/builder.h"

namespace comitia::io::tables {

/// The row of the names of columns.
inline constexpr std::int64_t kHeader = -1;

/// Columns by what they are for: positions in the table.
struct Roles {
  TableKind kind = TableKind::automatic;
  std::optional<std::size_t> voter, option, approved, rank, score, count, weight;
  std::vector<std::size_t> options;  ///< of a matrix
  std::vector<std::size_t> ranks;    ///< the column of rank 1, 2, ...
};

/// Finds the roles by the options, and by the usual names where these are silent. `first` helps to tell a matrix of
/// marks from one of scores; null when the table has no rows.
Result<Roles> find_roles(const TableStream& table, const TableOptions& options, const Batch* first);

/// What a text cell of a matrix of approvals means.
enum class Mark : std::uint8_t { no, yes, unknown };
Mark mark_of(std::string_view text);

/// One pass over one table.
class TableReading {
 public:
  TableReading(const TableStream& table, const TableOptions& options, const ReadOptions& reading, BallotKind kind);

  const TableOptions& options() const { return options_; }
  const ReadOptions& policies() const { return reading_; }
  VoicesBuilder& builder() { return builder_; }

  /// Findings at a cell; rows and columns count from 0 here and from 1 in what is said.
  void error(ProblemCode code, std::int64_t row, std::size_t column, std::string text, std::string hint = {});
  /// Refused under strict; under lenient the voice or row is left out, noted and counted.
  void drop(ProblemCode code, std::int64_t row, std::size_t column, std::string text, std::string hint = {});
  void note(ProblemCode code, std::int64_t row, std::size_t column, std::string text, std::string hint = {});
  /// Asked before each row; see Patience.
  bool goes_on() { return patience_.lasts(); }
  bool failed() const { return patience_.ended() || !errors_.empty(); }
  bool dropped_any() const { return dropped_ > 0; }

  /// The option of a label, declared when it is new; nothing when it can be none (which is said).
  std::optional<OptionId> option_of(std::string_view label, std::int64_t row, std::size_t column);
  /// The same for a number of labels(); cheap when it is known.
  std::optional<OptionId> option_of_label(std::uint32_t label, std::int64_t row, std::size_t column);
  Interner& labels() { return labels_; }

  /// What a row says of its voter; nothing when it is left out, which is said.
  struct Head {
    std::string_view id;
    std::int64_t count = 1;
    Rational weight = Rational(1);
  };
  std::optional<Head> head(const Batch& batch, const Roles& roles, std::int64_t row, std::int64_t table_row);
  /// Ends the ballot of a row; a duplicate is said to be in `column`.
  void end_voice(const Head& head, std::int64_t table_row, std::size_t column) {
    end_voice(head, column, [&] { return table_row; });
  }
  /// The same where it takes a search to find the row.
  void end_voice(const Head& head, std::size_t column, const std::function<std::int64_t()>& duplicate_row);
  /// The exact number of a cell that is a number or a text; nothing when it is none. @pre not missing
  static std::optional<Rational> number_of(const Column& column, std::int64_t row);

  Result<ReadResult> finish(const Roles& roles) &&;

 private:
  void add(Problems& list, ProblemCode code, std::int64_t row, std::size_t column, std::string text, std::string hint);
  std::optional<OptionId> declare(std::string_view label, std::int64_t row, std::size_t column);

  const TableStream& table_;
  const TableOptions& options_;
  const ReadOptions& reading_;
  VoicesBuilder builder_;
  Problems errors_;
  Problems notes_;
  std::int64_t dropped_ = 0;
  Patience patience_;
  Interner labels_;                      ///< labels as they come
  std::vector<std::uint32_t> of_label_;  ///< by number of the label: its option
  Interner names_;                       ///< options by their clean names
  std::string voter_buffer_;
};

// One reader for each shape of table; each takes batches in order and then finishes.
class TableReader {
 public:
  virtual ~TableReader() = default;
  /// `first_row`: the number of this batch's first row in the table.
  virtual void read(const Batch& batch, std::int64_t first_row) = 0;
  virtual void finish() {}
};
std::unique_ptr<TableReader> matrix_reader(TableReading& reading, const TableStream& table, const Roles& roles);
std::unique_ptr<TableReader> list_reader(TableReading& reading, const Roles& roles);
std::unique_ptr<TableReader> rankings_reader(TableReading& reading, const Roles& roles);
std::unique_ptr<TableReader> rows_reader(TableReading& reading, const Roles& roles);

}  // namespace comitia::io::tables
