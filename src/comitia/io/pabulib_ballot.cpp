// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Reading one ballot; see the header.
#include <algorithm>

#include <fmt/format.h>

#include "comitia/io/pabulib_ballot_internal.h"
#include "comitia/io/text_blocks_internal.h"

namespace comitia::io::pabulib {
namespace {

/// The n-th item of a list, as written.
std::string_view item_at(std::string_view list, std::size_t n) {
  for (; n > 0; --n) list.remove_prefix(list.find(',') + 1);
  return trim(list.substr(0, list.find(',')));
}

/// A bound as a whole number of projects.
std::size_t whole(const Rational& bound, std::size_t if_huge) {
  if (bound.sign() <= 0) return 0;
  const auto number = bound.to_int64();
  return number ? static_cast<std::size_t>(*number) : if_huge;
}

}  // namespace

BallotReader::BallotReader(Reading& reading, const Meta& meta, const Projects& projects)
    : reading_(reading), meta_(meta), projects_(projects), index_(projects.options.ids) {
  if (meta.length.least) least_length_ = whole(meta.length.least->ceil(), static_cast<std::size_t>(-1));
  if (meta.length.most) most_length_ = whole(meta.length.most->floor(), static_cast<std::size_t>(-1));
  if (meta.vote_type == VoteType::choose_one) most_length_ = std::min<std::size_t>(most_length_, 1);
  limits_costs_ = meta.sum_cost.least || meta.sum_cost.most;
}

bool BallotReader::read(const Cell& vote, const Cell& points, VoicesBuilder& builder) {
  vote_ = vote;
  points_cell_ = points;
  list_ = vote.text(vote_buffer_);
  // Every item takes a character, and a comma but for the last.
  const std::size_t most = list_.size() / 2 + 1;
  const bool approval = builder.kind() == BallotKind::approval;
  if (!approval) own_options_.clear();
  OptionId* const begin = approval ? builder.write_approvals(most) : own_options_.extend(most);
  OptionId* const end = take_options(list_, begin);
  if (approval) builder.keep_approvals(end == nullptr ? begin : end);
  if (end == nullptr) return false;
  options_ = {begin, end};

  const bool scored = builder.kind() == BallotKind::scored;
  if (scored && !take_points()) return false;
  const bool unusual = options_.size() > most_length_ || options_.size() < least_length_ || limits_costs_ || scored;
  if (unusual && !within_limits()) {
    builder.drop_ballot();
    return false;
  }
  if (approval) return true;
  for (std::size_t i = 0; i < options_.size(); ++i) {
    if (scored)
      builder.score(options_[i], points_[i]);
    else
      builder.rank(options_[i]), builder.next_group();
  }
  return true;
}

std::string_view BallotReader::place(std::string_view part) const { return copied() ? vote_.source : part; }

const char* BallotReader::take_numbers(std::string_view list, OptionId*& out) const {
  const std::string_view text = reading_.text();
  const char* begin = list.data();
  const char* const end = begin + list.size();
  if (copied() || begin - text.data() < 8) return begin;
  const std::span<const std::uint32_t> positions = index_.positions_of_numbers();
  OptionId* next = out;
  for (Stops stops(list, text.data() + text.size(), NoDigit());;) {
    const char* const stop = stops.next();
    const auto digits = static_cast<std::size_t>(stop - begin);
    const bool plain = digits - 1 < 7 && (*begin != '0' || digits == 1) && (stop == end || *stop == ',');
    if (!plain) break;
    const std::uint32_t number = number_before(stop, digits);
    if (number >= positions.size()) break;
    const std::uint32_t position = positions[number];
    if (position == ProjectIndex::kNone) break;
    *next++ = OptionId{position};
    begin = stop == end ? nullptr : stop + 1;
    if (begin == nullptr) break;
  }
  out = next;
  return begin;
}

OptionId* BallotReader::take_options(std::string_view list, OptionId* out) {
  if (list.empty()) return out;
  const char* const end = list.data() + list.size();
  for (const char* begin = take_numbers(list, out); begin != nullptr;) {
    const char* const stop = std::find(begin, end, ',');
    const std::string_view item = trim({begin, static_cast<std::size_t>(stop - begin)});
    const auto found = index_.find(item);
    if (!found && item.empty())
      reading_.drop(ProblemCode::syntax, place({begin, 0}), "an item of the ballot is empty", "remove a comma");
    if (!found && !item.empty())
      reading_.drop(ProblemCode::unknown_option, place(item), fmt::format("there is no project {}", item),
                    "name projects by their project_id");
    if (!found) return nullptr;
    *out++ = *found;
    begin = stop == end ? nullptr : stop + 1;
  }
  return out;
}

bool BallotReader::take_points() {
  points_.clear();
  std::string_view list = points_cell_.text(points_buffer_);
  while (!list.empty()) {
    const std::size_t comma = std::min(list.find(','), list.size());
    const std::string_view item = trim(list.substr(0, comma));
    auto number = parse_integer(item) ? std::optional<Rational>(*parse_integer(item)) : Rational::parse(item);
    if (!number) {
      reading_.drop(ProblemCode::points, points_cell_.quoted ? points_cell_.source : item,
                    fmt::format("\"{}\" is no number of points", item), "write numbers such as 3, 0.5 or 1/2");
      return false;
    }
    points_.push_back(*std::move(number));
    const bool more = comma < list.size();
    list.remove_prefix(more ? comma + 1 : comma);
    if (more && list.empty()) points_.emplace_back();  // a comma at the end promises one more, so the counts differ
  }
  if (points_.size() == options_.size()) return true;
  reading_.drop(ProblemCode::points, points_cell_.source,
                fmt::format("there are {} points for {} projects", points_.size(), options_.size()),
                "give each project of the ballot its points, in the same order");
  return false;
}

bool BallotReader::at_most(const std::optional<Rational>& most, const Rational& value, ProblemCode code,
                           const Cell& cell, std::string_view what) {
  if (!most || value <= *most) return true;
  // A project named twice is the nearer reason for a ballot that is too large.
  if (names_option_twice()) return false;
  reading_.drop(code, cell.source, fmt::format("{} {}, more than {}", what, value.to_string(), most->to_string()),
                "that is the most which the file allows");
  return false;
}

void BallotReader::at_least(const std::optional<Rational>& least, const Rational& value, ProblemCode code,
                            const Cell& cell, std::string_view what) {
  if (!least || value >= *least) return;
  reading_.note(code, cell.source, fmt::format("{} {}, less than {}", what, value.to_string(), least->to_string()),
                "that is the least which META asks for; the ballot counts all the same");
}

bool BallotReader::points_within_limits() {
  Rational sum;
  for (const Rational& points : points_) {
    sum += points;
    if (!at_most(meta_.points.most, points, ProblemCode::points, points_cell_, "the ballot gives a project points:"))
      return false;
    if (meta_.vote_type == VoteType::cumulative && points.sign() < 0) {
      reading_.drop(ProblemCode::points, points_cell_.source,
                    fmt::format("a cumulative ballot gives {} points", points.to_string()), "points are 0 or more");
      return false;
    }
  }
  if (!at_most(meta_.sum_points.most, sum, ProblemCode::points, points_cell_, "the points of the ballot sum to"))
    return false;
  for (const Rational& points : points_)
    at_least(meta_.points.least, points, ProblemCode::points, points_cell_, "the ballot gives a project points:");
  at_least(meta_.sum_points.least, sum, ProblemCode::points, points_cell_, "the points of the ballot sum to");
  return true;
}

bool BallotReader::within_limits() {
  const auto length = static_cast<std::int64_t>(options_.size());
  std::optional<Rational> most_length = meta_.length.most;
  if (meta_.vote_type == VoteType::choose_one && (!most_length || *most_length > Rational(1))) most_length = 1;
  constexpr auto kCode = ProblemCode::ballot_limits;
  if (!at_most(most_length, length, kCode, vote_, "the number of projects on the ballot is")) return false;
  Rational cost;
  if (limits_costs_)
    for (const OptionId option : options_) cost += projects_.costs[option.value];
  if (!at_most(meta_.sum_cost.most, cost, kCode, vote_, "the projects on the ballot cost")) return false;
  if (!points_.empty() && !points_within_limits()) return false;
  at_least(meta_.length.least, length, kCode, vote_, "the number of projects on the ballot is");
  at_least(meta_.sum_cost.least, cost, kCode, vote_, "the projects on the ballot cost");
  return true;
}

bool BallotReader::names_option_twice() {
  std::vector<OptionId> sorted(options_.begin(), options_.end());
  std::sort(sorted.begin(), sorted.end());
  const auto twin = std::adjacent_find(sorted.begin(), sorted.end());
  if (twin == sorted.end()) return false;
  report_duplicate(*twin);
  return true;
}

void BallotReader::report_duplicate(OptionId option) {
  // The builder has reordered the ballot: read it once more, as it was written.
  own_options_.clear();
  OptionId* const begin = own_options_.extend(list_.size() / 2 + 1);
  OptionId* const end = take_options(list_, begin);
  OptionId* const second = std::find(std::find(begin, end, option) + 1, end, option);
  reading_.drop(ProblemCode::duplicate_option, place(item_at(list_, static_cast<std::size_t>(second - begin))),
                fmt::format("the ballot names project {} twice", projects_.options.id(option)), "write it once");
}

}  // namespace comitia::io::pabulib
