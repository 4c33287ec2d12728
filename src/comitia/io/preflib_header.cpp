// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// The header of a PrefLib file: lines "# KEY: value" since 2022, before that the number of alternatives, their numbered
// names, and a line of three counts.
#include <algorithm>
#include <unordered_map>

#include <fmt/format.h>

#include "comitia/io/preflib_internal.h"
#include "comitia/io/text_cursor.h"

namespace comitia::io::preflib {
namespace {

using enum ProblemCode;

/// A name with the number that the file gives it.
struct Numbered {
  std::int64_t number = 0;
  std::string_view name;
  std::string_view where;  ///< the whole line
};

std::optional<Stated> read_count(Reading& reading, std::string_view key, std::string_view value) {
  const auto count = parse_integer(value);
  if (count && *count >= 0) return Stated{*count, value};
  reading.mend(number, value, fmt::format("{} is '{}', which is not a whole number", key, value), "write digits only");
  return std::nullopt;
}

/// Puts numbered names into their places 0..count-1; numbers count from `first`.
std::vector<std::string> place_names(Reading& reading, const std::vector<Numbered>& found, std::int64_t count,
                                     std::int64_t first, std::string_view what, std::string_view end_of_header) {
  std::vector<std::string> names(static_cast<std::size_t>(count));
  std::vector<bool> known(names.size());
  for (const auto& [number, text, where] : found) {
    const auto at = static_cast<std::size_t>(number - first);
    if (number < first || number >= first + count) {
      reading.mend(
          index, where,
          fmt::format("{} {} is named, but they are numbered {} to {}", what, number, first, first + count - 1));
    } else if (known[at]) {
      reading.mend(duplicate_id, where, fmt::format("{} {} is named twice", what, number), "give each number once");
    } else {
      known[at] = true;
      if (text.empty()) reading.mend(name, where, fmt::format("{} {} has an empty name", what, number));
      names[at] = reading.clean_name(text, text, fmt::format("the name of {} {}", what, number));
    }
  }
  const auto missing = std::find(known.begin(), known.end(), false);
  if (missing != known.end()) {
    reading.mend(
        name_count, end_of_header,
        fmt::format("{} of {} names are missing, the first is that of {} {}",
                    std::count(known.begin(), known.end(), false), count, what, missing - known.begin() + first));
  }
  for (std::size_t at = 0; at < names.size(); ++at) {
    if (names[at].empty()) names[at] = std::to_string(static_cast<std::int64_t>(at) + first);
  }
  return names;
}

/// Two alternatives of one name are told apart by their numbers; worth a note, since people only see the names.
void note_equal_names(Reading& reading, const std::vector<Numbered>& found) {
  std::unordered_map<std::string_view, std::int64_t> seen;
  for (const auto& [number, text, where] : found) {
    const auto [first, is_new] = seen.try_emplace(text, number);
    if (is_new || text.empty()) continue;
    reading.note(name, where,
                 fmt::format("alternatives {} and {} have the same name '{}'", first->second, number, text));
  }
}

/// Which kind of file it is: DATA TYPE and the extension must agree; one of them suffices.
std::optional<Kind> decide_kind(Reading& reading, std::optional<Kind> by_extension, std::string_view stated,
                                std::string_view end_of_header) {
  if (stated.empty()) {
    if (!by_extension) {
      reading.mend(extension, end_of_header, "neither DATA TYPE nor the extension says what the file holds",
                   "add a line '# DATA TYPE: toi'");
    }
    return by_extension.value_or(Kind::toi);
  }
  const auto by_word = kind_by_word(stated);
  if (!by_word) {
    reading.error(vote_type, stated, fmt::format("'{}' is not a data type", stated), "soc, soi, toc, toi or cat");
    return std::nullopt;
  }
  if (by_extension && *by_extension != *by_word) {
    reading.mend(
        extension, stated,
        fmt::format("the extension of the file is .{}, but its data type is {}", word_of(*by_extension), stated),
        "rename the file or correct the line");
  }
  return by_word;
}

/// Number of alternatives within what can be read. False: beyond repair.
bool check_alternatives(Reading& reading, std::int64_t count, std::string_view where) {
  if (count > kMostOptions) {
    reading.error(too_large, where, fmt::format("{} alternatives; at most {} can be read", count, kMostOptions));
  } else if (count > std::ssize(reading.text())) {
    reading.error(name_count, where, fmt::format("{} names have no room in this file", count));
  } else if (count == 0) {
    reading.error(no_options, where, "there is no alternative");
  } else {
    return true;
  }
  return false;
}

struct Lines {
  std::optional<Stated> alternatives;
  std::optional<Stated> categories;
  std::vector<Numbered> alternative_names;
  std::vector<Numbered> category_names;
  std::string_view data_type;
  bool has_data_type = false;
};

/// "ALTERNATIVE NAME 7" and the like. True when the key is of that form, even if the number is not one.
bool read_numbered(Reading& reading, std::string_view prefix, std::string_view key, std::string_view value,
                   std::string_view line, std::vector<Numbered>& found) {
  if (!key.starts_with(prefix)) return false;
  const auto digits = trim(key.substr(prefix.size()));
  if (const auto parsed = parse_integer(digits)) {
    found.push_back({*parsed, value, line});
  } else {
    reading.mend(number, digits, fmt::format("'{}' is not a number", digits), fmt::format("# {}1: ...", prefix));
  }
  return true;
}

/// One line "# KEY: value".
void read_line(Reading& reading, std::string_view line, Header& header, Lines& lines) {
  const auto content = trim(line.substr(1));
  const auto colon = content.find(':');
  if (colon == std::string_view::npos) {
    reading.mend(syntax, line, "a header line without a colon", "# KEY: value");
    return;
  }
  const auto key = trim(content.substr(0, colon));
  const auto value = trim(content.substr(colon + 1));
  if (read_numbered(reading, kAlternativeName, key, value, line, lines.alternative_names)) return;
  if (read_numbered(reading, kCategoryName, key, value, line, lines.category_names)) return;

  const auto once = [&](auto& field, auto read) {
    if (field) {
      reading.mend(syntax, line, fmt::format("{} is stated twice", key), "keep one of the lines");
    } else {
      field = read();
    }
  };
  const auto count = [&] { return read_count(reading, key, value); };
  if (key == "NUMBER ALTERNATIVES") {
    once(lines.alternatives, count);
  } else if (key == "NUMBER CATEGORIES") {
    once(lines.categories, count);
  } else if (key == "NUMBER VOTERS") {
    once(header.voters, count);
  } else if (key == "NUMBER UNIQUE ORDERS" || key == "NUMBER UNIQUE PREFERENCES") {
    once(header.orders, count);
  } else if (key == "DATA TYPE") {
    once(lines.has_data_type, [&] { return lines.data_type = value, true; });
  } else if (key == "TITLE") {
    header.title = value;
  } else {
    header.attributes.emplace_back(key, value);
  }
}

std::optional<Header> read_lines(Reading& reading, std::optional<Kind> by_extension) {
  Header header;
  Lines lines;
  LineCursor cursor(reading.text());
  for (header.rows = cursor.rest(); header.rows.starts_with('#'); header.rows = cursor.rest()) {
    read_line(reading, *cursor.next(), header, lines);
  }
  const auto end_of_header = header.rows.substr(0, 0);

  const auto kind = decide_kind(reading, by_extension, lines.data_type, end_of_header);
  if (!kind) return std::nullopt;
  header.kind = *kind;

  if (!lines.alternatives) {
    reading.mend(count_mismatch, end_of_header, "NUMBER ALTERNATIVES is missing from the header",
                 fmt::format("# NUMBER ALTERNATIVES: {}", lines.alternative_names.size()));
    lines.alternatives = Stated{std::ssize(lines.alternative_names), end_of_header};
  }
  if (header.kind == Kind::wmd) return header;
  if (!check_alternatives(reading, lines.alternatives->value, lines.alternatives->where)) return std::nullopt;
  header.names =
      place_names(reading, lines.alternative_names, lines.alternatives->value, 1, "alternative", end_of_header);
  note_equal_names(reading, lines.alternative_names);

  if (header.kind == Kind::cat) {
    if (!lines.categories) lines.categories = Stated{std::ssize(lines.category_names), end_of_header};
    if (!check_alternatives(reading, std::max<std::int64_t>(lines.categories->value, 1), lines.categories->where))
      return std::nullopt;
    if (lines.categories->value == 0) {
      reading.error(name_count, end_of_header, "no category is named",
                    "# NUMBER CATEGORIES: 2 and a CATEGORY NAME line for each");
      return std::nullopt;
    }
    // Published files count categories from 1, some from 0.
    const bool from_zero = std::any_of(lines.category_names.begin(), lines.category_names.end(),
                                       [](const Numbered& category) { return category.number == 0; });
    header.categories = place_names(reading, lines.category_names, lines.categories->value, from_zero ? 0 : 1,
                                    "category", end_of_header);
  }
  return header;
}

/// The header before 2022: "4", then "1,Alice" and so on, then "voters,sum of counts,distinct orders".
std::optional<Header> read_old(Reading& reading, std::optional<Kind> by_extension) {
  Header header;
  header.kind = by_extension.value_or(Kind::toi);
  header.after_count = ',';
  LineCursor cursor(reading.text());
  const auto first = trim(*cursor.next());
  if (header.kind == Kind::wmd) return header;
  if (header.kind == Kind::cat) {
    reading.error(format, first, "the header of files before 2022 has no categories", "use the header of 2022");
    return std::nullopt;
  }
  const auto count = parse_integer(first);
  if (!count || !check_alternatives(reading, *count, first)) {
    if (!count) reading.error(number, first, fmt::format("'{}' is too large a number of alternatives", first));
    return std::nullopt;
  }

  std::vector<Numbered> found;
  std::string_view rest = cursor.rest();
  for (std::int64_t i = 1; i <= *count; ++i) {
    rest = cursor.rest();
    const auto line = cursor.next().value_or(rest);
    const auto comma = std::min(line.find(','), line.size());
    if (parse_integer(trim(line.substr(0, comma))) != i || comma == line.size()) {
      reading.error(name_count, line, fmt::format("expected the name of alternative {} of {}", i, *count),
                    fmt::format("{},Name", i));
      return std::nullopt;
    }
    found.push_back({i, trim(line.substr(comma + 1)), line});
  }
  rest = cursor.rest();
  header.names = place_names(reading, found, *count, 1, "alternative", rest.substr(0, 0));
  note_equal_names(reading, found);

  const auto counts = cursor.next().value_or(rest);
  std::int64_t values[3] = {};
  std::string_view places[3];
  std::string_view left = counts;
  bool three = true;
  for (int i = 0; i < 3; ++i) {
    const auto comma = left.find(',');
    three = three && (i == 2) == (comma == std::string_view::npos);
    places[i] = trim(left.substr(0, comma));
    const auto value = parse_integer(places[i]);
    three = three && value && *value >= 0;
    values[i] = value.value_or(0);
    left = comma == std::string_view::npos ? left.substr(left.size()) : left.substr(comma + 1);
  }
  if (!three) {
    reading.error(syntax, counts, "the line of counts is not 'voters,sum of counts,distinct orders'",
                  "for example 475,475,41");
    return std::nullopt;
  }
  if (values[0] != values[1]) {
    reading.mend(count_mismatch, places[1],
                 fmt::format("{} voters, but the counts are said to sum to {}", values[0], values[1]));
  }
  header.voters = Stated{values[0], places[0]};
  header.orders = Stated{values[2], places[2]};
  header.rows = cursor.rest();
  return header;
}

}  // namespace

std::optional<Kind> kind_by_word(std::string_view word) {
  for (std::size_t i = 0; i < kKindWords.size(); ++i) {
    if (equal_ignoring_case(word, kKindWords[i])) return static_cast<Kind>(i);
  }
  return std::nullopt;
}

std::optional<Kind> kind_by_extension(std::string_view source_name) {
  const auto dot = source_name.rfind('.');
  return dot == std::string_view::npos ? std::nullopt : kind_by_word(source_name.substr(dot + 1));
}

std::optional<Header> read_header(Reading& reading, std::string_view source_name) {
  const auto by_extension = kind_by_extension(source_name);
  const auto text = reading.text();
  if (text.starts_with('#')) return read_lines(reading, by_extension);
  const auto first_line = LineCursor(text).next();
  const auto digits = first_line ? trim(*first_line) : std::string_view();
  if (!digits.empty() && std::all_of(digits.begin(), digits.end(), is_digit)) return read_old(reading, by_extension);
  if (trim(text).empty()) {
    reading.error(empty, text, "the file is empty");
  } else {
    reading.error(format, first_line->substr(0, 1), "the file does not start with a PrefLib header",
                  "# FILE NAME: ... or the number of alternatives");
  }
  return std::nullopt;
}

}  // namespace comitia::io::preflib
