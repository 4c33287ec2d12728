// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
#include "comitia/elect/consensus.h"

#include "elect/approval_testing.h"

namespace comitia::elect {
namespace {

using namespace comitia::testing;

/// By the definition: `numbers` is the balance of each voter of a group before it earns in the next round.
naive::Sets by_definition(const ApprovalProfile& profile, std::size_t k, bool first_only = false) {
  const auto evaluate = [](const naive::State& state) {
    naive::Values values;
    for (std::uint32_t c = 0; c < state.options; ++c) {
      if (!state.electable(c)) continue;
      Rational sum;
      for (std::size_t i = 0; i < state.groups.size(); ++i) {
        const auto balance = state.numbers[i] + Rational(1);
        if (state.groups[i].contains(c) && balance > Rational(0)) sum += state.groups[i].size * balance;
      }
      values.emplace_back(-sum, c);
    }
    return values;
  };
  const Rational cost(profile.voters());
  const auto elect = [&](naive::State& state, std::uint32_t c, const Rational&) {
    Rational payers;
    for (auto& balance : state.numbers) balance += 1;
    for (std::size_t i = 0; i < state.groups.size(); ++i)
      if (state.groups[i].contains(c) && state.numbers[i] > Rational(0)) payers += state.groups[i].size;
    for (std::size_t i = 0; i < state.groups.size(); ++i)
      if (state.groups[i].contains(c) && state.numbers[i] > Rational(0)) state.numbers[i] -= cost / payers;
  };
  naive::Sets found;
  naive::run(naive::start(profile, 0), k, first_only, evaluate, elect,
             [&](const naive::State& state) { found.insert(state.committee); });
  return found;
}

TEST(Consensus, ElectsTheWorkedExample) {
  // Round 1: a 8; 12/8 = 3/2 each: balance -1/2. Round 2: voters of a have 1/2, the others 2: b and c 3 * 1/2 + 2 =
  // 7/2, f 4; f's two voters pay 6: -4. Round 3: voters of a 3/2: b and c 9/2 (bcf owes 3), d 3, e and g 3; with b:
  // 12/3 = 4 each: ab owes 5/2. Round 4: c 3 * 5/2 = 15/2, d 5, e and g 4.
  const auto voices = build(profile_of(7, "3 ab, 3 ac, 2 ad, bcf, e, f, g"));
  const auto all = decided(consensus, voices, ConsensusOptions{4}, context_with(TiePolicy::all));
  EXPECT_EQ(committees(all), "abcf");
  EXPECT_EQ(picks(all), "a f b c");
  EXPECT_EQ(compared(all.trace[0]), "a 8, b 4, c 4, d 2, f 2, e 1, g 1");
  EXPECT_EQ(compared(all.trace[1]), "f 4, b 7/2, c 7/2, e 2, g 2, d 1");
  EXPECT_EQ(compared(all.trace[2]), "b 9/2, c 9/2, d 3, e 3, g 3");
  EXPECT_EQ(compared(all.trace[3]), "c 15/2, d 5, e 4, g 4");
  EXPECT_EQ(field(all.trace[0], "payment"), "3/2");
  EXPECT_EQ(field(all.trace[2], "payers"), "3");
  ASSERT_EQ(all.ties.size(), 1U);
  EXPECT_EQ(all.ties[0].step, 3);
  expect_sentences<ConsensusOptions>(all);
}

TEST(Consensus, FindsAllCommitteesOfTheDefinition) {
  for_small_profiles(300, [](const ApprovalProfile& profile, std::int64_t k) {
    const auto seats = static_cast<std::size_t>(k);
    expect_committees(consensus, profile, ConsensusOptions{k}, by_definition(profile, seats),
                      by_definition(profile, seats, true));
  });
}

TEST(Consensus, VotersInDebtWaitUntilTheyHaveEarnedEnough) {
  // 4 + 1 voters. Round 1: 4 pay 5/4 for a and have -1/4. Round 2: 3/4 each is 3 for b, more than 2 for c; -1/2 each.
  // Round 3: 1/2 each is 2, less than 3 for c, whose voter pays 5.
  const auto voices = build(profile_of(5, "4 abde, c"));
  const auto decision = decided(consensus, voices, ConsensusOptions{4}, context_with(TiePolicy::order));
  EXPECT_EQ(picks(decision), "a b c d");
  EXPECT_EQ(compared(decision.trace[1]), "b 3, d 3, e 3, c 2");
  EXPECT_EQ(compared(decision.trace[2]), "c 3, d 2, e 2");
}

TEST(Consensus, SaysWhenNobodyHasAPositiveBalance) {
  const auto voices = build(profile_of(4, "b, d"));
  const auto all = decided(consensus, voices, ConsensusOptions{3}, context_with(TiePolicy::all));
  EXPECT_EQ(committees(all), "abd bcd");
  EXPECT_EQ(picks(all), "b d a");
  EXPECT_NE(step_that_says(all, "fill"), nullptr);
  expect_sentences<ConsensusOptions>(all);
}

TEST(Consensus, KeepsStatesAndNotOrders) {
  // Four parties of three voters with two options each, four seats: 4! orders of parties, and a balance does not tell
  // when a party paid: n / 3 at any time. So states are sets of parties; options of one party are interchangeable.
  const auto voices = build(profile_of(16, "3 ab, 3 cd, 3 ef, 3 gh"));
  const auto all = decided(consensus, voices, ConsensusOptions{4}, context_with(TiePolicy::all));
  EXPECT_EQ(all.outcome["committees"].as_array().size(), 16U);  // one of two options for each party
  EXPECT_LE(std::stoll(field(*step_that_says(all, "all"), "states")), 1 + 4 + 6 + 4 + 1);
}

TEST(Consensus, StaysExactWithWeightsNearTheLimit) {
  for (std::uint64_t i = 0; i < 200; ++i) {
    Stream stream(7, Purpose::test, i);
    const auto options = static_cast<std::uint32_t>(3 + stream.below(4));
    auto profile = random_profile(stream, 3 + stream.below(6), options, 0.2 + 0.5 * stream.unit());
    const std::int64_t large = std::int64_t{1} << (30 + stream.below(19));
    for (auto& group : profile.groups) group.count = large + stream.below(3) - 1;
    const auto k = 1 + stream.below(options);
    const auto seats = static_cast<std::size_t>(k);
    expect_committees(consensus, profile, ConsensusOptions{k}, by_definition(profile, seats),
                      by_definition(profile, seats, true));
  }
}

}  // namespace
}  // namespace comitia::elect
