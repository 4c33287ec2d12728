// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Tables with a row per voice and a column per option: marks of approval, scores, or the ranks that options get.
// Columns are decoded one after the other in blocks of rows, since a column has one type and its cells lie together.
#include <algorithm>
#include <memory>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "comitia/io/table_reading_internal.h"

namespace comitia::io::tables {
namespace {

constexpr std::int64_t kBlockRows = 1024;

class MatrixReader : public TableReader {
 public:
  MatrixReader(TableReading& reading, const TableStream& table, const Roles& roles) : reading_(reading), roles_(roles) {
    for (const auto column : roles.options) {
      const auto option = reading.option_of(table.fields()[column].name, kHeader, column);
      options_.push_back(option.value_or(OptionId{}));
      sound_ = sound_ && option.has_value();
      for (std::size_t i = 0; option && i + 1 < options_.size(); ++i)
        if (options_[i] == *option)
          reading.error(ProblemCode::duplicate_id, kHeader, column, "two columns name the same option",
                        "rename one of them");
    }
  }

 protected:
  /// Calls f(row of the batch, row of the table, head) for every row that is not left out.
  template <class F>
  void each_row(const Batch& batch, std::int64_t begin, std::int64_t end, std::int64_t first_row, F&& f) {
    if (!sound_) return;
    for (std::int64_t row = begin; row < end && reading_.goes_on(); ++row)
      if (const auto head = reading_.head(batch, roles_, row, first_row + row)) f(row, *head);
  }

  TableReading& reading_;
  const Roles& roles_;
  std::vector<OptionId> options_;
  bool sound_ = true;  ///< false when the name of a column is no option: its rows are not read then
};

class ApprovalMatrix : public MatrixReader {
 public:
  using MatrixReader::MatrixReader;

  void read(const Batch& batch, std::int64_t first_row) override {
    marks_.resize(roles_.options.size() * kBlockRows);
    for (std::int64_t begin = 0; begin < batch.rows(); begin += kBlockRows) {
      const std::int64_t rows = std::min(kBlockRows, batch.rows() - begin);
      for (std::size_t i = 0; i < roles_.options.size(); ++i)
        decode(batch.columns()[roles_.options[i]], begin, rows, marks_.data() + i * kBlockRows);
      each_row(batch, begin, begin + rows, first_row, [&](std::int64_t row, const TableReading::Head& head) {
        const Mark* mark = marks_.data() + (row - begin);
        for (std::size_t i = 0; i < options_.size(); ++i, mark += kBlockRows) {
          if (*mark == Mark::yes) reading_.builder().approve(options_[i]);
          if (*mark == Mark::unknown) return refuse(batch, row, first_row + row, roles_.options[i]);
        }
        reading_.end_voice(head, first_row + row, roles_.options.front());
      });
    }
  }

 private:
  void decode(const Column& column, std::int64_t begin, std::int64_t rows, Mark* marks) {
    if (column.field().value_type() == CellType::nothing) return void(std::fill_n(marks, rows, Mark::no));
    if (column.field().is_text()) return decode_text(column, begin, rows, marks);
    for (std::int64_t i = 0; i < rows; ++i) {
      if (column.missing(begin + i)) {
        marks[i] = Mark::no;
        continue;
      }
      const auto value = column.integer(begin + i);
      marks[i] = !value || *value < 0 || *value > 1 ? Mark::unknown : static_cast<Mark>(*value);
    }
  }

  // The few words that stand in such columns are looked up as numbers.
  void decode_text(const Column& column, std::int64_t begin, std::int64_t rows, Mark* marks) {
    words_.resize(static_cast<std::size_t>(rows));
    column.intern(begin, words_, known_words_);
    for (std::size_t i = 0; i < words_.size(); ++i) {
      while (meanings_.size() < known_words_.size())
        meanings_.push_back(mark_of(known_words_[static_cast<std::uint32_t>(meanings_.size())]));
      marks[i] = words_[i] == Interner::kMissing ? Mark::no : meanings_[words_[i]];
    }
  }

  void refuse(const Batch& batch, std::int64_t row, std::int64_t table_row, std::size_t column) {
    reading_.builder().drop_ballot();
    std::string buffer;
    reading_.drop(
        ProblemCode::points, table_row, column,
        fmt::format("'{}' does not say whether the option is approved", batch.columns()[column].label(row, buffer)),
        "write 1, x, yes or true, or 0, no, false or nothing; name the columns that are options with options, or "
        "another kind of table");
  }

  std::vector<Mark> marks_;  // option by row of the block
  std::vector<std::uint32_t> words_;
  Interner known_words_;
  std::vector<Mark> meanings_;
};

// Scores, and ranks that are given as numbers: equal numbers are equal ranks.
class NumberMatrix : public MatrixReader {
 public:
  using MatrixReader::MatrixReader;

  void read(const Batch& batch, std::int64_t first_row) override {
    each_row(batch, 0, batch.rows(), first_row, [&](std::int64_t row, const TableReading::Head& head) {
      numbers_.clear();
      for (std::size_t i = 0; i < options_.size(); ++i) {
        const Column& column = batch.columns()[roles_.options[i]];
        if (column.missing(row) ||
            (column.field().is_text() && column.text(row).find_first_not_of(" \t") == std::string_view::npos))
          continue;
        if (roles_.kind == TableKind::scores && !column.field().is_text()) {
          if (const auto whole = column.integer(row)) {  // the usual case, without fractions
            reading_.builder().score(options_[i], *whole);
            continue;
          }
        }
        auto number = TableReading::number_of(column, row);
        if (!number) return refuse(batch, row, first_row + row, roles_.options[i]);
        if (roles_.kind == TableKind::scores)
          reading_.builder().score(options_[i], *number);
        else
          numbers_.emplace_back(*std::move(number), options_[i]);
      }
      push_ranking();
      reading_.end_voice(head, first_row + row, roles_.options.front());
    });
  }

 private:
  void push_ranking() {
    std::sort(numbers_.begin(), numbers_.end());
    for (std::size_t i = 0; i < numbers_.size(); ++i) {
      if (i > 0 && numbers_[i].first != numbers_[i - 1].first) reading_.builder().next_group();
      reading_.builder().rank(numbers_[i].second);
    }
  }

  void refuse(const Batch& batch, std::int64_t row, std::int64_t table_row, std::size_t column) {
    reading_.builder().drop_ballot();
    std::string buffer;
    reading_.drop(ProblemCode::number, table_row, column,
                  fmt::format("'{}' is not a number", batch.columns()[column].label(row, buffer)),
                  "write a number such as 3, 0.5 or 2/3, or nothing; name the columns that are options with options");
  }

  std::vector<std::pair<Rational, OptionId>> numbers_;
};

}  // namespace

std::unique_ptr<TableReader> matrix_reader(TableReading& reading, const TableStream& table, const Roles& roles) {
  if (roles.kind == TableKind::approvals) return std::make_unique<ApprovalMatrix>(reading, table, roles);
  return std::make_unique<NumberMatrix>(reading, table, roles);
}

}  // namespace comitia::io::tables
