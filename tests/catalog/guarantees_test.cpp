// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// What rules promise, audits confirm: every axiom that a rule guarantees holds for every committee that it can return.
#include <gtest/gtest.h>

#include "comitia/decision/outcome.h"
#include "comitia/elect/catalog.h"

#include "audit/cases.h"

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

}  // namespace
}  // namespace comitia::audit
