// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// The one file that includes CLI11. It is given the grammar, sorts the words and reads the configuration file; what is
// said to a user about a mistake is ours, so that every mistake names what would be right.
#include "cli/arguments.h"

#include <algorithm>
#include <deque>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

namespace comitia::cli {
namespace {

// One flag of one command with what CLI11 found for it.
struct Slot {
  const Flag* flag;
  std::vector<std::string> values;
  bool given = false;
};

class Parser {
 public:
  explicit Parser(const Command& root) : root_(root), app_(root.summary, root.name) {
    app_.set_help_flag();
    app_.fallthrough();
    app_.allow_extras();
    app_.require_subcommand(0, 1);
    app_.allow_config_extras(CLI::config_extras_mode::error);
    declare(app_, root);
  }

  Result<Arguments> parse(const std::vector<std::string>& words) {
    try {
      app_.parse(std::vector<std::string>(words.rbegin(), words.rend()));  // CLI11 takes its words from the back
    } catch (const CLI::FileError& error) {
      return fail(ProblemCode::file, fmt::format("the configuration file cannot be read: {}", error.what()));
    } catch (const CLI::ConfigError& error) {
      return fail(ProblemCode::usage, fmt::format("the configuration file does not fit: {}", error.what()),
                  "its keys are the long names of options; those of a command stand under [elect.decide] or the like");
    } catch (const CLI::ParseError& error) {
      return fail(ProblemCode::usage, plain_words(error), see(path()));
    }
    Arguments arguments;
    arguments.path = path();
    if (auto left_over = app_.remaining(true); !left_over.empty()) return refuse(left_over.front(), arguments.path);
    // Options given before the command count like those after it, and a command's own options come first.
    const Command* at = &root_;
    std::vector<const Command*> line{at};
    for (const auto& name : arguments.path)
      line.push_back(at = &*std::find_if(at->commands.begin(), at->commands.end(),
                                         [&](const Command& c) { return c.name == name; }));
    for (const auto* command : line)
      for (auto& slot : slots_[command]) {
        if (!slot.given) continue;
        COMITIA_CHECK(check(slot, arguments.path));
        arguments.values[slot.flag->name] = std::move(slot.values);
      }
    arguments.inputs = std::move(inputs_[line.back()]);
    return arguments;
  }

 private:
  void declare(CLI::App& app, const Command& command) {
    auto& slots = slots_[&command];
    for (const auto& flag : command.flags) {
      auto& slot = slots.emplace_back(Slot{&flag, {}, false});
      const auto keep = [&slot](const CLI::results_t& results) {
        slot.values = results;
        slot.given = true;
        return true;
      };
      std::string names = "--" + flag.name;
      if (flag.letter != 0) names = fmt::format("-{},{}", flag.letter, names);
      if (flag.kind == FlagKind::on_off) names += ",!--" + (flag.negative.empty() ? "no-" + flag.name : flag.negative);
      if (flag.name == "config") {
        app.set_config("--config")->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
      } else if (flag.kind == FlagKind::one || flag.kind == FlagKind::many) {
        app.add_option(names, keep)->expected(1)->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
      } else {
        app.add_flag_function(names, [&slot](std::int64_t count) {
          slot.values = {count > 0 ? "true" : "false"};
          slot.given = true;
        });
      }
    }
    if (!command.positionals.empty()) {
      auto& inputs = inputs_[&command];
      app.add_option(command.positionals.front().name,
                     [&inputs](const CLI::results_t& results) {
                       inputs = results;
                       return true;
                     })
          ->expected(-1)
          ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
    }
    for (const auto& inner : command.commands) {
      auto* sub = app.add_subcommand(inner.name, inner.summary);
      sub->require_subcommand(0, 1);
      declare(*sub, inner);
    }
  }

  std::vector<std::string> path() const {
    std::vector<std::string> names;
    const CLI::App* at = &app_;
    while (true) {
      const auto inner = at->get_subcommands();
      if (inner.empty()) return names;
      at = inner.front();
      names.push_back(at->get_name());
    }
  }

  std::string see(const std::vector<std::string>& path) const {
    return fmt::format("see '{}{}{} --help'", root_.name, path.empty() ? "" : " ", fmt::join(path, " "));
  }

  // The library's exceptions name the option; the rest is said in our words.
  static std::string plain_words(const CLI::ParseError& error) {
    const std::string text = error.what();
    const auto name = text.substr(0, text.find(':'));
    if (dynamic_cast<const CLI::ArgumentMismatch*>(&error) != nullptr && name.starts_with("-"))
      return fmt::format("{} needs a value", name);
    return text;
  }

