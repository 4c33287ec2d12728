// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// The sequential rules of Thiele's family beside sequential PAV, which has a test of its own.
#include "comitia/elect/seq_cc.h"
#include "comitia/elect/seq_geometric.h"
#include "comitia/elect/seq_pav.h"
#include "comitia/elect/seq_slav.h"

#include "elect/approval_testing.h"

namespace comitia::elect {
namespace {

using namespace comitia::testing;

ApprovalProfile worked_example() { return profile_of(7, "3 ab, 3 ac, 2 ad, bcf, e, f, g"); }

TEST(SeqSlav, ElectsTheWorkedExample) {
  // Seat 1: a 8. Seat 2: b and c 3/3 + 1 = 2, f 2. With b: c 3/3 + 1/3 and f 1/3 + 1 are 4/3 both; then 1/5 + 1 = 6/5.
  const auto all = decided(seq_slav, build(worked_example()), SeqSlavOptions{4}, context_with(TiePolicy::all));
  EXPECT_EQ(committees(all), "abcf");
  EXPECT_EQ(picks(all), "a b c f");
  EXPECT_EQ(compared(all.trace[1]), "b 2, c 2, f 2, e 1, g 1, d 2/3");
  EXPECT_EQ(compared(all.trace[2]), "c 4/3, f 4/3, e 1, g 1, d 2/3");
  EXPECT_EQ(field(all.trace[3], "gain"), "6/5");
  ASSERT_EQ(all.ties.size(), 2U);
  EXPECT_EQ(all.ties[0].among, (std::vector<std::string>{"b", "c", "f"}));
  expect_sentences<SeqSlavOptions>(all);
}

TEST(SeqGeometric, ElectsTheWorkedExample) {
  // Seat 1: a 8/2. Seat 2: b and c 3/4 + 1/2 = 5/4, f 2/2. With b: c 3/4 + 1/4 = 1, f 1/4 + 1/2. Seat 4: f 1/8 + 1/2.
  const auto all =
      decided(seq_geometric, build(worked_example()), SeqGeometricOptions{{4}}, context_with(TiePolicy::all));
  EXPECT_EQ(committees(all), "abcf");
  EXPECT_EQ(picks(all), "a b c f");
  EXPECT_EQ(compared(all.trace[1]), "b 5/4, c 5/4, f 1, d 1/2, e 1/2, g 1/2");
  EXPECT_EQ(field(all.trace[3], "gain"), "5/8");
  expect_sentences<SeqGeometricOptions>(all);
}

TEST(SeqGeometric, ElectsByApprovalsWhenAllMembersCountAlike) {
  // Approvals: a 8, b and c 4, d and f 2.
  const auto all =
      decided(seq_geometric, build(worked_example()), SeqGeometricOptions{{4}, 1}, context_with(TiePolicy::all));
  EXPECT_EQ(committees(all), "abcd abcf");
}

TEST(SeqCc, ElectsTheWorkedExample) {
  // Seat 1: a 8. Four voters are left: f has 2 of them, b, c, e and g have 1. Then e and g, and nobody gains from b.
  const auto all = decided(seq_cc, build(worked_example()), SeqCcOptions{4}, context_with(TiePolicy::all));
  EXPECT_EQ(committees(all), "aefg");
  EXPECT_EQ(picks(all), "a f e g");
  EXPECT_EQ(compared(all.trace[1]), "f 2, b 1, c 1, e 1, g 1, d 0");
  EXPECT_EQ(field(all.trace[3], "gain"), "1");
  expect_sentences<SeqCcOptions>(all);
}

TEST(SeqThiele, FindsAllCommitteesOfTheDefinition) {
  const auto check = [](auto rule, const ApprovalProfile& profile, const auto& options, const naive::Weight& weight) {
    const auto seats = static_cast<std::size_t>(*options.seats);
    expect_committees(rule, profile, options, naive::seq_thiele(profile, seats, weight),
                      naive::seq_thiele(profile, seats, weight, true));
  };
  for_small_profiles(300, [&](const ApprovalProfile& profile, std::int64_t k) {
    check(seq_slav, profile, SeqSlavOptions{k}, naive::weight("slav"));
    check(seq_cc, profile, SeqCcOptions{k}, naive::weight("cc"));
    for (const auto& p : {Rational(2), Rational(1), Rational(7, 3), Rational(1000)})
      check(seq_geometric, profile, SeqGeometricOptions{{k}, p}, naive::weight("geometric", p));
  });
}

// Where every voter has a party, seats go to the parties by Sainte-Laguë: 53, 24 and 23 votes for 7 seats are divided
// by 1, 3, 5, ...: 53, 24, 23, 17.7, 10.6, 8, 7.67 (then 7.57): the parties have 3, 2 and 2 seats. D'Hondt gives 4,
// 2, 1.
TEST(SeqSlav, GivesPartiesTheSeatsOfSainteLague) {
  const auto voices = build(profile_of(21, "53 abcdefg, 24 hijklmn, 23 opqrstu"));
  const auto decision = decided(seq_slav, voices, SeqSlavOptions{7}, context_with(TiePolicy::order));
  EXPECT_EQ(committees(decision), "abchiop");
  EXPECT_EQ(committees(decided(seq_pav, voices, SeqPavOptions{7}, context_with(TiePolicy::order))), "abcdhio");
}

// The same by quotients of 2: 53, 26.5, 24, 23, 13.25, 12, 11.5.
TEST(SeqGeometric, HalvesTheQuotients) {
  const auto voices = build(profile_of(21, "53 abcdefg, 24 hijklmn, 23 opqrstu"));
  const auto decision = decided(seq_geometric, voices, SeqGeometricOptions{{7}}, context_with(TiePolicy::order));
  EXPECT_EQ(committees(decision), "abchiop");
}

// 1/1000^120 is below the range of doubles: the last seat goes to the option of 6 voters, not to that of 5.
TEST(SeqGeometric, StaysExactBelowTheRangeOfDoubles) {
  VoicesBuilder builder(BallotKind::approval);
  constexpr std::uint32_t kOptions = 122;
  for (std::uint32_t c = 0; c < kOptions; ++c) builder.add_option("o" + std::to_string(c));
  const auto voter = [&](std::uint32_t last, std::int64_t count) {
    for (std::uint32_t c = 0; c < 120; ++c) builder.approve(OptionId{c});
    builder.approve(OptionId{last});
    builder.end_voice({}, count);
  };
  voter(120, 5);
  voter(121, 6);
  const auto voices = std::get<ApprovalVoices>(std::move(builder).finish().value());
  const auto decision = decided(seq_geometric, voices, SeqGeometricOptions{{121}, 1000},
                                context_with(TiePolicy::order, TraceLevel::none));
  EXPECT_EQ(decision.outcome["committees"].as_array()[0].as_array().back().as_string(), "o121");
}

TEST(SeqCc, TiesAllThatAreLeftOnceEverybodyIsRepresented) {
  const auto voices = build(profile_of(4, "2 ab, ac"));
  const auto all = decided(seq_cc, voices, SeqCcOptions{2}, context_with(TiePolicy::all));
  EXPECT_EQ(committees(all), "ab ac ad");
  EXPECT_EQ(compared(all.trace[1]), "b 0, c 0, d 0");
}

}  // namespace
}  // namespace comitia::elect
