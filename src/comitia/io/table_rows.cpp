// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Long tables: a row per voter and option, in any order. Rows are kept as numbers (12 bytes each, 28 with ranks or
// scores) and brought together by voter at the end; voters stand in the order of their first rows.
#include <algorithm>
#include <memory>
#include <numeric>
#include <vector>

#include <fmt/format.h>

#include "comitia/io/table_reading_internal.h"
#include "comitia/io/text_cursor.h"

namespace comitia::io::tables {
namespace {

constexpr std::uint32_t kNone = Interner::kMissing;

class Rows : public TableReader {
 public:
  Rows(TableReading& reading, const Roles& roles) : reading_(reading), roles_(roles) {}

  void read(const Batch& batch, std::int64_t first_row) override {
    const auto rows = static_cast<std::size_t>(batch.rows());
    const std::span<std::uint32_t> voters(voters_.extend(rows), rows);
    batch.columns()[*roles_.voter].intern(0, voters, voter_ids_);
    const std::span<std::uint32_t> labels(options_.extend(rows), rows);
    batch.columns()[*roles_.option].intern(0, labels, reading_.labels());
    for (std::size_t i = 0; i < rows && reading_.goes_on(); ++i) {
      const auto row = static_cast<std::int64_t>(i);
      if (voters[i] == kNone) {
        reading_.drop(ProblemCode::name, first_row + row, *roles_.voter, "the voter has no id");
        continue;
      }
      if (labels[i] == kNone) continue;  // a voter who says nothing in this row
      const auto option = reading_.option_of_label(labels[i], first_row + row, *roles_.option);
      labels[i] = option ? option->value : kNone;
    }
    if (roles_.rank || roles_.score) read_values(batch, first_row, labels);
    if (roles_.count || roles_.weight) read_heads(batch, first_row, voters);
  }

  void finish() override {
    if (reading_.failed()) return;
    // Rows by voter, each voter's in the order of the table.
    const std::uint32_t voter_count = voter_ids_.size();
    std::vector<std::uint32_t> begins(static_cast<std::size_t>(voter_count) + 1);
    for (const auto voter : voters_)
      if (voter != kNone) ++begins[voter + 1];
    std::partial_sum(begins.begin(), begins.end(), begins.begin());
    Buffer<std::uint32_t> rows;
    rows.extend(begins.back());
    auto ends = begins;
    for (std::size_t i = 0; i < voters_.size(); ++i)
      if (voters_[i] != kNone) rows[ends[voters_[i]]++] = static_cast<std::uint32_t>(i);
    for (std::uint32_t voter = 0; voter < voter_count && reading_.goes_on(); ++voter)
      end_voter(voter, {rows.data() + begins[voter], begins[voter + 1] - begins[voter]});
  }

 private:
  void read_values(const Batch& batch, std::int64_t first_row, std::span<std::uint32_t> labels) {
    const auto at = roles_.rank ? *roles_.rank : *roles_.score;
    const Column& column = batch.columns()[at];
    for (std::size_t i = 0; i < labels.size(); ++i) {
      const auto row = static_cast<std::int64_t>(i);
      auto number = column.missing(row) ? std::nullopt : TableReading::number_of(column, row);
      if (!number && labels[i] != kNone) {
        std::string buffer;
        labels[i] = kNone;
        reading_.drop(ProblemCode::number, first_row + row, at,
                      column.missing(row) ? fmt::format("the {} is missing", roles_.rank ? "rank" : "score")
                                          : fmt::format("'{}' is not a number", column.label(row, buffer)),
                      "write a number such as 3, 0.5 or 2/3");
      }
      const auto numerator = number ? number->numerator().to_int64() : std::nullopt;
      const auto denominator = number ? number->denominator().to_int64() : std::nullopt;
      const bool fits = numerator && denominator;
      if (number && !fits) {
        labels[i] = kNone;
        reading_.drop(ProblemCode::number, first_row + row, at, "this number has too many digits");
      }
      values_.push_back(fits ? Points{*numerator, *denominator} : Points{0, 1});
    }
  }

