// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// .abc.yaml committees: what is kept, mended and lost.
#include "comitia/io/abc_yaml.h"

#include <rapidcheck/gtest.h>

#include "io/corpus.h"
#include "io/random_voices.h"

namespace comitia::io {
namespace {

using corpus::read_text;

// As version 2.19 of abcvoting writes an instance, wrapped in the middle of a set.
TEST(AbcYaml, AsThePackageWritesIt) {
  const auto result =
      read_text(read_abc_yaml,
                "description: \"Benchmark instance\\nDistribution: IC fixed-size\"\n"
                "profile: [[2, 3, 4], [0, 1, 3], [\n    1, 3, 4], [1, 2, 4]]\nnum_cand: 5\n"
                "committeesize: 3\ncompute:\n- rule_id: av\n  result: [[1, 3, 4]]\n  resolute: false\n");
  ASSERT_TRUE(result) << to_string(result.error());
  EXPECT_EQ(corpus::spelled(result->voices), "1:2,3,4 1:0,1,3 1:1,3,4 1:1,2,4");
  EXPECT_EQ(ballot_voices(result->voices).electorate().seats, 3);
  EXPECT_EQ(ballot_voices(result->voices).electorate().title, "Benchmark instance\nDistribution: IC fixed-size");
  ASSERT_EQ(result->notes.total(), 1);
  EXPECT_EQ(result->notes.kept()[0].code, ProblemCode::unknown_field);
  EXPECT_EQ(result->notes.kept()[0].where.line, 6);
}

TEST(AbcYaml, PlainKeysBecomeAttributes) {
  const auto result = read_text(read_abc_yaml, "profile: [[0]]\nplace: Town Hall\nyear: 2024\nempty:\n");
  ASSERT_TRUE(result) << to_string(result.error());
  const Electorate& electorate = ballot_voices(result->voices).electorate();
  EXPECT_EQ(electorate.attribute("place"), "Town Hall");
  EXPECT_EQ(electorate.attribute("year"), "2024");
  EXPECT_EQ(electorate.attribute("empty"), "");
}

TEST(AbcYaml, LenientLeavesBadVotersOut) {
  const auto result =
      read_text(read_abc_yaml, "profile: [[0], [7], [x], [1, 1], [1]]\nvoter_weights: [1, 1, 1, 1, 2]\nnum_cand: 2\n",
                corpus::lenient());
  ASSERT_TRUE(result) << to_string(result.error());
  EXPECT_EQ(corpus::spelled(result->voices), "1*1:0 1*2:1");
  EXPECT_EQ(result->dropped, 3);
}

TEST(AbcYaml, CountsAreWrittenOutAndWeightsAsDecimals) {
  VoicesBuilder builder(BallotKind::approval);
  const OptionId first = builder.add_option("0");
  builder.add_option("1");
  builder.approve(first);
  builder.end_voice({}, 3, Rational(5, 4));
  builder.end_voice({}, 1, Rational(2));
  builder.electorate().seats = 1;
  const Voices voices = *std::move(builder).finish();
  const auto written = write_abc_yaml(voices);
  ASSERT_TRUE(written);
  EXPECT_EQ(written->bytes,
            "profile: [[0], [0], [0], []]\nvoter_weights: [1.25, 1.25, 1.25, 2]\nnum_cand: 2\ncommitteesize: 1\n");
  EXPECT_TRUE(written->losses.empty());
  corpus::expect_round_trip(read_abc_yaml, write_abc_yaml, voices, "weights");
}

TEST(AbcYaml, MoreThanAMillionVotersAreWrittenAsWeights) {
  VoicesBuilder builder(BallotKind::approval);
  builder.approve(builder.add_option("0"));
  builder.end_voice({}, 1'000'000);
  builder.end_voice({}, 1);
  const auto written = write_abc_yaml(*std::move(builder).finish());
  ASSERT_TRUE(written);
  EXPECT_EQ(written->bytes, "profile: [[0], []]\nvoter_weights: [1000000, 1]\nnum_cand: 1\n");
  EXPECT_EQ(written->losses.size(), 1U);
}

TEST(AbcYaml, OnlyApprovalsCanBeWritten) {
  VoicesBuilder builder(BallotKind::ranked);
  builder.rank(builder.add_option("A"));
  builder.end_voice();
  const auto written = write_abc_yaml(*std::move(builder).finish());
  ASSERT_FALSE(written);
  EXPECT_EQ(written.error().code(), ProblemCode::vote_type);
}

TEST(AbcYaml, LongProfilesAreBrokenIntoLines) {
  VoicesBuilder builder(BallotKind::approval);
  for (int i = 0; i < 20; ++i) builder.add_option(std::to_string(i));
  for (std::uint32_t i = 0; i < 200; ++i) {
    for (std::uint32_t j = 0; j < i % 20; ++j) builder.approve({j});
    builder.end_voice();
  }
  const Voices voices = *std::move(builder).finish();
  const auto written = write_abc_yaml(voices);
  ASSERT_TRUE(written);
  std::size_t begin = 0;
  for (std::size_t end = written->bytes.find('\n'); end != std::string::npos; end = written->bytes.find('\n', begin)) {
    EXPECT_LE(end - begin, 120U) << written->bytes.substr(begin, end - begin);
    begin = end + 1;
  }
  corpus::expect_round_trip(read_abc_yaml, write_abc_yaml, voices, "long profile");
}

RC_GTEST_PROP(AbcYaml, WritingKeepsTheDigestOfAnyApprovals, ()) {
  Hard hard;
  hard.weights = *rc::gen::arbitrary<bool>();
  corpus::expect_round_trip(read_abc_yaml, write_abc_yaml, hard_voices(BallotKind::approval, hard), "random voices");
  RC_ASSERT(!::testing::Test::HasFailure());
}

}  // namespace
}  // namespace comitia::io
