// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
#include "comitia/decision/outcome.h"

#include <algorithm>
#include <unordered_map>

#include <fmt/format.h>

namespace comitia {
namespace {

void make_canonical(std::vector<Committee>& committees) {
  for (auto& committee : committees) std::sort(committee.begin(), committee.end());
  std::sort(committees.begin(), committees.end());
  committees.erase(std::unique(committees.begin(), committees.end()), committees.end());
}

Json lists_json(const OptionTable& options, const std::vector<Committee>& lists) {
  Json::Array array;
  for (const auto& list : lists) array.push_back(ids_json(options, list));
  return Json(std::move(array));
}

using Index = std::unordered_map<std::string_view, OptionId>;

Result<Committee> read_ids(const Json& list, const Index& index) {
  Committee committee;
  if (!list.is_array()) return fail(ProblemCode::document, "a list of option ids is expected in the outcome");
  for (const auto& item : list.as_array()) {
    if (!item.is_string()) return fail(ProblemCode::document, "option ids in an outcome are texts");
    const auto found = index.find(item.as_string());
    if (found == index.end())
      return fail(ProblemCode::unknown_option, fmt::format("the voices have no option \"{}\"", item.as_string()));
    committee.push_back(found->second);
  }
  std::sort(committee.begin(), committee.end());
  if (std::adjacent_find(committee.begin(), committee.end()) != committee.end())
    return fail(ProblemCode::duplicate_option, "an outcome names an option twice");
  return committee;
}

}  // namespace

Json ids_json(const OptionTable& options, std::span<const OptionId> ids) {
  Json::Array array;
  for (const auto id : ids) array.emplace_back(options.id(id));
  return Json(std::move(array));
}

Json committees_outcome(const OptionTable& options, std::vector<Committee> committees) {
  make_canonical(committees);
  return Json::object({{"committees", lists_json(options, committees)}});
}

Json ranking_outcome(const OptionTable& options, const std::vector<OptionId>& winners,
                     const std::vector<std::vector<OptionId>>& ranking) {
  return Json::object({{"winners", ids_json(options, winners)}, {"ranking", lists_json(options, ranking)}});
}

Json projects_outcome(const OptionTable& options, std::vector<std::vector<OptionId>> outcomes) {
  make_canonical(outcomes);
  if (outcomes.size() == 1) return Json::object({{"projects", ids_json(options, outcomes.front())}});
  return Json::object({{"outcomes", lists_json(options, outcomes)}});
}

Result<std::vector<Committee>> committees_of(const Json& outcome, const OptionTable& options) {
  Index index;
  for (std::int64_t i = 0; i < options.size(); ++i)
    index.emplace(options.ids[i], OptionId{static_cast<std::uint32_t>(i)});
  std::vector<Committee> committees;
  if (const Json* winners = outcome.find("winners")) {
    COMITIA_TRY(const auto ids, read_ids(*winners, index));
    for (const auto id : ids) committees.push_back({id});
    return committees;
  }
  if (const Json* projects = outcome.find("projects")) {
    COMITIA_TRY(auto ids, read_ids(*projects, index));
    committees.push_back(std::move(ids));
    return committees;
  }
  const Json* lists = outcome.find("committees");
  if (lists == nullptr) lists = outcome.find("outcomes");
  if (lists == nullptr || !lists->is_array())
    return fail(ProblemCode::document, "the outcome has none of committees, winners, projects, outcomes");
  for (const auto& list : lists->as_array()) {
    COMITIA_TRY(auto ids, read_ids(list, index));
    committees.push_back(std::move(ids));
  }
  return committees;
}

}  // namespace comitia
