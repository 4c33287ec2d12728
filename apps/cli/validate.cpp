// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// comitia validate: every defect of a file at its place.
#include <fmt/format.h>

#include "cli/page.h"
#include "cli/verbs.h"

namespace comitia::cli {
namespace {

struct Finding {
  std::string name;
  std::string_view format;
  std::string summary;  // of sound voices
  Problems problems;    // that refuse the file
  Problems notes;
  std::int64_t dropped = 0;
  bool sound() const { return problems.empty(); }
};

Json problem_json(const Problem& problem) {
  Json json = Json::object({{"code", word_of(problem.code)}});
  if (problem.where.line > 0) json.set("line", problem.where.line);
  if (problem.where.column > 0) json.set("column", problem.where.column);
  json.set("text", problem.text);
  if (!problem.hint.empty()) json.set("hint", problem.hint);
  return json;
}

Json problems_json(const Problems& problems) {
  Json::Array array;
  for (const auto& problem : problems.kept()) array.push_back(problem_json(problem));
  return Json(std::move(array));
}

Json finding_json(const Finding& finding) {
  Json json = Json::object({{"source", finding.name}, {"valid", finding.sound()}});
  if (!finding.format.empty()) json.set("format", finding.format);
  return json.set("total", finding.problems.total())
      .set("problems", problems_json(finding.problems))
      .set("notes", problems_json(finding.notes))
      .set("dropped", finding.dropped);
}

void add_rows(Table& table, const Finding& finding) {
  const auto add = [&](const char* kind, const Problem& p) {
    table.rows.push_back({finding.name, kind, p.where.line > 0 ? fmt::format("{}", p.where.line) : "",
                          p.where.column > 0 ? fmt::format("{}", p.where.column) : "", std::string(word_of(p.code)),
                          p.text, p.hint});
  };
  for (const auto& problem : finding.problems.kept()) add("problem", problem);
  for (const auto& note : finding.notes.kept()) add("note", note);
}

void add_lines(Page& page, const Finding& finding) {
  const auto more = [&](const Problems& list) {
    if (const auto hidden = list.total() - std::ssize(list.kept()); hidden > 0)
      page.line(fmt::format("... and {} more", hidden));
  };
  for (const auto& problem : finding.problems.kept()) page.line(to_string(problem));
  more(finding.problems);
  if (!finding.sound()) {
    page.line(fmt::format("✗ {}: {}", finding.name, counted(finding.problems.total(), "problem")), Tone::bad);
    return;
  }
  for (const auto& note : finding.notes.kept()) page.line("note: " + to_string(note), Tone::doubtful);
  more(finding.notes);
  page.line(fmt::format("✓ {}: {}", finding.name, finding.summary), Tone::good);
}

Result<Finding> examine(Invocation& invocation, const std::string& name) {
  COMITIA_TRY(const auto source, invocation.open(name));
  Finding finding{source.name(), {}, {}, {}, {}, 0};
  auto input = invocation.read_voices(source, name);
  if (!input) {
    finding.problems = std::move(input).error();
    // What has a place in the file is a finding; the rest (no such file, say) kept us from looking.
    const bool found = finding.problems.kept().front().where.line > 0;
    if (!found && exit_code(finding.problems) != ExitCode::invalid_voices) return fail(std::move(finding.problems));
    return finding;
  }
  finding.format = input->format;
  finding.notes = std::move(input->notes);
  finding.dropped = input->dropped;
  const auto& electorate = ballot_voices(input->voices).electorate();
  finding.summary = fmt::format("{}, {} voices, {}, {}", input->format, voices_kind(input->voices),
                                counted(electorate.voters, "voter"), counted(electorate.options.size(), "option"));
  if (finding.dropped > 0) finding.summary += fmt::format("; {} left out", counted(finding.dropped, "voice"));
  return finding;
}

}  // namespace

Result<ExitCode> run_validate(Invocation& invocation) {
  COMITIA_CHECK(invocation.expect_format({Format::table, Format::json, Format::jsonl, Format::csv, Format::md}));
  COMITIA_TRY(const auto names, invocation.inputs("a file of voices"));
  invocation.settings().quiet = true;  // the notes are the result here, not remarks beside it
  auto exit = ExitCode::done;
  Page page;
  Table table{{"source", "kind", "line", "column", "code", "text", "hint"}, {}, {}};
  std::vector<Json> objects;
  for (const auto& name : names) {
    COMITIA_TRY(const auto finding, examine(invocation, name));
    if (!finding.sound()) exit = ExitCode::does_not_hold;
    add_lines(page, finding);
    add_rows(table, finding);
    objects.push_back(finding_json(finding));
  }
  std::string text;
  switch (invocation.settings().format.value_or(Format::table)) {
    case Format::json:
    case Format::jsonl:
      if (objects.size() == 1 && invocation.settings().format == Format::json)
        text = pretty_text(objects.front());
      else
        for (const auto& object : objects) text += compact_text(object) + "\n";
      break;
    case Format::csv:
      text = csv(table);
      break;
    case Format::md:
      text = page.markdown();
      break;
    default:
      text = page.text(invocation.color_on_output());
  }
  COMITIA_CHECK(invocation.output().write(text));
  return exit;
}

}  // namespace comitia::cli
