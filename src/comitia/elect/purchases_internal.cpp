// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
#include "comitia/elect/purchases_internal.h"

#include <algorithm>
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
      balances_(static_cast<std::size_t>(voices.ballot_count()), kWhole),
      least_(static_cast<std::size_t>(voices.option_count()), 0),
      round_of_(static_cast<std::size_t>(voices.option_count()), -1) {
  for (std::uint32_t c = 0; c < least_.size(); ++c) {
    support_.push_back(support(voices, OptionId{c}));
    if (support_.back() == 0) least_[c] = kNever;
  }
}

std::int64_t Purchases::remaining() const { return std::count(round_of_.begin(), round_of_.end(), -1); }

// Supporters with less than `price` and the others. Balances are integers, so the sums are exact in any order.
Purchases::Split Purchases::split(OptionId option, std::int64_t price) const {
  const auto weights = voices_.weights();
  Split split;
  split.least_rich = kNever;
  for (const auto ballot : voices_.supporters(option)) {
    const std::int64_t balance = balances_[ballot.value];
    const std::int64_t weight = weights[ballot.value];
    const bool poor = balance < price;
    split.poor_weight += poor ? weight : 0;
    split.poor_money += static_cast<Wide>(poor ? weight : 0) * balance;
    split.least_rich = std::min(split.least_rich, poor ? kNever : balance);
  }
  return split;
}

// Starting from a lower bound, let everybody pay the same but those who have less; that moves the bound up to the price
// that follows from the balances as they are kept, which are the largest possible ones.
Purchases::Price Purchases::price(OptionId option) const {
  const std::int64_t all = support_[option.value];
  std::int64_t least = least_[option.value];
  Split now = split(option, least);
  while (true) {
    const auto rich = all - now.poor_weight;
    if (rich == 0) return {};
    // Nobody has more than kWhole, so a price beyond that is like any other that nobody can pay.
    least = static_cast<std::int64_t>(std::clamp<Wide>((cost_floor_ - now.poor_money) / rich, 0, kWhole + 1));
    const Split next = split(option, least);
    if (next.poor_weight == now.poor_weight) break;
    now = next;
  }
  const Wide rich = all - now.poor_weight;
  const Wide most = (cost_floor_ + 1 - now.poor_money + static_cast<Wide>(rounds()) * now.poor_weight) / rich + 1;
  // Is everybody counted as rich also rich if it has the least and the price is the highest possible?
  if (now.least_rich - rounds() >= most) return {true, least, static_cast<std::int64_t>(most), std::nullopt};
  return exact_price(option, least, static_cast<std::int64_t>(std::min<Wide>(most, kWhole)));
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
      return {true, floor, floor + 1, exact};
    }
  }
}

