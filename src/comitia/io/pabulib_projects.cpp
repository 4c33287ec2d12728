// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// PROJECTS: ids, costs and names of the projects; published results for a recount; everything else as kept columns.
#include <algorithm>
#include <unordered_set>

#include <fmt/format.h>

#include "comitia/io/pabulib_fields.h"
#include "comitia/io/pabulib_internal.h"
#include "comitia/voices/text.h"

namespace comitia::io::pabulib {
namespace {

class ProjectReader {
 public:
  ProjectReader(Reading& reading, Projects& projects, const std::vector<std::string>& columns)
      : reading_(reading), projects_(projects), columns_(columns) {
    for (const std::string& column : columns_)
      if (!is_interpreted(column)) projects_.options.columns.push_back({column, {}});
  }

  void row(const std::vector<Cell>& cells);

 private:
  static bool is_interpreted(std::string_view column) {
    return column == "project_id" || column == "cost" || column == "name";
  }
  bool take_id(const Cell& cell);
  void take_cost(const Cell& cell);
  void take_name(const Cell& cell);
  void take_published(const std::string& column, const Cell& cell);

  Reading& reading_;
  Projects& projects_;
  const std::vector<std::string>& columns_;
  std::unordered_set<std::string> ids_;
  bool named_ = false;
};

bool ProjectReader::take_id(const Cell& cell) {
  const std::string id(trim(cell.text()));
  const std::string_view fault = id.empty() ? "is empty" : name_fault(id);
  if (!fault.empty()) {
    reading_.error(ProblemCode::name, cell.source, fmt::format("the id of this project {}", fault),
                   "give it an id in normal form C, on one line");
    return false;
  }
  if (id.find(',') != std::string::npos) {
    reading_.error(ProblemCode::name, cell.source, fmt::format("the project id {} holds a comma", id),
                   "ballots separate projects with commas, so no ballot could name it");
    return false;
  }
  if (!ids_.insert(id).second) {
    reading_.mend(ProblemCode::duplicate_id, cell.source, fmt::format("there is another project {} above", id),
                  "give each project its own id");
    return false;
  }
  projects_.options.ids.push_back(id);
  return true;
}

void ProjectReader::take_cost(const Cell& cell) {
  const std::string text = cell.text();
  const auto cost = Rational::parse(trim(text));
  projects_.places.push_back(cell.source);
  projects_.costs.push_back(cost.value_or(Rational(1)));
  if (cost && cost->sign() > 0) return;
  reading_.error(ProblemCode::cost, cell.source,
                 fmt::format("the cost is \"{}\", which is no {}number", text, cost ? "positive " : ""),
                 text.find(',') == std::string::npos ? "write the money that it costs, such as 12000 or 99.50"
                                                     : "write decimals with a point, thousands without a mark");
}

void ProjectReader::take_name(const Cell& cell) {
  named_ = true;
  const std::string name = reading_.clean_name(cell.text(), cell.source, "the name of this project");
  projects_.options.names.push_back(name.empty() ? projects_.options.ids[projects_.options.ids.size() - 1] : name);
}

void ProjectReader::take_published(const std::string& column, const Cell& cell) {
  Published* const published = column == "votes"      ? &projects_.votes
                               : column == "score"    ? &projects_.score
                               : column == "selected" ? &projects_.selected
                                                      : nullptr;
  if (published == nullptr) return;
  const std::string text(trim(cell.text()));
  published->places.push_back(cell.source);
  published->values.push_back(text.empty() ? std::nullopt : Rational::parse(text));
  if (!text.empty() && !published->values.back())
    reading_.mend(ProblemCode::number, cell.source, fmt::format("{} is \"{}\", which is no number", column, text),
                  "write a number, or leave the cell empty");
  if (column == "selected" && published->values.back() &&
      (!published->values.back()->is_integer() || published->values.back()->sign() < 0 ||
       *published->values.back() > Rational(3)))
    reading_.mend(ProblemCode::number, cell.source, fmt::format("selected is {}, but may be 0, 1, 2 or 3", text),
                  "0 not selected, 1 selected, 2 and 3 by an exception of the rule");
}

void ProjectReader::row(const std::vector<Cell>& cells) {
  const Cell nothing{cells.front().source.substr(0, 0), false};  // what a row lacks is missing at its start
  const auto cell_of = [&](std::string_view column) {
    const auto at = static_cast<std::size_t>(std::find(columns_.begin(), columns_.end(), column) - columns_.begin());
    return at < cells.size() ? cells[at] : nothing;
  };
  if (!take_id(cell_of("project_id"))) return;
  std::size_t kept = 0;
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    const Cell cell = i < cells.size() ? cells[i] : nothing;
    if (columns_[i] == "cost") take_cost(cell);
    if (columns_[i] == "name") take_name(cell);
    if (is_interpreted(columns_[i])) continue;
    take_published(columns_[i], cell);
    projects_.options.columns[kept++].cells.push_back(cell.text());
  }
}

}  // namespace

bool read_projects(Reading& reading, Sections& sections, const Meta& meta, Projects& projects) {
  std::vector<std::string> columns;
  if (!sections.enter("PROJECTS") || !sections.header("PROJECTS", kProjectFields, columns)) return false;
  ProjectReader reader(reading, projects, columns);
  std::vector<Cell> cells;
  std::int64_t rows = 0;
  while (sections.row(cells)) {
    if (++rows > kMostOptions) {
      reading.error(ProblemCode::too_large, cells.front().source,
                    fmt::format("there are more than {} projects", kMostOptions), "split the vote");
      return false;
    }
    has_all_cells(reading, cells, columns.size(), cells.front().source, false);
    reader.row(cells);
  }
  const std::string_view section_end = cells.empty() ? sections.rest() : cells.front().source;
  if (rows == 0)
    reading.error(ProblemCode::no_options, section_end, "there are no projects", "list at least one below the header");
  if (meta.project_count && *meta.project_count != rows)
    reading.mend(ProblemCode::count_mismatch, meta.project_count_place,
                 fmt::format("num_projects is {}, but there are {} projects", *meta.project_count, rows),
                 "correct it, or look for lost rows");
  if (auto costs = ScaledColumn::from(projects.costs)) {
    projects.options.costs = std::move(costs);
  } else {
    reading.error(ProblemCode::cost, section_end, "the costs have no common denominator below 2^63",
                  "write costs with fewer decimals");
  }
  return !reading.failed() || rows > 0;
}

}  // namespace comitia::io::pabulib
