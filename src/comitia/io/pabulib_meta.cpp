// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// META: what the vote was about, what it may spend, and what a ballot may hold.
#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "comitia/io/pabulib_fields.h"
#include "comitia/io/pabulib_internal.h"

namespace comitia::io::pabulib {
namespace {

struct Date {
  int year = 0, month = 0, day = 0;
  friend auto operator<=>(const Date&, const Date&) = default;
};

/// DD.MM.YYYY, or YYYY with month and day 0.
std::optional<Date> parse_date(std::string_view text) {
  const auto number = [&](std::size_t at, std::size_t size) {
    int value = 0;
    for (const char c : text.substr(at, size)) value = is_digit(c) && value >= 0 ? value * 10 + (c - '0') : -1;
    return value;
  };
  if (text.size() == 4 && number(0, 4) > 0) return Date{number(0, 4), 0, 0};
  if (text.size() != 10 || text[2] != '.' || text[5] != '.') return std::nullopt;
  const Date date{number(6, 4), number(3, 2), number(0, 2)};
  if (date.year <= 0 || date.month < 1 || date.month > 12) return std::nullopt;
  constexpr std::array<int, 12> kDays = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = (date.year % 4 == 0 && date.year % 100 != 0) || date.year % 400 == 0;
  const int days = kDays[static_cast<std::size_t>(date.month - 1)] + (leap && date.month == 2 ? 1 : 0);
  if (date.day < 1 || date.day > days) return std::nullopt;
  return date;
}

class MetaReader {
 public:
  MetaReader(Reading& reading, Meta& meta) : reading_(reading), meta_(meta) {}

  void field(const std::string& key, const Cell& key_cell, std::string value, const Cell& cell);
  void finish(std::string_view section_end);

 private:
  void limit(std::optional<Rational>& bound, const std::string& key, std::string_view value, std::string_view place);
  void count(std::optional<std::int64_t>& count, std::string_view& place_of, const std::string& key,
             std::string_view value, std::string_view place);
  void budget(std::string_view value, std::string_view place);
  void vote_type(std::string_view value, std::string_view place);
  void date(std::optional<Date>& when, const std::string& key, std::string_view value, std::string_view place);
  void flag(const std::string& key, std::string_view value, std::string_view place);
  void check_order(const Limits& limits, std::string_view what, std::string_view place);

