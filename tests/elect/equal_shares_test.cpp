// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
#include "comitia/elect/equal_shares.h"

#include "elect/approval_testing.h"

namespace comitia::elect {
namespace {

using namespace comitia::testing;

const ApprovalProfile kTwelve = profile_of(7, "3 ab, 3 ac, 2 ad, bcf, e, f, g");

EqualSharesOptions with(std::int64_t seats, Completion completion) { return {seats, completion, Arithmetic::exact}; }

TEST(EqualShares, BuysAtTheLowestPrice) {
  // 8 voters with 3/8 each. Prices: c 1/5, a and d 1/4, b 1/3. After c its supporters have 3/8 - 1/5 = 7/40:
  // a: 2 * 7/40 + 2 * p = 1, p = 13/40; b 1/3; d has 3 * 7/40 + 3/8 = 9/10. After a: b has 2 * 1/20 + 3/8 = 19/40.
  const auto voices = build(profile_of(4, "3 cd, 2 ab, 2 ac, bd"));
  const auto decision = decided(equal_shares, voices, with(3, Completion::none), context_with(TiePolicy::all));
  EXPECT_EQ(committees(decision), "ac");
  ASSERT_EQ(decision.trace.size(), 4U);
  EXPECT_EQ(decision.trace[0].say, "start");
  EXPECT_EQ(field(decision.trace[0], "money"), "3/8");
  EXPECT_EQ(decision.trace[1].say, "buy");
  EXPECT_EQ(compared(decision.trace[1]), "c 1/5, a 1/4, d 1/4, b 1/3");
  EXPECT_EQ(decision.trace[2].say, "buy-short");
  EXPECT_EQ(compared(decision.trace[2]), "a 13/40, b 1/3");
  EXPECT_EQ(field(decision.trace[2], "paid_in_full"), "2");
  EXPECT_EQ(field(decision.trace[2], "paid_less"), "2");
  EXPECT_EQ(decision.trace[3].say, "stop");
  EXPECT_EQ(field(decision.trace[3], "best"), "d");
  EXPECT_EQ(field(decision.trace[3], "most"), "9/10");
  EXPECT_EQ(decision.warnings.size(), 1U) << "a seat stays empty";
  expect_sentences<EqualSharesOptions>(decision);
}

TEST(EqualShares, ElectsTheWorkedExample) {
  // Everybody has 1/3; a costs 1/8; then b and c have 3 * 5/24 + 1/3 = 23/24 at most.
  const auto voices = build(kTwelve);
  EXPECT_EQ(committees(decided(equal_shares, voices, with(4, Completion::none), context_with(TiePolicy::all))), "a");
  EXPECT_EQ(committees(decided(equal_shares, voices, with(4, Completion::av), context_with(TiePolicy::all))),
            "abcd abcf");
  // By Phragmén b and c owe (1 - 23/24)/4 = 1/96; with b: c (1 - 15/24 + 1/96)/4 = 37/384, d (1 - 10/24)/2 = 7/24,
  // f (1 + 1/96 - 1/3)/2 = 65/192; then d 7/24, f (1 + 37/384 - 1/3)/2 = 293/768.
  const auto completed = decided(equal_shares, voices, with(4, Completion::seq_phragmen), context_with(TiePolicy::all));
  EXPECT_EQ(committees(completed), "abcd");
  EXPECT_EQ(picks(completed), "a b c d");
  const auto* last = step_that_says(completed, "all");
  ASSERT_NE(last, nullptr);
  EXPECT_EQ(compared(completed.trace[completed.trace.size() - 2]), "d 7/24, f 293/768, e 2/3, g 2/3");
  expect_sentences<EqualSharesOptions>(completed);
}

TEST(EqualShares, CompletesByPhragmenUnlessAskedOtherwise) {
  EXPECT_EQ(committees(decided(equal_shares, build(kTwelve), EqualSharesOptions{4}, context_with(TiePolicy::order))),
            "abcd");
}

TEST(EqualShares, GivesMoneyForMoreSeatsUntilAllAreBought) {
  // 2 seats, 5 voters {a}, 2 voters {b}, 1 voter {c}. With 2/8 each only a is bought (b has 4/8); with 3/8 b has 6/8;
  // with 4/8 b costs all of that.
  const auto voices = build(profile_of(3, "5 a, 2 b, c"));
  const auto decision = decided(equal_shares, voices, with(2, Completion::increment), context_with(TiePolicy::all));
  EXPECT_EQ(committees(decision), "ab");
  const auto* increase = step_that_says(decision, "increase");
  ASSERT_NE(increase, nullptr);
  EXPECT_EQ(field(*increase, "bought"), "1");
  EXPECT_EQ(field(*increase, "budget"), "4");
  EXPECT_EQ(field(*step_that_says(decision, "start"), "money"), "1/2");
  EXPECT_EQ(decision.trace.back().say, "full");
  expect_sentences<EqualSharesOptions>(decision);
}

TEST(EqualShares, EndsARunOfIncrementWithTheLastSeat) {
  // 1 seat, voters {a}, {b}: with 1/2 nobody is bought, with 2/2 both could be; the run ends with the first.
  const auto voices = build(profile_of(2, "a, b"));
  EXPECT_EQ(committees(decided(equal_shares, voices, with(1, Completion::increment), context_with(TiePolicy::order))),
            "a");
  EXPECT_EQ(committees(decided(equal_shares, voices, with(1, Completion::increment), context_with(TiePolicy::all))),
            "a b");
}

TEST(EqualShares, FillsWithUnsupportedOptionsWhenTooFewAreSupported) {
  const auto voices = build(profile_of(4, "3 b, d"));
  const auto decision = decided(equal_shares, voices, with(3, Completion::increment), context_with(TiePolicy::all));
  EXPECT_EQ(committees(decision), "abd bcd");
  expect_sentences<EqualSharesOptions>(decision);
}

TEST(EqualShares, ExplainsAnEmptyCommittee) {
  // 1 seat, 2 voters with 1/2 each and nothing in common.
  const auto decision =
      decided(equal_shares, build(profile_of(2, "a, b")), with(1, Completion::none), context_with(TiePolicy::order));
  EXPECT_EQ(committees(decision), "-");
  EXPECT_EQ(say(decision.trace.back(), EqualSharesOptions::kSentences, {}),
            "Nobody else can be bought: the supporters of a have the most left together, 1/2 (0.5), and 1 is needed.");
  const auto nobody =
      decided(equal_shares, build(profile_of(2, "3 -")), with(1, Completion::none), context_with(TiePolicy::order));
  EXPECT_EQ(committees(nobody), "-");
  EXPECT_EQ(nobody.trace.back().say, "all-bought");
}

TEST(EqualShares, FindsAllCommitteesOfTheDefinition) {
  const std::pair<Completion, const char*> completions[] = {{Completion::none, "none"},
                                                            {Completion::av, "av"},
                                                            {Completion::seq_phragmen, "seq-phragmen"},
                                                            {Completion::increment, "increment"}};
  for (const auto& [completion, name] : completions) {
    SCOPED_TRACE(name);
    for_small_profiles(200, [&](const ApprovalProfile& profile, std::int64_t k) {
      const auto seats = static_cast<std::size_t>(k);
      expect_committees(equal_shares, profile, with(k, completion), naive::equal_shares(profile, seats, name),
                        naive::equal_shares(profile, seats, name, true));
    });
  }
}

// Larger profiles, in which voters have paid many different prices; every price of the trace is compared.
void expect_prices_of_the_definition(const ApprovalProfile& profile, std::int64_t k) {
  const auto decision =
      decided(equal_shares, build(profile), with(k, Completion::none), context_with(TiePolicy::order));
  auto state = naive::start(profile, Rational(k, profile.voters()));
  auto end = state;
  naive::run_purchases(state, static_cast<std::size_t>(k), true, [&](const naive::State& final) { end = final; });
  for (const auto& step : decision.trace) {
    if (step.say != "buy" && step.say != "buy-short") continue;
    const auto option = static_cast<std::uint32_t>(field(step, "pick")[0] - 'a');
    const auto price = naive::price(state, option);
    EXPECT_EQ(field(step, "price"), price.to_string()) << profile << ", k = " << k;
    naive::pay(state, option, price);
    state.committee.insert(option);
  }
  EXPECT_EQ(naive::text({state.committee}), naive::text({end.committee})) << profile << ", k = " << k;
}

TEST(EqualShares, PricesAreThoseOfTheDefinition) {
  for (std::uint64_t i = 0; i < 200; ++i) {
    Stream stream(2, Purpose::test, i);
    const auto options = static_cast<std::uint32_t>(3 + stream.below(8));
    const auto profile = random_profile(stream, 5 + stream.below(25), options, 0.1 + 0.5 * stream.unit());
    expect_prices_of_the_definition(profile, 1 + stream.below(options));
  }
}

// Weights so large that neither doubles nor balances in fixed point tell neighbouring prices apart.
TEST(EqualShares, PricesStayExactWithWeightsNearTheLimit) {
  for (std::uint64_t i = 0; i < 300; ++i) {
    Stream stream(3, Purpose::test, i);
    const auto options = static_cast<std::uint32_t>(3 + stream.below(6));
    auto profile = random_profile(stream, 3 + stream.below(10), options, 0.2 + 0.5 * stream.unit());
    const std::int64_t large = std::int64_t{1} << (20 + stream.below(29));
    for (auto& group : profile.groups)
      group.count = stream.below(3) == 0 ? 1 + stream.below(3) : large + stream.below(3) - 1;
    expect_prices_of_the_definition(profile, 1 + stream.below(options));
  }
}

TEST(EqualShares, IncrementMayLeaveAGroupUnrepresented) {
  // 4 seats, so each voter deserves one. With money 1 each: e costs 1/2, then a and f 1: three are bought. With 5/4:
  // after e, d and b cost 3/4 and come before a and f, which cost 1; a takes the last seat, and the first voter gets
  // nobody.
  const auto voices = build(profile_of(6, "f, a, de, be"));
  EXPECT_EQ(committees(decided(equal_shares, voices, with(4, Completion::increment), context_with(TiePolicy::order))),
            "abde");
  EXPECT_EQ(committees(decided(equal_shares, voices, with(4, Completion::none), context_with(TiePolicy::order))),
            "aef");
}

}  // namespace
}  // namespace comitia::elect
