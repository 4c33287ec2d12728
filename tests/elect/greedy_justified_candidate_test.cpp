// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
#include "comitia/elect/greedy_justified_candidate.h"

#include <rapidcheck/gtest.h>

#include "comitia/audit/axiom.h"

#include "elect/approval_testing.h"

namespace comitia::elect {
namespace {

using namespace comitia::testing;

/// By the definition: for each l the options that enough voters claim, every way of breaking ties as a tree of orders.
naive::Sets by_definition(const ApprovalProfile& profile, std::size_t k, bool fill, bool first_only = false) {
  const auto claim = [](const naive::State& state, std::uint32_t c, std::int64_t level) {
    Rational voters;
    for (const auto& group : state.groups)
      if (group.contains(c) && naive::common(group, state.committee) < level) voters += group.size;
    return voters;
  };
  const auto evaluate = [&](const naive::State& state) {
    naive::Values values;
    for (auto level = static_cast<std::int64_t>(k); level >= 1 && values.empty(); --level)
      for (std::uint32_t c = 0; c < state.options; ++c) {
        if (!state.electable(c)) continue;
        const auto voters = claim(state, c, level);
        if (voters * Rational(static_cast<std::int64_t>(k)) >= Rational(level * profile.voters()))
          values.emplace_back(-voters, c);
      }
    return values;
  };
  naive::Sets found;
  const auto keep = [&](const naive::State& state) { found.insert(state.committee); };
  naive::run(
      naive::start(profile, 0), k, first_only, evaluate, [](naive::State&, std::uint32_t, const Rational&) {},
      [&](const naive::State& state) {
        if (fill)
          naive::fill_by_approvals(state, k, first_only, keep);
        else
          keep(state);
      });
  return found;
}

TEST(GreedyJustifiedCandidate, ElectsTheWorkedExample) {
  // A seat is worth 12/4 = 3 voters. l = 4 and 3 take 12 and 9 voters: nobody. l = 2 takes 6: a has 8, of whom none has
  // 2 after that; b and c have 4. l = 1 takes 3: a's voters have 1, f has 2, b and c 1 (bcf): nobody. The seats left go
  // to b and c with 4 approvals, and to d or f with 2.
  const auto voices = build(profile_of(7, "3 ab, 3 ac, 2 ad, bcf, e, f, g"));
  const auto all =
      decided(greedy_justified_candidate, voices, GreedyJustifiedCandidateOptions{4}, context_with(TiePolicy::all));
  EXPECT_EQ(committees(all), "abcd abcf");
  EXPECT_EQ(picks(all), "a b c d");
  EXPECT_EQ(field(all.trace[0], "level"), "2");
  EXPECT_EQ(field(all.trace[0], "claim"), "8");
  EXPECT_EQ(field(all.trace[0], "needed"), "6");
  EXPECT_EQ(all.trace[1].say, "stop");
  expect_sentences<GreedyJustifiedCandidateOptions>(all);

  const auto none = decided(greedy_justified_candidate, voices,
                            GreedyJustifiedCandidateOptions{4, UnclaimedSeats::none}, context_with(TiePolicy::all));
  EXPECT_EQ(committees(none), "a");
  EXPECT_EQ(none.warnings.size(), 1U);
}

TEST(GreedyJustifiedCandidate, FindsAllCommitteesOfTheDefinition) {
  for_small_profiles(400, [](const ApprovalProfile& profile, std::int64_t k) {
    const auto seats = static_cast<std::size_t>(k);
    for (const bool fill : {false, true})
      expect_committees(greedy_justified_candidate, profile,
                        GreedyJustifiedCandidateOptions{k, fill ? UnclaimedSeats::av : UnclaimedSeats::none},
                        by_definition(profile, seats, fill), by_definition(profile, seats, fill, true));
  });
}

TEST(GreedyJustifiedCandidate, HearsLargeClaimsFirst) {
  // Six voters, three seats, a seat is worth 2. l = 2 takes 4: a and b of the four, until they have two; then l = 1: c.
  const auto voices = build(profile_of(4, "4 ab, 2 cd"));
  const auto all =
      decided(greedy_justified_candidate, voices, GreedyJustifiedCandidateOptions{3}, context_with(TiePolicy::all));
  EXPECT_EQ(committees(all), "abc abd");
  EXPECT_EQ(field(all.trace[0], "level") + field(all.trace[1], "level") + field(all.trace[2], "level"), "221");
}

TEST(GreedyJustifiedCandidate, KeepsStatesAndNotOrders) {
  // 40 parties of three voters and 40 seats: one committee, 2^40 sets on the way.
  ApprovalProfile parties{40, {}};
  for (std::uint32_t c = 0; c < 40; ++c) parties.groups.push_back({{c}, 3});
  const auto one = decided(greedy_justified_candidate, build(parties), GreedyJustifiedCandidateOptions{40},
                           context_with(TiePolicy::all));
  EXPECT_EQ(one.outcome["committees"].as_array().size(), 1U);
  EXPECT_EQ(field(*step_that_says(one, "all"), "states"), "41");
  const auto clones = decided(greedy_justified_candidate, build(profile_of(14, "100 abcdefghijklmn")),
                              GreedyJustifiedCandidateOptions{10}, context_with(TiePolicy::all));
  EXPECT_EQ(clones.outcome["committees"].as_array().size(), 1001U);
  EXPECT_EQ(field(*step_that_says(clones, "all"), "states"), "11");
}

RC_GTEST_PROP(GreedyJustifiedCandidate, SatisfiesEjrPlus, ()) {
  const auto profile = *approval_profiles(8, 6);
  const auto seats = *rc::gen::inRange<std::int64_t>(1, profile.options + 1);
  const auto voices = build(profile);
  for (const auto completion : {UnclaimedSeats::none, UnclaimedSeats::av}) {
    const auto decision = decided(greedy_justified_candidate, voices,
                                  GreedyJustifiedCandidateOptions{seats, completion}, context_with(TiePolicy::all));
    const auto found = committees_of(decision.outcome, voices.options()).value();
    for (const auto& committee : found) {
      auto context = context_with(TiePolicy::order);
      RC_ASSERT(audit::find_axiom("ejr+")->check({voices, committee, seats}, context).status == AxiomStatus::holds);
    }
  }
}

}  // namespace
}  // namespace comitia::elect
