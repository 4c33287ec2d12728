// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
#include "comitia/elect/pav.h"

#include "comitia/elect/thiele_oracle_internal.h"
#include "comitia/solve/linear_program.h"

#include "elect/approval_testing.h"

namespace comitia::elect {
namespace {

using namespace comitia::testing;

/// The score by its definition: voter by voter, 1 + 1/2 + ... for her members.
Rational naive_score(const ApprovalProfile& profile, const naive::Set& committee) {
  Rational score;
  for (const auto& group : naive::groups_of(profile))
    for (std::int64_t j = 1; j <= naive::common(group, committee); ++j) score += group.size / Rational(j);
  return score;
}

naive::Sets naive_pav(const ApprovalProfile& profile, std::int64_t k) {
  return naive::best_committees(profile.options, static_cast<std::size_t>(k),
                                [&](const naive::Set& committee) { return naive_score(profile, committee); });
}

std::vector<PavSolver> solvers() {
  std::vector<PavSolver> result{PavSolver::search};
  for (const auto backend : solver_backends())
    result.push_back(backend == SolverBackend::highs ? PavSolver::highs : PavSolver::cbc);
  return result;
}

void expect_naive(const ApprovalProfile& profile, std::int64_t k, PavSolver solver) {
  const auto expected = naive_pav(profile, k);
  expect_committees(pav, profile, PavOptions{k, solver}, expected, {*expected.begin()});
}

// ab 3 * 3/2, ac 3 * 3/2, ad 2 * 1, bcf 11/6, f 1: 9/2 + 9/2 + 2 + 11/6 + 1 = 83/6.
TEST(Pav, ElectsTheWorkedExample) {
  const auto voices = build(profile_of(7, "3 ab, 3 ac, 2 ad, bcf, e, f, g"));
  for (const auto solver : solvers()) {
    const auto all = decided(pav, voices, PavOptions{4, solver}, context_with(TiePolicy::all));
    EXPECT_EQ(committees(all), "abcf");
    EXPECT_EQ(picks(all), "a b c f");
    const auto* best = step_that_says(all, "best");
    ASSERT_NE(best, nullptr);
    EXPECT_EQ(field(*best, "score"), "83/6");
    EXPECT_TRUE(all.ties.empty());
    EXPECT_FALSE(all.standing.best_known);
    // Without a: 3 * 1/2 + 3 * 1/2 + 2 * 1. Without f: 1/3 + 1.
    EXPECT_EQ(field(all.trace[0], "adds"), "5");
    EXPECT_EQ(field(all.trace[3], "adds"), "4/3");
    // f for d, e or g: + 1 - 4/3. (d has 2 supporters, who count 1/2 each.)
    EXPECT_EQ(compared(*step_that_says(all, "exchanges")), "d 27/2, e 27/2, g 27/2");
    expect_sentences<PavOptions>(all);
  }
}

TEST(Pav, FindsAllCommitteesOfTheDefinition) {
  for_small_profiles(
      1500, [](const ApprovalProfile& profile, std::int64_t k) { expect_naive(profile, k, PavSolver::search); });
}

TEST(Pav, FindsAllCommitteesOfTheDefinitionWithFourOptions) {
  for (std::int64_t voters = 1; voters <= 4; ++voters)
    each_profile(voters, 4, [&](const ApprovalProfile& profile) {
      if (HasFailure()) return;
      const auto voices = build(profile);
      for (std::int64_t k = 1; k <= 4; ++k) {
        const auto all = decided(pav, voices, PavOptions{k}, context_with(TiePolicy::all, TraceLevel::none));
        ASSERT_EQ(naive::text(sets_of(all, voices)), naive::text(naive_pav(profile, k))) << profile << ", k = " << k;
      }
    });
}

TEST(Pav, FindsAllCommitteesOfTheDefinitionByIntegerPrograms) {
  for (const auto solver : solvers())
    for (int i = 0; i < 60 && !HasFailure(); ++i) {
      Stream stream(2, Purpose::test, static_cast<std::uint64_t>(i));
      const auto options = static_cast<std::uint32_t>(1 + stream.below(6));
      const auto profile = random_profile(stream, 1 + stream.below(8), options, 0.2 + 0.6 * stream.unit());
      expect_naive(profile, 1 + stream.below(options), solver);
    }
}

TEST(Pav, FindsTheSameScoreByAllSolversOnLargerProfiles) {
  for (int i = 0; i < 4; ++i) {
    Stream stream(3, Purpose::test, static_cast<std::uint64_t>(i));
    const auto voices = build(random_profile(stream, 40, 14, 0.3));
    std::set<std::string> scores;
    for (const auto solver : solvers()) {
      const auto decision = decided(pav, voices, PavOptions{5, solver}, context_with(TiePolicy::order));
      scores.insert(field(*step_that_says(decision, "best"), "score") + " " + committees(decision));
    }
    EXPECT_EQ(scores.size(), 1U) << "profile " << i;
  }
}

TEST(Pav, FindsTheDefinitionOnLargerProfiles) {
  for (int i = 0; i < 30 && !HasFailure(); ++i) {
    Stream stream(4, Purpose::test, static_cast<std::uint64_t>(i));
    const auto profile = random_profile(stream, 20 + stream.below(30), 12, 0.1 + 0.5 * stream.unit());
    expect_naive(profile, 2 + stream.below(7), PavSolver::search);
  }
}

// 14 options that nobody tells apart, 10 seats: each of the 1001 committees is best.
TEST(Pav, ListsAllCommitteesOfInterchangeableOptions) {
  const auto voices = build(profile_of(14, "5 abcdefghijklmn"));
  const auto all = decided(pav, voices, PavOptions{10}, context_with(TiePolicy::all));
  EXPECT_EQ(sets_of(all, voices).size(), 1001U);
  EXPECT_FALSE(all.standing.best_known);
  const auto order = decided(pav, voices, PavOptions{10}, context_with(TiePolicy::order));
  EXPECT_EQ(committees(order), "abcdefghij");
  ASSERT_FALSE(order.ties.empty());
  EXPECT_EQ(order.ties.front().among, (std::vector<std::string>{"a", "b", "c", "d", "e"}));
  EXPECT_EQ(order.ties.front().chosen, "a");
}

TEST(Pav, StopsListingAtTheLimit) {
  const auto voices = build(profile_of(14, "5 abcdefghijklmn"));
  const auto limited = [](TiePolicy ties) {
    auto context = context_with(ties);
    context.run.max_decisions = 100;
    return context;
  };
  const auto all = decided(pav, voices, PavOptions{10}, limited(TiePolicy::all));
  EXPECT_EQ(sets_of(all, voices).size(), 100U);
  EXPECT_TRUE(sets_of(all, voices).contains(naive::Set{0, 1, 2, 3, 4, 5, 6, 7, 8, 9}));
  EXPECT_TRUE(all.standing.best_known);
  EXPECT_EQ(all.standing.why, "max-decisions");
  EXPECT_EQ(all.warnings.size(), 1U);
  EXPECT_EQ(committees(decided(pav, voices, PavOptions{10}, limited(TiePolicy::order))), "abcdefghij");
  for (const auto policy : {TiePolicy::random, TiePolicy::draw, TiePolicy::refuse}) {
    auto context = limited(policy);
    const auto refused = pav(voices, PavOptions{10}, context);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code(), ProblemCode::tie);
  }
}

// 40 options with one voter each, 20 seats: more than 10^11 committees tie.
TEST(Pav, DoesNotWalkThroughAllTies) {
  VoicesBuilder builder(BallotKind::approval);
  for (std::uint32_t c = 0; c < 40; ++c) builder.add_option("o" + std::to_string(c));
  for (std::uint32_t c = 0; c < 40; ++c) {
    builder.approve(OptionId{c});
    builder.end_voice();
  }
  const auto voices = std::get<ApprovalVoices>(std::move(builder).finish().value());
  auto context = context_with(TiePolicy::order);
  context.run.max_decisions = 50;
  const auto decision = decided(pav, voices, PavOptions{20}, context);
  naive::Set first;
  for (std::uint32_t c = 0; c < 20; ++c) first.insert(c);
  EXPECT_EQ(naive::text(sets_of(decision, voices)), naive::text({first}));
}

TEST(Pav, CountsFractionalWeights) {
  VoicesBuilder builder(BallotKind::approval);
  for (const auto* id : {"a", "b", "c"}) builder.add_option(id);
  builder.approve(OptionId{0});
  builder.approve(OptionId{1});
  builder.end_voice({}, 1, Rational(1, 3));
  builder.approve(OptionId{2});
  builder.end_voice({}, 1, Rational(1, 7));
  const auto voices = std::get<ApprovalVoices>(std::move(builder).finish().value());
  const auto decision = decided(pav, voices, PavOptions{2}, context_with(TiePolicy::refuse));
  EXPECT_EQ(committees(decision), "ab");  // 1/3 * 3/2 = 1/2 against 1/3 + 1/7 = 10/21
  EXPECT_EQ(field(*step_that_says(decision, "best"), "score"), "1/2");
}

TEST(Pav, ComparesExchangesWithTheirDefinition) {
  for (int i = 0; i < 100; ++i) {
    Stream stream(5, Purpose::test, static_cast<std::uint64_t>(i));
    const auto profile = random_profile(stream, 8, 6, 0.4);
    const auto voices = build(profile);
    const auto decision = decided(pav, voices, PavOptions{3}, context_with(TiePolicy::order));
    const auto committee = *sets_of(decision, voices).begin();
    std::string expected;
    std::vector<std::pair<Rational, std::uint32_t>> best;
    for (std::uint32_t c = 0; c < 6; ++c) {
      if (committee.contains(c)) continue;
      std::optional<Rational> highest;
      for (const auto member : committee) {
        auto exchanged = committee;
        exchanged.erase(member);
        exchanged.insert(c);
        const auto score = naive_score(profile, exchanged);
        if (!highest || *highest < score) highest = score;
      }
      best.emplace_back(-*highest, c);
    }
    std::sort(best.begin(), best.end());
    for (const auto& [score, c] : best)
      expected +=
          (expected.empty() ? "" : ", ") + std::string(1, static_cast<char>('a' + c)) + " " + (-score).to_string();
    EXPECT_EQ(compared(*step_that_says(decision, "exchanges")), expected) << profile;
  }
}

/// A random profile that takes much longer than the tests of limits allow.
ApprovalVoices hard_voices() {
  Stream stream(6, Purpose::test, 0);
  VoicesBuilder builder(BallotKind::approval);
  for (std::uint32_t c = 0; c < 80; ++c) builder.add_option("o" + std::to_string(c));
  for (int i = 0; i < 400; ++i) {
    for (std::uint32_t c = 0; c < 80; ++c)
      if (stream.below(8) == 0) builder.approve(OptionId{c});
    builder.end_voice();
  }
  return std::get<ApprovalVoices>(std::move(builder).finish().value());
}

TEST(Pav, KeepsItsBestAtATimeLimit) {
  const auto voices = hard_voices();
  auto context = context_with(TiePolicy::order);
  int looks = 0;  // a clock that ticks with each look
  context.elapsed_seconds = [&looks] { return ++looks / 1000.0; };
  context.time_limit_seconds = 2;
  const auto decision = pav(voices, PavOptions{12}, context);
  ASSERT_TRUE(decision) << to_string(decision.error());
  EXPECT_TRUE(decision->standing.best_known);
  EXPECT_EQ(decision->standing.why, "time-limit");
  const auto value = Rational::parse(decision->standing.value);
  const auto bound = Rational::parse(decision->standing.bound);
  ASSERT_TRUE(value && bound);
  EXPECT_LT(*value, *bound);
  EXPECT_LT(*bound, *value * Rational(2));
  EXPECT_EQ(thiele_score(voices, committees_of(decision->outcome, voices.options()).value().front(), pav_weights()),
            *value);
  EXPECT_EQ(decision->warnings.size(), 1U);
  expect_sentences<PavOptions>(*decision);
}

TEST(Pav, EndsWithAProblemWhenNothingIsKnownYet) {
  const auto voices = hard_voices();
  for (const auto solver : solvers()) {
    auto context = context_with(TiePolicy::order);
    context.elapsed_seconds = [] { return 5.0; };
    context.time_limit_seconds = 1;
    const auto decision = pav(voices, PavOptions{12, solver}, context);
    ASSERT_FALSE(decision);
    EXPECT_EQ(decision.error().code(), ProblemCode::time_limit);
  }
}

TEST(Pav, CanBeInterrupted) {
  const auto voices = hard_voices();
  for (const auto solver : solvers()) {
    // CBC looks only where it makes cuts, here late; so it is interrupted from the start.
    const int patience = solver == PavSolver::cbc ? 0 : 10;
    auto context = context_with(TiePolicy::order);
    int looks = 0;
    context.cancel_requested = [&looks, patience] { return ++looks > patience; };
    const auto decision = pav(voices, PavOptions{12, solver}, context);
    ASSERT_FALSE(decision);
    EXPECT_EQ(decision.error().code(), ProblemCode::interrupted);
  }
}

TEST(Pav, RefusesWhatItCannotDo) {
  const auto voices = build(profile_of(3, "ab, c"));
  auto context = context_with(TiePolicy::order);
  EXPECT_EQ(pav(voices, PavOptions{4}, context).error().code(), ProblemCode::seats);
  EXPECT_EQ(pav(voices, PavOptions{}, context).error().code(), ProblemCode::seats);
  context = context_with(TiePolicy::refuse);
  EXPECT_EQ(pav(build(profile_of(2, "a, b")), PavOptions{1}, context).error().code(), ProblemCode::tie);
  context.memory_limit_bytes = 1;
  EXPECT_EQ(pav(voices, PavOptions{1}, context).error().code(), ProblemCode::memory_limit);
}

}  // namespace
}  // namespace comitia::elect
