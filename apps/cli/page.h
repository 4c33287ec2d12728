// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// What a command has to say, as headings, lines and tables; written as text for a terminal, as Markdown, or (the
// tables) as CSV that no spreadsheet can mistake for formulas.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace comitia::cli {

enum class Tone { plain, strong, good, bad, doubtful, faint };

struct Line {
  std::string text;
  Tone tone = Tone::plain;
};

struct Table {
  std::vector<std::string> header;
  std::vector<std::vector<std::string>> rows;
  std::vector<bool> right = {};  ///< columns of numbers, aligned to the right; missing entries are left
};

class Page {
 public:
  Page& line(std::string text, Tone tone = Tone::plain);
  Page& heading(std::string text) { return line(std::move(text), Tone::strong); }
  Page& table(Table table);
  /// An empty line between parts; several count as one.
  Page& gap();
  Page& append(const Page& other);

  std::string text(bool color) const;
  std::string markdown() const;
  bool empty() const { return parts_.empty(); }

 private:
  struct Gap {};
  std::vector<std::variant<Line, Table, Gap>> parts_;
};

std::string csv(const Table& table);
/// One cell, quoted where needed. A cell that a spreadsheet would run as a formula is led by an apostrophe.
std::string csv_cell(std::string_view text);

/// Columns that a text takes on a terminal.
std::int64_t display_width(std::string_view text);
/// The text without control characters, so that no name in a file can move a cursor.
std::string printable(std::string_view text);
/// "1 voter", "12,345 voters"
std::string counted(std::int64_t count, std::string_view noun);
/// "12,345"
std::string grouped(std::int64_t count);
/// At most so many columns, with an ellipsis where something is left out.
std::string shortened(std::string_view text, std::int64_t columns);

}  // namespace comitia::cli
