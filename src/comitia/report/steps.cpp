// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// The way to the decision: the steps of the trace in sentences, what each compared, the ties and how they were broken.
#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "comitia/catalog/explain.h"
#include "comitia/decision/sentences.h"
#include "comitia/report/markup_internal.h"
#include "comitia/report/sections_internal.h"

namespace comitia::report {
namespace {

constexpr std::size_t kMostBars = 8;
constexpr std::size_t kMostRows = 30;
constexpr std::size_t kMostTies = 50;

std::vector<std::string> chosen_in(const TraceStep& step) {
  std::vector<std::string> chosen;
  for (const auto* name : {"pick", "out"})
    if (const Json* id = field(step, name); id != nullptr && id->is_string()) chosen.push_back(id->as_string());
  for (const auto* name : {"winners", "dropped"})
    if (const Json* list = field(step, name)) chosen = texts_of(list);
  return chosen;
}

bool is_chosen(const std::vector<std::string>& chosen, const std::string& id) {
  return std::find(chosen.begin(), chosen.end(), id) != chosen.end();
}

Table compared_table(const View& view, const TraceStep& step, const std::vector<Compared>& list) {
  const auto chosen = chosen_in(step);
  Table table(fmt::format("Compared in step {}, best first", step.step), {{"Option"}, {escaped(unit_of(step)), true}});
  const auto shown = std::min(list.size(), kMostRows);
  for (std::size_t i = 0; i < shown; ++i)
    table.row({view.name(list[i].id), exact_number(list[i].value)}, {}, is_chosen(chosen, list[i].id) ? "strong" : "");
  auto all = std::ssize(list);
  if (const Json* of = field(step, "compared_of"); of != nullptr && of->is_integer())
    all = std::max(all, of->as_integer());
  if (all > static_cast<std::int64_t>(shown))
    table.note(fmt::format("and {}", counted(all - static_cast<std::int64_t>(shown), "more option")));
  return table;
}

std::string transfers(const View& view, const TraceStep& step) {
  const Json* moves = field(step, "transfers");
  if (moves == nullptr || !moves->is_array() || moves->as_array().empty()) return {};
  Table table(fmt::format("Votes that moved after step {}", step.step), {{"From"}, {"To"}, {"Votes", true}});
  std::size_t shown = 0;
  for (const auto& move : moves->as_array()) {
    if (!move.is_array() || move.as_array().size() != 3 || !move.as_array()[0].is_string()) continue;
    const auto& to = move.as_array()[1];
    const auto votes = number_of(&move.as_array()[2]);
    if (!votes || ++shown > kMostRows) continue;
    table.row({view.name(move.as_array()[0].as_string()), to.is_string() ? view.name(to.as_string()) : "inactive",
               short_number(*votes)});
  }
  if (shown > kMostRows)
    table.note(fmt::format("and {}", counted(static_cast<std::int64_t>(shown - kMostRows), "more line")));
  return details("Where the votes went", table.html());
}

/// Tables of numbers between options that are not the head-to-head counts, which have a section of their own.
std::string matrix(const View& view, const TraceStep& step) {
  constexpr std::size_t kMostColumns = 15;
  const Json* rows = field(step, "matrix");
  const auto ids = texts_of(field(step, "options"));
  if (rows == nullptr || !rows->is_array() || ids.empty() || step.say == "pairwise") return {};
  const auto shown = std::min({ids.size(), kMostColumns, rows->as_array().size()});
  std::vector<Table::Column> columns{{"From"}};
  for (std::size_t y = 0; y < shown; ++y) columns.push_back({"to " + view.name(ids[y]), true});
  Table table(fmt::format("Numbers of step {}", step.step), columns);
  for (std::size_t x = 0; x < shown; ++x) {
    std::vector<std::string> cells{view.name(ids[x])};
    const auto& row = rows->as_array()[x];
    for (std::size_t y = 0; y < shown && row.is_array() && y < row.as_array().size(); ++y) {
      const auto value = number_of(&row.as_array()[y]);
      cells.push_back(x == y || !value ? "–" : short_number(*value));
    }
    table.row(cells);
  }
  if (shown < ids.size())
    table.note(fmt::format("and {}", counted(static_cast<std::int64_t>(ids.size() - shown), "more option")));
  return details("The numbers", table.html());
}

std::string tie_sentence(const View& view, const TieRecord& tie) {
  auto text = fmt::format("{} were equal on {}. ", list_of(view.names(tie.among)), escaped(tie.on));
  const auto chosen = decides_who_leaves(view.decision, tie) ? fmt::format("that {} leaves", view.name(tie.chosen))
                                                             : fmt::format("for {}", view.name(tie.chosen));
  switch (tie.policy) {
    case TiePolicy::order:
      return text + fmt::format("The order of the file decided {}.", chosen);
    case TiePolicy::random:
      return text + fmt::format("The draw from the recorded seed decided {}.", chosen);
    case TiePolicy::draw:
      return text + fmt::format("The public draw decided {}.", chosen);
    case TiePolicy::all:
      return text + "Every alternative was followed.";
    case TiePolicy::refuse:
      break;
  }
  return text + (tie.chosen.empty() ? "Nothing decided." : fmt::format("Decided {}.", chosen));
}

std::string step_html(const View& view, const TraceStep& step, bool first_of_number, std::size_t chart) {
  std::string body = fmt::format("<p>{}</p>\n", view.sentence(step));
  const auto list = compared_of(step);
  if (list.size() > 1) {
    const auto bars = compared_chart(view, step, kMostBars);
    const auto more =
        list.size() > kMostBars ? fmt::format(" The first {} of {}.", kMostBars, list.size()) : std::string();
    body +=
        details("What was compared",
                figure(draw(bars), fmt::format("chart-step-{}", chart),
                       fmt::format("{}, best first<span class=\"quiet\">Coloured: what this step decided on.{}</span>",
                                   escaped(unit_of(step)), more),
                       compared_table(view, step, list).html()));
  }
  body += transfers(view, step) + matrix(view, step);
  return fmt::format("<li class=\"step\"{}><span class=\"n\">{}</span><div>\n{}</div></li>\n",
                     first_of_number ? fmt::format(" id=\"step-{}\"", step.step) : "",
                     first_of_number && step.step > 0 ? std::to_string(step.step) : "·", body);
}

}  // namespace

std::string unit_of(const TraceStep& step) {
  // Rules name the number that they compare in a field of its own, too.
  static constexpr std::array<std::string_view, 8> kUnits = {"load",  "price",  "gain",  "votes",
                                                             "score", "points", "money", "supporters"};
  for (const auto unit : kUnits)
    if (field(step, unit) != nullptr) {
      std::string word(unit);
      word.front() = static_cast<char>(word.front() - 'a' + 'A');
      return word;
    }
  return "Value";
}

const TraceStep* last_comparison(const Decision& decision) {
  for (auto step = decision.trace.rbegin(); step != decision.trace.rend(); ++step)
    if (!compared_of(*step).empty()) return &*step;
  return nullptr;
}

BarChart compared_chart(const View& view, const TraceStep& step, std::size_t most) {
  const auto list = compared_of(step);
  const auto chosen = chosen_in(step);
  BarChart chart{fmt::format("{} in step {}", unit_of(step), step.step), {}, {}, 0};
  std::vector<std::string> said;
  for (std::size_t i = 0; i < list.size(); ++i) {
    // What was chosen is shown even when it stands far down, as the option that leaves does.
    if (i >= most && !(is_chosen(chosen, list[i].id) && chart.bars.size() < 2 * most)) continue;
    const auto value = Rational::parse(list[i].value);
    const auto text = value ? short_number(*value) : list[i].value;
    const auto name = std::string(view.plain_name(list[i].id));
    chart.bars.push_back({name, text, value ? value->to_double() : 0, is_chosen(chosen, list[i].id)});
    if (said.size() < most) said.push_back(shortened(name, 60) + " " + text);
  }
  chart.description = list_of(said, said.size()) + ".";
  return chart;
}

Section steps_section(const View& view) {
  Section section{"steps", "How it came about", {}, {}};
  const auto& trace = view.decision.trace;
  if (const auto* reference = rule_reference(view.decision.rule)) {
    section.guide = fmt::format("<p>{}: {}</p>", rule_title(view.decision), escaped(reference->summary));
    if (!reference->source.empty()) section.guide += fmt::format("<p>Source: {}</p>", escaped(reference->source));
  }
  if (trace.empty()) {
    section.body = "<p>The document holds no steps. Decided with <code>--trace full</code> it would.</p>\n";
    return section;
  }
  std::string items;
  const auto shown = std::min(trace.size(), View::kMostSteps);
  std::set<std::int64_t> numbered;
  for (std::size_t i = 0; i < shown; ++i)
    items += step_html(view, trace[i], numbered.insert(trace[i].step).second, i + 1);
  section.body = fmt::format("<ol class=\"steps\">\n{}</ol>\n", items);
  if (shown < trace.size())
    section.body += fmt::format("<p class=\"quiet\">and {}; <code>comitia elect explain</code> shows each.</p>\n",
                                counted(static_cast<std::int64_t>(trace.size() - shown), "more step"));
  if (view.decision.ties.empty()) section.body += "<p class=\"quiet\">No tie had to be broken.</p>\n";
  return section;
}

Section ties_section(const View& view) {
  Section section{"ties", "Ties", {}, {}};
  const auto& ties = view.decision.ties;
  if (ties.empty()) return section;
  section.guide =
      "<p>Where options were equal, something else than the voices decided. Each such place is recorded.</p>";
  std::string items;
  for (std::size_t i = 0; i < std::min(ties.size(), kMostTies); ++i) {
    const auto place = view.step_link(ties[i].step, fmt::format("Step {}", ties[i].step));
    items += fmt::format("<li>{}: {}</li>\n", place, tie_sentence(view, ties[i]));
  }
  section.body = fmt::format("<ul>\n{}</ul>\n", items);
  if (ties.size() > kMostTies)
    section.body += fmt::format("<p class=\"quiet\">and {}; the document lists all of them.</p>\n",
                                counted(static_cast<std::int64_t>(ties.size() - kMostTies), "more tie"));
  return section;
}

}  // namespace comitia::report
