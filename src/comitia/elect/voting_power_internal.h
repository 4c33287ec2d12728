// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// The state of the method of Eneström and Phragmén. Every voter starts with one vote; an option's votes are what its
// supporters have left together, and the option with the most is elected. It uses up one quota: each of its supporters
// keeps the same share of what it had, (votes - quota) / votes, or nothing when there is no more than a quota.
#pragma once

#include <cstdint>
#include <vector>

#include "comitia/base/rational.h"
#include "comitia/elect/valued_internal.h"
#include "comitia/elect/voter_classes_internal.h"
#include "comitia/voices/voices.h"

namespace comitia::elect {

class VotingPower {
 public:
  static constexpr bool kValuesAreState = true;

  /// @param quota  in integer weights
  VotingPower(const ApprovalVoices& voices, Rational quota);

  /// What can be elected now, by its votes taken negatively, so that the most votes come first.
  std::vector<Valued> best(std::size_t count);
  void pick(const Valued& choice);
  void undo();
  std::int64_t remaining() const { return std::ssize(elected_) - std::ssize(picks_); }
  /// The share of their votes that the supporters of an option keep when it is elected with so many votes.
  Rational kept(const Rational& votes) const;

 private:
  Bounds<double> bounds(OptionId option);

  VoterClasses voters_;  // own what is left of their vote
  Rational quota_;
  std::vector<bool> elected_;  // (m)
  std::vector<OptionId> picks_;
};

}  // namespace comitia::elect
