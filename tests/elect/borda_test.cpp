// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
#include "comitia/elect/borda.h"

#include "ranked_generators.h"

namespace comitia::elect {
namespace {

using namespace ranked_testing;

TEST(Borda, CountsPositions) {
  // Tennessee: A 42*3 = 126, B 42*2 + 26*3 + 15*1 + 17*1 = 194, C 42*1 + 26*2 + 15*3 + 17*2 = 173,
  // D 26*1 + 15*2 + 17*3 = 107.
  const auto decision =
      decide(&borda, voices_of(profile_of(4, {"42 A>B>C>D", "26 B>C>D>A", "15 C>D>B>A", "17 D>C>B>A"})));
  EXPECT_EQ(outcome_of(decision), (Outcome{"B", "B>C>A>D"}));
  EXPECT_EQ(last(decision, "compared"), R"([["B","194"],["C","173"],["A","126"],["D","107"]])");
  EXPECT_EQ(last(decision, "margin"), "21");
}

TEST(Borda, AveragesPointsOfEqualAndOfUnrankedOptions) {
  // One ballot A=B>C over five options: A and B share 4 and 3, C gets 2, D and E share 1 and 0.
  const auto voices = voices_of(profile_of(5, {"1 A=B>C"}));
  EXPECT_EQ(last(decide(&borda, voices), "compared"), R"([["A","7/2"],["B","7/2"],["C","2"],["D","1/2"],["E","1/2"]])");
  EXPECT_EQ(last(decide(&borda, voices, BordaOptions{UnrankedPoints::zero}), "compared"),
            R"([["A","7/2"],["B","7/2"],["C","2"],["D","0"],["E","0"]])");
}

TEST(Borda, GivesABlankBallotsPointsToAll) {
  const auto decision = decide(&borda, voices_of(profile_of(3, {"1", "1 C"})));
  EXPECT_EQ(last(decision, "compared"), R"([["C","3"],["A","3/2"],["B","3/2"]])");
}

TEST(Borda, DoesNotOverflow) {
  // Three options, weights whose sum is just below 2^53: 2 * (2^53 - 2) points exceed no 64-bit number, but doubled
  // points of many options would; the sums are exact.
  const std::int64_t half = (std::int64_t{1} << 52) - 1;
  Profile profile{26, {}};
  Ballot up{half, {}};
  Ballot down{half, {}};
  for (int x = 0; x < 26; ++x) up.order.push_back({x}), down.order.push_back({25 - x});
  profile.ballots = {up, down};
  const auto decision = decide(&borda, voices_of(profile));
  EXPECT_EQ(outcome_of(decision).winners.size(), 26U);
  EXPECT_EQ(last(decision, "score"), std::to_string(25 * half));  // each pair of positions adds up to 25
}

/// Twice the points: two for each option below, one for each that is equal.
std::string definition(const Profile& profile, bool zero) {
  std::vector<std::int64_t> points;
  for (int x = 0; x < profile.options; ++x) {
    std::int64_t sum = 0;
    for (const auto& ballot : profile.ballots)
      for (int y = 0; y < profile.options; ++y) {
        if (y == x || (zero && level(ballot, x) == kNotRanked)) continue;
        sum += ballot.count * (level(ballot, x) < level(ballot, y) ? 2 : level(ballot, x) == level(ballot, y) ? 1 : 0);
      }
    points.push_back(sum);
  }
  return best_of(points);
}

void expect_definition(const Profile& profile) {
  const auto voices = voices_of(profile);
  ASSERT_EQ(winners(&borda, voices), definition(profile, false)) << profile;
  ASSERT_EQ(winners(&borda, voices, BordaOptions{UnrankedPoints::zero}), definition(profile, true)) << profile;
}

TEST(Borda, EqualsItsDefinitionOnAllProfilesOfThreeVotersAndThreeOptions) {
  for_all_profiles(3, 3, false, expect_definition);
}

TEST(Borda, EqualsItsDefinitionOnRandomProfiles) {
  Stream stream(2, Purpose::test, 0);
  for (int i = 0; i < 1000; ++i) expect_definition(random_profile(2 + i % 4, 1 + i % 7, Shape::any, stream));
}

}  // namespace
}  // namespace comitia::elect
