// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
// Each kind of table, told from its columns or named, and each thing that can be wrong with one.
#include "comitia/io/table_voices.h"

#include <gmock/gmock.h>

#include "io/table_testing.h"

namespace comitia::io {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::StartsWith;

TableOptions of_kind(TableKind kind) {
  TableOptions options;
  options.table = kind;
  return options;
}

ReadOptions lenient() {
  ReadOptions options;
  options.strictness = Strictness::lenient;
  return options;
}

TEST(TableVoices, ReadsAMatrixOfMarks) {
  const auto read = read_lines({"id|Ann|Bob|Cem", "v1|1|0|x", "v2|yes|~|no", "v3||-|TRUE"});
  ASSERT_TRUE(read) << first_problem(read);
  EXPECT_THAT(shown(read->voices), ElementsAre("v1: Ann Cem", "v2: Ann", "v3: Cem"));
  EXPECT_EQ(ballot_voices(read->voices).option_count(), 3);
}

TEST(TableVoices, ReadsNumbersAndTruthValuesAsMarks) {
  NewBatch batch({{"Ann", NewColumnType::integer}, {"Bob", NewColumnType::boolean}, {"Cem", NewColumnType::real}});
  const auto row = [&](std::int64_t ann, bool bob, double cem) {
    batch.integer(0, ann), batch.boolean(1, bob), batch.real(2, cem);
  };
  row(1, false, 1), row(0, true, 0);
  batch.missing(0), batch.missing(1), batch.real(2, 1);
  const auto read = read_table(stream_of(std::move(batch)), {}, {});
  ASSERT_TRUE(read) << first_problem(read);
  EXPECT_THAT(shown(read->voices), ElementsAre("1: Ann Cem", "2: Bob", "3: Cem"));
}

TEST(TableVoices, ReadsCountsWeightsAndNamedOptionColumns) {
  TableOptions options = of_kind(TableKind::approvals);
  options.options = {"Bob", "Ann"};
  options.count = "how many";
  const auto read = read_lines({"how many|age|Ann|Bob|weight", "3|40|1|0|1/2", "1|51|1|1|2"}, options);
  ASSERT_TRUE(read) << first_problem(read);
  EXPECT_THAT(shown(read->voices), ElementsAre("1 *3 ^1/2: Ann", "2 ^2: Bob Ann"));
}

TEST(TableVoices, ReadsLongApprovalsInAnyOrder) {
  const auto read = read_lines({"voter|option", "b|Ann", "a|Bob", "b|Cem", "c|~", "a|Ann"});
  ASSERT_TRUE(read) << first_problem(read);
  EXPECT_THAT(shown(read->voices), ElementsAre("b: Ann Cem", "a: Ann Bob", "c:"));
}

TEST(TableVoices, ReadsTextWithSeparators) {
  TableOptions options;
  options.separator = ";";
  const auto read = read_lines({"id|approved", "1|Ann; Bob", "2|~", "3|Cem"}, options);
  ASSERT_TRUE(read) << first_problem(read);
  EXPECT_THAT(shown(read->voices), ElementsAre("1: Ann Bob", "2:", "3: Cem"));
}

TEST(TableVoices, ReadsColumnsOfRanks) {
  const auto read = read_lines({"rank2|rank1|rank3|count", "Bob|Ann|~|2", "~|Cem|Ann|1"});
  ASSERT_TRUE(read) << first_problem(read);
  EXPECT_THAT(shown(read->voices), ElementsAre("1 *2: Ann Bob", "2: Cem Ann"));
}

TEST(TableVoices, ReadsRanksAsNumbersWithTies) {
  const auto read = read_lines({"Ann|Bob|Cem", "2|1|2", "1|~|3"}, of_kind(TableKind::ranks));
  ASSERT_TRUE(read) << first_problem(read);
  EXPECT_THAT(shown(read->voices), ElementsAre("1: Bob Ann=Cem", "2: Ann Cem"));
}

TEST(TableVoices, ReadsLongRankings) {
  const auto read = read_lines({"voter|candidate|rank", "1|Ann|2", "1|Bob|1", "2|Cem|1", "1|Cem|2"});
  ASSERT_TRUE(read) << first_problem(read);
  EXPECT_THAT(shown(read->voices), ElementsAre("1: Bob Ann=Cem", "2: Cem"));
}

TEST(TableVoices, ReadsScoresWideAndLong) {
  const auto wide = read_lines({"id|Ann|Bob", "1|0.5|3", "2|~|-1/4"}, of_kind(TableKind::scores));
  ASSERT_TRUE(wide) << first_problem(wide);
  EXPECT_THAT(shown(wide->voices), ElementsAre("1: Ann=1/2 Bob=3", "2: Bob=-1/4"));
  const auto narrow = read_lines({"voter|option|score", "1|Ann|0.5", "2|Bob|-1/4", "1|Bob|3"});
  ASSERT_TRUE(narrow) << first_problem(narrow);
  EXPECT_EQ(shown(narrow->voices), shown(wide->voices));
}

TEST(TableVoices, TheWantedBallotsDecideAmongColumnsOfSeveralKinds) {
  const std::vector<std::string> lines = {"voter|option|rank|score", "x|Ann|2|1/2", "y|Bob|1|3", "x|Bob|1|4"};
  const auto wanted = [&](TableOptions::Wanted kind) {
    TableOptions options;
    options.wanted = kind;
    const auto read = read_lines(lines, options);
    return read ? shown(read->voices) : std::vector<std::string>{first_problem(read)};
  };
  EXPECT_THAT(wanted(TableOptions::Wanted::approval), ElementsAre("x: Ann Bob", "y: Bob"));
  EXPECT_THAT(wanted(TableOptions::Wanted::ranked), ElementsAre("x: Bob Ann", "y: Bob"));
  EXPECT_THAT(wanted(TableOptions::Wanted::scored), ElementsAre("x: Ann=1/2 Bob=4", "y: Bob=3"));
}

TEST(TableVoices, ColumnsOfAMatrixMayBeCalledLikeRoles) {
  const auto read = read_lines({"id|option|rank", "1|1|0", "2|0|1"}, of_kind(TableKind::approvals));
  ASSERT_TRUE(read) << first_problem(read);
  EXPECT_THAT(shown(read->voices), ElementsAre("1: option", "2: rank"));
}

TEST(TableVoices, FloatsStandForTheirShortestDecimals) {
  NewBatch batch({{"Ann", NewColumnType::real}});
  batch.real(0, 0.1);
  const auto read = read_table(stream_of(std::move(batch)), of_kind(TableKind::scores), {});
  ASSERT_TRUE(read) << first_problem(read);
  EXPECT_THAT(shown(read->voices), ElementsAre("1: Ann=1/10"));
}

TEST(TableVoices, LenientLeavesRowsOut) {
  const auto read = read_lines({"id|Ann|Bob", "1|1|0", "2|1|maybe", "3|0|1"}, of_kind(TableKind::approvals), lenient());
  ASSERT_TRUE(read) << first_problem(read);
  EXPECT_THAT(shown(read->voices), ElementsAre("1: Ann", "3: Bob"));
  EXPECT_EQ(read->dropped, 1);
  EXPECT_EQ(to_string(read->notes.kept().front()).substr(0, 30), "table: points: column 'Bob', r");
}

struct BadTable {
  const char* name;
  std::vector<std::string> lines;
  TableOptions options;
  const char* problem;
};

class BadTables : public testing::TestWithParam<BadTable> {};

TEST_P(BadTables, NameTheirColumnAndRow) {
  const auto read = read_lines(GetParam().lines, GetParam().options);
  ASSERT_FALSE(read);
  EXPECT_THAT(first_problem(read), StartsWith(GetParam().problem));
}

TableOptions named(TableKind kind, std::string TableOptions::* role, std::string column) {
  TableOptions options = of_kind(kind);
  options.*role = std::move(column);
  return options;
}

INSTANTIATE_TEST_SUITE_P(
    All, BadTables,
    testing::Values(
        BadTable{"mark",
                 {"Ann|Bob", "1|0", "1|perhaps"},
                 of_kind(TableKind::approvals),
                 "table: points: column 'Bob', row 2: 'perhaps' does not say"},
        BadTable{"score",
                 {"Ann", "3", "many"},
                 of_kind(TableKind::scores),
                 "table: number: column 'Ann', row 2: 'many' is not a number"},
        BadTable{"count", {"count|Ann", "1|1", "0|1"}, {}, "table: multiplicity: column 'count', row 2:"},
        BadTable{"count_fraction", {"count|Ann", "1.5|1"}, {}, "table: multiplicity: column 'count', row 1:"},
        BadTable{"weight", {"weight|Ann", "-1|1"}, {}, "table: weight: column 'weight', row 1: a weight is above 0"},
        BadTable{"weight_word", {"weight|Ann", "heavy|1"}, {}, "table: number: column 'weight', row 1:"},
        BadTable{"voter_missing", {"id|Ann", "a|1", "~|1"}, {}, "table: name: column 'id', row 2: the voter has no id"},
        BadTable{"voter_twice",
                 {"id|Ann", "a|1", "b|1", "a|0"},
                 {},
                 "table: duplicate-id: column 'id', row 3: the id a stands twice"},
        BadTable{"option_twice_in_list",
                 {"approved", "Ann", "Ann,Bob,Ann"},
                 {},
                 "table: duplicate-option: column 'approved', row 2: the ballot names Ann twice"},
        BadTable{"option_twice_in_rows",
                 {"voter|option", "1|Ann", "2|Ann", "1|Bob", "1|Ann"},
                 {},
                 "table: duplicate-option: column 'option', row 4: the ballot names Ann twice"},
        BadTable{"empty_item", {"approved", "Ann,,Bob"}, {}, "table: name: column 'approved', row 1:"},
        BadTable{"rank_gap", {"rank1|rank3", "Ann|Bob"}, {}, "table: column: column 'rank3' is rank 3, and rank 2"},
        BadTable{"rank_word",
                 {"voter|option|rank", "1|Ann|first"},
                 {},
                 "table: number: column 'rank', row 1: 'first' is not a number"},
        BadTable{"score_missing",
                 {"voter|option|score", "1|Ann|~"},
                 {},
                 "table: number: column 'score', row 1: the score is missing"},
        BadTable{"no_such_column",
                 {"Ann|Bob", "1|0"},
                 named(TableKind::approvals, &TableOptions::voter, "who"),
                 "table: column: there is no column 'who' for the voters (the columns are: Ann, Bob)"},
        BadTable{"role_twice",
                 {"Ann|Bob", "1|0"},
                 [] {
                   auto options = named(TableKind::approvals, &TableOptions::voter, "Ann");
                   options.count = "Ann";
                   return options;
                 }(),
                 "table: column: column 'Ann' cannot be the number of equal ballots and something else"},
        BadTable{"rows_without_voters",
                 {"a|option", "1|Ann"},
                 of_kind(TableKind::approval_rows),
                 "table: column: no column has the voters"},
        BadTable{"unclear", {"Ann|Bob", "3|4"}, {}, "table: format: the columns do not say what kind of table this is"},
        BadTable{"no_rows", {"Ann|Bob"}, of_kind(TableKind::approvals), "table: no-voices:"},
        BadTable{"column_twice", {"Ann|Ann", "1|0"}, {}, "table: column: two columns are called 'Ann'"},
        BadTable{"voter_of_two_weights",
                 {"voter|option|weight", "1|Ann|1", "1|Bob|2"},
                 {},
                 "table: count-mismatch: column 'weight', row 2: voter 1 has another count or weight"},
        BadTable{
            "name_of_option", {"voter|option", "1|A\xCC\x88"}, {}, "table: name: column 'option', row 1: the name"},
        BadTable{"option_empty",
                 {"voter|option", "1|  "},
                 {},
                 "table: name: column 'option', row 1: an option has an empty"}),
    [](const auto& one) { return std::string(one.param.name); });

TEST(TableVoices, RefusesRepeatedRanksWhenThePolicySaysSo) {
  const auto read = read_lines({"rank1|rank2", "Ann|Ann"}, {}, [] {
    ReadOptions options;
    options.repeated_rank = "refuse";
    return options;
  }());
  EXPECT_THAT(first_problem(read),
              StartsWith("table: repeated-rank: column 'rank2', row 1: Ann is ranked a second time"));
}

}  // namespace
}  // namespace comitia::io
