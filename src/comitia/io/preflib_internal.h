// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// What reader and writer of PrefLib files share: the kinds of files, the keys of the header, and the header as read.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "comitia/io/reading.h"

namespace comitia::io::preflib {

/// Kinds of files, named like their extensions: strict orders or orders with ties, complete or incomplete; categories;
/// a weighted graph.
enum class Kind { soc, soi, toc, toi, cat, wmd };

inline constexpr std::array<std::string_view, 6> kKindWords = {"soc", "soi", "toc", "toi", "cat", "wmd"};
constexpr std::string_view word_of(Kind kind) { return kKindWords[static_cast<std::size_t>(kind)]; }
constexpr bool allows_ties(Kind kind) { return kind == Kind::toc || kind == Kind::toi; }
constexpr bool must_be_complete(Kind kind) { return kind == Kind::soc || kind == Kind::toc; }
std::optional<Kind> kind_by_word(std::string_view word);
std::optional<Kind> kind_by_extension(std::string_view source_name);

/// Header lines that describe the file, in the order in which they are written.
inline constexpr std::array<std::string_view, 9> kDescriptiveKeys = {
    "FILE NAME",  "TITLE",         "DESCRIPTION",      "DATA TYPE",        "MODIFICATION TYPE",
    "RELATES TO", "RELATED FILES", "PUBLICATION DATE", "MODIFICATION DATE"};
inline constexpr std::string_view kAlternativeName = "ALTERNATIVE NAME ";
inline constexpr std::string_view kCategoryName = "CATEGORY NAME ";
inline constexpr std::string_view kNumber = "NUMBER ";

/// A count that the header states, and where.
struct Stated {
  std::int64_t value = 0;
  std::string_view where;
};

struct Header {
  Kind kind = Kind::toi;
  std::vector<std::string> names;       ///< of the alternatives; names[i] belongs to alternative i + 1
  std::vector<std::string> categories;  ///< names of the categories, best first; empty for orders
  std::optional<Stated> voters;
  std::optional<Stated> orders;  ///< number of distinct rows
  std::string title;
  std::vector<std::pair<std::string, std::string>> attributes;
  char after_count = ':';  ///< what stands between the count of a row and its order
  std::string_view rows;   ///< everything behind the header
};

/// Reads the header; nothing when it is beyond repair (the errors are then with the reading).
std::optional<Header> read_header(Reading& reading, std::string_view source_name);

}  // namespace comitia::io::preflib
