// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// The table as a whole, margins, explanations and sampling.
#include "comitia/catalog/catalog.h"

#include <gtest/gtest.h>

#include "comitia/catalog/decide.h"
#include "comitia/catalog/explain.h"
#include "comitia/catalog/margin.h"
#include "comitia/catalog/sample.h"

#include "catalog/profiles.h"

namespace comitia {
namespace {

using testing::build;
using testing::PlainVoices;

const RuleEntry& rule_named(std::string_view id) { return *find_rule(id).value(); }

TEST(Catalog, NamesEachRuleOnce) {
  std::set<std::string_view> ids;
  for (const auto* rule : all_rules()) EXPECT_TRUE(ids.insert(rule->id).second) << rule->id;
}

TEST(Catalog, SuggestsTheClosestRule) {
  const auto missing = find_rule("seq-phragmn");
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().code(), ProblemCode::usage);
  EXPECT_NE(missing.error().kept().front().hint.find("elect/seq-phragmen"), std::string::npos);
}

TEST(Catalog, IsJsonWithAllOptions) {
  const auto json = catalog_json(all_rules());
  ASSERT_EQ(json.as_array().size(), all_rules().size());
  for (const auto& rule : json.as_array()) EXPECT_FALSE(rule["summary"].is_null()) << compact_text(rule["id"]);
}

// ---- margins

// Approvals: a 5, b 3, c 1, one seat. One voter {a} who says {b} moves the lead by 2: 4 against 4, and the earlier
// wins; a second change makes 3 against 5.
TEST(Margin, CountsApprovalsExactly) {
  const PlainVoices plain{"approval", {"a", "b", "c"}, {{{{0}}, 5}, {{{1}}, 3}, {{{2}}, 1}}};
  Context context;
  const auto by_order = margin(rule_named("elect/av"), build(plain), Json::object({{"seats", 1}}), context).value();
  EXPECT_EQ(by_order.value, 2);
  EXPECT_EQ(by_order.kind, "exact");
  EXPECT_EQ(by_order.by, "b takes the place of a");
  context.run.ties = TiePolicy::all;
  EXPECT_EQ(margin(rule_named("elect/av"), build(plain), Json::object({{"seats", 1}}), context)->value, 1);
}

/// Smallest number of single voters whose change changes the outcome, by trying everything.
std::int64_t brute_margin(const RuleEntry& rule, const PlainVoices& plain, const Json& options,
                          const std::vector<testing::PlainVoice>& ballots) {
  const auto outcome_of = [&](const PlainVoices& voices) {
    Context context;
    context.run.certify = {"none"};
    const auto outcome = decide(rule, build(voices), options, context)->outcome;
    const Json* winners = outcome.find("winners");
    return winners == nullptr ? outcome : *winners;
  };
  const auto before = outcome_of(plain);
  for (std::size_t changes = 1; changes <= plain.voices.size(); ++changes) {
    std::vector<bool> chosen(plain.voices.size());
    std::fill(chosen.begin(), chosen.begin() + static_cast<std::ptrdiff_t>(changes), true);
    do {
      std::vector<std::size_t> said(changes, 0);
      while (true) {
        auto voices = plain;
        for (std::size_t v = 0, c = 0; v < chosen.size(); ++v)
          if (chosen[v]) voices.voices[v] = ballots[said[c++]];
        if (outcome_of(voices) != before) return static_cast<std::int64_t>(changes);
        std::size_t digit = 0;
        while (digit < changes && ++said[digit] == ballots.size()) said[digit++] = 0;
        if (digit == changes) break;
      }
    } while (std::prev_permutation(chosen.begin(), chosen.end()));
  }
  return -1;
}

void expect_consistent(const Margin& found, std::int64_t brute, std::string_view id, std::uint64_t seed) {
  const auto where = std::string(id) + " seed " + std::to_string(seed);
  if (found.kind == "exact") {
    EXPECT_EQ(found.value, brute) << where;
  } else if (found.kind == "at-most") {
    EXPECT_GE(found.value, brute) << where;
  } else {
    EXPECT_TRUE(brute == -1 || found.value <= brute) << where;
  }
}

std::vector<testing::PlainVoice> all_approvals(std::uint32_t options) {
  std::vector<testing::PlainVoice> ballots;
  for (std::uint32_t set = 0; set < (1U << options); ++set) {
    testing::PlainVoice voice{{{}}, 1};
    for (std::uint32_t i = 0; i < options; ++i)
      if ((set >> i) & 1U) voice.groups[0].push_back(i);
    ballots.push_back(voice);
  }
  return ballots;
}

TEST(Margin, EqualsBruteForceOnSmallProfiles) {
  for (const auto* id : {"elect/av", "elect/sav", "elect/seq-pav", "elect/equal-shares"}) {
    for (std::uint64_t seed = 0; seed < 12; ++seed) {
      const auto plain = testing::split(testing::random_voices("approval", seed, 2, 3));
      if (plain.voices.size() > 4) continue;
      const auto options = Json::object({{"seats", 1}});
      Context context;
      const auto found = margin(rule_named(id), build(plain), options, context);
      const auto brute = brute_margin(rule_named(id), plain, options, all_approvals(3));
      ASSERT_TRUE(found) << id << " seed " << seed;
      expect_consistent(*found, brute, id, seed);
    }
  }
}

TEST(Margin, OfRankedRulesEqualsBruteForceOnSmallProfiles) {
  std::vector<testing::PlainVoice> ballots;  // all strict and weak orders of 3, and truncations, by hand of digits
  for (int code = 0; code < 64; ++code) {
    const std::uint32_t level[3] = {static_cast<std::uint32_t>(code % 4), static_cast<std::uint32_t>(code / 4 % 4),
                                    static_cast<std::uint32_t>(code / 16)};
    testing::PlainVoice voice;
    for (std::uint32_t l = 1; l < 4; ++l) {
      std::vector<std::uint32_t> group;
      for (std::uint32_t i = 0; i < 3; ++i)
        if (level[i] == l) group.push_back(i);
      if (!group.empty()) voice.groups.push_back(group);
    }
    ballots.push_back(voice);
  }
  for (const auto* id : {"elect/plurality", "elect/borda", "elect/copeland"}) {
    for (std::uint64_t seed = 20; seed < 26; ++seed) {
      auto plain = testing::split(testing::random_voices("ranked", seed, 3, 3));
      plain.voices.resize(std::min<std::size_t>(plain.voices.size(), 3));
      Context context;
      const auto found = margin(rule_named(id), build(plain), Json(Json::Object()), context);
      const auto brute = brute_margin(rule_named(id), plain, Json(Json::Object()), ballots);
      ASSERT_TRUE(found) << id << " seed " << seed;
      expect_consistent(*found, brute, id, seed);
    }
  }
}

// ---- explanations

TEST(Explain, SaysWhyAndWhyNot) {
  const PlainVoices plain{"approval", {"a", "b", "c"}, {{{{0, 1}}, 3}, {{{2}}, 1}}};
  const auto voices = build(plain);
  Context context;
  const auto decision = decide(rule_named("elect/seq-phragmen"), voices, Json::object({{"seats", 2}}), context).value();
  EXPECT_EQ(outcome_sentence(decision), "a and b are elected.");
  const auto won = explain_option(decision, voices, "a").value();
  EXPECT_EQ(won.headline, "a is elected.");
  const auto lost = explain_option(decision, voices, "c").value();
  EXPECT_EQ(lost.headline, "c is not elected.");
  EXPECT_GE(lost.sentences.size(), 3U);
  EXPECT_EQ(explain_option(decision, voices, "zz").error().code(), ProblemCode::unknown_option);
  EXPECT_EQ(explain_step(decision, 99).error().code(), ProblemCode::option_range);
  EXPECT_EQ(explain_voice(decision, voices, "9").error().code(), ProblemCode::option_range);
  EXPECT_EQ(explain_voice(decision, voices, "2")->headline, "Voice 2 approves of c.");
}

// Four voters, two seats: each has k/n = 1/2. Three support a and b: a costs each 1/3 and leaves 1/6.
TEST(Explain, FollowsTheMoneyOfAVoice) {
  const PlainVoices plain{"approval", {"a", "b", "c"}, {{{{0, 1}}, 3}, {{{2}}, 1}}};
  const auto voices = build(plain);
  Context context;
  const auto decision =
      decide(rule_named("elect/equal-shares"), voices, Json::object({{"seats", 2}, {"completion", "none"}}), context)
          .value();
  const auto voice = explain_voice(decision, voices, "1").value();
  const auto paid = std::find_if(voice.sentences.begin(), voice.sentences.end(),
                                 [](const auto& s) { return s.find("pays 1/3") != std::string::npos; });
  ASSERT_NE(paid, voice.sentences.end());
  EXPECT_NE(paid->find("keeps 1/6"), std::string::npos) << *paid;
}

// ---- sampling

TEST(Sample, IsReproducibleAndOfTheAskedSize) {
  for (const auto model :
       {SampleModel::impartial, SampleModel::resampling, SampleModel::disjoint, SampleModel::euclidean,
        SampleModel::mallows, SampleModel::urn, SampleModel::truncated_urn}) {
    SampleOptions options;
    options.model = model;
    options.voices = 60;
    options.options = 9;
    Context context;
    const auto a = sample(options, nullptr, context).value();
    const auto b = sample(options, nullptr, context).value();
    EXPECT_EQ(digest(a), digest(b));
    EXPECT_EQ(ballot_voices(a).electorate().voters, 60);
    EXPECT_EQ(ballot_voices(a).option_count(), 9);
    context.run.seed = "1";
    EXPECT_NE(digest(a), digest(sample(options, nullptr, context).value()));
  }
}

// 2,000 voices x 20 options with share 1/4: mean 10,000 approvals, standard deviation sqrt(40,000 * 3/16) < 87.
TEST(Sample, ImpartialCultureHasTheStatedShare) {
  SampleOptions options;
  options.voices = 2000;
  options.options = 20;
  Context context;
  const auto voices = std::get<ApprovalVoices>(sample(options, nullptr, context).value());
  std::int64_t approvals = 0;
  for (std::uint32_t b = 0; b < static_cast<std::uint32_t>(voices.ballot_count()); ++b)
    approvals += static_cast<std::int64_t>(voices.approved(BallotId{b}).size()) * voices.weight(BallotId{b});
  EXPECT_NEAR(static_cast<double>(approvals), 10'000, 5 * 87);
}

TEST(Sample, MallowsWithoutDispersionRepeatsItsCentre) {
  SampleOptions options;
  options.model = SampleModel::mallows;
  options.kind = SampleKind::ranked;
  options.noise = 0;
  Context context;
  EXPECT_EQ(ballot_voices(sample(options, nullptr, context).value()).ballot_count(), 1);
}

TEST(Sample, RefusesWhatAModelCannotDraw) {
  SampleOptions options;
  options.model = SampleModel::resampling;
  options.kind = SampleKind::ranked;
  Context context;
  EXPECT_EQ(sample(options, nullptr, context).error().code(), ProblemCode::option_range);
  options.model = SampleModel::bootstrap;
  EXPECT_EQ(sample(options, nullptr, context).error().code(), ProblemCode::usage);
}

TEST(Sample, BootstrapDrawsAsManyVotersFromTheGivenOnes) {
  const auto given = build({"approval", {"a", "b", "c"}, {{{{0}}, 30}, {{{1, 2}}, 10}}});
  SampleOptions options;
  options.model = SampleModel::bootstrap;
  Context context;
  const auto drawn = sample(options, &given, context).value();
  EXPECT_EQ(ballot_voices(drawn).electorate().voters, 40);
  EXPECT_LE(ballot_voices(drawn).ballot_count(), 2);
}

}  // namespace
}  // namespace comitia
