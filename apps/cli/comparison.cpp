// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
#include "cli/comparison.h"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "comitia/catalog/explain.h"
#include "comitia/decision/document.h"

#include "cli/show.h"

namespace comitia::cli {
namespace {

constexpr std::int64_t kOutcomeColumns = 60;
constexpr std::size_t kMostOptions = 25;  // in the table of agreement for people

bool in_all(const std::vector<Committee>& committees, OptionId option) {
  return !committees.empty() && std::all_of(committees.begin(), committees.end(), [&](const Committee& committee) {
    return std::binary_search(committee.begin(), committee.end(), option);
  });
}

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

std::int64_t members_that_differ(const Committee& a, const Committee& b) {
  Committee common;
  std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(common));
  return std::max(std::ssize(a), std::ssize(b)) - std::ssize(common);
}

std::int64_t distance(const std::vector<Committee>& a, const std::vector<Committee>& b) {
  std::optional<std::int64_t> least;
  for (const auto& first : a)
    for (const auto& second : b) {
      const auto here = members_that_differ(first, second);
      if (!least || here < *least) least = here;
    }
  return least.value_or(0);
}

Result<Comparison> Comparison::of(std::vector<Compared> compared, const OptionTable& options) {
  Comparison comparison;
  comparison.options_ = &options;
  for (const auto& each : compared) {
    comparison.committees_.emplace_back();
    if (!each.decision) continue;
    COMITIA_TRY(comparison.committees_.back(), committees_of(each.decision->outcome, options));
  }
  for (std::uint32_t i = 0; i < static_cast<std::uint32_t>(options.size()); ++i) {
    Support support{OptionId{i}, 0};
    for (const auto& committees : comparison.committees_)
      support.rules += committees && in_all(*committees, support.option) ? 1 : 0;
    if (support.rules > 0) comparison.support_.push_back(support);
  }
  std::stable_sort(comparison.support_.begin(), comparison.support_.end(),
                   [](const Support& a, const Support& b) { return a.rules > b.rules; });
  comparison.compared_ = std::move(compared);
  return comparison;
}

std::vector<std::string> Comparison::axioms() const {
  std::vector<std::string> ids;
  for (std::size_t i = 0; i < compared_.size(); ++i)
    if (const auto* d = decision(i))
      for (const auto& entry : *d->certificate)
        if (std::find(ids.begin(), ids.end(), entry.axiom) == ids.end()) ids.push_back(entry.axiom);
  return ids;
}

Table Comparison::table() const {
  const auto ids = axioms();
  Table table{{"rule", "outcome"}, {}, {}};
  table.header.insert(table.header.end(), ids.begin(), ids.end());
  for (std::size_t i = 0; i < compared_.size(); ++i) {
    std::vector<std::string> row{std::string(compared_[i].rule->id)};
    if (const auto* d = decision(i)) {
      row.push_back(outcome_words(*committees_[i], *options_));
      for (const auto& id : ids) {
        const auto* entry = entry_of(*d, id);
        row.emplace_back(entry == nullptr ? "" : kEnumWords<AxiomStatus>[static_cast<std::size_t>(entry->status)]);
      }
    } else {
      row.push_back(fmt::format("no decision: {}", word_of(compared_[i].decision.error().code())));
      row.resize(table.header.size());
    }
    table.rows.push_back(std::move(row));
  }
  return table;
}

Page Comparison::page() const {
  Page page;
  const auto decided =
      std::count_if(committees_.begin(), committees_.end(), [](const auto& c) { return c.has_value(); });
  const auto unanimous =
      std::count_if(support_.begin(), support_.end(), [&](const Support& s) { return s.rules == decided; });
  const bool same = std::all_of(committees_.begin(), committees_.end(), [&](const auto& c) {
    return !c || !committees_.front() || *c == *committees_.front();
  });
  if (decided < 2)
    page.heading(fmt::format("{} of {} reached a decision.", decided, counted(std::ssize(compared_), "rule")));
  else if (same)
    page.heading(fmt::format("All {} rules agree.", decided));
  else
    page.heading(fmt::format("{} rules; {} elected by all of them.", decided,
                             unanimous == 0 ? "no option" : counted(unanimous, "option")));

  auto outcomes = table();
  for (auto& row : outcomes.rows) {
    row[1] = shortened(row[1], kOutcomeColumns);
    for (std::size_t c = 2; c < row.size(); ++c)
      for (const auto status : {AxiomStatus::holds, AxiomStatus::broken, AxiomStatus::unknown})
        if (row[c] == kEnumWords<AxiomStatus>[static_cast<std::size_t>(status)]) row[c] = mark(status);
  }
  page.gap().table(std::move(outcomes));

  if (decided >= 2 && !same) {
    Table distances{{"members that differ"}, {}, {false}};
    for (std::size_t i = 0; i < compared_.size(); ++i) {
      if (!committees_[i]) continue;
      distances.header.emplace_back(compared_[i].rule->id.substr(compared_[i].rule->id.find('/') + 1));
      distances.right.push_back(true);
      std::vector<std::string> row{std::string(compared_[i].rule->id)};
      for (std::size_t j = 0; j < compared_.size(); ++j)
        if (committees_[j]) row.push_back(i == j ? "-" : fmt::format("{}", distance(*committees_[i], *committees_[j])));
      distances.rows.push_back(std::move(row));
    }
    page.gap().table(std::move(distances));
    Table agreement{{"elected", "by rules"}, {}, {false, true}};
    for (std::size_t i = 0; i < std::min(support_.size(), kMostOptions); ++i)
      agreement.rows.push_back({std::string(options_->name(support_[i].option)), fmt::format("{}", support_[i].rules)});
    page.gap().table(std::move(agreement));
    if (support_.size() > kMostOptions)
      page.line(fmt::format("  ... and {} more; --json has all", support_.size() - kMostOptions));
  }
  return page;
}

Json Comparison::json() const {
  Json::Array decisions;
  Json::Array distances;
  for (std::size_t i = 0; i < compared_.size(); ++i) {
    if (const auto* d = decision(i)) {
      Json document = to_json(*d);
      document.set("digest", document_digest(document));
      decisions.push_back(std::move(document));
    } else {
      const auto& problem = compared_[i].decision.error().kept().front();
      decisions.push_back(Json::object(
          {{"rule", Json::object({{"id", compared_[i].rule->id}})},
           {"problem",
            Json::object({{"code", word_of(problem.code)}, {"text", problem.text}, {"hint", problem.hint}})}}));
    }
    Json::Array row;
    for (std::size_t j = 0; j < compared_.size(); ++j)
      row.push_back(committees_[i] && committees_[j] ? Json(distance(*committees_[i], *committees_[j])) : Json());
    distances.emplace_back(std::move(row));
  }
  Json::Array agreement;
  for (const auto& support : support_)
    agreement.push_back(Json::object({{"option", options_->id(support.option)},
                                      {"name", options_->name(support.option)},
                                      {"rules", support.rules}}));
  Json::Array rules;
  for (const auto& each : compared_) rules.emplace_back(each.rule->id);
  return Json::object({{"rules", Json(std::move(rules))},
                       {"distances", Json(std::move(distances))},
                       {"agreement", Json(std::move(agreement))},
                       {"decisions", Json(std::move(decisions))}});
}

}  // namespace comitia::cli
