// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// ABIF: what decides the kind, what is kept beside the ballots, what is mended, and the published samples.
#include "comitia/io/abif.h"

#include <rapidcheck/gtest.h>

#include "comitia/io/preflib.h"

#include "io/corpus.h"
#include "io/random_voices.h"
#include "io/tally.h"

namespace comitia::io {
namespace {

using corpus::read_text;

std::string voices_of(std::string_view text) {
  const auto result = read_text(read_abif, text);
  if (!result) return to_string(result.error());
  return voices_kind(result->voices) + " " + corpus::spelled(result->voices);
}

TEST(Abif, VotesDecideTheKindUnlessItIsStated) {
  EXPECT_EQ(voices_of("1:A/2,B/1\n"), "scored 1:A/2,B/1");
  EXPECT_EQ(voices_of("1:A/2,B/1\n1:C\n"), "ranked 1:A>B 1:C");
  EXPECT_EQ(voices_of("1:A/2>B/1\n"), "ranked 1:A>B");
  EXPECT_EQ(voices_of("1:A,B\n"), "ranked 1:A=B");
  EXPECT_EQ(voices_of("{ballot_type: \"rated\"}\n1:A/2>B/1\n"), "scored 1:A/2,B/1");
  EXPECT_EQ(voices_of("{ballot_type: \"ranked\"}\n1:A/2,B/1\n"), "ranked 1:A>B");
  EXPECT_EQ(voices_of("{ballot_type: \"choose_many\"}\n1:A/1,B/0,C/1\n"), "approval 1:A,C");
  EXPECT_EQ(voices_of("{ballot_type: \"stars\"}\n1:A>B\n"), "ranked 1:A>B");
}

TEST(Abif, ScoresMustGoDownWithTheOrder) {
  EXPECT_EQ(voices_of("1:A/3>B>C/3>D/1\n"), "ranked 1:A>B>C>D");
  EXPECT_EQ(voices_of("1:A/3=B=C/3>D\n"), "ranked 1:A=B=C>D");
  // B stands between A and C without a score, and yet A = C must hold.
  const auto joined = read_text(read_abif, "1:A/3=B=C/2\n");
  ASSERT_FALSE(joined);
  EXPECT_EQ(joined.error().code(), ProblemCode::rank_score_conflict);
  const auto skipping = read_text(read_abif, "1:A/3>B>C/4\n");
  ASSERT_FALSE(skipping);
  EXPECT_EQ(skipping.error().kept().front().where.column, 9);
}

TEST(Abif, MetadataAndDataAreKept) {
  const auto result = read_text(read_abif,
                                "ABIF 0.1 {place: \"Hall\"}\n{title: \"Board \\u00e9\"}\n{seats: 2}\n"
                                "{average: 3.43}\n{open: true}\n3:A>B:{\"booth\": [1, 2]}\n1:B\n");
  ASSERT_TRUE(result) << to_string(result.error());
  const Electorate& electorate = ballot_voices(result->voices).electorate();
  EXPECT_EQ(electorate.title, "Board é");
  EXPECT_EQ(electorate.seats, 2);
  EXPECT_EQ(electorate.attribute("abif_version"), "0.1");
  EXPECT_EQ(electorate.attribute("place"), "Hall");
  EXPECT_EQ(electorate.attribute("average"), "3.43");
  ASSERT_EQ(electorate.voices.columns.size(), 1U);
  EXPECT_EQ(electorate.voices.columns[0].cells[0], "{\"booth\": [1, 2]}");
  EXPECT_EQ(electorate.voices.columns[0].cells[1], "");
  const auto written = write_abif(result->voices);
  ASSERT_TRUE(written);
  EXPECT_TRUE(written->losses.empty());
  EXPECT_EQ(written->bytes,
            "{title: \"Board é\"}\n{ballot_type: \"ranked\"}\n{seats: 2}\n{abif_version: \"0.1\"}\n{place: \"Hall\"}\n"
            "{average: \"3.43\"}\n{open: true}\n=A:[A]\n=B:[B]\n3:A>B:{\"booth\": [1, 2]}\n1:B\n");
}

TEST(Abif, BracketsMayNameADeclaredCandidate) {
  EXPECT_EQ(voices_of("=A:[Ann Ace]\n=B:[Bob]\n2:[Ann Ace]>B\n"), "ranked 2:A>B");
  EXPECT_EQ(voices_of("=A:[Ann Ace]\n=B:[Bob]\n2:\"Ann Ace\">B\n"), "ranked 2:Ann Ace>B");
}

TEST(Abif, LenientLeavesBadLinesOutAndListsThem) {
  const auto result = read_text(read_abif,
                                "[Ann]: A\n"  // old candidate line
                                "3:A>B\n"
                                "2:A>\n"     // no token
                                "1:A>A\n"    // twice
                                "5 * B>A\n"  // star
                                "{seats: none}\n"
                                "1:A/1>B/2\n",  // conflict
                                corpus::lenient());
  ASSERT_TRUE(result) << to_string(result.error());
  EXPECT_EQ(corpus::spelled(result->voices), "3:A>B 5:B>A");
  EXPECT_EQ(result->dropped, 3);
  std::vector<std::string> notes;
  for (const Problem& note : result->notes.kept())
    notes.push_back(std::to_string(note.where.line) + " " + std::string(word_of(note.code)));
  EXPECT_EQ(notes, (std::vector<std::string>{"1 syntax", "3 syntax", "5 syntax", "6 syntax", "4 duplicate-option",
                                             "7 rank-score-conflict"}));
}

TEST(Abif, ManyProblemsAreCounted) {
  std::string text;
  for (int i = 0; i < 50; ++i) text += "1:A>>B\n";
  const auto result = read_text(read_abif, text);
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().total(), 50);
  EXPECT_EQ(static_cast<std::int64_t>(result.error().kept().size()), Problems::kKept);
  EXPECT_EQ(result.error().kept().back().where.line, Problems::kKept);
}

TEST(Abif, RecognisedByItsLines) {
  EXPECT_EQ(recognise_abif("", "x.abif"), 2);
  EXPECT_EQ(recognise_abif("# note\n{title: \"x\"}\n3:A>B\n", "x.txt"), 2);
  EXPECT_EQ(recognise_abif("=A:[Ann]\n", "x"), 2);
  EXPECT_EQ(recognise_abif("12:A,B\n", "x"), 1);
  EXPECT_EQ(recognise_abif("{\"a\": 1}\n", "x.json"), 0);                 // any JSON
  EXPECT_EQ(recognise_abif("# FILE NAME: a.soc\n3: 1,2\n", "a.soc"), 0);  // PrefLib: numbers are no tokens
  EXPECT_EQ(recognise_abif("3 2\n", "a.blt"), 0);
}

TEST(Abif, WriterRefusesWhatItCannotHold) {
  VoicesBuilder half(BallotKind::ranked);
  half.rank(half.add_option("A"));
  half.end_voice({}, 1, Rational(1, 2));
  const auto weighted = write_abif(*std::move(half).finish());
  ASSERT_FALSE(weighted);
  EXPECT_EQ(weighted.error().code(), ProblemCode::vote_type);
  VoicesBuilder scored(BallotKind::scored);
  scored.score(scored.add_option("A"), Rational(1, 3));
  scored.end_voice();
  const auto thirds = write_abif(*std::move(scored).finish());
  ASSERT_FALSE(thirds);
  EXPECT_EQ(thirds.error().code(), ProblemCode::vote_type);
}

TEST(Abif, WriterListsLosses) {
  VoicesBuilder builder(BallotKind::approval);
  builder.approve(builder.add_option("A", "Ann"));
  builder.electorate().options.costs = ScaledColumn{{5}, 1};
  builder.electorate().budget = Rational(9);
  builder.electorate().options.columns.push_back({"district", {}});
  builder.electorate().options.columns[0].cells.push_back("north");
  builder.electorate().voices.columns.push_back({"age", {}});
  builder.electorate().voices.columns[0].cells.push_back("44");
  builder.end_voice("v1", 2, Rational(3));
  const auto written = write_abif(*std::move(builder).finish());
  ASSERT_TRUE(written) << to_string(written.error());
  EXPECT_EQ(written->bytes, "{ballot_type: \"choose_many\"}\n=A:[Ann]\n6:A\n");
  EXPECT_EQ(written->losses, (std::vector<std::string>{
                                 "costs of options", "the budget", "the column 'district' of options", "ids of voices",
                                 "weights apart from the number of voters: only their product is written",
                                 "the column 'age' of voices"}));
}

RC_GTEST_PROP(Abif, WritingKeepsTheDigestOfAnyVoices, ()) {
  const auto kind = *rc::gen::element(BallotKind::approval, BallotKind::ranked, BallotKind::scored);
  const Voices voices = hard_voices(kind, {.names = true});
  corpus::expect_round_trip(read_abif, write_abif, voices, "random voices");
  RC_ASSERT(!::testing::Test::HasFailure());
}

// ---- published samples
// ------------------------------------------------------------------------------------------------

TEST(AbifSamples, AllAreReadOrRefusedAtTheirPlace) {
  const auto folder = corpus::shared("data/elect/abif/samples");
  if (!folder) GTEST_SKIP() << "the shared ABIF samples are absent";
  // Their own comments say that these should fail: candidate lines of the syntax before 2021, and * for the colon.
  const std::map<std::string, std::int64_t> refused = {{"test005.abif", 8}, {"test006.abif", 8}, {"test007.abif", 8},
                                                       {"test008.abif", 8}, {"test009.abif", 8}, {"test014.abif", 13}};
  const std::map<std::string, std::int64_t> voters = {{"mock-one-cand-with-blanks.abif", 100},
                                                      {"mock-tie.abif", 22'222'236},
                                                      {"potus1980test01.abif", 60'011},
                                                      {"test001.abif", 24},
                                                      {"test002.abif", 24},
                                                      {"test003.abif", 24},
                                                      {"test004.abif", 100},
                                                      {"test010.abif", 100},
                                                      {"test011.abif", 100},
                                                      {"test012.abif", 100},
                                                      {"test013.abif", 100},
                                                      {"test015.abif", 100},
                                                      {"test016.abif", 100},
                                                      {"test017.abif", 100},
                                                      {"test018.abif", 222'230}};
  std::int64_t read = 0;
  for (const auto& path : corpus::files_in(*folder, ".abif")) {
    const std::string name = path.filename().string();
    const auto result = corpus::read_file(read_abif, path);
    if (name == "mock-all-blank.abif") {
      ASSERT_FALSE(result);  // nobody can be chosen
      EXPECT_EQ(result.error().code(), ProblemCode::no_options);
    } else if (refused.contains(name)) {
      ASSERT_FALSE(result) << name;
      EXPECT_EQ(result.error().code(), ProblemCode::syntax) << name;
      EXPECT_EQ(result.error().kept().front().where.line, refused.at(name)) << name;
      EXPECT_TRUE(corpus::read_file(read_abif, path, corpus::lenient())) << name;
    } else {
      ASSERT_TRUE(result) << to_string(result.error());
      ++read;
      if (voters.contains(name)) {
        EXPECT_EQ(ballot_voices(result->voices).electorate().voters, voters.at(name)) << name;
      }
      corpus::expect_round_trip(read_abif, write_abif, result->voices, name);
    }
  }
  EXPECT_EQ(read, 34);
}

TEST(AbifSamples, TennesseeByHand) {
  const auto folder = corpus::shared("data/elect/abif/samples");
  if (!folder) GTEST_SKIP() << "the shared ABIF samples are absent";
  const auto result = corpus::read_file(read_abif, *folder / "tennessee-example-nested-quote.abif");
  ASSERT_TRUE(result) << to_string(result.error());
  EXPECT_EQ(corpus::spelled(result->voices),
            "420:\"Memph\" Memphis>\"Nash\" Nash 260:\"Nash\" Nash>Chat>Knox 150:Chat>Knox>\"Nash\" Nash "
            "170:Knox>Chat>\"Nash\" Nash");
}

// Published first round of Burlington's mayor 2009: Wright 2951, Kiss 2585, Montroll 2063, Smith 1306, Simpson 35,
// write-in 36; Kiss wins the instant runoff, Montroll beats everybody in pairs.
TEST(AbifSamples, BurlingtonTwice) {
  const auto folder = corpus::shared("data/elect/abif");
  if (!folder) GTEST_SKIP() << "the shared ABIF data are absent";
  const auto plain = corpus::read_file(read_abif, *folder / "burl2009.abif");
  const auto rated = corpus::read_file(read_abif, *folder / "burl2009-withratings.abif");
  ASSERT_TRUE(plain) << to_string(plain.error());
  ASSERT_TRUE(rated) << to_string(rated.error());
  EXPECT_EQ(digest(plain->voices), digest(rated->voices));
  EXPECT_EQ(rated->notes.total(), 1);  // the ratings are not kept
  const auto& voices = std::get<RankedVoices>(plain->voices);
  EXPECT_EQ(voices.electorate().voters, 8980);
  EXPECT_EQ(voices.ballot_count(), 384);
  EXPECT_EQ(voices.options().name({1}), "Andy Montroll (Democrat)");
  const auto ballots = tally::ballots_of(voices);
  const auto ids = tally::option_ids(voices);
  const tally::Votes first = {{"Wright", 2951}, {"Kiss", 2585},  {"Montroll", 2063},
                              {"Smith", 1306},  {"Simpson", 35}, {"Write-in", 36}};
  EXPECT_EQ(tally::first_preferences(ballots, ids), first);
  for (const std::string& other : ids) {
    if (other == "Montroll") continue;
    EXPECT_GT(tally::preferring(ballots, "Montroll", other), tally::preferring(ballots, other, "Montroll")) << other;
  }
}

// PrefLib publishes the same election: the same numbers of equal ballots, read by other code.
TEST(AbifSamples, BurlingtonHasTheBallotsOfPreflib) {
  const auto folder = corpus::shared("data/elect");
  if (!folder) GTEST_SKIP() << "the shared election data are absent";
  const auto abif = corpus::read_file(read_abif, *folder / "abif/burl2009.abif");
  const auto preflib = corpus::read_file(read_preflib, *folder / "preflib/00005-00000002.toi");
  ASSERT_TRUE(abif) << to_string(abif.error());
  ASSERT_TRUE(preflib) << to_string(preflib.error());
  // Names are compared by their last words, which both sources share ("Bob Kiss", "Kiss").
  const auto weights_of = [](const Voices& voices) {
    std::map<std::string, std::int64_t> weights;
    for (const tally::Ballot& ballot : tally::ballots_of(std::get<RankedVoices>(voices))) {
      std::string text;
      for (const auto& group : ballot.groups) {
        std::vector<std::string> words;
        for (const std::string& id : group) {
          const OptionTable& options = ballot_voices(voices).options();
          const std::string_view name = options.name(*options.find(id));
          for (const std::string_view word : {"Kiss", "Montroll", "Simpson", "Smith", "Wright", "rite"})
            if (name.find(word) != std::string_view::npos) {
              words.emplace_back(word);
              break;
            }
        }
        std::sort(words.begin(), words.end());
        for (const std::string& word : words) text += word + "=";
        text += ">";
      }
      weights[text] += ballot.voters;
    }
    return weights;
  };
  EXPECT_EQ(weights_of(abif->voices), weights_of(preflib->voices));
}

}  // namespace
}  // namespace comitia::io
