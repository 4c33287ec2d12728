// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
#include "comitia/elect/equal_shares.h"

#include <algorithm>
#include <functional>

#include <fmt/format.h>

#include "comitia/decision/outcome.h"
#include "comitia/decision/seats.h"
#include "comitia/elect/additive_internal.h"
#include "comitia/elect/exploration_internal.h"
#include "comitia/elect/loads_internal.h"
#include "comitia/elect/purchases_internal.h"
#include "comitia/elect/steps_internal.h"

namespace comitia::elect {
namespace {

class EqualShares {
 public:
  EqualShares(const ApprovalVoices& voices, const EqualSharesOptions& options, std::int64_t seats, Context& context)
      : voices_(voices),
        options_(options),
        seats_(seats),
        context_(context),
        chooser_(context, voices.options()),
        tracer_(voices, options.arithmetic, context),
        // Computed per integer weight, shown per voter.
        unit_(voices.weight_scale()) {
    for (std::uint32_t c = 0; c < static_cast<std::uint32_t>(voices.option_count()); ++c)
      support_.push_back(support(voices, OptionId{c}));
    const auto supported = std::count_if(support_.begin(), support_.end(), [](std::int64_t s) { return s > 0; });
    to_buy_ = options.completion == Completion::increment ? std::min<std::int64_t>(seats, supported) : seats;
  }

  Result<Decision> decide() {
    COMITIA_TRY(const auto budget, budget_to_give());
    Purchases purchases(voices_, budget, context_);
    COMITIA_CHECK(buy(purchases));
    COMITIA_CHECK(complete(purchases));

    Decision decision;
    decision.resolved = resolved_seats(seats_);
    if (context_.run.ties == TiePolicy::all && met_tie_ | chooser_.met_tie()) {
      COMITIA_CHECK(explore(decision));
    } else {
      decision.outcome = committees_outcome(voices_.options(), {committee_});
    }
    if (std::ssize(committee_) < seats_)
      decision.warnings.push_back(
          fmt::format("{} of {} seats stay empty: nobody can pay for them, and the completion is none",
                      seats_ - std::ssize(committee_), seats_));
    decision.ties = chooser_.take();
    decision.trace = tracer_.take();
    return decision;
  }

 private:
  std::int64_t step() const { return std::ssize(committee_); }
  std::int64_t empty_seats() const { return seats_ - step(); }

  Result<void> check_stop() const {
    if (const auto stop = context_.stop()) return fail(Context::stopped(*stop));
    return {};
  }

  // ---- money: seats, or with completion increment the first number that buys all seats

  /// Least number of seats' money with which `to_buy_` options can be bought at all.
  std::int64_t least_possible_budget() const {
    auto supports = support_;
    const auto last = supports.begin() + (to_buy_ - 1);
    std::nth_element(supports.begin(), last, supports.end(), std::greater<>());
    const auto total = voices_.total_weight();
    std::int64_t willing = total;  // who approves of nothing buys nothing
    for (std::uint32_t b = 0; b < static_cast<std::uint32_t>(voices_.ballot_count()); ++b)
      if (voices_.approved(BallotId{b}).empty()) willing -= voices_.weight(BallotId{b});
    const auto round_up = [](__int128 a, __int128 b) { return static_cast<std::int64_t>((a + b - 1) / b); };
    return std::max({seats_, round_up(total, *last), round_up(static_cast<__int128>(total) * to_buy_, willing)});
  }

  Result<std::int64_t> budget_to_give() {
    if (options_.completion != Completion::increment || to_buy_ == 0) return seats_;
    COMITIA_TRY(const auto bought_at_first, count_bought(seats_));
    if (bought_at_first == to_buy_) return seats_;
    auto budget = std::max(seats_ + 1, least_possible_budget());
    while (true) {
      COMITIA_TRY(const auto bought, count_bought(budget));
      if (bought == to_buy_) break;
      ++budget;
    }
    tracer_.add(0, "increase", {{"from", seats_}, {"bought", bought_at_first}, {"budget", budget}, {"seats", to_buy_}});
    return budget;
  }

