// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Writing Pabulib from voices of other origin: what is lost, what is refused; and what reading notes without refusing.
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "comitia/io/pabulib.h"
#include "comitia/voices/builder.h"

namespace comitia::io {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;

VoicesBuilder two_projects(BallotKind kind) {
  VoicesBuilder builder(kind);
  builder.add_option("p", "Pond");
  builder.add_option("q");
  builder.electorate().options.costs = ScaledColumn{{3, 4}, 1};
  builder.electorate().budget = Rational(5);
  return builder;
}

Voices finished(VoicesBuilder&& builder) {
  auto voices = std::move(builder).finish();
  EXPECT_TRUE(voices.has_value()) << (voices ? "" : to_string(voices.error()));
  return *std::move(voices);
}

ProblemCode refusal(VoicesBuilder&& builder) {
  const auto written = write_pabulib(finished(std::move(builder)));
  EXPECT_FALSE(written.has_value());
  return written ? ProblemCode::document : written.error().code();
}

TEST(PabulibWrite, SaysWhatIsMissingAndNumbersVoices) {
  auto builder = two_projects(BallotKind::approval);
  builder.approve(OptionId{0});
  builder.end_voice({}, 2);
  builder.end_voice();
  const auto written = write_pabulib(finished(std::move(builder)));
  ASSERT_TRUE(written.has_value());
  EXPECT_EQ(written->bytes,
            "META\nkey;value\nnum_projects;2\nnum_votes;3\nbudget;5\nvote_type;approval\n"
            "PROJECTS\nproject_id;cost;name\np;3;Pond\nq;4;q\n"
            "VOTES\nvoter_id;vote\n1;p\n2;p\n3;\n");
  EXPECT_THAT(written->losses, Contains(HasSubstr("description, country, unit, instance, rule, date_begin, date_end")));
  EXPECT_THAT(written->losses, Contains(HasSubstr("numbered")));
}

TEST(PabulibWrite, PointsDecideBetweenScoringAndCumulative) {
  for (const auto& [stated, points, expected] :
       {std::tuple<const char*, int, const char*>{"cumulative", 2, "cumulative"},
        {"cumulative", -2, "scoring"},
        {"approval", 2, "scoring"}}) {
    auto builder = two_projects(BallotKind::scored);
    builder.electorate().attributes.emplace_back("vote_type", stated);
    builder.score(OptionId{1}, points);
    builder.end_voice("a");
    const auto written = write_pabulib(finished(std::move(builder)));
    ASSERT_TRUE(written.has_value());
    EXPECT_THAT(written->bytes, HasSubstr("\nvote_type;" + std::string(expected) + "\n"));
    EXPECT_THAT(written->bytes, HasSubstr("voter_id;vote;points\na;q;" + std::to_string(points) + "\n"));
  }
}

TEST(PabulibWrite, RefusesWhatTheFormatCannotHold) {
  VoicesBuilder no_money(BallotKind::approval);
  no_money.add_option("p");
  no_money.end_voice();
  EXPECT_EQ(refusal(std::move(no_money)), ProblemCode::vote_type);

  auto tied = two_projects(BallotKind::ranked);
  tied.rank(OptionId{0}), tied.rank(OptionId{1});
  tied.end_voice();
  EXPECT_EQ(refusal(std::move(tied)), ProblemCode::vote_type);

  auto weighted = two_projects(BallotKind::approval);
  weighted.end_voice({}, 1, Rational(1, 2));
  EXPECT_EQ(refusal(std::move(weighted)), ProblemCode::weight);

  auto counted = two_projects(BallotKind::approval);
  counted.end_voice("club", 7);
  EXPECT_EQ(refusal(std::move(counted)), ProblemCode::weight);

  auto comma = two_projects(BallotKind::approval);
  comma.add_option("r,s");
  comma.electorate().options.costs = ScaledColumn{{3, 4, 5}, 1};
  comma.end_voice();
  EXPECT_EQ(refusal(std::move(comma)), ProblemCode::name);

  auto many = two_projects(BallotKind::approval);
  many.end_voice({}, 100'000'001);
  EXPECT_EQ(refusal(std::move(many)), ProblemCode::too_large);
}

/// A small instance whose published results and money can be bent.
std::string instance(const std::string& budget, const std::string& projects, const std::string& meta = {}) {
  return "META\nkey;value\ndescription;x\ncountry;Elbonia\nunit;x\ninstance;1\nnum_projects;2\nnum_votes;2\nbudget;" +
         budget + "\nvote_type;approval\nrule;greedy\ndate_begin;2026\ndate_end;2026\n" + meta + "PROJECTS\n" +
         projects + "VOTES\nvoter_id;vote\na;1,2\nb;1\n";
}

std::vector<std::string> notes(const std::string& text) {
  const auto source = Source::from_text(text, "x");
  const auto result = read_pabulib(source, {});
  EXPECT_TRUE(result.has_value()) << (result ? "" : to_string(result.error()));
  std::vector<std::string> found;
  if (!result) return found;
  for (const Problem& note : result->notes.kept())
    found.push_back(std::to_string(note.where.line) + ":" + std::to_string(note.where.column) + " " +
                    std::string(word_of(note.code)));
  return found;
}

TEST(PabulibNotes, PublishedVotesAndScoresAreRecounted) {
  // 1 is named by both voters, 2 by one.
  EXPECT_THAT(notes(instance("5", "project_id;cost;votes;score\n1;4;2;2\n2;3;1;1\n")), ElementsAre());
  EXPECT_THAT(notes(instance("5", "project_id;cost;votes;score\n1;4;3;2\n2;3;1;7\n")),
              ElementsAre("16:5 count-mismatch", "17:7 count-mismatch"));
}

TEST(PabulibNotes, MoneyThatDoesNotAddUpIsNoted) {
  EXPECT_THAT(notes(instance("5", "project_id;cost\n1;4\n2;6\n")), ElementsAre("17:3 cost"));
  EXPECT_THAT(notes(instance("5", "project_id;cost;selected\n1;4;1\n2;3;1\n")), ElementsAre("9:8 budget"));
  EXPECT_THAT(notes(instance("7", "project_id;cost\n1;4\n2;3\n")), ElementsAre("9:8 budget"));
  EXPECT_THAT(notes(instance("7", "project_id;cost\n1;4\n2;3\n", "fully_funded;1\n")), ElementsAre());
}

TEST(PabulibNotes, BallotsBelowALimitCountAndAreNoted) {
  EXPECT_THAT(notes(instance("5", "project_id;cost\n1;4\n2;3\n", "min_length;2\n")), ElementsAre("22:3 ballot-limits"));
  EXPECT_THAT(notes(instance("5", "project_id;cost\n1;4\n2;3\n", "min_sum_cost;5\n")),
              ElementsAre("22:3 ballot-limits"));
}

TEST(PabulibNotes, NamesAreBroughtIntoNormalFormC) {
  const std::string text = instance("5", "project_id;cost;name\n1;4;cafe\xCC\x81\n2;3;x\n");
  EXPECT_THAT(notes(text), ElementsAre("16:5 name"));
  const auto source = Source::from_text(text, "x");
  const auto result = read_pabulib(source, {});
  ASSERT_TRUE(result.has_value());
  EXPECT_EQ(ballot_voices(result->voices).options().name(OptionId{0}), "caf\xC3\xA9");
}

}  // namespace
}  // namespace comitia::io
