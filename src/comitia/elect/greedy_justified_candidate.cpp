// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
#include "comitia/elect/greedy_justified_candidate.h"

#include <algorithm>

#include <fmt/format.h>

#include "comitia/decision/outcome.h"
#include "comitia/decision/seats.h"
#include "comitia/elect/additive_internal.h"
#include "comitia/elect/claims_internal.h"
#include "comitia/elect/exploration_internal.h"
#include "comitia/elect/steps_internal.h"

namespace comitia::elect {
namespace {

/// Options that are not in the committee, the most approved first.
std::vector<Valued> most_approved(const ApprovalVoices& voices, const Committee& committee) {
  std::vector<Rational> scores;
  for (std::uint32_t c = 0; c < static_cast<std::uint32_t>(voices.option_count()); ++c)
    scores.emplace_back(support(voices, OptionId{c}));
  auto ordered = by_score(scores);
  std::erase_if(ordered, [&](const Valued& each) {
    return std::find(committee.begin(), committee.end(), each.option) != committee.end();
  });
  return ordered;
}

/// Gives the empty seats to the most approved, in every way of breaking ties.
void complete_every_way(const ApprovalVoices& voices, const Committee& claimed, std::int64_t seats,
                        Exploration& exploration) {
  const auto empty = seats - std::ssize(claimed);
  if (empty == 0) return exploration.found(claimed);
  const auto [sure, tied, seats_for_tied] = threshold(most_approved(voices, claimed), empty);
  for_each_subset(tied, seats_for_tied, [&](const Committee& subset) {
    auto committee = claimed;
    for (const auto& each : sure) committee.push_back(each.option);
    committee.insert(committee.end(), subset.begin(), subset.end());
    exploration.found(std::move(committee));
    return !exploration.ended();
  });
}

}  // namespace

Result<Decision> greedy_justified_candidate(const ApprovalVoices& voices,
                                            const GreedyJustifiedCandidateOptions& options, Context& context) {
  COMITIA_TRY(const auto seats, resolve_seats(options.seats, voices.electorate()));
  Chooser chooser(context, voices.options());
  Tracer tracer(voices, Arithmetic::exact, context);
  const Rational unit(-1, voices.weight_scale());  // values are negative integer weights
  Committee committee;
  const auto step = [&] { return std::ssize(committee); };

  Claims claims(voices, seats);
  while (step() < seats) {
    if (const auto stop = context.stop()) return fail(Context::stopped(*stop));
    const auto ordered = claims.best(tracer.compared_count());
    if (ordered.empty()) break;
    COMITIA_TRY(const auto winner, chooser.winner(step() + 1, tied_with_first(ordered), "claim"));
    committee.push_back(winner);
    if (context.wants_trace()) {
      Json::Object fields{{"pick", tracer.option(winner)},
                          {"claim", tracer.weight(*(-ordered.front().value).to_int64())},
                          {"level", claims.level()},
                          {"needed", tracer.number(claims.needed() * -unit)}};
      tracer.add_compared(fields, ordered, unit, claims.claimed());
      tracer.add(step(), "pick", std::move(fields));
    }
    claims.pick({winner, ordered.front().value});
    context.progress("seats", step(), seats);
  }
  const auto empty = seats - step();
  if (empty > 0) tracer.add(step(), "stop", {{"seats", empty}});

  const bool fills = options.completion == UnclaimedSeats::av && empty > 0;
  if (fills) {
    auto ordered = most_approved(voices, committee);
    auto [sure, tied, seats_for_tied] = threshold(ordered, empty);
    const auto seat = [&](OptionId winner) {
      committee.push_back(winner);
      Json::Object fields{{"pick", tracer.option(winner)}, {"supporters", tracer.weight(support(voices, winner))}};
      tracer.add_compared(fields, ordered, unit, std::ssize(ordered));
      tracer.add(step(), "fill", std::move(fields));
      std::erase_if(ordered, [&](const Valued& each) { return each.option == winner; });
    };
    for (const auto& each : sure) seat(each.option);
    for (std::int64_t i = 0; i < seats_for_tied; ++i) {
      COMITIA_TRY(const auto winner, chooser.winner(step() + 1, tied, "approval score"));
      seat(winner);
      std::erase(tied, winner);
    }
  }

  Decision decision;
  decision.resolved = resolved_seats(seats);
  if (context.run.ties == TiePolicy::all && chooser.met_tie()) {
    Exploration exploration(voices, context);
    exploration.found(committee);
    Claims fresh(voices, seats);
    exploration.walk(fresh, seats, [&](std::span<const Valued> picks) {
      if (options.completion == UnclaimedSeats::av)
        complete_every_way(voices, options_of(picks), seats, exploration);
      else
        exploration.found(options_of(picks));
    });
    COMITIA_CHECK(exploration.conclude(decision));
    tracer.add(step(), "all", {{"states", exploration.states()}});
  } else {
    decision.outcome = committees_outcome(voices.options(), {committee});
  }
  if (step() < seats)
    decision.warnings.push_back(fmt::format(
        "{} of {} seats stay empty: nobody has a claim to them, and the completion is none", seats - step(), seats));
  decision.ties = chooser.take();
  decision.trace = tracer.take();
  return decision;
}

}  // namespace comitia::elect
