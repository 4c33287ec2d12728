// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// The state of greedy Monroe. The option that most voters without a representative approve of is elected and represents
// the first of them, up to the size of its district: the voters in equal parts, the first of them larger by one voter
// where the number of seats does not divide that of the voters. Here the order of voters decides, so voices are counted
// as the source gave them, not as distinct ballots.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "comitia/elect/valued_internal.h"
#include "comitia/voices/voices.h"

namespace comitia::elect {

class Districts {
 public:
  Districts(const ApprovalVoices& voices, std::int64_t seats);
  static std::int64_t bytes(const ApprovalVoices& voices);

  /// What can be elected now, by its supporters without a representative, counted negatively, so that most come first.
  std::vector<Valued> best(std::size_t count) const;
  void pick(const Valued& choice);
  void undo();
  std::int64_t remaining() const { return std::ssize(free_) - std::ssize(picks_); }

  /// Most weight that the next option can represent.
  std::int64_t size() const { return size_of(std::ssize(picks_)); }
  /// Weight that the last option represents.
  std::int64_t represented() const { return picks_.back().represented; }
  /// Weight of all voters without a representative.
  std::int64_t unrepresented() const { return unrepresented_; }

  /// Text that is equal for equal sets of elected options that represent the same voters.
  std::string state() const;
  /// As long as the districts have the same size, options without common supporters represent the same voters in any
  /// order.
  bool ties_commute(std::int64_t tied) const { return size() == size_of(std::ssize(picks_) + tied - 1); }

 private:
  struct Pick {
    OptionId option;
    std::int64_t represented = 0;
    std::vector<std::pair<std::size_t, std::int64_t>> taken;  // (voice, weight)
  };
  std::int64_t size_of(std::int64_t pick) const { return total_ / seats_ + (pick < total_ % seats_ ? 1 : 0); }
  void take(std::size_t voice, std::int64_t weight);

  const ApprovalVoices& voices_;
  std::int64_t seats_;
  std::int64_t total_;
  std::int64_t unrepresented_;
  std::vector<std::int64_t> left_;  // of each voice, the weight without a representative
  std::vector<std::int64_t> free_;  // (m) weight of supporters without a representative
  std::vector<bool> elected_;       // (m)
  std::vector<Pick> picks_;
};

}  // namespace comitia::elect
