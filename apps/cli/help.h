// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Help made from the grammar.
#pragma once

#include <string>
#include <vector>

#include "cli/invocation.h"

namespace comitia::cli {

/// Help of the command at `path`, on standard output or in the file of -o. @errors usage (no such command)
Result<ExitCode> print_help(Invocation& invocation, const Command& root, const std::vector<std::string>& path);

/// The text of it. With `rules` only those rules' options are shown, and with their own words.
std::string help_text(const Command& root, const std::vector<std::string>& path, const std::vector<std::string>& rules,
                      bool color);
/// "comitia elect decide INPUT... [options]"
std::string usage_line(const Command& command, const std::string& full_name);
/// What is known of a flag in one sentence: help, words, default.
std::string flag_sentence(const Flag& flag);
/// Text broken at blanks into lines of at most so many columns.
std::vector<std::string> wrapped(const std::string& text, std::int64_t columns);

}  // namespace comitia::cli