  /// How many options are bought with so much money. Ties are broken as in the run that counts, but not recorded.
  Result<std::int64_t> count_bought(std::int64_t budget) {
    Purchases purchases(voices_, budget, context_);
    Chooser chooser(context_, voices_.options());
    std::int64_t bought = 0;
    for (; bought < to_buy_; ++bought) {
      COMITIA_CHECK(check_stop());
      const auto ordered = purchases.best(1);
      if (ordered.empty()) break;
      COMITIA_TRY(const auto winner, chooser.winner(bought + 1, tied_with_first(ordered), kPrice));
      purchases.pick({winner, ordered.front().value});
    }
    met_tie_ |= chooser.met_tie();
    return bought;
  }

  // ---- the path that the trace shows

  Result<void> buy(Purchases& purchases) {
    const Rational unit = purchases.money() * unit_;
    const auto budget = purchases.money() * Rational(voices_.total_weight());
    tracer_.add(0, "start",
                {{"voters", tracer_.weight(voices_.total_weight())},
                 {"budget", *budget.to_int64()},
                 {"money", tracer_.number(unit)}});
    while (step() < to_buy_) {
      COMITIA_CHECK(check_stop());
      const auto remaining = purchases.remaining();
      const auto ordered = purchases.best(tracer_.compared_count());
      if (ordered.empty()) break;
      COMITIA_TRY(const auto winner, chooser_.winner(step() + 1, tied_with_first(ordered), kPrice));
      const Valued choice{winner, ordered.front().value};
      purchases.pick(choice);
      committee_.push_back(winner);
      if (context_.wants_trace()) {
        const auto payers = purchases.last_payers();
        Json::Object fields{{"pick", tracer_.option(winner)},
                            {"price", tracer_.number(choice.value * unit)},
                            {"supporters", tracer_.weight(support_[winner.value])},
                            {"paid_in_full", tracer_.weight(payers.in_full)},
                            {"paid_less", tracer_.weight(payers.less)}};
        tracer_.add_compared(fields, ordered, unit, remaining);
        tracer_.add(step(), payers.less > 0 ? "buy-short" : "buy", std::move(fields));
      }
      context_.progress("seats", step(), seats_);
    }
    if (context_.wants_trace()) say_why_it_stopped(purchases);
    return {};
  }

  void say_why_it_stopped(const Purchases& purchases) {
    if (step() == seats_) return tracer_.add(step(), "full", {{"seats", seats_}});
    const auto richest = purchases.richest();
    if (richest && support_[richest->option.value] > 0)
      return tracer_.add(
          step(), "stop",
          {{"best", tracer_.option(richest->option)}, {"most", tracer_.number(-richest->value * purchases.money())}});
    tracer_.add(step(), "all-bought", {});
  }

  Result<void> complete(const Purchases& purchases) {
    if (empty_seats() == 0) return {};
    switch (options_.completion) {
      case Completion::none:
        return {};
      case Completion::increment:
      case Completion::av:
        return complete_by_approvals();
      case Completion::seq_phragmen:
        return complete_by_loads(purchases);
    }
    return {};
  }

  /// Options that are not in `committee`, the most approved first.
  std::vector<Valued> most_approved(const Committee& committee) const {
    std::vector<Rational> scores(support_.begin(), support_.end());
    auto ordered = by_score(scores);
    std::erase_if(ordered, [&](const Valued& each) {
      return std::find(committee.begin(), committee.end(), each.option) != committee.end();
    });
    return ordered;
  }

  Result<void> complete_by_approvals() {
    tracer_.add(step(), "complete-av", {{"seats", empty_seats()}});
    auto ordered = most_approved(committee_);
    const Rational unit = Rational(-1) / Rational(voices_.weight_scale());
    auto [sure, tied, seats_for_tied] = threshold(ordered, empty_seats());
    const auto seat = [&](OptionId winner) {
      committee_.push_back(winner);
      Json::Object fields{{"pick", tracer_.option(winner)}, {"supporters", tracer_.weight(support_[winner.value])}};
      tracer_.add_compared(fields, ordered, unit, std::ssize(ordered));
      tracer_.add(step(), support_[winner.value] > 0 ? "fill-av" : "fill", std::move(fields));
      std::erase_if(ordered, [&](const Valued& each) { return each.option == winner; });
    };
    for (const auto& each : sure) seat(each.option);
    for (std::int64_t i = 0; i < seats_for_tied; ++i) {
      COMITIA_TRY(const auto winner, chooser_.winner(step() + 1, tied, "approval score"));
      seat(winner);
      std::erase(tied, winner);
    }
    return {};
  }

