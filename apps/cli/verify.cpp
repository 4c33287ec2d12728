// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// comitia verify: each step of a verification, and what it compared.
#include "comitia/catalog/verify.h"

#include <fmt/format.h>

#include "cli/page.h"
#include "cli/verbs.h"

namespace comitia::cli {
namespace {

std::string_view word(StepResult result) { return kEnumWords<StepResult>[static_cast<std::size_t>(result)]; }

Line step_line(const VerifyStep& step) {
  const bool pass = step.result == StepResult::pass;
  const bool fail = step.result == StepResult::fail;
  const auto* mark = pass ? "✓" : fail ? "✗" : step.result == StepResult::not_checked ? "?" : "-";
  auto text = fmt::format("{} {:<6}{:<15} {:<15}", mark, step.id, step.title, word(step.result));
  if (!step.detail.empty()) text += step.detail;
  return {text.substr(0, text.find_last_not_of(' ') + 1), pass                                     ? Tone::good
                                                          : fail                                   ? Tone::bad
                                                          : step.result == StepResult::not_checked ? Tone::doubtful
                                                                                                   : Tone::faint};
}

std::string conclusion(const Verification& verification) {
  if (verification.ok()) return "Verified: the voices and the rule lead to exactly this decision.";
  for (const auto& step : verification.steps)
    if (step.result == StepResult::fail) return fmt::format("Not verified: {} ({}) fails.", step.id, step.title);
  return "Not verified: nothing is wrong with what was checked, but the decision was not computed again.";
}

std::string written(const Verification& verification, const Invocation& invocation) {
  const auto format = invocation.settings().format.value_or(Format::table);
  if (format == Format::json) {
    Json::Array steps;
    for (const auto& step : verification.steps)
      steps.push_back(Json::object(
          {{"id", step.id}, {"title", step.title}, {"result", word(step.result)}, {"detail", step.detail}}));
    return pretty_text(Json::object(
        {{"ok", verification.ok()}, {"conclusion", conclusion(verification)}, {"steps", Json(std::move(steps))}}));
  }
  if (format == Format::csv) {
    Table table{{"id", "title", "result", "detail"}, {}, {}};
    for (const auto& step : verification.steps)
      table.rows.push_back({step.id, step.title, std::string(word(step.result)), step.detail});
    return csv(table);
  }
  Page page;
  for (const auto& step : verification.steps) {
    auto line = step_line(step);
    page.line(std::move(line.text), line.tone);
  }
  page.gap().heading(conclusion(verification));
  return format == Format::md ? page.markdown() : page.text(invocation.color_on_output());
}

}  // namespace

Result<ExitCode> run_verify(Invocation& invocation) {
  COMITIA_CHECK(invocation.expect_format({Format::table, Format::json, Format::csv, Format::md}));
  COMITIA_TRY(const auto name, invocation.one_input("a Decision document"));
  COMITIA_TRY(const auto document, invocation.open(name));
  std::optional<VoicesInput> voices;
  std::optional<VoicesAtHand> at_hand;
  if (invocation.arguments().given("voices")) {
    const auto voices_name = invocation.arguments().text("voices");
    if (name == "-" && voices_name == "-")
      return fail(ProblemCode::usage, "standard input cannot be both the document and the voices",
                  "name a file for one of them");
    COMITIA_TRY(voices, invocation.read_voices(voices_name));
    at_hand.emplace(VoicesAtHand{voices->voices, voices->source});
  }
  auto context = invocation.context();
  const VerifyOptions options{invocation.arguments().on("reformatted"), invocation.arguments().on("converted")};
  const auto verification = verify(document.bytes(), at_hand, options, context);
  if (const auto stop = context.stop(); stop && !verification.ok()) return fail(Context::stopped(*stop));
  COMITIA_CHECK(invocation.output().write(written(verification, invocation)));
  return verification.ok() ? ExitCode::done : ExitCode::does_not_hold;
}

}  // namespace comitia::cli
