// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// How a table says what the voices say: which kind of table it is, and what its columns are called.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "comitia/base/fields.h"

namespace comitia::io {

enum class TableKind {
  automatic,       ///< as the names and types of the columns, and the first batch of cells, suggest
  approvals,       ///< a row per voice, a column per option: 1, true, x, yes, or 0, false, no, empty
  approval_lists,  ///< a row per voice; one column holds the approved options, as a list or as text with a separator
  approval_rows,   ///< a row per approval: voter, option
  rankings,        ///< a row per voice; columns rank1, rank2, ... name the options
  ranks,           ///< a row per voice, a column per option: the rank it gets, 1 is best
  ranking_rows,    ///< a row per ranked option: voter, option, rank
  scores,          ///< a row per voice, a column per option: the score it gets
  score_rows,      ///< a row per scored option: voter, option, score
};

struct TableOptions {
  /// What the caller wants of an automatic table; without it the table alone decides.
  enum class Wanted { anything, approval, ranked, scored };

  Wanted wanted = Wanted::anything;
  TableKind table = TableKind::automatic;
  std::string voter;
  std::string option;
  std::string approved;
  std::string rank;
  std::string score;
  std::string count;
  std::string weight;
  std::vector<std::string> options;
  std::string separator = ",";

  template <class Self, class Visit>
  static void fields(Self& o, Visit&& visit) {
    visit("table", o.table, any(), "what the rows and columns of a table are");
    visit("voter", o.voter, any(),
          "column with the ids of the voters; without it voter, id, ballot, name, respondent or participant");
    visit("option", o.option, any(),
          "column with the options of a long table; without it option, candidate, project or choice");
    visit("approved", o.approved, any(), "column with lists of options; without it approved, approvals or choices");
    visit("rank", o.rank, any(), "column with the ranks of a long table; without it rank or position");
    visit("score", o.score, any(), "column with the scores of a long table; without it score, points or rating");
    visit("count", o.count, any(), "column with the number of equal ballots in a row; without it count");
    visit("weight", o.weight, any(), "column with the weight of each of these voters; without it weight");
    visit("options", o.options, any(),
          "columns that are options, in their order; without it, all that have no other role");
    visit("separator", o.separator, any(), "what stands between the options of a list that is text");
  }
};

}  // namespace comitia::io

namespace comitia {
template <>
inline constexpr std::array<std::string_view, 9> kEnumWords<io::TableKind> = {
    "auto",  "approvals",    "approval-lists", "approval-rows", "rankings",
    "ranks", "ranking-rows", "scores",         "score-rows"};
}  // namespace comitia
