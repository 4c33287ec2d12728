// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
#include "comitia/elect/ranked_internal.h"

#include "comitia/decision/outcome.h"

namespace comitia::elect {

std::vector<OptionId> all_options(const BallotVoices& voices) {
  std::vector<OptionId> options;
  options.reserve(static_cast<std::size_t>(voices.option_count()));
  for (std::int64_t x = 0; x < voices.option_count(); ++x) options.push_back(option_at(x));
  return options;
}

Groups group_by_score(const std::vector<OptionId>& among, const std::vector<Rational>& scores, Best best) {
  auto sorted = among;
  std::sort(sorted.begin(), sorted.end(), [&](OptionId a, OptionId b) {
    const auto order = scores[a.value] <=> scores[b.value];
    if (order == 0) return a < b;
    return best == Best::highest ? order > 0 : order < 0;
  });
  Groups groups;
  for (const auto x : sorted) {
    if (groups.empty() || scores[groups.back().front().value] != scores[x.value]) groups.emplace_back();
    groups.back().push_back(x);
  }
  return groups;
}

std::optional<OptionId> runner_up(const Groups& ranking, OptionId winner) {
  for (const auto& group : ranking)
    for (const auto x : group)
      if (x != winner) return x;
  return std::nullopt;
}

void StepLog::add(std::string_view say, Json::Object fields) {
  ++steps_;
  if (context_.wants_trace()) decision_.trace.push_back({steps_, std::string(say), std::move(fields)});
}

Json compared_json(const OptionTable& options, const Groups& groups, const std::vector<Rational>& scores) {
  Json::Array compared;
  for (const auto& group : groups)
    for (const auto x : group) compared.push_back(Json::array({options.id(x), scores[x.value].to_string()}));
  return Json(std::move(compared));
}

Result<std::vector<OptionId>> settle(const std::vector<OptionId>& equals, std::int64_t step, std::string_view on,
                                     TieBreaker& ties, const Context& context) {
  if (context.run.ties == TiePolicy::all) return equals;
  COMITIA_TRY(const auto winner, ties.winner(step, equals, on));
  return std::vector<OptionId>{winner};
}

std::string_view verdict(const Groups& ranking, const std::vector<OptionId>& winners) {
  if (winners.size() > 1) return "tie";
  if (ranking.front().size() > 1) return "picked";
  return ranking.size() > 1 ? "winner" : "only";
}

Result<void> finish_by_score(const BallotVoices& voices, const std::vector<Rational>& scores, Best best,
                             std::string_view on, StepLog& log, const Context& context, Decision& decision) {
  const auto& options = voices.options();
  const auto ranking = group_by_score(all_options(voices), scores, best);
  TieBreaker ties(context, options);
  COMITIA_TRY(const auto winners, settle(ranking.front(), log.next(), on, ties, context));
  decision.outcome = ranking_outcome(options, winners, ranking);
  decision.ties = ties.take();

  const auto say = verdict(ranking, winners);
  const auto winner = winners.front();
  Json::Object fields;
  if (winners.size() == 1)
    fields.emplace_back("pick", options.id(winner));
  else
    fields.emplace_back("winners", ids_json(options, winners));
  fields.emplace_back("score", scores[winner.value].to_string());
  if (say == "picked") fields.emplace_back("among", ids_json(options, ranking.front()));
  if (const auto rival = runner_up(ranking, winner); rival && winners.size() == 1) {
    const auto margin = scores[winner.value] - scores[rival->value];
    fields.emplace_back("runner_up", options.id(*rival));
    fields.emplace_back("margin", (best == Best::highest ? margin : -margin).to_string());
  }
  if (log.full()) fields.emplace_back("compared", compared_json(options, ranking, scores));
  log.add(say, std::move(fields));
  return {};
}

void log_pairwise(const BallotVoices& voices, const PairwiseMatrix& matrix, StepLog& log) {
  const auto& options = voices.options();
  const auto winner = condorcet_winner(matrix);
  Json::Object fields{{"count", matrix.options()}};
  if (log.full() && matrix.options() <= kMostShown) {
    Json::Array rows;
    for (std::int64_t x = 0; x < matrix.options(); ++x) {
      Json::Array row;
      for (std::int64_t y = 0; y < matrix.options(); ++y)
        row.emplace_back(people(voices, matrix.above(x, y)).to_string());
      rows.emplace_back(std::move(row));
    }
    fields.emplace_back("options", ids_json(options, all_options(voices)));
    fields.emplace_back("matrix", std::move(rows));
  }
  if (winner) fields.emplace_back("condorcet_winner", options.id(*winner));
  log.add("pairwise", std::move(fields));
  if (winner)
    log.add("condorcet", {{"condorcet_winner", options.id(*winner)}});
  else
    log.add("no_condorcet", {});
}

Rational shown_strength(const BallotVoices& voices, const PairwiseMatrix& matrix, PairwiseStrength strength,
                        std::int64_t x, std::int64_t y) {
  return people(voices, strength == PairwiseStrength::margins ? matrix.margin(x, y) : matrix.above(x, y));
}

}  // namespace comitia::elect
