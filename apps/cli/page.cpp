// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
#include "cli/page.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "comitia/base/rational.h"
#include "comitia/decision/sentences.h"

namespace comitia::cli {
namespace {

// Decodes one code point of well-formed UTF-8; a stray byte stands for itself.
char32_t next_code_point(std::string_view text, std::size_t& at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char lead = byte(at);
  const std::size_t length = lead < 0xC0 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  if (length == 1 || at + length > text.size()) return byte(at++);
  char32_t point = lead & (0xFFU >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) point = (point << 6U) | (byte(at + i) & 0x3FU);
  at += length;
  return point;
}

struct Block {
  char32_t first, last;
};
// Unicode Standard Annex 11: blocks that are wide or full width, and combining marks that take no column.
constexpr std::array kWide = {Block{0x1100, 0x115F}, Block{0x2E80, 0xA4CF},   Block{0xAC00, 0xD7A3},
                              Block{0xF900, 0xFAFF}, Block{0xFE30, 0xFE6F},   Block{0xFF00, 0xFF60},
                              Block{0xFFE0, 0xFFE6}, Block{0x1F300, 0x1FAFF}, Block{0x20000, 0x3FFFD}};
constexpr std::array kNarrow = {Block{0x0300, 0x036F}, Block{0x200B, 0x200F}, Block{0x20D0, 0x20FF},
                                Block{0xFE00, 0xFE0F}};

template <class Blocks>
bool among(const Blocks& blocks, char32_t point) {
  return std::any_of(blocks.begin(), blocks.end(), [&](Block b) { return b.first <= point && point <= b.last; });
}

std::int64_t width_of(char32_t point) { return among(kNarrow, point) ? 0 : among(kWide, point) ? 2 : 1; }

std::string_view paint(Tone tone) {
  switch (tone) {
    case Tone::strong:
      return "\033[1m";
    case Tone::good:
      return "\033[32m";
    case Tone::bad:
      return "\033[31m";
    case Tone::doubtful:
      return "\033[33m";
    case Tone::faint:
      return "\033[2m";
    case Tone::plain:
      break;
  }
  return "";
}

std::string painted(const std::string& text, Tone tone, bool color) {
  if (!color || tone == Tone::plain || text.empty()) return text;
  return fmt::format("{}{}\033[0m", paint(tone), text);
}

bool is_right(const Table& table, std::size_t column) { return column < table.right.size() && table.right[column]; }

std::string text_of(const Table& table, bool color) {
  std::vector<std::int64_t> widths(table.header.size(), 0);
  const auto measure = [&](const std::vector<std::string>& row) {
    for (std::size_t c = 0; c < row.size(); ++c) widths[c] = std::max(widths[c], display_width(row[c]));
  };
  measure(table.header);
  for (const auto& row : table.rows) measure(row);
  const auto write = [&](const std::vector<std::string>& row, Tone tone) {
    std::string line = "  ";
    for (std::size_t c = 0; c < row.size(); ++c) {
      const std::string blanks(static_cast<std::size_t>(widths[c] - display_width(row[c])), ' ');
      line += is_right(table, c) ? blanks + row[c] : row[c] + blanks;
      line += "  ";
    }
    line.erase(line.find_last_not_of(' ') + 1);
    return painted(line, tone, color) + "\n";
  };
  std::string text = write(table.header, Tone::faint);
  for (const auto& row : table.rows) text += write(row, Tone::plain);
  return text;
}

std::string markdown_cell(std::string_view text) {
  std::string cell;
  for (const char c : printable(text)) {
    if (c == '|' || c == '\\' || c == '`' || c == '*' || c == '_' || c == '<' || c == '[') cell += '\\';
    cell += c;
  }
  return cell;
}

std::string markdown_of(const Table& table) {
  const auto write = [](const std::vector<std::string>& row) {
    std::string line = "|";
    for (const auto& cell : row) line += " " + markdown_cell(cell) + " |";
    return line + "\n";
  };
  std::string text = write(table.header) + "|";
  for (std::size_t c = 0; c < table.header.size(); ++c) text += is_right(table, c) ? "---:|" : "---|";
  text += "\n";
  for (const auto& row : table.rows) text += write(row);
  return text;
}

}  // namespace

Page& Page::line(std::string text, Tone tone) {
  parts_.emplace_back(Line{printable(text), tone});
  return *this;
}

Page& Page::table(Table table) {
  for (auto& row : table.rows)
    for (auto& cell : row) cell = printable(cell);
  parts_.emplace_back(std::move(table));
  return *this;
}

Page& Page::gap() {
  if (!parts_.empty() && !std::holds_alternative<Gap>(parts_.back())) parts_.emplace_back(Gap{});
  return *this;
}

Page& Page::append(const Page& other) {
  parts_.insert(parts_.end(), other.parts_.begin(), other.parts_.end());
  return *this;
}

std::string Page::text(bool color) const {
  std::string text;
  for (std::size_t i = 0; i < parts_.size(); ++i) {
    if (const auto* line = std::get_if<Line>(&parts_[i]))
      text += painted(line->text, line->tone, color) + "\n";
    else if (const auto* table = std::get_if<Table>(&parts_[i]))
      text += text_of(*table, color);
    else if (i + 1 < parts_.size())
      text += "\n";
  }
  return text;
}

std::string Page::markdown() const {
  std::string text;
  for (std::size_t i = 0; i < parts_.size(); ++i) {
    if (const auto* line = std::get_if<Line>(&parts_[i])) {
      const auto words = markdown_cell(line->text);
      // Two blanks at the end keep lines apart.
      text += line->tone == Tone::strong ? fmt::format("**{}**  \n", words) : words + "  \n";
    } else if (const auto* table = std::get_if<Table>(&parts_[i])) {
      if (!text.empty() && !text.ends_with("\n\n")) text += "\n";
      text += markdown_of(*table);
    } else if (i + 1 < parts_.size() && !text.ends_with("\n\n")) {
      text += "\n";
    }
  }
  return text;
}

std::string csv_cell(std::string_view text) {
  std::string cell;
  const bool formula = !text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos;
  if (formula && !Rational::parse(text)) cell = "'";
  cell += text;
  if (cell.find_first_of(",\"\r\n") == std::string::npos) return cell;
  std::string quoted = "\"";
  for (const char c : cell) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
  return quoted + "\"";
}

std::string csv(const Table& table) {
  std::string text;
  const auto write = [&](const std::vector<std::string>& row) {
    for (std::size_t c = 0; c < row.size(); ++c) text += (c > 0 ? "," : "") + csv_cell(row[c]);
    text += "\n";
  };
  write(table.header);
  for (const auto& row : table.rows) write(row);
  return text;
}

std::int64_t display_width(std::string_view text) {
  std::int64_t width = 0;
  for (std::size_t at = 0; at < text.size();) width += width_of(next_code_point(text, at));
  return width;
}

std::string printable(std::string_view text) {
  std::string clean;
  clean.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const auto begin = at;
    const auto point = next_code_point(text, at);
    if (point < 0x20 || (point >= 0x7F && point < 0xA0 && at - begin > 1) || point == 0x7F)
      clean += '?';
    else
      clean += text.substr(begin, at - begin);
  }
  return clean;
}

std::string grouped(std::int64_t count) { return shown_number(fmt::format("{}", count)); }

std::string counted(std::int64_t count, std::string_view noun) {
  return fmt::format("{} {}{}", grouped(count), noun, count == 1 ? "" : "s");
}

std::string shortened(std::string_view text, std::int64_t columns) {
  if (display_width(text) <= columns) return std::string(text);
  std::int64_t width = 0;
  std::size_t at = 0;
  while (at < text.size()) {
    auto next = at;
    width += width_of(next_code_point(text, next));
    if (width > columns - 1) break;
    at = next;
  }
  return std::string(text.substr(0, at)) + "…";
}

}  // namespace comitia::cli
