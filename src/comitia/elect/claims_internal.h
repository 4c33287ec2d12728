// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// The state of the greedy justified candidate rule. With a share of n / k for each seat, l * n / k voters that approve
// of a common option have a claim to l seats, which they can raise as long as each of them has fewer than l elected
// options. Claims are heard from l = k down. Electing an option only weakens them, so l never rises again.
#pragma once

#include <cstdint>
#include <vector>

#include "comitia/elect/valued_internal.h"
#include "comitia/voices/voices.h"

namespace comitia::elect {

class Claims {
 public:
  static constexpr bool kValuesAreState = false;

  Claims(const ApprovalVoices& voices, std::int64_t seats);

  /// What can be claimed now, by the voters that claim it, negatively, so that most of them come first; nothing when
  /// nobody has a claim.
  std::vector<Valued> best(std::size_t count);
  void pick(const Valued& choice);
  void undo();

  /// The level l of the claims that best found last.
  std::int64_t level() const { return level_; }
  /// Options with a claim at this level.
  std::int64_t claimed() const { return claimed_; }
  /// What a claim to this level takes, in integer weights.
  Rational needed() const { return Rational(level_) * Rational(total_, seats_); }

 private:
  struct Pick {
    OptionId option;
    std::int64_t level_before;
  };
  bool enough(std::int64_t claim) const;
  void move(OptionId option, std::int64_t by);
  void set_level(std::int64_t level);

  const ApprovalVoices& voices_;
  std::int64_t seats_;
  std::int64_t total_;
  std::int64_t level_;
  std::int64_t claimed_ = 0;
  std::vector<std::int64_t> elected_on_;  // (b) number of elected options that the ballot approves of
  std::vector<std::int64_t> claims_;      // (m) weight of supporters with fewer than level_ of them
  std::vector<bool> elected_;             // (m)
  std::vector<Pick> picks_;
};

}  // namespace comitia::elect
