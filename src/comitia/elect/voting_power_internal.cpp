// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
#include "comitia/elect/voting_power_internal.h"

#include <limits>
#include <utility>

namespace comitia::elect {

VotingPower::VotingPower(const ApprovalVoices& voices, Rational quota)
    : voters_(voices, 1), quota_(std::move(quota)), elected_(static_cast<std::size_t>(voices.option_count())) {}

// Weights are below 2^53, so each is a double; all summands are at least 0. A product is off by at most two half units
// in the last place, a sum of t summands by at most t more; the bound below is more than twice that.
Bounds<double> VotingPower::bounds(OptionId option) {
  constexpr double kEpsilon = std::numeric_limits<double>::epsilon();
  const auto counts = voters_.counts(option);
  double sum = 0;
  for (const auto& count : counts) sum += static_cast<double>(count.weight) * voters_.nearest(count.number);
  const double error = sum * static_cast<double>(counts.size() + 4) * kEpsilon;
  return {option, -sum - error, -sum + error};
}

std::vector<Valued> VotingPower::best(std::size_t count) {
  std::vector<Bounds<double>> all;
  for (std::uint32_t c = 0; c < elected_.size(); ++c)
    if (!elected_[c]) all.push_back(bounds(OptionId{c}));
  return smallest_first<double>(all, count, [&](std::span<const OptionId> options) {
    std::vector<Rational> values;
    for (const auto option : options) values.push_back(-voters_.sum(voters_.counts(option)));
    return values;
  });
}

Rational VotingPower::kept(const Rational& votes) const {
  return votes > quota_ ? (votes - quota_) / votes : Rational();
}

void VotingPower::pick(const Valued& choice) {
  const auto factor = kept(-choice.value);
  voters_.change(choice.option, [](auto) { return true; }, [&](auto number) { return voters_.value(number) * factor; });
  elected_[choice.option.value] = true;
  picks_.push_back(choice.option);
}

void VotingPower::undo() {
  voters_.undo();
  elected_[picks_.back().value] = false;
  picks_.pop_back();
}

}  // namespace comitia::elect
