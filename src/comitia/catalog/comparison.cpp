// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
#include "comitia/catalog/comparison.h"

#include <algorithm>
#include <iterator>

#include "comitia/decision/document.h"

namespace comitia {
namespace {

bool in_all(const std::vector<Committee>& committees, OptionId option) {
  return !committees.empty() && std::all_of(committees.begin(), committees.end(), [&](const Committee& committee) {
    return std::binary_search(committee.begin(), committee.end(), option);
  });
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

}  // namespace comitia
