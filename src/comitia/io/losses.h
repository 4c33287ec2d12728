// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// What a format cannot hold, in sentences: writers state what they keep, the rest is compared with the voices.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "comitia/voices/voices.h"

namespace comitia::io {

/// What a format keeps of an electorate beside names and ballots.
struct Keeps {
  bool option_ids = false;  ///< false: options are numbered 1..m
  bool option_names = true;
  bool voice_ids = false;
  bool voice_counts = false;  ///< false: a voice and its weight are told by one number
  bool seats = false;
  bool title = true;
  bool attributes = true;
  std::vector<std::string_view> voice_columns = {};
};

std::vector<std::string> losses(const Electorate& electorate, const Keeps& keeps);

/// Blanks instead of line ends, none at either end: what a line of text can hold of a name.
std::string one_line(std::string_view text);

/// Number of voters that a weight stands for, or nothing when it is not whole.
std::optional<std::int64_t> whole_weight(std::int64_t weight, std::int64_t scale);

}  // namespace comitia::io
