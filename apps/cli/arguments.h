// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// The words of one command line, sorted by the grammar. Parsing is the business of CLI11, which only arguments.cpp
// knows.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "comitia/base/result.h"

#include "cli/command.h"

namespace comitia::cli {

class Arguments {
 public:
  std::vector<std::string> path;    ///< the command: {"elect", "decide"}; empty for `comitia` alone
  std::vector<std::string> inputs;  ///< what stands without dashes
  std::map<std::string, std::vector<std::string>, std::less<>> values;  ///< by name of the flag

  bool given(std::string_view name) const { return values.find(name) != values.end(); }
  /// The value of a flag, or the text that stands for its absence.
  std::string text(std::string_view name, std::string_view absent = {}) const;
  /// All values of a flag, those with commas taken apart.
  std::vector<std::string> list(std::string_view name) const;
  /// Whether a switch is on; `absent` when it was not given.
  bool on(std::string_view name, bool absent = false) const;
};

/// @errors usage (with what was meant, where that can be guessed), file (--config)
Result<Arguments> parse(const Command& root, const std::vector<std::string>& words);

/// The closest of `known` to a misspelt word, or nothing when none is close.
std::optional<std::string> closest(std::string_view word, const std::vector<std::string>& known);

}  // namespace comitia::cli
