// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// The count of an instant runoff: every ballot lies on the piles of the options that share its vote, and only the
// ballots of those that leave are touched, so that all rounds together read each ballot once.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "comitia/base/context.h"
#include "comitia/base/result.h"
#include "comitia/elect/first_choices_internal.h"

namespace comitia::elect {

/// Votes that move when an option leaves; without `to` they are exhausted. A whole vote that options share moves when
/// the last of them leaves, and is listed once.
struct Transfer {
  OptionId from;
  std::optional<OptionId> to;
  Rational votes;
};

class RunoffCount {
 public:
  /// @errors time-limit, interrupted
  static Result<RunoffCount> start(const RankedVoices& voices, EqualRanks equal_ranks, const Context& context);

  const Bitset& left() const { return left_; }
  /// Votes of the options that are left.
  FirstChoices tallies() const;
  /// Takes options out and moves their votes on; lists the moves, by option, if asked.
  /// @errors time-limit, interrupted
  Result<std::vector<Transfer>> drop(std::span<const OptionId> out, bool list_transfers, const Context& context);

 private:
  RunoffCount(const RankedVoices& voices, EqualRanks equal_ranks);
  /// Puts the ballot where its best group that is left says, searching from `begin`.
  GroupRange place(BallotId ballot, std::size_t begin);

  std::int64_t sharers(const GroupRange& group) const { return equal_ranks_ == EqualRanks::split ? group.inside : 1; }

  const RankedVoices* voices_;
  EqualRanks equal_ranks_;
  Bitset left_;
  ShareCounts counts_;
  std::int64_t exhausted_ = 0;
  std::vector<std::uint32_t> begins_;         ///< (b) where the group begins that holds the ballot's vote
  std::vector<std::vector<BallotId>> piles_;  ///< (m)
};

}  // namespace comitia::elect
