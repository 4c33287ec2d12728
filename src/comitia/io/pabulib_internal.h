// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// The three sections of a Pabulib file as they are read, each by its own source file.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "comitia/io/reading.h"
#include "comitia/io/text_cursor.h"

namespace comitia::io::pabulib {

enum class VoteType { approval, choose_one, ordinal, cumulative, scoring };
inline constexpr std::array<std::string_view, 5> kVoteTypes = {"approval", "choose-1", "ordinal", "cumulative",
                                                               "scoring"};

/// Bounds that META states for every ballot.
struct Limits {
  std::optional<Rational> least;
  std::optional<Rational> most;
};

struct Meta {
  std::string description;
  std::vector<std::pair<std::string, std::string>> attributes;  ///< all but description, budget and counts, in order
  VoteType vote_type = VoteType::approval;
  Rational budget;
  bool fully_funded = false;
  Limits length, sum_cost, points, sum_points;
  std::optional<std::int64_t> project_count, vote_count;
  // Where these stand, for what is found out later.
  std::string_view budget_place, project_count_place, vote_count_place;
};

/// A column of published results beside the projects, to be compared with a recount.
struct Published {
  std::vector<std::optional<Rational>> values;
  std::vector<std::string_view> places;
};

struct Projects {
  OptionTable options;
  std::vector<Rational> costs;
  std::vector<std::string_view> places;  ///< of the cost of each project
  Published votes, score, selected;      ///< empty when the column is absent
};

/// Walks over titles, headers and rows of the sections. Rows that cannot be split are reported and left out.
class Sections {
 public:
  explicit Sections(Reading& reading) : reading_(reading), cursor_(reading.text(), ';') {}

  /// Steps over the title of a section. False, with an error, when it does not stand here.
  bool enter(std::string_view title);
  /// The names of the columns; they must be distinct and hold those that are mandatory. False, with an error, if not.
  template <class Fields>
  bool header(std::string_view title, const Fields& fields, std::vector<std::string>& names);
  /// The next row of the section; false at the title of another section and at the end.
  bool row(std::vector<Cell>& cells);
  /// Takes the place of row() where millions of rows are read: the text from the next row on.
  std::string_view rest() const { return cursor_.rest(); }
  /// What is wrong with a title or the end of the text here.
  void misplaced_title(std::string_view found, std::string_view place);

 private:
  bool next(std::vector<Cell>& cells);
  bool check_header(std::string_view title, const std::vector<Cell>& cells, std::vector<std::string>& names);

  Reading& reading_;
  RowCursor cursor_;
  std::vector<Cell> ahead_;  ///< a title that row() met
  std::string_view section_ = "";
};

/// True for META, PROJECTS or VOTES alone in a row.
bool is_title(const std::vector<Cell>& cells);

/// A row has as many cells as its section has columns. False, with the problem at its place, if not.
bool has_all_cells(Reading& reading, const std::vector<Cell>& cells, std::size_t columns, std::string_view row,
                   bool drops_voice);

bool read_meta(Reading& reading, Sections& sections, Meta& meta);
bool read_projects(Reading& reading, Sections& sections, const Meta& meta, Projects& projects);
void read_votes(Reading& reading, Sections& sections, const Meta& meta, const Projects& projects,
                VoicesBuilder& builder);
/// Compares what the file states about itself with its content; notes only.
void check_published(Reading& reading, const Meta& meta, const Projects& projects, const Voices& voices);

template <class Fields>
bool Sections::header(std::string_view title, const Fields& fields, std::vector<std::string>& names) {
  std::vector<Cell> cells;
  if (!row(cells)) {
    reading_.error(ProblemCode::column, rest(), "the section " + std::string(title) + " has no header row",
                   "name its columns in the row below its title");
    return false;
  }
  if (!check_header(title, cells, names)) return false;
  bool complete = true;
  for (const auto& field : fields) {
    bool present = !field.mandatory;
    for (const std::string& name : names) present = present || name == field.name;
    if (present) continue;
    reading_.error(ProblemCode::column, cells.front().source,
                   "the section " + std::string(title) + " has no column " + std::string(field.name),
                   "add the column, it is mandatory");
    complete = false;
  }
  for (std::size_t i = 0; i < names.size(); ++i)
    if (!is_known(fields, names[i]))
      reading_.note(ProblemCode::unknown_field, cells[i].source,
                    "Pabulib does not list a column " + names[i] + " in " + std::string(title), "it is kept as it is");
  return complete;
}

}  // namespace comitia::io::pabulib
