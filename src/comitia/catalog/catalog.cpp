// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// The families and what is asked of the table as a whole.
#include "comitia/catalog/catalog.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "comitia/catalog/rule_reference_internal.h"
#include "comitia/elect/catalog.h"

namespace comitia {
namespace {

// Levenshtein distance, for "did you mean".
std::int64_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::int64_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = static_cast<std::int64_t>(j);
  for (std::size_t i = 1; i <= a.size(); ++i) {
    auto diagonal = row[0];
    row[0] = static_cast<std::int64_t>(i);
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const auto replace = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1, replace});
    }
  }
  return row[b.size()];
}

Json field_json(const FieldSpec& field) {
  Json json = Json::object({{"name", kebab_case(field.name)}, {"type", field.type}});
  if (!field.choices.empty()) json.set("choices", Json::strings(field.choices));
  if (field.range.least != any().least) json.set("least", field.range.least);
  if (field.range.most != any().most) json.set("most", field.range.most);
  json.set("default", field.default_value).set("help", field.help);
  return json;
}

}  // namespace

std::span<const Family> families() {
  static const std::array kFamilies = {
      Family{"elect", "committees and winners from approval, ranked and scored ballots", elect::rules()},
  };
  return kFamilies;
}

std::vector<const RuleEntry*> all_rules() {
  std::vector<const RuleEntry*> rules;
  for (const auto& family : families())
    for (const auto& rule : family.rules) rules.push_back(&rule);
  return rules;
}

Result<const RuleEntry*> find_rule(std::string_view id) {
  auto rules = all_rules();
  const auto found = std::find_if(rules.begin(), rules.end(), [&](auto* rule) { return rule->id == id; });
  if (found != rules.end()) return *found;
  // Somebody who writes "seq-pav" means "elect/seq-pav": compare with the name after the family, too.
  const auto distance = [&](const RuleEntry* rule) {
    const auto name = rule->id.substr(rule->id.find('/') + 1);
    return std::min(edit_distance(id, rule->id), edit_distance(id, name));
  };
  std::stable_sort(rules.begin(), rules.end(), [&](auto* a, auto* b) { return distance(a) < distance(b); });
  std::vector<std::string_view> closest;
  for (std::size_t i = 0; i < std::min<std::size_t>(3, rules.size()); ++i) closest.push_back(rules[i]->id);
  return fail(ProblemCode::usage, fmt::format("there is no rule \"{}\"", id),
              fmt::format("closest: {}; 'comitia methods' lists all", fmt::join(closest, ", ")));
}

const RuleEntry* default_rule(std::string_view family, const Voices& voices) {
  if (family != "elect") return nullptr;
  std::string_view id;
  if (std::holds_alternative<ApprovalVoices>(voices)) id = "elect/equal-shares";
  if (std::holds_alternative<RankedVoices>(voices)) id = "elect/schulze";
  const auto rules = elect::rules();
  const auto found = std::find_if(rules.begin(), rules.end(), [&](const auto& rule) { return rule.id == id; });
  return found == rules.end() ? nullptr : &*found;
}

const RuleReference* rule_reference(std::string_view id) {
  for (const auto& reference : rule_references())
    if (reference.id == id) return &reference;
  return nullptr;
}

Json fields_json(std::span<const FieldSpec> fields) {
  Json::Array array;
  for (const auto& field : fields) array.push_back(field_json(field));
  return Json(std::move(array));
}

Json catalog_json(std::span<const RuleEntry* const> rules) {
  Json::Array array;
  for (const auto* rule : rules) {
    Json json = Json::object({{"id", rule->id},
                              {"title", rule->info.title},
                              {"voices", rule->voices},
                              {"outcome", kEnumWords<OutcomeKind>[static_cast<std::size_t>(rule->info.outcome)]},
                              {"version", rule->info.version}});
    if (const auto* reference = rule_reference(rule->id))
      json.set("summary", reference->summary)
          .set("formula", reference->formula)
          .set("guarantee", reference->guarantee)
          .set("ties", reference->ties)
          .set("errors", reference->errors)
          .set("complexity", reference->complexity)
          .set("source", reference->source);
    json.set("cost", kEnumWords<Cost>[static_cast<std::size_t>(rule->info.cost)])
        .set("guarantees", Json::strings(rule->info.guarantees))
        .set("verified", Json::strings(rule->info.verified));
    json.set("options", fields_json(rule->options));
    array.push_back(std::move(json));
  }
  return Json(std::move(array));
}

}  // namespace comitia
