// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Two published sheets that are CSV but have no column per rank.
//
// The tally sheet: "count,vote", where character i of the vote is the rank of option i (1 is best, - unranked, equal
// digits are ties). The Scottish sheet, as published by the MGGG project for council elections by STV:
//
//   6,3,                                    candidates, seats
//   26,1,2,                                 count, then candidate numbers from the first preference on
//   "Candidate 1","Bill Berry","Party",     one row per candidate
//   "Ward 11 - Airyhall",
#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "comitia/io/ranked_csv_internal.h"

namespace comitia::io::ranked_csv {
namespace {

bool take_count(const Cell& cell, Reading& reading, std::int64_t& count) {
  const auto value = parse_integer(cell.source);
  if (!value) {
    reading.drop(ProblemCode::number, cell.source, "a count is a whole number");
    return false;
  }
  if (*value < 1) {
    reading.drop(ProblemCode::multiplicity, cell.source, "a count is 1 or more", "leave the row out");
    return false;
  }
  count = *value;
  return true;
}

/// Ranks the options by their digits.
bool take_vote(std::string_view vote, Reading& reading, VoicesBuilder& builder) {
  const auto wrong = std::find_if(vote.begin(), vote.end(), [](char c) { return c != '-' && (c < '1' || c > '9'); });
  if (wrong != vote.end()) {
    reading.drop(ProblemCode::number, vote.substr(static_cast<std::size_t>(wrong - vote.begin()), 1),
                 "a rank is a digit from 1 to 9, or - for none");
    return false;
  }
  bool first = true;
  for (char rank = '1'; rank <= '9'; ++rank) {
    if (vote.find(rank) == std::string_view::npos) continue;
    if (!std::exchange(first, false)) builder.next_group();
    for (std::uint32_t i = 0; i < vote.size(); ++i)
      if (vote[i] == rank) builder.rank(OptionId{i});
  }
  return true;
}

class ScottishReader {
 public:
  explicit ScottishReader(Reading& reading) : reading_(reading), options_(reading), builder_(BallotKind::ranked) {}

  VoicesBuilder read(std::string_view text) {
    RowCursor rows(text, ',');
    each_row(rows, [&] { take_head(); });
    options_.fill(builder_);
    if (options_.size() != candidates_ && !reading_.failed())
      reading_.error(ProblemCode::name_count, head_,
                     fmt::format("{} candidates are announced, {} are named", candidates_, options_.size()));
    if (!reading_.failed()) {
      builder_.electorate().options.columns.push_back({"party", std::move(parties_)});
      builder_.electorate().seats = seats_;
      rows = RowCursor(text, ',');
      first_ = true;
      first_pass_ = false;
      each_row(rows, [&] { take_ballot(); });
    }
    return std::move(builder_);
  }

 private:
  template <class Visit>
  void each_row(RowCursor& rows, const Visit& visit) {
    for (auto step = rows.next(cells_); step != RowCursor::Step::end && reading_.goes_on(); step = rows.next(cells_)) {
      const bool first = std::exchange(first_, false);
      if (step != RowCursor::Step::row) {
        if (first_pass_) check_step(step, rows, reading_);
        continue;
      }
      if (cells_.size() > 1 && cells_.back().empty()) cells_.pop_back();  // each row ends with a comma
      if (cells_.size() == 1 && cells_.front().empty()) continue;
      if (!first)
        visit();
      else if (first_pass_)
        take_first_row();
    }
  }

  void take_first_row() {
    head_ = cells_.front().source;
    candidates_ = parse_integer(cells_[0].source).value_or(0);
    seats_ = parse_integer(cells_[1].source).value_or(0);
    if (cells_.size() != 2)
      reading_.error(ProblemCode::column, cells_[2].source,
                     "the first row holds the numbers of candidates and seats alone");
    if (seats_ < 1 || seats_ > candidates_)
      reading_.error(ProblemCode::seats, cells_[1].source,
                     fmt::format("{} seats cannot be filled with {} candidates", seats_, candidates_));
  }

  bool is_ballot() const { return !cells_.front().quoted; }

