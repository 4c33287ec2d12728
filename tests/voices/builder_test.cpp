// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Building voices: canonical ballots, merging, both directions of storage, validation.
#include "comitia/voices/builder.h"

#include <map>
#include <string>
#include <tuple>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace comitia {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

constexpr OptionId kA{0}, kB{1}, kC{2}, kD{3};

VoicesBuilder four_options(BallotKind kind) {
  VoicesBuilder builder(kind);
  for (const char* id : {"a", "b", "c", "d"}) builder.add_option(id);
  return builder;
}

template <class Kind>
Kind built(VoicesBuilder&& builder) {
  auto voices = std::move(builder).finish();
  EXPECT_TRUE(voices.has_value()) << (voices ? "" : to_string(voices.error()));
  return std::get<Kind>(*std::move(voices));
}

std::vector<std::string> codes(const Result<Voices>& result) {
  std::vector<std::string> words;
  if (result) return words;
  for (const Problem& problem : result.error().kept()) words.emplace_back(word_of(problem.code));
  return words;
}

TEST(VoicesBuilder, MergesEqualApprovalsAndKeepsTheirVoices) {
  auto builder = four_options(BallotKind::approval);
  builder.approve(kC), builder.approve(kA);
  builder.end_voice("anna");
  builder.approve(kB);
  builder.end_voice("ben");
  builder.approve(kA), builder.approve(kC);
  builder.end_voice("carla");
  const auto voices = built<ApprovalVoices>(std::move(builder));

  ASSERT_EQ(voices.ballot_count(), 2);
  EXPECT_THAT(voices.approved(BallotId{0}), ElementsAre(kA, kC));
  EXPECT_THAT(voices.approved(BallotId{1}), ElementsAre(kB));
  EXPECT_THAT(voices.weights(), ElementsAre(2, 1));
  EXPECT_EQ(voices.total_weight(), 3);
  EXPECT_EQ(voices.electorate().voters, 3);
  EXPECT_THAT(voices.electorate().voices.ballots, ElementsAre(BallotId{0}, BallotId{1}, BallotId{0}));
  EXPECT_EQ(voices.electorate().voices.id(VoiceId{2}), "carla");
  EXPECT_EQ(voices.electorate().voices.find("ben"), VoiceId{1});
  EXPECT_EQ(voices.electorate().voices.find("dora"), std::nullopt);
}

TEST(VoicesBuilder, IndexesBallotsByOption) {
  auto builder = four_options(BallotKind::approval);
  for (const std::vector<OptionId>& ballot : {std::vector{kA, kB}, {kB}, {}, {kB, kD}}) {
    for (const OptionId option : ballot) builder.approve(option);
    builder.end_voice();
  }
  const auto voices = built<ApprovalVoices>(std::move(builder));
  EXPECT_THAT(voices.supporters(kA), ElementsAre(BallotId{0}));
  EXPECT_THAT(voices.supporters(kB), ElementsAre(BallotId{0}, BallotId{1}, BallotId{3}));
  EXPECT_THAT(voices.supporters(kC), IsEmpty());
  EXPECT_THAT(voices.supporters(kD), ElementsAre(BallotId{3}));
}

TEST(VoicesBuilder, EmptyBallotIsLegal) {
  auto builder = four_options(BallotKind::ranked);
  builder.end_voice();
  builder.end_voice();
  const auto voices = built<RankedVoices>(std::move(builder));
  ASSERT_EQ(voices.ballot_count(), 1);
  EXPECT_THAT(voices.ranking(BallotId{0}), IsEmpty());
  EXPECT_EQ(voices.weight(BallotId{0}), 2);
}

TEST(VoicesBuilder, VoicesWithoutIdsGoByTheirNumbers) {
  auto builder = four_options(BallotKind::approval);
  builder.end_voice();
  builder.end_voice();
  const auto voices = built<ApprovalVoices>(std::move(builder));
  const VoiceTable& table = voices.electorate().voices;
  EXPECT_TRUE(table.ids.empty());
  EXPECT_EQ(table.id(VoiceId{1}), "2");
  EXPECT_EQ(table.find("2"), VoiceId{1});
  EXPECT_EQ(table.find("3"), std::nullopt);
  EXPECT_EQ(table.find("02"), std::nullopt);
}

