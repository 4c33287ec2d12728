// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Other rules on the same voices: who decides the same, who differs in what, and which axioms each outcome satisfies.
#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "comitia/audit/axiom.h"
#include "comitia/report/markup_internal.h"
#include "comitia/report/sections_internal.h"

namespace comitia::report {
namespace {

constexpr std::size_t kMostRows = 60;
constexpr std::size_t kMostRules = 12;

/// A rule's column: what it decided.
struct Column {
  const Decision* decision;
  std::string title;  ///< HTML
  std::vector<std::vector<std::string>> outcomes;
  std::map<std::string, std::int64_t> counts;  ///< id -> in how many outcomes
};

/// The options in which a decision differs from another one by the same rule: "completion av".
std::string difference_in_options(const Json& options, const Json& reference) {
  std::vector<std::string> words;
  if (options.is_object())
    for (const auto& [name, value] : options.as_object())
      if (value != reference[name])
        words.push_back(kebab_case(name) + " " + (value.is_string() ? value.as_string() : compact_text(value)));
  return words.empty() ? std::string() : shortened(list_of(words), 60);
}

Result<std::vector<Column>> columns_of(const View& view) {
  std::vector<const Decision*> decisions{&view.decision};
  for (const auto& other : view.input.others)
    if (decisions.size() < kMostRules) decisions.push_back(&other);
  std::vector<Column> columns;
  for (const auto* decision : decisions) {
    Column column{decision, rule_title(*decision), {}, {}};
    for (const auto& earlier : columns)
      if (earlier.decision->rule == decision->rule) {
        const auto difference = difference_in_options(decision->options, earlier.decision->options);
        column.title +=
            difference.empty() ? std::string() : fmt::format(" <span class=\"quiet\">{}</span>", escaped(difference));
        break;
      }
    COMITIA_TRY(column.outcomes, outcomes_of(*decision));
    for (const auto& members : column.outcomes)
      for (const auto& id : members) ++column.counts[id];
    columns.push_back(std::move(column));
  }
  return columns;
}

std::vector<std::string> sorted(std::vector<std::string> ids) {
  std::sort(ids.begin(), ids.end());
  return ids;
}

/// "Approval voting: B instead of Q."
std::string difference(const View& view, const Column& mine, const Column& other) {
  if (mine.outcomes.size() != 1 || other.outcomes.size() != 1)
    return fmt::format("<li>{}: {}.</li>\n", other.title,
                       other.outcomes.size() == 1 ? list_of(view.names(other.outcomes.front()))
                                                  : counted(std::ssize(other.outcomes), "committee") + " that tie");
  std::vector<std::string> more, less;
  for (const auto& id : other.outcomes.front())
    if (!mine.counts.contains(id)) more.push_back(view.name(id));
  for (const auto& id : mine.outcomes.front())
    if (!other.counts.contains(id)) less.push_back(view.name(id));
  if (view.single) return fmt::format("<li>{}: {}.</li>\n", other.title, list_of(view.names(other.outcomes.front())));
  if (less.empty()) return fmt::format("<li>{}: also {}.</li>\n", other.title, list_of(more));
  if (more.empty()) return fmt::format("<li>{}: without {}.</li>\n", other.title, list_of(less));
  return fmt::format("<li>{}: {} instead of {}.</li>\n", other.title, list_of(more), list_of(less));
}

std::string agreement(const View& view, const std::vector<Column>& columns) {
  const auto set_of = [](const Column& column) {
    std::vector<std::vector<std::string>> sets;
    for (const auto& members : column.outcomes) sets.push_back(sorted(members));
    std::sort(sets.begin(), sets.end());
    return sets;
  };
  const auto mine = set_of(columns.front());
  std::vector<std::string> same;
  std::string others;
  for (std::size_t c = 1; c < columns.size(); ++c) {
    if (set_of(columns[c]) == mine)
      same.push_back(columns[c].title);
    else
      others += difference(view, columns.front(), columns[c]);
  }
  std::string text;
  if (others.empty())
    text = "<p>All of them decide the same.</p>\n";
  else if (same.empty())
    text = "<p>None of the other rules decides the same.</p>\n";
  else
    text = fmt::format("<p>{} {} the same.</p>\n", list_of(same), same.size() == 1 ? "decides" : "decide");
  return others.empty() ? text
                        : text + fmt::format("<p>{}:</p>\n<ul>\n{}</ul>\n",
                                             same.empty() ? "They decide" : "Others differ", others);
}

std::string cell(const Column& column, const std::string& id) {
  const auto found = column.counts.find(id);
  if (found == column.counts.end()) return "<span class=\"unseen\">no</span>";
  if (found->second == std::ssize(column.outcomes))
    return "<span class=\"yes\" aria-hidden=\"true\">●</span><span class=\"unseen\">yes</span>";
  return fmt::format("<span class=\"yes\" aria-hidden=\"true\">○</span> {}/{}", found->second, column.outcomes.size());
}

/// Options that some rule elects: those of this decision first, then by the number of rules that elect them.
std::vector<std::string> elected_somewhere(const View& view, const std::vector<Column>& columns) {
  std::map<std::string, std::int64_t> rules;
  for (const auto& column : columns)
    for (const auto& [id, count] : column.counts) ++rules[id];
  std::vector<std::string> ids;
  for (const auto place : view.order)
    if (rules.contains(view.options[place].id)) ids.push_back(view.options[place].id);
  for (const auto& [id, count] : rules)
    if (view.find(id) == nullptr) ids.push_back(id);  // only without voices
  std::stable_sort(ids.begin(), ids.end(), [&](const std::string& a, const std::string& b) {
    if (view.elected(a) != view.elected(b)) return view.elected(a);
    return !view.elected(a) && rules[a] > rules[b];
  });
  return ids;
}

std::string axiom_cell(const Column& column, const std::string& axiom) {
  if (column.decision->certificate)
    for (const auto& entry : *column.decision->certificate)
      if (entry.axiom == axiom)
        return entry.status == AxiomStatus::holds
                   ? "<span class=\"yes\" aria-hidden=\"true\">✓</span><span class=\"unseen\">holds</span>"
               : entry.status == AxiomStatus::broken
                   ? "<span aria-hidden=\"true\">✗</span><span class=\"unseen\">broken</span>"
                   : "<span aria-hidden=\"true\">?</span><span class=\"unseen\">not known</span>";
  return "<span class=\"unseen\">not checked</span>";
}

std::vector<std::string> axioms_checked(const std::vector<Column>& columns) {
  std::vector<std::string> axioms;
  for (const auto& column : columns)
    if (column.decision->certificate)
      for (const auto& entry : *column.decision->certificate)
        if (std::find(axioms.begin(), axioms.end(), entry.axiom) == axioms.end()) axioms.push_back(entry.axiom);
  return axioms;
}

std::string table(const View& view, const std::vector<Column>& columns, std::string caption, std::string head,
                  const std::vector<std::string>& rows, bool axioms) {
  std::vector<Table::Column> heads{{std::move(head)}};
  for (const auto& column : columns) heads.push_back({column.title});
  Table table(std::move(caption), heads);
  for (std::size_t i = 0; i < std::min(rows.size(), kMostRows); ++i) {
    const auto* axiom = axioms ? audit::find_axiom_info(rows[i]) : nullptr;
    std::vector<std::string> cells{axioms ? escaped(axiom == nullptr ? std::string_view(rows[i]) : axiom->title)
                                          : view.name(rows[i])};
    for (const auto& column : columns) cells.push_back(axioms ? axiom_cell(column, rows[i]) : cell(column, rows[i]));
    table.row(cells, {}, !axioms && view.elected(rows[i]) ? "strong" : "");
  }
  if (rows.size() > kMostRows)
    table.note(fmt::format("and {}", counted(static_cast<std::int64_t>(rows.size() - kMostRows), "more option")));
  return "<div class=\"marks\">\n" + table.html() + "</div>\n";
}

}  // namespace

Section comparison_section(const View& view) {
  Section section{"rules", "Other rules, same voices", {}, {}};
  if (view.input.others.empty()) return section;
  const auto columns = columns_of(view);
  if (!columns) return section;  // their outcomes have no view; the decision itself has
  section.guide =
      "<p>What other rules decide about the same ballots. This decision follows the first column alone.</p>";
  section.body = agreement(view, *columns);
  section.body +=
      table(view, *columns, "Who is elected by which rule", "Option", elected_somewhere(view, *columns), false);
  const auto axioms = axioms_checked(*columns);
  if (!axioms.empty())
    section.body += table(view, *columns, "Which outcome satisfies which axiom", "Axiom", axioms, true);
  if (view.input.others.size() + 1 > columns->size())
    section.body +=
        fmt::format("<p class=\"quiet\">and {}</p>\n",
                    counted(static_cast<std::int64_t>(view.input.others.size() + 1 - columns->size()), "more rule"));
  return section;
}

}  // namespace comitia::report
