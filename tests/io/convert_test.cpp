// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Conversions between the kinds of voices, by hand.
#include "comitia/io/convert.h"

#include "comitia/io/abif.h"
#include "comitia/voices/builder.h"

#include "io/corpus.h"

namespace comitia::io {
namespace {

Voices voices_of(std::string_view text) {
  auto result = corpus::read_text(read_abif, text);
  EXPECT_TRUE(result) << to_string(result.error());
  return std::move(result->voices);
}

ConvertOptions first(std::int64_t count) {
  ConvertOptions options;
  options.first = count;
  return options;
}

ConvertOptions above(std::string option) {
  ConvertOptions options;
  options.above = std::move(option);
  return options;
}

ConvertOptions threshold(const Rational& score) {
  ConvertOptions options;
  options.threshold = score;
  return options;
}

TEST(Convert, FirstRanksBecomeApprovals) {
  const auto result = convert_kind(voices_of("3:A>B>C\n2:B\n1:\n4:C>A=B=D\n5:A=B>C\n"), "approval", first(2));
  ASSERT_TRUE(result) << to_string(result.error());
  // C>A=B=D: the second place is shared by three, all of them are approved of.
  EXPECT_EQ(corpus::spelled(result->voices), "3:A,B 2:B 1: 4:A,B,C,D 5:A,B");
  EXPECT_EQ(result->losses,
            (std::vector<std::string>{
                "the order among the approved options", "all ranks behind the first 2, on 8 ballots",
                "the limit of 2 on 4 ballots, where a tie reaches beyond it and is approved of as one"}));
}

TEST(Convert, WhatStandsAboveALineIsApproved) {
  const auto result = convert_kind(voices_of("3:A>B>N>C\n2:A=N>B\n1:C\n4:N>A\n"), "approval", above("N"));
  ASSERT_TRUE(result) << to_string(result.error());
  EXPECT_EQ(corpus::spelled(result->voices), "3:A,B 2: 1:C 4:");
  ASSERT_EQ(result->losses.size(), 2U);
  EXPECT_EQ(result->losses[1], "that 1 ballots do not rank N: all that they rank counts as above it");
}

TEST(Convert, ScoresThatReachTheThresholdAreApprovals) {
  const auto result = convert_kind(voices_of("3:A/5,B/3,C/2\n1:A/0\n"), "approval", threshold(Rational(5, 2)));
  ASSERT_TRUE(result) << to_string(result.error());
  EXPECT_EQ(corpus::spelled(result->voices), "3:A,B 1:");
}

TEST(Convert, ScoresBecomeRanks) {
  const auto result = convert_kind(voices_of("3:A/1,B/5,C/1\n2:C/-2,A/0\n"), "ranked", {});
  ASSERT_TRUE(result) << to_string(result.error());
  EXPECT_EQ(corpus::spelled(result->voices), "3:B>A=C 2:A>C");
  EXPECT_EQ(result->losses.size(), 1U);
}

TEST(Convert, ApprovalsBecomeTwoGroups) {
  const auto result =
      convert_kind(voices_of("{ballot_type: \"choose_many\"}\n=A:A\n=B:B\n=C:C\n3:B\n2:A=B=C\n1:\n"), "ranked", {});
  ASSERT_TRUE(result) << to_string(result.error());
  EXPECT_EQ(corpus::spelled(result->voices), "3:B>A=C 2:A=B=C 1:");
  EXPECT_TRUE(result->losses.empty());
}

TEST(Convert, TheRestStaysAsItIs) {
  VoicesBuilder builder(BallotKind::ranked);
  const OptionId a = builder.add_option("a", "Ann");
  const OptionId b = builder.add_option("b", "Bob");
  builder.electorate().options.costs = ScaledColumn{{3, 4}, 1};
  builder.electorate().budget = Rational(5);
  builder.electorate().seats = 1;
  builder.electorate().title = "Town";
  builder.electorate().attributes = {{"vote_type", "ordinal"}, {"place", "Hall"}};
  builder.electorate().voices.columns.push_back({"age", {}});
  builder.electorate().voices.columns[0].cells.push_back("44");
  builder.rank(b), builder.next_group(), builder.rank(a);
  builder.end_voice("v", 2, Rational(1, 2));
  const auto result = convert_kind(*std::move(builder).finish(), "approval", first(1));
  ASSERT_TRUE(result) << to_string(result.error());
  EXPECT_EQ(voices_kind(result->voices), "approval-budget");
  EXPECT_EQ(corpus::spelled(result->voices), "v=2*1/2:b");
  const Electorate& electorate = ballot_voices(result->voices).electorate();
  EXPECT_EQ(corpus::spelled_options(electorate.options), "a(Ann) b(Bob)");
  EXPECT_EQ(electorate.budget, Rational(5));
  EXPECT_EQ(electorate.seats, 1);
  EXPECT_EQ(electorate.title, "Town");
  EXPECT_FALSE(electorate.attribute("vote_type"));  // it would be untrue now
  EXPECT_EQ(electorate.attribute("place"), "Hall");
  EXPECT_EQ(electorate.voices.columns[0].cells[0], "44");
}

TEST(Convert, TheSameKindIsACopy) {
  const Voices voices = voices_of("3:A>B\n");
  const auto result = convert_kind(voices, "ranked", {});
  ASSERT_TRUE(result);
  EXPECT_EQ(digest(result->voices), digest(voices));
  EXPECT_TRUE(result->losses.empty());
}

TEST(Convert, WishesThatCannotBeMetAreRefused) {
  const Voices ranked = voices_of("3:A>B\n");
  const Voices scored = voices_of("3:A/1,B/2\n");
  const Voices approval = voices_of("{ballot_type: \"choose_many\"}\n3:A\n");
  const auto code = [](const Result<Converted>& result) {
    return result ? std::string("done") : std::string(word_of(result.error().code()));
  };
  ConvertOptions both = first(1);
  both.above = "A";
  EXPECT_EQ(code(convert_kind(ranked, "approval", {})), "option-range");
  EXPECT_EQ(code(convert_kind(ranked, "approval", both)), "option-range");
  EXPECT_EQ(code(convert_kind(ranked, "approval", threshold(1))), "option-range");
  EXPECT_EQ(code(convert_kind(ranked, "approval", above("Z"))), "unknown-option");
  EXPECT_EQ(code(convert_kind(scored, "approval", {})), "option-range");
  EXPECT_EQ(code(convert_kind(scored, "approval", first(1))), "option-range");
  EXPECT_EQ(code(convert_kind(scored, "ranked", first(1))), "option-range");
  EXPECT_EQ(code(convert_kind(approval, "ranked", threshold(1))), "option-range");
  EXPECT_EQ(code(convert_kind(approval, "approval", first(1))), "option-range");
  EXPECT_EQ(code(convert_kind(approval, "scored", {})), "vote-type");
  EXPECT_EQ(code(convert_kind(ranked, "scored", {})), "vote-type");
  EXPECT_EQ(code(convert_kind(ranked, "battles", {})), "vote-type");
}

}  // namespace
}  // namespace comitia::io
