// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Who is elected: the members, and how many voters approve of whom.
#include <algorithm>

#include <fmt/format.h>

#include "comitia/decision/sentences.h"
#include "comitia/report/markup_internal.h"
#include "comitia/report/sections_internal.h"

namespace comitia::report {
namespace {

constexpr std::size_t kMostCharted = 20;
constexpr std::size_t kMostMembersListed = 100;
constexpr std::size_t kMostOutcomesListed = 50;

std::string member_list(const View& view, const std::vector<const Option*>& members) {
  const bool in_order =
      std::all_of(members.begin(), members.end(), [](const Option* o) { return o->entered.has_value(); });
  std::string items;
  for (std::size_t i = 0; i < std::min(members.size(), kMostMembersListed); ++i)
    items += fmt::format("<li>{}{}</li>\n", in_order ? fmt::format("<span class=\"seat\">{}</span>", i + 1) : "",
                         view.name(members[i]->id));
  if (members.size() > kMostMembersListed)
    items += fmt::format("<li class=\"quiet\">and {} more</li>\n", members.size() - kMostMembersListed);
  const std::string_view list = in_order ? "ol" : "ul";
  constexpr std::int64_t kShort = 28;  // columns up to which several names stand in a line
  const bool lines =
      std::any_of(members.begin(), members.end(), [](const Option* o) { return columns_of(o->name) > kShort; });
  return fmt::format("<{0} class=\"members{2}\">\n{1}</{0}>\n", list, items, lines ? " in-lines" : "");
}

std::string elected_cell(const View& view, const Option& option) {
  if (option.outcomes == 0) return "–";
  if (view.outcomes.size() > 1)
    return fmt::format("in {} of {}", shown_number(std::to_string(option.outcomes)),
                       shown_number(std::to_string(view.outcomes.size())));
  if (option.entered) return view.step_link(*option.entered, fmt::format("step {}", *option.entered));
  return "yes";
}

Table option_table(const View& view) {
  const bool approved = view.approvals != nullptr;
  const bool named =
      std::any_of(view.options.begin(), view.options.end(), [](const Option& o) { return o.id != o.name; });
  std::vector<Table::Column> columns{{"Option"}};
  if (named) columns.push_back({"Id"});
  if (approved) columns.insert(columns.end(), {{"Approvals", true}, {"Share of voters", true}});
  columns.push_back({view.funding ? "Funded" : "Elected", true});
  Table table("All options: those in the outcome first, then the others by support", columns);
  for (std::size_t place = 0; place < std::min(view.order.size(), View::kMostListed); ++place) {
    const auto& option = view.options[view.order[place]];
    std::vector<std::string> cells{view.name(option.id)};
    if (named) cells.push_back(fmt::format("<span class=\"quiet\">{}</span>", escaped(shortened(option.id, 40))));
    if (approved) cells.insert(cells.end(), {view.people_text(option.weight), view.share_text(option.weight)});
    cells.push_back(elected_cell(view, option));
    table.row(cells, view.anchor(option.id), option.outcomes > 0 ? "strong" : "");
  }
  if (view.order.size() > View::kMostListed)
    table.note(fmt::format("and {} more options, none shown here",
                           shown_number(std::to_string(view.order.size() - View::kMostListed))));
  return table;
}

Table outcome_table(const View& view) {
  Table table("The committees that tie", {{"", true}, {"Members"}});
  for (std::size_t i = 0; i < std::min(view.outcomes.size(), kMostOutcomesListed); ++i)
    table.row({std::to_string(i + 1), list_of(view.names(view.outcomes[i]), kMostMembersListed)});
  if (view.outcomes.size() > kMostOutcomesListed)
    table.note(fmt::format("and {} more; the document lists all of them",
                           shown_number(std::to_string(view.outcomes.size() - kMostOutcomesListed))));
  return table;
}

std::string several_outcomes(const View& view) {
  std::vector<const Option*> in_all;
  for (const auto place : view.order)
    if (view.options[place].outcomes == std::ssize(view.outcomes)) in_all.push_back(&view.options[place]);
  std::string body = fmt::format("<p>{} committees tie, and no way of breaking ties was asked for.</p>\n",
                                 shown_number(std::to_string(view.outcomes.size())));
  body += in_all.empty() ? "<p>Nobody is in all of them.</p>\n"
                         : "<h3>In every one of them</h3>\n" + member_list(view, in_all);
  const auto chart = outcomes_chart(view, kMostCharted);
  if (!chart.bars.empty())
    body += figure(draw(chart), "chart-outcomes", "In some of them", outcome_table(view).html());
  else
    body += details("The committees as a table", outcome_table(view).html());
  return body;
}

}  // namespace

BarChart outcomes_chart(const View& view, std::size_t most) {
  BarChart chart{"In how many of the tied committees an option is",
                 fmt::format("Options that are in some of the {} committees but not in all.", view.outcomes.size()),
                 {},
                 static_cast<double>(view.outcomes.size())};
  for (const auto place : view.order) {
    const auto& option = view.options[place];
    if (option.outcomes == 0 || option.outcomes == std::ssize(view.outcomes) || chart.bars.size() == most) continue;
    chart.bars.push_back({option.name, fmt::format("{} of {}", option.outcomes, view.outcomes.size()),
                          static_cast<double>(option.outcomes), true});
  }
  return chart;
}

BarChart approvals_chart(const View& view, std::size_t most) {
  std::vector<std::size_t> places = view.order;
  std::stable_sort(places.begin(), places.end(),
                   [&](std::size_t a, std::size_t b) { return view.options[a].weight > view.options[b].weight; });
  if (places.size() > most) places.resize(most);
  BarChart chart{"Approvals", {}, {}, 0};
  std::vector<std::string> said;
  for (const auto place : places) {
    const auto& option = view.options[place];
    chart.bars.push_back({option.name, view.people_text(option.weight) + " · " + view.share_text(option.weight),
                          static_cast<double>(option.weight), option.outcomes > 0});
    if (said.size() < 5)
      said.push_back(fmt::format("{} {}", shortened(option.name, 60), view.people_text(option.weight)));
  }
  show_as_shares(chart, static_cast<double>(view.approvals->total_weight()));
  chart.description =
      fmt::format("Voters who approve of each option, most approved first; elected options stand out. The first: {}.",
                  list_of(said));
  return chart;
}

Section committee_section(const View& view) {
  Section section{"outcome", view.funding ? "The projects" : "The committee", {}, {}};
  section.guide = view.approvals != nullptr
                      ? "<p>Elected options are coloured. A rule that represents groups may elect somebody with "
                        "fewer approvals than somebody who is left out.</p>"
                      : "";
  if (view.outcomes.size() == 1) {
    std::vector<const Option*> members;
    for (const auto place : view.order)
      if (view.options[place].outcomes > 0) members.push_back(&view.options[place]);
    section.body += members.empty() ? "<p>The outcome is empty.</p>\n" : member_list(view, members);
    if (view.seats > std::ssize(members) && !view.funding)
      section.body +=
          fmt::format("<p>{} of {} stay empty.</p>\n", counted(view.seats - std::ssize(members), "seat"), view.seats);
  } else {
    section.body += several_outcomes(view);
  }
  const auto table = option_table(view).html();
  if (view.approvals == nullptr) {
    section.body += details("The options as a table", table);
    return section;
  }
  const auto left_out = view.options.size() > kMostCharted
                            ? fmt::format("<span class=\"quiet\">The {} options with the most approvals of {}.</span>",
                                          kMostCharted, shown_number(std::to_string(view.options.size())))
                            : "";
  section.body += figure(
      draw(approvals_chart(view, kMostCharted)), "chart-approvals",
      fmt::format("Approvals, of {} voters{}", view.people_text(view.approvals->total_weight()), left_out), table);
  return section;
}

}  // namespace comitia::report
