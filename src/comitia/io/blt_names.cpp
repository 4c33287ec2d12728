// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Names and title of a BLT file. Programs write them in many ways: quoted or not, with doubled quotes inside, with a
// party as a second quoted text, several on a line, or as the header lines of a PrefLib file.
#include <algorithm>
#include <optional>
#include <unordered_map>

#include <fmt/format.h>

#include "comitia/io/blt_internal.h"
#include "comitia/io/text_cursor.h"

namespace comitia::io::blt {
namespace {

using enum ProblemCode;

constexpr std::string_view kNumberedName = "# ALTERNATIVE NAME ";

/// A name, or the title, as read, and where it stands.
struct Item {
  std::string text;
  std::string_view where;
};

/// Lines that hold something other than comments.
std::vector<std::string_view> lines_with_content(std::string_view rest) {
  std::vector<std::string_view> lines;
  while (!rest.empty()) {
    if (is_blank(rest.front()) || rest.front() == '\n' || rest.front() == '\r') {
      rest.remove_prefix(1);
    } else if (const auto comment = comment_length(rest); comment > 0 && !rest.starts_with(kNumberedName)) {
      rest.remove_prefix(comment);
    } else {
      LineCursor cursor(rest);
      lines.push_back(trim(*cursor.next()));
      rest = cursor.rest();
    }
  }
  return lines;
}

/// Takes the quoted text that starts here; nothing when it is not closed.
std::optional<std::string> take_quoted(std::string_view& rest) {
  std::string text;
  for (std::size_t at = 1; at < rest.size(); ++at) {
    if (rest[at] == '"' && at + 1 < rest.size() && rest[at + 1] == '"') {
      ++at;
    } else if (rest[at] == '"') {
      rest = trim(rest.substr(at + 1));
      return text;
    }
    text += rest[at];
  }
  return std::nullopt;
}

/// A line in quotes. Quoted texts behind the first one stay in quotes: the party beside the name.
std::string quoted_line(Reading& reading, std::string_view line) {
  std::string text;
  std::string_view rest = line;
  while (rest.starts_with('"')) {
    const auto next = take_quoted(rest);
    if (!next) {
      reading.mend(syntax, rest.substr(0, 1), "the quote is not closed on its line",
                   "double a quote that belongs to the name");
      return text + std::string(trim(rest.substr(1)));
    }
    text += rest.data() == line.data() || text.empty() ? *next : fmt::format(" \"{}\"", *next);
  }
  if (!rest.empty() && comment_length(rest) == 0) {
    reading.mend(syntax, rest, "text behind the closing quote", "double a quote that belongs to the name");
    text += rest;
  }
  return std::string(trim(text));
}

/// A line without quotes. A '#' with a blank behind it starts a comment; "Proposal #3" is a name.
std::string plain_line(std::string_view line) {
  const auto comment = std::min({line.find(" # "), line.find("\t# "), line.find("/*")});
  return std::string(trim(line.substr(0, comment)));
}

/// "# ALTERNATIVE NAME 3: Carol" stands in for a name in files converted from PrefLib.
std::string numbered_line(Reading& reading, std::string_view line, std::size_t position) {
  const auto colon = std::min(line.find(':'), line.size());
  const auto digits =
      trim(line.substr(kNumberedName.size(), std::max(colon, kNumberedName.size()) - kNumberedName.size()));
  if (parse_integer(digits) != static_cast<std::int64_t>(position)) {
    reading.error(index, line, fmt::format("the name of candidate '{}' stands in place {}", digits, position),
                  "order the names by their numbers");
  }
  return std::string(trim(line.substr(std::min(colon + 1, line.size()))));
}

std::vector<Item> one_a_line(Reading& reading, const std::vector<std::string_view>& lines) {
  std::vector<Item> items;
  for (const auto line : lines) {
    if (line.starts_with(kNumberedName)) {
      items.push_back({numbered_line(reading, line, items.size() + 1), line});
    } else {
      items.push_back({line.front() == '"' ? quoted_line(reading, line) : plain_line(line), line});
    }
  }
  return items;
}

/// Quoted texts and single words, whatever the lines.
std::vector<Item> one_after_the_other(const std::vector<std::string_view>& lines) {
  std::vector<Item> items;
  for (auto rest : lines) {
    while (!rest.empty() && comment_length(rest) == 0) {
      const auto from_here = rest;
      if (rest.front() == '"') {
        auto text = take_quoted(rest);
        if (!text) break;
        items.push_back({std::string(trim(*text)), from_here});
      } else {
        const auto end = std::min(rest.find_first_of(" \t\""), rest.size());
        items.push_back({std::string(rest.substr(0, end)), from_here});
        rest = trim(rest.substr(end));
      }
    }
  }
  return items;
}

std::vector<Item> read_items(Reading& reading, const std::vector<std::string_view>& lines, std::size_t count) {
  const auto fits = [&](std::size_t size) { return size == count || size == count + 1; };
  if (lines.size() == count + 1) return one_a_line(reading, lines);
  auto items = one_after_the_other(lines);
  // As many lines as names: names and no title, unless the title is there in quotes, as in a file of one line.
  if (lines.size() == count && items.size() != count + 1) return one_a_line(reading, lines);
  return fits(items.size()) ? items : one_a_line(reading, lines);
}

}  // namespace

std::size_t comment_length(std::string_view text) {
  if (text.starts_with('#')) return std::min(text.find('\n'), text.size());
  if (!text.starts_with("/*")) return 0;
  const auto close = text.find("*/", 2);
  return close == std::string_view::npos ? text.size() : close + 2;
}

Names read_names(Reading& reading, std::string_view text, std::int64_t count) {
  const auto expected = static_cast<std::size_t>(count);
  auto items = read_items(reading, lines_with_content(text), expected);
  Names result;
  if (items.size() < expected) {
    reading.mend(name_count, text.substr(text.size()), fmt::format("{} candidates, but {} names", count, items.size()),
                 "name each candidate in order, then the election");
  } else if (items.size() > expected + 1) {
    reading.mend(name_count, items[expected + 1].where,
                 fmt::format("{} candidates and a title, but {} lines of names", count, items.size()),
                 "one name for each candidate, then the title");
  } else if (items.size() == expected) {
    reading.note(name_count, text.substr(text.size()), "the election has no title");
  } else {
    result.title = items.back().text;
  }
  items.resize(std::min(items.size(), expected));
  std::unordered_map<std::string, std::size_t> seen;
  for (const auto& [text_of_name, where] : items) {
    const auto number = result.names.size() + 1;
    auto cleaned = reading.clean_name(text_of_name, where, fmt::format("the name of candidate {}", number));
    if (cleaned.empty()) {
      reading.mend(name, where, fmt::format("the name of candidate {} is empty", number));
      cleaned = std::to_string(number);
    }
    const auto [twin, is_new] = seen.try_emplace(cleaned, number);
    if (!is_new)
      reading.note(name, where,
                   fmt::format("candidates {} and {} have the same name '{}'", twin->second, number, cleaned));
    result.names.push_back(std::move(cleaned));
  }
  while (result.names.size() < expected) result.names.push_back(std::to_string(result.names.size() + 1));
  return result;
}

}  // namespace comitia::io::blt
