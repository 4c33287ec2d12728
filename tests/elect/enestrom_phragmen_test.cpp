// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
#include "comitia/elect/enestrom_phragmen.h"

#include "elect/approval_testing.h"

namespace comitia::elect {
namespace {

using namespace comitia::testing;

/// By the definition: `numbers` is what each voter of a group has left of its vote.
naive::Sets by_definition(const ApprovalProfile& profile, std::size_t k, bool first_only = false) {
  const Rational quota(profile.voters(), static_cast<std::int64_t>(k));
  const auto votes = [](const naive::State& state, std::uint32_t c) {
    Rational sum;
    for (std::size_t i = 0; i < state.groups.size(); ++i)
      if (state.groups[i].contains(c)) sum += state.groups[i].size * state.numbers[i];
    return sum;
  };
  const auto evaluate = [&](const naive::State& state) {
    naive::Values values;
    for (std::uint32_t c = 0; c < state.options; ++c)
      if (state.electable(c)) values.emplace_back(-votes(state, c), c);
    return values;
  };
  const auto elect = [&](naive::State& state, std::uint32_t c, const Rational& value) {
    const Rational had = -value;
    for (std::size_t i = 0; i < state.groups.size(); ++i)
      if (state.groups[i].contains(c)) state.numbers[i] *= had <= quota ? Rational(0) : Rational(1) - quota / had;
  };
  naive::Sets found;
  naive::run(naive::start(profile, 1), k, first_only, evaluate, elect,
             [&](const naive::State& state) { found.insert(state.committee); });
  return found;
}

TEST(EnestromPhragmen, ElectsTheWorkedExample) {
  // Quota 12/4 = 3. Seat 1: a 8; its voters keep 5/8. Seat 2: b and c 3 * 5/8 + 1 = 23/8, f 2, d 2 * 5/8, e, g 1.
  // 23/8 is below 3: nothing is left to the voters of b. Seat 3: c 15/8, d 5/4, f, e, g 1. Seat 4: d 5/4.
  const auto voices = build(profile_of(7, "3 ab, 3 ac, 2 ad, bcf, e, f, g"));
  const auto all = decided(enestrom_phragmen, voices, EnestromPhragmenOptions{4}, context_with(TiePolicy::all));
  EXPECT_EQ(committees(all), "abcd");
  EXPECT_EQ(picks(all), "a b c d");
  EXPECT_EQ(compared(all.trace[0]), "a 8, b 4, c 4, d 2, f 2, e 1, g 1");
  EXPECT_EQ(field(all.trace[0], "quota"), "3");
  EXPECT_EQ(field(all.trace[0], "kept"), "5/8");
  EXPECT_EQ(compared(all.trace[1]), "b 23/8, c 23/8, f 2, d 5/4, e 1, g 1");
  EXPECT_EQ(compared(all.trace[2]), "c 15/8, d 5/4, e 1, f 1, g 1");
  EXPECT_EQ(all.trace[1].say, "pick-below");
  ASSERT_EQ(all.ties.size(), 1U);
  EXPECT_EQ(all.ties[0].step, 2);
  expect_sentences<EnestromPhragmenOptions>(all);
}

TEST(EnestromPhragmen, FindsAllCommitteesOfTheDefinition) {
  for_small_profiles(300, [](const ApprovalProfile& profile, std::int64_t k) {
    const auto seats = static_cast<std::size_t>(k);
    expect_committees(enestrom_phragmen, profile, EnestromPhragmenOptions{k}, by_definition(profile, seats),
                      by_definition(profile, seats, true));
  });
}

TEST(EnestromPhragmen, GivesPartiesTheLargestRemainders) {
  // 100 voters, 10 seats, quota 10: 47 = 4 and remainder 7, 33 = 3 and 3, 20 = 2 and 0; the seat left goes to 47.
  // Options a-f, g-l and m-r belong to the three parties.
  const auto voices = build(profile_of(18, "47 abcdef, 33 ghijkl, 20 mnopqr"));
  const auto decision = decided(enestrom_phragmen, voices, EnestromPhragmenOptions{10}, context_with(TiePolicy::order));
  EXPECT_EQ(committees(decision), "abcdeghimn");
}

TEST(EnestromPhragmen, DependsOnTheSeatsThroughTheQuota) {
  // One seat: b has 8 of 12 votes.
  const auto voices = build(profile_of(3, "6 ab, 2 b, 4 c"));
  const auto one = decided(enestrom_phragmen, voices, EnestromPhragmenOptions{1}, context_with(TiePolicy::order));
  EXPECT_EQ(committees(one), "b");
  const auto two = decided(enestrom_phragmen, voices, EnestromPhragmenOptions{2}, context_with(TiePolicy::order));
  EXPECT_EQ(committees(two), "bc");
  // b has 8 of 12 votes, quota 6: its voters keep 1/4, so a has 3/2 and c 4.
  EXPECT_EQ(compared(two.trace[1]), "c 4, a 3/2");
}

TEST(EnestromPhragmen, SaysWhenNobodyHasAnythingLeft) {
  const auto voices = build(profile_of(4, "b, d"));
  const auto all = decided(enestrom_phragmen, voices, EnestromPhragmenOptions{3}, context_with(TiePolicy::all));
  EXPECT_EQ(committees(all), "abd bcd");
  EXPECT_EQ(picks(all), "b d a");
  EXPECT_NE(step_that_says(all, "fill"), nullptr);
  expect_sentences<EnestromPhragmenOptions>(all);
}

TEST(EnestromPhragmen, ShowsVotesWhateverTheWeights) {
  // Three voters of weight 1/2: 3/2 votes, two seats, quota 3/4; a has 1 and its voters keep 1/4.
  const auto voices = build(profile_of(2, "2 a, b"), Rational(1, 2));
  const auto decision = decided(enestrom_phragmen, voices, EnestromPhragmenOptions{2}, context_with(TiePolicy::order));
  EXPECT_EQ(compared(decision.trace[0]), "a 1, b 1/2");
  EXPECT_EQ(field(decision.trace[0], "quota"), "3/4");
  EXPECT_EQ(field(decision.trace[0], "kept"), "1/4");
}

TEST(EnestromPhragmen, StaysExactWithWeightsNearTheLimit) {
  for (std::uint64_t i = 0; i < 200; ++i) {
    Stream stream(6, Purpose::test, i);
    const auto options = static_cast<std::uint32_t>(3 + stream.below(4));
    auto profile = random_profile(stream, 3 + stream.below(6), options, 0.2 + 0.5 * stream.unit());
    const std::int64_t large = std::int64_t{1} << (30 + stream.below(19));
    for (auto& group : profile.groups) group.count = large + stream.below(3) - 1;
    const auto k = 1 + stream.below(options);
    const auto seats = static_cast<std::size_t>(k);
    expect_committees(enestrom_phragmen, profile, EnestromPhragmenOptions{k}, by_definition(profile, seats),
                      by_definition(profile, seats, true));
  }
}

}  // namespace
}  // namespace comitia::elect
