// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
#include "cli/comparison.h"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "cli/show.h"

namespace comitia::cli {
namespace {

constexpr std::int64_t kOutcomeColumns = 60;
constexpr std::size_t kMostOptions = 25;  // in the table of agreement for people

const CertificateEntry* entry_of(const Decision& decision, std::string_view axiom) {
  for (const auto& entry : *decision.certificate)
    if (entry.axiom == axiom) return &entry;
  return nullptr;
}

std::string outcome_words(const std::vector<Committee>& committees, const OptionTable& options) {
  if (committees.size() > 1) return fmt::format("{} outcomes", committees.size());
  std::vector<std::string_view> names;
  if (!committees.empty())
    for (const auto id : committees.front()) names.push_back(options.name(id));
  return names.empty() ? "nobody" : fmt::format("{}", fmt::join(names, ", "));
}

}  // namespace

Table comparison_table(const Comparison& comparison) {
  const auto ids = comparison.axioms();
  const auto& compared = comparison.compared();
  Table table{{"rule", "outcome"}, {}, {}};
  table.header.insert(table.header.end(), ids.begin(), ids.end());
  for (std::size_t i = 0; i < compared.size(); ++i) {
    std::vector<std::string> row{std::string(compared[i].rule->id)};
    if (const auto* d = comparison.decision(i)) {
      row.push_back(outcome_words(*comparison.committees()[i], comparison.options()));
      for (const auto& id : ids) {
        const auto* entry = entry_of(*d, id);
        row.emplace_back(entry == nullptr ? "" : kEnumWords<AxiomStatus>[static_cast<std::size_t>(entry->status)]);
      }
    } else {
      row.push_back(fmt::format("no decision: {}", word_of(compared[i].decision.error().code())));
      row.resize(table.header.size());
    }
    table.rows.push_back(std::move(row));
  }
  return table;
}

Page comparison_page(const Comparison& comparison) {
  Page page;
  const auto& compared = comparison.compared();
  const auto& committees = comparison.committees();
  const auto& support = comparison.support();
  const auto decided = std::count_if(committees.begin(), committees.end(), [](const auto& c) { return c.has_value(); });
  const auto unanimous =
      std::count_if(support.begin(), support.end(), [&](const Comparison::Support& s) { return s.rules == decided; });
  const bool same = std::all_of(committees.begin(), committees.end(),
                                [&](const auto& c) { return !c || !committees.front() || *c == *committees.front(); });
  if (decided < 2)
    page.heading(fmt::format("{} of {} reached a decision.", decided, counted(std::ssize(compared), "rule")));
  else if (same)
    page.heading(fmt::format("All {} rules agree.", decided));
  else
    page.heading(fmt::format("{} rules; {} elected by all of them.", decided,
                             unanimous == 0 ? "no option" : counted(unanimous, "option")));

  auto outcomes = comparison_table(comparison);
  for (auto& row : outcomes.rows) {
    row[1] = shortened(row[1], kOutcomeColumns);
    for (std::size_t c = 2; c < row.size(); ++c)
      for (const auto status : {AxiomStatus::holds, AxiomStatus::broken, AxiomStatus::unknown})
        if (row[c] == kEnumWords<AxiomStatus>[static_cast<std::size_t>(status)]) row[c] = mark(status);
  }
  page.gap().table(std::move(outcomes));

  if (decided >= 2 && !same) {
    Table distances{{"members that differ"}, {}, {false}};
    for (std::size_t i = 0; i < compared.size(); ++i) {
      if (!committees[i]) continue;
      distances.header.emplace_back(compared[i].rule->id.substr(compared[i].rule->id.find('/') + 1));
      distances.right.push_back(true);
      std::vector<std::string> row{std::string(compared[i].rule->id)};
      for (std::size_t j = 0; j < compared.size(); ++j)
        if (committees[j]) row.push_back(i == j ? "-" : fmt::format("{}", distance(*committees[i], *committees[j])));
      distances.rows.push_back(std::move(row));
    }
    page.gap().table(std::move(distances));
    Table agreement{{"elected", "by rules"}, {}, {false, true}};
    for (std::size_t i = 0; i < std::min(support.size(), kMostOptions); ++i)
      agreement.rows.push_back(
          {std::string(comparison.options().name(support[i].option)), fmt::format("{}", support[i].rules)});
    page.gap().table(std::move(agreement));
    if (support.size() > kMostOptions)
      page.line(fmt::format("  ... and {} more; --json has all", support.size() - kMostOptions));
  }
  return page;
}

}  // namespace comitia::cli
