// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Tables with a row per voice that name options in their cells: a list of approved options, or one option per rank.
#include <algorithm>
#include <memory>
#include <vector>

#include <fmt/format.h>

#include "comitia/io/table_reading_internal.h"
#include "comitia/io/text_cursor.h"

namespace comitia::io::tables {
namespace {

class ApprovalLists : public TableReader {
 public:
  ApprovalLists(TableReading& reading, const Roles& roles) : reading_(reading), roles_(roles) {}

  void read(const Batch& batch, std::int64_t first_row) override {
    const Column& column = batch.columns()[*roles_.approved];
    for (std::int64_t row = 0; row < batch.rows() && reading_.goes_on(); ++row) {
      const auto head = reading_.head(batch, roles_, row, first_row + row);
      if (!head) continue;
      const bool sound =
          column.missing(row) || (column.field().is_list() ? take_list(column, row, first_row + row)
                                                           : take_text(column.text(row), first_row + row));
      if (sound)
        reading_.end_voice(*head, first_row + row, *roles_.approved);
      else
        reading_.builder().drop_ballot();
    }
  }

 private:
  bool take_list(const Column& column, std::int64_t row, std::int64_t table_row) {
    const Column& items = column.items();
    const auto span = column.list(row);
    if (span.begin < 0 || span.end > items.rows() || span.begin > span.end) {
      reading_.error(ProblemCode::format, table_row, *roles_.approved, "this list lies outside of its items");
      return false;
    }
    labels_.resize(static_cast<std::size_t>(span.end - span.begin));
    items.intern(span.begin, labels_, reading_.labels());
    for (const auto label : labels_) {
      if (label == Interner::kMissing) continue;
      const auto option = reading_.option_of_label(label, table_row, *roles_.approved);
      if (!option) return false;
      reading_.builder().approve(*option);
    }
    return true;
  }

  bool take_text(std::string_view text, std::int64_t table_row) {
    const std::string_view separator = reading_.options().separator;
    if (trim(text).empty()) return true;
    for (bool more = true; more;) {
      const auto end = separator.empty() ? std::string_view::npos : text.find(separator);
      more = end != std::string_view::npos;
      const auto label = trim(text.substr(0, end));
      if (label.empty()) {
        reading_.drop(ProblemCode::name, table_row, *roles_.approved, "an option of this list has an empty name",
                      fmt::format("write the options with \"{}\" between them", separator));
        return false;
      }
      const auto option = reading_.option_of(label, table_row, *roles_.approved);
      if (!option) return false;
      reading_.builder().approve(*option);
      if (more) text.remove_prefix(end + separator.size());
    }
    return true;
  }

  TableReading& reading_;
  const Roles& roles_;
  std::vector<std::uint32_t> labels_;
};

// The cells of rank1, rank2, ... name an option each; a missing cell skips its rank.
class Rankings : public TableReader {
 public:
  Rankings(TableReading& reading, const Roles& roles) : reading_(reading), roles_(roles) {}

  void read(const Batch& batch, std::int64_t first_row) override {
    const auto rows = static_cast<std::size_t>(batch.rows());
    labels_.resize(roles_.ranks.size());
    // Row by row in blocks, so that options are numbered in the order in which a reader of the table meets them.
    for (std::int64_t row = 0; row < static_cast<std::int64_t>(rows) && reading_.goes_on(); ++row) {
      const auto head = reading_.head(batch, roles_, row, first_row + row);
      if (!head) continue;
      if (take(batch, row, first_row + row))
        reading_.end_voice(*head, first_row + row, roles_.ranks.front());
      else
        reading_.builder().drop_ballot();
    }
  }

 private:
  bool take(const Batch& batch, std::int64_t row, std::int64_t table_row) {
    ++ballot_;
    bool any = false;
    std::size_t skipped = 0;
    for (const auto at : roles_.ranks) {
      const Column& column = batch.columns()[at];
      const auto label = column.missing(row) ? std::string_view() : trim(column.label(row, buffer_));
      if (label.empty()) {
        ++skipped;
        continue;
      }
      if (skipped > 0 && reading_.policies().skipped_rank == "refuse")
        return refuse(ProblemCode::skipped_rank, table_row, at, "the rank before this one is skipped");
      if (skipped > 1 && reading_.policies().skipped_rank == "exhaust-at-two") return true;
      skipped = 0;
      const auto option = reading_.option_of(label, table_row, at);
      if (!option) return false;
      if (option->value >= last_use_.size()) last_use_.resize(option->value + 1);
      if (std::exchange(last_use_[option->value], ballot_) == ballot_) {
        if (reading_.policies().repeated_rank == "refuse")
          return refuse(ProblemCode::repeated_rank, table_row, at, fmt::format("{} is ranked a second time", label));
        if (std::exchange(said_repeated_, true)) continue;
        reading_.note(
            ProblemCode::repeated_rank, table_row, at,
            fmt::format("{} is ranked a second time; here and in any later row only its first place counts", label));
        continue;
      }
      if (std::exchange(any, true)) reading_.builder().next_group();
      reading_.builder().rank(*option);
    }
    return true;
  }

  bool refuse(ProblemCode code, std::int64_t row, std::size_t column, std::string text) {
    reading_.drop(code, row, column, std::move(text), "the policies for skipped and repeated ranks mend this");
    return false;
  }

  TableReading& reading_;
  const Roles& roles_;
  std::vector<std::uint32_t> labels_;
  std::string buffer_;
  std::vector<std::int64_t> last_use_;
  std::int64_t ballot_ = 0;
  bool said_repeated_ = false;
};

}  // namespace

std::unique_ptr<TableReader> list_reader(TableReading& reading, const Roles& roles) {
  return std::make_unique<ApprovalLists>(reading, roles);
}

std::unique_ptr<TableReader> rankings_reader(TableReading& reading, const Roles& roles) {
  return std::make_unique<Rankings>(reading, roles);
}

}  // namespace comitia::io::tables
