// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
#include "comitia/elect/ranked_pairs.h"

#include <set>

#include "ranked_generators.h"

namespace comitia::elect {
namespace {

using namespace ranked_testing;

const Profile kFortyFive{5,
                         {strict(5, "ACBED"), strict(5, "ADECB"), strict(8, "BEDAC"), strict(3, "CABED"),
                          strict(7, "CAEBD"), strict(2, "CBADE"), strict(7, "DCEBA"), strict(8, "EBADC")}};

TEST(RankedPairs, LocksWinsInFromTheStrongestDown) {
  // Margins: BD 21, ED 17, AD 15, CB 13, DC 11, EB 9, AC 7, BA 5, CE 3, EA 1. Locked in order: BD, ED, AD, CB; DC is
  // left out since C > B > D stands; then EB; AC; BA is left out (A > C > B); CE; EA is left out (A > C > E). Order A C
  // E B D.
  const auto decision = decide(&ranked_pairs, voices_of(kFortyFive));
  EXPECT_EQ(outcome_of(decision), (Outcome{"A", "A>C>E>B>D"}));
  std::string order;
  for (const auto& step : decision.trace)
    if (step.say == "lock" || step.say == "skip")
      order +=
          (step.say == "lock" ? " +" : " -") + step.fields[0].second.as_string() + step.fields[1].second.as_string();
  EXPECT_EQ(order, " +BD +ED +AD +CB -DC +EB +AC -BA +CE -EA");
  EXPECT_EQ(field(decision, "lock", "votes"), "33");
  EXPECT_EQ(field(decision, "lock", "against"), "12");
  EXPECT_EQ(field(decision, "lock", "strength"), "21");
  EXPECT_EQ(field(decision, "skip", "because"), R"(["C","B","D"])");
  EXPECT_EQ(field(decision, "pairs", "locked"), "7");
  EXPECT_EQ(field(decision, "pairs", "skipped"), "3");
  EXPECT_EQ(last(decision, "runner_up"), "C");
  EXPECT_EQ(last(decision, "margin"), "7");
}

// A circle of equal margins: any of the three wins may be the one that is left out.
const Profile kCircle = profile_of(3, {"1 A>B>C", "1 B>C>A", "1 C>A>B"});

TEST(RankedPairs, FollowsEveryOrderOfEqualWins) {
  const auto decision = decide(&ranked_pairs, voices_of(kCircle));
  EXPECT_EQ(outcome_of(decision), (Outcome{"ABC", "ABC"}));
  EXPECT_EQ(field(decision, "branch", "pairs"), R"([["A","B"],["B","C"],["C","A"]])");
  EXPECT_EQ(field(decision, "branch", "strength"), "1");
}

TEST(RankedPairs, BreaksTiesBetweenEqualWinsByThePolicy) {
  // order: A's wins come first (A over B), of the two that contradict each other then B's (B over C); C over A is left
  // out.
  const auto decision = decide(&ranked_pairs, voices_of(kCircle), RankedPairsOptions{}, TiePolicy::order);
  EXPECT_EQ(outcome_of(decision), (Outcome{"A", "A>B>C"}));
  ASSERT_EQ(decision.ties.size(), 2U);
  EXPECT_EQ(decision.ties[0].among, (std::vector<std::string>{"A", "B", "C"}));
  EXPECT_EQ(decision.ties[0].chosen, "A");
  EXPECT_EQ(decision.ties[1].among, (std::vector<std::string>{"B", "C"}));
  EXPECT_EQ(decision.ties[1].chosen, "B");

  auto refuse = context_of(TiePolicy::refuse);
  EXPECT_EQ(ranked_pairs(voices_of(kCircle), {}, refuse).error().code(), ProblemCode::tie);
}

TEST(RankedPairs, DoesNotRefuseTiesThatContradictNothing) {
  // A>B 2:0, B>C 2:0, A>C 2:0: three equal wins, and every order locks in all of them.
  auto refuse = context_of(TiePolicy::refuse);
  const auto decision = ranked_pairs(voices_of(profile_of(3, {"2 A>B>C"})), {}, refuse);
  ASSERT_TRUE(decision.has_value());
  EXPECT_EQ(outcome_of(*decision), (Outcome{"A", "A>B>C"}));
}

TEST(RankedPairs, LeavesHeadToHeadTiesOpen) {
  const auto voices = voices_of(profile_of(3, {"1 A>B>C", "1 B>A>C"}));
  EXPECT_EQ(outcome_of(decide(&ranked_pairs, voices)), (Outcome{"AB", "AB>C"}));
  const auto broken = decide(&ranked_pairs, voices, RankedPairsOptions{}, TiePolicy::order);
  EXPECT_EQ(outcome_of(broken), (Outcome{"A", "AB>C"}));
  EXPECT_EQ(broken.ties.at(0).step, broken.trace.back().step);
}

TEST(RankedPairs, MeasuresOfStrengthDifferOnTruncatedBallots) {
  // A over B 3 + 2 = 5 to 4; B over C 4 to 3; C over A 4 + 3 = 7 to 2.
  // Margins: CA 5, then AB 1 and BC 1: C > A > B leaves out BC, B > C > A leaves out AB. Winning votes: CA 7, AB 5, BC
  // 4: BC is left out.
  const auto voices = voices_of(profile_of(3, {"4 B>C", "3 C>A>B", "2 A"}));
  EXPECT_EQ(winners(&ranked_pairs, voices), "BC");
  EXPECT_EQ(winners(&ranked_pairs, voices, RankedPairsOptions{PairwiseStrength::winning_votes}), "C");
}

TEST(RankedPairs, RanksWhatAllWaysOfBreakingTiesShare) {
  // Two circles of three, all of the first above all of the second.
  const auto decision =
      decide(&ranked_pairs, voices_of(profile_of(6, {"1 A>B>C>D>E>F", "1 B>C>A>E>F>D", "1 C>A>B>F>D>E"})));
  EXPECT_EQ(outcome_of(decision), (Outcome{"ABC", "ABC>DEF"}));
}

TEST(RankedPairs, FourteenInterchangeableOptionsDoNotExplode) {
  // Fourteen options, each ahead of the seven after it on a circle: 91 equal wins, 91! orders.
  Profile profile{14, {}};
  for (int first = 0; first < 14; ++first) {
    Ballot ballot;
    for (int i = 0; i < 14; ++i) ballot.order.push_back({(first + i) % 14});
    profile.ballots.push_back(ballot);
  }
  EXPECT_EQ(winners(&ranked_pairs, voices_of(profile)), "ABCDEFGHIJKLMN");
}

TEST(RankedPairs, SaysHowFarItCameWhenTimeIsUp) {
  const auto voices = voices_of(kFortyFive);
  auto late = context_of(TiePolicy::all);
  late.time_limit_seconds = 1;
  late.elapsed_seconds = [] { return 2.0; };
  EXPECT_EQ(ranked_pairs(voices, {}, late).error().code(), ProblemCode::time_limit);

  // The clock of the next context runs out after its 20th look: one order has been followed by then, not all.
  Profile profile{9, {}};
  for (int first = 0; first < 9; ++first) {
    Ballot ballot;
    for (int i = 0; i < 9; ++i) ballot.order.push_back({(first + i) % 9});
    profile.ballots.push_back(ballot);
  }
  int looks = 0;
  auto short_time = context_of(TiePolicy::all);
  short_time.time_limit_seconds = 1;
  short_time.elapsed_seconds = [&looks] { return ++looks > 20 ? 2.0 : 0.0; };
  const auto decision = ranked_pairs(voices_of(profile), {}, short_time);
  ASSERT_TRUE(decision.has_value());
  EXPECT_TRUE(decision->standing.best_known);
  EXPECT_EQ(decision->standing.why, "time-limit");
  EXPECT_EQ(decision->standing.bound, "9");
  EXPECT_LT(outcome_of(*decision).winners.size(), 9U);
  EXPECT_EQ(decision->warnings.size(), 1U);
}

// ---- definition: one win after the other in every order of the strengths, circles found by walking ----

struct Definition {
  const Profile& profile;
  PairwiseStrength strength;
  bool ignored;
  std::vector<std::vector<std::pair<int, int>>> tiers;
  std::set<int> winners;
  std::vector<std::pair<int, int>> locked;

