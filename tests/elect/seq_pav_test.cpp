// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
#include "comitia/elect/seq_pav.h"

#include "elect/approval_testing.h"

namespace comitia::elect {
namespace {

using namespace comitia::testing;

TEST(SeqPav, ElectsTheWorkedExample) {
  // Seat 1: a 8. Seat 2: b and c 3/2 + 1 = 5/2, f 2, d 2/2, e, g 1. With b: c 3/2 + 1/2 = 2, f 1/2 + 1 = 3/2.
  // Seat 4: f 1/3 + 1 = 4/3, d, e, g 1.
  const auto voices = build(profile_of(7, "3 ab, 3 ac, 2 ad, bcf, e, f, g"));
  const auto all = decided(seq_pav, voices, SeqPavOptions{4}, context_with(TiePolicy::all));
  EXPECT_EQ(committees(all), "abcf");
  EXPECT_EQ(picks(all), "a b c f");
  EXPECT_EQ(compared(all.trace[1]), "b 5/2, c 5/2, f 2, d 1, e 1, g 1");
  EXPECT_EQ(compared(all.trace[2]), "c 2, f 3/2, d 1, e 1, g 1");
  EXPECT_EQ(field(all.trace[3], "gain"), "4/3");
  ASSERT_EQ(all.ties.size(), 1U);
  EXPECT_EQ(all.ties[0].step, 2);
  expect_sentences<SeqPavOptions>(all);
}

TEST(SeqPav, FindsAllCommitteesOfTheDefinition) {
  for_small_profiles(300, [](const ApprovalProfile& profile, std::int64_t k) {
    const auto seats = static_cast<std::size_t>(k);
    expect_committees(seq_pav, profile, SeqPavOptions{k}, naive::seq_pav(profile, seats),
                      naive::seq_pav(profile, seats, true));
  });
}

TEST(SeqPav, SeesTiesThatRoundingWouldBreak) {
  // After c, d, e, f: a adds 6/5 + 2 and b 1/5 + 3, equal as fractions, not as sums of doubles in every order.
  const auto voices = build(profile_of(7, "20 cdefab, 6 cdefa, cdefb, 2 a, 3 b"));
  const auto all = decided(seq_pav, voices, SeqPavOptions{5}, context_with(TiePolicy::all));
  const auto naive = naive::seq_pav(profile_of(7, "20 cdefab, 6 cdefa, cdefb, 2 a, 3 b"), 5);
  EXPECT_EQ(naive::text(sets_of(all, voices)), naive::text(naive));
}

TEST(SeqPav, RoundsTheTraceOnRequest) {
  const auto voices = build(profile_of(3, "2 abc, b"));
  auto options = SeqPavOptions{3};
  options.arithmetic = Arithmetic::certified_float;
  const auto decision = decided(seq_pav, voices, options, context_with(TiePolicy::order));
  EXPECT_EQ(compared(decision.trace[1]), "a 1, c 1");
  EXPECT_EQ(field(decision.trace[2], "gain"), "0.6666666666666666");
}

}  // namespace
}  // namespace comitia::elect
