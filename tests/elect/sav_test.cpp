// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
#include "comitia/elect/sav.h"

#include "elect/approval_testing.h"

namespace comitia::elect {
namespace {

using namespace comitia::testing;

TEST(Sav, ElectsTheWorkedExample) {
  // a 8/2 = 4; b and c 3/2 + 1/3 = 11/6; f 1/3 + 1 = 4/3; d 2/2, e, g 1.
  const auto voices = build(profile_of(7, "3 ab, 3 ac, 2 ad, bcf, e, f, g"));
  const auto all = decided(sav, voices, SavOptions{4}, context_with(TiePolicy::all));
  EXPECT_EQ(committees(all), "abcf");
  EXPECT_TRUE(all.ties.empty());
  EXPECT_EQ(compared(all.trace[0]), "a 4, b 11/6, c 11/6, f 4/3, d 1, e 1, g 1");
  expect_sentences<SavOptions>(all);
}

TEST(Sav, FindsAllCommitteesOfTheDefinition) {
  for_small_profiles(300, [](const ApprovalProfile& profile, std::int64_t k) {
    const auto expected = naive::sav(profile, static_cast<std::size_t>(k));
    expect_committees(sav, profile, SavOptions{k}, expected, {*expected.begin()});
  });
}

TEST(Sav, SeesTiesThatRoundingWouldBreak) {
  // a: ten ballots of ten options, 10 * 1/10; b: one ballot that names it alone. Ten times 0.1 is not 1 in doubles.
  const auto voices = build(profile_of(12, "10 acdefghijk, b"));
  const auto decision = decided(sav, voices, SavOptions{1}, context_with(TiePolicy::all));
  EXPECT_EQ(committees(decision), "a b c d e f g h i j k");
}

}  // namespace
}  // namespace comitia::elect
