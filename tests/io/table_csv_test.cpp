// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
// Spreadsheets as they are exported, and the line and column of what is wrong with one.
#include "comitia/io/table_csv.h"

#include <gmock/gmock.h>

#include "io/table_testing.h"

namespace comitia::io {
namespace {

using testing::ElementsAre;
using testing::StartsWith;

Result<ReadResult> read_csv(std::string text, const ReadOptions& options = {}) {
  return read_table_csv(Source::from_text(std::move(text), "club.csv"), options);
}

ReadOptions of_kind(TableKind kind) {
  ReadOptions options;
  options.table.table = kind;
  return options;
}

TEST(TableCsv, ReadsASpreadsheetWithMarks) {
  const auto read = read_csv("name,Friday,\"Saturday, late\"\nAmira,x,\nBo,,x\n,,\n");
  ASSERT_TRUE(read) << first_problem(read);
  EXPECT_THAT(shown(read->voices), ElementsAre("Amira: Friday", "Bo: Saturday, late"));
}

TEST(TableCsv, ReadsSemicolonsTabsAndByteOrderMarks) {
  const auto semicolons = read_csv("\xEF\xBB\xBFid;Ann;Bob\r\n1;1;0\r\n");
  ASSERT_TRUE(semicolons) << first_problem(semicolons);
  EXPECT_THAT(shown(semicolons->voices), ElementsAre("1: Ann"));
  const auto tabs = read_csv("id\tAnn\tBob\n1\t1\t0\n");
  ASSERT_TRUE(tabs) << first_problem(tabs);
  EXPECT_THAT(shown(tabs->voices), ElementsAre("1: Ann"));
}

TEST(TableCsv, LeavesOutColumnsAndRowsThatASpreadsheetAppends) {
  const auto read = read_csv("id,Ann,Bob,,\n1,1,0,,\n,,,,\n2,1,1,,\n,,,,\n");
  ASSERT_TRUE(read) << first_problem(read);
  EXPECT_THAT(shown(read->voices), ElementsAre("1: Ann", "2: Ann Bob"));
}

TEST(TableCsv, IsChosenForCsvWithoutRanks) {
  const auto of = [](std::string text) { return (*detect(Source::from_text(std::move(text), "a.csv")))->id; };
  EXPECT_EQ(of("id,Ann,Bob\n1,1,0\n"), "table-csv");
  EXPECT_EQ(of("id,rank1,rank2\n1,Ann,Bob\n"), "ranked-csv");
}

struct BadSheet {
  const char* name;
  std::string text;
  ReadOptions options;
  const char* problem;
};

class BadSheets : public testing::TestWithParam<BadSheet> {};

TEST_P(BadSheets, NameLineAndColumn) {
  const auto read = read_csv(GetParam().text, GetParam().options);
  ASSERT_FALSE(read);
  EXPECT_THAT(first_problem(read), StartsWith(GetParam().problem));
}

INSTANTIATE_TEST_SUITE_P(
    All, BadSheets,
    testing::Values(
        BadSheet{"mark", "name,Fri,Sat\nAmira,x,\nBo,,perhaps\n", of_kind(TableKind::approvals),
                 "club.csv:3:5: points: 'perhaps' does not say whether"},
        BadSheet{"after_quoted_lines", "note,Fri\n\"A\nB\",x\nBo,hm\n",
                 [] {
                   auto options = of_kind(TableKind::approvals);
                   options.table.options = {"Fri"};
                   return options;
                 }(),
                 "club.csv:4:4: points:"},
        BadSheet{"score", "id,Ann\n1,3\n2,three\n", of_kind(TableKind::scores),
                 "club.csv:3:3: number: 'three' is not a number"},
        BadSheet{"twice", "id,Ann\n1,1\n1,0\n", {}, "club.csv:3:1: duplicate-id: the id 1 stands twice"},
        BadSheet{"empty", "", {}, "club.csv:1:1: empty: there is no header row"},
        BadSheet{"too_many", "id,Ann\n1,1,1\n", {}, "club.csv:2:5: column: this row has 3 cells, and the header 2"},
        BadSheet{"too_few", "id,Ann,Bob\n1,1\n", {}, "club.csv:2:3: column: this row has 2 cells, and the header 3"},
        BadSheet{"unnamed", "id,,Bob\n1,1,0\n", {}, "club.csv:1:4: column: this column has no name"},
        BadSheet{"quote", "id,Ann\n1,\"1\n", {}, "club.csv:2:3: syntax: this quote is not closed"},
        BadSheet{"latin", "id,Ann\nJos\xE9,1\n", {}, "club.csv:2:4: encoding:"},
        BadSheet{"two_alike", "Ann,Ann\n1,0\n", {}, "club.csv: column: two columns are called 'Ann'"},
        BadSheet{"option_name", "id,A\xCC\x88\n1,1\n", {}, "club.csv:1:4: name: the name A\xCC\x88 is not"},
        BadSheet{"option_names_alone", "A\xCC\x88\n1\n", of_kind(TableKind::scores), "club.csv:1:1: name: the name A"},
        BadSheet{"long_name", "voter,option\n1,Ann\n2,A\xCC\x88\n", {}, "club.csv:3:3: name:"},
        BadSheet{"header_only", "id,Ann\n", of_kind(TableKind::approvals), "club.csv: no-voices"}),
    [](const auto& one) { return std::string(one.param.name); });

}  // namespace
}  // namespace comitia::io
