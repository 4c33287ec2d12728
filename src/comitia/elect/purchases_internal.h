// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// The state of the method of equal shares. Every voter starts with the same money per weight; electing an option costs
// 1, paid by its supporters: each pays the price per weight, or all it has left if that is less. The price of option c
// is the smallest p with  sum over supporters i of weight_i * min(balance_i, p) = 1,  and the cheapest option is
// bought.
//
// Exact without exact numbers in the loop over voters. All amounts are shares of the money at the start, so a voter
// that still has money has exactly  1 - (sum of the prices of the bought options that it approves of),  and whoever
// could not pay a price in full has exactly 0. Balances are kept in fixed point, prices rounded down, so that after t
// purchases
//   balance - t < exact balance * 2^60 <= balance,
// and sums of them are exact integers. This bounds every price; where bounds overlap, the price is computed as a
// fraction:
//   (cost - money of the supporters that pay all they have) / weight of the others,
// whose money follows from how much weight paid each earlier price. Prices never fall, so the bound of an earlier round
// stays a lower bound, and options whose old bound is too high are not looked at.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "comitia/base/context.h"
#include "comitia/elect/fraction_terms_internal.h"
#include "comitia/elect/loads_internal.h"
#include "comitia/elect/valued_internal.h"
#include "comitia/voices/voices.h"

namespace comitia::elect {

class Purchases {
 public:
  static constexpr bool kValuesAreState = true;

  /// Voters together get money for `budget` options.
  Purchases(const ApprovalVoices& voices, std::int64_t budget, const Context& context);

  /// What can be bought now, by its price as a share of the money at the start, cheapest first.
  std::vector<Valued> best(std::size_t count);
  void pick(const Valued& choice);
  void undo();

  /// Weight of the voters that paid the last price in full, and of those that paid less: all that they had left.
  struct Payers {
    std::int64_t in_full = 0;
    std::int64_t less = 0;
  };
  Payers last_payers() const { return picks_.back().payers; }
  /// Money that a voter gets at the start, per weight.
  Rational money() const { return money_; }
  /// Options that are not bought.
  std::int64_t remaining() const;
  /// The option not bought whose supporters have the most left together, with minus their money as a share of the money
  /// that weight 1 has at the start.
  std::optional<Valued> richest() const;
  /// Loads with which Phragmén's rule continues from here: minus what each voter has left. Refers to this object.
  StartLoads loads() const;

 private:
  using Wide = __int128;
  using History = std::vector<std::uint32_t>;  // rounds that a voter paid for in full, ascending
  struct Purse {
    std::int64_t balance;  // of weight 1, in fixed point; 0 when nothing is left
    std::int64_t weight;
  };
  struct Price {
    bool affordable = false;
    std::int64_t start = 0;  // where the search for the next price may start; this and the bounds are in fixed point
    std::int64_t least = 0;
    std::int64_t most = 0;
    std::optional<Rational> exact;
  };
  struct Pick {
    OptionId option;
    std::int64_t price;                                        // in fixed point
    std::vector<std::pair<BallotId, std::int64_t>> exhausted;  // with their balances before
    std::vector<std::int64_t> start_before;
    Payers payers;
  };

  Price price(OptionId option, std::vector<Purse>& undecided) const;
  Price exact_price(OptionId option, std::int64_t least, std::int64_t most) const;
  std::optional<Rational> exact_price_if(OptionId option, std::int64_t least, std::int64_t& most) const;
  Rational exact_money(OptionId option) const;
  History history(BallotId ballot) const;
  Rational balance(const History& history) const;
  /// Calls visit(round) for each round that a ballot paid for in full, ascending.
  template <class Visit>
  void for_each_paid(BallotId ballot, Visit&& visit) const;
  std::int64_t rounds() const { return terms_.size(); }

  const ApprovalVoices& voices_;
  int threads_;
  Rational money_;                                // budget / total weight
  Rational cost_;                                 // 1 as a multiple of money_
  Wide cost_floor_;                               // the same in fixed point, rounded down
  std::vector<Purse> purses_;                     // (b)
  std::vector<std::vector<std::uint64_t>> paid_;  // (rounds / 64, b) one bit for each round that was paid for in full
  std::vector<std::int64_t> start_;               // (m) lower bound of the price in fixed point, or kNever
  std::vector<std::vector<Purse>> undecided_;     // room for each option that is priced at the same time
  std::vector<std::int32_t> round_of_;            // (m) round in which the option was bought, from 0, or -1
  FractionTerms terms_;                           // price of each round
  std::vector<Pick> picks_;
};

}  // namespace comitia::elect