TEST(VoicesBuilder, IdsOfSomeVoicesMakeTheOthersGoByTheirNumbers) {
  auto builder = four_options(BallotKind::approval);
  builder.end_voice();
  builder.end_voice("x");
  builder.end_voice();
  const auto voices = built<ApprovalVoices>(std::move(builder));
  const VoiceTable& table = voices.electorate().voices;
  EXPECT_EQ(table.id(VoiceId{0}), "1");
  EXPECT_EQ(table.id(VoiceId{1}), "x");
  EXPECT_EQ(table.id(VoiceId{2}), "3");
}

TEST(VoicesBuilder, RankingsDropEmptyGroupsAndSortWithinGroups) {
  auto builder = four_options(BallotKind::ranked);
  builder.next_group();
  builder.rank(kD), builder.rank(kB);
  builder.next_group(), builder.next_group();
  builder.rank(kA);
  builder.end_voice();
  builder.rank(kB), builder.rank(kD);
  builder.next_group();
  builder.rank(kA);
  builder.next_group();
  builder.end_voice();
  const auto voices = built<RankedVoices>(std::move(builder));
  ASSERT_EQ(voices.ballot_count(), 1);
  EXPECT_THAT(voices.ranking(BallotId{0}), ElementsAre(kB, kD, kA));
  EXPECT_THAT(voices.groups(BallotId{0}), ElementsAre(0U, 0U, 1U));
  EXPECT_FALSE(voices.strict());
}

TEST(VoicesBuilder, RankingsThatDifferOnlyInGroupsAreDistinct) {
  auto builder = four_options(BallotKind::ranked);
  builder.rank(kA), builder.rank(kB);  // a = b
  builder.end_voice();
  builder.rank(kA), builder.next_group(), builder.rank(kB);  // a > b
  builder.end_voice();
  builder.rank(kB), builder.next_group(), builder.rank(kA);  // b > a
  builder.end_voice();
  const auto voices = built<RankedVoices>(std::move(builder));
  ASSERT_EQ(voices.ballot_count(), 3);
  EXPECT_THAT(voices.groups(BallotId{0}), ElementsAre(0U, 0U));
  EXPECT_THAT(voices.groups(BallotId{1}), ElementsAre(0U, 1U));
  EXPECT_THAT(voices.ranking(BallotId{2}), ElementsAre(kB, kA));
}

TEST(VoicesBuilder, StrictRankingsAreKnownToBeStrict) {
  auto builder = four_options(BallotKind::ranked);
  builder.rank(kC), builder.next_group(), builder.rank(kA);
  builder.end_voice();
  EXPECT_TRUE(built<RankedVoices>(std::move(builder)).strict());
}

TEST(VoicesBuilder, ScoresOfDifferentDenominatorsShareOneScale) {
  auto builder = four_options(BallotKind::scored);
  builder.score(kB, 2), builder.score(kA, 5);
  builder.end_voice();
  builder.score(kA, Rational(1, 2)), builder.score(kC, Rational(-2, 3));
  builder.end_voice();
  builder.score(kA, Rational(5)), builder.score(kB, Rational(2));
  builder.end_voice();
  const auto voices = built<ScoredVoices>(std::move(builder));
  // lcm(1, 2, 3) = 6: 5 = 30/6, 2 = 12/6, 1/2 = 3/6, -2/3 = -4/6; the first and third ballot are equal.
  EXPECT_EQ(voices.score_scale(), 6);
  ASSERT_EQ(voices.ballot_count(), 2);
  EXPECT_THAT(voices.scored(BallotId{0}), ElementsAre(kA, kB));
  EXPECT_THAT(voices.scores(BallotId{0}), ElementsAre(30, 12));
  EXPECT_THAT(voices.scored(BallotId{1}), ElementsAre(kA, kC));
  EXPECT_THAT(voices.scores(BallotId{1}), ElementsAre(3, -4));
  EXPECT_THAT(voices.electorate().voices.ballots, ElementsAre(BallotId{0}, BallotId{1}, BallotId{0}));
}

