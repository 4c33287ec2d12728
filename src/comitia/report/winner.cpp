// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// The result of a single-winner rule: the ranking, the numbers that decided, and where voters rank the winner.
#include <algorithm>
#include <array>
#include <unordered_map>

#include <fmt/format.h>

#include "comitia/decision/sentences.h"
#include "comitia/report/markup_internal.h"
#include "comitia/report/sections_internal.h"

namespace comitia::report {
namespace {

constexpr std::size_t kMostCharted = 16;
constexpr std::size_t kMostRanks = 10;
constexpr std::size_t kMostBallots = 10;
constexpr std::array<std::string_view, 3> kOrdinals = {"first", "second", "third"};

Table ranking_table(const View& view, const TraceStep* last) {
  std::unordered_map<std::string, std::string> values;
  if (last != nullptr)
    for (const auto& [id, value] : compared_of(*last)) values.emplace(id, value);
  std::vector<Table::Column> columns{{"Place", true}, {"Option"}};
  if (!values.empty()) columns.push_back({escaped(unit_of(*last)), true});
  if (view.ranked != nullptr) columns.insert(columns.end(), {{"Ranked first by", true}, {"Share", true}});
  Table table("The ranking, best first; options in one place are equal", columns);
  std::size_t place = 1;
  std::size_t shown = 0;
  for (const auto& group : view.ranking) {
    for (const auto& id : group) {
      if (shown == View::kMostListed) continue;
      ++shown;
      std::vector<std::string> cells{std::to_string(place), view.name(id)};
      if (!values.empty()) {
        const auto found = values.find(id);
        cells.push_back(found == values.end() ? "–" : exact_number(found->second));
      }
      if (view.ranked != nullptr) {
        const auto weight = view.find(id)->weight;
        cells.insert(cells.end(), {view.people_text(weight), view.share_text(weight)});
      }
      table.row(cells, view.anchor(id), view.elected(id) ? "strong" : "");
    }
    place += group.size();
  }
  if (view.order.size() > shown)
    table.note(fmt::format("and {}", counted(static_cast<std::int64_t>(view.order.size() - shown), "more option")));
  return table;
}

/// Where ballots rank an option: by the number of options above it, or nowhere.
std::string rank_figure(const View& view, std::string_view winner) {
  const auto& voices = *view.ranked;
  const auto id = voices.options().find(winner);
  if (!id) return {};
  std::vector<std::int64_t> weights;
  std::int64_t unranked = 0;
  for (std::int64_t b = 0; b < voices.ballot_count(); ++b) {
    const BallotId ballot{static_cast<std::uint32_t>(b)};
    const auto ranking = voices.ranking(ballot);
    const auto groups = voices.groups(ballot);
    const auto at = static_cast<std::size_t>(std::find(ranking.begin(), ranking.end(), *id) - ranking.begin());
    if (at == ranking.size()) {
      unranked += voices.weight(ballot);
      continue;
    }
    const auto above = static_cast<std::size_t>(std::find(groups.begin(), groups.end(), groups[at]) - groups.begin());
    const auto rank = std::min(above, kMostRanks - 1);
    if (rank >= weights.size()) weights.resize(rank + 1);
    weights[rank] += voices.weight(ballot);
  }
  const auto name = std::string(view.plain_name(winner));
  BarChart chart{
      fmt::format("Where voters rank {}", shortened(name, 60)), {}, {}, static_cast<double>(voices.total_weight())};
  Table table("Voters by the rank that they give the winner", {{"Rank"}, {"Voters", true}, {"Share", true}});
  std::vector<std::string> said;
  const auto add = [&](const std::string& label, std::int64_t weight, bool strong) {
    chart.bars.push_back(
        {label, view.people_text(weight) + " · " + view.share_text(weight), static_cast<double>(weight), strong});
    table.row({label, view.people_text(weight), view.share_text(weight)});
    said.push_back(label + " " + view.share_text(weight));
  };
  for (std::size_t rank = 0; rank < weights.size(); ++rank)
    add(rank < kOrdinals.size() ? std::string(kOrdinals[rank])
                                : fmt::format("rank {}{}", rank + 1, rank + 1 == kMostRanks ? " or lower" : ""),
        weights[rank], true);
  add("not ranked", unranked, false);
  chart.description = "Share of voters: " + list_of(said, said.size()) + ".";
  return figure(draw(chart), "chart-ranks", fmt::format("Where voters rank {}", view.name(winner)), table.html());
}

std::string ranking_html(const View& view, BallotId ballot) {
  const auto ranking = view.ranked->ranking(ballot);
  const auto groups = view.ranked->groups(ballot);
  if (ranking.empty()) return "nobody";
  std::string html;
  for (std::size_t i = 0; i < std::min<std::size_t>(ranking.size(), 8); ++i) {
    if (i > 0) html += groups[i] == groups[i - 1] ? " = " : " &gt; ";
    html += view.name(view.options[ranking[i].value].id);
  }
  return ranking.size() > 8 ? html + " &gt; …" : html;
}

std::string frequent_ballots(const View& view) {
  const auto& voices = *view.ranked;
  std::vector<BallotId> ballots;
  for (std::int64_t b = 0; b < voices.ballot_count(); ++b) ballots.push_back(BallotId{static_cast<std::uint32_t>(b)});
  const auto shown = std::min(ballots.size(), kMostBallots);
  std::partial_sort(ballots.begin(), ballots.begin() + static_cast<std::ptrdiff_t>(shown), ballots.end(),
                    [&](BallotId a, BallotId b) {
                      return voices.weight(a) != voices.weight(b) ? voices.weight(a) > voices.weight(b) : a < b;
                    });
  Table table("The most frequent ballots", {{"Ballot, best first"}, {"Voters", true}, {"Share", true}});
  for (std::size_t i = 0; i < shown; ++i)
    table.row({ranking_html(view, ballots[i]), view.people_text(voices.weight(ballots[i])),
               view.share_text(voices.weight(ballots[i]))});
  if (ballots.size() > shown)
    table.note(
        fmt::format("and {}", counted(static_cast<std::int64_t>(ballots.size() - shown), "more kind") + " of ballots"));
  return details("The most frequent ballots", table.html());
}

}  // namespace

BarChart first_choices_chart(const View& view, std::size_t most) {
  BarChart chart{"First choices", "Voters who rank each option first, in the order of the result.", {}, 0};
  for (const auto place : view.order) {
    if (chart.bars.size() == most) break;
    const auto& option = view.options[place];
    chart.bars.push_back({option.name, view.people_text(option.weight) + " · " + view.share_text(option.weight),
                          static_cast<double>(option.weight), option.outcomes > 0});
  }
  show_as_shares(chart, static_cast<double>(view.ranked->total_weight()));
  return chart;
}

Section winner_section(const View& view) {
  Section section{"outcome", "The result", {}, {}};
  section.guide =
      "<p>The winner is coloured. What the rule compares differs from rule to rule; the steps below say how it came "
      "about.</p>";
  const auto* last = last_comparison(view.decision);
  const auto& winners = view.outcomes.front();
  const auto table = ranking_table(view, last);
  if (winners.size() > 1)
    section.body +=
        fmt::format("<p>{} tie, and no way of breaking ties was asked for.</p>\n", list_of(view.names(winners)));
  if (view.ranked != nullptr && view.ranked->total_weight() > 0)
    section.body += figure(draw(first_choices_chart(view, kMostCharted)), "chart-first",
                           "First choices<span class=\"quiet\">In the order of the result.</span>", table.html());
  else
    section.body += table.html();
  if (view.ranked != nullptr && winners.size() == 1) section.body += rank_figure(view, winners.front());
  if (view.ranked != nullptr) section.body += frequent_ballots(view);
  return section;
}

}  // namespace comitia::report
