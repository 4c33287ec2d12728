// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Equal shares among parties of many equal voters: whole parties have exactly the price of a round, where rounded
// balances lie on either side of a rounded price.

#include "comitia/elect/equal_shares.h"

#include "elect/approval_testing.h"

namespace comitia::elect {
namespace {

using namespace comitia::testing;

// Phragmén's example of 1894 with one voter of the largest party saying anything else.
TEST(EqualSharesAmongParties, DecidesNextToPhragmensExample) {
  for (std::uint32_t set = 1; set < 64; ++set) {
    std::string ballot;
    for (std::uint32_t i = 0; i < 6; ++i)
      if ((set >> i) & 1U) ballot += static_cast<char>('a' + i);
    const auto profile = profile_of(6, "1033 abc, 519 def, 90 abe, 47 ade, " + ballot);
    SCOPED_TRACE(ballot);
    const auto decision =
        decided(equal_shares, build(profile), EqualSharesOptions{3, Completion::none, Arithmetic::exact},
                context_with(TiePolicy::order));
    EXPECT_EQ(committees(decision) + " ", naive::text(naive::equal_shares(profile, 3, "none", true)));
  }
}

}  // namespace
}  // namespace comitia::elect
