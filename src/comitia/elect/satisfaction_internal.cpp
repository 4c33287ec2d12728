// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
#include "comitia/elect/satisfaction_internal.h"

#include <algorithm>
#include <limits>

namespace comitia::elect {

Satisfaction::Satisfaction(const ApprovalVoices& voices, std::int64_t seats)
    : voices_(voices),
      table_(voices, levels(voices, seats)),
      levels_(static_cast<std::size_t>(voices.ballot_count())),
      elected_(static_cast<std::size_t>(voices.option_count())) {
  for (std::uint32_t b = 0; b < levels_.size(); ++b) table_.add(BallotId{b}, 0, 1);
  for (std::int64_t u = 0; u < levels(voices, seats); ++u) parts_.push_back(Rational(1, u + 1));
}

std::int64_t Satisfaction::levels(const ApprovalVoices& voices, std::int64_t seats) {
  std::size_t longest = 0;
  for (std::uint32_t b = 0; b < static_cast<std::uint32_t>(voices.ballot_count()); ++b)
    longest = std::max(longest, voices.approved(BallotId{b}).size());
  return std::min(seats, static_cast<std::int64_t>(longest)) + 1;
}

std::span<const std::int64_t> Satisfaction::reached(OptionId option) const {
  const auto weights = table_.of(option);
  return weights.first(std::min(weights.size(), picks_.size() + 1));
}

// Weights are below 2^53, so each is a double; all summands are positive. A quotient and a sum of at most t summands
// are off by at most t half units in the last place of the result; the bound below is more than twice that.
Bounds<double> Satisfaction::bounds(OptionId option) const {
  constexpr double kEpsilon = std::numeric_limits<double>::epsilon();
  const auto weights = reached(option);
  double sum = 0;
  for (std::size_t u = 0; u < weights.size(); ++u) sum += static_cast<double>(weights[u]) / static_cast<double>(u + 1);
  const double error = sum * static_cast<double>(weights.size() + 4) * kEpsilon;
  return {option, -sum - error, -sum + error};
}

std::vector<Valued> Satisfaction::best(std::size_t count) const {
  std::vector<Bounds<double>> all;
  for (std::uint32_t c = 0; c < elected_.size(); ++c)
    if (!elected_[c]) all.push_back(bounds(OptionId{c}));
  return smallest_first<double>(all, count, [&](std::span<const OptionId> options) {
    std::vector<Rational> values;
    for (const auto option : options) values.push_back(-parts_.sum(reached(option)));
    return values;
  });
}

void Satisfaction::move(OptionId option, std::int64_t by) {
  for (const auto ballot : voices_.supporters(option)) {
    const std::int64_t level = levels_[ballot.value];
    table_.move(ballot, level, level + by);
    levels_[ballot.value] = static_cast<std::uint32_t>(level + by);
  }
  elected_[option.value] = by > 0;
}

void Satisfaction::pick(const Valued& choice) {
  move(choice.option, 1);
  picks_.push_back(choice.option);
}

void Satisfaction::undo() {
  move(picks_.back(), -1);
  picks_.pop_back();
}

}  // namespace comitia::elect