  Result<void> complete_by_loads(const Purchases& purchases) {
    tracer_.add(step(), "complete-seq-phragmen", {{"seats", empty_seats()}});
    COMITIA_CHECK(check_memory(context_, Loads::bytes(voices_, seats_ + 1)));
    Loads loads(voices_, empty_seats(), purchases.loads());
    while (empty_seats() > 0) {
      COMITIA_CHECK(check_stop());
      const auto remaining = loads.remaining();
      const auto ordered = loads.best(tracer_.compared_count());
      COMITIA_TRY(const auto winner, chooser_.winner(step() + 1, tied_with_first(ordered), "new load"));
      const Valued choice{winner, ordered.front().value};
      loads.pick(choice);
      committee_.push_back(winner);
      const bool supported = support_[winner.value] > 0;
      Json::Object fields{{"pick", tracer_.option(winner)}, {"supporters", tracer_.weight(support_[winner.value])}};
      if (supported) {
        fields.emplace_back("load", tracer_.number(choice.value * unit_));
        tracer_.add_compared(fields, ordered, unit_, remaining);
      }
      tracer_.add(step(), supported ? "fill-seq-phragmen" : "fill", std::move(fields));
      context_.progress("seats", step(), seats_);
    }
    return {};
  }

  // ---- all ways of breaking ties

  Result<void> explore(Decision& decision) {
    Exploration exploration(voices_, context_);
    exploration.found(committee_);
    for (auto budget = seats_; true; budget = std::max(budget + 1, least_possible_budget())) {
      bool all_full = true;
      Purchases purchases(voices_, budget, context_);
      exploration.walk(purchases, to_buy_, [&](std::span<const Valued> picks) {
        const bool again = options_.completion == Completion::increment && std::ssize(picks) < to_buy_;
        if (again)
          all_full = false;
        else
          complete_every_way(exploration, purchases, picks);
      });
      if (all_full || exploration.ended()) break;
    }
    COMITIA_CHECK(exploration.conclude(decision));
    tracer_.add(step(), "all", {{"states", exploration.states()}});
    return {};
  }

  void complete_every_way(Exploration& exploration, const Purchases& purchases, std::span<const Valued> picks) {
    const auto bought = options_of(picks);
    const auto empty = seats_ - std::ssize(bought);
    const auto found = [&](std::vector<OptionId> more) {
      more.insert(more.end(), bought.begin(), bought.end());
      exploration.found(std::move(more));
    };
    if (empty == 0 || options_.completion == Completion::none) {
      found({});
    } else if (options_.completion == Completion::seq_phragmen) {
      Loads loads(voices_, empty, purchases.loads());
      exploration.walk(loads, empty, [&](std::span<const Valued> more) { found(options_of(more)); });
    } else {
      const auto [sure, tied, seats_for_tied] = threshold(most_approved(bought), empty);
      for_each_subset(tied, seats_for_tied, [&](const Committee& subset) {
        auto more = options_of(sure);
        more.insert(more.end(), subset.begin(), subset.end());
        found(std::move(more));
        return !exploration.ended();
      });
    }
  }

  static constexpr std::string_view kPrice = "price";
  const ApprovalVoices& voices_;
  const EqualSharesOptions& options_;
  std::int64_t seats_;
  std::int64_t to_buy_;  // how many purchases end a run
  Context& context_;
  Chooser chooser_;
  Tracer tracer_;
  Rational unit_;
  std::vector<std::int64_t> support_;  // (m)
  Committee committee_;                // in the order of election
  bool met_tie_ = false;               // in a run that did not buy enough
};

}  // namespace

Result<Decision> equal_shares(const ApprovalVoices& voices, const EqualSharesOptions& options, Context& context) {
  COMITIA_TRY(const auto seats, resolve_seats(options.seats, voices.electorate()));
  return EqualShares(voices, options, seats, context).decide();
}

}  // namespace comitia::elect
