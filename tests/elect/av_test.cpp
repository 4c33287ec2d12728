// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
#include "comitia/elect/av.h"

#include "elect/approval_testing.h"

namespace comitia::elect {
namespace {

using namespace comitia::testing;

// Approvals: a 8, b 4, c 4, d 2, e 1, f 2, g 1. With 4 seats d and f compete for the last one.
const ApprovalProfile kTwelve = profile_of(7, "3 ab, 3 ac, 2 ad, bcf, e, f, g");

TEST(Av, ElectsTheMostApprovedOfTheWorkedExample) {
  const auto all = decided(av, build(kTwelve), AvOptions{4}, context_with(TiePolicy::all));
  EXPECT_EQ(committees(all), "abcd abcf");
  EXPECT_EQ(all.resolved["seats"], Json(4));
  EXPECT_FALSE(all.standing.best_known);
  ASSERT_EQ(all.ties.size(), 1U);
  EXPECT_EQ(all.ties[0].among, (std::vector<std::string>{"d", "f"}));
  EXPECT_EQ(all.ties[0].chosen, "") << "nobody was chosen: every alternative was followed";
  expect_sentences<AvOptions>(all);
}

TEST(Av, SaysScoresAndSupportersOfEachSeat) {
  const auto order = decided(av, build(kTwelve), AvOptions{4}, context_with(TiePolicy::order));
  EXPECT_EQ(committees(order), "abcd");
  EXPECT_EQ(picks(order), "a b c d");
  ASSERT_EQ(order.trace.size(), 4U);
  EXPECT_EQ(compared(order.trace[0]), "a 8, b 4, c 4, d 2, f 2, e 1, g 1");
  EXPECT_EQ(compared(order.trace[3]), "d 2, f 2, e 1, g 1");
  EXPECT_EQ(field(order.trace[3], "supporters"), "2");
  EXPECT_EQ(say(order.trace[0], AvOptions::kSentences, {}), "a takes seat 1: 8 voters approve of it.");
}

TEST(Av, KnowsNoTieThatDecidesNothing) {
  // b and c are equal, but both are elected; so a policy that refuses ties has nothing to refuse.
  const auto decision = decided(av, build(kTwelve), AvOptions{3}, context_with(TiePolicy::refuse));
  EXPECT_EQ(committees(decision), "abc");
  EXPECT_TRUE(decision.ties.empty());
}

TEST(Av, RefusesATieThatDecides) {
  auto context = context_with(TiePolicy::refuse);
  const auto refused = av(build(kTwelve), AvOptions{4}, context);
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().code(), ProblemCode::tie);
}

TEST(Av, FindsAllCommitteesOfTheDefinition) {
  for_small_profiles(300, [](const ApprovalProfile& profile, std::int64_t k) {
    const auto expected = naive::av(profile, static_cast<std::size_t>(k));
    expect_committees(av, profile, AvOptions{k}, expected, {*expected.begin()});
  });
}

TEST(Av, ListsOnlySoManyCommitteesAndSaysSo) {
  // 20 options without any approval, 10 seats: 184756 committees.
  auto context = context_with(TiePolicy::all);
  context.run.max_decisions = 7;
  const auto decision = decided(av, build(profile_of(20, "-")), AvOptions{10}, context);
  EXPECT_EQ(decision.outcome["committees"].as_array().size(), 7U);
  EXPECT_TRUE(decision.standing.best_known);
  EXPECT_EQ(decision.standing.why, "max-decisions");
  EXPECT_EQ(decision.warnings.size(), 1U);
}

TEST(Av, ShowsTheBestTwentyOfManyOptions) {
  std::string ballots;
  for (int i = 0; i < 25; ++i)
    ballots += std::string(i == 0 ? "" : ",") + std::to_string(25 - i) + static_cast<char>('a' + i);
  const auto decision = decided(av, build(profile_of(25, ballots)), AvOptions{6}, context_with(TiePolicy::order));
  EXPECT_EQ(field(decision.trace[0], "compared_of"), "25");
  EXPECT_EQ(compared(decision.trace[0]).substr(0, 10), "a 25, b 24");
  EXPECT_EQ(field(decision.trace[4], "compared_of"), "21");
  EXPECT_EQ(field(decision.trace[5], "compared_of"), "") << "20 options are left, and all are shown";
}

TEST(Av, AsksForSeatsThatExist) {
  auto context = context_with(TiePolicy::order);
  const auto voices = build(kTwelve);
  for (const std::optional<std::int64_t> seats : {std::optional<std::int64_t>(), std::optional<std::int64_t>(8)}) {
    const auto refused = av(voices, AvOptions{seats}, context);
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().code(), ProblemCode::seats);
  }
}

TEST(Av, CountsFractionsOfVotersExactly) {
  const auto decision =
      decided(av, build(profile_of(2, "3 a, 2 ab"), Rational(1, 3)), AvOptions{1}, context_with(TiePolicy::order));
  EXPECT_EQ(compared(decision.trace[0]), "a 5/3, b 2/3");
  EXPECT_EQ(field(decision.trace[0], "supporters"), "5/3");
}

}  // namespace
}  // namespace comitia::elect
