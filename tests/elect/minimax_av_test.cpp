// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
#include "comitia/elect/minimax_av.h"

#include "elect/approval_testing.h"

namespace comitia::elect {
namespace {

using namespace comitia::testing;

/// The largest distance of a ballot, option by option.
std::int64_t largest_distance(const ApprovalProfile& profile, const naive::Set& committee) {
  std::int64_t largest = 0;
  for (const auto& group : naive::groups_of(profile)) {
    std::int64_t distance = 0;
    for (std::uint32_t c = 0; c < profile.options; ++c) distance += group.contains(c) != committee.contains(c) ? 1 : 0;
    largest = std::max(largest, distance);
  }
  return largest;
}

naive::Sets by_definition(const ApprovalProfile& profile, std::size_t seats) {
  return naive::best_committees(profile.options, seats, [&](const naive::Set& committee) {
    return Rational(1000 - largest_distance(profile, committee));
  });
}

/// Committees sorted as in the file: the first by the order of options.
naive::Sets first_of(const naive::Sets& sets) { return {*sets.begin()}; }

TEST(MinimaxAv, ElectsTheWorkedExample) {
  // Three seats, ballots abc, d, e, each as far as |A| + 3 - 2 |A ∩ W|. With d and e and one of a, b, c: abc 4, d 2,
  // e 2. Without d or e that ballot is at 4: at best 4. At 4 abc demands one member, d and e demand none: all committees
  // but those without a, b and c, of which there are none with three seats.
  const auto three = build(profile_of(5, "abc, d, e"));
  const auto all = decided(minimax_av, three, MinimaxAvOptions{3}, context_with(TiePolicy::all));
  EXPECT_EQ(all.outcome["committees"].as_array().size(), 10U);
  EXPECT_EQ(field(*step_that_says(all, "best"), "distance"), "4");

  // One voter is enough: 99 approve of ab, one of cd. Two seats: ab is at distance 4 from cd, any mixed one at 2.
  const auto two = build(profile_of(4, "99 ab, cd"));
  const auto mixed = decided(minimax_av, two, MinimaxAvOptions{2}, context_with(TiePolicy::all));
  EXPECT_EQ(committees(mixed), "ac ad bc bd");
  EXPECT_EQ(field(*step_that_says(mixed, "best"), "distance"), "2");
  EXPECT_EQ(field(*step_that_says(mixed, "equals"), "committees"), "4");
  EXPECT_EQ(field(mixed.trace[0], "farthest"), "99");
  expect_sentences<MinimaxAvOptions>(mixed);
}

TEST(MinimaxAv, FindsAllCommitteesOfTheDefinition) {
  for_small_profiles(500, [](const ApprovalProfile& profile, std::int64_t k) {
    const auto expected = by_definition(profile, static_cast<std::size_t>(k));
    expect_committees(minimax_av, profile, MinimaxAvOptions{k}, expected, first_of(expected));
  });
}

TEST(MinimaxAv, FindsTheFirstCommitteeEvenIfNotAllAreListed) {
  for (std::uint64_t i = 0; i < 100; ++i) {
    Stream stream(9, Purpose::test, i);
    const auto profile = random_profile(stream, 1 + stream.below(8), 8, 0.2 + 0.6 * stream.unit());
    const auto voices = build(profile);
    const auto k = 1 + stream.below(8);
    const auto expected = by_definition(profile, static_cast<std::size_t>(k));
    auto context = context_with(TiePolicy::order);
    context.run.max_decisions = 2;
    const auto decision = decided(minimax_av, voices, MinimaxAvOptions{k}, context);
    EXPECT_EQ(naive::text(sets_of(decision, voices)), naive::text(first_of(expected))) << profile << ", k = " << k;
    EXPECT_FALSE(decision.standing.best_known);
  }
}

TEST(MinimaxAv, ListsInterchangeableOptionsWithoutFollowingOrders) {
  const auto voices = build(profile_of(14, "100 abcdefghijklmn"));
  const auto all = decided(minimax_av, voices, MinimaxAvOptions{10}, context_with(TiePolicy::all));
  EXPECT_EQ(all.outcome["committees"].as_array().size(), 1001U);
  EXPECT_FALSE(all.standing.best_known);
}

TEST(MinimaxAv, SaysWhatIsKnownWhenTheTimeEnds) {
  // Time runs out after a few looks at the clock.
  Stream stream(10, Purpose::test, 0);
  const auto profile = random_profile(stream, 60, 24, 0.4);
  const auto voices = build(profile);
  int looks = 0;
  auto context = context_with(TiePolicy::order);
  context.time_limit_seconds = 3;
  context.elapsed_seconds = [&looks] { return static_cast<double>(++looks); };
  const auto decision = decided(minimax_av, voices, MinimaxAvOptions{8}, context);
  ASSERT_TRUE(decision.standing.best_known);
  EXPECT_EQ(decision.standing.why, "time-limit");
  const auto set = *sets_of(decision, voices).begin();
  EXPECT_EQ(std::to_string(largest_distance(profile, set)), decision.standing.value);
  EXPECT_LT(std::stoll(decision.standing.bound), std::stoll(decision.standing.value));
  EXPECT_EQ(decision.warnings.size(), 1U);
  expect_sentences<MinimaxAvOptions>(decision);
}

TEST(MinimaxAv, RefusesToDrawAmongTooMany) {
  const auto voices = build(profile_of(6, "abcdef"));
  auto context = context_with(TiePolicy::random);
  context.run.max_decisions = 5;
  const auto refused = minimax_av(voices, MinimaxAvOptions{3}, context);
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().code(), ProblemCode::tie);
}

}  // namespace
}  // namespace comitia::elect
