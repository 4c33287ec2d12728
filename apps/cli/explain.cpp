// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// comitia FAMILY explain: sentences from the trace of a Decision and its voices.
#include "comitia/catalog/explain.h"

#include <fmt/format.h>

#include "cli/decide.h"
#include "cli/page.h"
#include "cli/verbs.h"

namespace comitia::cli {
namespace {

Result<std::int64_t> step_number(const std::string& text) {
  const auto number = Rational::parse(text);
  if (number && number->to_int64()) return *number->to_int64();
  return fail(ProblemCode::usage, fmt::format("--step cannot be \"{}\"", text), "give the number of a step");
}

Result<Explanation> explanation(const Invocation& invocation, const Decided& decided) {
  const auto& arguments = invocation.arguments();
  if (arguments.given("step")) {
    COMITIA_TRY(const auto number, step_number(arguments.text("step")));
    return explain_step(decided.decision, number);
  }
  if (!arguments.given("option") && !arguments.given("voice")) return explain_decision(decided.decision);
  if (!decided.voices)
    return fail(ProblemCode::usage, "this is answered from the voices, and a document alone does not hold them",
                "give them with --voices FILE");
  if (arguments.given("option"))
    return explain_option(decided.decision, decided.voices->voices, arguments.text("option"));
  return explain_voice(decided.decision, decided.voices->voices, arguments.text("voice"));
}

}  // namespace

Result<ExitCode> run_explain(Invocation& invocation) {
  COMITIA_CHECK(invocation.expect_format({Format::table, Format::json, Format::md}));
  const auto& arguments = invocation.arguments();
  const int asked = int{arguments.given("option")} + int{arguments.given("voice")} + int{arguments.given("step")};
  if (asked > 1)
    return fail(ProblemCode::usage, "--option, --voice and --step ask three different questions", "give one of them");
  COMITIA_TRY(const auto decided, decided_input(invocation));
  COMITIA_TRY(const auto answer, explanation(invocation, decided));
  std::string text;
  if (invocation.settings().format == Format::json) {
    text = pretty_text(Json::object({{"headline", answer.headline}, {"sentences", Json::strings(answer.sentences)}}));
  } else {
    Page page;
    page.heading(answer.headline);
    for (const auto& sentence : answer.sentences) page.line("  " + sentence);
    text = invocation.settings().format == Format::md ? page.markdown() : page.text(invocation.color_on_output());
  }
  COMITIA_CHECK(invocation.output().write(text));
  return ExitCode::done;
}

}  // namespace comitia::cli
