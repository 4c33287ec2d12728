// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
#include "comitia/elect/copeland.h"

#include "ranked_generators.h"

namespace comitia::elect {
namespace {

using namespace ranked_testing;

TEST(Copeland, CountsHeadToHeadWins) {
  // Tennessee: B beats A 58:42, C 68:32, D 68:32; C beats A 58:42 and D 83:17; D beats A 58:42.
  const auto decision =
      decide(&copeland, voices_of(profile_of(4, {"42 A>B>C>D", "26 B>C>D>A", "15 C>D>B>A", "17 D>C>B>A"})));
  EXPECT_EQ(outcome_of(decision), (Outcome{"B", "B>C>D>A"}));
  EXPECT_EQ(field(decision, "pairwise", "matrix"),
            R"([["0","42","42","42"],["58","0","68","68"],["58","32","0","83"],["58","32","17","0"]])");
  EXPECT_EQ(field(decision, "pairwise", "condorcet_winner"), "B");
  EXPECT_EQ(field(decision, "condorcet", "condorcet_winner"), "B");
  EXPECT_EQ(last(decision, "compared"), R"([["B","3"],["C","2"],["D","1"],["A","0"]])");
  EXPECT_EQ(last(decision, "margin"), "1");
}

TEST(Copeland, LlullCountsTiesAsWins) {
  const auto voices = voices_of(profile_of(3, {"1 A>B>C", "1 B>C>A"}));
  // A-B 1:1, A-C 1:1, B-C 2:0: wins A 0, B 1, C 0; ties A 2, B 1, C 1.
  EXPECT_EQ(last(decide(&copeland, voices), "compared"), R"([["B","3/2"],["A","1"],["C","1/2"]])");
  EXPECT_EQ(last(decide(&copeland, voices, CopelandOptions{Rational(1)}), "winners"), R"(["A","B"])");
  EXPECT_EQ(last(decide(&copeland, voices, CopelandOptions{Rational(0)}), "compared"),
            R"([["B","1"],["A","0"],["C","0"]])");
}

TEST(Copeland, SaysWhenThereIsNoCondorcetWinner) {
  const auto decision = decide(&copeland, voices_of(profile_of(3, {"1 A>B>C", "1 B>C>A", "1 C>A>B"})));
  EXPECT_EQ(outcome_of(decision), (Outcome{"ABC", "ABC"}));
  EXPECT_EQ(field(decision, "pairwise", "condorcet_winner"), "(absent)");
  EXPECT_EQ(decision.trace[1].say, "no_condorcet");
}

std::string definition(const Profile& profile, bool ignored) {
  std::vector<std::int64_t> doubled;
  for (int x = 0; x < profile.options; ++x) {
    doubled.push_back(0);
    for (int y = 0; y < profile.options; ++y) {
      if (y == x) continue;
      const auto margin = above(profile, x, y, ignored) - above(profile, y, x, ignored);
      doubled.back() += margin > 0 ? 2 : margin == 0 ? 1 : 0;
    }
  }
  return best_of(doubled);
}

void expect_definition(const Profile& profile) {
  const auto voices = voices_of(profile);
  ASSERT_EQ(winners(&copeland, voices), definition(profile, false)) << profile;
  ASSERT_EQ(winners(&copeland, voices, CopelandOptions{Rational(1, 2), Unranked::ignored}), definition(profile, true))
      << profile;
}

TEST(Copeland, EqualsItsDefinitionOnAllProfilesOfThreeVotersAndThreeOptions) {
  for_all_profiles(3, 3, false, expect_definition);
}

TEST(Copeland, EqualsItsDefinitionOnRandomProfiles) {
  Stream stream(3, Purpose::test, 0);
  for (int i = 0; i < 1000; ++i) expect_definition(random_profile(2 + i % 4, 1 + i % 7, Shape::any, stream));
}

}  // namespace
}  // namespace comitia::elect
