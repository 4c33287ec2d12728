// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// What the exit codes of the program mean: the help, the manual page and the reference take their words from here.
#pragma once

#include <array>
#include <string_view>

#include "comitia/base/problem.h"

namespace comitia::cli {

struct ExitMeaning {
  ExitCode code;
  std::string_view meaning;  ///< in a few words
  std::string_view detail;   ///< what stands where then; one sentence
};

inline constexpr std::array kExitMeanings = {
    ExitMeaning{ExitCode::done, "done", "Checking commands: everything holds."},
    ExitMeaning{ExitCode::does_not_hold, "something does not hold (validate, verify, audit check)",
                "Standard output says what."},
    ExitMeaning{ExitCode::usage, "wrong usage",
                "Standard error says what was not understood, and what is close to it."},
    ExitMeaning{ExitCode::invalid_voices, "invalid voices",
                "Standard error has one line for each problem, with its place; the first twenty, then a count."},
    ExitMeaning{
        ExitCode::cannot_decide, "cannot decide",
        "The voices are sound, but do not lead to a decision: a tie that may not be broken, a number of seats that "
        "is missing."},
    ExitMeaning{ExitCode::limit_reached, "limit reached",
                "Time, memory or size; the best that was found is still written when the rule has it."},
    ExitMeaning{ExitCode::input_output, "input or output", "A file cannot be opened, read or written."},
    ExitMeaning{ExitCode::internal, "internal error", "A mistake of the program; please report it."},
    ExitMeaning{ExitCode::interrupted, "interrupted", "Nothing half-finished is left behind."},
};

}  // namespace comitia::cli
