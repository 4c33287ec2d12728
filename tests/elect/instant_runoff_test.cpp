// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
#include "comitia/elect/instant_runoff.h"

#include <set>

#include "comitia/elect/pairwise.h"

#include "ranked_generators.h"

namespace comitia::elect {
namespace {

using namespace ranked_testing;

const InstantRunoffOptions kAllLowest{Elimination::all_lowest};
const InstantRunoffOptions kUniverses{Elimination::parallel_universes};
const InstantRunoffOptions kToTheLast{Elimination::one_by_one, StopCount::last};

// Special election for the US House in Alaska, August 2022: ballots reduced to the three candidates of the last rounds,
// as published by A. Graham-Squire and D. McCune (A Mathematical Analysis of the 2022 Alaska Special Election for US
// House, 2022). A Begich, B Palin, C Peltola.
const Profile kAlaska = profile_of(3, {"23747 C", "47407 C>A>B", "4645 C>B>A", "21272 B", "34049 B>A>C", "3652 B>C>A",
                                       "11290 A", "27053 A>B>C", "15467 A>C>B"});

TEST(InstantRunoff, CountsTheAlaskaElection) {
  // Round 1: Peltola 23,747 + 47,407 + 4,645 = 75,799; Palin 21,272 + 34,049 + 3,652 = 58,973; Begich 11,290 + 27,053 +
  // 15,467 = 53,810. Begich leaves: 27,053 to Palin (86,026), 15,467 to Peltola (91,266), 11,290 exhausted. These are
  // the official counts of both rounds.
  const auto decision = decide(&instant_runoff, voices_of(kAlaska), InstantRunoffOptions{}, TiePolicy::refuse);
  EXPECT_EQ(outcome_of(decision), (Outcome{"C", "C>B>A"}));
  EXPECT_EQ(field(decision, "round", "compared"), R"([["C","75799"],["B","58973"],["A","53810"]])");
  EXPECT_EQ(field(decision, "round", "out"), "A");
  EXPECT_EQ(field(decision, "round", "transfers"), R"([["A","B","27053"],["A","C","15467"],["A",null,"11290"]])");
  EXPECT_EQ(last(decision, "votes"), "91266");
  EXPECT_EQ(last(decision, "active"), "177292");
  EXPECT_EQ(last(decision, "exhausted"), "11290");
  EXPECT_EQ(last(decision, "runner_up"), "B");
  EXPECT_EQ(last(decision, "margin"), "5240");
  EXPECT_EQ(last(decision, "round"), "2");

  // Begich beats both head to head: Palin 53,810 + 47,407 = 101,217 to 58,973 + 4,645 = 63,618, Peltola 53,810 + 34,049
  // = 87,859 to 75,799 + 3,652 = 79,451.
  Context context;
  const auto matrix = count_pairwise(voices_of(kAlaska), Unranked::below, context);
  EXPECT_EQ(condorcet_winner(*matrix), OptionId{0});
  EXPECT_EQ(matrix->above(0, 1), 101217);
  EXPECT_EQ(matrix->above(1, 0), 63618);
  EXPECT_EQ(matrix->above(0, 2), 87859);
  EXPECT_EQ(matrix->above(2, 0), 79451);
}

TEST(InstantRunoff, TennesseeElectsKnoxville) {
  // Chattanooga (C) leaves with 15, its votes go to Knoxville (D, 32); Nashville (B) leaves with 26, Knoxville has 58.
  const auto decision =
      decide(&instant_runoff, voices_of(profile_of(4, {"42 A>B>C>D", "26 B>C>D>A", "15 C>D>B>A", "17 D>C>B>A"})));
  EXPECT_EQ(outcome_of(decision), (Outcome{"D", "D>A>B>C"}));
  EXPECT_EQ(last(decision, "round"), "3");
  EXPECT_EQ(last(decision, "votes"), "58");
  EXPECT_EQ(last(decision, "margin"), "16");
}

const Profile kFortyFive{5,
                         {strict(5, "ACBED"), strict(5, "ADECB"), strict(8, "BEDAC"), strict(3, "CABED"),
                          strict(7, "CAEBD"), strict(2, "CBADE"), strict(7, "DCEBA"), strict(8, "EBADC")}};

TEST(InstantRunoff, EliminationPoliciesElectDifferentWinners) {
  // Round 1: A 10, B 8, C 12, D 7, E 8: D leaves, its 7 go to C (19). Round 2: B and E tie with 8.
  // all-lowest: both leave; 8 BEDAC and 8 EBADC go to A: 26 of 45, A wins.
  // one at a time: without B, E has 16 and A leaves with 10: its 10 are ACBED 5 -> C 24, a majority. Without E, B has
  // 16 and A leaves: 5 ACBED to C (24). C wins in both universes.
  const auto voices = voices_of(kFortyFive);
  EXPECT_EQ(winners(&instant_runoff, voices, kAllLowest), "A");
  EXPECT_EQ(winners(&instant_runoff, voices, kUniverses), "C");
  EXPECT_EQ(winners(&instant_runoff, voices), "C");
  const auto dropped = decide(&instant_runoff, voices, kAllLowest);
  EXPECT_EQ(outcome_of(dropped), (Outcome{"A", "A>C>BE>D"}));
  EXPECT_EQ(field(dropped, "drop", "out"), R"(["B","E"])");
  EXPECT_EQ(field(dropped, "drop", "transfers"), R"([["B","A","8"],["E","A","8"]])");

  const auto followed = decide(&instant_runoff, voices, kUniverses, TiePolicy::refuse);
  EXPECT_EQ(field(followed, "split", "among"), R"(["B","E"])");
  EXPECT_EQ(followed.trace.back().say, "always");

  const auto order = decide(&instant_runoff, voices, InstantRunoffOptions{}, TiePolicy::order);
  EXPECT_EQ(outcome_of(order).winners, "C");
  ASSERT_EQ(order.ties.size(), 1U);
  EXPECT_EQ(order.ties[0].step, 2);
  EXPECT_EQ(order.ties[0].among, (std::vector<std::string>{"B", "E"}));
  EXPECT_EQ(order.ties[0].chosen, "E");  // the last in the file leaves
}

TEST(InstantRunoff, SharesTheVoteOfEqualRanksExactly) {
  // Round 1: A 2 + 1/3, B 1 + 1/3, C 1 + 1/3 + 1/2, D 1/2. D leaves and its half goes to C. Round 2: A 7/3, B 4/3, C
  // 7/3: B leaves, its own vote goes to C, its third to A and C. C has 7/3 + 1 + 1/6 = 7/2 of 6.
  const auto decision = decide(&instant_runoff, voices_of(profile_of(4, {"2 A", "1 B>C", "1 A=B=C", "1 C=D", "1 C"})));
  EXPECT_EQ(last(decision, "votes"), "7/2");
  EXPECT_EQ(field(decision, "round", "compared"), R"([["A","7/3"],["C","11/6"],["B","4/3"],["D","1/2"]])");
  EXPECT_EQ(outcome_of(decision), (Outcome{"C", "C>A>B>D"}));
}

TEST(InstantRunoff, MovesHalfVotes) {
  // Round 1: A 1/2 + 2, B 1/2, C 3: B leaves, its half stays on the ballot and is A's.
  const auto decision = decide(&instant_runoff, voices_of(profile_of(3, {"1 A=B>C", "2 A", "3 C"})));
  EXPECT_EQ(field(decision, "round", "transfers"), R"([["B","A","1/2"]])");
  EXPECT_EQ(outcome_of(decision).winners, "AC");
}

TEST(InstantRunoff, MayCountAWholeVoteForEachOfEqualRanks) {
  // Split: A 2, B 3/2 + 1, C 3/2 + 1: A leaves. Whole: A 2, B 3 + 1, C 3 + 1: A leaves too, and its two ballots go to
  // C.
  const auto voices = voices_of(profile_of(3, {"3 B=C", "2 A>C", "1 B", "1 C"}));
  const InstantRunoffOptions whole{Elimination::one_by_one, StopCount::last, EqualRanks::whole};
  const auto decision = decide(&instant_runoff, voices, whole);
  EXPECT_EQ(outcome_of(decision), (Outcome{"C", "C>B>A"}));
  EXPECT_EQ(field(decision, "round", "compared"), R"([["B","4"],["C","4"],["A","2"]])");
  EXPECT_EQ(field(decision, "round", "transfers"), R"([["A","C","2"]])");
  EXPECT_EQ(last(decision, "votes"), "6");
  EXPECT_EQ(last(decision, "margin"), "2");
  // When B leaves, the three shared votes stay with C and do not move.
  EXPECT_EQ(compact_text(Json(decision.trace[1].fields)["transfers"]), R"([["B",null,"1"]])");
}

TEST(InstantRunoff, WholeVotesRespectAMajorityWhereSplitVotesDoNot) {
  // Four of seven voters put A and B together above C; C has three. Split votes: A 2, B 2, C 3; whole votes: A 4, B 4,
  // C 3.
  const auto voices = voices_of(profile_of(3, {"4 A=B>C", "3 C"}));
  EXPECT_EQ(winners(&instant_runoff, voices, InstantRunoffOptions{Elimination::all_lowest}), "C");
  EXPECT_EQ(winners(&instant_runoff, voices,
                    InstantRunoffOptions{Elimination::all_lowest, StopCount::majority, EqualRanks::whole}),
            "AB");
}

TEST(InstantRunoff, TheCountMayGoOnToTheLast) {
  // A has 6 of 10 at once. To the last: C (1) leaves, then B (4).
  const auto voices = voices_of(profile_of(3, {"6 A>B", "3 B>A", "1 C>B"}));
  EXPECT_EQ(decide(&instant_runoff, voices).trace.size(), 1U);
  const auto decision = decide(&instant_runoff, voices, kToTheLast);
  EXPECT_EQ(outcome_of(decision), (Outcome{"A", "A>B>C"}));
  EXPECT_EQ(decision.trace.size(), 3U);
  EXPECT_EQ(last(decision, "votes"), "6");
  EXPECT_EQ(last(decision, "runner_up"), "B");
  EXPECT_EQ(last(decision, "margin"), "2");
}

TEST(InstantRunoff, CandidatesNobodyRanked) {
  // C, D and E are on no ballot: they leave first, in every universe, and no tie has to be broken for that.
  const auto voices = voices_of(profile_of(5, {"3 A>B", "3 B>A"}));
  EXPECT_EQ(outcome_of(decide(&instant_runoff, voices)), (Outcome{"AB", "AB>CDE"}));
  EXPECT_EQ(outcome_of(decide(&instant_runoff, voices, kAllLowest)), (Outcome{"AB", "AB>CDE"}));
  EXPECT_EQ(outcome_of(decide(&instant_runoff, voices, InstantRunoffOptions{}, TiePolicy::order)),
            (Outcome{"A", "A>B>C>D>E"}));
  EXPECT_EQ(outcome_of(decide(&instant_runoff, voices_of(profile_of(3, {"2"})))), (Outcome{"ABC", "ABC"}));
  EXPECT_EQ(outcome_of(decide(&instant_runoff, voices_of(profile_of(3, {"2"})), kAllLowest)), (Outcome{"ABC", "ABC"}));
}

TEST(InstantRunoff, AllThatAreLeftMayTie) {
  const auto voices = voices_of(profile_of(3, {"2 A", "2 B", "1 C"}));
  const auto decision = decide(&instant_runoff, voices, kAllLowest);
  EXPECT_EQ(outcome_of(decision), (Outcome{"AB", "AB>C"}));
  const auto broken = decide(&instant_runoff, voices, kAllLowest, TiePolicy::order);
  EXPECT_EQ(outcome_of(broken), (Outcome{"A", "AB>C"}));
  EXPECT_EQ(broken.ties.at(0).step, broken.trace.back().step);
  auto refuse = context_of(TiePolicy::refuse);
  EXPECT_EQ(instant_runoff(voices, kAllLowest, refuse).error().code(), ProblemCode::tie);
}

TEST(InstantRunoff, FourteenInterchangeableOptionsDoNotExplode) {
  // Each of fourteen options has one vote, and each ballot goes on to the next option on a circle: 2^14 sets, not 14!
  // orders.
  Profile profile{14, {}};
  for (int first = 0; first < 14; ++first) {
    Ballot ballot;
    for (int i = 0; i < 14; ++i) ballot.order.push_back({(first + i) % 14});
    profile.ballots.push_back(ballot);
  }
  EXPECT_EQ(winners(&instant_runoff, voices_of(profile)), "ABCDEFGHIJKLMN");
}

TEST(InstantRunoff, ListsTheFirstUniversesOnly) {
  Profile profile{9, {}};
  for (int first = 0; first < 9; ++first) {
    Ballot ballot;
    for (int i = 0; i < 9; ++i) ballot.order.push_back({(first + i) % 9});
    profile.ballots.push_back(ballot);
  }
  const auto decision = decide(&instant_runoff, voices_of(profile));
  EXPECT_EQ(decision.trace[decision.trace.size() - 2].say, "more");
  EXPECT_EQ(decision.trace.size(), 202U);
}

TEST(InstantRunoff, SaysHowFarItCameWhenTimeIsUp) {
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
  const auto decision = instant_runoff(voices_of(profile), {}, short_time);
  ASSERT_TRUE(decision.has_value());
  EXPECT_TRUE(decision->standing.best_known);
  EXPECT_EQ(decision->standing.why, "time-limit");
  EXPECT_LT(outcome_of(*decision).winners.size(), 9U);
  looks = 100;
  EXPECT_EQ(instant_runoff(voices_of(profile), {}, short_time).error().code(), ProblemCode::time_limit);
}

// ---- definitions ----

struct Definition {
  const Profile& profile;
  bool whole;

