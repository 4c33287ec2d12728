// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
#include "comitia/elect/greedy_monroe.h"

#include <rapidcheck/gtest.h>

#include "comitia/audit/axiom.h"

#include "elect/approval_testing.h"

namespace comitia::elect {
namespace {

using namespace comitia::testing;

/// By the definition: voters one by one in the order of the profile, every way of breaking ties as a tree of orders.
struct Definition {
  std::vector<naive::Set> voters;
  std::uint32_t options = 0;
  std::size_t seats = 0;
  bool first_only = false;
  naive::Sets found = {};

  void elect(const naive::Set& committee, const std::vector<bool>& represented) {
    if (committee.size() == seats) {
      found.insert(committee);
      return;
    }
    std::vector<std::size_t> counts(options);
    std::size_t most = 0;
    for (std::uint32_t c = 0; c < options; ++c) {
      for (std::size_t v = 0; v < voters.size(); ++v) counts[c] += !represented[v] && voters[v].contains(c) ? 1U : 0U;
      if (!committee.contains(c)) most = std::max(most, counts[c]);
    }
    const auto larger = voters.size() % seats;
    const auto size = voters.size() / seats + (committee.size() < larger ? 1U : 0U);
    for (std::uint32_t c = 0; c < options; ++c) {
      if (committee.contains(c) || counts[c] < most) continue;
      auto next = represented;
      std::size_t taken = 0;
      for (std::size_t v = 0; v < voters.size() && taken < size; ++v) {
        if (represented[v] || !voters[v].contains(c)) continue;
        next[v] = true;
        ++taken;
      }
      auto larger_committee = committee;
      larger_committee.insert(c);
      elect(larger_committee, next);
      if (first_only) return;
    }
  }
};

naive::Sets by_definition(const ApprovalProfile& profile, std::size_t seats, bool first_only = false) {
  Definition definition{{}, profile.options, seats, first_only};
  for (const auto& group : profile.groups)
    for (std::int64_t i = 0; i < group.count; ++i)
      definition.voters.emplace_back(group.options.begin(), group.options.end());
  definition.elect({}, std::vector<bool>(definition.voters.size()));
  return definition.found;
}

TEST(GreedyMonroe, ElectsTheWorkedExample) {
  // Districts of 12/4 = 3 voters. a: 8 voters, the first three are ab ab ab. c: ac ac ac and bcf, it gets the first
  // three. Left are ad ad bcf e f g: d and f have 2. With d: ad ad; f: bcf f. With f: bcf f; d: ad ad.
  const auto voices = build(profile_of(7, "3 ab, 3 ac, 2 ad, bcf, e, f, g"));
  const auto all = decided(greedy_monroe, voices, GreedyMonroeOptions{4}, context_with(TiePolicy::all));
  EXPECT_EQ(committees(all), "acdf");
  EXPECT_EQ(picks(all), "a c d f");
  EXPECT_EQ(compared(all.trace[0]), "a 8, b 4, c 4, d 2, f 2, e 1, g 1");
  EXPECT_EQ(compared(all.trace[1]), "c 4, d 2, f 2, b 1, e 1, g 1");
  EXPECT_EQ(compared(all.trace[2]), "d 2, f 2, b 1, e 1, g 1");
  EXPECT_EQ(field(all.trace[0], "district"), "3");
  EXPECT_EQ(field(all.trace[2], "represented"), "2");
  EXPECT_EQ(field(*step_that_says(all, "left"), "voters"), "2");  // e and g
  ASSERT_EQ(all.ties.size(), 1U);
  EXPECT_EQ(all.ties[0].step, 3);
  expect_sentences<GreedyMonroeOptions>(all);
}

TEST(GreedyMonroe, FindsAllCommitteesOfTheDefinition) {
  for_small_profiles(300, [](const ApprovalProfile& profile, std::int64_t k) {
    const auto seats = static_cast<std::size_t>(k);
    expect_committees(greedy_monroe, profile, GreedyMonroeOptions{k}, by_definition(profile, seats),
                      by_definition(profile, seats, true));
  });
}

TEST(GreedyMonroe, RepresentsVotersInTheOrderOfTheSource) {
  // Two seats, six voters, districts of three. a has four supporters and represents the first three of them: who is
  // left decides between b and c.
  const auto first = build(profile_of(3, "2 ab, 2 ac, b, c"));
  EXPECT_EQ(committees(decided(greedy_monroe, first, GreedyMonroeOptions{2}, context_with(TiePolicy::all))), "ac");
  const auto second = build(profile_of(3, "2 ac, 2 ab, b, c"));
  EXPECT_EQ(committees(decided(greedy_monroe, second, GreedyMonroeOptions{2}, context_with(TiePolicy::all))), "ab");
  // Voices with the same ballot keep their places among the others.
  const auto mixed = build(profile_of(3, "ab, ac, ab, ac, b, c"));
  EXPECT_EQ(committees(decided(greedy_monroe, mixed, GreedyMonroeOptions{2}, context_with(TiePolicy::all))), "ac");
}

TEST(GreedyMonroe, MakesTheFirstDistrictsLarger) {
  // Seven voters, three seats: districts of 3, 2 and 2.
  const auto voices = build(profile_of(3, "7 abc"));
  const auto decision = decided(greedy_monroe, voices, GreedyMonroeOptions{3}, context_with(TiePolicy::order));
  EXPECT_EQ(field(decision.trace[0], "represented") + field(decision.trace[1], "represented") +
                field(decision.trace[2], "represented"),
            "322");
  EXPECT_EQ(step_that_says(decision, "left"), nullptr);
}

TEST(GreedyMonroe, FillsSeatsBeyondTheVoters) {
  const auto voices = build(profile_of(4, "b, d"));
  const auto all = decided(greedy_monroe, voices, GreedyMonroeOptions{3}, context_with(TiePolicy::all));
  EXPECT_EQ(committees(all), "abd bcd");
  EXPECT_NE(step_that_says(all, "fill"), nullptr);
  expect_sentences<GreedyMonroeOptions>(all);
}

TEST(GreedyMonroe, FollowsIndependentTiesInOneOrder) {
  // 40 parties of three voters and 40 seats: one committee, 2^40 sets on the way.
  ApprovalProfile parties{40, {}};
  for (std::uint32_t c = 0; c < 40; ++c) parties.groups.push_back({{c}, 3});
  const auto voices = build(parties);
  const auto all = decided(greedy_monroe, voices, GreedyMonroeOptions{40}, context_with(TiePolicy::all));
  EXPECT_EQ(all.outcome["committees"].as_array().size(), 1U);
  EXPECT_EQ(field(*step_that_says(all, "all"), "states"), "41");
}

TEST(GreedyMonroe, CountsVoicesByTheirWeights) {
  // Weights of 1/2 are as whole voters: districts of two voters of 1/2 each.
  const auto voices = build(profile_of(3, "2 ab, ac, c"), Rational(1, 2));
  const auto decision = decided(greedy_monroe, voices, GreedyMonroeOptions{2}, context_with(TiePolicy::order));
  EXPECT_EQ(committees(decision), "ac");
  EXPECT_EQ(compared(decision.trace[0]), "a 3/2, b 1, c 1");
  EXPECT_EQ(field(decision.trace[0], "district"), "1");
}

RC_GTEST_PROP(GreedyMonroe, KeepsItsPromises, ()) {
  const auto profile = *approval_profiles(8, 6);
  const auto seats = *rc::gen::inRange<std::int64_t>(1, profile.options + 1);
  const auto voices = build(profile);
  const auto decision = decided(greedy_monroe, voices, GreedyMonroeOptions{seats}, context_with(TiePolicy::all));
  const auto found = committees_of(decision.outcome, voices.options()).value();
  const auto holds = [&](const char* axiom, const Committee& committee) {
    auto context = context_with(TiePolicy::order);
    return audit::find_axiom(axiom)->check({voices, committee, seats}, context).status == AxiomStatus::holds;
  };
  for (const auto& committee : found) {
    RC_ASSERT(std::ssize(committee) == seats);
    RC_ASSERT(holds("jr", committee));
    if (profile.voters() % seats == 0) RC_ASSERT(holds("pjr+", committee));
  }
}

}  // namespace
}  // namespace comitia::elect
