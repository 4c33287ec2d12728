// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Running approval rules in tests: contexts, outcomes as text, and the comparison of a rule with its naive definition.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "comitia/base/context.h"
#include "comitia/decision/outcome.h"
#include "comitia/decision/sentences.h"

#include "elect/approval_naive.h"
#include "generators.h"

namespace comitia::testing {

inline Context context_with(TiePolicy ties, TraceLevel trace = TraceLevel::full) {
  RunSettings run;
  run.ties = ties;
  run.trace = trace;
  run.draw_seed = "comitia";
  run.max_decisions = 100000;
  return Context(run);
}

/// The committees of a decision on options that are called a, b, c, ...: "abc abd", each sorted, in their order.
inline std::string committees(const Decision& decision) {
  std::string text;
  for (const auto& committee : decision.outcome["committees"].as_array()) {
    if (!text.empty()) text += ' ';
    if (committee.as_array().empty()) text += '-';
    for (const auto& id : committee.as_array()) text += id.as_string();
  }
  return text;
}

inline naive::Sets sets_of(const Decision& decision, const ApprovalVoices& voices) {
  naive::Sets sets;
  const auto committees = committees_of(decision.outcome, voices.options()).value();
  for (const auto& committee : committees) {
    naive::Set set;
    for (const auto option : committee) set.insert(option.value);
    sets.insert(std::move(set));
  }
  return sets;
}

template <class Rule, class Options>
Decision decided(Rule rule, const ApprovalVoices& voices, const Options& options, Context context) {
  auto decision = rule(voices, options, context);
  if (!decision) throw std::logic_error(to_string(decision.error()));
  return *std::move(decision);
}

/// Fails unless the rule finds exactly `expected` with ties = all, `first` with ties = order, and the same rounded.
template <class Rule, class Options>
void expect_committees(Rule rule, const ApprovalProfile& profile, Options options, const naive::Sets& expected,
                       const naive::Sets& first) {
  const auto voices = build(profile);
  const auto all = decided(rule, voices, options, context_with(TiePolicy::all));
  EXPECT_EQ(naive::text(sets_of(all, voices)), naive::text(expected)) << profile << ", k = " << *options.seats;
  const auto order = decided(rule, voices, options, context_with(TiePolicy::order));
  EXPECT_EQ(naive::text(sets_of(order, voices)), naive::text(first))
      << "by order, " << profile << ", k = " << *options.seats;
  if constexpr (requires { options.arithmetic; }) {
    options.arithmetic = Arithmetic::certified_float;
    const auto rounded = decided(rule, voices, options, context_with(TiePolicy::all, TraceLevel::none));
    EXPECT_EQ(all.outcome, rounded.outcome) << "certified, " << profile << ", k = " << *options.seats;
  }
}

/// Calls check(profile, k) for every profile up to 4 voters and 3 options, and for random ones up to 6 x 6.
template <class Check>
void for_small_profiles(int random_ones, Check&& check) {
  for (std::uint32_t options = 1; options <= 3; ++options)
    for (std::int64_t voters = 1; voters <= 4; ++voters)
      each_profile(voters, options, [&](const ApprovalProfile& profile) {
        for (std::int64_t k = 1; k <= options && !::testing::Test::HasFailure(); ++k) check(profile, k);
      });
  for (int i = 0; i < random_ones && !::testing::Test::HasFailure(); ++i) {
    Stream stream(1, Purpose::test, static_cast<std::uint64_t>(i));
    const auto voters = 1 + stream.below(6);
    const auto options = static_cast<std::uint32_t>(1 + stream.below(6));
    const auto profile = random_profile(stream, voters, options, 0.2 + 0.6 * stream.unit());
    check(profile, 1 + stream.below(options));
  }
}

/// Every step of a decision says something by a template of its rule.
template <class Options>
void expect_sentences(const Decision& decision) {
  for (const auto& step : decision.trace) {
    const auto text = say(step, Options::kSentences, {});
    EXPECT_FALSE(text.starts_with(step.say + ":")) << "no sentence for: " << text;
  }
}

inline const TraceStep* step_that_says(const Decision& decision, std::string_view say) {
  for (const auto& step : decision.trace)
    if (step.say == say) return &step;
  return nullptr;
}

inline std::string field(const TraceStep& step, std::string_view name) {
  for (const auto& [key, value] : step.fields)
    if (key == name) return value.is_string() ? value.as_string() : compact_text(value);
  return "";
}

/// "a 2/3, b 1/2": what a step compared.
inline std::string compared(const TraceStep& step) {
  std::string text;
  for (const auto& [key, value] : step.fields) {
    if (key != "compared") continue;
    for (const auto& pair : value.as_array()) {
      if (!text.empty()) text += ", ";
      text += pair.as_array()[0].as_string() + ' ' + pair.as_array()[1].as_string();
    }
  }
  return text;
}

/// "a b c": what is elected, in the order of the steps.
inline std::string picks(const Decision& decision) {
  std::string text;
  for (const auto& step : decision.trace) {
    const auto pick = field(step, "pick");
    if (!pick.empty()) text += (text.empty() ? "" : " ") + pick;
  }
  return text;
}

}  // namespace comitia::testing