  std::map<std::int64_t, std::vector<int>> by_votes(int set) const {
    std::map<std::int64_t, std::vector<int>> groups;
    for (int x = 0; x < profile.options; ++x)
      if (set >> x & 1) groups[votes_840(profile, set, x, whole)].push_back(x);
    return groups;
  }
  /// Everybody who can win by some order of eliminations, round by round to the last option.
  void can_win(int set, std::set<int>& found) const {
    const auto groups = by_votes(set);
    if ((set & (set - 1)) == 0)
      found.insert(groups.begin()->second.front());
    else
      for (const int x : groups.begin()->second) can_win(set & ~(1 << x), found);
  }
  /// All lowest leave together; if they are all that are left, they tie.
  std::string all_lowest(int set) const {
    const auto groups = by_votes(set);
    if (groups.size() == 1) return letters(groups.begin()->second);
    for (const int x : groups.begin()->second) set &= ~(1 << x);
    return all_lowest(set);
  }
  /// The last in the file of those with the fewest votes leaves.
  std::string one_by_one(int set) const {
    const int loser = by_votes(set).begin()->second.back();
    return (set & (set - 1)) == 0 ? letters({loser}) : one_by_one(set & ~(1 << loser));
  }
  /// Best place of each option over all orders to the last, by walking every order.
  void best_places(int set, std::vector<int>& places) const {
    const auto groups = by_votes(set);
    int size = 0;
    for (int x = 0; x < profile.options; ++x) size += set >> x & 1;
    for (const int x : groups.begin()->second) {
      places[static_cast<std::size_t>(x)] = std::min(places[static_cast<std::size_t>(x)], size);
      if (size > 1) best_places(set & ~(1 << x), places);
    }
  }
};

void expect_definition(const Profile& profile) {
  const auto voices = voices_of(profile);
  const int everybody = (1 << profile.options) - 1;
  for (const auto equal_ranks : {EqualRanks::split, EqualRanks::whole}) {
    const Definition definition{profile, equal_ranks == EqualRanks::whole};
    std::set<int> found;
    definition.can_win(everybody, found);
    const auto possible = letters({found.begin(), found.end()});
    for (const auto stop : {StopCount::majority, StopCount::last}) {
      const auto winners_by = [&](Elimination elimination, TiePolicy ties) {
        return winners(&instant_runoff, voices, InstantRunoffOptions{elimination, stop, equal_ranks}, ties);
      };
      ASSERT_EQ(winners_by(Elimination::parallel_universes, TiePolicy::all), possible) << profile;
      ASSERT_EQ(winners_by(Elimination::parallel_universes, TiePolicy::order), possible.substr(0, 1)) << profile;
      ASSERT_EQ(winners_by(Elimination::one_by_one, TiePolicy::all), possible) << profile;
      ASSERT_EQ(winners_by(Elimination::one_by_one, TiePolicy::order), definition.one_by_one(everybody)) << profile;
      ASSERT_EQ(winners_by(Elimination::all_lowest, TiePolicy::all), definition.all_lowest(everybody)) << profile;
    }
    // Strict ballots are the same either way.
    if (voices.strict()) break;
  }
}

TEST(InstantRunoff, EqualsItsDefinitionOnAllProfilesOfThreeVotersAndThreeOptions) {
  for_all_profiles(3, 3, false, expect_definition);
}

TEST(InstantRunoff, EqualsItsDefinitionOnRandomProfiles) {
  Stream stream(10, Purpose::test, 0);
  for (int i = 0; i < 800; ++i) expect_definition(random_profile(2 + i % 4, 1 + i % 7, Shape::any, stream));
  for (int i = 0; i < 100; ++i) expect_definition(random_profile(7, 10 + i, Shape::any, stream));
}

TEST(InstantRunoff, RanksByTheBestPlaceOfAnyUniverse) {
  Stream stream(11, Purpose::test, 0);
  for (int i = 0; i < 500; ++i) {
    const auto profile = random_profile(2 + i % 4, 1 + i % 6, Shape::any, stream);
    std::vector<int> places(static_cast<std::size_t>(profile.options), 100);
    const bool whole = i % 3 == 0;
    Definition{profile, whole}.best_places((1 << profile.options) - 1, places);
    std::map<int, std::vector<int>> groups;
    for (int x = 0; x < profile.options; ++x) groups[places[static_cast<std::size_t>(x)]].push_back(x);
    std::string ranking;
    for (const auto& [place, group] : groups) ranking += (ranking.empty() ? "" : ">") + letters(group);
    const InstantRunoffOptions to_the_last{Elimination::parallel_universes, StopCount::last,
                                           whole ? EqualRanks::whole : EqualRanks::split};
    ASSERT_EQ(outcome_of(decide(&instant_runoff, voices_of(profile), to_the_last)).ranking, ranking) << profile;
  }
}

TEST(InstantRunoff, EveryVoteStaysCounted) {
  // In every round votes and exhausted ballots add up to the voters, and what moves equals what the leaver had.
  Stream stream(12, Purpose::test, 0);
  for (int i = 0; i < 300; ++i) {
    const auto profile = random_profile(2 + i % 6, 1 + i % 30, Shape::any, stream);
    const auto voices = voices_of(profile);
    const auto decision = decide(&instant_runoff, voices, i % 2 == 0 ? kToTheLast : kAllLowest, TiePolicy::order);
    for (const auto& step : decision.trace) {
      const Json fields(step.fields);
      if (step.say == "only" || step.say == "level") continue;
      const auto active = *Rational::parse(fields["active"].as_string());
      const auto exhausted = *Rational::parse(fields["exhausted"].as_string());
      ASSERT_EQ(active + exhausted, Rational(voices.total_weight())) << profile;
      const Json* transfers = fields.find("transfers");
      if (transfers == nullptr) continue;
      Rational moved;
      for (const auto& move : transfers->as_array()) moved += *Rational::parse(move.as_array()[2].as_string());
      const auto leavers = fields["out"].is_array() ? fields["out"].as_array().size() : 1;
      ASSERT_EQ(moved, Rational(static_cast<std::int64_t>(leavers)) * *Rational::parse(fields["votes"].as_string()))
          << profile;
    }
  }
}

}  // namespace
}  // namespace comitia::elect
