// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// What must hold for every rule of the catalog. The suite runs over the table, so a new row is tested before its author
// writes a line. A rule that has other needs than these voices gives them through its options' defaults.
#include <fstream>
#include <sstream>

#include <gtest/gtest.h>

#include "comitia/catalog/catalog.h"
#include "comitia/catalog/decide.h"
#include "comitia/catalog/verify.h"
#include "comitia/decision/document.h"
#include "comitia/decision/outcome.h"
#include "comitia/decision/sentences.h"

#include "catalog/profiles.h"

namespace comitia {
namespace {

using testing::build;
using testing::PlainVoices;
using testing::random_voices;

constexpr int kInstances = 25;

bool has_option(const RuleEntry& rule, std::string_view name) {
  return std::any_of(rule.options.begin(), rule.options.end(), [&](const auto& field) { return field.name == name; });
}

Json options_for(const RuleEntry& rule) {
  Json options{Json::Object()};
  if (has_option(rule, "seats")) options.set("seats", 2);
  return options;
}

Context context_with(TiePolicy ties, std::string seed = "7") {
  RunSettings run;
  run.ties = ties;
  run.seed = std::move(seed);
  run.draw_seed = "comitia";
  run.certify = {"none"};
  return Context(run);
}

Decision decided(const RuleEntry& rule, const Voices& voices, Context context, Json options) {
  auto decision = decide(rule, voices, options, context);
  if (!decision) throw std::logic_error(std::string(rule.id) + ": " + to_string(decision.error()));
  return *std::move(decision);
}
Decision decided(const RuleEntry& rule, const Voices& voices, Context context) {
  return decided(rule, voices, std::move(context), options_for(rule));
}

/// The outcome without its order in the file: each committee as a set of ids, and the set of all committees.
std::set<std::set<std::string>> as_sets(const Json& outcome) {
  std::set<std::set<std::string>> sets;
  const auto add = [&](const Json& list) {
    std::set<std::string> ids;
    for (const auto& id : list.as_array()) ids.insert(id.as_string());
    sets.insert(std::move(ids));
  };
  if (const Json* winners = outcome.find("winners"))
    add(*winners);
  else
    for (const auto& list : outcome["committees"].as_array()) add(list);
  return sets;
}

class EveryRule : public ::testing::TestWithParam<const RuleEntry*> {
 protected:
  const RuleEntry& rule() const { return *GetParam(); }
  PlainVoices plain(int instance) const {
    return random_voices(std::string(rule().voices), static_cast<std::uint64_t>(instance), 3 + instance % 9,
                         static_cast<std::uint32_t>(3 + instance % 4));
  }
};

TEST_P(EveryRule, SaysWhatItDoesInItsContract) {
  const auto* reference = rule_reference(rule().id);
  ASSERT_NE(reference, nullptr) << rule().id << " has no contract above its function";
  for (const auto& part : {reference->summary, reference->guarantee, reference->ties, reference->errors,
                           reference->complexity, reference->source})
    EXPECT_FALSE(part.empty()) << rule().id;
  EXPECT_FALSE(rule().info.title.empty());
  EXPECT_FALSE(rule().info.verified.empty()) << rule().id << " names no way in which it was checked";
  for (const auto& field : rule().options) EXPECT_FALSE(field.help.empty()) << field.name;
}

TEST_P(EveryRule, HasOneNameInAllSpellings) {
  const auto* reference = rule_reference(rule().id);
  ASSERT_NE(reference, nullptr);
  EXPECT_EQ(std::string(reference->header), snake_case(rule().id) + ".h");
}

TEST_P(EveryRule, GivesTheSameDocumentOnAnyNumberOfThreads) {
  for (int i = 0; i < kInstances; ++i) {
    const auto voices = build(plain(i));
    std::string first;
    for (const int threads : {1, 2, 8}) {
      auto context = context_with(TiePolicy::random);
      context.threads = threads;
      const auto text = document_text(decided(rule(), voices, std::move(context)));
      if (first.empty()) first = text;
      EXPECT_EQ(text, first) << "instance " << i << " on " << threads << " threads";
    }
  }
}

TEST_P(EveryRule, DoesNotDependOnTheOrderOfVoices) {
  if (rule().info.order_of_voices) GTEST_SKIP() << rule().id << " depends on the order of voices by its definition";
  for (int i = 0; i < kInstances; ++i) {
    const auto voices = plain(i);
    const auto a = decided(rule(), build(voices), context_with(TiePolicy::order));
    const auto b = decided(rule(), build(testing::shuffled(voices, 99)), context_with(TiePolicy::order));
    EXPECT_EQ(a.outcome, b.outcome) << "instance " << i;
    EXPECT_EQ(to_json(a)["trace"], to_json(b)["trace"]) << "instance " << i;
  }
}

TEST_P(EveryRule, CountsAWeightedVoiceAsThatManyVoices) {
  for (int i = 0; i < kInstances; ++i) {
    const auto voices = plain(i);
    const auto merged = decided(rule(), build(voices), context_with(TiePolicy::all));
    const auto single = decided(rule(), build(testing::split(voices)), context_with(TiePolicy::all));
    EXPECT_EQ(merged.outcome, single.outcome) << "instance " << i;
  }
}

TEST_P(EveryRule, IgnoresACommonFactorOfAllWeights) {
  if (rule().info.whole_voters) GTEST_SKIP() << rule().id << " does not divide voters by its definition";
  for (int i = 0; i < kInstances; ++i) {
    const auto voices = plain(i);
    const auto once = decided(rule(), build(voices), context_with(TiePolicy::all));
    const auto many = decided(rule(), build(testing::scaled(voices, 1'000'000)), context_with(TiePolicy::all));
    EXPECT_EQ(once.outcome, many.outcome) << "instance " << i;
  }
}

TEST_P(EveryRule, TreatsAllOptionsAlikeWhenTiesAreKept) {
  for (int i = 0; i < kInstances; ++i) {
    const auto voices = plain(i);
    const auto a = decided(rule(), build(voices), context_with(TiePolicy::all));
    const auto b = decided(rule(), build(testing::options_reversed(voices)), context_with(TiePolicy::all));
    EXPECT_EQ(as_sets(a.outcome), as_sets(b.outcome)) << "instance " << i;
  }
}

TEST_P(EveryRule, FindsEachResoluteOutcomeAmongAll) {
  for (int i = 0; i < kInstances; ++i) {
    const auto voices = build(plain(i));
    const auto all = as_sets(decided(rule(), voices, context_with(TiePolicy::all)).outcome);
    for (const auto policy : {TiePolicy::order, TiePolicy::random, TiePolicy::draw}) {
      const auto one = decided(rule(), voices, context_with(policy)).outcome;
      const auto sets = as_sets(one);
      ASSERT_EQ(sets.size(), 1U) << "instance " << i;
      if (one.find("winners") != nullptr) {
        EXPECT_EQ(sets.begin()->size(), 1U) << "a resolute rule names one winner, instance " << i;
        for (const auto& id : *sets.begin()) EXPECT_TRUE(all.begin()->contains(id)) << "instance " << i;
      } else {
        EXPECT_TRUE(all.contains(*sets.begin())) << "instance " << i;
      }
    }
  }
}

TEST_P(EveryRule, RefusesATieOrDecidesWithoutOne) {
  for (int i = 0; i < kInstances; ++i) {
    const auto voices = build(plain(i));
    auto context = context_with(TiePolicy::refuse);
    const auto refused = decide(rule(), voices, options_for(rule()), context);
    const auto by_order = decided(rule(), voices, context_with(TiePolicy::order));
    if (refused) {
      EXPECT_TRUE(refused->ties.empty()) << "instance " << i;
      EXPECT_EQ(refused->outcome, by_order.outcome) << "instance " << i;
    } else {
      EXPECT_EQ(refused.error().code(), ProblemCode::tie) << "instance " << i;
      EXPECT_FALSE(by_order.ties.empty()) << "a refused tie must be on record when it is broken, instance " << i;
    }
  }
}

TEST_P(EveryRule, DecidesAlikeInExactAndCertifiedArithmetic) {
  if (!has_option(rule(), "arithmetic")) GTEST_SKIP() << rule().id << " has one arithmetic only";
  for (int i = 0; i < 4 * kInstances; ++i) {
    const auto voices = build(plain(i));
    auto certified = options_for(rule());
    certified.set("arithmetic", "certified-float");
    const auto a = decided(rule(), voices, context_with(TiePolicy::all));
    const auto b = decided(rule(), voices, context_with(TiePolicy::all), certified);
    EXPECT_EQ(a.outcome, b.outcome) << "instance " << i;
  }
}

TEST_P(EveryRule, SurvivesWritingAndReading) {
  for (int i = 0; i < kInstances; ++i) {
    const auto decision = decided(rule(), build(plain(i)), context_with(TiePolicy::order));
    const auto text = document_text(decision);
    const auto again = read_document(text);
    ASSERT_TRUE(again) << to_string(again.error());
    EXPECT_EQ(document_text(*again), text);
  }
}

TEST_P(EveryRule, IsVerifiedFromDocumentAndVoices) {
  for (int i = 0; i < kInstances; ++i) {
    const auto voices = build(plain(i));
    for (const auto policy : {TiePolicy::order, TiePolicy::all, TiePolicy::random, TiePolicy::draw}) {
      auto context = context_with(policy);
      context.run.certify = {"default"};
      const auto text = document_text(decided(rule(), voices, std::move(context)));
      Context fresh;
      const VoicesAtHand at_hand{voices, {}};
      const auto verification = verify(text, at_hand, {}, fresh);
      for (const auto& step : verification.steps)
        EXPECT_NE(step.result, StepResult::fail) << step.id << " " << step.detail << ", instance " << i;
      EXPECT_TRUE(verification.ok()) << "instance " << i;
    }
  }
}

TEST_P(EveryRule, KeepsTheAxiomsThatItPromises) {
  if (rule().info.guarantees.empty()) GTEST_SKIP() << rule().id << " promises none of the audited axioms";
  for (int i = 0; i < 2 * kInstances; ++i) {
    auto context = context_with(TiePolicy::all);
    context.run.certify.clear();
    for (const auto axiom : rule().info.guarantees) context.run.certify.emplace_back(axiom);
    const auto decision = decided(rule(), build(plain(i)), std::move(context));
    for (const auto& entry : *decision.certificate)
      EXPECT_EQ(entry.status, AxiomStatus::holds) << entry.axiom << " " << entry.why << ", instance " << i;
  }
}

TEST_P(EveryRule, SaysEveryStepInWords) {
  for (int i = 0; i < kInstances; ++i) {
    const auto decision = decided(rule(), build(plain(i)), context_with(TiePolicy::order));
    EXPECT_FALSE(decision.trace.empty()) << "a decision shows its way, instance " << i;
    for (const auto& step : decision.trace) {
      const auto known = std::any_of(rule().sentences.begin(), rule().sentences.end(),
                                     [&](const auto& s) { return s.id == step.say; });
      EXPECT_TRUE(known) << rule().id << " has no sentence \"" << step.say << "\"";
      const auto sentence = say(step, rule().sentences, decision.voices.names);
      EXPECT_EQ(sentence.find(step.say + ":"), sentence.find("no such text"))
          << "a field of the sentence is missing: " << sentence;
    }
  }
}

TEST_P(EveryRule, StopsWhenAsked) {
  auto context = context_with(TiePolicy::order);
  context.cancel_requested = [] { return true; };
  const auto decision =
      decide(rule(), build(random_voices(std::string(rule().voices), 1, 200, 40)), options_for(rule()), context);
  ASSERT_FALSE(decision) << rule().id << " never looked whether it should stop";
  EXPECT_EQ(decision.error().code(), ProblemCode::interrupted);
}

TEST_P(EveryRule, RefusesOptionsThatItDoesNotHave) {
  auto context = context_with(TiePolicy::order);
  auto options = options_for(rule());
  options.set("no_such_option", 1);
  const auto unknown = decide(rule(), build(plain(0)), options, context);
  ASSERT_FALSE(unknown);
  EXPECT_EQ(unknown.error().code(), ProblemCode::option_range);
  for (const auto& field : rule().options) {
    auto wrong = options_for(rule());
    wrong.set(field.name, Json::array({}));
    if (field.type == "list") wrong.set(field.name, 1);
    const auto refused = decide(rule(), build(plain(0)), wrong, context);
    ASSERT_FALSE(refused) << field.name;
    EXPECT_EQ(refused.error().code(), ProblemCode::option_range) << field.name;
  }
}

TEST_P(EveryRule, RefusesTooManySeats) {
  if (!has_option(rule(), "seats")) GTEST_SKIP() << rule().id << " fills one seat";
  auto context = context_with(TiePolicy::order);
  const auto refused = decide(rule(), build(plain(0)), Json::object({{"seats", 1000}}), context);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code(), ProblemCode::seats);
}

TEST_P(EveryRule, RefusesVoicesOfAnotherKind) {
  auto context = context_with(TiePolicy::order);
  const auto other = rule().voices == "approval" ? "ranked" : "approval";
  const auto refused = decide(rule(), build(random_voices(other, 3, 5, 4)), options_for(rule()), context);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code(), ProblemCode::vote_type);
}

INSTANTIATE_TEST_SUITE_P(Catalog, EveryRule, ::testing::ValuesIn(all_rules()), [](const auto& tested) {
  std::string name(tested.param->id);
  std::replace_if(name.begin(), name.end(), [](char c) { return !std::isalnum(static_cast<unsigned char>(c)); }, '_');
  return name;
});

}  // namespace
}  // namespace comitia
