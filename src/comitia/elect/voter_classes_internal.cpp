// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
#include "comitia/elect/voter_classes_internal.h"

#include <algorithm>

namespace comitia::elect {

VoterClasses::VoterClasses(const ApprovalVoices& voices, const Rational& start)
    : voices_(voices),
      class_of_(static_cast<std::size_t>(voices.ballot_count())),
      values_{start},
      nearest_{start.to_double()} {}

std::int64_t VoterClasses::bytes(const ApprovalVoices& voices, std::int64_t seats) {
  // The class of each ballot, now and before each change, and the classes that so many changes can make.
  const auto approvals = static_cast<std::int64_t>(voices.ballots().items().size());
  const auto classes = seats < 30 ? std::min(voices.ballot_count(), std::int64_t{1} << seats) : voices.ballot_count();
  constexpr std::size_t kPerClass = 2 * sizeof(Rational) + sizeof(double) + sizeof(std::int64_t);
  return (voices.ballot_count() + approvals) * static_cast<std::int64_t>(sizeof(Class)) +
         classes * static_cast<std::int64_t>(kPerClass);
}

std::vector<VoterClasses::Count> VoterClasses::counts(OptionId option) {
  room_.resize(values_.size());
  std::vector<Count> counts;
  for (const auto ballot : voices_.supporters(option)) {
    const auto number = class_of_[ballot.value];
    if (room_[number] == 0) counts.push_back({number, 0});
    room_[number] += voices_.weight(ballot);
  }
  for (auto& count : counts) count.weight = std::exchange(room_[count.number], 0);
  return counts;
}

Rational VoterClasses::sum(std::span<const Count> counts) {
  if (numerators_.size() < values_.size()) {
    for (auto i = numerators_.size(); i < values_.size(); ++i)
      denominator_ *= (denominator_ / values_[i].denominator()).denominator();  // least common multiple
    numerators_.clear();
    for (const auto& value : values_) numerators_.push_back(value * denominator_);
  }
  Rational sum;
  for (const auto& count : counts) sum += numerators_[count.number] * Rational(count.weight);
  return sum / denominator_;
}

void VoterClasses::undo() {
  const auto& change = changes_.back();
  const auto supporters = voices_.supporters(change.option);
  for (std::size_t i = 0; i < supporters.size(); ++i) class_of_[supporters[i].value] = change.before[i];
  values_.resize(change.size_before);
  nearest_.resize(change.size_before);
  numerators_.clear();
  denominator_ = 1;
  changes_.pop_back();
}

}  // namespace comitia::elect
