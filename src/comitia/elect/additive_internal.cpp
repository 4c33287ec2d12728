// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
#include "comitia/elect/additive_internal.h"

#include <algorithm>

#include "comitia/decision/outcome.h"
#include "comitia/elect/exploration_internal.h"
#include "comitia/elect/steps_internal.h"

namespace comitia::elect {

std::vector<Valued> by_score(std::span<const Rational> scores) {
  std::vector<Valued> ordered;
  for (std::uint32_t c = 0; c < scores.size(); ++c) ordered.push_back({OptionId{c}, -scores[c]});
  std::stable_sort(ordered.begin(), ordered.end(), [](const Valued& a, const Valued& b) { return a.value < b.value; });
  return ordered;
}

Threshold threshold(std::span<const Valued> ordered, std::int64_t seats) {
  const auto taken = static_cast<std::size_t>(seats);
  Threshold result;
  if (taken == ordered.size() || ordered[taken - 1].value < ordered[taken].value) {
    result.sure.assign(ordered.begin(), ordered.begin() + seats);
    return result;
  }
  for (const auto& each : ordered) {
    if (each.value < ordered[taken].value)
      result.sure.push_back(each);
    else if (each.value == ordered[taken].value)
      result.tied.push_back(each.option);
  }
  result.seats_for_tied = seats - std::ssize(result.sure);
  return result;
}

Result<Decision> elect_highest(const ApprovalVoices& voices, std::int64_t seats, std::span<const Rational> scores,
                               std::string_view on, Context& context) {
  if (const auto stop = context.stop()) return fail(Context::stopped(*stop));
  const auto ordered = by_score(scores);
  const auto [sure, tied, seats_for_tied] = threshold(ordered, seats);
  Chooser chooser(context, voices.options());
  Tracer tracer(voices, Arithmetic::exact, context);
  Committee committee;
  std::vector<Valued> left(ordered.begin(), ordered.end());
  const auto seat = [&](OptionId winner) {
    committee.push_back(winner);
    const auto at = std::find_if(left.begin(), left.end(), [&](const Valued& each) { return each.option == winner; });
    const auto step = std::ssize(committee);
    if (context.wants_trace()) {
      Json::Object fields{{"pick", tracer.option(winner)},
                          {"score", tracer.number(-at->value)},
                          {"supporters", tracer.weight(support(voices, winner))}};
      tracer.add_compared(fields, left, Rational(-1), std::ssize(left));
      tracer.add(step, "pick", std::move(fields));
    }
    left.erase(at);
  };
  for (const auto& each : sure) seat(each.option);
  auto candidates = tied;
  for (std::int64_t i = 0; i < seats_for_tied; ++i) {
    COMITIA_TRY(const auto winner, chooser.winner(std::ssize(committee) + 1, candidates, on));
    seat(winner);
    std::erase(candidates, winner);
  }

  Decision decision;
  decision.resolved = resolved_seats(seats);
  if (context.run.ties == TiePolicy::all && !tied.empty()) {
    Exploration exploration(voices, context);
    for_each_subset(tied, seats_for_tied, [&](const Committee& subset) {
      auto winners = options_of(sure);
      winners.insert(winners.end(), subset.begin(), subset.end());
      exploration.found(std::move(winners));
      return !exploration.ended();
    });
    COMITIA_CHECK(exploration.conclude(decision));
    tracer.add(seats, "all", {{"among", ids_json(voices.options(), tied)}, {"seats", seats_for_tied}});
  } else {
    decision.outcome = committees_outcome(voices.options(), {committee});
  }
  decision.ties = chooser.take();
  decision.trace = tracer.take();
  return decision;
}

}  // namespace comitia::elect
