// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Local search by the weights of Thiele's family: from the committee of the sequential rule, exchange a member for
// another option while that raises the score by w(1) n / k^2 or more. Each time it is an exchange that raises it most.
// Who starts and who is exchanged is decided by values alone, so that the result depends on the order of the options
// only through ties.
#include <algorithm>
#include <cmath>
#include <limits>
#include <set>
#include <utility>

#include "comitia/decision/seats.h"
#include "comitia/elect/exchanges_internal.h"
#include "comitia/elect/exploration_internal.h"
#include "comitia/elect/local_search_cc.h"
#include "comitia/elect/local_search_geometric.h"
#include "comitia/elect/local_search_pav.h"
#include "comitia/elect/local_search_slav.h"
#include "comitia/elect/sequential_thiele_internal.h"
#include "comitia/elect/thiele_oracle_internal.h"

namespace comitia::elect {
namespace {

struct Exchange {
  OptionId in;
  OptionId out;
};

/// The exchanges that raise the score most, or lower it least.
struct Best {
  Rational gain;
  std::vector<Exchange> exchanges;  ///< by the option that enters, then by who leaves; none when all are elected
};

class LocalSearch {
 public:
  LocalSearch(const ApprovalVoices& voices, std::int64_t seats, const ThieleWeights& weights)
      : voices_(voices), enough_(Rational(voices.total_weight()) * weights(1) / Rational(seats * seats)) {
    for (const auto& weight : first_weights(weights, seats + 1)) {
      parts_.push_back(weight);
      rounded_parts_.push_back(weight.to_double());
    }
  }

  /// An exchange that raises the score by this is made.
  const Rational& enough() const { return enough_; }
  bool is_worth_it(const Best& best) const { return !best.exchanges.empty() && enough_ <= best.gain; }

  Best best(const Committee& committee) const {
    Best best;
    double least = 0;  // the best gain is not below this, once there is one
    for_each_exchange(voices_, committee, [&](OptionId in, OptionId out, std::span<const std::int64_t> terms) {
      const auto [sum, error] = rounded(terms);
      if (!best.exchanges.empty() && sum + error < least) return;
      const Rational gain = parts_.sum(terms);
      if (!best.exchanges.empty() && gain < best.gain) return;
      if (best.exchanges.empty() || best.gain < gain) best = {gain, {}}, least = sum - error;
      best.exchanges.push_back({in, out});
    });
    return best;
  }

 private:
  /// The sum of doubles, and more than it can be wrong by. Terms are below 2^54.
  std::pair<double, double> rounded(std::span<const std::int64_t> terms) const {
    double sum = 0;
    double size = 0;
    for (std::size_t l = 0; l < terms.size(); ++l) {
      const double part = static_cast<double>(terms[l]) * rounded_parts_[l];
      sum += part;
      size += std::abs(part);
    }
    constexpr double kEpsilon = std::numeric_limits<double>::epsilon();
    constexpr double kTiny = 0x1p-1000;
    return {sum, static_cast<double>(terms.size() + 6) * (size * kEpsilon + kTiny)};
  }

