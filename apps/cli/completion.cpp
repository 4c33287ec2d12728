// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// comitia completion: scripts for bash, zsh and fish, made from the grammar. Words that need no look into a file are
// completed (commands, options, choices, rules); everything else is left to the shell, which completes files.
#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "cli/verbs.h"

namespace comitia::cli {
namespace {

// Every command with its words: "elect decide".
struct Node {
  std::string path;
  const Command* command;
};

void collect(const Command& command, const std::string& path, std::vector<Node>& nodes) {
  nodes.push_back({path, &command});
  for (const auto& inner : command.commands) collect(inner, path.empty() ? inner.name : path + " " + inner.name, nodes);
}

std::vector<std::string> spelled(const std::vector<Flag>& flags) {
  std::vector<std::string> words;
  for (const auto& flag : flags) {
    if (flag.hidden) continue;
    words.push_back("--" + flag.name);
    if (flag.kind == FlagKind::on_off)
      words.push_back("--" + (flag.negative.empty() ? "no-" + flag.name : flag.negative));
  }
  return words;
}

std::vector<std::string> choices_of(const Flag& flag) {
  if (!flag.choices.empty()) return flag.choices;
  std::vector<std::string> words;  // "order|all|draw:FILE" is a list of words, too
  if (flag.value.find('|') == std::string::npos) return words;
  std::string_view rest = flag.value;
  while (!rest.empty()) {
    const auto bar = std::min(rest.find('|'), rest.size());
    auto word = std::string(rest.substr(0, bar));
    if (const auto colon = word.find(':'); colon != std::string::npos) word.erase(colon + 1);
    words.push_back(word);
    rest = bar == rest.size() ? std::string_view() : rest.substr(bar + 1);
  }
  return words;
}

bool takes_value(const Flag& flag) { return flag.kind == FlagKind::one || flag.kind == FlagKind::many; }

std::string quoted(const std::string& text) {
  std::string result = "'";
  for (const char c : text) result += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return result + "'";
}

// Cases of one shell `case` statement: what stands after --flag.
std::string value_cases(const std::vector<Node>& nodes, std::string_view reply) {
  std::string text;
  std::vector<std::string> done;
  for (const auto& node : nodes)
    for (const auto& flag : node.command->flags) {
      if (!takes_value(flag) || std::find(done.begin(), done.end(), flag.name) != done.end()) continue;
      done.push_back(flag.name);
      auto names = "--" + flag.name;
      if (flag.letter != 0) names += fmt::format("|-{}", flag.letter);
      // Without words of its own a value is a file name, which the shell knows best.
      const auto words = fmt::format("{}", fmt::join(choices_of(flag), " "));
      text += fmt::format("    {}) {}; return ;;\n", names, fmt::format(fmt::runtime(reply), words));
    }
  return text;
}

std::string word_cases(const std::vector<Node>& nodes) {
  std::string text;
  for (const auto& node : nodes) {
    std::vector<std::string> words;
    for (const auto& inner : node.command->commands) words.push_back(inner.name);
    for (const auto& positional : node.command->positionals)
      words.insert(words.end(), positional.choices.begin(), positional.choices.end());
    text += fmt::format("    {}) words={} flags={} ;;\n", quoted(node.path),
                        quoted(fmt::format("{}", fmt::join(words, " "))),
                        quoted(fmt::format("{}", fmt::join(spelled(node.command->flags), " "))));
  }
  return text;
}

// bash and zsh (through bashcompinit) share one function.
std::string bash(const Command& root) {
  std::vector<Node> nodes;
  collect(root, "", nodes);
  std::string names;
  for (const auto& node : nodes) names += fmt::format(" {}", quoted(node.path));
  const auto globals = fmt::format("{}", fmt::join(spelled(root.flags), " "));
  return fmt::format(R"(# Completion of comitia; source this file.
_comitia() {{
  local cur="${{COMP_WORDS[COMP_CWORD]}}" prev="" path="" word words="" flags=""
  (( COMP_CWORD > 0 )) && prev="${{COMP_WORDS[COMP_CWORD-1]}}"
  local -a known=({})
  COMPREPLY=()
  for word in "${{COMP_WORDS[@]:1:COMP_CWORD-1}}"; do
    local next="${{path:+$path }}$word" name
    for name in "${{known[@]}}"; do [[ $name == "$next" ]] && path=$next; done
  done
  case $prev in
{}  esac
  case $path in
{}  esac
  if [[ $cur == -* ]]; then COMPREPLY=($(compgen -W "$flags {}" -- "$cur"))
  elif [[ -n $words ]]; then COMPREPLY=($(compgen -W "$words" -- "$cur")); fi
}}
complete -o default -F _comitia comitia
)",
                     names.substr(1), value_cases(nodes, R"(COMPREPLY=($(compgen -W '{}' -- "$cur")))"),
                     word_cases(nodes), globals);
}

std::string zsh(const Command& root) { return "autoload -U +X bashcompinit && bashcompinit\n" + bash(root); }

std::string fish(const Command& root) {
  std::vector<Node> nodes;
  collect(root, "", nodes);
  std::string text = R"(# Completion of comitia; put this into ~/.config/fish/completions/comitia.fish.
function __comitia_at
    set -l words (commandline -opc)
    set -e words[1]
    set -l path
    for word in $words
        string match -q -- '-*' $word; or set -a path $word
    end
    test (count $argv) -le (count $path); or return 1
    test (count $argv) -eq 0; or test "$argv" = "$path[1..(count $argv)]"
end
function __comitia_exactly
    set -l words (commandline -opc)
    set -e words[1]
    set -l path
    for word in $words
        string match -q -- '-*' $word; or set -a path $word
    end
    test "$argv" = "$path"
end
)";
  for (const auto& node : nodes) {
    for (const auto& inner : node.command->commands)
      text += fmt::format("complete -c comitia -f -n '__comitia_exactly {}' -a {} -d {}\n", node.path, inner.name,
                          quoted(inner.summary));
    for (const auto& positional : node.command->positionals)
      if (!positional.choices.empty())
        text += fmt::format("complete -c comitia -f -n '__comitia_exactly {}' -a {}\n", node.path,
                            quoted(fmt::format("{}", fmt::join(positional.choices, " "))));
    for (const auto& flag : node.command->flags) {
      if (flag.hidden) continue;
      std::string line = fmt::format("complete -c comitia -n '__comitia_at {}' -l {}", node.path, flag.name);
      if (flag.letter != 0) line += fmt::format(" -s {}", flag.letter);
      if (takes_value(flag)) line += " -r";
      if (const auto words = choices_of(flag); takes_value(flag) && !words.empty())
        line += fmt::format(" -f -a {}", quoted(fmt::format("{}", fmt::join(words, " "))));
      text += line + fmt::format(" -d {}\n", quoted(flag.help));
      if (flag.kind == FlagKind::on_off)
        text += fmt::format("complete -c comitia -n '__comitia_at {}' -l {}\n", node.path,
                            flag.negative.empty() ? "no-" + flag.name : flag.negative);
    }
  }
  return text;
}

}  // namespace

Result<ExitCode> run_completion(Invocation& invocation) {
  COMITIA_TRY(const auto shell, invocation.one_input("the name of a shell: bash, zsh or fish"));
  std::string text;
  if (shell == "bash")
    text = bash(grammar());
  else if (shell == "zsh")
    text = zsh(grammar());
  else if (shell == "fish")
    text = fish(grammar());
  else
    return fail(ProblemCode::usage, fmt::format("there is no completion for {}", shell), "give bash, zsh or fish");
  COMITIA_CHECK(invocation.output().write(text));
  return ExitCode::done;
}

}  // namespace comitia::cli
