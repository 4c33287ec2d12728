// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// The state of the consensus rule. In every round each voter earns 1; the option whose supporters have most together is
// elected, where voters with a negative balance count as nothing. Supporters with a positive balance share its cost, as
// much as all voters earn in a round, equally, which may leave them in debt for some rounds.
// So a balance is the number of rounds minus what the voter has paid.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "comitia/base/rational.h"
#include "comitia/elect/valued_internal.h"
#include "comitia/elect/voter_classes_internal.h"
#include "comitia/voices/voices.h"

namespace comitia::elect {

class Balances {
 public:
  explicit Balances(const ApprovalVoices& voices);

  /// What can be elected in this round, by its supporters' positive balances taken negatively, so that the largest sum
  /// comes first.
  std::vector<Valued> best(std::size_t count);
  void pick(const Valued& choice);
  void undo();
  std::int64_t remaining() const { return std::ssize(elected_) - std::ssize(picks_); }
  /// Weight of the supporters that share the cost of an option if it is elected in this round.
  std::int64_t payers(OptionId option);
  /// What each of them pays per weight. @pre payers > 0
  Rational payment(std::int64_t payers) const { return Rational(voices_.total_weight(), payers); }

  /// Text that is equal for equal sets of elected options with equal balances.
  std::string state() const;
  /// Never: while one tied option waits, all voters earn, and another option may overtake it.
  bool ties_commute(std::int64_t) const { return false; }

 private:
  std::int64_t round() const { return std::ssize(picks_) + 1; }
  bool pays(VoterClasses::Class number) const;
  Rational sum(OptionId option);

  const ApprovalVoices& voices_;
  VoterClasses voters_;        // own what they have paid
  std::vector<bool> elected_;  // (m)
  std::vector<OptionId> picks_;
};

}  // namespace comitia::elect
