// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
#include "comitia/elect/plurality.h"

#include "ranked_generators.h"

namespace comitia::elect {
namespace {

using namespace ranked_testing;

// 42 voters near Memphis, 26 Nashville, 15 Chattanooga, 17 Knoxville: the capital of Tennessee, the example of every
// textbook. Memphis (A) is first for 42, Knoxville (D) for 17.
const Profile kTennessee = profile_of(4, {"42 A>B>C>D", "26 B>C>D>A", "15 C>D>B>A", "17 D>C>B>A"});

TEST(Plurality, CountsFirstChoices) {
  const auto decision = decide(&plurality, voices_of(kTennessee));
  EXPECT_EQ(outcome_of(decision), (Outcome{"A", "A>B>D>C"}));
  EXPECT_EQ(decision.trace.size(), 1U);
  EXPECT_EQ(last(decision, "pick"), "A");
  EXPECT_EQ(last(decision, "score"), "42");
  EXPECT_EQ(last(decision, "runner_up"), "B");
  EXPECT_EQ(last(decision, "margin"), "16");
  EXPECT_EQ(last(decision, "compared"), R"([["A","42"],["B","26"],["D","17"],["C","15"]])");
}

TEST(Plurality, SharesTheVoteOfEqualFirstRanks) {
  // A: 1/3 + 1/2, B: 1/3 + 1/2, C: 1/3; the blank ballot and the second rank give nothing.
  const auto decision = decide(&plurality, voices_of(profile_of(4, {"1 A=B=C>D", "1 A=B", "5"})));
  EXPECT_EQ(outcome_of(decision), (Outcome{"AB", "AB>C>D"}));
  EXPECT_EQ(last(decision, "compared"), R"([["A","5/6"],["B","5/6"],["C","1/3"],["D","0"]])");
}

TEST(Plurality, BreaksATieByThePolicyAndRecordsIt) {
  const auto voices = voices_of(profile_of(3, {"2 C", "2 B", "1 A"}));
  const auto decision = decide(&plurality, voices, PluralityOptions{}, TiePolicy::order);
  EXPECT_EQ(outcome_of(decision), (Outcome{"B", "BC>A"}));
  ASSERT_EQ(decision.ties.size(), 1U);
  EXPECT_EQ(decision.ties[0].step, decision.trace.back().step);
  EXPECT_EQ(decision.ties[0].among, (std::vector<std::string>{"B", "C"}));
  EXPECT_EQ(decision.ties[0].on, "votes");
  EXPECT_EQ(decision.ties[0].chosen, "B");
  EXPECT_EQ(last(decision, "margin"), "0");

  auto refuse = context_of(TiePolicy::refuse);
  const auto refused = plurality(voices, {}, refuse);
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().code(), ProblemCode::tie);
}

TEST(Plurality, RanksAnOptionThatStandsAlone) {
  const auto decision = decide(&plurality, voices_of(profile_of(1, {"3 A", "1"})));
  EXPECT_EQ(outcome_of(decision), (Outcome{"A", "A"}));
  EXPECT_EQ(decision.trace.back().say, "only");
}

TEST(Plurality, ReportsWeightsInPeople) {
  const auto voices = voices_of(profile_of(2, {"3 A", "1 B"}), {Rational(1, 2), Rational(2, 3)});  // 3/2 and 2/3
  const auto decision = decide(&plurality, voices);
  EXPECT_EQ(last(decision, "score"), "3/2");
  EXPECT_EQ(last(decision, "margin"), "5/6");
}

std::string definition(const Profile& profile) {
  std::vector<std::int64_t> votes;
  for (int x = 0; x < profile.options; ++x) votes.push_back(votes_840(profile, (1 << profile.options) - 1, x));
  return best_of(votes);
}

TEST(Plurality, EqualsItsDefinitionOnAllProfilesOfThreeVotersAndThreeOptions) {
  for_all_profiles(3, 3, false, [](const Profile& profile) {
    ASSERT_EQ(winners(&plurality, voices_of(profile)), definition(profile)) << profile;
  });
}

TEST(Plurality, EqualsItsDefinitionOnRandomProfiles) {
  Stream stream(1, Purpose::test, 0);
  for (int i = 0; i < 1000; ++i) {
    const auto profile = random_profile(2 + i % 4, 1 + i % 7, Shape::any, stream);
    ASSERT_EQ(winners(&plurality, voices_of(profile)), definition(profile)) << profile;
  }
}

}  // namespace
}  // namespace comitia::elect
