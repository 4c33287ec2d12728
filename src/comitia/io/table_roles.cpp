// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Which column is what: as the options say, else by its usual name; and what kind of table that makes.
#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "comitia/io/ranked_csv_internal.h"
#include "comitia/io/table_reading_internal.h"

namespace comitia::io::tables {
namespace {

using Names = std::initializer_list<std::string_view>;
constexpr std::string_view kSayTable =
    "say which table it is with table = approvals, scores, ranks, approval-lists, ...";

class Finder {
 public:
  Finder(const TableStream& table, const TableOptions& options) : table_(table), options_(options) {}

  Result<Roles> find(const Batch* first) {
    find_named();
    roles_.kind = options_.table == TableKind::automatic && problems_.empty() ? guess(first) : options_.table;
    if (problems_.empty()) forget_unused();
    if (problems_.empty()) demand();
    if (!problems_.empty()) return fail(std::move(problems_).at(table_.name()));
    return std::move(roles_);
  }

 private:
  const std::vector<Field>& fields() const { return table_.fields(); }

  std::optional<std::size_t> role(std::string_view role, const std::string& named, Names usual) {
    if (!named.empty()) {
      const auto found = table_.find(named);
      if (!found) missing_column(fmt::format("there is no column '{}' for {}", named, role));
      if (found) take(*found, role);
      return found;
    }
    for (const auto word : usual)
      for (std::size_t i = 0; i < fields().size(); ++i)
        if (!taken_[i] && equal_ignoring_case(trim(fields()[i].name), word)) {
          taken_[i] = true;
          return i;
        }
    return std::nullopt;
  }

  void take(std::size_t column, std::string_view role) {
    if (taken_[column])
      missing_column(fmt::format("column '{}' cannot be {} and something else at once", fields()[column].name, role));
    taken_[column] = true;
  }

  void missing_column(std::string text) {
    std::vector<std::string_view> names;
    for (const auto& field : fields()) names.push_back(field.name);
    problems_.add(
        {ProblemCode::column, {}, std::move(text), fmt::format("the columns are: {}", fmt::join(names, ", "))});
  }

  void find_named() {
    taken_.assign(fields().size(), false);
    // Columns that the user names are nobody else's, whatever they are called.
    for (const auto& name : options_.options) {
      const auto found = table_.find(name);
      if (!found) {
        missing_column(fmt::format("there is no column '{}' for an option", name));
        continue;
      }
      take(*found, "an option");
      roles_.options.push_back(*found);
    }
    roles_.voter = role("the voters", options_.voter,
                        {"voter", "voter_id", "voter id", "id", "ballot", "ballot_id", "ballot id", "name",
                         "respondent", "participant"});
    roles_.count = role("the number of equal ballots", options_.count, {"count"});
    roles_.weight = role("the weights", options_.weight, {"weight"});
    const bool rows = options_.table == TableKind::approval_rows || options_.table == TableKind::ranking_rows ||
                      options_.table == TableKind::score_rows;
    const bool any = options_.table == TableKind::automatic && options_.options.empty();
    if (any || options_.table == TableKind::rankings) find_ranks();
    if (rows || any || !options_.option.empty())
      roles_.option = role("the options", options_.option, {"option", "candidate", "project", "choice"});
    if (options_.table == TableKind::ranking_rows || (any && roles_.option) || !options_.rank.empty())
      roles_.rank = role("the ranks", options_.rank, {"rank", "position"});
    if (options_.table == TableKind::score_rows || (any && roles_.option) || !options_.score.empty())
      roles_.score = role("the scores", options_.score, {"score", "points", "rating"});
    if (options_.table == TableKind::approval_lists || (any && !roles_.option) || !options_.approved.empty())
      roles_.approved = role("the approved options", options_.approved, {"approved", "approvals", "choices"});
  }

  void find_ranks() {
    std::vector<std::pair<std::int64_t, std::size_t>> found;
    for (std::size_t i = 0; i < fields().size(); ++i) {
      if (taken_[i]) continue;
      if (const auto rank = ranked_csv::rank_of_column(fields()[i].name); rank > 0) found.emplace_back(rank, i);
    }
    std::sort(found.begin(), found.end());
    for (std::size_t i = 0; i < found.size(); ++i) {
      taken_[found[i].second] = true;
      roles_.ranks.push_back(found[i].second);
      const auto expected = static_cast<std::int64_t>(i) + 1;
      if (found[i].first == expected) continue;
      missing_column(fmt::format("column '{}' is rank {}, and rank {} should come next", fields()[found[i].second].name,
                                 found[i].first, expected));
      return;
    }
  }

  /// The kind of table among those of the ballots that the caller wants.
  TableKind guess_wanted() {
    const bool rows = roles_.option && roles_.voter;
    using enum TableKind;
    switch (options_.wanted) {
      case TableOptions::Wanted::approval:
        return rows ? approval_rows : (roles_.approved || only_list()) ? approval_lists : approvals;
      case TableOptions::Wanted::ranked:
        return !roles_.ranks.empty() ? rankings : rows && roles_.rank ? ranking_rows : ranks;
      case TableOptions::Wanted::scored:
        return rows && roles_.score ? score_rows : scores;
      case TableOptions::Wanted::anything:
        break;
    }
    return automatic;
  }

  /// The one column that has no role yet is a list: it is the one with the approved options.
  bool only_list() {
    const auto free = free_columns();
    if (free.size() != 1 || !fields()[free.front()].is_list()) return false;
    roles_.approved = free.front();
    return true;
  }

