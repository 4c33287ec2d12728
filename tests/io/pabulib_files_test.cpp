// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// The small files of tests/data/pabulib: each good one is read as its content says and survives writing; each bad one
// is refused at its place, and dropped, mended or refused under lenient as expected.txt lists.
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "comitia/io/pabulib.h"

namespace comitia::io {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;

fs::path data() {
  const char* const root = std::getenv("COMITIA_SOURCE");
  return fs::path(root != nullptr ? root : ".") / "tests" / "data" / "pabulib";
}

Result<ReadResult> read_file(const fs::path& path, Strictness strictness = Strictness::strict) {
  const auto source = Source::open(path.string());
  EXPECT_TRUE(source.has_value()) << path;
  return read_pabulib(*source, {.strictness = strictness});
}

template <class Kind>
Kind good(const std::string& name) {
  auto result = read_file(data() / "good" / (name + ".pb"));
  EXPECT_TRUE(result.has_value()) << to_string(result.error());
  return std::get<Kind>(std::move(result->voices));
}

std::vector<std::string> option_ids(const BallotVoices& voices, std::span<const OptionId> options) {
  std::vector<std::string> ids;
  for (const OptionId option : options) ids.emplace_back(voices.options().id(option));
  return ids;
}

TEST(PabulibFiles, AllGoodOnesAreReadAndSurviveWriting) {
  std::int64_t files = 0;
  for (const auto& entry : fs::directory_iterator(data() / "good")) {
    SCOPED_TRACE(entry.path());
    ++files;
    const auto first = read_file(entry.path());
    ASSERT_TRUE(first.has_value()) << to_string(first.error());
    EXPECT_EQ(first->dropped, 0);
    const auto written = write_pabulib(first->voices);
    ASSERT_TRUE(written.has_value()) << to_string(written.error());
    const auto again = read_pabulib(Source::from_text(written->bytes, "written.pb"), {});
    ASSERT_TRUE(again.has_value()) << to_string(again.error());
    EXPECT_EQ(digest(again->voices), digest(first->voices));
    EXPECT_EQ(write_pabulib(again->voices)->bytes, written->bytes);
  }
  EXPECT_GE(files, 10);
}

struct Expected {
  std::string file, place, code, lenient;
};

std::vector<Expected> expected_problems() {
  std::vector<Expected> rows;
  std::ifstream list(data() / "expected.txt");
  for (std::string line; std::getline(list, line);) {
    Expected row;
    std::istringstream words(line);
    if (!line.starts_with('#') && words >> row.file >> row.place >> row.code >> row.lenient) rows.push_back(row);
  }
  return rows;
}

TEST(PabulibFiles, EveryBadOneIsListed) {
  std::set<std::string> listed, present;
  for (const Expected& row : expected_problems()) listed.insert(row.file);
  for (const auto& entry : fs::directory_iterator(data() / "bad")) present.insert(entry.path().filename());
  EXPECT_EQ(listed, present);
  EXPECT_GE(listed.size(), 20U);
}

TEST(PabulibFiles, EveryBadOneIsRefusedAtItsPlace) {
  for (const Expected& row : expected_problems()) {
    SCOPED_TRACE(row.file);
    const auto result = read_file(data() / "bad" / row.file);
    ASSERT_FALSE(result.has_value());
    const Problem& first = result.error().kept().front();
    EXPECT_EQ(std::to_string(first.where.line) + ":" + std::to_string(first.where.column), row.place)
        << to_string(first);
    EXPECT_EQ(word_of(first.code), row.code) << to_string(first);
    EXPECT_TRUE(first.where.source.ends_with(row.file));
    EXPECT_FALSE(first.hint.empty()) << to_string(first);
  }
}

TEST(PabulibFiles, LenientDropsMendsOrRefusesAsListed) {
  for (const Expected& row : expected_problems()) {
    SCOPED_TRACE(row.file);
    const auto result = read_file(data() / "bad" / row.file, Strictness::lenient);
    ASSERT_EQ(result.has_value(), row.lenient != "refused") << (result ? "read" : to_string(result.error()));
    if (!result) continue;
    EXPECT_EQ(std::to_string(result->dropped), row.lenient);
    std::set<std::string> codes;
    for (const Problem& note : result->notes.kept()) codes.insert(std::string(word_of(note.code)));
    EXPECT_TRUE(codes.contains(row.code)) << "the notes do not say what was mended or dropped";
  }
}

TEST(PabulibFiles, ApprovalIsReadAsWritten) {
  const auto voices = good<ApprovalVoices>("approval");
  const Electorate& electorate = voices.electorate();
  EXPECT_EQ(electorate.title, "Playgrounds of Elbonia");
  EXPECT_EQ(electorate.budget, Rational(1000));
  EXPECT_EQ(electorate.options.costs->value(2), Rational(900));
  EXPECT_EQ(electorate.options.name(OptionId{2}), "Climbing tower");
  EXPECT_EQ(electorate.voters, 4);
  EXPECT_EQ(electorate.voices.id(VoiceId{3}), "d");
  EXPECT_THAT(option_ids(voices, voices.approved(electorate.voices.ballots[0])), ElementsAre("1", "2"));
  EXPECT_THAT(option_ids(voices, voices.approved(electorate.voices.ballots[3])), ElementsAre());
  // META but for the description, the budget and the counts, in its order.
  std::vector<std::string> keys;
  for (const auto& [key, value] : electorate.attributes) keys.push_back(key);
  EXPECT_THAT(keys, ElementsAre("country", "unit", "instance", "vote_type", "rule", "date_begin", "date_end"));
  EXPECT_EQ(voices_kind(Voices(voices)), "approval-budget");
}

TEST(PabulibFiles, OrdinalIsAStrictRanking) {
  const auto voices = good<RankedVoices>("ordinal");
  EXPECT_TRUE(voices.strict());
  EXPECT_EQ(voices.ballot_count(), 3);  // a and d agree
  EXPECT_THAT(option_ids(voices, voices.ranking(voices.electorate().voices.ballots[1])), ElementsAre("3", "1", "2"));
}

TEST(PabulibFiles, PointsAreExact) {
  const auto voices = good<ScoredVoices>("cumulative");
  EXPECT_EQ(voices.score_scale(), 2);
  const BallotId c = voices.electorate().voices.ballots[2];
  EXPECT_THAT(option_ids(voices, voices.scored(c)), ElementsAre("1", "2"));
  EXPECT_THAT(voices.scores(c), ElementsAre(1, 1));  // halves
  const auto negative = good<ScoredVoices>("scoring_negative");
  EXPECT_EQ(negative.score_scale(), 4);
  EXPECT_THAT(negative.scores(negative.electorate().voices.ballots[3]), ElementsAre(-3, 5));
}

TEST(PabulibFiles, QuotesProtectSeparatorsAndBlanksAreIgnored) {
  const auto voices = good<ApprovalVoices>("quotes_and_blanks");
  const Electorate& electorate = voices.electorate();
  EXPECT_EQ(electorate.title, "Elbonia; \"the\" vote");
  EXPECT_EQ(electorate.options.name(OptionId{0}), "Swings; and more");
  EXPECT_EQ(electorate.options.name(OptionId{1}), "Slide \"fast\"");
  EXPECT_EQ(electorate.options.name(OptionId{2}), "Climbing  tower");
  EXPECT_THAT(option_ids(voices, voices.approved(electorate.voices.ballots[0])), ElementsAre("1", "2"));
  EXPECT_EQ(electorate.voices.id(VoiceId{2}), "c");
  EXPECT_EQ(electorate.voices.columns[0].cells[0], "two\nlines; here");
  EXPECT_EQ(electorate.voices.columns[0].cells[3], "\"quoted\"");
}

TEST(PabulibFiles, LineEndsAndByteOrderMarkDoNotMatter) {
  const auto plain = read_file(data() / "good" / "approval.pb");
  for (const char* name : {"crlf_and_bom", "no_final_newline", "blank_end", "padded_by_a_spreadsheet"}) {
    const auto other = read_file(data() / "good" / (std::string(name) + ".pb"));
    ASSERT_TRUE(other.has_value()) << name;
    EXPECT_EQ(digest(plain->voices), digest(other->voices)) << name;
    EXPECT_TRUE(other->notes.empty()) << name;
  }
}

TEST(PabulibFiles, MoneyIsExact) {
  const auto voices = good<ApprovalVoices>("exact_money");
  EXPECT_EQ(voices.electorate().budget, Rational(2001, 2));
  EXPECT_EQ(voices.options().costs->value(0), Rational(1601, 4));
  EXPECT_EQ(voices.options().costs->value(1), Rational(1, 3));
  EXPECT_EQ(voices.options().costs->value(2), Rational(900));
  const std::string written = write_pabulib(Voices(voices))->bytes;
  EXPECT_THAT(written, HasSubstr("\nbudget;1000.5\n"));
  EXPECT_THAT(written, HasSubstr("\n1;400.25;Swings\n2;1/3;Slide\n3;900;Climbing tower\n"));
}

TEST(PabulibFiles, IdsAreTextNotNumbers) {
  const auto voices = good<ApprovalVoices>("leading_zeros_differ");
  const auto& ballots = voices.electorate().voices.ballots;
  EXPECT_THAT(option_ids(voices, voices.approved(ballots[0])), ElementsAre("1", "01"));
  EXPECT_THAT(option_ids(voices, voices.approved(ballots[1])), ElementsAre("001"));
  EXPECT_THAT(option_ids(voices, voices.approved(ballots[2])), ElementsAre("1", "10000000000"));
  EXPECT_EQ(voices.electorate().voices.id(VoiceId{2}), "01");
}

TEST(PabulibFiles, UnknownFieldsAreNotedKeptAndWrittenBackInTheOrderOfTheFormat) {
  const auto result = read_file(data() / "good" / "unknown_fields.pb");
  ASSERT_TRUE(result.has_value());
  std::vector<std::string> places;
  for (const Problem& note : result->notes.kept())
    if (note.code == ProblemCode::unknown_field)
      places.push_back(std::to_string(note.where.line) + ":" + std::to_string(note.where.column));
  EXPECT_THAT(places, ElementsAre("14:1", "15:1", "17:12", "22:1"));
  const Electorate& electorate = ballot_voices(result->voices).electorate();
  EXPECT_EQ(electorate.attribute("mayor"), "Dogbert");
  EXPECT_EQ(electorate.options.columns[0].name, "shade");
  EXPECT_EQ(electorate.options.columns[0].cells[1], "no");
  EXPECT_EQ(electorate.voices.columns[0].cells[3], "41");
  const std::string written = write_pabulib(result->voices)->bytes;
  EXPECT_THAT(written, HasSubstr("\nmayor;Dogbert\nflavour;mud\nPROJECTS\n"));
  EXPECT_THAT(written, HasSubstr("project_id;cost;votes;name;shade\n1;400;2;Swings;yes\n"));
  EXPECT_THAT(written, HasSubstr("voter_id;vote;shoe_size\na;1,2;44\n"));
}

}  // namespace
}  // namespace comitia::io