TEST(VoicesBuilder, DroppedScoresDoNotRefineTheScale) {
  auto builder = four_options(BallotKind::scored);
  builder.score(kA, Rational(1, 7)), builder.score(kA, 1);
  EXPECT_EQ(builder.end_voice(), VoicesBuilder::EndVoice::duplicate_option);
  builder.score(kA, Rational(1, 9));
  builder.drop_ballot();
  builder.score(kA, 4);
  builder.end_voice();
  EXPECT_EQ(built<ScoredVoices>(std::move(builder)).score_scale(), 1);
}

TEST(VoicesBuilder, ScoresWithoutACommonDenominatorAreRefused) {
  auto builder = four_options(BallotKind::scored);
  // 2^31 - 1, 2^61 - 1 are primes: their product exceeds 63 bits.
  builder.score(kA, Rational(1, (std::int64_t{1} << 31) - 1));
  builder.end_voice();
  builder.score(kA, Rational(1, (std::int64_t{1} << 61) - 1));
  builder.end_voice();
  EXPECT_THAT(codes(std::move(builder).finish()), ElementsAre("number"));
}

TEST(VoicesBuilder, WeightsShareOneScaleAndCountsMultiplyThem) {
  auto builder = four_options(BallotKind::approval);
  builder.approve(kA);
  builder.end_voice({}, 3);
  builder.approve(kB);
  builder.end_voice({}, 2, Rational(1, 4));
  builder.approve(kA);
  builder.end_voice({}, 1, Rational(5, 6));
  const auto voices = built<ApprovalVoices>(std::move(builder));
  // Over 12: 3 * 12 + 1 * 10 = 46 for {a}, 2 * 3 = 6 for {b}.
  EXPECT_EQ(voices.weight_scale(), 12);
  EXPECT_THAT(voices.weights(), ElementsAre(46, 6));
  EXPECT_EQ(voices.total_weight(), 52);
  EXPECT_EQ(voices.electorate().voters, 6);
  EXPECT_THAT(voices.electorate().voices.counts, ElementsAre(3, 2, 1));
  EXPECT_EQ(voices.electorate().voices.weights->value(2), Rational(5, 6));
}

TEST(VoicesBuilder, WeightsUpToTwoToThe53AreHeldAndMoreAreRefused) {
  const std::int64_t most = std::int64_t{1} << 53;
  auto fits = four_options(BallotKind::approval);
  fits.end_voice({}, most);
  EXPECT_EQ(built<ApprovalVoices>(std::move(fits)).total_weight(), most);

  auto exceeds = four_options(BallotKind::approval);
  exceeds.end_voice({}, most);
  exceeds.end_voice();
  EXPECT_THAT(codes(std::move(exceeds).finish()), ElementsAre("weight"));

  auto scaled = four_options(BallotKind::approval);
  scaled.end_voice({}, most / 2 + 1, Rational(1, 2));
  scaled.end_voice({}, most / 2);
  EXPECT_THAT(codes(std::move(scaled).finish()), ElementsAre("weight"));

  auto overflows = four_options(BallotKind::approval);
  overflows.end_voice({}, std::int64_t{1} << 62, Rational(1'000'000));
  EXPECT_THAT(codes(std::move(overflows).finish()), ElementsAre("weight"));
}

TEST(VoicesBuilder, NamesTheOptionThatABallotRepeats) {
  for (const BallotKind kind : {BallotKind::approval, BallotKind::ranked, BallotKind::scored}) {
    auto builder = four_options(kind);
    for (const OptionId option : {kD, kC, kA, kC}) {
      if (kind == BallotKind::approval) builder.approve(option);
      if (kind == BallotKind::ranked) builder.rank(option), builder.next_group();
      if (kind == BallotKind::scored) builder.score(option, 1);
    }
    EXPECT_EQ(builder.end_voice(), VoicesBuilder::EndVoice::duplicate_option);
    EXPECT_EQ(builder.duplicate(), kC);
    EXPECT_EQ(builder.voice_count(), 0);
    // The next ballot is not touched by the refused one.
    if (kind == BallotKind::approval) builder.approve(kC), builder.approve(kA);
    if (kind == BallotKind::ranked) builder.rank(kC), builder.rank(kA);
    if (kind == BallotKind::scored) builder.score(kC, 1), builder.score(kA, 1);
    EXPECT_EQ(builder.end_voice(), VoicesBuilder::EndVoice::added);
    const auto voices = std::move(builder).finish();
    ASSERT_TRUE(voices.has_value());
    EXPECT_EQ(ballot_voices(*voices).ballot_count(), 1);
  }
}

