// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// What a Pabulib file publishes about itself, compared with its own ballots and money. Notes only: published results
// are not input of any rule.
#include <algorithm>

#include <fmt/format.h>

#include "comitia/io/pabulib_internal.h"

namespace comitia::io::pabulib {
namespace {

/// For each project the voters that name it, and its score: voters (approval), points (cumulative, scoring), or by
/// position with 1 for the last place of each ballot (ordinal; so published in every ordinal file that we looked at).
struct Recount {
  std::vector<std::int64_t> votes;
  std::vector<Rational> score;
};

Recount recount(const ApprovalVoices& voices) {
  Recount count;
  for (std::uint32_t i = 0; i < voices.option_count(); ++i) {
    const auto supporters = voices.supporters(OptionId{i});
    std::int64_t votes = 0;
    // Without merged ballots every supporter has weight 1.
    if (voices.ballot_count() == voices.total_weight())
      votes = static_cast<std::int64_t>(supporters.size());
    else
      for (const BallotId ballot : supporters) votes += voices.weight(ballot);
    count.votes.push_back(votes);
    count.score.emplace_back(votes);
  }
  return count;
}

Recount recount(const RankedVoices& voices) {
  Recount count;
  count.votes.resize(static_cast<std::size_t>(voices.option_count()));
  count.score.resize(static_cast<std::size_t>(voices.option_count()));
  for (std::uint32_t b = 0; b < voices.ballot_count(); ++b) {
    const auto ranking = voices.ranking(BallotId{b});
    for (std::size_t i = 0; i < ranking.size(); ++i) {
      count.votes[ranking[i].value] += voices.weight(BallotId{b});
      count.score[ranking[i].value] +=
          Rational(voices.weight(BallotId{b})) * Rational(static_cast<std::int64_t>(ranking.size() - i));
    }
  }
  return count;
}

Recount recount(const ScoredVoices& voices) {
  Recount count;
  const auto options = static_cast<std::size_t>(voices.option_count());
  count.votes.resize(options);
  std::vector<Rational> score(options);
  for (std::uint32_t b = 0; b < voices.ballot_count(); ++b) {
    const auto scored = voices.scored(BallotId{b});
    for (std::size_t i = 0; i < scored.size(); ++i) {
      count.votes[scored[i].value] += voices.weight(BallotId{b});
      score[scored[i].value] += Rational(voices.weight(BallotId{b})) * Rational(voices.scores(BallotId{b})[i]);
    }
  }
  for (Rational& points : score) count.score.push_back(points / Rational(voices.score_scale()));
  return count;
}

void compare(Reading& reading, const Projects& projects, const Published& published, std::string_view what,
             const std::vector<Rational>& counted) {
  if (counted.empty()) return;
  for (std::size_t i = 0; i < published.values.size(); ++i) {
    if (!published.values[i] || *published.values[i] == counted[i]) continue;
    reading.note(ProblemCode::count_mismatch, published.places[i],
                 fmt::format("the {} of project {} is published as {}, but the ballots give {}", what,
                             projects.options.ids[static_cast<std::int64_t>(i)], published.values[i]->to_string(),
                             counted[i].to_string()),
                 "the ballots count");
  }
}

void check_money(Reading& reading, const Meta& meta, const Projects& projects) {
  Rational all, selected;
  for (std::size_t i = 0; i < projects.costs.size(); ++i) {
    all += projects.costs[i];
    if (i < projects.selected.values.size() && projects.selected.values[i] == Rational(1))
      selected += projects.costs[i];
    if (projects.costs[i] > meta.budget)
      reading.note(
          ProblemCode::cost, projects.places[i],
          fmt::format("project {} costs more than the budget", projects.options.ids[static_cast<std::int64_t>(i)]),
          "it can never be funded");
  }
  if (selected > meta.budget)
    reading.note(
        ProblemCode::budget, meta.budget_place,
        fmt::format("the projects that are published as selected cost {}, more than the budget", selected.to_string()));
  if (all <= meta.budget && !meta.fully_funded)
    reading.note(ProblemCode::budget, meta.budget_place, "the budget pays for all projects",
                 "then META says fully_funded;1");
}

}  // namespace

void check_published(Reading& reading, const Meta& meta, const Projects& projects, const Voices& voices) {
  check_money(reading, meta, projects);
  if (projects.votes.values.empty() && projects.score.values.empty()) return;
  const Recount count = std::visit([&](const auto& kind) { return recount(kind); }, voices);
  compare(reading, projects, projects.votes, "number of votes", {count.votes.begin(), count.votes.end()});
  compare(reading, projects, projects.score, "score", count.score);
}

}  // namespace comitia::io::pabulib
