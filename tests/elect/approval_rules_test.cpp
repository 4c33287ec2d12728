// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// What all approval rules have in common: ties, states, limits, weights, threads, promises.
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "comitia/audit/axiom.h"
#include "comitia/elect/av.h"
#include "comitia/elect/consensus.h"
#include "comitia/elect/enestrom_phragmen.h"
#include "comitia/elect/equal_shares.h"
#include "comitia/elect/local_search_cc.h"
#include "comitia/elect/local_search_geometric.h"
#include "comitia/elect/local_search_pav.h"
#include "comitia/elect/local_search_slav.h"
#include "comitia/elect/rev_seq_cc.h"
#include "comitia/elect/rev_seq_geometric.h"
#include "comitia/elect/rev_seq_pav.h"
#include "comitia/elect/rev_seq_slav.h"
#include "comitia/elect/sav.h"
#include "comitia/elect/seq_cc.h"
#include "comitia/elect/seq_geometric.h"
#include "comitia/elect/seq_pav.h"
#include "comitia/elect/seq_phragmen.h"
#include "comitia/elect/seq_slav.h"

#include "elect/approval_testing.h"

namespace comitia::elect {
namespace {

using namespace comitia::testing;

using Run = std::function<Result<Decision>(const ApprovalVoices&, std::int64_t, Arithmetic, Context&)>;

struct NamedRule {
  std::string name;
  Run run;
};

std::vector<NamedRule> sequential_rules() {
  std::vector<NamedRule> rules = {
      {"seq-pav", [](const auto& v, auto k, auto a, auto& c) { return seq_pav(v, {k, a}, c); }},
      {"seq-slav", [](const auto& v, auto k, auto a, auto& c) { return seq_slav(v, {k, a}, c); }},
      {"seq-geometric", [](const auto& v, auto k, auto a, auto& c) { return seq_geometric(v, {{k, a}}, c); }},
      {"seq-cc", [](const auto& v, auto k, auto a, auto& c) { return seq_cc(v, {k, a}, c); }},
      {"rev-seq-pav", [](const auto& v, auto k, auto a, auto& c) { return rev_seq_pav(v, {k, a}, c); }},
      {"rev-seq-slav", [](const auto& v, auto k, auto a, auto& c) { return rev_seq_slav(v, {k, a}, c); }},
      {"rev-seq-geometric", [](const auto& v, auto k, auto a, auto& c) { return rev_seq_geometric(v, {{k, a}}, c); }},
      {"rev-seq-cc", [](const auto& v, auto k, auto a, auto& c) { return rev_seq_cc(v, {k, a}, c); }},
      {"seq-phragmen", [](const auto& v, auto k, auto a, auto& c) { return seq_phragmen(v, {k, a}, c); }},
      {"enestrom-phragmen", [](const auto& v, auto k, auto a, auto& c) { return enestrom_phragmen(v, {k, a}, c); }},
      {"consensus", [](const auto& v, auto k, auto a, auto& c) { return consensus(v, {k, a}, c); }},
  };
  for (const auto completion : {Completion::none, Completion::av, Completion::seq_phragmen, Completion::increment})
    rules.push_back({"equal-shares " + std::string(kEnumWords<Completion>[static_cast<std::size_t>(completion)]),
                     [=](const auto& v, auto k, auto a, auto& c) { return equal_shares(v, {k, completion, a}, c); }});
  return rules;
}

std::vector<NamedRule> all_rules() {
  auto rules = sequential_rules();
  rules.push_back(
      {"local-search-pav", [](const auto& v, auto k, auto a, auto& c) { return local_search_pav(v, {{k, a}}, c); }});
  rules.push_back(
      {"local-search-slav", [](const auto& v, auto k, auto a, auto& c) { return local_search_slav(v, {{k, a}}, c); }});
  rules.push_back({"local-search-geometric",
                   [](const auto& v, auto k, auto a, auto& c) { return local_search_geometric(v, {{{k, a}}}, c); }});
  rules.push_back(
      {"local-search-cc", [](const auto& v, auto k, auto a, auto& c) { return local_search_cc(v, {{k, a}}, c); }});
  rules.push_back({"av", [](const auto& v, auto k, auto, auto& c) { return av(v, {k}, c); }});
  rules.push_back({"sav", [](const auto& v, auto k, auto, auto& c) { return sav(v, {k}, c); }});
  return rules;
}

Decision decided_by(const NamedRule& rule, const ApprovalVoices& voices, std::int64_t seats, Context context,
                    Arithmetic arithmetic = Arithmetic::exact) {
  auto decision = rule.run(voices, seats, arithmetic, context);
  if (!decision) throw std::logic_error(rule.name + ": " + to_string(decision.error()));
  return *std::move(decision);
}

std::int64_t states(const Decision& decision) {
  const auto* all = step_that_says(decision, "all");
  return all == nullptr ? 0 : std::stoll(field(*all, "states"));
}

TEST(ApprovalRules, InterchangeableOptionsCostOneStateEach) {
  // 14 options with the same supporters and 10 seats: C(14, 10) = 1001 committees. All rules but equal shares without
  // completion fill the seats; that one does, too, since 100 voters with 1/10 each pay for exactly 10.
  const auto voices = build(profile_of(14, "100 abcdefghijklmn"));
  for (const auto& rule : all_rules()) {
    const auto decision = decided_by(rule, voices, 10, context_with(TiePolicy::all));
    EXPECT_EQ(decision.outcome["committees"].as_array().size(), 1001U) << rule.name;
    EXPECT_FALSE(decision.standing.best_known) << rule.name;
    const bool has_states = rule.name != "av" && rule.name != "sav";
    // 4 leave, or 10 are elected; local search visits their committee once more.
    const int expected = rule.name.starts_with("rev-seq") ? 5 : rule.name.starts_with("local-search") ? 12 : 11;
    EXPECT_EQ(has_states ? states(decision) : expected, expected) << rule.name;
    EXPECT_EQ(committees(decision).substr(0, 32), "abcdefghij abcdefghik abcdefghil") << rule.name;
  }
}

TEST(ApprovalRules, IndependentOptionsCostOneStateEach) {
  // 40 parties of one voter each and 40 seats: one committee, 40! orders, 2^40 sets on the way.
  ApprovalProfile parties{40, {}};
  for (std::uint32_t c = 0; c < 40; ++c) parties.groups.push_back({{c}, 3});
  for (const auto& rule : sequential_rules()) {
    if (rule.name == "consensus") continue;  // voters earn while they wait, so the order of ties may matter
    const auto decision = decided_by(rule, build(parties), 40, context_with(TiePolicy::all));
    EXPECT_EQ(decision.outcome["committees"].as_array().size(), 1U) << rule.name;
    EXPECT_LE(states(decision), 41) << rule.name;
  }
}

TEST(ApprovalRules, AllListsAtMostTheDecisionsAskedFor) {
  ApprovalProfile parties{30, {}};
  for (std::uint32_t c = 0; c < 30; ++c) parties.groups.push_back({{c}, 3});
  for (const auto& rule : sequential_rules()) {
    if (rule.name == "equal-shares none") continue;  // elects nobody here: no party has enough money
    auto context = context_with(TiePolicy::all);
    context.run.max_decisions = 25;
    const auto decision = decided_by(rule, build(parties), 15, context);
    EXPECT_EQ(decision.outcome["committees"].as_array().size(), 25U) << rule.name;
    EXPECT_TRUE(decision.standing.best_known) << rule.name;
    EXPECT_EQ(decision.standing.why, "max-decisions") << rule.name;
    EXPECT_EQ(decision.warnings.size(), 1U) << rule.name;
  }
}

TEST(ApprovalRules, PoliciesChooseAmongTheTiedAndSaySo) {
  const auto voices = build(profile_of(4, "3 ab, 3 ac, 3 bd, 3 cd"));
  for (const auto& rule : all_rules()) {
    const auto all = sets_of(decided_by(rule, voices, 2, context_with(TiePolicy::all)), voices);
    for (const auto policy : {TiePolicy::order, TiePolicy::random, TiePolicy::draw}) {
      const auto decision = decided_by(rule, voices, 2, context_with(policy));
      EXPECT_TRUE(all.contains(*sets_of(decision, voices).begin())) << rule.name;
      ASSERT_FALSE(decision.ties.empty()) << rule.name;
      EXPECT_EQ(decision.ties.front().policy, policy) << rule.name;
      const auto& among = decision.ties.front().among;
      EXPECT_EQ(among, (std::vector<std::string>{"a", "b", "c", "d"})) << rule.name;
      EXPECT_NE(std::find(among.begin(), among.end(), decision.ties.front().chosen), among.end()) << rule.name;
    }
    auto refuse = context_with(TiePolicy::refuse);
    const auto refused = rule.run(voices, 2, Arithmetic::exact, refuse);
    ASSERT_FALSE(refused.has_value()) << rule.name;
    EXPECT_EQ(refused.error().code(), ProblemCode::tie) << rule.name;
  }
}

TEST(ApprovalRules, RandomTiesReachEveryCommitteeOverSeeds) {
  const auto voices = build(profile_of(3, "a, b, c"));
  for (const auto& rule : all_rules()) {
    if (rule.name == "equal-shares none") continue;
    naive::Sets reached;
    for (int seed = 0; seed < 60; ++seed) {
      auto context = context_with(TiePolicy::random);
      context.run.seed = std::to_string(seed);
      const auto decision = decided_by(rule, voices, 2, context);
      EXPECT_EQ(decision.outcome, decided_by(rule, voices, 2, context).outcome) << "the same seed, the same result";
      reached.merge(sets_of(decision, voices));
    }
    EXPECT_EQ(reached.size(), 3U) << rule.name;
  }
}

RC_GTEST_PROP(ApprovalRules, ScalingWeightsChangesNothing, ()) {
  const auto profile = *approval_profiles(6, 5);
  const auto seats = *rc::gen::inRange<std::int64_t>(1, profile.options + 1);
  for (const auto& rule : all_rules()) {
    const auto plain = decided_by(rule, build(profile), seats, context_with(TiePolicy::all)).outcome;
    for (const auto& weight : {Rational(1, 3), Rational(7, 2), Rational(1000003)})
      RC_ASSERT(decided_by(rule, build(profile, weight), seats, context_with(TiePolicy::all)).outcome == plain);
  }
}

RC_GTEST_PROP(ApprovalRules, MergedVotersAreAsSeparateOnes, ()) {
  const auto profile = *approval_profiles(5, 5);
  const auto seats = *rc::gen::inRange<std::int64_t>(1, profile.options + 1);
  ApprovalProfile separate{profile.options, {}};
  for (std::size_t round = 0; round < 3; ++round)  // interleaved
    for (const auto& group : profile.groups)
      if (group.count > static_cast<std::int64_t>(round)) separate.groups.push_back({group.options, 1});
  for (const auto& rule : all_rules())
    RC_ASSERT(decided_by(rule, build(profile), seats, context_with(TiePolicy::all)).outcome ==
              decided_by(rule, build(separate), seats, context_with(TiePolicy::all)).outcome);
}

RC_GTEST_PROP(ApprovalRules, RoundedTracesComeFromTheSameDecisions, ()) {
  const auto profile = *approval_profiles(8, 6);
  const auto seats = *rc::gen::inRange<std::int64_t>(1, profile.options + 1);
  for (const auto& rule : sequential_rules()) {
    const auto exact = decided_by(rule, build(profile), seats, context_with(TiePolicy::all));
    const auto rounded =
        decided_by(rule, build(profile), seats, context_with(TiePolicy::all), Arithmetic::certified_float);
    RC_ASSERT(exact.outcome == rounded.outcome);
    RC_ASSERT(picks(exact) == picks(rounded));
  }
}

// Weights so large that sums of doubles cannot tell neighbouring values apart: the comparison must become exact.
TEST(ApprovalRules, StayExactWithWeightsNearTheLimit) {
  for (std::uint64_t i = 0; i < 300; ++i) {
    Stream stream(4, Purpose::test, i);
    const auto options = static_cast<std::uint32_t>(3 + stream.below(4));
    auto profile = random_profile(stream, 3 + stream.below(6), options, 0.2 + 0.5 * stream.unit());
    const std::int64_t large = std::int64_t{1} << (30 + stream.below(19));
    for (auto& group : profile.groups) group.count = large + stream.below(3) - 1;
    const auto k = 1 + stream.below(options);
    const auto seats = static_cast<std::size_t>(k);
    expect_committees(seq_pav, profile, SeqPavOptions{k}, naive::seq_pav(profile, seats),
                      naive::seq_pav(profile, seats, true));
    expect_committees(seq_slav, profile, SeqSlavOptions{k}, naive::seq_thiele(profile, seats, naive::weight("slav")),
                      naive::seq_thiele(profile, seats, naive::weight("slav"), true));
    expect_committees(seq_geometric, profile, SeqGeometricOptions{{k}, Rational(3, 2)},
                      naive::seq_thiele(profile, seats, naive::weight("geometric", Rational(3, 2))),
                      naive::seq_thiele(profile, seats, naive::weight("geometric", Rational(3, 2)), true));
    expect_committees(seq_phragmen, profile, SeqPhragmenOptions{k}, naive::seq_phragmen(profile, seats),
                      naive::seq_phragmen(profile, seats, true));
    expect_committees(equal_shares, profile, EqualSharesOptions{k, Completion::seq_phragmen},
                      naive::equal_shares(profile, seats, "seq-phragmen"),
                      naive::equal_shares(profile, seats, "seq-phragmen", true));
  }
}

TEST(ApprovalRules, ThreadsChangeNothing) {
  Stream stream(5, Purpose::test, 0);
  const auto voices = build(random_profile(stream, 6000, 40, 0.5));  // large enough for the work to be shared out
  for (const auto& rule : all_rules()) {
    auto context = context_with(TiePolicy::order);
    context.threads = 1;
    const auto one = decided_by(rule, voices, 12, context);
    for (const int threads : {2, 8}) {
      context.threads = threads;
      const auto more = decided_by(rule, voices, 12, context);
      EXPECT_EQ(one.outcome, more.outcome) << rule.name;
      ASSERT_EQ(one.trace.size(), more.trace.size()) << rule.name;
      for (std::size_t i = 0; i < one.trace.size(); ++i)
        EXPECT_EQ(Json(one.trace[i].fields), Json(more.trace[i].fields)) << rule.name;
    }
  }
}

TEST(ApprovalRules, StopWhenToldTo) {
  const auto voices = build(profile_of(4, "3 ab, 3 ac, 3 bd, 3 cd"));
  for (const auto& rule : all_rules()) {
    auto late = context_with(TiePolicy::order);
    late.time_limit_seconds = 1;
    late.elapsed_seconds = [] { return 2.0; };
    const auto timed_out = rule.run(voices, 2, Arithmetic::exact, late);
    ASSERT_FALSE(timed_out.has_value()) << rule.name;
    EXPECT_EQ(timed_out.error().code(), ProblemCode::time_limit) << rule.name;

    auto cancelled = context_with(TiePolicy::all);
    cancelled.cancel_requested = [] { return true; };
    const auto interrupted = rule.run(voices, 2, Arithmetic::exact, cancelled);
    ASSERT_FALSE(interrupted.has_value()) << rule.name;
    EXPECT_EQ(interrupted.error().code(), ProblemCode::interrupted) << rule.name;
  }
}

TEST(ApprovalRules, AnExplorationCutShortKeepsWhatItFound) {
  // Time runs out at the hundredth look at the clock: after the first committee, long before the last.
  ApprovalProfile parties{30, {}};
  for (std::uint32_t c = 0; c < 30; ++c) parties.groups.push_back({{c}, 3});
  for (const auto& rule : sequential_rules()) {
    if (rule.name == "equal-shares none") continue;
    int looks = 0;
    auto context = context_with(TiePolicy::all);
    context.time_limit_seconds = 100;
    context.elapsed_seconds = [&looks] { return static_cast<double>(++looks); };
    const auto decision = decided_by(rule, build(parties), 15, context);
    EXPECT_EQ(decision.standing.why, "time-limit") << rule.name;
    EXPECT_GT(decision.outcome["committees"].as_array().size(), 0U) << rule.name;
  }
}

TEST(ApprovalRules, RefuseTablesBeyondTheMemoryLimit) {
  const auto voices = build(profile_of(4, "3 ab, 3 ac, 3 bd, 3 cd"));
  for (const auto& rule : sequential_rules()) {
    if (rule.name.starts_with("equal-shares") && rule.name != "equal-shares seq-phragmen") continue;
    auto context = context_with(TiePolicy::order);
    context.memory_limit_bytes = 50;
    const auto refused = rule.run(build(profile_of(4, "ab, c, d, -")), 2, Arithmetic::exact, context);
    ASSERT_FALSE(refused.has_value()) << rule.name;
    EXPECT_EQ(refused.error().code(), ProblemCode::memory_limit) << rule.name;
  }
}

TEST(ApprovalRules, SayNothingWithoutATrace) {
  const auto voices = build(profile_of(4, "3 ab, 3 ac, 3 bd, 3 cd"));
  for (const auto& rule : all_rules()) {
    const auto silent = decided_by(rule, voices, 2, context_with(TiePolicy::order, TraceLevel::none));
    EXPECT_TRUE(silent.trace.empty()) << rule.name;
    const auto brief = decided_by(rule, voices, 2, context_with(TiePolicy::order, TraceLevel::summary));
    for (const auto& step : brief.trace) EXPECT_EQ(field(step, "compared"), "") << rule.name;
    EXPECT_FALSE(brief.trace.empty()) << rule.name;
  }
}

RC_GTEST_PROP(ApprovalRules, SequentialCommitteesGrow, ()) {
  const auto profile = *approval_profiles(6, 6);
  const auto seats = *rc::gen::inRange<std::int64_t>(1, profile.options + 1);
  for (const auto& rule : sequential_rules()) {
    // More seats mean more money or a smaller quota, by which others may be elected.
    if (rule.name.starts_with("equal-shares") || rule.name == "enestrom-phragmen") continue;
    const auto voices = build(profile);
    const auto elected = [&](std::int64_t k) {
      return *sets_of(decided_by(rule, voices, k, context_with(TiePolicy::order)), voices).begin();
    };
    const auto fewer = elected(seats);
    const auto more = elected(std::min<std::int64_t>(seats + 1, profile.options));
    RC_ASSERT(std::includes(more.begin(), more.end(), fewer.begin(), fewer.end()));
    const auto full = picks(decided_by(rule, voices, profile.options, context_with(TiePolicy::order)));
    const auto part = picks(decided_by(rule, voices, seats, context_with(TiePolicy::order)));
    RC_ASSERT(full.starts_with(part));
  }
}

RC_GTEST_PROP(ApprovalRules, KeepTheirPromises, ()) {
  const auto profile = *approval_profiles(8, 6);
  const auto seats = *rc::gen::inRange<std::int64_t>(1, profile.options + 1);
  const auto voices = build(profile);
  const auto check = [&](const NamedRule& rule, std::initializer_list<const char*> axioms) {
    const auto decision = decided_by(rule, voices, seats, context_with(TiePolicy::all));
    const auto found = committees_of(decision.outcome, voices.options()).value();
    for (const auto& committee : found)
      for (const auto* id : axioms) {
        auto context = context_with(TiePolicy::order);
        RC_ASSERT(audit::find_axiom(id)->check({voices, committee, seats}, context).status == AxiomStatus::holds);
      }
  };
  for (const auto& rule : all_rules()) {
    if (rule.name == "local-search-pav") check(rule, {"jr", "pjr+", "ejr+"});
    if (rule.name.starts_with("local-search-")) check(rule, {"jr"});
    if (rule.name == "seq-cc") check(rule, {"jr"});
    if (rule.name == "seq-phragmen" || rule.name == "enestrom-phragmen") check(rule, {"jr", "pjr+"});
    if (rule.name == "equal-shares none") check(rule, {"jr", "pjr+", "ejr+", "priceability"});
    if (rule.name == "equal-shares av" || rule.name == "equal-shares seq-phragmen") check(rule, {"jr", "pjr+", "ejr+"});
  }
}

}  // namespace
}  // namespace comitia::elect
