// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// The state of E Pluribus Hugo. A ballot is one point, shared equally by those of its options that are left, so
//   points(c) = sum over l of (weight of the supporters of c with l options left) / l
// and the weights in brackets are integers that change only where an option leaves.
#pragma once

#include <cstdint>
#include <vector>

#include "comitia/elect/fraction_terms_internal.h"
#include "comitia/elect/support_table_internal.h"
#include "comitia/elect/valued_internal.h"
#include "comitia/voices/voices.h"

namespace comitia::elect {

class DivisibleVotes {
 public:
  explicit DivisibleVotes(const ApprovalVoices& voices);
  static std::int64_t bytes(const ApprovalVoices& voices) { return SupportTable::bytes(voices, levels(voices)); }

  /// The options whose points are among the two lowest, by their points, fewest first. Two options share the lowest
  /// place when they are equal. @pre at least two options are left
  std::vector<Valued> fewest() const;
  /// All options that are left with their points taken negatively, so that most points come first.
  std::vector<Valued> left() const;
  void eliminate(OptionId option);
  std::int64_t count() const { return count_; }

 private:
  static std::int64_t levels(const ApprovalVoices& voices);
  Bounds<double> bounds(OptionId option) const;
  Rational points(OptionId option) const { return parts_.sum(table_.of(option)); }

  const ApprovalVoices& voices_;
  FractionTerms parts_;               // 1, 1/2, 1/3, ...
  SupportTable table_;                // weight of supporters by number of options left on the ballot, minus 1
  std::vector<std::int64_t> length_;  // (b) that number
  std::vector<bool> is_left_;         // (m)
  std::int64_t count_;
};

}  // namespace comitia::elect
