// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// The count goes on round by round for as long as there is one way to go on; parallel universes begin at the first tie
// for the fewest votes.
#include "comitia/elect/instant_runoff.h"

#include "comitia/decision/outcome.h"
#include "comitia/elect/ranked_internal.h"
#include "comitia/elect/runoff_count_internal.h"
#include "comitia/elect/runoff_universes_internal.h"

namespace comitia::elect {
namespace {

/// Where the count stands: who is left by votes, who has left, and the votes of the last round.
struct Standings {
  std::int64_t round = 0;
  Groups left;
  Groups out;  ///< in the order in which they left
  FirstChoices tallies;
  Rational active;
  bool tied = false;  ///< the count stopped at a tie for the fewest votes, which others resolve
};

Groups ranking_of(const Standings& standings, Groups left) {
  left.insert(left.end(), standings.out.rbegin(), standings.out.rend());
  return left;
}

std::vector<OptionId> members(const Groups& groups) {
  std::vector<OptionId> all;
  for (const auto& group : groups) all.insert(all.end(), group.begin(), group.end());
  std::sort(all.begin(), all.end());
  return all;
}

Json transfers_json(const OptionTable& options, const std::vector<Transfer>& transfers) {
  Json::Array moves;
  for (const auto& [from, to, votes] : transfers)
    moves.push_back(Json::array({options.id(from), to ? Json(options.id(*to)) : Json(), votes.to_string()}));
  return Json(std::move(moves));
}

/// Counts until somebody has won, all that are left are level (all-lowest), or a tie has to be followed.
Result<Standings> count_rounds(const RankedVoices& voices, const InstantRunoffOptions& options, bool follow_ties,
                               TieBreaker& ties, StepLog& log, const Context& context) {
  const auto& table = voices.options();
  COMITIA_TRY(auto count, RunoffCount::start(voices, options.equal_ranks, context));
  Standings now;
  auto left = all_options(voices);
  while (true) {
    if (const auto why = context.stop()) return fail(Context::stopped(*why));
    ++now.round;
    context.progress("rounds", now.round, 0);
    now.tallies = count.tallies();
    now.active = Rational(0);
    for (const auto x : left) now.active += now.tallies.votes[x.value];
    now.left = group_by_score(left, now.tallies.votes, Best::highest);
    const auto& most = now.tallies.votes[now.left.front().front().value];
    if (left.size() == 1 || (options.stop == StopCount::majority && most + most > now.active)) return now;

    const auto lowest = now.left.back();
    Json::Object fields{{"round", now.round},
                        {"votes", now.tallies.votes[lowest.front().value].to_string()},
                        {"active", now.active.to_string()},
                        {"exhausted", now.tallies.exhausted.to_string()}};
    if (log.full()) fields.emplace_back("compared", compared_json(table, now.left, now.tallies.votes));
    if (lowest.size() > 1) fields.emplace_back("among", ids_json(table, lowest));

    // Who leaves.
    auto out = lowest;
    std::string_view say = "round";
    if (options.elimination == Elimination::all_lowest && now.left.size() == 1) {
      log.add("level", std::move(fields));
      return now;
    }
    // Options without votes leave next in every universe, in any order, and no vote moves: all of them at once.
    const bool voteless = now.tallies.votes[lowest.front().value].sign() == 0 && most.sign() > 0;
    if (options.elimination == Elimination::all_lowest || (follow_ties && voteless)) {
      if (out.size() > 1) say = "drop";
    } else if (out.size() > 1 && follow_ties) {
      now.tied = true;
      return now;
    } else if (out.size() > 1) {
      COMITIA_TRY(const auto loser, ties.loser(log.next(), lowest, "votes"));
      out = {loser};
      say = "broken";
    }
    fields.emplace_back("out", out.size() > 1 ? ids_json(table, out) : Json(table.id(out.front())));

    // Their votes move on.
    COMITIA_TRY(const auto transfers, count.drop(out, log.full(), context));
    if (log.full()) fields.emplace_back("transfers", transfers_json(table, transfers));
    log.add(say, std::move(fields));
    std::erase_if(left, [&](OptionId x) { return std::find(out.begin(), out.end(), x) != out.end(); });
    now.out.push_back(out);
    if (left.size() == 1) {
      now.left = {left};
      return now;
    }
  }
}

/// Last step of a count with one way to go: the winner's votes in the last round that compared it with another option.
void log_winner(const OptionTable& table, const Standings& end, const Groups& ranking,
                const std::vector<OptionId>& winners, StepLog& log) {
  const auto winner = winners.front();
  const auto& votes = end.tallies.votes;
  Json::Object fields;
  if (winners.size() > 1)
    fields.emplace_back("winners", ids_json(table, winners));
  else
    fields.emplace_back("pick", table.id(winner));
  if (ranking.front().size() > 1) fields.emplace_back("among", ids_json(table, ranking.front()));
  fields.emplace_back("round", end.round);
  fields.emplace_back("votes", votes[winner.value].to_string());
  fields.emplace_back("active", end.active.to_string());
  fields.emplace_back("exhausted", end.tallies.exhausted.to_string());
  if (const auto rival = runner_up(ranking, winner); rival && winners.size() == 1) {
    fields.emplace_back("runner_up", table.id(*rival));
    fields.emplace_back("margin", (votes[winner.value] - votes[rival->value]).to_string());
  }
  if (log.full()) fields.emplace_back("compared", compared_json(table, end.left, votes));
  log.add(verdict(ranking, winners), std::move(fields));
}

}  // namespace

Result<Decision> instant_runoff(const RankedVoices& voices, const InstantRunoffOptions& options, Context& context) {
  const auto& table = voices.options();
  const bool follow_ties = options.elimination == Elimination::parallel_universes ||
                           (options.elimination == Elimination::one_by_one && context.run.ties == TiePolicy::all);
  Decision decision;
  StepLog log(context, decision);
  TieBreaker ties(context, table);
  COMITIA_TRY(const auto end, count_rounds(voices, options, follow_ties, ties, log, context));

  Groups ranking;
  std::vector<OptionId> winners;
  if (end.tied) {
    const auto left = members(end.left);
    COMITIA_TRY(const auto universes, follow_universes(voices, left, options, log, context));
    ranking = ranking_of(end, group_by_score(left, universes.best_places, Best::lowest));
    COMITIA_TRY(winners,
                settle(ranking.front(), log.next(), "a way of breaking ties that makes it win", ties, context));
    if (!universes.stopped.empty()) {
      decision.standing = {true, universes.stopped, std::to_string(ranking.front().size()),
                           std::to_string(left.size())};
      decision.warnings.push_back("not every order of eliminations was followed: there may be further winners");
    }
    const auto many = ranking.front().size() > 1;
    Json::Object fields;
    if (winners.size() > 1)
      fields.emplace_back("winners", ids_json(table, winners));
    else
      fields.emplace_back("pick", table.id(winners.front()));
    if (many) fields.emplace_back("among", ids_json(table, ranking.front()));
    log.add(winners.size() > 1 ? "tie" : many ? "picked" : "always", std::move(fields));
  } else {
    ranking = ranking_of(end, end.left);
    COMITIA_TRY(winners, settle(ranking.front(), log.next(), "votes", ties, context));
    log_winner(table, end, ranking, winners, log);
  }
  decision.outcome = ranking_outcome(table, winners, ranking);
  decision.ties = ties.take();
  return decision;
}

}  // namespace comitia::elect