TEST(VoicesBuilder, RefusesMissingOptionsAndVoices) {
  EXPECT_THAT(codes(VoicesBuilder(BallotKind::approval).finish()), ElementsAre("no-options", "no-voices"));
  EXPECT_THAT(codes(four_options(BallotKind::ranked).finish()), ElementsAre("no-voices"));
}

TEST(VoicesBuilder, RefusesRepeatedIds) {
  auto builder = four_options(BallotKind::approval);
  builder.add_option("b");
  for (const char* id : {"1", "2", "10", "x", "2", "x", "x"}) builder.end_voice(id);
  EXPECT_THAT(builder.repeated_ids(), ElementsAre(VoiceId{4}, VoiceId{5}, VoiceId{6}));
  const auto result = std::move(builder).finish();
  EXPECT_THAT(codes(result), ElementsAre("duplicate-id", "duplicate-id", "duplicate-id", "duplicate-id"));
  EXPECT_EQ(result.error().kept()[0].text, "the option id b appears twice");
  EXPECT_EQ(result.error().kept()[1].text, "the voice id 2 appears twice");
}

TEST(VoicesBuilder, IntegersOfDifferentFormAreDifferentIds) {
  auto builder = four_options(BallotKind::approval);
  for (const char* id : {"1", "01", "001", "1.0"}) builder.end_voice(id);
  EXPECT_THAT(builder.repeated_ids(), IsEmpty());
  EXPECT_EQ(built<ApprovalVoices>(std::move(builder)).electorate().voices.ids.size(), 4);
}

TEST(VoicesBuilder, RefusesNamesThatAreNotCleanText) {
  auto builder = four_options(BallotKind::approval);
  builder.add_option("cafe\xCC\x81");  // e and a combining accent; NFC writes one character
  builder.add_option("e", "caf\xE9");  // Latin-1
  builder.add_option("");
  builder.end_voice("ok");
  EXPECT_THAT(codes(std::move(builder).finish()), ElementsAre("name", "name", "name"));
}

TEST(VoicesBuilder, AcceptsComposedNames) {
  auto builder = four_options(BallotKind::approval);
  const OptionId cafe = builder.add_option("e", "caf\xC3\xA9");
  builder.end_voice("Zo\xC3\xAB");
  const auto voices = built<ApprovalVoices>(std::move(builder));
  EXPECT_EQ(voices.options().name(cafe), "caf\xC3\xA9");
  EXPECT_EQ(voices.options().name(kA), "a");
  EXPECT_EQ(voices.options().find("e"), cafe);
}

TEST(VoicesBuilder, RefusesMoneyThatMakesNoSense) {
  auto negative = four_options(BallotKind::approval);
  negative.end_voice();
  negative.electorate().budget = Rational(-1);
  negative.electorate().options.costs = ScaledColumn{{1, -2, 3, 4}, 1};
  EXPECT_THAT(codes(std::move(negative).finish()), ElementsAre("budget", "cost"));

  auto missing = four_options(BallotKind::approval);
  missing.end_voice();
  missing.electorate().budget = Rational(10);
  EXPECT_THAT(codes(std::move(missing).finish()), ElementsAre("cost"));

  auto incomplete = four_options(BallotKind::approval);
  incomplete.end_voice();
  incomplete.electorate().options.costs = ScaledColumn{{1, 2, 3}, 1};
  EXPECT_THAT(codes(std::move(incomplete).finish()), ElementsAre("cost"));
}

TEST(VoicesBuilder, KindTellsWhetherThereIsMoney) {
  auto plain = four_options(BallotKind::scored);
  plain.end_voice();
  EXPECT_EQ(voices_kind(*std::move(plain).finish()), "scored");
  auto paid = four_options(BallotKind::approval);
  paid.end_voice();
  paid.electorate().budget = Rational(10);
  paid.electorate().options.costs = ScaledColumn{{1, 2, 3, 4}, 1};
  EXPECT_EQ(voices_kind(*std::move(paid).finish()), "approval-budget");
}

