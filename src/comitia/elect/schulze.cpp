// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Links are wins only, although the paper also lets ties and losses be links. That changes no comparison: if no chain
// of wins leads from x to y nor back, then x and y tie head to head, so both ways are at least a tie, and a chain
// better than a tie would be one of wins.
#include "comitia/elect/schulze.h"

#include "comitia/base/parallel.h"
#include "comitia/decision/outcome.h"
#include "comitia/elect/ranked_internal.h"

namespace comitia::elect {

Result<std::vector<std::int32_t>> strongest_paths(std::vector<std::int32_t> wins, std::int64_t options,
                                                  const Context& context) {
  auto& path = wins;
  // One pass over the matrix is a block per 2^18 comparisons, so that small matrices stay on one thread.
  const auto rows = std::max<std::int64_t>(1, (std::int64_t{1} << 18) / std::max<std::int64_t>(options, 1));
  // Step of Floyd and Warshall: the best chain from x to y may lead over `over`.
  for (std::int64_t over = 0; over < options; ++over) {
    if (const auto why = context.stop()) return fail(Context::stopped(*why));
    const std::int32_t* second = path.data() + over * options;
    for_blocks(context.threads, options, rows, [&](std::int64_t begin, std::int64_t end) {
      for (auto x = begin; x < end; ++x) {
        std::int32_t* row = path.data() + x * options;
        const auto first = row[over];
        if (x == over || first == 0) continue;  // row `over` itself must not change during its own pass
        for (std::int64_t y = 0; y < options; ++y) row[y] = std::max(row[y], std::min(first, second[y]));
      }
    });
  }
  return path;
}

namespace {

/// A strongest chain of wins with the fewest links: breadth first over wins that are strong enough.
std::vector<OptionId> chain(const std::vector<std::int32_t>& wins, std::int64_t m, OptionId from, OptionId to,
                            std::int32_t strength) {
  std::vector<std::int64_t> before(static_cast<std::size_t>(m), -1);
  std::vector<std::int64_t> queue{from.value};
  before[from.value] = from.value;
  for (std::size_t i = 0; i < queue.size() && before[to.value] < 0; ++i)
    for (std::int64_t y = 0; y < m; ++y) {
      if (before[static_cast<std::size_t>(y)] >= 0 || wins[static_cast<std::size_t>(queue[i] * m + y)] < strength)
        continue;
      before[static_cast<std::size_t>(y)] = queue[i];
      queue.push_back(y);
    }
  std::vector<OptionId> links{to};
  while (links.back() != from) links.push_back(option_at(before[links.back().value]));
  std::reverse(links.begin(), links.end());
  return links;
}

}  // namespace

Result<Decision> schulze(const RankedVoices& voices, const SchulzeOptions& options, Context& context) {
  COMITIA_TRY(const auto matrix, count_pairwise(voices, options.unranked, context));
  const auto& table = voices.options();
  const auto m = matrix.options();
  Decision decision;
  StepLog log(context, decision);
  log_pairwise(voices, matrix, log);

  const auto wins = win_ranks(matrix, options.strength);
  COMITIA_TRY(const auto paths, strongest_paths(wins, m, context));
  const auto path = [&](std::int64_t x, std::int64_t y) { return paths[static_cast<std::size_t>(x * m + y)]; };
  // What the rank of a win stands for in people.
  std::vector<Rational> strength_of{Rational(0)};
  for (std::int64_t x = 0; x < m; ++x)
    for (std::int64_t y = 0; y < m; ++y) {
      const auto rank = static_cast<std::size_t>(wins[static_cast<std::size_t>(x * m + y)]);
      if (rank >= strength_of.size()) strength_of.resize(rank + 1);
      if (rank > 0) strength_of[rank] = shown_strength(voices, matrix, options.strength, x, y);
    }
  const auto strength = [&](OptionId x, OptionId y) {
    return strength_of[static_cast<std::size_t>(path(x.value, y.value))];
  };

  Json::Object fields;
  if (log.full() && m <= kMostShown) {
    Json::Array rows;
    for (const auto x : all_options(voices)) {
      Json::Array row;
      for (const auto y : all_options(voices)) row.emplace_back((x == y ? Rational(0) : strength(x, y)).to_string());
      rows.emplace_back(std::move(row));
    }
    fields.emplace_back("options", ids_json(table, all_options(voices)));
    fields.emplace_back("matrix", std::move(rows));
  }
  log.add("paths", std::move(fields));

  const auto ranking = layers(m, [&](std::int64_t x, std::int64_t y) { return path(x, y) > path(y, x); });
  TieBreaker ties(context, table);
  COMITIA_TRY(const auto winners, settle(ranking.front(), log.next(), "strongest paths", ties, context));
  decision.outcome = ranking_outcome(table, winners, ranking);
  decision.ties = ties.take();

  const auto winner = winners.front();
  const auto say = verdict(ranking, winners);
  Json::Object last;
  if (winners.size() > 1)
    last.emplace_back("winners", ids_json(table, winners));
  else
    last.emplace_back("pick", table.id(winner));
  if (say == "picked") last.emplace_back("among", ids_json(table, ranking.front()));
  if (const auto rival = runner_up(ranking, winner); rival && winners.size() == 1) {
    last.emplace_back("runner_up", table.id(*rival));
    last.emplace_back("score", strength(winner, *rival).to_string());
    last.emplace_back("back", strength(*rival, winner).to_string());
    last.emplace_back("margin", (strength(winner, *rival) - strength(*rival, winner)).to_string());
    if (path(winner.value, rival->value) > 0)
      last.emplace_back("path", ids_json(table, chain(wins, m, winner, *rival, path(winner.value, rival->value))));
  }
  log.add(say, std::move(last));
  return decision;
}

}  // namespace comitia::elect
