// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Text on its way into a page. Whatever comes from a document or from voices passes through here, so that no name can
// become markup, hide a character or turn the direction of the line that it stands in.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace comitia::report {

/// Safe as content and inside quoted attributes of HTML and SVG. Control characters and broken UTF-8 are replaced by
/// U+FFFD; characters that change the direction of the text around them are left out.
std::string escaped(std::string_view text);

/// Columns that a text takes, wide characters counted twice. For layout only.
std::int64_t columns_of(std::string_view text);
/// At most so many columns, with an ellipsis where something is left out.
std::string shortened(std::string_view text, std::int64_t columns);

/// A name inside a plain sentence, between marks that no name can contain, because it is cleaned of them.
std::string marked_name(std::string_view name);
/// The sentence as HTML: escaped, and every marked name isolated in <bdi>.
std::string escaped_sentence(std::string_view sentence);
/// One name as HTML.
std::string name_html(std::string_view name);

/// "A", "A and B", "A, B and C"; of more than `most` items the first ones, then "and 7 others".
std::string list_of(const std::vector<std::string>& items, std::size_t most = 12);
/// "1 voter", "12,345 voters"
std::string counted(std::int64_t count, std::string_view noun);

/// A table under construction. Cells are HTML; the first cell of a row is its header.
class Table {
 public:
  struct Column {
    std::string head;     ///< HTML
    bool number = false;  ///< aligned to the right
  };
  Table(std::string caption, std::vector<Column> columns)
      : caption_(std::move(caption)), columns_(std::move(columns)) {}
  Table& row(const std::vector<std::string>& cells, std::string_view id = {}, std::string_view kind = {});
  /// A last line across all columns.
  Table& note(std::string_view html);
  bool empty() const { return rows_.empty(); }
  /// In a frame that can be scrolled where the screen is narrow.
  std::string html() const;

 private:
  std::string caption_;
  std::vector<Column> columns_;
  std::string rows_;
};

/// A part that opens on request, works without script, and stands open in print.
std::string details(std::string_view summary_html, std::string_view body_html, std::string_view kind = "data");

}  // namespace comitia::report
