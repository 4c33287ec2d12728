// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// What holds for every ranked rule, by their catalog entries: the worked example with all winners, weights and copies
// of voters, the order of voters and of options, threads, traces and sentences, options out of range.
#include <algorithm>
#include <numeric>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "comitia/decision/sentences.h"
#include "comitia/elect/catalog.h"
#include "comitia/elect/pairwise.h"

#include "ranked_generators.h"

namespace comitia::elect {
namespace {

using namespace ranked_testing;

/// Every ranked rule with every set of options that changes what it does.
struct Variant {
  const RuleEntry* rule;
  Json options;
  std::string name() const { return std::string(rule->id) + " " + compact_text(options); }
};

std::vector<Variant> variants() {
  std::vector<Variant> all;
  for (const auto& rule : rules()) {
    if (rule.voices != "ranked") continue;
    std::vector<Json> sets{Json(Json::Object{})};
    for (const auto& field : rule.options) {
      std::vector<Json> extended;
      for (const auto& set : sets)
        for (const auto& choice : field.choices) extended.push_back(Json(set).set(field.name, choice));
      if (!extended.empty()) sets = std::move(extended);
    }
    for (auto& set : sets) all.push_back({&rule, std::move(set)});
  }
  return all;
}

Decision run(const Variant& variant, const Voices& voices, TiePolicy ties = TiePolicy::all, int threads = 1,
             TraceLevel trace = TraceLevel::full) {
  auto context = context_of(ties, trace);
  context.threads = threads;
  auto decision = variant.rule->run(voices, variant.options, context);
  if (!decision) throw std::runtime_error(variant.name() + ": " + to_string(decision.error()));
  return *std::move(decision);
}

std::string everything(const Decision& decision) {
  std::string text = compact_text(decision.outcome);
  for (const auto& tie : decision.ties)
    text += fmt::format("\n{} {} {}", tie.step, fmt::join(tie.among, " "), tie.chosen);
  for (const auto& step : decision.trace)
    text += fmt::format("\n{} {} {}", step.step, step.say, compact_text(step.fields));
  return text;
}

TEST(RankedRules, WinnersOfTheWorkedExample) {
  // 45 voters; the winners of each rule by an independent implementation, rankings of Schulze and Ranked Pairs and
  // Borda scores by hand.
  const Voices voices = voices_of({5,
                                   {strict(5, "ACBED"), strict(5, "ADECB"), strict(8, "BEDAC"), strict(3, "CABED"),
                                    strict(7, "CAEBD"), strict(2, "CBADE"), strict(7, "DCEBA"), strict(8, "EBADC")}});
  const auto ask = [&](std::string_view id, const Json& options = Json(Json::Object{})) {
    for (const auto& rule : rules())
      if (rule.id == id) return outcome_of(run({&rule, options}, voices));
    return Outcome{"no such rule", ""};
  };
  EXPECT_EQ(ask("elect/plurality").winners, "C");
  EXPECT_EQ(ask("elect/borda"), (Outcome{"E", "E>A>B>C>D"}));  // 102, 98, 92, 89, 69
  EXPECT_EQ(ask("elect/copeland").winners, "E");
  EXPECT_EQ(ask("elect/minimax").winners, "E");
  EXPECT_EQ(ask("elect/schulze"), (Outcome{"E", "E>A>C>B>D"}));
  EXPECT_EQ(ask("elect/ranked-pairs"), (Outcome{"A", "A>C>E>B>D"}));
  EXPECT_EQ(ask("elect/instant-runoff", Json::object({{"elimination", "all-lowest"}})).winners, "A");
  EXPECT_EQ(ask("elect/instant-runoff", Json::object({{"elimination", "parallel-universes"}})).winners, "C");
  const auto borda =
      std::find_if(rules().begin(), rules().end(), [](const auto& rule) { return rule.id == "elect/borda"; });
  EXPECT_EQ(last(run({&*borda, Json(Json::Object{})}, voices), "compared"),
            R"([["E","102"],["A","98"],["B","92"],["C","89"],["D","69"]])");
}

TEST(RankedRules, MarginsOfTheWorkedExample) {
  const auto voices = voices_of({5,
                                 {strict(5, "ACBED"), strict(5, "ADECB"), strict(8, "BEDAC"), strict(3, "CABED"),
                                  strict(7, "CAEBD"), strict(2, "CBADE"), strict(7, "DCEBA"), strict(8, "EBADC")}});
  Context context;
  const auto matrix = *count_pairwise(voices, Unranked::below, context);
  const std::map<std::string, int> margins = {{"AC", 7},  {"BA", 5}, {"AD", 15}, {"EA", 1}, {"CB", 13},
                                              {"BD", 21}, {"EB", 9}, {"DC", 11}, {"CE", 3}, {"ED", 17}};
  for (const auto& [pair, margin] : margins) EXPECT_EQ(matrix.margin(pair[0] - 'A', pair[1] - 'A'), margin) << pair;
}

TEST(RankedRules, ThereAreVariantsOfAllSeven) {
  std::set<std::string_view> ids;
  for (const auto& variant : variants()) ids.insert(variant.rule->id);
  EXPECT_EQ(ids.size(), 7U);
  EXPECT_EQ(variants().size(), 1U + 2U + 12U + 2U + 6U + 4U + 4U);
}

RC_GTEST_PROP(RankedRules, WeightsCountAsCopiesOfVoters, ()) {
  const auto profile = *profiles(4, 8);
  Profile copies{profile.options, {}};
  Profile single = profile;
  std::vector<Rational> weights;
  for (auto& ballot : single.ballots) {
    for (int i = 0; i < ballot.count; ++i) copies.ballots.push_back({1, ballot.order});
    weights.push_back(Rational(ballot.count));
    ballot.count = 1;
  }
  std::vector<Rational> thirds;
  for (const auto& weight : weights) thirds.push_back(weight / Rational(3));
  for (const auto& variant : variants()) {
    const auto counted = everything(run(variant, voices_of(profile)));
    RC_ASSERT(everything(run(variant, voices_of(copies))) == counted);
    RC_ASSERT(everything(run(variant, voices_of(single, weights))) == counted);
    RC_ASSERT(outcome_of(run(variant, voices_of(single, thirds))) == outcome_of(run(variant, voices_of(profile))));
  }
}

RC_GTEST_PROP(RankedRules, TheOrderOfVotersChangesNothing, ()) {
  const auto profile = *profiles(5, 10);
  auto other = profile;
  const auto seed = *rc::gen::arbitrary<std::uint64_t>();
  Stream stream(seed, Purpose::test, 0);
  for (std::size_t i = other.ballots.size(); i > 1; --i)
    std::swap(other.ballots[i - 1],
              other.ballots[static_cast<std::size_t>(stream.below(static_cast<std::int64_t>(i)))]);
  for (const auto& variant : variants())
    for (const auto ties : {TiePolicy::all, TiePolicy::order, TiePolicy::random})
      RC_ASSERT(everything(run(variant, voices_of(profile), ties)) == everything(run(variant, voices_of(other), ties)));
}

RC_GTEST_PROP(RankedRules, NamesOfOptionsChangeNothingWhenAllWinnersAreWanted, ()) {
  const auto profile = *profiles(5, 10);
  const auto seed = *rc::gen::arbitrary<std::uint64_t>();
  std::vector<std::uint32_t> renamed(static_cast<std::size_t>(profile.options));
  std::iota(renamed.begin(), renamed.end(), 0U);
  Stream(seed, Purpose::test, 0).shuffle(renamed);
  auto other = profile;
  for (auto& ballot : other.ballots)
    for (auto& group : ballot.order)
      for (auto& x : group) x = static_cast<int>(renamed[static_cast<std::size_t>(x)]);
  // The renamed options of a text, sorted within each group.
  const auto rename = [&](std::string text) {
    for (auto& c : text)
      if (c != '>') c = static_cast<char>('A' + renamed[static_cast<std::size_t>(c - 'A')]);
    for (auto begin = text.begin(); begin != text.end();) {
      const auto end = std::find(begin, text.end(), '>');
      std::sort(begin, end);
      begin = end == text.end() ? end : end + 1;
    }
    return text;
  };
  for (const auto& variant : variants()) {
    const auto before = outcome_of(run(variant, voices_of(profile)));
    const auto after = outcome_of(run(variant, voices_of(other)));
    RC_ASSERT(rename(before.winners) == after.winners);
    RC_ASSERT(rename(before.ranking) == after.ranking);
  }
}

RC_GTEST_PROP(RankedRules, EveryPolicyPicksAPossibleWinner, ()) {
  const auto profile = *profiles(5, 10);
  for (const auto& variant : variants()) {
    const auto possible = outcome_of(run(variant, voices_of(profile))).winners;
    RC_ASSERT(!possible.empty());
    for (const auto ties : {TiePolicy::order, TiePolicy::random, TiePolicy::draw}) {
      const auto decision = run(variant, voices_of(profile), ties);
      const auto one = outcome_of(decision).winners;
      RC_ASSERT(one.size() == 1U);
      RC_ASSERT(possible.find(one) != std::string::npos);
      if (possible.size() > 1) RC_ASSERT(!decision.ties.empty());
      for (const auto& tie : decision.ties) RC_ASSERT(tie.policy == ties);
    }
  }
}

RC_GTEST_PROP(RankedRules, ACondorcetWinnerWins, ()) {
  const auto profile = *profiles(5, 12);
  Context context;
  const auto matrix = *count_pairwise(voices_of(profile), Unranked::below, context);
  const auto winner = condorcet_winner(matrix);
  RC_PRE(winner.has_value());
  for (const auto& variant : variants()) {
    const auto options = compact_text(variant.options);
    const bool promised = variant.rule->id == "elect/copeland" || variant.rule->id == "elect/schulze" ||
                          variant.rule->id == "elect/ranked-pairs" || variant.rule->id == "elect/minimax";
    if (!promised || options.find("ignored") != std::string::npos || options.find("opposition") != std::string::npos)
      continue;
    RC_ASSERT(outcome_of(run(variant, voices_of(profile))).winners == id_of(static_cast<int>(winner->value)));
  }
}

RC_GTEST_PROP(RankedRules, StepsAreNumberedAndSaidInSentences, ()) {
  const auto profile = *profiles(5, 10);
  for (const auto& variant : variants())
    for (const auto ties : {TiePolicy::all, TiePolicy::order}) {
      const auto decision = run(variant, voices_of(profile), ties);
      std::int64_t number = 0;
      for (const auto& step : decision.trace) {
        RC_ASSERT(step.step == ++number);
        const auto words = say(step, variant.rule->sentences, {});
        // A step without a sentence, or with a field missing, is shown as "say: field = value".
        RC_ASSERT(words.find(" = ") == std::string::npos);
        RC_ASSERT(words.ends_with('.'));
      }
      for (const auto& tie : decision.ties) RC_ASSERT(tie.step >= 1 && tie.step <= number);
      RC_ASSERT(decision.trace.back().fields.front().first ==
                (outcome_of(decision).winners.size() == 1 ? "pick" : "winners"));
      const auto summary = run(variant, voices_of(profile), ties, 1, TraceLevel::summary);
      const auto none = run(variant, voices_of(profile), ties, 1, TraceLevel::none);
      RC_ASSERT(none.trace.empty());
      RC_ASSERT(compact_text(none.outcome) == compact_text(decision.outcome));
      RC_ASSERT(compact_text(summary.outcome) == compact_text(decision.outcome));
      RC_ASSERT(summary.trace.back().say == decision.trace.back().say);
      RC_ASSERT(summary.ties.size() == decision.ties.size());
    }
}

TEST(RankedRules, ThreadsChangeNothing) {
  Stream stream(13, Purpose::test, 0);
  const Voices voices = voices_of(random_profile(26, 20000, Shape::any, stream));
  for (const auto& variant : variants()) {
    const auto alone = everything(run(variant, voices, TiePolicy::order, 1));
    EXPECT_EQ(everything(run(variant, voices, TiePolicy::order, 2)), alone) << variant.name();
    EXPECT_EQ(everything(run(variant, voices, TiePolicy::order, 8)), alone) << variant.name();
  }
}

TEST(RankedRules, StopWhenAsked) {
  const Voices voices = voices_of(profile_of(3, {"1 A>B", "1 B=C"}));
  for (const auto& variant : variants()) {
    auto context = context_of(TiePolicy::order);
    context.cancel_requested = [] { return true; };
    const auto decision = variant.rule->run(voices, variant.options, context);
    ASSERT_FALSE(decision.has_value()) << variant.name();
    EXPECT_EQ(decision.error().code(), ProblemCode::interrupted) << variant.name();
  }
}

TEST(RankedRules, RefuseOptionsOutOfRange) {
  const Voices voices = voices_of(profile_of(2, {"1 A>B"}));
  for (const auto& variant : variants()) {
    auto context = context_of(TiePolicy::order);
    const auto unknown = variant.rule->run(voices, Json::object({{"seats", 2}}), context);
    ASSERT_FALSE(unknown.has_value()) << variant.name();
    EXPECT_EQ(unknown.error().code(), ProblemCode::option_range) << variant.name();
    for (const auto& field : variant.rule->options) {
      const auto wrong = variant.rule->run(voices, Json::object({{field.name, "2"}}), context);
      ASSERT_FALSE(wrong.has_value()) << variant.name() << " " << field.name;
      EXPECT_EQ(wrong.error().code(), ProblemCode::option_range) << variant.name() << " " << field.name;
    }
  }
}

}  // namespace
}  // namespace comitia::elect