  Definition(const Profile& p, PairwiseStrength s, bool i) : profile(p), strength(s), ignored(i) {
    std::map<std::int64_t, std::vector<std::pair<int, int>>> by_strength;
    for (int x = 0; x < profile.options; ++x)
      for (int y = 0; y < profile.options; ++y) {
        const auto votes = above(profile, x, y, ignored);
        const auto against = above(profile, y, x, ignored);
        if (votes > against)
          by_strength[strength == PairwiseStrength::margins ? votes - against : 1000 * votes - against].push_back(
              {x, y});
      }
    for (auto tier = by_strength.rbegin(); tier != by_strength.rend(); ++tier) tiers.push_back(tier->second);
  }
  bool leads(int from, int to) const {
    if (from == to) return true;
    for (const auto& [x, y] : locked)
      if (x == from && leads(y, to)) return true;
    return false;
  }
  std::int64_t orders() const {
    std::int64_t product = 1;
    for (const auto& tier : tiers)
      for (std::size_t i = 2; i <= tier.size(); ++i) product *= static_cast<std::int64_t>(i);
    return product;
  }
  void follow(std::size_t tier, std::vector<std::pair<int, int>> rest, bool first_only) {
    if (rest.empty()) {
      if (tier + 1 < tiers.size()) return follow(tier + 1, tiers[tier + 1], first_only);
      for (int x = 0; x < profile.options; ++x)
        if (std::none_of(locked.begin(), locked.end(), [&](const auto& win) { return win.second == x; }))
          winners.insert(x);
      return;
    }
    for (std::size_t i = 0; i < (first_only ? 1 : rest.size()); ++i) {
      auto next = rest;
      next.erase(next.begin() + static_cast<std::ptrdiff_t>(i));
      const bool locks = !leads(rest[i].second, rest[i].first);
      if (locks) locked.push_back(rest[i]);
      follow(tier, next, first_only);
      if (locks) locked.pop_back();
    }
  }
  /// Winners over all orders, or by the first order of the file alone.
  std::string run(bool first_only) {
    follow(0, tiers.empty() ? std::vector<std::pair<int, int>>{} : tiers[0], first_only);
    return letters({winners.begin(), winners.end()});
  }
};

void expect_definition(const Profile& profile) {
  const auto voices = voices_of(profile);
  for (const auto strength : {PairwiseStrength::winning_votes, PairwiseStrength::margins})
    for (const bool ignored : {false, true}) {
      const RankedPairsOptions options{strength, ignored ? Unranked::ignored : Unranked::below};
      if (Definition(profile, strength, ignored).orders() > 720) continue;
      ASSERT_EQ(winners(&ranked_pairs, voices, options), Definition(profile, strength, ignored).run(false)) << profile;
      const auto one = winners(&ranked_pairs, voices, options, TiePolicy::order);
      ASSERT_EQ(one, Definition(profile, strength, ignored).run(true).substr(0, 1)) << profile;
    }
}

TEST(RankedPairs, EqualsItsDefinitionOnAllProfilesOfThreeVotersAndThreeOptions) {
  for_all_profiles(3, 3, false, expect_definition);
}

TEST(RankedPairs, EqualsItsDefinitionOnRandomProfiles) {
  Stream stream(9, Purpose::test, 0);
  for (int i = 0; i < 600; ++i) expect_definition(random_profile(4, 1 + i % 7, Shape::any, stream));
  for (int i = 0; i < 300; ++i) expect_definition(random_profile(5, 9 + i % 40, Shape::any, stream));
}

}  // namespace
}  // namespace comitia::elect
