// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Committees from which no ballot is farther than a given distance, by branch and bound. The distance of a ballot A from
// a committee W of k members is the number of options in one of them but not in the other, |A| + k - 2 |A ∩ W|, so at
// distance d each ballot demands  |A ∩ W| >= (|A| + k - d) / 2.  The search takes the demand that leaves least freedom
// and elects, or excludes, one of its options. It ends a branch when a demand exceeds the free seats or the options that
// it has left, or when the free seats cannot meet all demands together.
// Options with the same supporters are interchangeable: they are elected in their order, and each committee found stands
// for all that arise by exchanging them.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "comitia/base/context.h"
#include "comitia/base/result.h"
#include "comitia/decision/outcome.h"
#include "comitia/voices/voices.h"

namespace comitia::elect {

class FarthestBallot {
 public:
  FarthestBallot(const ApprovalVoices& voices, std::int64_t seats, const Context& context);

  /// The distance of the ballot that is farthest from a committee.
  std::int64_t distance(const Committee& committee) const;
  /// No committee has a smaller distance than this, by the lengths of the ballots alone.
  std::int64_t least_possible() const;
  /// A committee that is good, found quickly.
  Committee guess() const;

  /// Calls visit(committee) for every committee at most so far from each ballot that has all these members, up to the
  /// exchange of interchangeable options, until it returns false. @errors time-limit, interrupted
  Result<void> search(std::int64_t distance, const Committee& members,
                      const std::function<bool(const Committee&)>& visit);

 private:
  enum class State : std::uint8_t { free, elected, excluded };
  struct Demand {
    BallotId ballot;
    std::int64_t missing;    // members that it still demands; met when 0 or less
    std::int64_t available;  // free options of the ballot
  };
  Result<bool> branch(const std::function<bool(const Committee&)>& visit);
  /// The option to decide next, nothing when the demands cannot be met.
  std::optional<OptionId> next() const;
  void set(OptionId option, State state);
  void unset(OptionId option);
  /// Excludes the option and those after it that are interchangeable with it.
  std::vector<OptionId> exclude(OptionId option);
  OptionId first_free_clone(OptionId option) const;

  const ApprovalVoices& voices_;
  std::int64_t seats_;
  const Context& context_;
  std::vector<std::vector<OptionId>> clones_;       // (m) all options with the supporters of this one, ascending
  std::vector<State> states_;                       // (m)
  std::vector<Demand> demands_;                     // of the search; only of ballots that demand anything
  std::vector<std::vector<std::uint32_t>> asking_;  // (m) demands whose ballots approve of the option
  std::int64_t free_seats_ = 0;
  std::int64_t free_options_ = 0;
  std::int64_t nodes_ = 0;
};

}  // namespace comitia::elect
