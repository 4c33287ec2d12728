// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
#include "comitia/elect/seq_phragmen.h"

#include "elect/approval_testing.h"

namespace comitia::elect {
namespace {

using namespace comitia::testing;

TEST(SeqPhragmen, ElectsTheWorkedExample) {
  // Seat 1: a 1/8. Seat 2: b and c (1 + 3/8)/4 = 11/32, f 1/2, d (1 + 2/8)/2 = 5/8, e, g 1.
  // With b: c (1 + 3/8 + 11/32)/4 = 55/128, f (1 + 11/32)/2 = 43/64. Seat 4: d 5/8, f (1 + 55/128)/2 = 183/256.
  const auto voices = build(profile_of(7, "3 ab, 3 ac, 2 ad, bcf, e, f, g"));
  const auto all = decided(seq_phragmen, voices, SeqPhragmenOptions{4}, context_with(TiePolicy::all));
  EXPECT_EQ(committees(all), "abcd");
  EXPECT_EQ(compared(all.trace[1]), "b 11/32, c 11/32, f 1/2, d 5/8, e 1, g 1");
  EXPECT_EQ(compared(all.trace[2]), "c 55/128, d 5/8, f 43/64, e 1, g 1");
  EXPECT_EQ(compared(all.trace[3]), "d 5/8, f 183/256, e 1, g 1");
  expect_sentences<SeqPhragmenOptions>(all);
}

TEST(SeqPhragmen, FindsAllCommitteesOfTheDefinition) {
  for_small_profiles(300, [](const ApprovalProfile& profile, std::int64_t k) {
    const auto seats = static_cast<std::size_t>(k);
    expect_committees(seq_phragmen, profile, SeqPhragmenOptions{k}, naive::seq_phragmen(profile, seats),
                      naive::seq_phragmen(profile, seats, true));
  });
}

TEST(SeqPhragmen, ElectsOptionsWithoutSupportersLast) {
  const auto voices = build(profile_of(4, "b, d"));
  const auto all = decided(seq_phragmen, voices, SeqPhragmenOptions{3}, context_with(TiePolicy::all));
  EXPECT_EQ(committees(all), "abd bcd");
  EXPECT_EQ(picks(all), "b d a");
  EXPECT_NE(step_that_says(all, "fill"), nullptr);
  expect_sentences<SeqPhragmenOptions>(all);
}

TEST(SeqPhragmen, ShowsLoadsPerVoterWhateverTheWeights) {
  // Two voters of weight 1/2 are as one: they share the cost of 1.
  const auto voices = build(profile_of(2, "2 a, b"), Rational(1, 2));
  const auto decision = decided(seq_phragmen, voices, SeqPhragmenOptions{1}, context_with(TiePolicy::order));
  EXPECT_EQ(compared(decision.trace[0]), "a 1, b 2");
}

}  // namespace
}  // namespace comitia::elect
