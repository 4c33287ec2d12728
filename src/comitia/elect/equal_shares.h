// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// The method of equal shares for committees (first known as Rule X): voters buy options together, each with the same
// money.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "comitia/base/context.h"
#include "comitia/base/fields.h"
#include "comitia/base/result.h"
#include "comitia/decision/decision.h"
#include "comitia/decision/sentences.h"
#include "comitia/elect/every_way_followed.h"
#include "comitia/voices/voices.h"

namespace comitia::elect {

/// Who gets the seats that nobody can pay for.
enum class Completion { none, av, seq_phragmen, increment };

}  // namespace comitia::elect

template <>
inline constexpr std::array<std::string_view, 4> comitia::kEnumWords<comitia::elect::Completion> = {
    "none", "av", "seq-phragmen", "increment"};

namespace comitia::elect {

struct EqualSharesOptions {
  std::optional<std::int64_t> seats;
  // The completion of the rule's authors: it keeps the committee priceable, which the others do not promise.
  Completion completion = Completion::seq_phragmen;
  Arithmetic arithmetic = Arithmetic::exact;

  template <class Self, class Visit>
  static void fields(Self& o, Visit&& visit) {
    visit("seats", o.seats, at_least(1), "number of seats to fill; the file's own number when it gives one");
    visit(
        "completion", o.completion, any(),
        "seats that nobody can pay for: left empty, given to the most approved, given by sequential Phragmén from the "
        "money that is left, or bought after giving everybody money for one more seat until all seats are filled");
    visit("arithmetic", o.arithmetic, any(),
          "exact fractions, or the same decisions with rounded numbers in the trace");
  }
  static constexpr Sentence kSentences[] = {
      {"start",
       "{voters:count} {voters:one voter shares|voters share} money for {budget:count} {budget:one seat|seats} "
       "equally: each has {money:number}, and electing an option costs 1."},
      {"increase",
       "Money for {from:count} {from:one seat|seats} buys only {bought:count}, so everybody is given money for one "
       "more seat, again and again; money for {budget:count} {budget:one seat|seats} is the first that buys "
       "{seats:count}."},
      {"buy",
       "{pick:option} takes seat {step}: its supporters pay {price:number} each, the least that any option costs "
       "them."},
      {"buy-short",
       "{pick:option} takes seat {step}: {paid_in_full:count} of its supporters {paid_in_full:one pays|pay} "
       "{price:number} each, the least that any option costs, and {paid_less:count} {paid_less:one has|have} less and "
       "{paid_less:one pays|pay} all that is left to them."},
      {"full", "{seats:one The seat is|All seats are} bought."},
      {"stop",
       "Nobody else can be bought: the supporters of {best:option} have the most left together, {most:number}, and 1 "
       "is needed."},
      {"all-bought", "Every option that anybody approves of is bought."},
      {"complete-av",
       "The {seats:count} {seats:one seat|seats} left {seats:one goes|go} to the options with the most supporters."},
      {"complete-seq-phragmen",
       "The {seats:count} {seats:one seat|seats} left {seats:one goes|go} by Phragmén's sequential rule: supporters "
       "give what they have left and share the rest of the cost, so that the extra load on each is as small as "
       "possible."},
      {"fill-av",
       "{pick:option} takes seat {step}: {supporters:count} {supporters:one voter approves|voters approve} of it."},
      {"fill-seq-phragmen",
       "{pick:option} takes seat {step}: its {supporters:count} {supporters:one supporter gives all that is left to it "
       "and owes|supporters give all that they have left and owe} {load:number} each, the least of all."},
      {"fill", "{pick:option} takes seat {step}: no option that is left has a supporter."},
      kEveryWayFollowed,
  };
};

/// Give every voter the same money, seats / voters, and buy option after option, each time the one that its supporters
/// can pay for at the lowest price per voter, everybody paying the same or all that it has left.
/// @param voices    approval ballots; b distinct ballots, m options, nnz approvals
/// @param options   completion: none leaves seats empty; av fills them with the most approved options; seq-phragmen
///                  continues with loads of minus what each voter has left; increment repeats the purchases with money
///                  for seats + 1, seats + 2, ... until `seats` options are bought, and ends such a run with that
///                  purchase, even if money is left for more. Under increment, options that nobody approves of fill
///                  what remains when fewer than `seats` have a supporter
/// @param context   ties, trace, limits
/// @return          outcome `committees`, each of `seats` options, or fewer with completion none; several only with
///                  ties = all; there, increment follows every way of breaking ties in each of its runs by itself
/// @formula         money_i = k / n; price(c) is the ρ with Σ_{i ∈ N_c} min(money_i, ρ) = 1; W ← W ∪ {c} with the
///                  smallest price(c); money_i ← money_i − min(money_i, price(c)) for i ∈ N_c
/// @guarantee       EJR+ (and so JR, PJR+) with completion none, av and seq-phragmen, but not even JR with increment,
///                  whose runs end at the last seat; priceable with none, and with seq-phragmen as long as every member
///                  has a supporter; house size = seats unless completion is none; scaling all weights changes nothing
/// @ties            on the price, in the completion on the approval score or the new load; by the policy of the run;
///                  each is recorded
/// @errors          seats, tie, time-limit, memory-limit, interrupted
/// @complexity      O(seats * nnz) time in the worst case, far less when old prices rule most options out; O(nnz + b +
///                  m * seats) memory; increment: that for each run; ties = all: one state per reached set of options
///                  and prices
/// @source          D. Peters, P. Skowron, Proportionality and the limits of welfarism, arXiv 1911.11747
Result<Decision> equal_shares(const ApprovalVoices& voices, const EqualSharesOptions& options, Context& context);

}  // namespace comitia::elect
