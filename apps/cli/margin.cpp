// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// comitia FAMILY margin.
#include "comitia/catalog/margin.h"

#include <fmt/format.h>

#include "cli/page.h"
#include "cli/rules.h"
#include "cli/show.h"
#include "cli/verbs.h"

namespace comitia::cli {
Result<ExitCode> run_margin(Invocation& invocation) {
  COMITIA_CHECK(invocation.expect_format({Format::table, Format::json, Format::csv, Format::md}));
  COMITIA_TRY(const auto name, invocation.one_input("a file of voices"));
  COMITIA_TRY(const auto input, invocation.read_voices(name));
  COMITIA_TRY(const auto* rule, rule_for(invocation, input.voices));
  COMITIA_TRY(const auto options, options_for(invocation, *rule));
  auto context = invocation.context();
  COMITIA_TRY(const auto found, margin(*rule, input.voices, options, context));
  const auto format = invocation.settings().format.value_or(Format::table);
  std::string text;
  if (format == Format::json) {
    text = pretty_text(Json::object({{"rule", rule->id},
                                     {"change", found.change},
                                     {"value", found.value},
                                     {"kind", found.kind},
                                     {"by", found.by}}));
  } else if (format == Format::csv) {
    text = csv({{"source", "rule", "value", "change", "kind", "by"},
                {{input.source.name, std::string(rule->id), fmt::format("{}", found.value), found.change, found.kind,
                  found.by}},
                {}});
  } else {
    Page page;
    page.heading(margin_sentence(found)).line("  " + found.by);
    text = format == Format::md ? page.markdown() : page.text(invocation.color_on_output());
  }
  COMITIA_CHECK(invocation.output().write(text));
  return ExitCode::done;
}

}  // namespace comitia::cli