  const ApprovalVoices& voices_;
  Rational enough_;
  FractionTerms parts_;
  std::vector<double> rounded_parts_;
};

Committee after(Committee committee, const Exchange& exchange) {
  *std::find(committee.begin(), committee.end(), exchange.out) = exchange.in;
  std::sort(committee.begin(), committee.end());
  return committee;
}

/// One of the best exchanges: first who enters is decided, then who leaves.
Result<Exchange> choose(const Best& best, std::int64_t step, Chooser& chooser) {
  std::set<OptionId> enter;
  for (const auto& each : best.exchanges) enter.insert(each.in);
  const std::vector<OptionId> entering(enter.begin(), enter.end());
  COMITIA_TRY(const auto in, chooser.winner(step, entering, "rise of the score"));
  std::vector<OptionId> leaving;
  for (const auto& each : best.exchanges)
    if (each.in == in) leaving.push_back(each.out);
  COMITIA_TRY(const auto out, chooser.loser(step, leaving, "rise of the score"));
  return Exchange{in, out};
}

/// All committees that some way of breaking ties ends with. Options with equal supporters are exchanged only once the
/// committees are found.
void explore(const LocalSearch& search, Satisfaction start, std::int64_t seats, Exploration& exploration) {
  std::set<Committee> known;
  std::vector<Committee> open;
  const auto visit = [&](Committee committee) {
    committee = exploration.canonical(std::move(committee));
    if (known.insert(committee).second) open.push_back(std::move(committee));
  };
  exploration.walk(start, seats, [&](std::span<const Valued> picks) { visit(options_of(picks)); });
  while (!open.empty() && !exploration.ended()) {
    exploration.count_state();
    const auto committee = std::move(open.back());
    open.pop_back();
    const auto best = search.best(committee);
    if (search.is_worth_it(best))
      for (const auto& exchange : best.exchanges) visit(after(committee, exchange));
    else
      exploration.found(committee);
  }
}

Result<Decision> elect(const ApprovalVoices& voices, const ThieleWeights& weights, const LocalSearchOptions& options,
                       Context& context) {
  COMITIA_TRY(const auto seats, resolve_seats(options.seats, voices.electorate()));
  COMITIA_CHECK(check_memory(context, Satisfaction::bytes_adding(voices, seats)));
  Chooser chooser(context, voices.options());
  Tracer tracer(voices, options.arithmetic, context);
  const auto start = [&] { return Satisfaction::adding(voices, seats, weights); };
  Satisfaction satisfaction = start();
  COMITIA_TRY(auto committee, fill_seats(voices, seats, satisfaction, chooser, tracer, context));
  std::sort(committee.begin(), committee.end());

  const LocalSearch search(voices, seats, weights);
  const Rational unit = Rational(1) / Rational(voices.weight_scale());
  std::int64_t step = seats + 1;
  auto best = search.best(committee);
  for (; search.is_worth_it(best); ++step) {
    if (const auto stop = context.stop()) return fail(Context::stopped(*stop));
    COMITIA_TRY(const auto exchange, choose(best, step, chooser));
    tracer.add(step, "exchange",
               {{"pick", tracer.option(exchange.in)},
                {"out", tracer.option(exchange.out)},
                {"gain", tracer.number(best.gain * unit)},
                {"enough", tracer.number(search.enough() * unit)}});
    committee = after(committee, exchange);
    best = search.best(committee);
  }
  const Rational score = thiele_score(voices, committee, weights);
  if (best.exchanges.empty())
    tracer.add(step, "everybody", {{"score", tracer.number(score * unit)}});
  else
    tracer.add(step, "stable",
               {{"score", tracer.number(score * unit)},
                {"option", tracer.option(best.exchanges.front().in)},
                {"member", tracer.option(best.exchanges.front().out)},
                {"change", tracer.number(best.gain * unit)},
                {"enough", tracer.number(search.enough() * unit)}});

  Decision decision;
  decision.resolved = resolved_seats(seats);
  if (context.run.ties == TiePolicy::all && chooser.met_tie()) {
    Exploration exploration(voices, context);
    exploration.found(committee);
    explore(search, start(), seats, exploration);
    COMITIA_CHECK(exploration.conclude(decision));
    tracer.add(step, "all", {{"states", exploration.states()}});
  } else {
    decision.outcome = committees_outcome(voices.options(), {committee});
  }
  decision.ties = chooser.take();
  decision.trace = tracer.take();
  return decision;
}

}  // namespace

Result<Decision> local_search_pav(const ApprovalVoices& voices, const LocalSearchPavOptions& options,
                                  Context& context) {
  return elect(voices, pav_weights(), options, context);
}

Result<Decision> local_search_slav(const ApprovalVoices& voices, const LocalSearchSlavOptions& options,
                                   Context& context) {
  return elect(voices, slav_weights(), options, context);
}

Result<Decision> local_search_geometric(const ApprovalVoices& voices, const LocalSearchGeometricOptions& options,
                                        Context& context) {
  return elect(voices, geometric_weights(options.p), options, context);
}

Result<Decision> local_search_cc(const ApprovalVoices& voices, const LocalSearchCcOptions& options, Context& context) {
  return elect(voices, cc_weights(), options, context);
}

}  // namespace comitia::elect
