// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Rows of cells become batches of text columns; see the header.
#include "comitia/io/table_csv.h"

#include <algorithm>
#include <memory>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "comitia/io/arrow_write.h"
#include "comitia/io/ranked_csv_internal.h"
#include "comitia/io/reading.h"
#include "comitia/io/table_reading_internal.h"
#include "comitia/io/table_voices.h"
#include "comitia/io/text_cursor.h"

namespace comitia::io {
namespace {

constexpr std::int64_t kBatchRows = 1 << 14;

/// Comma, semicolon or tab: the one of which the first line has most, the first of these if there are equally many.
char separator_of(std::string_view text) {
  const auto line = text.substr(0, text.find('\n'));
  char best = ',';
  for (const char c : {';', '\t'})
    if (std::count(line.begin(), line.end(), c) > std::count(line.begin(), line.end(), best)) best = c;
  return best;
}

// The rows of a source, cell by cell. Remembers where each row begins, for the sake of problems.
class CsvRows : public BatchProducer {
 public:
  explicit CsvRows(Reading& reading)
      : reading_(reading), separator_(separator_of(reading.text())), rows_(reading.text(), separator_) {
    if (!next_row()) {
      if (!reading.failed()) reading.error(ProblemCode::empty, reading.text(), "there is no header row");
      return;
    }
    header_ = rows_.row();
    for (const auto& cell : cells_) fields_.push_back({std::string(trim(cell.text(buffer_))), NewColumnType::text});
    while (!fields_.empty() && fields_.back().name.empty()) fields_.pop_back();  // a spreadsheet's empty columns
    for (std::size_t i = 0; i < fields_.size(); ++i)
      if (fields_[i].name.empty())
        reading.error(ProblemCode::column, cells_[i].source, "this column has no name",
                      "name all columns in the first row");
  }

  Result<OwnedSchema> schema() override { return new_schema(fields_); }

  Result<std::optional<OwnedArray>> next() override {
    NewBatch batch(fields_);
    while (batch.rows() < kBatchRows && next_row()) {
      if (!check_width()) continue;
      begins_.push_back(rows_.row());
      for (std::size_t i = 0; i < fields_.size(); ++i) {
        if (i >= cells_.size() || cells_[i].empty())
          batch.missing(i);
        else
          batch.text(i, ranked_csv::unguarded(cells_[i].text(buffer_)));
      }
    }
    if (batch.rows() == 0) return std::nullopt;
    return std::optional(std::move(batch).finish());
  }

  Location locate(std::int64_t row, std::size_t column) const {
    const auto at = static_cast<std::size_t>(row);
    if (row >= std::ssize(begins_)) return reading_.locate(reading_.text());
    const auto begin = row < 0 ? header_ : begins_[at];
    RowCursor again(begin, separator_);
    std::vector<Cell> cells;
    again.next(cells);
    return reading_.locate(column < cells.size() ? cells[column].source : begin);
  }

 private:
  bool next_row() {
    for (;;) {
      const auto step = rows_.next(cells_);
      if (step == RowCursor::Step::end) return false;
      if (!ranked_csv::check_step(step, rows_, reading_)) continue;
      const bool blank = std::all_of(cells_.begin(), cells_.end(), [](const Cell& cell) { return cell.empty(); });
      if (!blank || fields_.size() == 1) return true;  // a spreadsheet ends with rows of nothing
    }
  }

  bool check_width() {
    const auto filled = static_cast<std::size_t>(
        cells_.rend() - std::find_if(cells_.rbegin(), cells_.rend(), [](const Cell& cell) { return !cell.empty(); }));
    if (filled <= fields_.size() && (cells_.size() >= fields_.size() || filled > 0)) {
      if (cells_.size() >= fields_.size()) return true;
      reading_.drop(ProblemCode::column, cells_.back().source,
                    fmt::format("this row has {} cells, and the header {}", cells_.size(), fields_.size()));
      return false;
    }
    reading_.drop(ProblemCode::column, cells_[std::min(fields_.size(), cells_.size() - 1)].source,
                  fmt::format("this row has {} cells, and the header {}", filled, fields_.size()),
                  "put a cell that holds the separator into quotes");
    return false;
  }

  Reading& reading_;
  char separator_;
  RowCursor rows_;
  std::vector<Cell> cells_;
  std::vector<NewField> fields_;
  std::string_view header_;
  std::vector<std::string_view> begins_;  ///< of the rows handed out
  std::string buffer_;
};

/// The problems of the reading of text and those of the table, those of the text first.
Result<ReadResult> joined(Reading&& reading, Result<ReadResult> read) {
  if (reading.failed()) {
    auto problems = std::move(reading).failure().value();
    if (!read) problems.append(read.error());
    return fail(std::move(problems));
  }
  if (!read) return read;
  auto of_text = std::move(reading).result(std::move(read->voices));
  of_text.notes.append(read->notes);
  of_text.dropped += read->dropped;
  return of_text;
}

}  // namespace

int recognise_table_csv(std::string_view, std::string_view name) {
  return name.ends_with(".csv") || name.ends_with(".CSV") || name.ends_with(".tsv") ? 2 : 0;
}

Result<ReadResult> read_table_csv(const Source& source, const ReadOptions& options) {
  Reading reading(source, options);
  if (reading.failed()) return std::move(reading).failure();
  auto rows = std::make_unique<CsvRows>(reading);
  if (reading.failed()) return std::move(reading).failure();
  const CsvRows* const places = rows.get();
  ArrowArrayStream stream;
  export_stream(std::move(rows), &stream);
  COMITIA_TRY(auto table, TableStream::open(&stream, source.name(), [places](std::int64_t row, std::size_t column) {
                return places->locate(row, column);
              }));
  return joined(std::move(reading), read_table(std::move(table), options.table, options));
}

}  // namespace comitia::io
