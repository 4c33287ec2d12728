// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// comitia FAMILY decide: every input by every rule.
#include "cli/decide.h"

#include <fmt/format.h>

#include "comitia/catalog/margin.h"
#include "comitia/decision/document.h"
#include "comitia/report/report.h"
#include "comitia/report/svg.h"

#include "cli/rules.h"
#include "cli/show.h"
#include "cli/verbs.h"

namespace comitia::cli {
namespace {

// Writes decisions as they come, in the format asked for.
class Writer {
 public:
  Writer(Invocation& invocation, bool several)
      : invocation_(invocation), format_(invocation.settings().format.value_or(Format::table)) {
    if (format_ == Format::json && several) format_ = Format::jsonl;
  }

  Result<void> add(const Decision& decision, const Voices& voices) {
    switch (format_) {
      case Format::json:
        return write(document_text(decision));
      case Format::jsonl:
        return write(one_line(decision));
      case Format::csv: {
        auto table = decision_table({decision});
        auto text = csv(table);
        if (count_++ > 0) text.erase(0, text.find('\n') + 1);
        return write(text);
      }
      case Format::md:
        return write(separated(decision_page(decision, invocation_.settings().verbose).markdown()));
      case Format::html: {
        COMITIA_TRY(const auto page, report::html({decision, &voices, {}}));
        return write(page);
      }
      case Format::svg: {
        COMITIA_TRY(const auto drawing, report::svg({decision, &voices, {}}));
        return write(drawing);
      }
      case Format::table:
        break;
    }
    return write(
        separated(decision_page(decision, invocation_.settings().verbose).text(invocation_.color_on_output())));
  }

 private:
  Result<void> write(std::string_view text) { return invocation_.output().write(text); }
  std::string separated(std::string text) { return (count_++ > 0 ? "\n" : "") + std::move(text); }
  static std::string one_line(const Decision& decision) {
    Json document = to_json(decision);
    document.set("digest", document_digest(document));
    return compact_text(document) + "\n";
  }

  Invocation& invocation_;
  Format format_;
  std::int64_t count_ = 0;
};

}  // namespace

Result<Decision> decide_by(Invocation& invocation, const RuleEntry& rule, const VoicesInput& input,
                           const std::vector<const RuleEntry*>& together) {
  COMITIA_TRY(const auto options, options_for(invocation, rule, together));
  auto context = invocation.context();
  const auto began = invocation.elapsed_seconds();
  auto decision = decide(rule, input.voices, options, context, input.source);
  if (decision)
    invocation.say_more(fmt::format("decided by {} in {:.2f} s", rule.id, invocation.elapsed_seconds() - began));
  if (!decision || !invocation.settings().margin) return decision;
  COMITIA_TRY(decision->margin, margin(rule, input.voices, options, context));
  return decision;
}

Result<ExitCode> run_decide(Invocation& invocation) {
  COMITIA_TRY(const auto names, invocation.inputs("a file of voices"));
  COMITIA_TRY(const auto asked, chosen_rules(invocation, invocation.family()));
  const bool several = names.size() > 1 || asked.size() > 1;
  const auto format = invocation.settings().format;
  if (several && (format == Format::html || format == Format::svg))
    return fail(ProblemCode::usage, fmt::format("{} holds one decision, and this asks for several", word_of(*format)),
                "give one input and one rule, or use 'compare'");
  for (const auto* rule : asked) COMITIA_CHECK(options_for(invocation, *rule, asked));  // before anything is read
  Writer writer(invocation, several);
  auto exit = ExitCode::done;
  // One bad file of many does not cost the others; its problems are told, and the first one gives the exit code.
  const auto tell = [&](const Problems& problems) {
    print_problems(problems);
    if (exit == ExitCode::done) exit = exit_code(problems);
  };
  for (const auto& name : names) {
    const auto input = invocation.read_voices(name);
    if (!input) {
      if (!several) return fail(input.error());
      tell(input.error());
      continue;
    }
    const auto rules = rules_for(invocation, input->voices);
    if (!rules) {
      if (!several) return fail(rules.error());
      tell(rules.error());
      continue;
    }
    for (const auto* rule : *rules) {
      auto decision = decide_by(invocation, *rule, *input, *rules);
      if (!decision) {
        if (!several || kind_of(decision.error().code()).exit == ExitCode::interrupted) return fail(decision.error());
        tell(decision.error().at(name));
        continue;
      }
      COMITIA_CHECK(writer.add(*decision, input->voices));
      if (exit == ExitCode::done) exit = exit_code(decision->standing);
    }
  }
  return exit;
}

}  // namespace comitia::cli
