// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// comitia FAMILY compare.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "comitia/report/report.h"

#include "cli/comparison.h"
#include "cli/decide.h"
#include "cli/rules.h"
#include "cli/verbs.h"

namespace comitia::cli {
namespace {

Result<std::vector<const RuleEntry*>> rules_to_compare(const Invocation& invocation, const Voices& voices) {
  COMITIA_TRY(auto rules, chosen_rules(invocation, invocation.family()));
  const bool all = invocation.arguments().on("all-rules");
  if (all && !rules.empty())
    return fail(ProblemCode::usage, "--all-rules and --rule contradict each other", "give one of them");
  if (rules.size() == 1)
    return fail(ProblemCode::usage, "there is nothing to compare one rule with", "give --rule again, or --all-rules");
  if (!rules.empty()) return rules;
  const auto kind = voices_kind(voices);
  for (const auto* rule : all_rules())
    if (rule->id.starts_with(invocation.family() + "/") && kind.starts_with(rule->voices)) rules.push_back(rule);
  if (rules.empty())
    return fail(ProblemCode::vote_type, fmt::format("no rule of {} takes {} voices", invocation.family(), kind),
                "see 'comitia methods'");
  if (!all) {
    std::vector<std::string_view> ids;
    for (const auto* rule : rules) ids.push_back(rule->id);
    invocation.say(fmt::format("no --rule given: comparing {}", fmt::join(ids, ", ")));
  }
  return rules;
}

Result<std::string> html(const Comparison& comparison, const Voices& voices) {
  const Decision* first = nullptr;
  std::vector<Decision> others;
  for (const auto& each : comparison.compared()) {
    if (!each.decision) continue;
    if (first == nullptr)
      first = &*each.decision;
    else
      others.push_back(*each.decision);
  }
  if (first == nullptr) return fail(comparison.compared().front().decision.error());
  return report::html({*first, &voices, std::move(others)});
}

}  // namespace

Result<ExitCode> run_compare(Invocation& invocation) {
  COMITIA_CHECK(invocation.expect_format({Format::table, Format::json, Format::csv, Format::md, Format::html}));
  COMITIA_TRY(const auto name, invocation.one_input("a file of voices"));
  COMITIA_TRY(const auto input, invocation.read_voices(name));
  COMITIA_TRY(const auto rules, rules_to_compare(invocation, input.voices));
  std::vector<Compared> compared;
  auto exit = ExitCode::done;
  for (const auto* rule : rules) {
    auto decision = decide_by(invocation, *rule, input, rules);
    if (!decision) {
      const auto code = kind_of(decision.error().code()).exit;
      if (code == ExitCode::usage || code == ExitCode::interrupted) return fail(std::move(decision).error());
      if (exit == ExitCode::done) exit = code;
      print_problems(decision.error().at(std::string(rule->id)));
    }
    compared.push_back({rule, std::move(decision)});
  }
  COMITIA_TRY(const auto comparison, Comparison::of(std::move(compared), ballot_voices(input.voices).options()));
  std::string text;
  switch (invocation.settings().format.value_or(Format::table)) {
    case Format::json:
      text = pretty_text(comparison.json());
      break;
    case Format::csv:
      text = csv(comparison_table(comparison));
      break;
    case Format::md:
      text = comparison_page(comparison).markdown();
      break;
    case Format::html: {
      COMITIA_TRY(text, html(comparison, input.voices));
      break;
    }
    default:
      text = comparison_page(comparison).text(invocation.color_on_output());
  }
  COMITIA_CHECK(invocation.output().write(text));
  return exit;
}

}  // namespace comitia::cli
