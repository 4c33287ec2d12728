// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
#include <fmt/format.h>

#include "comitia/decision/sentences.h"
#include "comitia/report/markup_internal.h"

namespace comitia::report {
namespace {

constexpr char kNameBegins = '\x01';
constexpr char kNameEnds = '\x02';
constexpr char32_t kReplacement = 0xFFFD;
constexpr std::string_view kReplacementBytes = "\xEF\xBF\xBD";

// Decodes one code point and steps over it; broken bytes become the replacement character, one for each.
char32_t next_code_point(std::string_view text, std::size_t& at) {
  const auto lead = static_cast<unsigned char>(text[at]);
  ++at;
  if (lead < 0x80) return lead;
  const std::size_t more = lead >= 0xC2 && lead < 0xE0   ? 1
                           : lead >= 0xE0 && lead < 0xF0 ? 2
                           : lead >= 0xF0 && lead < 0xF5 ? 3
                                                         : 0;
  if (more == 0 || at + more > text.size()) return kReplacement;
  char32_t point = lead & (0x3FU >> more);
  for (std::size_t i = 0; i < more; ++i) {
    const auto byte = static_cast<unsigned char>(text[at + i]);
    if ((byte & 0xC0U) != 0x80) return kReplacement;
    point = (point << 6U) | (byte & 0x3FU);
  }
  constexpr char32_t kLeast[] = {0, 0x80, 0x800, 0x10000};
  if (point < kLeast[more] || point > 0x10FFFF || (point >= 0xD800 && point < 0xE000)) return kReplacement;
  at += more;
  return point;
}

bool is_control(char32_t point) {
  return (point < 0x20 && point != '\n' && point != '\t') || (point >= 0x7F && point < 0xA0) || point == 0xFFFE ||
         point == 0xFFFF;
}
// Embeddings, overrides and isolates.
bool turns_direction(char32_t point) {
  return (point >= 0x202A && point <= 0x202E) || (point >= 0x2066 && point <= 0x2069);
}

void append_escaped(std::string& out, std::string_view text, std::size_t begin, std::size_t end, char32_t point) {
  switch (point) {
    case '&':
      out += "&amp;";
      return;
    case '<':
      out += "&lt;";
      return;
    case '>':
      out += "&gt;";
      return;
    case '"':
      out += "&quot;";
      return;
    case '\'':
      out += "&#39;";
      return;
    default:
      break;
  }
  if (turns_direction(point)) return;
  if (is_control(point) || point == kReplacement)
    out += kReplacementBytes;
  else
    out += text.substr(begin, end - begin);
}

std::int64_t width_of(char32_t point) {
  return point >= 0x1100 && point != kReplacement && !(point >= 0x2000 && point < 0x2E80) ? 2 : 1;
}

}  // namespace

std::string escaped(std::string_view text) {
  std::string out;
  out.reserve(text.size() + text.size() / 8);
  for (std::size_t at = 0; at < text.size();) {
    const auto begin = at;
    const auto point = next_code_point(text, at);
    append_escaped(out, text, begin, at, point);
  }
  return out;
}

std::int64_t columns_of(std::string_view text) {
  std::int64_t columns = 0;
  for (std::size_t at = 0; at < text.size();) columns += width_of(next_code_point(text, at));
  return columns;
}

std::string shortened(std::string_view text, std::int64_t columns) {
  if (columns_of(text) <= columns) return std::string(text);
  std::int64_t used = 0;
  std::size_t at = 0;
  while (at < text.size()) {
    auto next = at;
    used += width_of(next_code_point(text, next));
    if (used > columns - 1) break;
    at = next;
  }
  while (at > 0 && text[at - 1] == ' ') --at;
  return std::string(text.substr(0, at)) + "…";
}

std::string marked_name(std::string_view name) {
  constexpr std::int64_t kLongestName = 160;  // longer ones are no names, and every sentence would repeat them
  std::string marked(1, kNameBegins);
  for (const char c : shortened(name, kLongestName))
    if (static_cast<unsigned char>(c) >= 0x20) marked += c;
  marked += kNameEnds;
  return marked;
}

std::string escaped_sentence(std::string_view sentence) {
  std::string out;
  bool in_name = false;
  for (std::size_t at = 0; at < sentence.size();) {
    const auto begin = at;
    const auto point = next_code_point(sentence, at);
    if (point == static_cast<char32_t>(kNameBegins) && !in_name)
      out += "<bdi>", in_name = true;
    else if (point == static_cast<char32_t>(kNameEnds) && in_name)
      out += "</bdi>", in_name = false;
    else
      append_escaped(out, sentence, begin, at, point);
  }
  return in_name ? out + "</bdi>" : out;
}

std::string name_html(std::string_view name) { return escaped_sentence(marked_name(name)); }

std::string list_of(const std::vector<std::string>& items, std::size_t most) {
  if (items.empty()) return "nobody";
  const auto shown = items.size() > most ? most : items.size();
  std::string text;
  for (std::size_t i = 0; i < shown; ++i) {
    if (i > 0) text += i + 1 == items.size() ? " and " : ", ";
    text += items[i];
  }
  if (shown < items.size()) text += " and " + counted(static_cast<std::int64_t>(items.size() - shown), "other");
  return text;
}

std::string counted(std::int64_t count, std::string_view noun) {
  return fmt::format("{}\u00A0{}{}", shown_number(std::to_string(count)), noun, count == 1 ? "" : "s");
}

Table& Table::row(const std::vector<std::string>& cells, std::string_view id, std::string_view kind) {
  rows_ += "<tr";
  if (!id.empty()) rows_ += fmt::format(" id=\"{}\"", id);
  if (!kind.empty()) rows_ += fmt::format(" class=\"{}\"", kind);
  rows_ += ">";
  for (std::size_t c = 0; c < cells.size(); ++c) {
    const std::string_view align = c < columns_.size() && columns_[c].number ? " class=\"number\"" : "";
    rows_ += c == 0 ? fmt::format("<th scope=\"row\"{}>{}</th>", align, cells[c])
                    : fmt::format("<td{}>{}</td>", align, cells[c]);
  }
  rows_ += "</tr>\n";
  return *this;
}

Table& Table::note(std::string_view html) {
  rows_ += fmt::format("<tr class=\"note\"><td colspan=\"{}\">{}</td></tr>\n", columns_.size(), html);
  return *this;
}

std::string Table::html() const {
  std::string head;
  for (const auto& column : columns_)
    head += fmt::format("<th scope=\"col\"{}>{}</th>", column.number ? " class=\"number\"" : "", column.head);
  return fmt::format(
      "<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"Table: "
      "{0}\">\n<table>\n<caption>{0}</caption>\n"
      "<thead><tr>{1}</tr></thead>\n<tbody>\n{2}</tbody>\n</table>\n</div>\n",
      caption_, head, rows_);
}

std::string details(std::string_view summary_html, std::string_view body_html, std::string_view kind) {
  return fmt::format("<details class=\"{}\"><summary>{}</summary>\n{}</details>\n", kind, summary_html, body_html);
}

}  // namespace comitia::report
