// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
#include "comitia/elect/purchases_internal.h"

#include <algorithm>
#include <bit>
#include <limits>

#include "comitia/base/parallel.h"
#include "comitia/elect/steps_internal.h"

namespace comitia::elect {
namespace {

constexpr std::int64_t kWhole = std::int64_t{1} << 60;  // the money at the start in fixed point
constexpr std::int64_t kNever = std::numeric_limits<std::int64_t>::max();
// Options priced at a time: enough for several threads, few enough not to price many in vain.
constexpr std::size_t kBatch = 8;
// Approvals below which handing options to threads takes longer than pricing them.
constexpr std::int64_t kWorthThreads = 100'000;

std::int64_t fixed_floor(const Rational& share) { return *(share * Rational(kWhole)).floor().to_int64(); }

}  // namespace

Purchases::Purchases(const ApprovalVoices& voices, std::int64_t budget, const Context& context)
    : voices_(voices),
      threads_(voices.ballots().item_count() < kWorthThreads ? 1 : context.threads),
      money_(budget, voices.total_weight()),
      cost_(voices.total_weight(), budget),
      cost_floor_(static_cast<Wide>(voices.total_weight()) * kWhole / budget),
      start_(static_cast<std::size_t>(voices.option_count()), 0),
      undecided_(kBatch),
      round_of_(static_cast<std::size_t>(voices.option_count()), -1) {
  purses_.reserve(voices.weights().size());
  for (const auto weight : voices.weights()) purses_.push_back({kWhole, weight});
}

std::int64_t Purchases::remaining() const { return std::count(round_of_.begin(), round_of_.end(), -1); }

// From a lower bound, let everybody pay the same but those who have less, and raise the bound to the price that
// follows, until nobody more has less. The balances as they are kept are the largest possible ones and only fall, so
// the price that follows from them never falls, and the search can start where it ended before. All sums are exact, in
// any order.
Purchases::Price Purchases::price(OptionId option, std::vector<Purse>& undecided) const {
  const auto supporters = voices_.supporters(option);
  // Fetched without a branch, so that the processor waits for many of them at once; that is most of the time of a
  // price.
  undecided.resize(supporters.size());
  for (std::size_t i = 0; i < supporters.size(); ++i) undecided[i] = purses_[supporters[i].value];

  Wide poor_money = 0;
  std::int64_t poor_weight = 0;
  std::int64_t rich_weight = 0;
  std::int64_t least_rich = kNever;
  std::size_t size = undecided.size();
  // Moves those with less than `least` from the undecided to the poor.
  const auto split = [&](std::int64_t least) {
    std::size_t kept = 0;
    rich_weight = 0;
    least_rich = kNever;
    for (std::size_t i = 0; i < size; ++i) {
      const Purse purse = undecided[i];
      const bool rich = purse.balance >= least;
      undecided[kept] = purse;
      kept += rich ? 1 : 0;
      rich_weight += rich ? purse.weight : 0;
      least_rich = std::min(least_rich, rich ? purse.balance : kNever);
      poor_weight += rich || purse.balance == 0 ? 0 : purse.weight;
      poor_money += static_cast<Wide>(rich ? 0 : purse.weight) * purse.balance;
    }
    const bool moved = kept < size;
    size = kept;
    return moved;
  };
  auto least = std::max<std::int64_t>(start_[option.value], 1);
  split(least);
  do {
    if (rich_weight == 0) return {};
    // Nobody has more than kWhole, so a price beyond that is like any other that nobody can pay.
    least = static_cast<std::int64_t>(std::min<Wide>((cost_floor_ - poor_money) / rich_weight, kWhole + 1));
  } while (split(least));
  const Wide most = (cost_floor_ + 1 - poor_money + static_cast<Wide>(rounds()) * poor_weight) / rich_weight + 1;
  // Is everybody counted as rich also rich if it has the least and the price is the highest possible?
  if (least_rich - rounds() >= most) return {true, least, least, static_cast<std::int64_t>(most), std::nullopt};
  auto price = exact_price(option, least, static_cast<std::int64_t>(std::min<Wide>(most, kWhole)));
  price.start = least;
  return price;
}

Purchases::Price Purchases::exact_price(OptionId option, std::int64_t least, std::int64_t most) const {
  // Voters between the bounds are compared exactly. If that shows a price above `most`, voters counted as surely rich
  // may not be rich after all: repeat with the bound that was found.
  while (true) {
    const auto assumed = most;
    const auto exact = exact_price_if(option, least, most);
    if (!exact) return {};
    if (most <= assumed) {
      const auto floor = fixed_floor(*exact);
      return {true, least, floor, floor + 1, exact};
    }
  }
}

// The exact price if it lies between least and most, else a larger `most`; nothing when the supporters have too little.
std::optional<Rational> Purchases::exact_price_if(OptionId option, std::int64_t least, std::int64_t& most) const {
  // Voters without money are neither poor nor rich; the poor are listed without a branch, for the reason given above.
  const auto supporters = voices_.supporters(option);
  std::vector<BallotId> poor(supporters.size());
  std::size_t poor_count = 0;
  std::int64_t rich_weight = 0;
  std::int64_t least_rich = kNever;
  for (const auto ballot : supporters) {
    const Purse purse = purses_[ballot.value];
    const bool rich = purse.balance >= least;
    poor[poor_count] = ballot;
    poor_count += !rich && purse.balance > 0 ? 1 : 0;
    rich_weight += rich ? purse.weight : 0;
    least_rich = std::min(least_rich, rich ? purse.balance : kNever);
  }
  std::int64_t poor_weight = 0;
  std::vector<std::int64_t> poor_paid(static_cast<std::size_t>(rounds()));
  for (std::size_t i = 0; i < poor_count; ++i) {
    const auto weight = voices_.weight(poor[i]);
    poor_weight += weight;
    for_each_paid(poor[i], [&](std::size_t round) { poor_paid[round] += weight; });
  }
  std::map<History, std::int64_t> doubtful;  // weight by what they paid for
  if (least_rich - rounds() < most)
    for (const auto ballot : supporters) {
      const auto [has, weight] = purses_[ballot.value];
      if (has >= least && has - rounds() < most) doubtful[history(ballot)] += weight;
    }
  std::vector<std::pair<Rational, std::int64_t>> by_balance;
  for (const auto& [paid, weight] : doubtful) by_balance.emplace_back(balance(paid), weight);
  std::sort(by_balance.begin(), by_balance.end());

  Rational missing = cost_ - Rational(poor_weight) + terms_.sum(poor_paid);
  for (const auto& [has, weight] : by_balance) {
    if (has * Rational(rich_weight) >= missing) break;  // it can pay its share, and so can all that follow
    missing -= has * Rational(weight);
    rich_weight -= weight;
  }
  if (rich_weight == 0) return std::nullopt;
  auto price = missing / Rational(rich_weight);
  // Nobody has more than 1, so beyond that everybody is to be compared exactly.
  most = std::max(most, price > Rational(1) ? kWhole + rounds() + 1 : fixed_floor(price) + 1);
  return price;
}

template <class Visit>
void Purchases::for_each_paid(BallotId ballot, Visit&& visit) const {
  for (std::size_t word = 0; word < paid_.size(); ++word)
    for (auto bits = paid_[word][ballot.value]; bits != 0; bits &= bits - 1)
      visit(word * 64 + static_cast<std::size_t>(std::countr_zero(bits)));
}

Purchases::History Purchases::history(BallotId ballot) const {
  History rounds;
  for_each_paid(ballot, [&](std::size_t round) { rounds.push_back(static_cast<std::uint32_t>(round)); });
  return rounds;
}

Rational Purchases::balance(const History& history) const {
  std::vector<std::int64_t> paid(static_cast<std::size_t>(rounds()));
  for (const auto round : history) paid[round] = 1;
  return Rational(1) - terms_.sum(paid);
}

std::vector<Valued> Purchases::best(std::size_t count) {
  std::vector<OptionId> open;
  for (std::uint32_t c = 0; c < start_.size(); ++c)
    if (round_of_[c] < 0 && start_[c] != kNever) open.push_back(OptionId{c});
  std::sort(open.begin(), open.end(), [&](OptionId a, OptionId b) {
    return start_[a.value] != start_[b.value] ? start_[a.value] < start_[b.value] : a < b;
  });

  std::vector<Price> prices(start_.size());
  std::vector<Bounds<std::int64_t>> bounds;
  std::vector<std::int64_t> most;
  for (std::size_t begin = 0; begin < open.size(); begin += kBatch) {
    // Done when `count` options are certainly not dearer than all that follow.
    if (most.size() >= count) {
      const auto limit = most.begin() + static_cast<std::ptrdiff_t>(count - 1);
      std::nth_element(most.begin(), limit, most.end());
      if (start_[open[begin].value] > *limit) break;
    }
    const auto batch = std::span<const OptionId>(open).subspan(begin, std::min(kBatch, open.size() - begin));
    run_blocks(threads_, std::ssize(batch), [&](std::int64_t i) {
      const auto at = static_cast<std::size_t>(i);
      prices[batch[at].value] = price(batch[at], undecided_[at]);
    });
    for (const auto option : batch) {
      const auto& each = prices[option.value];
      start_[option.value] = each.affordable ? each.start : kNever;
      if (!each.affordable) continue;
      bounds.push_back({option, each.least, each.most});
      most.push_back(each.most);
    }
  }
  return smallest_first<std::int64_t>(bounds, count, [&](std::span<const OptionId> options) {
    std::vector<Rational> values(options.size());
    run_blocks(threads_, std::ssize(options), [&](std::int64_t i) {
      const auto option = options[static_cast<std::size_t>(i)];
      const auto& known = prices[option.value];
      values[static_cast<std::size_t>(i)] =
          known.exact ? *known.exact : *exact_price(option, known.least, known.most).exact;
    });
    return values;
  });
}

void Purchases::pick(const Valued& choice) {
  const auto price = fixed_floor(choice.value);
  const auto round = static_cast<std::size_t>(rounds());
  if (round / 64 == paid_.size()) paid_.emplace_back(purses_.size());
  auto& paid_bits = paid_[round / 64];
  Pick pick{choice.option, price, {}, start_, {}};
  std::map<History, std::strong_ordering> known;  // exact comparisons with the price
  for (const auto ballot : voices_.supporters(choice.option)) {
    auto& [has, weight] = purses_[ballot.value];
    if (has == 0) continue;
    auto order = has < price ? std::strong_ordering::less : std::strong_ordering::greater;
    if (has >= price && has - rounds() <= price) {
      auto paid = history(ballot);
      const auto at = known.find(paid);
      order = at != known.end() ? at->second : balance(paid) <=> choice.value;
      if (at == known.end()) known.emplace(std::move(paid), order);
    }
    (order < 0 ? pick.payers.less : pick.payers.in_full) += weight;
    if (order > 0) {
      has -= price;
      paid_bits[ballot.value] |= std::uint64_t{1} << (round % 64);
    } else {
      pick.exhausted.emplace_back(ballot, has);
      has = 0;
    }
  }
  round_of_[choice.option.value] = static_cast<std::int32_t>(rounds());
  terms_.push_back(choice.value);
  picks_.push_back(std::move(pick));
}

void Purchases::undo() {
  auto& pick = picks_.back();
  const auto round = static_cast<std::size_t>(rounds()) - 1;
  for (const auto ballot : voices_.supporters(pick.option)) {
    if (purses_[ballot.value].balance == 0) continue;
    purses_[ballot.value].balance += pick.price;
    paid_[round / 64][ballot.value] &= ~(std::uint64_t{1} << (round % 64));
  }
  for (const auto& [ballot, before] : pick.exhausted) purses_[ballot.value].balance = before;
  start_ = std::move(pick.start_before);
  round_of_[pick.option.value] = -1;
  terms_.pop_back();
  picks_.pop_back();
}

Rational Purchases::exact_money(OptionId option) const {
  std::int64_t weight = 0;
  std::vector<std::int64_t> paid(static_cast<std::size_t>(rounds()));
  for (const auto ballot : voices_.supporters(option)) {
    const auto purse = purses_[ballot.value];
    if (purse.balance == 0) continue;
    weight += purse.weight;
    for_each_paid(ballot, [&](std::size_t round) { paid[round] += purse.weight; });
  }
  return Rational(weight) - terms_.sum(paid);
}

std::optional<Valued> Purchases::richest() const {
  std::vector<Bounds<Wide>> bounds;
  for (std::uint32_t c = 0; c < start_.size(); ++c) {
    if (round_of_[c] >= 0) continue;
    Wide money = 0;
    std::int64_t weight = 0;
    for (const auto ballot : voices_.supporters(OptionId{c})) {
      const auto purse = purses_[ballot.value];
      weight += purse.balance > 0 ? purse.weight : 0;
      money += static_cast<Wide>(purse.weight) * purse.balance;
    }
    bounds.push_back({OptionId{c}, -money, static_cast<Wide>(rounds()) * weight - money});
  }
  if (bounds.empty()) return std::nullopt;
  return smallest_first<Wide>(bounds, 1,
                              [&](std::span<const OptionId> options) {
                                std::vector<Rational> values;
                                for (const auto option : options) values.push_back(-exact_money(option));
                                return values;
                              })
      .front();
}

StartLoads Purchases::loads() const {
  StartLoads start;
  start.terms.push_back(-money_);
  for (std::int64_t round = 0; round < rounds(); ++round) start.terms.push_back(terms_.value(round) * money_);
  for (const auto round : round_of_) start.elected.push_back(round >= 0);
  start.terms_of = [this](BallotId ballot, std::vector<std::uint32_t>& terms) {
    if (purses_[ballot.value].balance == 0) return;
    terms.push_back(0);
    for_each_paid(ballot, [&](std::size_t round) { terms.push_back(static_cast<std::uint32_t>(round) + 1); });
  };
  return start;
}

}  // namespace comitia::elect
