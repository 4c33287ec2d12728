// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// The program from words to exit code.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "comitia/base/problem.h"

namespace comitia::cli {

/// Parses, runs the command, prints problems, and gives the exit code of product.md.
int run(const std::vector<std::string>& words);

/// Runs `work` and turns what no command expects into an exit code: our own mistakes into 7, with a digest of the words
/// (never the words themselves, and never data), and exhausted memory into 5.
int guarded(const std::vector<std::string>& words, const std::function<int()>& work);

}  // namespace comitia::cli
