// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
#include "cli/rules.h"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace comitia::cli {
namespace {

const FieldSpec* field_of(const RuleEntry& rule, std::string_view flag) {
  const auto found = std::find_if(rule.options.begin(), rule.options.end(),
                                  [&](const FieldSpec& field) { return kebab_case(field.name) == flag; });
  return found == rule.options.end() ? nullptr : &*found;
}

std::string own_options(const RuleEntry& rule) {
  std::vector<std::string> names;
  for (const auto& field : rule.options) names.push_back("--" + kebab_case(field.name));
  if (names.empty()) return fmt::format("{} has no options", rule.id);
  return fmt::format("the options of {} are {}", rule.id, fmt::join(names, ", "));
}

// Flags on this command line that set options of rules.
std::vector<std::string> given_rule_flags(const Invocation& invocation) {
  std::vector<std::string> given;
  const auto* command = find_command(grammar(), invocation.arguments().path);
  for (const auto& flag : command->flags)
    if (!flag.rules.empty() && invocation.arguments().given(flag.name)) given.push_back(flag.name);
  for (const auto* alias : {"tie-breaking", "comparison"})  // words of budget tools, global in the grammar
    if (invocation.arguments().given(alias)) given.emplace_back(alias);
  return given;
}

Json value_of(const Invocation& invocation, const FieldSpec& field) {
  const auto name = kebab_case(field.name);
  const auto& arguments = invocation.arguments();
  if (field.type == "list") return Json::strings(arguments.list(name));
  return arguments.text(name);
}

bool takes(const RuleEntry& rule, const Voices& voices) { return voices_kind(voices).starts_with(rule.voices); }

}  // namespace

Result<std::vector<const RuleEntry*>> chosen_rules(const Invocation& invocation, const std::string& family) {
  std::vector<const RuleEntry*> rules;
  const bool in_family =
      std::any_of(families().begin(), families().end(), [&](const Family& f) { return f.id == family; });
  for (const auto& id : invocation.arguments().list("rule")) {
    const bool bare = in_family && id.find('/') == std::string::npos;
    auto rule = find_rule(bare ? fmt::format("{}/{}", family, id) : id);
    if (!rule) return fail(bare ? find_rule(id).error() : std::move(rule).error());
    if (in_family && !(*rule)->id.starts_with(family + "/"))
      return fail(ProblemCode::usage, fmt::format("{} is not a rule of the family {}", id, family),
                  fmt::format("use 'comitia {} ...'", id.substr(0, id.find('/'))));
    if (std::find(rules.begin(), rules.end(), *rule) != rules.end())
      return fail(ProblemCode::usage, fmt::format("--rule {} is given twice", (*rule)->id), "give it once");
    rules.push_back(*rule);
  }
  if (rules.empty() && invocation.arguments().given("rule"))
    return fail(ProblemCode::usage, "--rule names no rule", "'comitia methods' lists all");
  return rules;
}

Result<std::vector<const RuleEntry*>> rules_for(const Invocation& invocation, const Voices& voices) {
  COMITIA_TRY(auto rules, chosen_rules(invocation, invocation.family()));
  if (!rules.empty()) return rules;
  const auto& family = invocation.family();
  if (const auto* rule = default_rule(family, voices)) {
    invocation.say(fmt::format("no --rule given: deciding by {} ({})", rule->id, rule->info.title));
    return std::vector{rule};
  }
  std::vector<std::string_view> fitting;
  for (const auto* rule : all_rules())
    if (rule->id.starts_with(family + "/") && takes(*rule, voices)) fitting.push_back(rule->id);
  return fail(ProblemCode::usage, fmt::format("{} has no default rule for {} voices", family, voices_kind(voices)),
              fitting.empty()
                  ? "no rule of this family takes such voices; see 'comitia methods' and 'comitia convert --as'"
                  : fmt::format("say --rule with one of {}", fmt::join(fitting, ", ")));
}

Result<const RuleEntry*> rule_for(const Invocation& invocation, const Voices& voices) {
  COMITIA_TRY(const auto rules, rules_for(invocation, voices));
  if (rules.size() == 1) return rules.front();
  return fail(ProblemCode::usage, fmt::format("{} takes one --rule, not {}", invocation.command(), rules.size()),
              fmt::format("'comitia {} compare' shows several", invocation.family()));
}

Result<Json> options_for(const Invocation& invocation, const RuleEntry& rule,
                         const std::vector<const RuleEntry*>& together) {
  Json::Object options;
  for (const auto& flag : given_rule_flags(invocation)) {
    if (const auto* field = field_of(rule, flag)) {
      options.emplace_back(field->name, value_of(invocation, *field));
      continue;
    }
    if (std::any_of(together.begin(), together.end(),
                    [&](const auto* other) { return field_of(*other, flag) != nullptr; }))
      continue;
    return fail(ProblemCode::usage, fmt::format("{} has no option --{}", rule.id, flag), own_options(rule));
  }
  // --arithmetic is understood before any command, and handed to the rules that have a choice.
  if (const auto& arithmetic = invocation.settings().arithmetic) {
    const auto has_choice = [&](const RuleEntry* other) { return field_of(*other, "arithmetic") != nullptr; };
    if (has_choice(&rule))
      options.emplace_back("arithmetic", *arithmetic);
    else if (*arithmetic != "exact" && std::none_of(together.begin(), together.end(), has_choice))
      return fail(ProblemCode::usage, fmt::format("{} always computes exactly", rule.id), "leave out --arithmetic");
  }
  return Json(std::move(options));
}

}  // namespace comitia::cli
