// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Priceability against its definition on all profiles of four voters and four options, and on 10,000 random ones.
#include <gtest/gtest.h>

#include "cases.h"

namespace comitia::audit {
namespace {

void compare(const Masks& profile, int options, std::uint32_t mask) {
  Context context;
  const auto voices = approval(profile, options);
  const auto committee = committee_of(mask);
  const auto entry = find_axiom("priceability")->check({voices, committee, options}, context);
  const auto expected = brute_priceable(profile, mask, options) ? AxiomStatus::holds : AxiomStatus::broken;
  ASSERT_EQ(entry.status, expected) << shown(profile, mask, 0) << " " << entry.why;
}

TEST(PriceabilitySlow, AgreesWithItsDefinitionOnAllProfilesOfFourVoters) {
  for (int options = 1; options <= 4; ++options)
    for (int voters = 1; voters <= 4; ++voters)
      for_all_profiles(voters, options, [&](const Masks& profile) {
        if (HasFatalFailure()) return;
        for (std::uint32_t mask = 0; mask < (1U << options); ++mask) compare(profile, options, mask);
      });
}

TEST(PriceabilitySlow, AgreesWithItsDefinitionOnRandomProfiles) {
  for (std::uint64_t i = 0; i < 10'000; ++i) {
    Stream stream(25, Purpose::test, i);
    const auto options = static_cast<int>(1 + stream.below(6));
    const auto profile = random_masks(stream, 1 + stream.below(6), options);
    compare(profile, options, static_cast<std::uint32_t>(stream.below(std::int64_t{1} << options)));
    if (HasFatalFailure()) return;
  }
}

}  // namespace
}  // namespace comitia::audit
