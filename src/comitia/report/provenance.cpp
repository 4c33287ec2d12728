// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Questions that losers ask, how close it was, where the decision comes from, and how anybody can check it.
#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "comitia/catalog/explain.h"
#include "comitia/decision/document.h"
#include "comitia/decision/sentences.h"
#include "comitia/report/markup_internal.h"
#include "comitia/report/sections_internal.h"

namespace comitia::report {
namespace {

constexpr std::size_t kMostQuestions = 6;
constexpr std::size_t kMostOptionsAsked = 2000;  // beyond, looking names up for every sentence takes too long
constexpr std::size_t kMostStepsAsked = 2000;

/// A word of a command line as a shell reads it.
std::string shell_word(std::string_view word) {
  constexpr std::string_view kPlain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-/+,:=@";
  if (!word.empty() && word.find_first_not_of(kPlain) == std::string_view::npos) return std::string(word);
  std::string quoted = "'";
  for (const char c : word) quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return quoted + "'";
}

std::string file_word(const View& view) {
  const auto& name = view.decision.voices.source;
  if (name.empty()) return "VOICES";
  return shell_word(name.starts_with('-') ? "./" + name : name);
}

std::string value_word(const Json& value) {
  if (value.is_string()) return shell_word(value.as_string());
  if (value.is_array()) {
    std::string joined;
    for (const auto& text : texts_of(&value)) joined += (joined.empty() ? "" : ",") + text;
    return shell_word(joined);
  }
  return compact_text(value);
}

void add_flags(std::string& command, const Json& given, const Json& defaults) {
  if (!given.is_object()) return;
  for (const auto& [name, value] : given.as_object()) {
    if (value.is_null() || value == defaults[name] || name == "draw_seed") continue;
    const auto flag = kebab_case(name);
    if (value.is_bool())
      command += fmt::format(" --{}{}", value.as_bool() ? "" : "no-", flag);
    else
      command +=
          fmt::format(" --{} {}", flag, name == "ties" && value == Json("draw") ? "draw:SEEDFILE" : value_word(value));
  }
}

std::string decide_command(const View& view) {
  const auto& decision = view.decision;
  const auto family = decision.rule.substr(0, decision.rule.find('/'));
  auto command =
      fmt::format("comitia {} decide {} --rule {}", shell_word(family), file_word(view), shell_word(decision.rule));
  Json defaults;
  if (view.rule != nullptr)
    for (const auto& option : view.rule->options) defaults.set(option.name, option.default_value);
  add_flags(command, decision.options, defaults);
  if (decision.options["seats"].is_null() && !view.single && decision.resolved["seats"].is_integer())
    command += fmt::format(" --seats {}", decision.resolved["seats"].as_integer());
  add_flags(command, write_fields(decision.run), write_fields(RunSettings()));
  return command + " -o decision.json";
}

std::string tie_policy(const Decision& decision) {
  switch (decision.run.ties) {
    case TiePolicy::order:
      return "by the order of the file";
    case TiePolicy::all:
      return "not broken: all outcomes";
    case TiePolicy::refuse:
      return "refused";
    case TiePolicy::random:
      return "by draws from the seed";
    case TiePolicy::draw:
      return "by a public draw";
  }
  return {};
}

std::string options_text(const Json& options) {
  std::vector<std::string> words;
  if (options.is_object())
    for (const auto& [name, value] : options.as_object())
      if (!value.is_null())
        words.push_back(fmt::format("{} = {}", escaped(kebab_case(name)),
                                    escaped(value.is_string() ? value.as_string() : compact_text(value))));
  return words.empty() ? "none" : fmt::format("{}", fmt::join(words, ", "));
}

/// The digest as it stands in the document; absent where the Decision is no complete document.
std::string digest_of(const Decision& decision) {
  const bool complete = decision.outcome.is_object() && decision.certificate && !decision.rule.empty() &&
                        !decision.provenance.engine.empty() && !decision.voices.digest.empty();
  return complete ? document_digest(to_json(decision)) : std::string();
}

std::string record(const View& view) {
  const auto& decision = view.decision;
  std::string html;
  const auto add = [&](std::string_view term, const std::string& description) {
    if (!description.empty()) html += fmt::format("<dt>{}</dt><dd>{}</dd>\n", term, description);
  };
  const auto code = [](std::string_view text) {
    return text.empty() ? std::string() : fmt::format("<code>{}</code>", escaped(text));
  };
  add("Rule", fmt::format("{}, version {}", code(decision.rule), decision.rule_version));
  add("Options", options_text(decision.options));
  add("Ties", tie_policy(decision));
  add("Seed", code(decision.run.ties == TiePolicy::draw ? decision.run.draw_seed : decision.run.seed));
  add("Voices", escaped(decision.voices.source));
  add("Digest of what was said", code(decision.voices.digest));
  add("Digest of the file", code(decision.voices.bytes));
  add("Digest of the decision", code(digest_of(decision)));
  add("Engine", escaped(decision.provenance.engine) +
                    (decision.provenance.commit.empty() ? "" : ", commit " + code(decision.provenance.commit)));
  add("Decided under", decision.provenance.decided_under == "announced"
                           ? "the rule and options that were announced before the vote"
                           : "no rule announced before the vote");
  return fmt::format("<dl class=\"record\">\n{}</dl>\n", html);
}

}  // namespace

Section questions_section(const View& view) {
  Section section{"questions", "Why not …?", {}, {}};
  if (view.ballots == nullptr || view.outcomes.size() != 1 || view.options.size() > kMostOptionsAsked ||
      view.decision.trace.size() > kMostStepsAsked)
    return section;
  // Explanations look names up in the document; here each is marked, so that it can be isolated in the sentence.
  Decision marked = view.decision;
  marked.voices.names.clear();
  for (const auto& option : view.options) marked.voices.names.emplace_back(option.id, marked_name(option.name));
  std::size_t asked = 0;
  for (const auto place : view.order) {
    const auto& option = view.options[place];
    if (option.outcomes > 0 || asked == kMostQuestions) continue;
    if (!view.single && option.weight == 0) continue;
    const auto answer = explain_option(marked, *view.input.voices, option.id);
    if (!answer) continue;
    std::string sentences;
    for (const auto& sentence : answer->sentences) sentences += fmt::format("<p>{}</p>\n", escaped_sentence(sentence));
    if (sentences.empty()) continue;
    section.body += details(
        view.single ? fmt::format("Why does {} not win?", view.name(option.id))
                    : fmt::format("Why is {} not {}?", view.name(option.id), view.funding ? "funded" : "elected"),
        sentences, "question");
    ++asked;
  }
  section.guide = "<p>Answers from the steps of the decision and from the ballots.</p>";
  if (asked == kMostQuestions)
    section.body += fmt::format(
        "<p class=\"quiet\">About any other option: <code>comitia elect explain decision.json --voices {} --option "
        "ID</code></p>\n",
        escaped(file_word(view)));
  return section;
}

Section margin_section(const View& view) {
  Section section{"margin", "How close it was", {}, {}};
  section.guide = "<p>The smallest number of ballots that would have to say something else for another outcome.</p>";
  if (!view.decision.margin) {
    auto command = decide_command(view);
    command.replace(command.find(" decide "), 8, " margin ");
    command.resize(command.rfind(" -o "));
    section.body =
        fmt::format("<p>This document holds no margin. This computes it:</p>\n<pre>{}</pre>\n", escaped(command));
    return section;
  }
  const auto& margin = *view.decision.margin;
  const auto what = margin.change.ends_with('s') && margin.value == 1
                        ? margin.change.substr(0, margin.change.size() - 1)
                        : margin.change;
  const auto number =
      fmt::format("<strong>{}\u00A0{}</strong>", shown_number(std::to_string(margin.value)), escaped(what));
  const auto share =
      view.decision.voices.voices > 0
          ? fmt::format(" ({} of all)", percent(Rational(margin.value), Rational(view.decision.voices.voices)))
          : "";
  if (margin.kind == "exact")
    section.body =
        fmt::format("<p>{}{} would have to change to change the outcome, and no fewer.</p>\n", number, share);
  else if (margin.kind == "at-most")
    section.body = fmt::format(
        "<p>Changing {}{} is enough to change the outcome. Whether fewer are is not known.</p>\n", number, share);
  else if (margin.kind == "at-least")
    section.body = fmt::format("<p>At least {}{} would have to change to change the outcome.</p>\n", number, share);
  else
    section.body = fmt::format("<p>{}{} ({}).</p>\n", number, share, escaped(margin.kind));
  if (!margin.by.empty()) section.body += fmt::format("<p>For example: {}.</p>\n", escaped(margin.by));
  return section;
}

Section verify_section(const View& view) {
  Section section{"verify", "Check it yourself", {}, {}};
  section.guide =
      "<p>This page only shows a document. What counts is the document, and that it follows from the voices.</p>";
  section.body = record(view);
  section.body += fmt::format(
      "<p>With the decision document and the file of voices, this decides again, compares everything and proves every "
      "witness:</p>\n"
      "<pre>comitia verify decision.json --voices {}</pre>\n<p>This makes the document again:</p>\n<pre>{}</pre>\n",
      escaped(file_word(view)), escaped(decide_command(view)));
  return section;
}

}  // namespace comitia::report
