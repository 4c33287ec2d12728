// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
#include "cli/help.h"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "comitia/catalog/catalog.h"

#include "cli/page.h"
#include "cli/rules.h"
#include "cli/verbs.h"

namespace comitia::cli {
namespace {

constexpr std::int64_t kColumns = 100;
constexpr std::int64_t kHelpColumn = 30;

std::string strong(std::string_view text, bool color) {
  return color ? fmt::format("\033[1m{}\033[0m", text) : std::string(text);
}

// A left part and its explanation; a long left part has a line of its own.
std::string entry(const std::string& left, const std::string& right) {
  const auto lines = wrapped(right, kColumns - kHelpColumn);
  std::string text = "  " + left;
  auto at = display_width(text);
  if (at + 2 > kHelpColumn) {
    text += "\n";
    at = 0;
  }
  for (std::size_t i = 0; i < lines.size(); ++i) {
    text += std::string(static_cast<std::size_t>(kHelpColumn - at), ' ') + lines[i] + "\n";
    at = 0;
  }
  return lines.empty() ? text + "\n" : text;
}

std::string short_id(const std::string& rule) { return rule.substr(rule.find('/') + 1); }

// " [av, sav]": the rules that take a flag; nothing when all rules of the family do.
std::string taken_by(const Flag& flag, const std::string& family) {
  if (flag.rules.empty()) return {};
  for (const auto& each : families()) {
    if (each.id != family || each.rules.size() == flag.rules.size()) continue;
    std::vector<std::string> names;
    for (const auto& rule : flag.rules) names.push_back(short_id(rule));
    return fmt::format(" [{}]", fmt::join(names, ", "));
  }
  return {};
}

std::string flags_text(const std::vector<Flag>& flags, const std::string& group, const std::string& family) {
  std::string text;
  for (const auto& flag : flags) {
    if (flag.hidden || flag.group != group) continue;
    for (const auto& way : flag.variants.empty() ? std::vector{flag} : flag.variants)
      text += entry(spelling(way), flag_sentence(way) + taken_by(way, family));
  }
  return text;
}

// The flags of the command, with those of rules replaced by the chosen rules' own.
std::vector<Flag> narrowed(const Command& command, const std::vector<std::string>& rules) {
  if (rules.empty()) return command.flags;
  std::vector<Flag> flags;
  for (const auto& flag : command.flags)
    if (flag.rules.empty()) flags.push_back(flag);
  for (const auto& id : rules) {
    const auto rule = find_rule(id);
    if (!rule) continue;
    for (const auto& field : (*rule)->options) {
      auto flag = flag_of(field);
      if (is_global_flag(flag.name)) continue;
      flag.group = fmt::format("Options of {}", id);
      flags.push_back(std::move(flag));
    }
  }
  return flags;
}

std::vector<std::string> groups_of(const std::vector<Flag>& flags) {
  std::vector<std::string> groups;
  for (const auto& flag : flags)
    if (!flag.hidden && std::find(groups.begin(), groups.end(), flag.group) == groups.end())
      groups.push_back(flag.group);
  return groups;
}

}  // namespace

std::vector<std::string> wrapped(const std::string& text, std::int64_t columns) {
  std::vector<std::string> lines;
  std::string line;
  std::size_t at = 0;
  while (at < text.size()) {
    const auto blank = std::min(text.find(' ', at), text.size());
    const auto word = text.substr(at, blank - at);
    if (!line.empty() && display_width(line) + 1 + display_width(word) > columns) {
      lines.push_back(line);
      line.clear();
    }
    line += (line.empty() ? "" : " ") + word;
    at = blank + 1;
  }
  if (!line.empty()) lines.push_back(line);
  return lines;
}

std::string flag_sentence(const Flag& flag) {
  std::string text = flag.help;
  // Fixed words that are not part of the spelling are listed; rules and axioms have pages of their own.
  const bool spelled = flag.value.find('|') != std::string::npos;
  if (!flag.choices.empty() && !spelled && flag.kind == FlagKind::one)
    text += fmt::format(": {}", fmt::join(flag.choices, ", "));
  if (!flag.default_value.empty()) text += fmt::format(" (default {})", flag.default_value);
  return text;
}

std::string usage_line(const Command& command, const std::string& full_name) {
  std::string line = full_name;
  if (!command.commands.empty()) line += full_name == "comitia" ? " [options] COMMAND" : " COMMAND";
  for (const auto& positional : command.positionals) {
    const auto word = positional.name + (positional.many ? "..." : "");
    line += positional.required ? " " + word : fmt::format(" [{}]", word);
  }
  return line + (command.commands.empty() ? " [options]" : " ...");
}

std::string help_text(const Command& root, const std::vector<std::string>& path, const std::vector<std::string>& rules,
                      bool color) {
  const auto* command = find_command(root, path);
  const auto full_name = path.empty() ? root.name : fmt::format("{} {}", root.name, fmt::join(path, " "));
  std::string text = fmt::format("{}: {}\n\n", strong(full_name, color), command->summary);
  text += fmt::format("Usage: {}\n", usage_line(*command, full_name));
  if (!command->positionals.empty() || !command->commands.empty()) text += "\n";
  for (const auto& positional : command->positionals) text += entry(positional.name, positional.help);
  for (const auto& inner : command->commands) text += entry(inner.name, inner.summary);
  if (path.empty())
    for (const auto& family : command->commands)
      if (!family.commands.empty()) {
        std::vector<std::string> verbs;
        for (const auto& verb : family.commands) verbs.push_back(verb.name);
        text += fmt::format("\nCommands of {}: {}\n", family.name, fmt::join(verbs, ", "));
      }
  if (!command->description.empty()) {
    text += "\n";
    for (const auto& line : wrapped(command->description, kColumns)) text += line + "\n";
  }
  const auto flags = narrowed(*command, rules);
  for (const auto& group : groups_of(flags)) {
    text += fmt::format("\n{}\n", strong(group.empty() ? "Options" : group, color));
    text += flags_text(flags, group, path.empty() ? std::string() : path.front());
  }
  if (!command->examples.empty()) {
    text += fmt::format("\n{}\n", strong("Examples", color));
    for (const auto& example : command->examples) text += fmt::format("  # {}\n  {}\n", example.what, example.command);
  }
  if (!path.empty()) text += "\nOptions of every command: 'comitia --help'\n";
  return text;
}

Result<ExitCode> print_help(Invocation& invocation, const Command& root, const std::vector<std::string>& path) {
  if (find_command(root, path) == nullptr)
    return fail(ProblemCode::usage, fmt::format("there is no command \"{}\"", fmt::join(path, " ")),
                "see 'comitia --help'");
  std::vector<std::string> rules;
  if (invocation.arguments().given("rule")) {
    COMITIA_TRY(const auto chosen, chosen_rules(invocation, invocation.family()));
    for (const auto* rule : chosen) rules.emplace_back(rule->id);
  }
  COMITIA_CHECK(invocation.output().write(help_text(root, path, rules, invocation.color_on_output())));
  return ExitCode::done;
}

Result<ExitCode> run_help(Invocation& invocation) {
  return print_help(invocation, grammar(), invocation.arguments().inputs);
}

}  // namespace comitia::cli
