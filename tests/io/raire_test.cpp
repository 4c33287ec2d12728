// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Ballots of RAIRE: what is kept and mended, and the published contests against the winners in their headers.
#include "comitia/io/raire.h"

#include "io/corpus.h"
#include "io/tally.h"

namespace comitia::io {
namespace {

TEST(Raire, HeaderIsKept) {
  const auto result =
      corpus::read_text(read_raire, "1\nContest,7,3,10,11,12,winner,11,order,10,12,11,informal,2\n7,a,11\n");
  ASSERT_TRUE(result) << to_string(result.error());
  const Electorate& electorate = ballot_voices(result->voices).electorate();
  EXPECT_EQ(electorate.attribute("contest"), "7");
  EXPECT_EQ(electorate.attribute("winner"), "11");
  EXPECT_EQ(electorate.attribute("order"), "10,12,11");
  EXPECT_EQ(electorate.attribute("informal"), "2");
}

TEST(Raire, LenientLeavesBadLinesOut) {
  const auto result = corpus::read_text(
      read_raire, "1\nContest,7,2,1,2\n7,a,1\n7,a,2\n8,b,1\n7,c,3\n7,d,1,1\n7\n7,e,2,1\n", corpus::lenient());
  ASSERT_TRUE(result) << to_string(result.error());
  EXPECT_EQ(corpus::spelled(result->voices), "a=1:1 e=1:2>1");
  EXPECT_EQ(result->dropped, 5);
}

TEST(Raire, AssertionFilesAndReportsAreNoVoices) {
  const auto folder = corpus::shared("data/elect");
  if (!folder) GTEST_SKIP() << "the shared election data are absent";
  std::vector<std::filesystem::path> files = corpus::files_in(*folder / "raire", ".json");
  for (const auto& path : corpus::files_in(*folder / "cvr/rctab", ".json")) files.push_back(path);
  EXPECT_EQ(files.size(), 6U);
  for (const auto& path : files) {
    const auto source = Source::open(path.string());
    ASSERT_TRUE(source);
    const auto found = read(*source, {}, {});
    ASSERT_FALSE(found) << path;
    EXPECT_EQ(found.error().code(), ProblemCode::format) << path;
    const auto named = read(*source, "raire", {});
    ASSERT_FALSE(named) << path;
    EXPECT_EQ(named.error().code(), ProblemCode::format) << path;
  }
}

TEST(RaireShared, Contests) {
  const auto folder = corpus::shared("data/elect/raire");
  if (!folder) GTEST_SKIP() << "the shared RAIRE ballots are absent";
  for (const auto& [file, ballots] : std::map<std::string, std::int64_t>{{"Aspen_2009_Mayor.raire", 2528},
                                                                         {"Berkeley_2010_D1CityCouncil.raire", 5700},
                                                                         {"Berkeley_2010_D4CityCouncil.raire", 4759},
                                                                         {"albury.raire", 46'357}}) {
    const auto result = corpus::read_file(read_raire, *folder / file);
    ASSERT_TRUE(result) << to_string(result.error());
    const auto& voices = std::get<RankedVoices>(result->voices);
    EXPECT_EQ(voices.electorate().voters, ballots) << file;
    EXPECT_EQ(voices.option_count(), 5) << file;
    const auto winner = voices.electorate().attribute("winner");
    if (!winner) continue;
    const auto last = tally::last_two(voices);
    const auto top = std::max_element(last.begin(), last.end(), [](auto& a, auto& b) { return a.second < b.second; });
    EXPECT_EQ(top->first, *winner) << file;
  }
}

}  // namespace
}  // namespace comitia::io
