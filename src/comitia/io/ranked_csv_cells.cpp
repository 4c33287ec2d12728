// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Headers, words and comments of ranked CSV; see the header.
#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "comitia/io/ranked_csv_internal.h"

namespace comitia::io::ranked_csv {
namespace {

constexpr bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

/// The number that begins at `at`, or 0; at most six digits, which is far more than a ballot has ranks.
std::int64_t number_at(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end < text.size() && is_digit(text[end])) ++end;
  return end - at > 6 ? 0 : parse_integer(text.substr(at, end - at)).value_or(0);
}

/// The value of a comment "# key: value", or nothing when it has another key.
std::optional<std::string_view> value_of(std::string_view comment, std::string_view key) {
  comment = trim(comment.substr(1));
  if (comment.size() <= key.size() || !equal_ignoring_case(comment.substr(0, key.size()), key)) return std::nullopt;
  comment = trim(comment.substr(key.size()));
  if (!comment.starts_with(':')) return std::nullopt;
  return trim(comment.substr(1));
}

struct NumberedLine {
  std::int64_t number;
  std::string_view text;
};

/// "# option 3: text" or "# name 3: text", or nothing.
std::optional<NumberedLine> numbered_line(std::string_view comment, std::string_view word) {
  comment = trim(comment.substr(1));
  if (comment.size() <= word.size() || !equal_ignoring_case(comment.substr(0, word.size()), word)) return std::nullopt;
  const std::size_t colon = comment.find(':');
  if (colon == std::string_view::npos || !is_blank(comment[word.size()])) return std::nullopt;
  const auto number = parse_integer(trim(comment.substr(word.size(), colon - word.size())));
  if (!number) return std::nullopt;
  return NumberedLine{*number, trim(comment.substr(colon + 1))};
}

void declare_option(const NumberedLine& line, std::string_view where, Reading& reading, OptionIndex& options) {
  if (line.number != options.size() + 1)
    return reading.error(ProblemCode::index, where,
                         fmt::format("this is option {}, but {} stand before it", line.number, options.size()),
                         "number the options 1, 2, 3, ...");
  options.declare(line.text, {}, where);
}

void name_option(const NumberedLine& line, std::string_view where, Reading& reading, OptionIndex& options) {
  if (line.number < 1 || line.number > options.size())
    return reading.error(ProblemCode::index, where, fmt::format("there is no option {} to name", line.number),
                         "name the options behind their declarations");
  options.set_name(OptionId{static_cast<std::uint32_t>(line.number - 1)}, name_of(reading, line.text, where));
}

bool begins_formula(std::string_view text) {
  return !text.empty() && std::string_view("=+-@").find(text.front()) != std::string_view::npos;
}

std::string_view without_apostrophes(std::string_view text) {
  while (text.starts_with('\'')) text.remove_prefix(1);
  return text;
}

bool needs_guard(std::string_view text) {
  const std::string_view bare = without_apostrophes(text);
  return begins_formula(bare) || (!bare.empty() && (means_skipped(bare) || means_overvote(bare)));
}

}  // namespace

std::int64_t rank_of_column(std::string_view header) {
  const std::string text = lower(header);
  for (const std::string_view word : {"rank", "choice", "preference"}) {
    const std::size_t found = text.find(word);
    if (found == std::string::npos) continue;
    // "rank 2", "choice_3", "Preference #1"
    const std::size_t digit = text.find_first_not_of(" _-#.", found + word.size());
    if (digit != std::string::npos && is_digit(text[digit])) return number_at(text, digit);
    // "2nd choice"
    const std::size_t first = text.find_first_of("0123456789");
    if (first == std::string::npos || first > found) continue;
    const std::size_t suffix = text.find_first_not_of("0123456789", first);
    const std::string_view ordinal = std::string_view(text).substr(suffix, 2);
    if ((ordinal == "st" || ordinal == "nd" || ordinal == "rd" || ordinal == "th") && !is_letter(text[suffix + 2]))
      return number_at(text, first);
  }
  return 0;
}

bool is_id_column(std::string_view header) {
  constexpr std::array<std::string_view, 9> kWords = {"id",       "ballot",   "ballot id", "ballot_id",       "voter",
                                                      "voter id", "voter_id", "cvr",       "cast vote record"};
  return std::any_of(kWords.begin(), kWords.end(),
                     [&](std::string_view word) { return equal_ignoring_case(header, word); });
}

bool means_skipped(std::string_view cell) {
  return cell.empty() || equal_ignoring_case(cell, "undervote") || equal_ignoring_case(cell, "skipped");
}

bool means_overvote(std::string_view cell) { return equal_ignoring_case(cell, "overvote"); }

std::string guarded(std::string_view text) { return needs_guard(text) ? fmt::format("'{}", text) : std::string(text); }

std::string_view unguarded(std::string_view text) {
  return text.starts_with('\'') && needs_guard(text) ? text.substr(1) : text;
}

void append_csv_cell(std::string& out, std::string_view text) {
  if (text.find_first_of("\",\r\n") == std::string_view::npos && trim(text) == text) {
    out += text;
    return;
  }
  out += '"';
  for (const char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  out += '"';
}

bool check_step(RowCursor::Step step, const RowCursor& rows, Reading& reading) {
  if (step == RowCursor::Step::unclosed_quote)
    reading.drop(ProblemCode::syntax, rows.trouble(), "this quote is not closed", "add \" at the end of the cell");
  if (step == RowCursor::Step::text_after_quote)
    reading.drop(ProblemCode::syntax, rows.trouble(), "a comma or the end of the line should follow the closing quote",
                 "write a quote inside a quoted cell twice");
  return step == RowCursor::Step::row;
}

Preamble read_preamble(std::string_view& rest, Reading& reading, OptionIndex& options) {
  Preamble preamble;
  std::vector<Cell> cells;
  std::string buffer;
  while (rest.starts_with('#') || rest.starts_with("\"#")) {
    std::string_view where = rest.substr(0, 1);
    std::string_view comment;
    if (rest.front() == '#') {
      LineCursor lines(rest);
      comment = *lines.next();
      rest = lines.rest();
    } else {
      RowCursor rows(rest, ',');
      const auto step = rows.next(cells);
      rest = rows.rest();
      if (!check_step(step, rows, reading)) continue;
      comment = cells.front().text(buffer);
    }
    if (const auto title = value_of(comment, "title")) preamble.title = *title;
    if (const auto separator = value_of(comment, "equal ranks")) preamble.equal_ranks = *separator;
    if (const auto written = value_of(comment, "seats")) {
      preamble.seats = parse_integer(*written);
      if (!preamble.seats || *preamble.seats < 1) {
        preamble.seats.reset();
        reading.mend(ProblemCode::seats, where, "seats is a number from 1 on", "as in \"# seats: 3\"");
      }
    }
    if (const auto option = numbered_line(comment, "option")) declare_option(*option, where, reading, options);
    if (const auto name = numbered_line(comment, "name")) name_option(*name, where, reading, options);
  }
  return preamble;
}

}  // namespace comitia::io::ranked_csv
