// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Local search by the weights of Thiele's family.
#include "comitia/audit/axiom.h"
#include "comitia/elect/local_search_cc.h"
#include "comitia/elect/local_search_geometric.h"
#include "comitia/elect/local_search_pav.h"
#include "comitia/elect/local_search_slav.h"

#include "elect/approval_testing.h"

namespace comitia::elect {
namespace {

using namespace comitia::testing;

// Sequential PAV elects a, b, c and f with a score of 83/6, which nothing beats: the best exchanges (d, e or g for f)
// lose 1/3. An exchange would need 12/16 = 3/4.
TEST(LocalSearchPav, KeepsWhatIsStable) {
  const auto voices = build(profile_of(7, "3 ab, 3 ac, 2 ad, bcf, e, f, g"));
  const auto all = decided(local_search_pav, voices, LocalSearchPavOptions{{4}}, context_with(TiePolicy::all));
  EXPECT_EQ(committees(all), "abcf");
  const auto* stable = step_that_says(all, "stable");
  ASSERT_NE(stable, nullptr);
  EXPECT_EQ(field(*stable, "score"), "83/6");
  EXPECT_EQ(field(*stable, "change"), "-1/3");
  EXPECT_EQ(field(*stable, "enough"), "3/4");
  expect_sentences<LocalSearchPavOptions>(all);
}

// Sequentially a 10, d and e 5, b 4 (as c): 24 of 28 voters. c for a represents all 28, a rise of 4, more than 28/16.
TEST(LocalSearchCc, ExchangesAMemberThatOthersReplace) {
  const auto voices = build(profile_of(5, "5 ab, 5 ac, 4 b, 4 c, 5 d, 5 e"));
  const auto all = decided(local_search_cc, voices, LocalSearchCcOptions{{4}}, context_with(TiePolicy::all));
  EXPECT_EQ(committees(all), "bcde");
  const auto* exchange = step_that_says(all, "exchange");
  ASSERT_NE(exchange, nullptr);
  EXPECT_EQ(field(*exchange, "pick"), "c");
  EXPECT_EQ(field(*exchange, "out"), "a");
  EXPECT_EQ(field(*exchange, "gain"), "4");
  EXPECT_EQ(field(*exchange, "enough"), "7/4");
  EXPECT_EQ(field(*step_that_says(all, "stable"), "score"), "28");
  expect_sentences<LocalSearchCcOptions>(all);
}

// a 8, then b or c 3: 11 of 14 voters. The other for a represents all, but a rise of 3 is less than 14/4.
TEST(LocalSearchCc, LeavesWhatIsNotWorthAnExchange) {
  const auto voices = build(profile_of(3, "4 ab, 4 ac, 3 b, 3 c"));
  const auto all = decided(local_search_cc, voices, LocalSearchCcOptions{{2}}, context_with(TiePolicy::all));
  EXPECT_EQ(committees(all), "ab ac");
  EXPECT_EQ(field(*step_that_says(all, "stable"), "change"), "3");
}

TEST(LocalSearch, FindsAllCommitteesOfTheDefinition) {
  const auto check = [](auto rule, const ApprovalProfile& profile, const auto& options, const naive::Weight& weight) {
    const auto seats = static_cast<std::size_t>(*options.seats);
    expect_committees(rule, profile, options, naive::local_search(profile, seats, weight),
                      naive::local_search(profile, seats, weight, true));
  };
  for_small_profiles(300, [&](const ApprovalProfile& profile, std::int64_t k) {
    check(local_search_pav, profile, LocalSearchPavOptions{{k}}, naive::weight("pav"));
    check(local_search_slav, profile, LocalSearchSlavOptions{{k}}, naive::weight("slav"));
    check(local_search_cc, profile, LocalSearchCcOptions{{k}}, naive::weight("cc"));
    for (const auto& p : {Rational(2), Rational(7, 3)})
      check(local_search_geometric, profile, LocalSearchGeometricOptions{{{k}}, p}, naive::weight("geometric", p));
  });
}

TEST(LocalSearchPav, KeepsEjrPlusOnLargerProfiles) {
  for (int i = 0; i < 60; ++i) {
    Stream stream(41, Purpose::test, static_cast<std::uint64_t>(i));
    const auto voices = build(random_profile(stream, 30 + stream.below(40), 15, 0.1 + 0.3 * stream.unit()));
    const auto k = 2 + stream.below(10);
    const auto decision = decided(local_search_pav, voices, LocalSearchPavOptions{{k}}, context_with(TiePolicy::order));
    const auto found = committees_of(decision.outcome, voices.options()).value();
    auto context = context_with(TiePolicy::order);
    EXPECT_EQ(audit::find_axiom("ejr+")->check({voices, found.front(), k}, context).status, AxiomStatus::holds) << i;
  }
}

TEST(LocalSearch, HasNothingToExchangeWhereAllAreElected) {
  const auto decision = decided(local_search_slav, build(profile_of(2, "a, b")), LocalSearchSlavOptions{{2}},
                                context_with(TiePolicy::all));
  EXPECT_EQ(committees(decision), "ab");
  EXPECT_NE(step_that_says(decision, "everybody"), nullptr);
}

}  // namespace
}  // namespace comitia::elect
