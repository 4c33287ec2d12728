// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// comitia man: the manual page in roff, made from the grammar and the catalog.
#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "comitia/base/build_info.h"
#include "comitia/catalog/catalog.h"

#include "cli/help.h"
#include "cli/verbs.h"

namespace comitia::cli {
namespace {

// Backslashes and leading dots or quotes mean something to roff; hyphens of options must stay ASCII.
std::string roff(std::string_view text) {
  std::string result;
  for (const char c : text) {
    if (c == '\\')
      result += "\\e";
    else if (c == '-')
      result += "\\-";
    else if (c == '\n')
      result += ' ';
    else
      result += c;
  }
  if (result.starts_with('.') || result.starts_with('\'')) result.insert(0, "\\&");
  return result;
}

std::string entry(const std::string& left, const std::string& right) {
  return fmt::format(".TP\n.B {}\n{}\n", roff(left), roff(right));
}

void add_flags(std::string& text, const std::vector<Flag>& flags, const std::string& group) {
  for (const auto& flag : flags)
    if (!flag.hidden && flag.group == group) text += entry(spelling(flag), flag_sentence(flag));
}

void add_command(std::string& text, const Command& command, const std::string& full_name) {
  if (command.commands.empty()) {
    text += fmt::format(".SS {}\n{}.\n.PP\n.B {}\n", roff(full_name), roff(command.summary),
                        roff(usage_line(command, full_name)));
    if (!command.description.empty()) text += fmt::format(".PP\n{}\n", roff(command.description));
    for (const auto& positional : command.positionals) text += entry(positional.name, positional.help);
    add_flags(text, command.flags, "");
    for (const auto& example : command.examples)
      text +=
          fmt::format(".PP\nExample, {}:\n.PP\n.nf\n.RS\n{}\n.RE\n.fi\n", roff(example.what), roff(example.command));
  }
  for (const auto& inner : command.commands) add_command(text, inner, full_name + " " + inner.name);
}

std::string page(const Command& root) {
  std::string text = fmt::format(".TH COMITIA 1 \"\" \"comitia {}\" \"Comitia\"\n", build_info().version);
  text += fmt::format(".SH NAME\ncomitia \\- {}\n", roff(root.summary));
  text += fmt::format(".SH SYNOPSIS\n.B {}\n", roff(usage_line(root, root.name)));
  text +=
      ".SH DESCRIPTION\nA rule takes voices and gives a decision: a document with the outcome, a certificate of what "
      "it "
      "guarantees, and the steps that led to it. Whoever has the voices can verify it.\n";
  text += ".SH COMMANDS\n";
  for (const auto& inner : root.commands) add_command(text, inner, root.name + " " + inner.name);
  text += ".SH OPTIONS\nThese are understood by every command, before or after it.\n";
  std::string group;
  for (const auto& flag : root.flags) {
    if (flag.hidden) continue;
    if (flag.group != group) text += fmt::format(".SS {}\n", roff(group = flag.group));
    text += entry(spelling(flag), flag_sentence(flag));
  }
  text += ".SH RULES\n";
  for (const auto* rule : all_rules()) {
    const auto* reference = rule_reference(rule->id);
    text += fmt::format(".SS {}\n{} ({} voices). {}\n", roff(rule->id), roff(rule->info.title), roff(rule->voices),
                        reference == nullptr ? "" : roff(reference->summary));
    for (const auto& field : rule->options) {
      const auto flag = flag_of(field);
      text += entry(spelling(flag), flag_sentence(flag));
    }
  }
  text += ".SH EXIT STATUS\n";
  const std::pair<const char*, const char*> codes[] = {
      {"0", "done; for validate, verify and audit check: everything holds"},
      {"1", "for these commands: something does not hold; standard output says what"},
      {"2", "wrong usage"},
      {"3", "the voices are invalid; standard error names each place as file:line:column"},
      {"4", "the rule cannot decide: a refused tie, no number of seats or one out of range"},
      {"5", "a limit of time, memory or size was reached; the best that was found is still written where there is one"},
      {"6", "a file cannot be opened, read or written"},
      {"7", "an internal error: please report it"},
      {"130", "interrupted"}};
  for (const auto& [code, meaning] : codes) text += entry(code, meaning);
  text += ".SH ENVIRONMENT\n" + entry("NO_COLOR", "if set and not empty, no colour");
  return text;
}

}  // namespace

Result<ExitCode> run_man(Invocation& invocation) {
  COMITIA_CHECK(invocation.output().write(page(grammar())));
  return ExitCode::done;
}

}  // namespace comitia::cli