// Against a map from sets to weights, which shares nothing with the table of hashes. Few options are sorted through
// bits, many by comparison.
void expect_merged_like_a_map(const std::vector<std::vector<std::uint32_t>>& ballots, std::uint32_t option_count) {
  VoicesBuilder builder(BallotKind::approval);
  for (std::uint32_t i = 0; i < option_count; ++i) builder.add_option(std::to_string(i));
  std::map<std::vector<std::uint32_t>, std::int64_t> expected;
  for (const auto& ballot : ballots) {
    for (const std::uint32_t option : ballot) builder.approve(OptionId{option % option_count});
    std::vector<std::uint32_t> sorted;
    for (const std::uint32_t option : ballot) sorted.push_back(option % option_count);
    std::sort(sorted.begin(), sorted.end());
    const bool repeats = std::adjacent_find(sorted.begin(), sorted.end()) != sorted.end();
    RC_ASSERT((builder.end_voice() == VoicesBuilder::EndVoice::duplicate_option) == repeats);
    if (!repeats) ++expected[sorted];
  }
  if (expected.empty()) return;
  auto result = std::move(builder).finish();
  RC_ASSERT(result.has_value());
  const auto& voices = std::get<ApprovalVoices>(*result);
  std::map<std::vector<std::uint32_t>, std::int64_t> found;
  for (std::uint32_t b = 0; b < voices.ballot_count(); ++b) {
    std::vector<std::uint32_t> items;
    for (const OptionId option : voices.approved(BallotId{b})) items.push_back(option.value);
    found[items] += voices.weight(BallotId{b});
    for (const OptionId option : voices.approved(BallotId{b})) {
      const auto supporters = voices.supporters(option);
      RC_ASSERT(std::count(supporters.begin(), supporters.end(), BallotId{b}) == 1);
    }
  }
  RC_ASSERT(found == expected);
  RC_ASSERT(static_cast<std::int64_t>(found.size()) == voices.ballot_count());
}

RC_GTEST_PROP(VoicesBuilder, MergesLikeAMap, ()) {
  const auto option_count = *rc::gen::inRange<std::uint32_t>(1, 300);
  expect_merged_like_a_map(*rc::gen::arbitrary<std::vector<std::vector<std::uint32_t>>>(), option_count);
}

RC_GTEST_PROP(VoicesBuilder, MergesLikeAMapWithManyOptions, ()) {
  expect_merged_like_a_map(*rc::gen::arbitrary<std::vector<std::vector<std::uint32_t>>>(), 5000);
}

class ManyBallots : public testing::TestWithParam<std::int64_t> {};

TEST_P(ManyBallots, GrowTheTable) {
  VoicesBuilder builder(BallotKind::approval);
  builder.reserve(GetParam(), 0);
  for (int i = 0; i < 16; ++i) builder.add_option(std::to_string(i));
  // Every subset of 16 options twice.
  for (std::uint32_t round = 0; round < 2; ++round) {
    for (std::uint32_t set = 0; set < 65536; ++set) {
      for (std::uint32_t i = 0; i < 16; ++i)
        if ((set >> i & 1U) != 0) builder.approve(OptionId{i});
      builder.end_voice();
    }
  }
  const auto voices = built<ApprovalVoices>(std::move(builder));
  ASSERT_EQ(voices.ballot_count(), 65536);
  for (std::uint32_t set = 0; set < 65536; ++set) {
    ASSERT_EQ(voices.weight(BallotId{set}), 2);
    std::uint32_t members = 0;
    for (const OptionId option : voices.approved(BallotId{set})) members |= 1U << option.value;
    ASSERT_EQ(members, set);
  }
  EXPECT_THAT(voices.supporters(kA), SizeIs(32768));
}

INSTANTIATE_TEST_SUITE_P(Reserved, ManyBallots, testing::Values(0, 1000, 131072, 2'000'000));

}  // namespace
}  // namespace comitia
