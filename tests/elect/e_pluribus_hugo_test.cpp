// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
#include "comitia/elect/e_pluribus_hugo.h"

#include "elect/approval_testing.h"

namespace comitia::elect {
namespace {

using namespace comitia::testing;

Rational points(const ApprovalProfile& profile, const naive::Set& left, std::uint32_t option, bool shared) {
  Rational sum;
  for (const auto& group : naive::groups_of(profile))
    if (group.contains(option)) sum += group.size / Rational(shared ? naive::common(group, left) : 1);
  return sum;
}

/// By the definition: every committee, or the one in which of tied options the first stay.
naive::Sets by_definition(const ApprovalProfile& profile, std::size_t seats, bool first_only = false) {
  naive::Set left;
  for (std::uint32_t c = 0; c < profile.options; ++c) left.insert(c);
  while (left.size() > seats) {
    std::vector<Rational> all;
    for (const auto c : left) all.push_back(points(profile, left, c, true));
    std::sort(all.begin(), all.end());
    Rational fewest = -1;
    naive::Set leaving;
    for (const auto c : left) {
      if (points(profile, left, c, true) > all[1]) continue;
      const auto approvals = points(profile, left, c, false);
      if (fewest < Rational(0) || approvals < fewest) fewest = approvals, leaving.clear();
      if (approvals == fewest) leaving.insert(c);
    }
    for (const auto c : leaving) left.erase(c);
    if (left.size() >= seats) continue;
    // Only some can leave: every choice of those that stay, the first in the file first.
    naive::Sets found = naive::best_committees(profile.options, seats, [&](const naive::Set& committee) {
      for (const auto c : left)
        if (!committee.contains(c)) return Rational(-1);
      for (const auto c : committee)
        if (!left.contains(c) && !leaving.contains(c)) return Rational(-1);
      return Rational(0);
    });
    return first_only ? naive::Sets{*found.begin()} : found;
  }
  return {left};
}

TEST(EPluribusHugo, ElectsTheWorkedExample) {
  // Points: a 8/2 = 4, b and c 3/2 + 1/3 = 11/6, d 1, e 1, f 1 + 1/3, g 1: d, e, g have the fewest points, and e and g
  // the fewest supporters, 1 each, and leave. Then d 1 and f 4/3: both have two supporters, one of them must leave.
  const auto voices = build(profile_of(7, "3 ab, 3 ac, 2 ad, bcf, e, f, g"));
  const auto all = decided(e_pluribus_hugo, voices, EPluribusHugoOptions{4}, context_with(TiePolicy::all));
  EXPECT_EQ(committees(all), "abcd abcf");
  EXPECT_EQ(field(all.trace[0], "out"), R"(["e","g"])");
  EXPECT_EQ(compared(all.trace[0]), "g 1, e 1, d 1");
  EXPECT_EQ(compared(all.trace[1]), "f 4/3, d 1");
  EXPECT_EQ(all.trace[1].say, "out-some");
  EXPECT_EQ(picks(all), "a b c d");
  ASSERT_EQ(all.ties.size(), 1U);
  EXPECT_EQ(all.ties[0].among, (std::vector<std::string>{"d", "f"}));
  expect_sentences<EPluribusHugoOptions>(all);
}

TEST(EPluribusHugo, FindsAllCommitteesOfTheDefinition) {
  for_small_profiles(1000, [](const ApprovalProfile& profile, std::int64_t k) {
    const auto seats = static_cast<std::size_t>(k);
    expect_committees(e_pluribus_hugo, profile, EPluribusHugoOptions{k}, by_definition(profile, seats),
                      by_definition(profile, seats, true));
  });
}

TEST(EPluribusHugo, ABlocOfSharedVotesElectsFewAtATime) {
  // Seven voters push a, b and c together, six of them d, too: d 6/4 points, a, b, c 6/4 + 1/3, less than e and f. Of
  // the two lowest numbers of points d has the fewest supporters, 6. Then a, b, c have 7/3 each, and two of them leave:
  // the bloc with 7 of 16 voters has one of three seats, not all.
  const auto voices = build(profile_of(6, "6 abcd, abc, 5 e, 4 f"));
  const auto decision = decided(e_pluribus_hugo, voices, EPluribusHugoOptions{3}, context_with(TiePolicy::order));
  EXPECT_EQ(field(decision.trace[0], "out"), "d");
  EXPECT_EQ(committees(decision), "aef");
}

TEST(EPluribusHugo, StaysExactWithWeightsNearTheLimit) {
  for (std::uint64_t i = 0; i < 200; ++i) {
    Stream stream(8, Purpose::test, i);
    const auto options = static_cast<std::uint32_t>(3 + stream.below(4));
    auto profile = random_profile(stream, 3 + stream.below(6), options, 0.2 + 0.5 * stream.unit());
    const std::int64_t large = std::int64_t{1} << (30 + stream.below(19));
    for (auto& group : profile.groups) group.count = large + stream.below(3) - 1;
    const auto k = 1 + stream.below(options);
    const auto seats = static_cast<std::size_t>(k);
    expect_committees(e_pluribus_hugo, profile, EPluribusHugoOptions{k}, by_definition(profile, seats),
                      by_definition(profile, seats, true));
  }
}

TEST(EPluribusHugo, ListsInterchangeableOptionsWithoutFollowingOrders) {
  const auto voices = build(profile_of(14, "100 abcdefghijklmn"));
  const auto all = decided(e_pluribus_hugo, voices, EPluribusHugoOptions{10}, context_with(TiePolicy::all));
  EXPECT_EQ(all.outcome["committees"].as_array().size(), 1001U);
  EXPECT_FALSE(all.standing.best_known);
}

}  // namespace
}  // namespace comitia::elect
