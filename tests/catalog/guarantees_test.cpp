// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// What rules promise, audits confirm: every axiom that a rule guarantees holds for every committee that it can return.
#include <map>

#include <gtest/gtest.h>

#include "comitia/audit/criterion.h"
#include "comitia/decision/outcome.h"
#include "comitia/elect/catalog.h"

#include "audit/cases.h"
#include "ranked_generators.h"

namespace comitia::audit {
namespace {

TEST(Guarantees, HoldForAllOutcomesOfRandomElections) {
  int checks = 0;
  for (const auto& rule : elect::rules()) {
    if (rule.voices != "approval" || rule.info.guarantees.empty()) continue;
    for (std::uint64_t i = 0; i < 400; ++i) {
      Stream stream(26, Purpose::test, i);
      const auto options = static_cast<int>(1 + stream.below(6));
      const auto profile = random_masks(stream, 1 + stream.below(12), options);
      const auto seats = 1 + stream.below(options);
      Voices voices = approval(profile, options);
      RunSettings run;
      run.ties = TiePolicy::all;
      run.trace = TraceLevel::none;
      Context context(run);
      const auto decision = rule.run(voices, Json::object({{"seats", seats}}), context);
      ASSERT_TRUE(decision) << rule.id << ": " << to_string(decision.error());
      const auto& approvals = std::get<ApprovalVoices>(voices);
      const auto committees = committees_of(decision->outcome, approvals.options()).value();
      for (const auto& committee : committees)
        for (const auto guarantee : rule.info.guarantees) {
          const auto* axiom = find_axiom(guarantee);
          ASSERT_NE(axiom, nullptr) << guarantee;
          const auto entry = axiom->check({approvals, committee, seats}, context);
          ASSERT_EQ(entry.status, AxiomStatus::holds)
              << rule.id << " breaks " << guarantee << " on profile " << i << ": " << compact_text(entry.witness);
          ++checks;
        }
    }
  }
  EXPECT_GT(checks, 1000);
}

/// Options under which @guarantee keeps what a rule promises; the empty object is the default.
std::vector<Json> options_that_keep_promises(std::string_view rule) {
  std::vector<Json> all{Json::object({})};
  const auto add = [&](std::string_view name, Json value) {
    all.push_back(Json::object({{std::string(name), std::move(value)}}));
  };
  if (rule == "elect/copeland") add("tie_points", "0"), add("tie_points", "1");
  if (rule == "elect/minimax" || rule == "elect/ranked-pairs") add("strength", "winning-votes");
  if (rule == "elect/schulze") add("strength", "margins");
  if (rule == "elect/instant-runoff")
    add("elimination", "parallel-universes"), add("equal_ranks", "whole"), add("stop", "last");
  return all;
}

RunSettings settings_with(TiePolicy ties) {
  RunSettings run;
  run.ties = ties;
  run.trace = TraceLevel::none;
  run.seed = "7";
  if (ties == TiePolicy::draw) run.draw_seed = "a public draw";
  return run;
}

/// How often a guaranteed criterion spoke of an option or a set, over all checks of one rule.
std::map<std::string, int> check_rankings(const RuleEntry& rule, const ranked_testing::Profile& profile) {
  std::map<std::string, int> spoke;
  const auto rankings = ranked_testing::voices_of(profile);
  const Voices voices = rankings;
  const auto preferences = count_preferences(rankings, Context()).value();
  for (const auto& options : options_that_keep_promises(rule.id))
    for (const auto ties : {TiePolicy::order, TiePolicy::all, TiePolicy::refuse, TiePolicy::random, TiePolicy::draw}) {
      Context context(settings_with(ties));
      const auto decision = rule.run(voices, options, context);
      if (!decision) {
        EXPECT_EQ(ties, TiePolicy::refuse) << rule.id << ": " << to_string(decision.error());
        EXPECT_EQ(decision.error().code(), ProblemCode::tie);
        continue;
      }
      Committee winners;
      const auto committees = committees_of(decision->outcome, rankings.options()).value();
      for (const auto& committee : committees) winners.push_back(committee.front());
      for (const auto guarantee : rule.info.guarantees) {
        const auto* criterion = find_criterion(guarantee);
        if (criterion == nullptr) {
          ADD_FAILURE() << guarantee;
          continue;
        }
        const auto entry = criterion->check({rankings, preferences, winners});
        EXPECT_EQ(entry.status, AxiomStatus::holds) << rule.id << " " << compact_text(options) << " breaks "
                                                    << guarantee << ": " << compact_text(entry.witness) << "\n"
                                                    << profile;
        spoke[std::string(guarantee)] += entry.witness.is_null() ? 0 : 1;
      }
    }
  return spoke;
}

TEST(Guarantees, HoldForAllWinnersOfRandomRankingsUnderEveryTiePolicy) {
  for (const auto& rule : elect::rules()) {
    if (rule.voices != "ranked") continue;
    EXPECT_FALSE(rule.info.guarantees.empty()) << rule.id;
    std::map<std::string, int> spoke;
    for (std::uint64_t i = 0; i < 600; ++i) {
      Stream stream(27, Purpose::test, i);
      const auto shape = static_cast<ranked_testing::Shape>(i % 3);
      const auto profile = ranked_testing::random_profile(static_cast<int>(1 + stream.below(5)),
                                                          static_cast<int>(1 + stream.below(9)), shape, stream);
      for (const auto& [criterion, times] : check_rankings(rule, profile)) spoke[criterion] += times;
      if (HasFailure()) return;
    }
    for (const auto guarantee : rule.info.guarantees) EXPECT_GT(spoke[std::string(guarantee)], 100) << rule.id;
  }
}

}  // namespace
}  // namespace comitia::audit
