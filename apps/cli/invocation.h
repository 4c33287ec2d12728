// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// One run of the program: its arguments, the settings that all commands share, and what it reads and writes. This is
// where clock, signals, environment and files enter; the engine below sees only a Context.
#pragma once

#include <chrono>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "comitia/base/context.h"
#include "comitia/catalog/decide.h"
#include "comitia/io/format.h"

#include "cli/arguments.h"
#include "cli/output.h"
#include "cli/progress.h"
#include "cli/settings.h"

namespace comitia::cli {

/// Voices from one input, with what is known of their source.
struct VoicesInput {
  std::string name;         ///< as given on the command line
  std::string_view format;  ///< id of the format
  Voices voices;
  Problems notes;
  std::int64_t dropped = 0;
  SourceReference source;
};

class Invocation {
 public:
  Invocation(const Arguments& arguments, Settings settings);
  ~Invocation();

  const Arguments& arguments() const { return arguments_; }
  const Settings& settings() const { return settings_; }
  Settings& settings() { return settings_; }
  /// The command that was called: "comitia elect decide".
  std::string command() const;
  /// "elect" for `comitia elect decide`.
  const std::string& family() const { return arguments_.path.front(); }

  /// What enters the engine: settings, clock, signals, progress.
  Context context();

  /// The only input. @errors usage (none, or several)
  Result<std::string> one_input(std::string_view what) const;
  /// At least one input. @errors usage
  Result<std::vector<std::string>> inputs(std::string_view what) const;
  /// Opens a file, or standard input for "-". @errors file, too-large, usage (--no-input on a terminal)
  Result<io::Source> open(const std::string& name) const;
  /// Opens and reads voices; says on standard error what was mended or dropped. @errors those of the format
  Result<VoicesInput> read_voices(const std::string& name);
  Result<VoicesInput> read_voices(const io::Source& source, const std::string& name);

  /// Refuses a format that the command does not write. @errors usage
  Result<void> expect_format(std::initializer_list<Format> written) const;
  /// Where results go: standard output at once, or the file of -o when finish() is called.
  Output& output() { return output_; }
  const Output& output() const { return output_; }
  /// A line for the person at the terminal, on standard error; silent with -q.
  void say(std::string_view line) const;
  /// The same, only with -v.
  void say_more(std::string_view line) const;
  bool color_on_output() const;
  double elapsed_seconds() const;

 private:
  const Arguments& arguments_;
  Settings settings_;
  Output output_;
  std::chrono::steady_clock::time_point start_;
  std::unique_ptr<ProgressLine> progress_;
};

/// How these problems end a command. What is wrong at a place in a file is wrong with the file: a rule that cannot
/// decide and a file that says so of itself ("0 seats") are different things.
ExitCode exit_code(const Problems& problems);

/// Writes problems to standard error, one per line: those with a place as file:line:column, the others after our name.
void print_problems(const Problems& problems);

}  // namespace comitia::cli