  Reading& reading_;
  Meta& meta_;
  std::vector<std::string> keys_;
  std::optional<Date> begin_, end_;
  std::string_view end_place_;
  std::string_view limits_place_;
  bool has_budget_ = false;
  bool has_vote_type_ = false;
};

void MetaReader::limit(std::optional<Rational>& bound, const std::string& key, std::string_view value,
                       std::string_view place) {
  bound = Rational::parse(value);
  limits_place_ = place;
  if (!bound)
    reading_.mend(ProblemCode::number, place, fmt::format("{} is \"{}\", which is no number", key, value),
                  "write a number such as 5 or 2.50");
}

void MetaReader::count(std::optional<std::int64_t>& count, std::string_view& place_of, const std::string& key,
                       std::string_view value, std::string_view place) {
  count = parse_integer(value);
  place_of = place;
  if (count && *count >= 0) return;
  count.reset();
  reading_.mend(ProblemCode::number, place, fmt::format("{} is \"{}\", which is no count", key, value),
                "write how many rows the section has");
}

void MetaReader::budget(std::string_view value, std::string_view place) {
  has_budget_ = true;
  meta_.budget_place = place;
  const auto budget = Rational::parse(value);
  if (budget && budget->sign() > 0) {
    meta_.budget = *budget;
    return;
  }
  reading_.error(ProblemCode::budget, place,
                 fmt::format("the budget is \"{}\", which is no {}number", value, budget ? "positive " : ""),
                 value.find(',') == std::string_view::npos ? "write the money to spend, such as 250000 or 99.50"
                                                           : "write decimals with a point, thousands without a mark");
}

void MetaReader::vote_type(std::string_view value, std::string_view place) {
  has_vote_type_ = true;
  const auto found = std::find(kVoteTypes.begin(), kVoteTypes.end(), value);
  if (found != kVoteTypes.end()) {
    meta_.vote_type = static_cast<VoteType>(found - kVoteTypes.begin());
    return;
  }
  reading_.error(ProblemCode::vote_type, place, fmt::format("there is no vote type \"{}\"", value),
                 fmt::format("the vote types are {}", fmt::join(kVoteTypes, ", ")));
}

void MetaReader::date(std::optional<Date>& when, const std::string& key, std::string_view value,
                      std::string_view place) {
  when = parse_date(value);
  if (!when)
    reading_.mend(ProblemCode::date, place, fmt::format("{} is \"{}\", which is no date", key, value),
                  "write DD.MM.YYYY, or YYYY alone");
}

void MetaReader::flag(const std::string& key, std::string_view value, std::string_view place) {
  if (parse_integer(value)) {
    if (key == "fully_funded") meta_.fully_funded = value == "1";
    return;
  }
  reading_.mend(ProblemCode::number, place, fmt::format("{} is \"{}\", but flags are integers", key, value),
                "write 1, or leave the field out");
}

void MetaReader::field(const std::string& key, const Cell& key_cell, std::string value, const Cell& cell) {
  const std::string_view place = cell.source;
  if (key.empty()) {
    reading_.mend(ProblemCode::syntax, key_cell.source, "this row of META has no key", "name the field");
    return;
  }
  if (std::find(keys_.begin(), keys_.end(), key) != keys_.end()) {
    reading_.mend(ProblemCode::duplicate_id, key_cell.source, fmt::format("META has {} twice", key),
                  "remove one of them");
    return;
  }
  if (!is_known(kMetaFields, key))
    reading_.note(ProblemCode::unknown_field, key_cell.source,
                  fmt::format("Pabulib does not list a field {} in META", key), "it is kept as it is");
  // An empty value says as little as an absent field.
  if (!value.empty()) {
    keys_.push_back(key);
    if (key == "budget")
      budget(value, place);
    else if (key == "vote_type")
      vote_type(value, place);
    else if (key == "num_projects")
      count(meta_.project_count, meta_.project_count_place, key, value, place);
    else if (key == "num_votes")
      count(meta_.vote_count, meta_.vote_count_place, key, value, place);
    else if (key == "min_length")
      limit(meta_.length.least, key, value, place);
    else if (key == "max_length")
      limit(meta_.length.most, key, value, place);
    else if (key == "min_sum_cost")
      limit(meta_.sum_cost.least, key, value, place);
    else if (key == "max_sum_cost")
      limit(meta_.sum_cost.most, key, value, place);
    else if (key == "min_points")
      limit(meta_.points.least, key, value, place);
    else if (key == "max_points")
      limit(meta_.points.most, key, value, place);
    else if (key == "min_sum_points")
      limit(meta_.sum_points.least, key, value, place);
    else if (key == "max_sum_points")
      limit(meta_.sum_points.most, key, value, place);
    else if (key == "date_begin")
      date(begin_, key, value, place);
    else if (key == "fully_funded" || key == "experimental")
      flag(key, value, place);
    else if (key == "date_end")
      date(end_, key, value, end_place_ = place);
    std::optional<Rational> checked_only;
    if (key == "default_score") limit(checked_only, key, value, place);
  }
  if (key == "description")
    meta_.description = std::move(value);
  else if (key != "budget" && key != "num_projects" && key != "num_votes")
    meta_.attributes.emplace_back(key, std::move(value));
}

void MetaReader::check_order(const Limits& limits, std::string_view what, std::string_view place) {
  if (limits.least && limits.most && *limits.least > *limits.most)
    reading_.mend(ProblemCode::ballot_limits, place,
                  fmt::format("the smallest {} of a ballot, {}, exceeds the largest, {}", what,
                              limits.least->to_string(), limits.most->to_string()),
                  "correct one of them");
}

void MetaReader::finish(std::string_view section_end) {
  for (const Field& field : kMetaFields) {
    if (!field.mandatory || std::find(keys_.begin(), keys_.end(), field.name) != keys_.end()) continue;
    if (field.name == "budget")
      reading_.error(ProblemCode::budget, section_end, "META states no budget", "add a row budget;250000");
    else if (field.name == "vote_type")
      reading_.error(ProblemCode::vote_type, section_end, "META states no vote_type",
                     fmt::format("the vote types are {}", fmt::join(kVoteTypes, ", ")));
    else
      reading_.mend(ProblemCode::empty, section_end, fmt::format("META does not say {}", field.name),
                    "add it, it is mandatory");
  }
  if (has_vote_type_ && meta_.vote_type == VoteType::cumulative && !meta_.sum_points.most)
    reading_.mend(ProblemCode::points, section_end, "META states no max_sum_points",
                  "cumulative ballots share out a stated number of points");
  if (begin_ && end_) {
    // A year alone holds all its days.
    const bool by_day = begin_->month > 0 && end_->month > 0;
    if (by_day ? *end_ < *begin_ : end_->year < begin_->year)
      reading_.mend(ProblemCode::date, end_place_, "the vote ends before it begins", "exchange or correct the dates");
  }
  check_order(meta_.length, "length", limits_place_);
  check_order(meta_.sum_cost, "sum of costs", limits_place_);
  check_order(meta_.points, "number of points", limits_place_);
  check_order(meta_.sum_points, "sum of points", limits_place_);
}

}  // namespace

bool read_meta(Reading& reading, Sections& sections, Meta& meta) {
  if (!sections.enter("META")) return false;
  std::vector<Cell> cells;
  if (!sections.row(cells) || cells.size() < 2 || cells[0].text() != "key" || cells[1].text() != "value") {
    reading.error(ProblemCode::column, cells.empty() ? sections.rest() : cells.front().source,
                  "the header of META is not key;value", "write key;value below the title META");
    return false;
  }
  MetaReader reader(reading, meta);
  while (sections.row(cells)) {
    // Padding by spreadsheets is harmless; anything else in a third cell is not.
    while (cells.size() > 2 && cells.back().empty()) cells.pop_back();
    const bool complete = has_all_cells(reading, cells, 2, cells.front().source, false);
    if (cells.size() < 2) continue;
    std::string value(trim(cells[1].text()));
    if (!complete) {  // lenient: the value runs to the end of the row
      const char* const begin = cells[1].source.data();
      value.assign(begin, cells.back().source.data() + cells.back().source.size());
    }
    reader.field(std::string(trim(cells[0].text())), cells[0], std::move(value), cells[1]);
  }
  reader.finish(cells.empty() ? sections.rest() : cells.front().source);
  return true;
}

}  // namespace comitia::io::pabulib
