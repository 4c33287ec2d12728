// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// The state of sequential PAV. A voter with u elected options that it approves of gains 1/(u + 1) from one more, so
//   gain(c) = sum over u of (weight of the supporters of c with u elected options) / (u + 1)
// and the weights in brackets are integers that change only where an option is elected.
#pragma once

#include <cstdint>
#include <vector>

#include "comitia/elect/fraction_terms_internal.h"
#include "comitia/elect/support_table_internal.h"
#include "comitia/elect/valued_internal.h"
#include "comitia/voices/voices.h"

namespace comitia::elect {

class Satisfaction {
 public:
  static constexpr bool kValuesAreState = false;

  /// `seats` is the most that will be elected.
  Satisfaction(const ApprovalVoices& voices, std::int64_t seats);
  static std::int64_t bytes(const ApprovalVoices& voices, std::int64_t seats) {
    return SupportTable::bytes(voices, levels(voices, seats));
  }

  /// What can be elected now, by its gain taken negatively, so that the largest gain comes first.
  std::vector<Valued> best(std::size_t count) const;
  void pick(const Valued& choice);
  void undo();
  std::int64_t remaining() const { return voices_.option_count() - static_cast<std::int64_t>(picks_.size()); }

 private:
  /// How many numbers of elected options a voter can have.
  static std::int64_t levels(const ApprovalVoices& voices, std::int64_t seats);
  /// The weights of an option's supporters by the levels that anybody can have reached so far.
  std::span<const std::int64_t> reached(OptionId option) const;
  Bounds<double> bounds(OptionId option) const;
  void move(OptionId option, std::int64_t by);

  const ApprovalVoices& voices_;
  FractionTerms parts_;                // 1, 1/2, 1/3, ...
  SupportTable table_;                 // weight of supporters by number of elected options that they approve of
  std::vector<std::uint32_t> levels_;  // (b) that number
  std::vector<bool> elected_;          // (m)
  std::vector<OptionId> picks_;
};

}  // namespace comitia::elect
