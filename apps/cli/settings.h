// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// The options that every command understands: how they are declared, and what they say once read.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "comitia/base/context.h"
#include "comitia/io/format.h"

#include "cli/arguments.h"

namespace comitia::cli {

enum class Format { table, json, jsonl, csv, md, html, svg };
enum class When { automatic, on, off };

}  // namespace comitia::cli

namespace comitia {
template <>
inline constexpr std::array<std::string_view, 7> kEnumWords<cli::Format> = {"table", "json", "jsonl", "csv",
                                                                            "md",    "html", "svg"};
template <>
inline constexpr std::array<std::string_view, 3> kEnumWords<cli::When> = {"auto", "on", "off"};
}  // namespace comitia

namespace comitia::cli {

/// The global options, read once.
struct Settings {
  RunSettings run;
  std::optional<Format> format;  ///< as asked for, or as the extension of -o says
  std::string output;            ///< file; empty = standard output
  std::string from;              ///< format of the input; empty = detected
  io::ReadOptions reading;
  std::optional<std::string> arithmetic;  ///< word of the rules' option, when asked for
  bool margin = false;
  int threads = 0;
  double time_limit_seconds = 0;
  std::int64_t memory_limit_bytes = 0;
  When progress = When::automatic;
  bool quiet = false;
  bool verbose = false;
  bool color = true;  ///< wanted; only used on a terminal
  bool no_input = false;
};

/// The flags of the root command.
std::vector<Flag> global_flags();
/// Names of global flags that a rule may declare as an option of its own: the global one then sets it.
bool is_global_flag(std::string_view name);

/// @errors usage, option-range, file (--ties draw:FILE)
Result<Settings> read_settings(const Arguments& arguments);

inline std::string_view word_of(Format format) { return kEnumWords<Format>[static_cast<std::size_t>(format)]; }

}  // namespace comitia::cli