  // All rows of a voter must say the same of the voter.
  void read_heads(const Batch& batch, std::int64_t first_row, std::span<const std::uint32_t> voters) {
    Roles roles;
    roles.count = roles_.count;
    roles.weight = roles_.weight;
    for (std::size_t i = 0; i < voters.size(); ++i) {
      if (voters[i] == kNone) continue;
      const auto row = static_cast<std::int64_t>(i);
      const auto head = reading_.head(batch, roles, row, first_row + row);
      if (voters[i] >= heads_.size()) heads_.resize(voters[i] + 1);
      auto& known = heads_[voters[i]];
      if (!head) continue;
      if (known.count == 0) {
        known = {head->count, head->weight};
      } else if (known.count != head->count || known.weight != head->weight) {
        reading_.error(ProblemCode::count_mismatch, first_row + row, roles_.count ? *roles_.count : *roles_.weight,
                       fmt::format("voter {} has another count or weight in an earlier row", voter_ids_[voters[i]]),
                       "give all rows of a voter the same");
      }
    }
  }

  void end_voter(std::uint32_t voter, std::span<std::uint32_t> rows) {
    auto& builder = reading_.builder();
    if (roles_.rank)
      std::stable_sort(rows.begin(), rows.end(), [&](auto a, auto b) { return values_[a] < values_[b]; });
    const std::uint32_t* previous = nullptr;
    for (const auto& row : rows) {
      if (options_[row] == kNone) continue;
      const OptionId option{options_[row]};
      if (roles_.rank) {
        if (previous != nullptr && values_[*previous] < values_[row]) builder.next_group();
        builder.rank(option);
      } else if (roles_.score) {
        builder.score(option, Rational(values_[row].numerator, values_[row].denominator));
      } else {
        builder.approve(option);
      }
      previous = &row;
    }
    const auto id = trim(voter_ids_[voter]);
    const auto last = rows.empty() ? 0 : static_cast<std::int64_t>(*std::max_element(rows.begin(), rows.end()));
    TableReading::Head head{id, 1, Rational(1)};
    if (voter < heads_.size() && heads_[voter].count > 0) {
      head.count = heads_[voter].count;
      head.weight = heads_[voter].weight;
    }
    reading_.end_voice(head, *roles_.option, [&] { return duplicate_row(rows).value_or(last); });
  }

  /// The row that names an option a second time.
  std::optional<std::int64_t> duplicate_row(std::span<const std::uint32_t> rows) {
    if (rows.size() < 2) return std::nullopt;
    seen_.assign(rows.begin(), rows.end());
    std::sort(seen_.begin(), seen_.end(),
              [&](auto a, auto b) { return std::pair(options_[a], a) < std::pair(options_[b], b); });
    std::optional<std::int64_t> first;
    for (std::size_t i = 1; i < seen_.size(); ++i)
      if (options_[seen_[i]] != kNone && options_[seen_[i]] == options_[seen_[i - 1]])
        first = std::min<std::int64_t>(first.value_or(seen_[i]), seen_[i]);
    return first;
  }

  struct Points {
    std::int64_t numerator;
    std::int64_t denominator;
    friend bool operator<(Points a, Points b) {
      return static_cast<Rational::Wide>(a.numerator) * b.denominator <
             static_cast<Rational::Wide>(b.numerator) * a.denominator;
    }
  };
  struct VoterHead {
    std::int64_t count = 0;  ///< 0: not yet seen
    Rational weight = Rational(1);
  };

  TableReading& reading_;
  const Roles& roles_;
  Interner voter_ids_;
  Buffer<std::uint32_t> voters_;   ///< (rows) kNone where the row is left out
  Buffer<std::uint32_t> options_;  ///< (rows) kNone where nothing is said
  Buffer<Points> values_;          ///< (rows) of ranks or scores
  std::vector<VoterHead> heads_;   ///< by voter, when there are counts or weights
  std::vector<std::uint32_t> seen_;
};

}  // namespace

std::unique_ptr<TableReader> rows_reader(TableReading& reading, const Roles& roles) {
  return std::make_unique<Rows>(reading, roles);
}

}  // namespace comitia::io::tables
