// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// The state of Phragmén's sequential rule. Electing an option costs 1, shared by its supporters so that all of them end
// with the same load per weight, and the option with the smallest such load is elected:
//   load(c) = (1 + sum of weight_i * load_i over supporters i of c) / weight of the supporters of c
// A voter's load is that of the last elected option that it approves of, or its load at the start. So the sum above is
// a sum over the options elected so far, weighted by how many supporters of c were last loaded by each of them.
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "comitia/elect/fraction_terms_internal.h"
#include "comitia/elect/support_table_internal.h"
#include "comitia/elect/valued_internal.h"
#include "comitia/voices/voices.h"

namespace comitia::elect {

/// Loads that voters start with: each ballot's load per weight is a sum of some of these terms.
struct StartLoads {
  FractionTerms terms;
  std::vector<bool> elected;  ///< (m) options that cannot be elected again
  /// Appends the terms that make up a ballot's load.
  std::function<void(BallotId, std::vector<std::uint32_t>&)> terms_of;
};

class Loads {
 public:
  static constexpr bool kValuesAreState = true;

  /// Everybody starts without load. `seats` is the most that will be elected.
  Loads(const ApprovalVoices& voices, std::int64_t seats);
  Loads(const ApprovalVoices& voices, std::int64_t seats, StartLoads start);
  static std::int64_t bytes(const ApprovalVoices& voices, std::int64_t seats) {
    return SupportTable::bytes(voices, seats);
  }

  /// What can be elected now, by its load, smallest first. Options without supporters have no load: they come, all tied
  /// with value 0, when no other is left.
  std::vector<Valued> best(std::size_t count) const;
  void pick(const Valued& choice);
  void undo();

  std::int64_t support(OptionId option) const { return support_[option.value]; }
  /// Options not yet elected that have supporters.
  std::int64_t remaining() const;

 private:
  struct Pick {
    OptionId option;
    std::vector<std::uint32_t> states_before;  // of the option's supporters
  };
  static constexpr std::uint32_t kAtStart = UINT32_MAX;

  Bounds<double> bounds(OptionId option) const;
  Rational exact(OptionId option) const;
  void count_start(BallotId ballot, std::int64_t sign);

  const ApprovalVoices& voices_;
  StartLoads start_;
  FractionTerms terms_;                // terms of the start, then the load of each elected option
  std::vector<double> nearest_;        // their nearest doubles
  SupportTable table_;                 // weight of supporters by term
  std::vector<std::int64_t> support_;  // (m)
  std::vector<std::uint32_t> state_;   // (b) term of each ballot's load, or kAtStart
  std::vector<bool> elected_;          // (m)
  std::vector<Pick> picks_;
};

}  // namespace comitia::elect
