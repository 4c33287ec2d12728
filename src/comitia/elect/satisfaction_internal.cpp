// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
#include "comitia/elect/satisfaction_internal.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace comitia::elect {

Satisfaction::Satisfaction(const ApprovalVoices& voices, std::int64_t levels, const ThieleWeights& weights,
                           Direction direction)
    : voices_(voices),
      direction_(direction),
      table_(voices, levels),
      levels_(static_cast<std::size_t>(voices.ballot_count())),
      picked_(static_cast<std::size_t>(voices.option_count())) {
  auto parts = first_weights(weights, levels);
  if (direction == Direction::removing) {
    parts.insert(parts.begin(), Rational(0));  // who has no member loses none
    parts.pop_back();
    for (std::uint32_t b = 0; b < levels_.size(); ++b)
      levels_[b] = static_cast<std::uint32_t>(voices.approved(BallotId{b}).size());
  }
  for (std::uint32_t b = 0; b < levels_.size(); ++b) table_.add(BallotId{b}, levels_[b], 1);
  for (const auto& part : parts) {
    parts_.push_back(part);
    rounded_parts_.push_back(part.to_double());
  }
}

Satisfaction Satisfaction::adding(const ApprovalVoices& voices, std::int64_t seats, const ThieleWeights& weights) {
  return {voices, levels(voices, seats), weights, Direction::adding};
}

Satisfaction Satisfaction::removing(const ApprovalVoices& voices, const ThieleWeights& weights) {
  return {voices, levels(voices, voices.option_count()), weights, Direction::removing};
}

std::int64_t Satisfaction::levels(const ApprovalVoices& voices, std::int64_t seats) {
  std::size_t longest = 0;
  for (std::uint32_t b = 0; b < static_cast<std::uint32_t>(voices.ballot_count()); ++b)
    longest = std::max(longest, voices.approved(BallotId{b}).size());
  return std::min(seats, static_cast<std::int64_t>(longest)) + 1;
}

std::span<const std::int64_t> Satisfaction::reached(OptionId option) const {
  const auto weights = table_.of(option);
  return direction_ == Direction::removing ? weights : weights.first(std::min(weights.size(), picks_.size() + 1));
}

// Weights are below 2^53, so each is a double; all summands are positive. A rounded part, its product and a sum of at
// most t summands are off by at most t + 1 half units in the last place of the result; the bound below is more than
// twice that. Parts below the range of doubles add an absolute error of less than 2^-1000 each.
Bounds<double> Satisfaction::bounds(OptionId option) const {
  constexpr double kEpsilon = std::numeric_limits<double>::epsilon();
  constexpr double kTiny = 0x1p-1000;
  const auto weights = reached(option);
  double sum = 0;
  for (std::size_t u = 0; u < weights.size(); ++u) sum += static_cast<double>(weights[u]) * rounded_parts_[u];
  const double error = static_cast<double>(weights.size() + 4) * (sum * kEpsilon + kTiny);
  return direction_ == Direction::removing ? Bounds<double>{option, sum - error, sum + error}
                                           : Bounds<double>{option, -sum - error, -sum + error};
}

std::vector<Valued> Satisfaction::best(std::size_t count) const {
  std::vector<Bounds<double>> all;
  for (std::uint32_t c = 0; c < picked_.size(); ++c)
    if (!picked_[c]) all.push_back(bounds(OptionId{c}));
  return smallest_first<double>(all, count, [&](std::span<const OptionId> options) {
    std::vector<Rational> values;
    for (const auto option : options) {
      auto sum = parts_.sum(reached(option));
      values.push_back(direction_ == Direction::removing ? std::move(sum) : -sum);
    }
    return values;
  });
}

void Satisfaction::move(OptionId option, std::int64_t by) {
  for (const auto ballot : voices_.supporters(option)) {
    const std::int64_t level = levels_[ballot.value];
    table_.move(ballot, level, level + by);
    levels_[ballot.value] = static_cast<std::uint32_t>(level + by);
  }
}

void Satisfaction::pick(const Valued& choice) {
  move(choice.option, direction_ == Direction::adding ? 1 : -1);
  picked_[choice.option.value] = true;
  picks_.push_back(choice.option);
}

void Satisfaction::undo() {
  move(picks_.back(), direction_ == Direction::adding ? -1 : 1);
  picked_[picks_.back().value] = false;
  picks_.pop_back();
}

}  // namespace comitia::elect
