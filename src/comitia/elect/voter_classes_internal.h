// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Voters that own an exact number each (what is left of a vote, a balance), which changes only for supporters of
// elected options. Voters whose number always changed together form a class, so that an option is counted by a few
// integers, the weight of its supporters in each class, and exact arithmetic is done once for each class.
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <utility>
#include <vector>

#include "comitia/base/rational.h"
#include "comitia/voices/voices.h"

namespace comitia::elect {

class VoterClasses {
 public:
  using Class = std::uint32_t;
  struct Count {
    Class number;
    std::int64_t weight;  // of an option's supporters in this class
  };

  /// Everybody is in one class and owns `start`.
  VoterClasses(const ApprovalVoices& voices, const Rational& start);
  /// Memory after `seats` changes at most.
  static std::int64_t bytes(const ApprovalVoices& voices, std::int64_t seats);

  /// Classes of an option's supporters, in the order of their first ballots.
  std::vector<Count> counts(OptionId option);
  Class class_of(BallotId ballot) const { return class_of_[ballot.value]; }
  std::size_t size() const { return values_.size(); }
  /// What weight 1 of a class owns, and the nearest double.
  const Rational& value(Class number) const { return values_[number]; }
  double nearest(Class number) const { return nearest_[number]; }
  /// Exact sum of weight times value.
  Rational sum(std::span<const Count> counts);

  /// Supporters of the option in a class for which changes(class) own changed(class) from now on, in a class of their
  /// own.
  template <class Changes, class Changed>
  void change(OptionId option, Changes&& changes, Changed&& changed);
  void undo();

 private:
  struct Change {
    OptionId option;
    std::vector<Class> before;  // of the option's supporters
    std::size_t size_before;
  };
  const ApprovalVoices& voices_;
  std::vector<Class> class_of_;  // (b)
  std::vector<Rational> values_;
  std::vector<double> nearest_;
  // The first values over a common denominator, so that sums over many classes need no greatest common divisors.
  std::vector<Rational> numerators_;
  Rational denominator_ = 1;
  std::vector<std::int64_t> room_;  // for counting, by class; all 0 in between
  std::vector<Change> changes_;
};

template <class Changes, class Changed>
void VoterClasses::change(OptionId option, Changes&& changes, Changed&& changed) {
  Change record{option, {}, values_.size()};
  std::map<Class, Class> now;
  for (const auto ballot : voices_.supporters(option)) {
    const auto before = class_of_[ballot.value];
    record.before.push_back(before);
    const auto [at, is_new] = now.try_emplace(before, before);
    if (is_new && changes(before)) {
      at->second = static_cast<Class>(values_.size());
      values_.push_back(changed(before));
      nearest_.push_back(values_.back().to_double());
    }
    class_of_[ballot.value] = at->second;
  }
  changes_.push_back(std::move(record));
}

}  // namespace comitia::elect