  /// First pass: candidates and the name of the ward, which stand behind the ballots.
  void take_head() {
    if (is_ballot()) return;
    const std::string first = cells_.front().text();
    if (cells_.size() == 1) {
      if (!builder_.electorate().title.empty())
        return reading_.error(ProblemCode::section, cells_.front().source, "the sheet has two titles");
      builder_.electorate().title = trim(first);
      return;
    }
    const std::string expected = fmt::format("Candidate {}", options_.size() + 1);
    if (first != expected)
      return reading_.error(ProblemCode::index, cells_.front().source, fmt::format("{} should stand here", expected));
    if (cells_.size() > 3)
      return reading_.error(ProblemCode::column, cells_[3].source, "a candidate has a name and a party");
    const std::string name = name_of(reading_, trim(cells_[1].text(buffer_)), cells_[1].source);
    options_.declare(fmt::format("{}", options_.size() + 1), name, cells_[1].source);
    parties_.push_back(cells_.size() == 3 ? trim(cells_[2].text(buffer_)) : std::string_view());
  }

  /// Second pass: the ballots.
  void take_ballot() {
    std::int64_t count = 0;
    if (!is_ballot() || !take_count(cells_.front(), reading_, count)) return;
    for (std::size_t i = 1; i < cells_.size(); ++i) {
      const auto number = parse_integer(cells_[i].source);
      if (!number || *number < 1 || *number > candidates_) {
        reading_.drop(number ? ProblemCode::index : ProblemCode::number, cells_[i].source,
                      fmt::format("a rank is the number of a candidate, 1 to {}", candidates_));
        return builder_.drop_ballot();
      }
      if (i > 1) builder_.next_group();
      builder_.rank(OptionId{static_cast<std::uint32_t>(*number - 1)});
    }
    if (builder_.end_voice({}, count) != VoicesBuilder::EndVoice::duplicate_option) return;
    reading_.drop(ProblemCode::duplicate_option, cells_.front().source,
                  fmt::format("the ballot ranks candidate {} twice", builder_.duplicate().value + 1));
  }

  Reading& reading_;
  OptionIndex options_;
  VoicesBuilder builder_;
  std::vector<Cell> cells_;
  std::string buffer_;
  Strings parties_;
  std::string_view head_;
  std::int64_t candidates_ = 0;
  std::int64_t seats_ = 0;
  bool first_ = true;
  bool first_pass_ = true;
};

}  // namespace

bool is_tally(const std::vector<Cell>& header) {
  return header.size() == 2 && equal_ignoring_case(header[0].source, "count") &&
         equal_ignoring_case(header[1].source, "vote");
}

bool is_scottish(const std::vector<Cell>& first_row) {
  return first_row.size() >= 2 && parse_integer(first_row[0].source) && parse_integer(first_row[1].source);
}

Result<ReadResult> read_tally(Reading&& reading, OptionIndex& options, const Preamble& preamble,
                              std::string_view rest) {
  VoicesBuilder builder(BallotKind::ranked);
  options.fill(builder);
  builder.electorate().title = preamble.title;
  builder.electorate().seats = preamble.seats;
  RowCursor rows(rest, ',');
  std::vector<Cell> cells;
  for (auto step = rows.next(cells); step != RowCursor::Step::end && reading.goes_on(); step = rows.next(cells)) {
    if (!check_step(step, rows, reading)) continue;
    if (cells.size() == 1 && cells.front().empty()) continue;
    std::int64_t count = 0;
    if (cells.size() != 2) {
      reading.drop(ProblemCode::column, cells.back().source, "a row of a tally is a count and a vote");
      continue;
    }
    if (!take_count(cells[0], reading, count)) continue;
    const std::string_view vote = cells[1].source;
    if (static_cast<std::int64_t>(vote.size()) != options.size()) {
      reading.drop(ProblemCode::count_mismatch, vote,
                   fmt::format("the vote has {} ranks, but {} options are declared", vote.size(), options.size()),
                   "declare them before the header as \"# option 1: name\"");
      continue;
    }
    if (take_vote(vote, reading, builder)) builder.end_voice({}, count);
  }
  return std::move(reading).finish(std::move(builder));
}

Result<ReadResult> read_scottish(Reading&& reading, std::string_view rest) {
  VoicesBuilder builder = ScottishReader(reading).read(rest);
  return std::move(reading).finish(std::move(builder));
}

}  // namespace comitia::io::ranked_csv
