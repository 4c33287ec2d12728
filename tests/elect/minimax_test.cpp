// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
#include "comitia/elect/minimax.h"

#include "ranked_generators.h"

namespace comitia::elect {
namespace {

using namespace ranked_testing;

TEST(Minimax, TakesTheLeastBadWorstResult) {
  // A>B 7:2 (5), B>C 6:3 (3), C>A 5:4 (1): worst defeats A 1, B 5, C 3.
  const auto voices = voices_of(profile_of(3, {"4 A>B>C", "2 B>C>A", "3 C>A>B"}));
  const auto decision = decide(&minimax, voices);
  EXPECT_EQ(outcome_of(decision), (Outcome{"A", "A>C>B"}));
  EXPECT_EQ(field(decision, "worst", "against"), R"([["A","C","1"],["B","A","5"],["C","B","3"]])");
  EXPECT_EQ(last(decision, "score"), "1");
  EXPECT_EQ(last(decision, "runner_up"), "C");
  EXPECT_EQ(last(decision, "margin"), "2");
}

TEST(Minimax, MeasuresOfStrengthDifferOnTruncatedBallots) {
  const auto voices = voices_of(profile_of(3, {"3 A>C", "2 B", "2 B>A", "4 C"}));
  // A over B: 3; B over A: 4; A over C: 3 + 2 = 5; C over A: 4; B over C: 4; C over B: 3 + 4 = 7.
  // Margins: A 1 (B), B 3 (C), C 1 (A) -> A and C. Winning votes: A 4, B 7, C 5 -> A. Opposition: A 4, B 7, C 5 -> A.
  EXPECT_EQ(winners(&minimax, voices), "AC");
  EXPECT_EQ(winners(&minimax, voices, MinimaxOptions{MinimaxStrength::winning_votes}), "A");
  EXPECT_EQ(winners(&minimax, voices, MinimaxOptions{MinimaxStrength::opposition}), "A");
}

TEST(Minimax, OppositionCountsResultsThatAreNoDefeats) {
  // A over B 3:2, A over C 3:2 among voters of whom five rank nobody else: A is the Condorcet winner with 2 against;
  // B and C tie 0:0 and lose to A, 3 against each.
  const auto voices = voices_of(profile_of(3, {"3 A", "2 B=C"}));
  const auto decision = decide(&minimax, voices, MinimaxOptions{MinimaxStrength::opposition});
  EXPECT_EQ(last(decision, "compared"), R"([["A","2"],["B","3"],["C","3"]])");
  EXPECT_EQ(last(decide(&minimax, voices), "compared"), R"([["A","-1"],["B","1"],["C","1"]])");
  EXPECT_EQ(last(decide(&minimax, voices, MinimaxOptions{MinimaxStrength::winning_votes}), "compared"),
            R"([["A","0"],["B","3"],["C","3"]])");
}

TEST(Minimax, DecidesForASingleOption) {
  EXPECT_EQ(outcome_of(decide(&minimax, voices_of(profile_of(1, {"2 A"})))), (Outcome{"A", "A"}));
}

std::string definition(const Profile& profile, MinimaxStrength strength, bool ignored) {
  std::vector<std::int64_t> goodness;
  for (int x = 0; x < profile.options; ++x) {
    std::vector<std::int64_t> results;
    for (int y = 0; y < profile.options; ++y) {
      if (y == x) continue;
      const auto against = above(profile, y, x, ignored);
      const auto margin = against - above(profile, x, y, ignored);
      results.push_back(strength == MinimaxStrength::margins         ? margin
                        : strength == MinimaxStrength::winning_votes ? (margin > 0 ? against : 0)
                                                                     : against);
    }
    goodness.push_back(results.empty() ? 0 : -*std::max_element(results.begin(), results.end()));
  }
  return best_of(goodness);
}

void expect_definition(const Profile& profile) {
  const auto voices = voices_of(profile);
  for (const auto strength : {MinimaxStrength::margins, MinimaxStrength::winning_votes, MinimaxStrength::opposition}) {
    ASSERT_EQ(winners(&minimax, voices, MinimaxOptions{strength}), definition(profile, strength, false)) << profile;
    ASSERT_EQ(winners(&minimax, voices, MinimaxOptions{strength, Unranked::ignored}),
              definition(profile, strength, true))
        << profile;
  }
}

TEST(Minimax, EqualsItsDefinitionOnAllProfilesOfThreeVotersAndThreeOptions) {
  for_all_profiles(3, 3, false, expect_definition);
}

TEST(Minimax, EqualsItsDefinitionOnRandomProfiles) {
  Stream stream(4, Purpose::test, 0);
  for (int i = 0; i < 500; ++i) expect_definition(random_profile(2 + i % 4, 1 + i % 7, Shape::any, stream));
}

}  // namespace
}  // namespace comitia::elect
