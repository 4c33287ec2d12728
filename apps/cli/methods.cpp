// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// comitia methods: the catalog, a rule's page, and the other tables that a user may want to look up.
#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "comitia/audit/axiom.h"
#include "comitia/catalog/catalog.h"
#include "comitia/catalog/sample.h"

#include "cli/exits.h"
#include "cli/help.h"
#include "cli/page.h"
#include "cli/verbs.h"

namespace comitia::cli {
namespace {

constexpr std::int64_t kColumns = 100;

void add_wrapped(Page& page, const std::string& text, const std::string& indent) {
  for (const auto& line : wrapped(text, kColumns - display_width(indent))) page.line(indent + line);
}

std::string_view word(Cost cost) { return kEnumWords<Cost>[static_cast<std::size_t>(cost)]; }
std::string_view word(OutcomeKind kind) { return kEnumWords<OutcomeKind>[static_cast<std::size_t>(kind)]; }

Table rules_table() {
  Table table{{"rule", "title", "voices", "elects", "cost", "guarantees"}, {}, {}};
  for (const auto* rule : all_rules())
    table.rows.push_back({std::string(rule->id), std::string(rule->info.title), std::string(rule->voices),
                          std::string(word(rule->info.outcome)), std::string(word(rule->info.cost)),
                          fmt::format("{}", fmt::join(rule->info.guarantees, ", "))});
  return table;
}

Page rule_page(const RuleEntry& rule) {
  Page page;
  page.heading(fmt::format("{}: {}", rule.id, rule.info.title)).gap();
  if (const auto* reference = rule_reference(rule.id)) {
    add_wrapped(page, std::string(reference->summary), "");
    page.gap();
    const auto fact = [&](const char* label, std::string_view text) {
      if (text.empty()) return;
      const auto lines = wrapped(std::string(text), kColumns - 14);
      for (std::size_t i = 0; i < lines.size(); ++i) page.line(fmt::format("{:<14}{}", i == 0 ? label : "", lines[i]));
    };
    fact("voices", rule.voices);
    fact("elects", word(rule.info.outcome));
    fact("formula", reference->formula);
    fact("guarantee", reference->guarantee);
    fact("ties", reference->ties);
    fact("complexity", reference->complexity);
    fact("problems", reference->errors);
    fact("source", reference->source);
    fact("checked by", fmt::format("{}", fmt::join(rule.info.verified, ", ")));
    fact("version", fmt::format("{}", rule.info.version));
  }
  page.gap();
  if (!rule.options.empty()) {
    page.line("Options", Tone::strong);
    for (const auto& field : rule.options) {
      const auto flag = flag_of(field);
      page.line("  " + spelling(flag));
      add_wrapped(page, flag_sentence(flag), "      ");
    }
    page.gap();
  }
  page.line(fmt::format("comitia {} decide FILE --rule {}", rule.id.substr(0, rule.id.find('/')), rule.id),
            Tone::faint);
  return page;
}

Table axioms_table() {
  Table table{{"axiom", "title", "meaning", "voices", "method", "source"}, {}, {}};
  for (const auto* axiom : audit::all_axioms())
    table.rows.push_back({std::string(axiom->id), std::string(axiom->title), std::string(axiom->meaning),
                          fmt::format("{} ballots", axiom->voices), std::string(axiom->method),
                          std::string(axiom->source)});
  return table;
}

Table formats_table() {
  Table table{{"format", "title", "extensions", "holds", "use"}, {}, {}};
  for (const auto& format : io::formats())
    table.rows.push_back({std::string(format.id), std::string(format.title),
                          fmt::format("{}", fmt::join(format.extensions, " ")), std::string(format.holds),
                          format.write == nullptr ? "read" : "read, write"});
  return table;
}

Table problems_table() {
  Table table{{"code", "exit", "meaning"}, {}, {false, true, false}};
  for (const auto& kind : problem_kinds())
    table.rows.push_back(
        {std::string(kind.word), fmt::format("{}", static_cast<int>(kind.exit)), std::string(kind.meaning)});
  return table;
}

Table exits_table() {
  Table table{{"exit", "meaning", "detail"}, {}, {true, false, false}};
  for (const auto& exit : kExitMeanings)
    table.rows.push_back(
        {fmt::format("{}", static_cast<int>(exit.code)), std::string(exit.meaning), std::string(exit.detail)});
  return table;
}

// One sentence for each model; a test refuses a model without one.
std::string_view model_words(SampleModel model) {
  switch (model) {
    case SampleModel::impartial:
      return "every ballot is as likely as any other: each option is approved with probability --share, or all orders "
             "are equally likely";
    case SampleModel::resampling:
      return "a central ballot approves of a --share of the options; each ballot copies it, and draws each option anew "
             "with probability --noise";
    case SampleModel::disjoint:
      return "voters and options fall into --groups groups; a ballot approves of the options of its group, with "
             "--noise";
    case SampleModel::euclidean:
      return "voters and options are points in a space of --dimensions dimensions; near options are approved, or "
             "ranked first";
    case SampleModel::mallows:
      return "orders scatter around a central one; --noise is the dispersion, 0 for copies and 1 for impartial culture";
    case SampleModel::urn:
      return "each ballot drawn puts copies of itself back, --replacement of all possible ballots: groups of equal "
             "voters form";
    case SampleModel::truncated_urn:
      return "the urn, with each ranking cut off after a length that is drawn, too";
    case SampleModel::bootstrap:
      return "draws voices from a given file, with replacement";
  }
  return "";
}

Table models_table() {
  Table table{{"model", "how voices are drawn"}, {}, {}};
  for (std::size_t i = 0; i < kEnumWords<SampleModel>.size(); ++i)
    table.rows.push_back(
        {std::string(kEnumWords<SampleModel>[i]), std::string(model_words(static_cast<SampleModel>(i)))});
  return table;
}

// A table whose last column is long reads better as entries.
Page entries(const Table& table) {
  Page page;
  for (const auto& row : table.rows) {
    page.line(row.front(), Tone::strong);
    for (std::size_t c = 1; c < row.size(); ++c)
      if (!row[c].empty()) add_wrapped(page, row[c], "    ");
  }
  return page;
}

Json table_json(const Table& table) {
  Json::Array array;
  for (const auto& row : table.rows) {
    Json::Object object;
    for (std::size_t c = 0; c < row.size(); ++c) object.emplace_back(table.header[c], row[c]);
    array.emplace_back(std::move(object));
  }
  return Json(std::move(array));
}

struct Answer {
  Page page;
  Table table;
  Json json;
};

Result<Answer> answer_to(const std::string& topic) {
  const auto of_table = [](const Table& table, bool as_entries) {
    return Answer{as_entries ? entries(table) : Page().table(table), table, table_json(table)};
  };
  if (topic == "axioms") return of_table(axioms_table(), true);
  if (topic == "sampling") return of_table(models_table(), true);
  if (topic == "formats") return of_table(formats_table(), false);
  if (topic == "problems") return of_table(problems_table(), false);
  if (topic == "exits") return of_table(exits_table(), true);
  const bool bare = topic.find('/') == std::string::npos;
  auto rule = find_rule(topic);
  for (const auto& family : families())
    if (bare && !rule)
      if (auto inside = find_rule(fmt::format("{}/{}", family.id, topic))) rule = inside;
  if (!rule) return fail(std::move(rule).error());
  const RuleEntry* one = *rule;
  auto all = rules_table();
  std::erase_if(all.rows, [&](const auto& row) { return row.front() != one->id; });
  auto schema = catalog_json(std::span(&one, 1));
  return Answer{rule_page(*one), std::move(all), std::move(schema.as_array().front())};
}

}  // namespace

Result<ExitCode> run_methods(Invocation& invocation) {
  COMITIA_CHECK(invocation.expect_format({Format::table, Format::json, Format::csv, Format::md}));
  Answer answer;
  if (invocation.arguments().inputs.empty()) {
    answer.table = rules_table();
    answer.page.table(answer.table).gap().line("One of them in full: 'comitia methods ID'", Tone::faint);
    answer.json = catalog_json(all_rules());
  } else {
    COMITIA_TRY(const auto topic, invocation.one_input("one rule or topic"));
    COMITIA_TRY(answer, answer_to(topic));
  }
  std::string text;
  switch (invocation.settings().format.value_or(Format::table)) {
    case Format::json:
      text = pretty_text(answer.json);
      break;
    case Format::csv:
      text = csv(answer.table);
      break;
    case Format::md:
      text = answer.page.markdown();
      break;
    default:
      text = answer.page.text(invocation.color_on_output());
  }
  COMITIA_CHECK(invocation.output().write(text));
  return ExitCode::done;
}

}  // namespace comitia::cli
