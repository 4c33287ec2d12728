// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// The exact rules of Thiele's family beside PAV, which has a test of its own.
#include <map>

#include "comitia/elect/cc.h"
#include "comitia/elect/geometric.h"
#include "comitia/elect/slav.h"
#include "comitia/elect/thiele_weights_internal.h"
#include "comitia/solve/linear_program.h"

#include "elect/approval_testing.h"

namespace comitia::elect {
namespace {

using namespace comitia::testing;

ApprovalProfile worked_example() { return profile_of(7, "3 ab, 3 ac, 2 ad, bcf, e, f, g"); }

std::vector<ThieleSolver> solvers() {
  std::vector<ThieleSolver> result{ThieleSolver::search};
  for (const auto backend : solver_backends())
    result.push_back(backend == SolverBackend::highs ? ThieleSolver::highs : ThieleSolver::cbc);
  return result;
}

std::string score(const Decision& decision) { return field(*step_that_says(decision, "best"), "score"); }

// ab and ac 3 * 4/3, ad 2, bcf 1 + 1/3 + 1/5 = 23/15, f 1: 4 + 4 + 2 + 23/15 + 1 = 188/15.
TEST(Slav, ElectsTheWorkedExample) {
  for (const auto solver : solvers()) {
    const auto all = decided(slav, build(worked_example()), SlavOptions{4, solver}, context_with(TiePolicy::all));
    EXPECT_EQ(committees(all), "abcf");
    EXPECT_EQ(score(all), "188/15");
    EXPECT_EQ(field(all.trace[0], "adds"), "4");  // without a: 3 + 3 + 0 + 23/15 + 1 = 128/15
    // With d for f: 4 + 4 + 2 * 4/3 + 4/3 = 12; with e or g: 4 + 4 + 2 + 4/3 + 1 = 37/3.
    EXPECT_EQ(compared(*step_that_says(all, "exchanges")), "e 37/3, g 37/3, d 12");
    expect_sentences<SlavOptions>(all);
  }
}

// ab and ac 3 * 3/4, ad 2/2, bcf 7/8, f 1/2: 55/8.
TEST(Geometric, ElectsTheWorkedExample) {
  for (const auto solver : solvers()) {
    const auto all =
        decided(geometric, build(worked_example()), GeometricOptions{{4, solver}}, context_with(TiePolicy::all));
    EXPECT_EQ(committees(all), "abcf");
    EXPECT_EQ(score(all), "55/8");
    expect_sentences<GeometricOptions>(all);
  }
}

// a stands for 8 voters, f for 2, e and g for one: all 12.
TEST(Cc, ElectsTheWorkedExample) {
  for (const auto solver : solvers()) {
    const auto all = decided(cc, build(worked_example()), CcOptions{4, solver}, context_with(TiePolicy::all));
    EXPECT_EQ(committees(all), "aefg");
    EXPECT_EQ(score(all), "12");
    EXPECT_EQ(field(all.trace[2], "adds"), "2");
    expect_sentences<CcOptions>(all);
  }
}

TEST(Geometric, ElectsByApprovalsWhenAllMembersCountAlike) {
  const auto all = decided(geometric, build(worked_example()), GeometricOptions{{4}, 1}, context_with(TiePolicy::all));
  EXPECT_EQ(committees(all), "abcd abcf");
}

template <class Rule, class Options>
void expect_naive(Rule rule, const ApprovalProfile& profile, const Options& options, const naive::Weight& weight) {
  const auto expected = naive::best_committees(
      profile.options, static_cast<std::size_t>(*options.seats),
      [&](const naive::Set& committee) { return naive::thiele_score(profile, committee, weight); });
  expect_committees(rule, profile, options, expected, {*expected.begin()});
}

void expect_naive(const ApprovalProfile& profile, std::int64_t k, ThieleSolver solver) {
  expect_naive(slav, profile, SlavOptions{k, solver}, naive::weight("slav"));
  expect_naive(cc, profile, CcOptions{k, solver}, naive::weight("cc"));
  for (const auto& p : {Rational(2), Rational(7, 3), Rational(1)})
    expect_naive(geometric, profile, GeometricOptions{{k, solver}, p}, naive::weight("geometric", p));
}

TEST(Thiele, FindsAllCommitteesOfTheDefinition) {
  for_small_profiles(
      300, [](const ApprovalProfile& profile, std::int64_t k) { expect_naive(profile, k, ThieleSolver::search); });
}

TEST(Thiele, FindsAllCommitteesOfTheDefinitionByIntegerPrograms) {
  for (const auto solver : solvers())
    for (int i = 0; i < 12 && !HasFailure(); ++i) {
      Stream stream(32, Purpose::test, static_cast<std::uint64_t>(i));
      const auto options = static_cast<std::uint32_t>(1 + stream.below(6));
      const auto profile = random_profile(stream, 1 + stream.below(8), options, 0.2 + 0.6 * stream.unit());
      expect_naive(profile, 1 + stream.below(options), solver);
    }
}

TEST(Thiele, FindsTheDefinitionOnLargerProfiles) {
  for (int i = 0; i < 12 && !HasFailure(); ++i) {
    Stream stream(33, Purpose::test, static_cast<std::uint64_t>(i));
    const auto profile = random_profile(stream, 20 + stream.below(30), 11, 0.1 + 0.5 * stream.unit());
    expect_naive(profile, 2 + stream.below(6), ThieleSolver::search);
  }
}

TEST(Thiele, FindsTheSameScoreByAllSolversOnLargerProfiles) {
  for (int i = 0; i < 3; ++i) {
    Stream stream(34, Purpose::test, static_cast<std::uint64_t>(i));
    const auto voices = build(random_profile(stream, 40, 14, 0.2));
    std::set<std::string> slavs;
    std::set<std::string> ccs;
    for (const auto solver : solvers()) {
      const auto order = [] { return context_with(TiePolicy::order); };
      const auto by_slav = decided(slav, voices, SlavOptions{5, solver}, order());
      slavs.insert(score(by_slav) + " " + committees(by_slav));
      const auto by_cc = decided(cc, voices, CcOptions{4, solver}, order());
      ccs.insert(score(by_cc) + " " + committees(by_cc));
    }
    EXPECT_EQ(slavs.size(), 1U) << "profile " << i;
    EXPECT_EQ(ccs.size(), 1U) << "profile " << i;
  }
}

// Every committee with a and one more represents everybody: C(13, 9) of 10 seats among 14.
TEST(Cc, ListsAllCommitteesThatRepresentEverybody) {
  const auto voices = build(profile_of(14, "5 a, a"));
  const auto all = decided(cc, voices, CcOptions{10}, context_with(TiePolicy::all));
  EXPECT_EQ(sets_of(all, voices).size(), 715U);
  EXPECT_FALSE(all.standing.best_known);
  EXPECT_EQ(committees(decided(cc, voices, CcOptions{10}, context_with(TiePolicy::order))), "abcdefghij");
}

TEST(Thiele, NamesTheScoreThatTies) {
  const auto voices = build(profile_of(2, "a, b"));
  const auto on = [&](auto rule, auto options) {
    return decided(rule, voices, options, context_with(TiePolicy::order)).ties.at(0).on;
  };
  EXPECT_EQ(on(slav, SlavOptions{1}), "SLAV score");
  EXPECT_EQ(on(geometric, GeometricOptions{{1}}), "geometric score");
  EXPECT_EQ(on(cc, CcOptions{1}), "CC score");
}

TEST(Thiele, WeightsNeverRise) {
  for (const auto& weights : {pav_weights(), slav_weights(), geometric_weights(Rational(3, 2)), cc_weights()})
    for (std::int64_t l = 1; l < 20; ++l) {
      EXPECT_LE(weights(l + 1), weights(l));
      EXPECT_GE(weights(l + 1).sign(), 0);
    }
}

}  // namespace
}  // namespace comitia::elect
