// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// comitia report: a Decision as one HTML file, or its chart.
#include "comitia/report/report.h"

#include <fmt/format.h>

#include "comitia/report/svg.h"

#include "cli/decide.h"
#include "cli/page.h"
#include "cli/rules.h"
#include "cli/verbs.h"

namespace comitia::cli {
namespace {

// Another rule's decision on the same voices, with those of the document's options that it also has.
Result<Decision> decide_beside(Invocation& invocation, const RuleEntry& rule, const Decided& decided) {
  const auto& first = decided.decision;
  Json::Object options;
  for (const auto& field : rule.options) {
    if (first.options.find(field.name) != nullptr && !first.options[field.name].is_null())
      options.emplace_back(field.name, first.options[field.name]);
    else if (field.name == "seats" && first.resolved["seats"].is_integer())
      options.emplace_back(field.name, first.resolved["seats"]);
  }
  auto context = invocation.context();
  context.run = first.run;
  auto decision = decide(rule, decided.voices->voices, Json(options), context, decided.voices->source);
  // An option of the same name may take other values elsewhere: then the rule's own default is meant.
  if (!decision && decision.error().code() == ProblemCode::option_range) {
    std::erase_if(options, [](const Json::Member& member) { return member.first != "seats"; });
    decision = decide(rule, decided.voices->voices, Json(options), context, decided.voices->source);
  }
  return decision;
}

}  // namespace

Result<ExitCode> run_report(Invocation& invocation) {
  COMITIA_CHECK(invocation.expect_format({Format::html, Format::svg}));
  COMITIA_TRY(const auto name, invocation.one_input("a Decision document"));
  COMITIA_TRY(const auto source, invocation.open(name));
  if (!is_document(source))
    return fail(ProblemCode::document, fmt::format("{} is not a Decision document", name),
                "'comitia elect decide ... -o decision.json' writes one");
  COMITIA_TRY(const auto decided, document_input(invocation, source));
  const auto& decided_by = decided.decision.rule;
  COMITIA_TRY(const auto rules, chosen_rules(invocation, decided_by.substr(0, decided_by.find('/'))));
  if (!rules.empty() && !decided.voices)
    return fail(ProblemCode::usage, "other rules can only be shown with the voices", "give them with --voices FILE");
  std::vector<Decision> others;
  for (const auto* rule : rules) {
    COMITIA_TRY(auto decision, decide_beside(invocation, *rule, decided));
    others.push_back(std::move(decision));
  }
  const report::ReportInput shown{decided.decision, decided.voices ? &decided.voices->voices : nullptr,
                                  std::move(others)};
  const bool chart = invocation.settings().format == Format::svg;
  COMITIA_TRY(const auto text, chart ? report::svg(shown) : report::html(shown));
  COMITIA_CHECK(invocation.output().write(text));
  if (invocation.output().is_file()) {
    const auto kilobytes = static_cast<std::int64_t>(text.size() + 999) / 1000;
    invocation.say(
        fmt::format("{}: a {} of {} kB", invocation.output().path(), chart ? "chart" : "page", grouped(kilobytes)));
  }
  return ExitCode::done;
}

}  // namespace comitia::cli
