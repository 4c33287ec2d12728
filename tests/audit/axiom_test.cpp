// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// The axioms against their definitions over all groups, published examples, and witnesses that can be falsified.
#include "comitia/audit/axiom.h"

#include <gtest/gtest.h>

#include "comitia/audit/audit_internal.h"

#include "cases.h"

namespace comitia::audit {
namespace {

CertificateEntry check(std::string_view id, const ApprovalVoices& voices, const Committee& committee,
                       std::int64_t seats) {
  Context context;
  return find_axiom(id)->check({voices, committee, seats}, context);
}

bool holds(std::string_view id, const ApprovalVoices& voices, const Committee& committee, std::int64_t seats) {
  const auto entry = check(id, voices, committee, seats);
  EXPECT_NE(entry.status, AxiomStatus::unknown) << entry.why;
  return entry.status == AxiomStatus::holds;
}

bool cut_search_holds(const CommitteeCase& given) {
  Context context;
  const auto search = find_underrepresented_union(given, context);
  EXPECT_TRUE(search.result == UnionSearch::Result::none || search.result == UnionSearch::Result::found);
  return search.result == UnionSearch::Result::none;
}

/// Compares all counting axioms, and the cut search of PJR+ alone, with the definitions.
void compare_groups(const Masks& voters, int options, std::uint32_t mask, int seats) {
  const auto voices = approval(voters, options);
  const auto committee = committee_of(mask);
  const auto about = shown(voters, mask, seats);
  const bool pjr_plus = brute_pjr_plus(voters, mask, options, seats);
  ASSERT_EQ(holds("jr", voices, committee, seats), brute_jr(voters, mask, options, seats)) << about;
  ASSERT_EQ(holds("ejr+", voices, committee, seats), brute_ejr_plus(voters, mask, options, seats)) << about;
  ASSERT_EQ(holds("pjr+", voices, committee, seats), pjr_plus) << about;
  ASSERT_EQ(cut_search_holds({voices, committee, seats}), pjr_plus) << about;
}

TEST(Axioms, AgreeWithTheirDefinitionsOnAllSmallProfiles) {
  for (int options = 1; options <= 4; ++options)
    for (int voters = 1; voters <= 4; ++voters)
      for_all_profiles(voters, options, [&](const Masks& profile) {
        if (testing::Test::HasFatalFailure()) return;
        for (std::uint32_t mask = 0; mask < (1U << options); ++mask)
          for (int seats = std::max(1, std::popcount(mask)); seats <= options; ++seats)
            compare_groups(profile, options, mask, seats);
      });
}

TEST(Axioms, AgreeWithTheirDefinitionsOnRandomProfiles) {
  for (std::uint64_t i = 0; i < 10'000; ++i) {
    Stream stream(21, Purpose::test, i);
    const auto options = static_cast<int>(1 + stream.below(6));
    const auto profile = random_masks(stream, 1 + stream.below(6), options);
    const auto mask = static_cast<std::uint32_t>(stream.below(std::int64_t{1} << options));
    const auto least = std::max(1, std::popcount(mask));
    compare_groups(profile, options, mask, least + static_cast<int>(stream.below(options - least + 1)));
    if (HasFatalFailure()) return;
  }
}

TEST(Priceability, AgreesWithItsDefinitionOnAllProfilesOfThreeVoters) {
  std::array<int, 2> seen{};
  for (int options = 1; options <= 3; ++options)
    for (int voters = 1; voters <= 3; ++voters)
      for_all_profiles(voters, options, [&](const Masks& profile) {
        const auto voices = approval(profile, options);
        for (std::uint32_t mask = 0; mask < (1U << options); ++mask) {
          const bool expected = brute_priceable(profile, mask, options);
          ASSERT_EQ(holds("priceability", voices, committee_of(mask), options), expected) << shown(profile, mask, 0);
          ++seen[expected ? 1 : 0];
        }
      });
  for (const int count : seen) EXPECT_GT(count, 100);
}

TEST(Priceability, AgreesWithItsDefinitionOnRandomProfiles) {
  for (std::uint64_t i = 0; i < 2'000; ++i) {
    Stream stream(22, Purpose::test, i);
    const auto options = static_cast<int>(1 + stream.below(6));
    const auto profile = random_masks(stream, 1 + stream.below(6), options);
    const auto mask = static_cast<std::uint32_t>(stream.below(std::int64_t{1} << options));
    const bool expected = brute_priceable(profile, mask, options);
    ASSERT_EQ(holds("priceability", approval(profile, options), committee_of(mask), options), expected)
        << shown(profile, mask, 0);
  }
}

// Voters {a,b} and {b,c,d,e}, k = 4, W = {b,c,d,e}. Voter 1 alone is half of the voters and deserves 2 of 4 seats, but
// her only member is b: EJR+ and PJR+ are broken at a. JR holds: both have a member.
TEST(Axioms, FindTheLoneVoterOfThePublishedExample) {
  const auto voices = approval({0b00011, 0b11110}, 5);
  const auto committee = committee_of(0b11110);
  EXPECT_TRUE(holds("jr", voices, committee, 4));
  const auto pjr_plus = check("pjr+", voices, committee, 4);
  ASSERT_EQ(pjr_plus.status, AxiomStatus::broken);
  EXPECT_EQ(pjr_plus.witness["option"], Json("a"));
  EXPECT_EQ(pjr_plus.witness["level"], Json(2));
  EXPECT_EQ(pjr_plus.witness["weight"], Json("1"));
  EXPECT_EQ(pjr_plus.witness["needed"], Json("1"));
  EXPECT_EQ(pjr_plus.witness["represented_by"], Json::array({"b"}));
  EXPECT_EQ(pjr_plus.witness["voices"], Json::array({"1"}));
  EXPECT_EQ(pjr_plus.witness["voters"], Json(1));
  EXPECT_EQ(check("ejr+", voices, committee, 4).witness["level"], Json(2));
}

// Eight voters {a,b,c,d}, two {e,f,g,h}, k = 4. Two voters are less than the 10/4 that one seat needs, so {a,b,c,d}
// satisfies EJR+ although it leaves them with nobody; the eight deserve three, so {a,b,c,e} satisfies it too.
TEST(Axioms, AllowBothCommitteesOfThePublishedExample) {
  Masks voters(8, 0b00001111);
  voters.insert(voters.end(), 2, 0b11110000);
  const auto voices = approval(voters, 8);
  EXPECT_TRUE(holds("ejr+", voices, committee_of(0b00001111), 4));
  EXPECT_TRUE(holds("ejr+", voices, committee_of(0b00010111), 4));
  EXPECT_FALSE(holds("ejr+", voices, committee_of(0b00110011), 4));  // the eight have two of the three they deserve
}

// k = 3, five voters {a,b,c}, one {d}: W = {a,b,d}. The five deserve floor(5 * 3 / 6) = 2 and have 2.
TEST(Axioms, CountSharesExactlyAtTheirLimit) {
  Masks voters(5, 0b0111);
  voters.push_back(0b1000);
  const auto voices = approval(voters, 4);
  EXPECT_TRUE(holds("ejr+", voices, committee_of(0b1011), 3));
  voters.pop_back();
  voters.insert(voters.end(), 5, 0b0111);
  // Ten of ten deserve all three seats.
  EXPECT_FALSE(holds("ejr+", approval(voters, 4), committee_of(0b1011), 3));
}

// One seat to buy, three voters {a}, {a,b}, {b}: W = {a}. Voters 1 and 2 pay for a; voter 3 keeps 1 and voter 2 what
// she did not pay. At price 3/2 (1 + 1/2) the supporters of b keep 1/2 + 1 = 3/2.
TEST(Priceability, FindsAPriceSystem) {
  const auto voices = approval({0b01, 0b11, 0b10}, 2);
  const auto entry = check("priceability", voices, committee_of(0b01), 1);
  ASSERT_EQ(entry.status, AxiomStatus::holds) << entry.why;
  const auto price = Rational::parse(entry.witness["price"].as_string());
  ASSERT_TRUE(price);
  EXPECT_GE(*price, Rational(3, 2));  // less leaves the supporters of b with more than the price: 2 - (p - 1) <= p
  EXPECT_LE(*price, Rational(2));
}

// Nine voters {a,b,c,d}, one {e}; W = {a, e}. Voter 10 pays at most 1, so the price is at most 1 and the nine, who pay
// as much for a, keep 8 of their 9: more than the price for b.
TEST(Priceability, ProvesThatThereIsNoPrice) {
  Masks voters(9, 0b01111);
  voters.push_back(0b10000);
  const auto voices = approval(voters, 5);
  const auto committee = committee_of(0b10001);
  auto entry = check("priceability", voices, committee, 2);
  ASSERT_EQ(entry.status, AxiomStatus::broken) << entry.why;
  const CommitteeCase given{voices, committee, 2};
  EXPECT_TRUE(find_axiom("priceability")->witness_holds(given, entry));
  // The same values prove nothing about a committee that can be bought.
  const auto other = committee_of(0b00011);
  EXPECT_FALSE(find_axiom("priceability")->witness_holds({voices, other, 2}, entry));
}

TEST(Priceability, NobodyBuysAMemberWhomNobodyApproves) {
  const auto voices = approval({0b01}, 2);
  const auto entry = check("priceability", voices, committee_of(0b11), 2);
  EXPECT_EQ(entry.status, AxiomStatus::broken);
  EXPECT_FALSE(entry.why.empty());
}

TEST(Priceability, TheEmptyCommitteeHasAPrice) {
  const auto voices = approval({0b01, 0b11, 0b00}, 2);
  const auto entry = check("priceability", voices, {}, 2);
  ASSERT_EQ(entry.status, AxiomStatus::holds);
  EXPECT_EQ(entry.witness["price"], Json("2"));
}

TEST(Priceability, SaysWhenItIsTooLarge) {
  Masks voters;
  for (std::uint32_t i = 0; i < 20'000; ++i) voters.push_back(0xFFF00000U | i);
  const auto voices = approval(voters, 32);
  const auto entry = check("priceability", voices, committee_of(0xFFF00000U), 12);
  EXPECT_EQ(entry.status, AxiomStatus::unknown);
  EXPECT_NE(entry.why.find("240000 payment variables"), std::string::npos) << entry.why;
}

TEST(Axioms, StopWhenAsked) {
  Masks voters(9, 0b01111);
  voters.push_back(0b10000);
  const auto voices = approval(voters, 5);
  const auto committee = committee_of(0b10000);
  Context context;
  context.cancel_requested = [] { return true; };
  for (const auto* id : {"pjr+", "priceability"}) {
    const auto entry = find_axiom(id)->check({voices, committee, 2}, context);
    EXPECT_EQ(entry.status, AxiomStatus::unknown) << id;
    EXPECT_FALSE(entry.why.empty()) << id;
  }
}

// Weights 1/2 and 3/2 beside a third voter of weight 1: n = 3, k = 3, so one seat needs weight 1.
TEST(Axioms, WeighVoters) {
  const auto voices = approval({0b001, 0b010, 0b100}, 4, {Rational(1, 2), Rational(3, 2), Rational(1)});
  const auto entry = check("jr", voices, committee_of(0b1001), 3);
  ASSERT_EQ(entry.status, AxiomStatus::broken);
  EXPECT_EQ(entry.witness["option"], Json("b"));
  EXPECT_EQ(entry.witness["weight"], Json("3/2"));
  EXPECT_EQ(entry.witness["needed"], Json("1"));
  EXPECT_TRUE(holds("jr", voices, committee_of(0b0110), 3));  // a's supporters weigh 1/2, not enough
}

TEST(Axioms, WeightsAreVotersByNumber) {
  for (std::uint64_t i = 0; i < 500; ++i) {
    Stream stream(23, Purpose::test, i);
    const auto profile = random_masks(stream, 1 + stream.below(5), 5);
    Masks repeated;
    std::vector<Rational> weights;
    for (const auto ballot : profile) {
      const auto count = 1 + stream.below(4);
      repeated.insert(repeated.end(), static_cast<std::size_t>(count), ballot);
      weights.emplace_back(count, 7);
    }
    const auto committee = committee_of(static_cast<std::uint32_t>(stream.below(32)));
    const auto seats = std::max<std::int64_t>(1, static_cast<std::int64_t>(committee.size()));
    for (const auto& axiom : axioms()) {
      Context context;
      const auto weighted = approval(profile, 5, weights);
      const auto counted = approval(repeated, 5);
      ASSERT_EQ(axiom.check({weighted, committee, seats}, context).status,
                axiom.check({counted, committee, seats}, context).status)
          << axiom.id << " on profile " << i;
    }
  }
}

TEST(Axioms, TheTableIsComplete) {
  EXPECT_EQ(axioms().size(), 4U);
  for (const auto& axiom : axioms()) {
    EXPECT_EQ(find_axiom(axiom.id), &axiom);
    EXPECT_NE(axiom.source.find("arXiv"), std::string_view::npos) << axiom.id;
  }
  EXPECT_EQ(find_axiom("ejr"), nullptr);
}

/// Every witness of a random election, changed in one member, is refused.
TEST(Witnesses, FailWhenAltered) {
  int altered = 0;
  for (std::uint64_t i = 0; i < 300; ++i) {
    Stream stream(24, Purpose::test, i);
    const auto profile = random_masks(stream, 6, 5);
    const auto voices = approval(profile, 5);
    const auto committee = committee_of(static_cast<std::uint32_t>(stream.below(32)));
    const CommitteeCase given{voices, committee,
                              std::max<std::int64_t>(1, static_cast<std::int64_t>(committee.size()))};
    for (const auto& axiom : axioms()) {
      Context context;
      const auto entry = axiom.check(given, context);
      if (entry.witness.is_null()) {
        EXPECT_FALSE(axiom.witness_holds(given, entry)) << "no witness proves nothing";
        continue;
      }
      ASSERT_TRUE(axiom.witness_holds(given, entry)) << axiom.id;
      auto flipped = entry;
      flipped.status = entry.status == AxiomStatus::holds ? AxiomStatus::broken : AxiomStatus::holds;
      EXPECT_FALSE(axiom.witness_holds(given, flipped)) << axiom.id;
      flipped.status = AxiomStatus::unknown;
      EXPECT_FALSE(axiom.witness_holds(given, flipped)) << axiom.id;
      for (const auto& [key, value] : entry.witness.as_object()) {
        if (key == "voters") continue;  // told to people, decides nothing
        auto changed = entry;
        changed.witness.set(key, Json());
        EXPECT_FALSE(axiom.witness_holds(given, changed)) << axiom.id << " without " << key;
        ++altered;
      }
      if (axiom.id == "priceability") continue;
      for (const auto* key : {"weight", "needed"}) {
        auto changed = entry;
        changed.witness.set(key, "1001/1000");
        EXPECT_FALSE(axiom.witness_holds(given, changed)) << axiom.id << " " << key;
      }
      auto changed = entry;
      changed.witness.set("voices", Json::array({"7"}));
      EXPECT_FALSE(axiom.witness_holds(given, changed)) << axiom.id << " with a voice that does not exist";
      changed = entry;
      changed.witness.set("level", entry.witness["level"].as_integer() + 1);
      EXPECT_FALSE(axiom.witness_holds(given, changed)) << axiom.id << " with a higher level";
    }
  }
  EXPECT_GT(altered, 500);
}

TEST(Witnesses, RefuseWrongPayments) {
  const auto voices = approval({0b01, 0b11, 0b10}, 2);
  const auto committee = committee_of(0b01);
  const CommitteeCase given{voices, committee, 1};
  const auto system = [](const char* price, Json payments) {
    return CertificateEntry{"priceability", AxiomStatus::holds,
                            Json::object({{"price", price}, {"payments", std::move(payments)}}), ""};
  };
  const auto pays = [](const char* voice, const char* option, const char* amount) {
    return Json::object({{"voice", voice}, {"pays", Json::array({Json::array({option, amount})})}});
  };
  const auto* axiom = find_axiom("priceability");
  const auto good = Json::array({pays("1", "a", "1"), pays("2", "a", "1/2")});
  EXPECT_TRUE(axiom->witness_holds(given, system("3/2", good)));
  EXPECT_FALSE(axiom->witness_holds(given, system("1", good)));  // receives more than the price
  EXPECT_FALSE(axiom->witness_holds(given, system("3/2", Json::array({pays("1", "a", "3/2")}))));  // spends too much
  EXPECT_FALSE(axiom->witness_holds(
      given, system("3/2", Json::array({pays("1", "a", "1"), pays("3", "a", "1/2")}))));       // does not approve of a
  EXPECT_FALSE(axiom->witness_holds(given, system("1", Json::array({pays("1", "a", "1")}))));  // leaves 2 for b
  EXPECT_FALSE(axiom->witness_holds(
      given, system("3/2", Json::array({pays("1", "a", "2"), pays("2", "a", "-1/2")}))));  // negative payment
  EXPECT_FALSE(axiom->witness_holds(given, system("0", Json::array({}))));
  EXPECT_FALSE(axiom->witness_holds(given, system("3/2", Json::array({pays("1", "b", "1")}))));  // b is not elected
}

}  // namespace
}  // namespace comitia::audit
