// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
#include "comitia/elect/schulze.h"

#include "ranked_generators.h"

namespace comitia::elect {
namespace {

using namespace ranked_testing;

// The method's best known example: 45 voters, five options.
const Profile kFortyFive{5,
                         {strict(5, "ACBED"), strict(5, "ADECB"), strict(8, "BEDAC"), strict(3, "CABED"),
                          strict(7, "CAEBD"), strict(2, "CBADE"), strict(7, "DCEBA"), strict(8, "EBADC")}};

TEST(Schulze, FindsTheStrongestChains) {
  // Published strongest paths of the example (winning votes), row over column, A to E:
  //   A: B 28, C 28, D 30, E 24     B: A 25, C 28, D 33, E 24     C: A 25, B 29, D 29, E 24
  //   D: A 25, B 28, C 28, E 24     E: A 25, B 28, C 28, D 31     order E > A > C > B > D.
  const auto decision = decide(&schulze, voices_of(kFortyFive));
  EXPECT_EQ(outcome_of(decision), (Outcome{"E", "E>A>C>B>D"}));
  EXPECT_EQ(field(decision, "paths", "matrix"),
            R"([["0","28","28","30","24"],["25","0","28","33","24"],["25","29","0","29","24"],)"
            R"(["25","28","28","0","24"],["25","28","28","31","0"]])");
  EXPECT_EQ(last(decision, "runner_up"), "A");
  EXPECT_EQ(last(decision, "score"), "25");
  EXPECT_EQ(last(decision, "back"), "24");
  EXPECT_EQ(last(decision, "margin"), "1");
  EXPECT_EQ(field(decision, "pairwise", "condorcet_winner"), "(absent)");
}

TEST(Schulze, NamesAChainOfWins) {
  // A>B 6:3, B>C 7:2, C>A 5:4. Chains: A to B 6, B to C 7, A to C over B 6, C to A 5, B to A over C 5, C to B over A 5.
  const auto decision = decide(&schulze, voices_of(profile_of(3, {"4 A>B>C", "3 B>C>A", "2 C>A>B"})));
  EXPECT_EQ(outcome_of(decision), (Outcome{"A", "A>B>C"}));
  EXPECT_EQ(last(decision, "path"), R"(["A","B"])");
  EXPECT_EQ(last(decision, "score"), "6");
  EXPECT_EQ(last(decision, "back"), "5");
}

TEST(Schulze, TiesWhatNoChainTellsApart) {
  const auto circle = voices_of(profile_of(3, {"1 A>B>C", "1 B>C>A", "1 C>A>B"}));
  EXPECT_EQ(outcome_of(decide(&schulze, circle)), (Outcome{"ABC", "ABC"}));
  const auto broken = decide(&schulze, circle, SchulzeOptions{}, TiePolicy::order);
  EXPECT_EQ(outcome_of(broken), (Outcome{"A", "ABC"}));
  ASSERT_EQ(broken.ties.size(), 1U);
  EXPECT_EQ(broken.ties[0].step, broken.trace.back().step);
  EXPECT_EQ(broken.ties[0].on, "strongest paths");
  EXPECT_EQ(outcome_of(decide(&schulze, voices_of(profile_of(4, {"2"})))), (Outcome{"ABCD", "ABCD"}));
}

// ---- definition: every simple path, one link after the other ----

struct Definition {
  const Profile& profile;
  PairwiseStrength strength;
  bool ignored;

  /// 0 for no win; larger is stronger; votes first and then few against, which counts below 1000 here.
  std::int64_t link(int x, int y) const {
    const auto votes = above(profile, x, y, ignored);
    const auto against = above(profile, y, x, ignored);
    if (votes <= against) return 0;
    return strength == PairwiseStrength::margins ? votes - against : 1000 * votes - against + 1;
  }
  std::int64_t path(int x, int y, int visited) const {
    std::int64_t best = link(x, y);
    for (int z = 0; z < profile.options; ++z)
      if (z != y && (visited >> z & 1) == 0) best = std::max(best, std::min(link(x, z), path(z, y, visited | 1 << z)));
    return best;
  }
  bool beats(int x, int y) const { return path(x, y, 1 << x) > path(y, x, 1 << y); }
  /// Layers: those that no option outside the layers above beats.
  Outcome outcome() const {
    std::vector<bool> placed(static_cast<std::size_t>(profile.options));
    Outcome outcome;
    for (int count = 0; count < profile.options;) {
      std::vector<int> layer;
      for (int x = 0; x < profile.options; ++x) {
        bool beaten = placed[static_cast<std::size_t>(x)];
        for (int y = 0; y < profile.options; ++y)
          beaten = beaten || (!placed[static_cast<std::size_t>(y)] && beats(y, x));
        if (!beaten) layer.push_back(x);
      }
      for (const int x : layer) placed[static_cast<std::size_t>(x)] = true;
      count += static_cast<int>(layer.size());
      if (outcome.winners.empty()) outcome.winners = letters(layer);
      outcome.ranking += (outcome.ranking.empty() ? "" : ">") + letters(layer);
    }
    return outcome;
  }
};

void expect_definition(const Profile& profile) {
  const auto voices = voices_of(profile);
  for (const auto strength : {PairwiseStrength::winning_votes, PairwiseStrength::margins})
    for (const bool ignored : {false, true})
      ASSERT_EQ(
          outcome_of(decide(&schulze, voices, SchulzeOptions{strength, ignored ? Unranked::ignored : Unranked::below},
                            TiePolicy::all, TraceLevel::none)),
          (Definition{profile, strength, ignored}.outcome()))
          << profile;
}

TEST(Schulze, EqualsItsDefinitionOnAllProfilesOfThreeVotersAndThreeOptions) {
  for_all_profiles(3, 3, false, expect_definition);
}

TEST(Schulze, EqualsItsDefinitionOnRandomProfiles) {
  Stream stream(7, Purpose::test, 0);
  for (int i = 0; i < 400; ++i) expect_definition(random_profile(2 + i % 4, 1 + i % 7, Shape::any, stream));
}

TEST(Schulze, ChainsDoNotDependOnThreads) {
  constexpr std::int64_t kOptions = 600;  // several blocks of rows
  Stream stream(8, Purpose::test, 0);
  std::vector<std::int32_t> wins(kOptions * kOptions);
  for (std::int64_t x = 0; x < kOptions; ++x)
    for (std::int64_t y = 0; y < x; ++y) {
      const auto from = stream.below(2) == 0 ? x * kOptions + y : y * kOptions + x;
      wins[static_cast<std::size_t>(from)] = static_cast<std::int32_t>(1 + stream.below(1000));
    }
  Context one;
  one.threads = 1;
  Context two;
  two.threads = 2;
  EXPECT_EQ(*strongest_paths(wins, kOptions, one), *strongest_paths(wins, kOptions, two));
}

}  // namespace
}  // namespace comitia::elect