// The exact price if it lies between least and most, else a larger `most`; nothing when the supporters have too little.
std::optional<Rational> Purchases::exact_price_if(OptionId option, std::int64_t least, std::int64_t& most) const {
  std::int64_t poor_weight = 0;
  std::vector<std::int64_t> poor_paid(static_cast<std::size_t>(rounds()));
  std::int64_t rich_weight = 0;
  std::map<History, std::int64_t> doubtful;  // weight by what they paid for
  for (const auto ballot : voices_.supporters(option)) {
    const auto kept = balances_[ballot.value];
    if (kept == 0) continue;
    const auto weight = voices_.weight(ballot);
    if (kept < least) {
      poor_weight += weight;
      add_history(ballot, poor_paid);
    } else {
      rich_weight += weight;
      if (kept - rounds() < most) doubtful[history(ballot)] += weight;
    }
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

Purchases::History Purchases::history(BallotId ballot) const {
  History rounds;
  for (const auto option : voices_.approved(ballot))
    if (round_of_[option.value] >= 0) rounds.push_back(static_cast<std::uint32_t>(round_of_[option.value]));
  std::sort(rounds.begin(), rounds.end());
  return rounds;
}

Rational Purchases::balance(const History& history) const {
  std::vector<std::int64_t> paid(static_cast<std::size_t>(rounds()));
  for (const auto round : history) paid[round] = 1;
  return Rational(1) - terms_.sum(paid);
}

void Purchases::add_history(BallotId ballot, std::vector<std::int64_t>& paid) const {
  const auto weight = voices_.weight(ballot);
  for (const auto option : voices_.approved(ballot))
    if (round_of_[option.value] >= 0) paid[static_cast<std::size_t>(round_of_[option.value])] += weight;
}

std::vector<Valued> Purchases::best(std::size_t count) {
  std::vector<OptionId> open;
  for (std::uint32_t c = 0; c < least_.size(); ++c)
    if (round_of_[c] < 0 && least_[c] != kNever) open.push_back(OptionId{c});
  std::sort(open.begin(), open.end(), [&](OptionId a, OptionId b) {
    return least_[a.value] != least_[b.value] ? least_[a.value] < least_[b.value] : a < b;
  });

  std::vector<Price> prices(least_.size());
  std::vector<Bounds<std::int64_t>> bounds;
  std::vector<std::int64_t> most;
  for (std::size_t begin = 0; begin < open.size(); begin += kBatch) {
    // Done when `count` options are certainly not dearer than all that follow.
    if (most.size() >= count) {
      const auto limit = most.begin() + static_cast<std::ptrdiff_t>(count - 1);
      std::nth_element(most.begin(), limit, most.end());
      if (least_[open[begin].value] > *limit) break;
    }
    const auto batch = std::span<const OptionId>(open).subspan(begin, std::min(kBatch, open.size() - begin));
    run_blocks(threads_, std::ssize(batch), [&](std::int64_t i) {
      const auto option = batch[static_cast<std::size_t>(i)];
      prices[option.value] = price(option);
    });
    for (const auto option : batch) {
      const auto& each = prices[option.value];
      least_[option.value] = each.affordable ? each.least : kNever;
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
  Pick pick{choice.option, price, {}, least_, {}};
  std::map<History, std::strong_ordering> known;  // exact comparisons with the price
  for (const auto ballot : voices_.supporters(choice.option)) {
    auto& kept = balances_[ballot.value];
    if (kept == 0) continue;
    auto order = kept < price ? std::strong_ordering::less : std::strong_ordering::greater;
    if (kept >= price && kept - rounds() <= price) {
      auto paid = history(ballot);
      const auto at = known.find(paid);
      order = at != known.end() ? at->second : balance(paid) <=> choice.value;
      if (at == known.end()) known.emplace(std::move(paid), order);
    }
    (order < 0 ? pick.payers.less : pick.payers.in_full) += voices_.weight(ballot);
    if (order > 0) {
      kept -= price;
    } else {
      pick.exhausted.emplace_back(ballot, kept);
      kept = 0;
    }
  }
  round_of_[choice.option.value] = static_cast<std::int32_t>(rounds());
  terms_.push_back(choice.value);
  picks_.push_back(std::move(pick));
}

void Purchases::undo() {
  auto& pick = picks_.back();
  for (const auto ballot : voices_.supporters(pick.option))
    if (balances_[ballot.value] > 0) balances_[ballot.value] += pick.price;
  for (const auto& [ballot, before] : pick.exhausted) balances_[ballot.value] = before;
  least_ = std::move(pick.least_before);
  round_of_[pick.option.value] = -1;
  terms_.pop_back();
  picks_.pop_back();
}

Rational Purchases::exact_money(OptionId option) const {
  std::int64_t weight = 0;
  std::vector<std::int64_t> paid(static_cast<std::size_t>(rounds()));
  for (const auto ballot : voices_.supporters(option)) {
    if (balances_[ballot.value] == 0) continue;
    weight += voices_.weight(ballot);
    add_history(ballot, paid);
  }
  return Rational(weight) - terms_.sum(paid);
}

std::optional<Valued> Purchases::richest() const {
  std::vector<Bounds<Wide>> bounds;
  for (std::uint32_t c = 0; c < least_.size(); ++c) {
    if (round_of_[c] >= 0) continue;
    const auto all = split(OptionId{c}, kNever);
    bounds.push_back({OptionId{c}, -all.poor_money, static_cast<Wide>(rounds()) * all.poor_weight - all.poor_money});
  }
  if (bounds.empty()) return std::nullopt;
  return smallest_first<Wide>(bounds, 1, [&](std::span<const OptionId> options) {
           std::vector<Rational> values;
           for (const auto option : options) values.push_back(-exact_money(option));
           return values;
         }).front();
}

StartLoads Purchases::loads() const {
  StartLoads start;
  start.terms.push_back(-money_);
  for (std::int64_t round = 0; round < rounds(); ++round) start.terms.push_back(terms_.value(round) * money_);
  for (const auto round : round_of_) start.elected.push_back(round >= 0);
  start.terms_of = [this](BallotId ballot, std::vector<std::uint32_t>& terms) {
    if (balances_[ballot.value] == 0) return;
    terms.push_back(0);
    for (const auto option : voices_.approved(ballot))
      if (round_of_[option.value] >= 0) terms.push_back(static_cast<std::uint32_t>(round_of_[option.value]) + 1);
  };
  return start;
}

}  // namespace comitia::elect
