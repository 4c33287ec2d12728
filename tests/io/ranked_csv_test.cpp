// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Ranked CSV: headers, policies, neutral cells, and the published sheets against their published counts.
#include "comitia/io/ranked_csv.h"

#include <rapidcheck/gtest.h>

#include "comitia/base/json.h"
#include "comitia/io/blt.h"

#include "io/corpus.h"
#include "io/random_voices.h"
#include "io/tally.h"

namespace comitia::io {
namespace {

using corpus::read_text;

std::string voices_of(std::string_view text, const ReadOptions& options = {}) {
  const auto result = read_text(read_ranked_csv, text, options);
  return result ? corpus::spelled(result->voices) : to_string(result.error());
}

std::string codes_of(const Problems& problems) {
  std::string codes;
  for (const Problem& problem : problems.kept())
    codes += (codes.empty() ? "" : " ") + std::to_string(problem.where.line) + ":" +
             std::to_string(problem.where.column) + " " + std::string(word_of(problem.code));
  return codes;
}

TEST(RankedCsv, HeadersOfManyKindsNameARank) {
  for (const std::string_view pair : {"rank1,rank2", "Rank 1,Rank 2", "RANK_1,RANK_2", "choice 1,choice 2",
                                      "1st choice,2nd choice", "Mayor Choice 1 (45),Mayor Choice 2 (50)",
                                      "Preference #1,Preference #2", "1st Preference,2nd Preference", "rank01,rank02"})
    EXPECT_EQ(voices_of(std::string(pair) + "\nAnn,Bob\n"), "1:Ann>Bob") << pair;
  for (const std::string_view header : {"ranking", "rank", "choice of 2nd hand", "precinct 1", "rank0"})
    EXPECT_FALSE(read_text(read_ranked_csv, std::string(header) + ",x\nAnn,Bob\n")) << header;
}

TEST(RankedCsv, EachPolicyDoesWhatItSays) {
  constexpr std::string_view kText = "rank1,rank2,rank3,rank4\nAnn,overvote,Bob,\nAnn,,Bob,\nAnn,,,Bob\nAnn,Ann,Bob,\n";
  const auto read = [&](std::string overvote, std::string skipped, std::string repeated) {
    ReadOptions options;
    options.overvote = std::move(overvote);
    options.skipped_rank = std::move(skipped);
    options.repeated_rank = std::move(repeated);
    return voices_of(kText, options);
  };
  EXPECT_EQ(read("exhaust", "skip", "first"), "1:Ann 1:Ann>Bob 1:Ann>Bob 1:Ann>Bob");
  EXPECT_EQ(read("skip", "skip", "first"), "1:Ann>Bob 1:Ann>Bob 1:Ann>Bob 1:Ann>Bob");
  EXPECT_EQ(read("exhaust", "exhaust-at-two", "first"), "1:Ann 1:Ann>Bob 1:Ann 1:Ann>Bob");
  const auto refused = [&](std::string overvote, std::string skipped, std::string repeated) {
    ReadOptions options;
    options.overvote = std::move(overvote);
    options.skipped_rank = std::move(skipped);
    options.repeated_rank = std::move(repeated);
    return codes_of(read_text(read_ranked_csv, kText, options).error());
  };
  EXPECT_EQ(refused("refuse", "skip", "first"), "2:5 overvote");
  EXPECT_EQ(refused("equal", "skip", "first"), "2:5 overvote");
  EXPECT_EQ(refused("skip", "refuse", "first"), "3:5 skipped-rank 4:5 skipped-rank");
  EXPECT_EQ(refused("skip", "skip", "refuse"), "5:5 repeated-rank");
  EXPECT_EQ(refused("perhaps", "skip", "often"), "0:0 option-range 0:0 option-range");
}

TEST(RankedCsv, MendedBallotsAreCountedAtTheirFirstPlace) {
  ReadOptions options;
  options.overvote = "skip";
  const auto result = read_text(read_ranked_csv,
                                "count,rank1,rank2,rank3\n1,Ann,Bob,Cem\n5,Ann,overvote,overvote\n2,overvote,,Bob\n"
                                "3,Ann,Ann,Ann\n",
                                options);
  ASSERT_TRUE(result);
  EXPECT_EQ(codes_of(result->notes), "3:7 overvote 4:12 skipped-rank 5:7 repeated-rank");
  EXPECT_NE(result->notes.kept()[0].text.find(": 7;"), std::string::npos) << result->notes.kept()[0].text;
  EXPECT_NE(result->notes.kept()[1].text.find(": 2;"), std::string::npos) << result->notes.kept()[1].text;
  EXPECT_NE(result->notes.kept()[2].text.find(": 3;"), std::string::npos) << result->notes.kept()[2].text;
}

TEST(RankedCsv, LenientLeavesBadRowsOutAndListsThem) {
  const auto result = read_text(read_ranked_csv,
                                "id,count,rank1,rank2\n"
                                "a,1,Ann,Bob\n"
                                "b,0,Ann,Bob\n"
                                "a,1,Bob,Ann\n"
                                "c,1,Ann\n"
                                "d,1,overvote,Ann\n"
                                "e,1,\"Ann\"x,Bob\n"
                                "f,2,Bob,\n",
                                corpus::lenient());
  ASSERT_TRUE(result) << to_string(result.error());
  EXPECT_EQ(corpus::spelled(result->voices), "a=1:Ann>Bob f=2:Bob");
  EXPECT_EQ(codes_of(result->notes), "3:3 multiplicity 4:1 duplicate-id 5:8 column 6:5 overvote 7:10 syntax");
  EXPECT_EQ(result->dropped, 5);
}

TEST(RankedCsv, OtherColumnsAreKeptAndWrittenBack) {
  const auto result = read_text(read_ranked_csv, "booth,rank1,note\nHall,Ann,\"x, y\"\nGym,Bob,\n");
  ASSERT_TRUE(result);
  const auto written = write_ranked_csv(result->voices);
  ASSERT_TRUE(written);
  EXPECT_EQ(written->bytes, "rank1,booth,note\nAnn,Hall,\"x, y\"\nBob,Gym,\n");
  EXPECT_TRUE(written->losses.empty());
}

TEST(RankedCsv, FormulasAreNeutralised) {
  VoicesBuilder builder(BallotKind::ranked);
  const OptionId formula = builder.add_option("=HYPERLINK(\"http://x\")");
  const OptionId word = builder.add_option("Overvote");
  const OptionId apostrophe = builder.add_option("'-1");
  for (const OptionId option : {formula, word, apostrophe}) builder.rank(option), builder.next_group();
  builder.end_voice("@7");
  const Voices voices = *std::move(builder).finish();
  const auto written = write_ranked_csv(voices);
  ASSERT_TRUE(written);
  EXPECT_EQ(written->bytes, "id,rank1,rank2,rank3\n'@7,\"'=HYPERLINK(\"\"http://x\"\")\",'Overvote,''-1\n");
  ASSERT_EQ(written->losses.size(), 1U);
  EXPECT_NE(written->losses[0].find("apostrophe"), std::string::npos);
  corpus::expect_round_trip(read_ranked_csv, write_ranked_csv, voices, "formulas");
}

TEST(RankedCsv, TheSeparatorOfEqualsIsInNoName) {
  VoicesBuilder builder(BallotKind::ranked);
  for (const char* id : {"a|", "b//c", "~d", "|1|e", "f|2"}) builder.rank(builder.add_option(id));
  builder.end_voice();
  const Voices voices = *std::move(builder).finish();
  const auto written = write_ranked_csv(voices);
  ASSERT_TRUE(written);
  EXPECT_TRUE(written->bytes.starts_with("# equal ranks: |3|\n")) << written->bytes;
  corpus::expect_round_trip(read_ranked_csv, write_ranked_csv, voices, "separators");
}

TEST(RankedCsv, OnlyRankedVoicesCanBeWritten) {
  VoicesBuilder builder(BallotKind::approval);
  builder.approve(builder.add_option("A"));
  builder.end_voice();
  const auto written = write_ranked_csv(*std::move(builder).finish());
  ASSERT_FALSE(written);
  EXPECT_EQ(written.error().code(), ProblemCode::vote_type);
}

TEST(RankedCsv, RecognisedByItsHeader) {
  EXPECT_EQ(recognise_ranked_csv("id,rank1,rank2\n1,Ann,Bob\n", "x"), 2);
  EXPECT_EQ(recognise_ranked_csv("# option 1: Ann\ncount,vote\n3,1\n", "x"), 2);
  EXPECT_EQ(recognise_ranked_csv("6,3,\n183,1,\n", "x"), 2);
  EXPECT_EQ(recognise_ranked_csv("model_a,model_b,winner\n", "x.csv"), 1);
  EXPECT_EQ(recognise_ranked_csv("model_a,model_b,winner\n", "x"), 0);
  EXPECT_EQ(recognise_ranked_csv("3 2\n2 1 0\n", "x.blt"), 0);
  EXPECT_EQ(recognise_ranked_csv("rank1,Zo\xC3", "x.csv"), 1);  // cut off inside a letter
}

RC_GTEST_PROP(RankedCsv, WritingKeepsTheDigestOfAnyRankedVoices, ()) {
  Hard hard;
  hard.ids = *rc::gen::arbitrary<bool>();
  hard.weights = *rc::gen::arbitrary<bool>();
  hard.ties = *rc::gen::arbitrary<bool>();
  hard.names = *rc::gen::arbitrary<bool>();
  corpus::expect_round_trip(read_ranked_csv, write_ranked_csv, hard_voices(BallotKind::ranked, hard), "random voices");
  RC_ASSERT(!::testing::Test::HasFailure());
}

// ---- published sheets
// -------------------------------------------------------------------------------------------------

using tally::Votes;

TEST(RankedCsvShared, Minneapolis2013) {
  const auto path = corpus::shared("data/elect/cvr/minneapolis_2013_mayor_cvr.csv");
  if (!path) GTEST_SKIP() << "the shared cast-vote records are absent";
  EXPECT_EQ(corpus::read_file(read_ranked_csv, *path).error().code(), ProblemCode::overvote);
  ReadOptions options;
  options.overvote = "exhaust";
  const auto result = corpus::read_file(read_ranked_csv, *path, options);
  ASSERT_TRUE(result) << to_string(result.error());
  const auto& voices = std::get<RankedVoices>(result->voices);
  EXPECT_EQ(voices.electorate().voters, 80'101);
  EXPECT_EQ(voices.option_count(), 36);
  EXPECT_EQ(voices.options().id({0}), "ABDUL M RAHAMAN \"THE ROCK\"");
  const auto first = tally::first_preferences(tally::ballots_of(voices), tally::option_ids(voices));
  EXPECT_EQ(first.at("BETSY HODGES"), 28'956);
  EXPECT_EQ(first.at("MARK ANDREW"), 19'641);
  EXPECT_EQ(tally::last_two(voices), (Votes{{"BETSY HODGES", 38'857}, {"MARK ANDREW", 24'962}}));
  corpus::expect_round_trip(read_ranked_csv, write_ranked_csv, result->voices, "Minneapolis");
}

// The extract comes with the report of another tabulator (RCTab) under the rules of Maine: overvotes exhaust a ballot,
// two skipped ranks in a row too.
TEST(RankedCsvShared, Portland2015AgreesWithTheReportOfRctab) {
  const auto folder = corpus::shared("data/elect/cvr");
  if (!folder) GTEST_SKIP() << "the shared cast-vote records are absent";
  ReadOptions options;
  options.overvote = "exhaust";
  options.skipped_rank = "exhaust-at-two";
  const auto result = corpus::read_file(read_ranked_csv, *folder / "portland_me_2015_mayor_cvr.csv", options);
  ASSERT_TRUE(result) << to_string(result.error());
  const auto& voices = std::get<RankedVoices>(result->voices);
  EXPECT_EQ(voices.electorate().voters, 99);
  EXPECT_EQ(voices.electorate().voices.id(VoiceId{98}), "99");
  const auto report = Source::open((*folder / "rctab/2015_portland_mayor_expected_detailed_report.json").string());
  ASSERT_TRUE(report);
  const auto json = parse_json(report->bytes());
  ASSERT_TRUE(json) << to_string(json.error());
  const auto votes_in = [](const Json& round) {
    Votes votes;
    for (const auto& [name, count] : round["tally"].as_object()) votes[name] = std::stoll(count.as_string());
    votes.erase("Undeclared Write-ins");
    return votes;
  };
  const auto& rounds = (*json)["results"].as_array();
  EXPECT_EQ(tally::first_preferences(tally::ballots_of(voices), tally::option_ids(voices)), votes_in(rounds.front()));
  EXPECT_EQ(tally::last_two(voices), votes_in(rounds.back()));
}

TEST(RankedCsvShared, DebianTallySheetsKeepTies) {
  const auto folder = corpus::shared("data/elect/cvr");
  if (!folder) GTEST_SKIP() << "the shared cast-vote records are absent";
  const auto leader2006 = corpus::read_file(read_ranked_csv, *folder / "debian_2006_leader_tally.csv");
  ASSERT_TRUE(leader2006) << to_string(leader2006.error());
  const auto& voices = std::get<RankedVoices>(leader2006->voices);
  EXPECT_EQ(voices.electorate().voters, 421);
  EXPECT_EQ(voices.option_count(), 8);
  EXPECT_FALSE(voices.strict());
  const auto ballots = tally::ballots_of(voices);
  EXPECT_EQ(tally::preferring(ballots, "Anthony Towns", "Steve McIntyre"), 190);
  EXPECT_EQ(tally::preferring(ballots, "Steve McIntyre", "Anthony Towns"), 184);
  for (const std::string& other : tally::option_ids(voices)) {
    if (other == "Anthony Towns") continue;
    EXPECT_GT(tally::preferring(ballots, "Anthony Towns", other), tally::preferring(ballots, other, "Anthony Towns"));
  }
  corpus::expect_round_trip(read_ranked_csv, write_ranked_csv, leader2006->voices, "Debian 2006");

  const auto leader2020 = corpus::read_file(read_ranked_csv, *folder / "debian_2020_leader_tally.csv");
  ASSERT_TRUE(leader2020) << to_string(leader2020.error());
  EXPECT_EQ(ballot_voices(leader2020->voices).electorate().voters, 339);
  const auto later = tally::ballots_of(std::get<RankedVoices>(leader2020->voices));
  EXPECT_EQ(tally::preferring(later, "Jonathan Carter", "None Of The Above"), 301);
  EXPECT_EQ(tally::preferring(later, "None Of The Above", "Jonathan Carter"), 34);
}

TEST(RankedCsvShared, ScottishSheets) {
  const auto folder = corpus::shared("data/elect/scotland/csv");
  if (!folder) GTEST_SKIP() << "the shared Scottish sheets are absent";
  struct Ward {
    std::string_view file;
    std::int64_t candidates, seats, voters, ballots;
    std::string_view leader;
    std::int64_t votes;
  };
  // As stated beside the BLT files of the same wards.
  for (const Ward& ward : {Ward{"aberdeen_2012_ward11.csv", 6, 3, 4781, 618, "Ian Yuill", 1626},
                           Ward{"aberdeen_2017_ward12.csv", 10, 4, 5598, 1629, "Alan Donnelly", 1337},
                           Ward{"fife_2012_ward3.csv", 7, 4, 5751, 1028, "Jim Leishman", 1608},
                           Ward{"glasgow_2017_ward19.csv", 12, 4, 7556, 1742, "Frank Mcaveety", 1902},
                           Ward{"moray_2012_ward7.csv", 4, 3, 2856, 63, "John Andrew Divers", 1073},
                           Ward{"perth_kinross_2017_ward8.csv", 8, 4, 6144, 1623, "Callum Purves", 1642}}) {
    const auto result = corpus::read_file(read_ranked_csv, *folder / ward.file);
    ASSERT_TRUE(result) << to_string(result.error());
    const auto& voices = std::get<RankedVoices>(result->voices);
    EXPECT_EQ(voices.option_count(), ward.candidates) << ward.file;
    EXPECT_EQ(voices.electorate().seats, ward.seats) << ward.file;
    EXPECT_EQ(voices.electorate().voters, ward.voters) << ward.file;
    EXPECT_EQ(voices.ballot_count(), ward.ballots) << ward.file;
    const auto first = tally::first_preferences(tally::ballots_of(voices), tally::option_ids(voices));
    const auto leader =
        std::max_element(first.begin(), first.end(), [](auto& a, auto& b) { return a.second < b.second; });
    EXPECT_EQ(voices.options().name(*voices.options().find(leader->first)), ward.leader);
    EXPECT_EQ(leader->second, ward.votes);
    corpus::expect_round_trip(read_ranked_csv, write_ranked_csv, result->voices, std::string(ward.file));
  }
}

// The same wards were published as BLT too: a second source, read by other code.
TEST(RankedCsvShared, ScottishSheetsHoldTheBallotsOfTheBltFiles) {
  const auto folder = corpus::shared("data/elect/scotland");
  if (!folder) GTEST_SKIP() << "the shared Scottish sheets are absent";
  using Weights = std::map<std::vector<std::uint32_t>, std::int64_t>;
  const auto weights_of = [](const ReadResult& result) {
    const auto& voices = std::get<RankedVoices>(result.voices);
    Weights weights;
    for (std::uint32_t ballot = 0; ballot < voices.ballot_count(); ++ballot) {
      std::vector<std::uint32_t> ranking;
      for (const OptionId option : voices.ranking({ballot})) ranking.push_back(option.value);
      weights[ranking] += voices.weight({ballot});
    }
    return weights;
  };
  std::int64_t compared = 0;
  for (const auto& path : corpus::files_in(*folder / "csv", ".csv")) {
    const auto twin = *folder / path.filename().replace_extension(".blt");
    const auto sheet = corpus::read_file(read_ranked_csv, path);
    const auto blt = corpus::read_file(read_blt, twin);
    ASSERT_TRUE(sheet) << to_string(sheet.error());
    ASSERT_TRUE(blt) << to_string(blt.error());
    EXPECT_EQ(weights_of(*sheet), weights_of(*blt)) << path;
    ++compared;
  }
  EXPECT_EQ(compared, 6);
}

}  // namespace
}  // namespace comitia::io