  std::vector<std::size_t> free_columns() const {
    std::vector<std::size_t> free = roles_.options;
    for (std::size_t i = 0; i < fields().size() && roles_.options.empty(); ++i)
      if (!taken_[i]) free.push_back(i);
    return free;
  }

  TableKind guess(const Batch* first) {
    if (options_.wanted != TableOptions::Wanted::anything) return guess_wanted();
    if (!roles_.ranks.empty()) return TableKind::rankings;
    if (roles_.option && roles_.voter) {
      if (roles_.rank) return TableKind::ranking_rows;
      return roles_.score ? TableKind::score_rows : TableKind::approval_rows;
    }
    if (roles_.approved) return TableKind::approval_lists;
    if (only_list()) return TableKind::approval_lists;
    const auto free = free_columns();
    if (!free.empty() && first != nullptr && all_marks(*first, free)) return TableKind::approvals;
    problems_.add(
        {ProblemCode::format, {}, "the columns do not say what kind of table this is", std::string(kSayTable)});
    return TableKind::automatic;
  }

  /// A column that only looked like the rank of a long table may be an option of a matrix.
  void forget_unused() {
    using enum TableKind;
    const auto kind = roles_.kind;
    const auto keep_if = [&](bool used, std::optional<std::size_t>& role) {
      if (used || !role) return;
      taken_[*role] = false;
      role.reset();
    };
    keep_if(kind == approval_rows || kind == ranking_rows || kind == score_rows, roles_.option);
    keep_if(kind == ranking_rows, roles_.rank);
    keep_if(kind == score_rows, roles_.score);
    keep_if(kind == approval_lists, roles_.approved);
    if (kind == rankings) return;
    for (const auto column : roles_.ranks) taken_[column] = false;
    roles_.ranks.clear();
  }

  /// Whether the first cells of all these columns are marks of approval.
  bool all_marks(const Batch& batch, const std::vector<std::size_t>& columns) const {
    constexpr std::int64_t kLooked = 1000;
    return std::all_of(columns.begin(), columns.end(), [&](std::size_t at) {
      const Column& column = batch.columns()[at];
      if (column.field().is_list()) return false;
      std::string buffer;
      for (std::int64_t row = 0; row < std::min(kLooked, column.rows()); ++row)
        if (!column.missing(row) && mark_of(column.label(row, buffer)) == Mark::unknown) return false;
      return true;
    });
  }

  void need(const std::optional<std::size_t>& role, std::string_view what, std::string_view flag) {
    if (!role) missing_column(fmt::format("no column has {}; say which one with {} = its name", what, flag));
  }

  void demand() {
    switch (roles_.kind) {
      case TableKind::approvals:
      case TableKind::ranks:
      case TableKind::scores:
        demand_matrix();
        break;
      case TableKind::approval_lists:
        need(roles_.approved, "the approved options", "approved");
        if (roles_.approved && !fields()[*roles_.approved].is_list() && !fields()[*roles_.approved].is_text())
          missing_column(fmt::format("column '{}' holds neither lists nor text", fields()[*roles_.approved].name));
        break;
      case TableKind::rankings:
        if (roles_.ranks.empty()) missing_column("no column is called rank1, rank2, ...");
        break;
      case TableKind::ranking_rows:
      case TableKind::score_rows:
      case TableKind::approval_rows:
        need(roles_.voter, "the voters", "voter");
        need(roles_.option, "the options", "option");
        if (roles_.kind == TableKind::ranking_rows) need(roles_.rank, "the ranks", "rank");
        if (roles_.kind == TableKind::score_rows) need(roles_.score, "the scores", "score");
        break;
      case TableKind::automatic:
        break;
    }
    for (const auto& [role, what] : {std::pair(roles_.voter, "ids of voters"), std::pair(roles_.option, "options"),
                                     std::pair(roles_.count, "counts"), std::pair(roles_.weight, "weights"),
                                     std::pair(roles_.rank, "ranks"), std::pair(roles_.score, "scores")})
      if (role && fields()[*role].is_list())
        missing_column(fmt::format("column '{}' holds lists, and {} are single values", fields()[*role].name, what));
  }

  void demand_matrix() {
    if (roles_.options.empty())
      for (std::size_t i = 0; i < fields().size(); ++i)
        if (!taken_[i]) roles_.options.push_back(i);
    if (roles_.options.empty()) problems_.add({ProblemCode::no_options, {}, "no column is an option", {}});
    for (const auto i : roles_.options)
      if (fields()[i].is_list())
        missing_column(fmt::format("column '{}' holds lists, and a matrix holds single values", fields()[i].name));
  }

  const TableStream& table_;
  const TableOptions& options_;
  Roles roles_;
  std::vector<bool> taken_;
  Problems problems_;
};

}  // namespace

Result<Roles> find_roles(const TableStream& table, const TableOptions& options, const Batch* first) {
  return Finder(table, options).find(first);
}

Mark mark_of(std::string_view text) {
  text = trim(text);
  constexpr std::array<std::string_view, 8> kYes = {"1", "x", "true", "yes", "y", "\u2713", "\u2714", "1.0"};
  constexpr std::array<std::string_view, 7> kNo = {"", "0", "false", "no", "n", "-", "0.0"};
  const auto is = [&](std::string_view word) { return equal_ignoring_case(text, word); };
  if (std::any_of(kYes.begin(), kYes.end(), is)) return Mark::yes;
  return std::any_of(kNo.begin(), kNo.end(), is) ? Mark::no : Mark::unknown;
}

}  // namespace comitia::io::tables
