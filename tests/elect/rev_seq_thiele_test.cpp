// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// The reverse sequential rules of Thiele's family.
#include "comitia/elect/rev_seq_cc.h"
#include "comitia/elect/rev_seq_geometric.h"
#include "comitia/elect/rev_seq_pav.h"
#include "comitia/elect/rev_seq_slav.h"

#include "elect/approval_testing.h"

namespace comitia::elect {
namespace {

using namespace comitia::testing;

ApprovalProfile worked_example() { return profile_of(7, "3 ab, 3 ac, 2 ad, bcf, e, f, g"); }

/// "d e g": who left, in this order.
std::string outs(const Decision& decision) {
  std::string text;
  for (const auto& step : decision.trace)
    if (step.say == "out") text += (text.empty() ? "" : " ") + field(step, "out");
  return text;
}

TEST(RevSeqPav, ElectsTheWorkedExample) {
  // All: a 8/2, b and c 3/2 + 1/3 = 11/6, f 4/3, d 2/2, e and g 1. Without d the two of {a,d} have a alone: a 3 + 2
  // = 5. d, e and g tie and leave in any order, since none has a voter of another.
  const auto all = decided(rev_seq_pav, build(worked_example()), RevSeqPavOptions{4}, context_with(TiePolicy::all));
  EXPECT_EQ(committees(all), "abcf");
  EXPECT_EQ(outs(all), "g e d");
  EXPECT_EQ(compared(all.trace[0]), "d 1, e 1, g 1, f 4/3, b 11/6, c 11/6, a 4");
  EXPECT_EQ(field(all.trace[2], "loss"), "1");
  EXPECT_EQ(field(*step_that_says(all, "remain"), "winners"), R"(["a","b","c","f"])");
  ASSERT_EQ(all.ties.size(), 2U);
  EXPECT_EQ(all.ties[0].among, (std::vector<std::string>{"d", "e", "g"}));
  expect_sentences<RevSeqPavOptions>(all);
  const auto order = decided(rev_seq_pav, build(worked_example()), RevSeqPavOptions{4}, context_with(TiePolicy::order));
  EXPECT_EQ(order.ties[0].chosen, "g") << "being listed first never hurts";
}

TEST(RevSeqSlav, ElectsTheWorkedExample) {
  // All: d 2/3, e and g 1, b and c 3/3 + 1/5, f 1/5 + 1, a 8/3. Then e and g, 1 each.
  const auto all = decided(rev_seq_slav, build(worked_example()), RevSeqSlavOptions{4}, context_with(TiePolicy::all));
  EXPECT_EQ(committees(all), "abcf");
  EXPECT_EQ(outs(all), "d g e");
  EXPECT_EQ(compared(all.trace[0]), "d 2/3, e 1, g 1, b 6/5, c 6/5, f 6/5, a 8/3");
  expect_sentences<RevSeqSlavOptions>(all);
}

TEST(RevSeqGeometric, ElectsTheWorkedExample) {
  // All: d 2/4, e and g 1/2, f 1/8 + 1/2 = 5/8, b and c 3/4 + 1/8 = 7/8, a 8/4.
  const auto all =
      decided(rev_seq_geometric, build(worked_example()), RevSeqGeometricOptions{{4}}, context_with(TiePolicy::all));
  EXPECT_EQ(committees(all), "abcf");
  EXPECT_EQ(outs(all), "g e d");
  EXPECT_EQ(compared(all.trace[0]), "d 1/2, e 1/2, g 1/2, f 5/8, b 7/8, c 7/8, a 2");
  expect_sentences<RevSeqGeometricOptions>(all);
}

TEST(RevSeqCc, ElectsTheWorkedExample) {
  // All: a, b, c and d 0, e, f and g 1. Without d the two of {a,d} need a; without b or c three voters more. In the end
  // a 8, e, f and g 1, and who is left of b, c: one of b and c may leave last, since f stands for the voter of both.
  const auto all = decided(rev_seq_cc, build(worked_example()), RevSeqCcOptions{4}, context_with(TiePolicy::all));
  EXPECT_EQ(
      committees(decided(rev_seq_cc, build(worked_example()), RevSeqCcOptions{4}, context_with(TiePolicy::order))),
      "aefg");
  EXPECT_EQ(compared(all.trace[0]), "a 0, b 0, c 0, d 0, e 1, f 1, g 1");
  EXPECT_EQ(naive::text(sets_of(all, build(worked_example()))),
            naive::text(naive::rev_seq_thiele(worked_example(), 4, naive::weight("cc"))));
  expect_sentences<RevSeqCcOptions>(all);
}

TEST(RevSeqThiele, FindsAllCommitteesOfTheDefinition) {
  const auto check = [](auto rule, const ApprovalProfile& profile, const auto& options, const naive::Weight& weight) {
    const auto seats = static_cast<std::size_t>(*options.seats);
    expect_committees(rule, profile, options, naive::rev_seq_thiele(profile, seats, weight),
                      naive::rev_seq_thiele(profile, seats, weight, true));
  };
  for_small_profiles(300, [&](const ApprovalProfile& profile, std::int64_t k) {
    check(rev_seq_pav, profile, RevSeqPavOptions{k}, naive::weight("pav"));
    check(rev_seq_slav, profile, RevSeqSlavOptions{k}, naive::weight("slav"));
    check(rev_seq_cc, profile, RevSeqCcOptions{k}, naive::weight("cc"));
    for (const auto& p : {Rational(2), Rational(1), Rational(7, 3)})
      check(rev_seq_geometric, profile, RevSeqGeometricOptions{{k}, p}, naive::weight("geometric", p));
  });
}

// 53, 24 and 23 votes for 7 seats: by D'Hondt 53, 26.5, 24, 23, 17.7, 13.25, 12; by Sainte-Laguë 53, 24,
// 23, 17.7, 10.6, 8, 7.67 (then 7.57): the smallest quotients leave first.
TEST(RevSeqThiele, GivesPartiesTheirSeats) {
  const auto voices = build(profile_of(21, "53 abcdefg, 24 hijklmn, 23 opqrstu"));
  const auto order = [] { return context_with(TiePolicy::order); };
  EXPECT_EQ(committees(decided(rev_seq_pav, voices, RevSeqPavOptions{7}, order())), "abcdhio");
  EXPECT_EQ(committees(decided(rev_seq_slav, voices, RevSeqSlavOptions{7}, order())), "abchiop");
  EXPECT_EQ(committees(decided(rev_seq_geometric, voices, RevSeqGeometricOptions{{7}}, order())), "abchiop");
}

TEST(RevSeqThiele, LetsNobodyLeaveWhereAllAreElected) {
  const auto decision =
      decided(rev_seq_pav, build(profile_of(2, "a, b")), RevSeqPavOptions{2}, context_with(TiePolicy::all));
  EXPECT_EQ(committees(decision), "ab");
  EXPECT_EQ(outs(decision), "");
  EXPECT_NE(step_that_says(decision, "remain"), nullptr);
}

}  // namespace
}  // namespace comitia::elect
