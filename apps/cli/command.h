// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// The grammar of the command line as plain data. Parsing, --help, the manual page and shell completion all read this
// one description, and the part that concerns rules is made from the catalog, so none of them can disagree.
#pragma once

#include <string>
#include <vector>

#include "comitia/base/fields.h"
#include "comitia/base/result.h"

namespace comitia::cli {

class Invocation;

enum class FlagKind {
  one,     ///< takes a value, once
  many,    ///< takes a value, may be repeated; commas separate values, too
  on,      ///< a switch
  on_off,  ///< a switch that also exists as --no-NAME (or as the name given in `negative`)
};

struct Flag {
  std::string name;  ///< "time-limit": written --time-limit
  char letter = 0;   ///< 'o': also written -o
  FlagKind kind = FlagKind::one;
  std::string value;  ///< what follows, for people: "FILE"
  std::string help;
  std::vector<std::string> choices = {};  ///< the words that it takes, when they are fixed
  std::string default_value = {};         ///< for people
  std::string negative = {};              ///< on_off: name of the opposite, when it is not no-NAME
  std::vector<std::string> rules = {};    ///< the rules that take it; empty for options of the command itself
  std::string group = {};                 ///< heading in --help; empty for options of the command itself
  bool hidden = false;                    ///< accepted but not advertised: a word of other tools
  std::vector<Flag> variants = {};        ///< where rules differ in what they take: each way of its own, for --help
};

/// What stands without dashes: INPUT, DECISION, ...
struct Positional {
  std::string name;
  std::string help;
  bool required = false;
  bool many = false;
  std::vector<std::string> choices = {};
};

struct Example {
  std::string what;
  std::string command;
};

struct Command {
  std::string name;
  std::string summary;      ///< one line, without a full stop
  std::string description;  ///< further sentences for --help
  std::vector<Positional> positionals = {};
  std::vector<Flag> flags = {};
  std::vector<Example> examples = {};
  std::vector<Command> commands = {};
  /// Does the work; null for commands that only hold others.
  Result<ExitCode> (*run)(Invocation&) = nullptr;
};

/// Everything that `comitia` understands. The flags of the root are the global options.
const Command& grammar();
/// The command at a path such as {"elect", "decide"}, or null.
const Command* find_command(const Command& root, const std::vector<std::string>& path);

/// The option that sets a described field.
Flag flag_of(const FieldSpec& field);
/// "--seats N", "-o, --output FILE", "--[no-]strict"
std::string spelling(const Flag& flag);

}  // namespace comitia::cli
