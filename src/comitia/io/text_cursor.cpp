// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Lines, cells and plain numbers; see the header.
#include "comitia/io/text_cursor.h"

#include <algorithm>
#include <charconv>
#include <cstring>

namespace comitia::io {
namespace {

constexpr char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

/// Removes the first line of `rest` and returns it without its end.
std::string_view take_line(std::string_view& rest) {
  const std::size_t end = rest.find('\n');
  std::string_view line = rest.substr(0, end);
  rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
  if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
  return line;
}

/// Position just behind the quote that closes the one at `open`, or npos.
std::size_t after_closing_quote(std::string_view text, std::size_t open) {
  for (std::size_t at = open + 1;;) {
    at = text.find('"', at);
    if (at == std::string_view::npos) return at;
    if (at + 1 == text.size() || text[at + 1] != '"') return at + 1;
    at += 2;
  }
}

}  // namespace

bool equal_ignoring_case(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) { return lower(x) == lower(y); });
}

std::optional<std::int64_t> parse_integer(std::string_view text) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::string format_number(const Rational& value) {
  constexpr int kMostDecimals = 12;
  std::int64_t scale = 1;
  for (int decimals = 0; decimals <= kMostDecimals; ++decimals, scale *= 10) {
    const Rational scaled = value * Rational(scale);
    if (!scaled.is_integer()) continue;
    if (decimals == 0) return scaled.to_string();
    std::string digits = (scaled.sign() < 0 ? -scaled : scaled).to_string();
    const auto wanted = static_cast<std::size_t>(decimals) + 1;
    if (digits.size() < wanted) digits.insert(0, wanted - digits.size(), '0');
    digits.insert(digits.size() - static_cast<std::size_t>(decimals), 1, '.');
    return scaled.sign() < 0 ? "-" + digits : digits;
  }
  return value.to_string();
}

std::optional<std::string_view> LineCursor::next() {
  if (rest_.empty()) return std::nullopt;
  return take_line(rest_);
}

std::string_view Cell::text(std::string& buffer) const {
  if (!quoted) return source;
  const std::string_view inner = source.substr(1, source.size() - 2);
  if (inner.find('"') == std::string_view::npos) return inner;
  buffer.clear();
  for (std::size_t at = 0; at < inner.size(); ++at) {
    buffer.push_back(inner[at]);
    if (inner[at] == '"') ++at;  // its twin
  }
  return buffer;
}

std::string Cell::text() const {
  std::string buffer;
  return std::string(text(buffer));
}

RowCursor::Step RowCursor::next(std::vector<Cell>& cells) {
  cells.clear();
  if (rest_.empty()) return Step::end;
  const std::string_view start = rest_;
  std::size_t at = 0;
  for (;;) {
    while (at < start.size() && is_blank(start[at])) ++at;
    if (at < start.size() && start[at] == '"') {
      const std::size_t open = at;
      const std::size_t close = after_closing_quote(start, open);
      if (close == std::string_view::npos) {
        trouble_ = start.substr(open, 1);
        rest_ = start.substr(open);
        take_line(rest_);
        return Step::unclosed_quote;
      }
      cells.push_back({start.substr(open, close - open), true});
      at = close;
      while (at < start.size() && is_blank(start[at])) ++at;
      const bool line_ends = at == start.size() || start[at] == '\n' || start.substr(at, 2) == "\r\n" ||
                             (start[at] == '\r' && at + 1 == start.size());
      if (!line_ends && start[at] != separator_) {
        trouble_ = start.substr(at, 1);
        rest_ = start.substr(at);
        take_line(rest_);
        return Step::text_after_quote;
      }
    } else {
      const std::size_t begin = at;
      while (at < start.size() && start[at] != separator_ && start[at] != '\n') ++at;
      std::string_view text = start.substr(begin, at - begin);
      const bool line_ends = at == start.size() || start[at] == '\n';
      if (line_ends && !text.empty() && text.back() == '\r') text.remove_suffix(1);
      cells.push_back({trim(text), false});
    }
    if (at < start.size() && start[at] == separator_) {
      ++at;
      continue;
    }
    if (at < start.size() && start[at] == '\r') ++at;
    row_ = start.substr(0, at);
    rest_ = start.substr(std::min(at + 1, start.size()));
    return Step::row;
  }
}

void append_cell(std::string& out, std::string_view text, char separator) {
  const bool plain = text.empty() || (text.front() != '"' && !is_blank(text.front()) && !is_blank(text.back()) &&
                                      text.find(separator) == std::string_view::npos &&
                                      text.find('\n') == std::string_view::npos && text.back() != '\r');
  if (plain) {
    out.append(text);
    return;
  }
  out.push_back('"');
  for (const char c : text) {
    if (c == '"') out.push_back('"');
    out.push_back(c);
  }
  out.push_back('"');
}

}  // namespace comitia::io
