// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// What all text formats share: walking over lines and over rows of separated cells without copying, and plain numbers.
// Every view handed out points into the text of the source, so that a problem finds its line and column from the view
// alone (Reading::locate) and parsers need not count lines.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "comitia/base/rational.h"

namespace comitia::io {

/// Space and tab; the end of a line is no blank.
constexpr bool is_blank(char c) { return c == ' ' || c == '\t'; }
constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// The text without blanks around it.
constexpr std::string_view trim(std::string_view text) {
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return text;
}

/// Compares ASCII letters without regard to case.
bool equal_ignoring_case(std::string_view a, std::string_view b);

/// Reads "17" or "-3" (no plus, no blanks, no fraction), or nothing, also when it exceeds 64 bits.
std::optional<std::int64_t> parse_integer(std::string_view text);

/// An exact number as people write it: "12", "0.25", or "1/3" where no short decimal is exact. Rational::parse reads
/// it.
std::string format_number(const Rational& value);

/// Lines that end with LF or CRLF; the last one may end with the text.
class LineCursor {
 public:
  explicit LineCursor(std::string_view text) : rest_(text) {}

  /// The next line without its end, or nothing after the last one. A text that ends with a line end has no further,
  /// empty line.
  std::optional<std::string_view> next();
  /// What was not read yet, from the start of the next line.
  std::string_view rest() const { return rest_; }
  bool at_end() const { return rest_.empty(); }

 private:
  std::string_view rest_;
};

/// One cell of a row.
struct Cell {
  std::string_view source;  ///< as written, without blanks around it, with its quotes
  bool quoted = false;

  /// The cell's text: quotes removed and doubled quotes halved. Uses the buffer only where a copy is needed, so the
  /// result lives as long as both the source and the buffer.
  std::string_view text(std::string& buffer) const;
  std::string text() const;
  bool empty() const { return quoted ? source.size() == 2 : source.empty(); }
};

/// Rows of cells: a separator between cells, blanks around cells ignored, a cell that starts with '"' runs to the
/// closing quote (over line ends too) and holds '""' for a quote.
class RowCursor {
 public:
  enum class Step { row, end, unclosed_quote, text_after_quote };

  RowCursor(std::string_view text, char separator) : rest_(text), separator_(separator) {}

  /// Reads the next row into `cells` (at least one cell, which is empty on an empty line). After a step other than row
  /// or end, trouble() is the place and the cursor stands behind that line.
  Step next(std::vector<Cell>& cells);
  std::string_view trouble() const { return trouble_; }
  /// The row just read, as written.
  std::string_view row() const { return row_; }
  std::string_view rest() const { return rest_; }

 private:
  std::string_view rest_;
  std::string_view row_;
  std::string_view trouble_;
  char separator_;
};

/// Appends a cell so that RowCursor reads the same text back; quotes it only where that is needed.
void append_cell(std::string& out, std::string_view text, char separator);

}  // namespace comitia::io
