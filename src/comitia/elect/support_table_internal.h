// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// How the supporters of each option spread over a few states: entry (c, s) is the weight of the ballots that approve of
// option c and are in state s. Rules whose numbers depend on such weights alone read m x s integers instead of all
// ballots.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "comitia/voices/voices.h"

namespace comitia::elect {

class SupportTable {
 public:
  SupportTable(const ApprovalVoices& voices, std::int64_t states)
      : voices_(voices),
        states_(static_cast<std::size_t>(states)),
        weights_(static_cast<std::size_t>(voices.option_count()) * states_) {}

  /// Bytes of a table, to be checked against a memory limit before it is made.
  static std::int64_t bytes(const ApprovalVoices& voices, std::int64_t states) {
    return voices.option_count() * states * static_cast<std::int64_t>(sizeof(std::int64_t));
  }

  std::span<const std::int64_t> of(OptionId option) const {
    return std::span<const std::int64_t>(weights_).subspan(option.value * states_, states_);
  }
  /// Adds a ballot's weight, times sign, to one state of all its options.
  void add(BallotId ballot, std::int64_t state, std::int64_t sign) {
    const auto weight = sign * voices_.weight(ballot);
    for (const auto option : voices_.approved(ballot)) at(option, state) += weight;
  }
  void move(BallotId ballot, std::int64_t from, std::int64_t to) {
    const auto weight = voices_.weight(ballot);
    for (const auto option : voices_.approved(ballot)) {
      at(option, from) -= weight;
      at(option, to) += weight;
    }
  }

 private:
  std::int64_t& at(OptionId option, std::int64_t state) {
    return weights_[option.value * states_ + static_cast<std::size_t>(state)];
  }
  const ApprovalVoices& voices_;
  std::size_t states_;
  std::vector<std::int64_t> weights_;  // (m, states)
};

}  // namespace comitia::elect