  tl::unexpected<Problems> refuse(const std::string& word, const std::vector<std::string>& path) const {
    const Command* command = find_command(root_, path);
    if (word.starts_with("-") && word != "-") {
      const auto name = word.substr(0, word.find('='));
      std::vector<std::string> known;
      const auto add = [&](const Command& from) {
        for (const auto& flag : from.flags)
          if (!flag.hidden) known.push_back("--" + flag.name);
      };
      add(*command);
      if (command != &root_) add(root_);
      const auto meant = closest(name, known);
      return fail(ProblemCode::usage, fmt::format("there is no option {} here", name),
                  meant ? fmt::format("did you mean {}? {}", *meant, see(path)) : see(path));
    }
    if (!command->commands.empty()) {
      std::vector<std::string> known;
      for (const auto& inner : command->commands) known.push_back(inner.name);
      const auto meant = closest(word, known);
      return fail(ProblemCode::usage,
                  fmt::format("there is no command \"{}{}{}\"", fmt::join(path, " "), path.empty() ? "" : " ", word),
                  meant ? fmt::format("did you mean {}? {}", *meant, see(path)) : see(path));
    }
    return fail(ProblemCode::usage, fmt::format("\"{}\" is one argument too many", word), see(path));
  }

  Result<void> check(const Slot& slot, const std::vector<std::string>& path) const {
    const auto& flag = *slot.flag;
    if (flag.kind == FlagKind::one && slot.values.size() > 1)
      return fail(ProblemCode::usage, fmt::format("--{} is given {} times", flag.name, slot.values.size()),
                  "give it once");
    for (const auto& value : slot.values)  // "--rule --json" forgot the rule
      if (value.starts_with("--") && is_flag(value.substr(2), path))
        return fail(ProblemCode::usage,
                    fmt::format("--{} needs a value, and {} is an option of its own", flag.name, value), see(path));
    // A rule checks its own options, and rules and axioms are looked up by whoever needs them.
    if (flag.choices.empty() || flag.kind == FlagKind::many || !flag.rules.empty()) return {};
    for (const auto& value : slot.values)
      if (std::find(flag.choices.begin(), flag.choices.end(), value) == flag.choices.end())
        return fail(ProblemCode::usage, fmt::format("--{} cannot be \"{}\"", flag.name, value),
                    fmt::format("give one of {}", fmt::join(flag.choices, ", ")));
    return {};
  }

  bool is_flag(std::string_view name, const std::vector<std::string>& path) const {
    const auto has = [&](const Command& command) {
      return std::any_of(command.flags.begin(), command.flags.end(), [&](const Flag& f) { return f.name == name; });
    };
    return has(root_) || has(*find_command(root_, path));
  }

  const Command& root_;
  CLI::App app_;
  std::map<const Command*, std::deque<Slot>> slots_;  // deques: CLI11 keeps references to their elements
  std::map<const Command*, std::vector<std::string>> inputs_;
};

std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    auto diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const auto replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1, replaced});
    }
  }
  return row.back();
}

}  // namespace

std::string Arguments::text(std::string_view name, std::string_view absent) const {
  const auto found = values.find(name);
  return std::string(found == values.end() ? absent : std::string_view(found->second.back()));
}

std::vector<std::string> Arguments::list(std::string_view name) const {
  std::vector<std::string> items;
  const auto found = values.find(name);
  if (found == values.end()) return items;
  for (const auto& value : found->second) {
    std::string_view rest = value;
    while (!rest.empty()) {
      const auto comma = rest.find(',');
      if (comma != 0) items.emplace_back(rest.substr(0, comma));
      rest = comma == std::string_view::npos ? std::string_view() : rest.substr(comma + 1);
    }
  }
  return items;
}

bool Arguments::on(std::string_view name, bool absent) const {
  const auto found = values.find(name);
  return found == values.end() ? absent : found->second.back() == "true";
}

Result<Arguments> parse(const Command& root, const std::vector<std::string>& words) {
  return Parser(root).parse(words);
}

std::optional<std::string> closest(std::string_view word, const std::vector<std::string>& known) {
  std::optional<std::string> best;
  std::size_t least = 1 + std::max<std::size_t>(1, word.size() / 3);  // further away is another word
  for (const auto& candidate : known)
    if (const auto distance = edit_distance(word, candidate); distance < least) {
      least = distance;
      best = candidate;
    }
  return best;
}

}  // namespace comitia::cli
