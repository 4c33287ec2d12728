// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
#include "comitia/elect/divisible_votes_internal.h"

#include <algorithm>
#include <limits>

namespace comitia::elect {

DivisibleVotes::DivisibleVotes(const ApprovalVoices& voices)
    : voices_(voices),
      table_(voices, levels(voices)),
      is_left_(static_cast<std::size_t>(voices.option_count()), true),
      count_(voices.option_count()) {
  for (std::int64_t l = 1; l <= levels(voices); ++l) parts_.push_back(Rational(1, l));
  for (std::uint32_t b = 0; b < static_cast<std::uint32_t>(voices.ballot_count()); ++b) {
    length_.push_back(std::ssize(voices.approved(BallotId{b})));
    if (length_.back() > 0) table_.add(BallotId{b}, length_.back() - 1, 1);
  }
}

std::int64_t DivisibleVotes::levels(const ApprovalVoices& voices) {
  std::size_t longest = 0;
  for (std::uint32_t b = 0; b < static_cast<std::uint32_t>(voices.ballot_count()); ++b)
    longest = std::max(longest, voices.approved(BallotId{b}).size());
  return static_cast<std::int64_t>(longest);
}

// As for the gains of sequential PAV: weights are below 2^53, all summands are at least 0, and the bound is more than
// twice what quotients and sum can be off.
Bounds<double> DivisibleVotes::bounds(OptionId option) const {
  constexpr double kEpsilon = std::numeric_limits<double>::epsilon();
  const auto weights = table_.of(option);
  double sum = 0;
  for (std::size_t l = 0; l < weights.size(); ++l) sum += static_cast<double>(weights[l]) / static_cast<double>(l + 1);
  const double error = sum * static_cast<double>(weights.size() + 4) * kEpsilon;
  return {option, sum - error, sum + error};
}

std::vector<Valued> DivisibleVotes::fewest() const {
  std::vector<Bounds<double>> all;
  for (std::uint32_t c = 0; c < is_left_.size(); ++c)
    if (is_left_[c]) all.push_back(bounds(OptionId{c}));
  const auto exact = [&](std::span<const OptionId> options) {
    std::vector<Rational> values;
    for (const auto option : options) values.push_back(points(option));
    return values;
  };
  auto lowest = smallest_first<double>(all, 2, exact);
  if (lowest[0].value == lowest[1].value) return lowest;
  std::erase_if(all, [&](const auto& each) { return each.option == lowest.front().option; });
  const auto second = smallest_first<double>(all, 1, exact);
  lowest.resize(1);
  lowest.insert(lowest.end(), second.begin(), second.end());
  return lowest;
}

std::vector<Valued> DivisibleVotes::left() const {
  std::vector<Valued> ordered;
  for (std::uint32_t c = 0; c < is_left_.size(); ++c)
    if (is_left_[c]) ordered.push_back({OptionId{c}, -points(OptionId{c})});
  std::stable_sort(ordered.begin(), ordered.end(), [](const Valued& a, const Valued& b) { return a.value < b.value; });
  return ordered;
}

void DivisibleVotes::eliminate(OptionId option) {
  for (const auto ballot : voices_.supporters(option)) {
    auto& length = length_[ballot.value];
    if (length > 1) table_.move(ballot, length - 1, length - 2);
    --length;
  }
  is_left_[option.value] = false;
  --count_;
}

}  // namespace comitia::elect
