// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Exact votes by first choice: a ballot of weight w whose best rank is shared by g options gives w/g to each, or w if
// it counts whole. Weights are added up as integers for each g, so that fractions are formed once for each option and
// not for each ballot.
#pragma once

#include <cstdint>
#include <map>
#include <vector>

#include "comitia/base/bitset.h"
#include "comitia/base/rational.h"
#include "comitia/elect/equal_ranks.h"
#include "comitia/voices/voices.h"

namespace comitia::elect {

/// Votes of each option, kept as integer weights by the number of options that share a vote.
class ShareCounts {
 public:
  explicit ShareCounts(std::int64_t options)
      : whole_(static_cast<std::size_t>(options)), shared_(static_cast<std::size_t>(options)) {}

  /// A negative weight takes votes back.
  void add(OptionId option, std::int64_t sharers, std::int64_t weight) {
    if (sharers == 1)
      whole_[option.value] += weight;
    else
      shared_[option.value][sharers] += weight;
  }
  /// Votes in people: sums over scale.
  Rational votes(OptionId option, std::int64_t scale) const;

 private:
  std::vector<std::int64_t> whole_;
  std::vector<std::map<std::int64_t, std::int64_t>> shared_;
};

struct FirstChoices {
  std::vector<Rational> votes;  ///< (m) in people; 0 for options outside
  Rational exhausted;           ///< people whose ballot ranks none of the options inside
};

/// The set of all options.
Bitset all_in(const BallotVoices& voices);

/// First choices among the options in `inside`.
FirstChoices first_choices(const RankedVoices& voices, const Bitset& inside, EqualRanks equal_ranks);

/// Position where a ballot's best group that has an option inside begins, from `begin` on, and where it ends.
struct GroupRange {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::int64_t inside = 0;  ///< how many of the group are inside; 0: no group is left
};
GroupRange best_group(const RankedVoices& voices, BallotId ballot, const Bitset& inside, std::size_t begin = 0);

}  // namespace comitia::elect
