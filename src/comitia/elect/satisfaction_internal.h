// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// The state of the sequential rules of Thiele's family. A voter with u elected options that she approves of counts
// w(u + 1) more with one more of them, and w(u) less with one of them less, so
//   gain(c) = sum over u of (weight of the supporters of c with u elected options) * w(u + 1)
//   loss(c) = sum over u of (weight of the supporters of c with u elected options) * w(u)
// and the weights in brackets are integers that change only where an option is elected, or leaves.
#pragma once

#include <cstdint>
#include <vector>

#include "comitia/elect/fraction_terms_internal.h"
#include "comitia/elect/support_table_internal.h"
#include "comitia/elect/thiele_weights_internal.h"
#include "comitia/elect/valued_internal.h"
#include "comitia/voices/voices.h"

namespace comitia::elect {

class Satisfaction {
 public:
  static constexpr bool kValuesAreState = false;

  /// Nobody is elected yet; each pick elects one. `seats` is the most that will be elected.
  static Satisfaction adding(const ApprovalVoices& voices, std::int64_t seats, const ThieleWeights& weights);
  static std::int64_t bytes_adding(const ApprovalVoices& voices, std::int64_t seats) {
    return SupportTable::bytes(voices, levels(voices, seats));
  }
  /// Everybody is elected; each pick makes one leave.
  static Satisfaction removing(const ApprovalVoices& voices, const ThieleWeights& weights);
  static std::int64_t bytes_removing(const ApprovalVoices& voices) {
    return SupportTable::bytes(voices, levels(voices, voices.option_count()));
  }

  /// What can be picked now, smallest first: when adding by its gain taken negatively, so that the largest gain comes
  /// first, when removing by its loss.
  std::vector<Valued> best(std::size_t count) const;
  void pick(const Valued& choice);
  void undo();
  std::int64_t remaining() const { return voices_.option_count() - static_cast<std::int64_t>(picks_.size()); }

 private:
  enum class Direction { adding, removing };
  Satisfaction(const ApprovalVoices& voices, std::int64_t levels, const ThieleWeights& weights, Direction direction);
  /// How many numbers of elected options a voter can have when this many seats are filled.
  static std::int64_t levels(const ApprovalVoices& voices, std::int64_t seats);
  /// The weights of an option's supporters by the levels that anybody can have reached so far.
  std::span<const std::int64_t> reached(OptionId option) const;
  Bounds<double> bounds(OptionId option) const;
  void move(OptionId option, std::int64_t by);

  const ApprovalVoices& voices_;
  Direction direction_;
  FractionTerms parts_;                // by level, what one member more, or less, changes
  std::vector<double> rounded_parts_;  // the same, rounded
  SupportTable table_;                 // weight of supporters by number of elected options that they approve of
  std::vector<std::uint32_t> levels_;  // (b) that number
  std::vector<bool> picked_;           // (m)
  std::vector<OptionId> picks_;
};

}  // namespace comitia::elect
