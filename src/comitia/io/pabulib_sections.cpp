// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Titles, headers and rows of the sections of a Pabulib file.
#include <algorithm>

#include <fmt/format.h>

#include "comitia/io/pabulib_internal.h"

namespace comitia::io::pabulib {

bool is_title(const std::vector<Cell>& cells) {
  if (cells.front().quoted) return false;
  const std::string_view text = cells.front().source;
  // Spreadsheets pad every row to the same number of cells.
  return (text == "META" || text == "PROJECTS" || text == "VOTES") &&
         std::all_of(cells.begin() + 1, cells.end(), [](const Cell& cell) { return cell.empty(); });
}

bool Sections::next(std::vector<Cell>& cells) {
  for (;;) {
    switch (cursor_.next(cells)) {
      case RowCursor::Step::end:
        return false;
      case RowCursor::Step::unclosed_quote:
        reading_.error(ProblemCode::syntax, cursor_.trouble(), "the quote that opens here is not closed",
                       "close it, or double quotes inside quoted text");
        continue;
      case RowCursor::Step::text_after_quote:
        reading_.error(ProblemCode::syntax, cursor_.trouble(), "a cell ends with its closing quote, but text follows",
                       "double quotes inside quoted text");
        continue;
      case RowCursor::Step::row:
        break;
    }
    const bool blank = cells.size() == 1 && cells.front().source.empty();
    if (!blank) return true;
    if (cursor_.rest().find_first_not_of(" \t\r\n") == std::string_view::npos) return false;
    reading_.mend(ProblemCode::syntax, cursor_.row(), "this line is empty", "remove it");
  }
}

bool Sections::row(std::vector<Cell>& cells) {
  if (!next(cells)) return false;
  if (!is_title(cells)) return true;
  ahead_ = cells;
  return false;
}

void Sections::misplaced_title(std::string_view found, std::string_view place) {
  reading_.error(ProblemCode::section, place,
                 found.empty()
                     ? fmt::format("the file ends {}", section_.empty() ? "before its first section"
                                                                        : "after the section " + std::string(section_))
                     : fmt::format("the section {} does not belong here", found),
                 "the sections are META, PROJECTS and VOTES, once each and in this order");
}

bool Sections::enter(std::string_view title) {
  std::vector<Cell> cells = std::exchange(ahead_, {});
  if (cells.empty() && !next(cells)) {
    misplaced_title({}, cursor_.rest());
    return false;
  }
  if (is_title(cells) && cells.front().source == title) {
    section_ = title;
    return true;
  }
  if (is_title(cells)) {
    misplaced_title(cells.front().source, cells.front().source);
  } else {
    reading_.error(ProblemCode::section, cells.front().source, fmt::format("the section {} is missing here", title),
                   "the sections are META, PROJECTS and VOTES, once each and in this order");
  }
  return false;
}

bool Sections::check_header(std::string_view title, const std::vector<Cell>& cells, std::vector<std::string>& names) {
  names.clear();
  bool good = true;
  for (const Cell& cell : cells) {
    std::string name(trim(cell.text()));
    if (name.empty()) {
      reading_.error(ProblemCode::column, cell.source,
                     fmt::format("column {} of {} has no name", names.size() + 1, title), "name it or remove it");
      good = false;
    } else if (std::find(names.begin(), names.end(), name) != names.end()) {
      reading_.error(ProblemCode::column, cell.source, fmt::format("{} has two columns {}", title, name),
                     "remove or rename one of them");
      good = false;
    }
    names.push_back(std::move(name));
  }
  return good;
}

bool has_all_cells(Reading& reading, const std::vector<Cell>& cells, std::size_t columns, std::string_view row,
                   bool drops_voice) {
  if (cells.size() == columns) return true;
  const bool fewer = cells.size() < columns;
  const std::string_view place = fewer ? row : cells[columns].source;
  std::string text = fmt::format("this row has {} cells, its header {}", cells.size(), columns);
  const char* const hint = fewer ? "write every ';', also for empty cells" : "quote cells that hold a ';'";
  if (drops_voice)
    reading.drop(ProblemCode::column, place, std::move(text), hint);
  else
    reading.mend(ProblemCode::column, place, std::move(text), hint);
  return false;
}

}  // namespace comitia::io::pabulib
