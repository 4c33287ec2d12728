// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// The criteria of single winners against their definitions on all small profiles, elections worked by hand, and
// witnesses that can be falsified.
#include "comitia/audit/criterion.h"

#include <bit>
#include <map>
#include <set>

#include <gtest/gtest.h>

#include "ranked_generators.h"

namespace comitia::audit {
namespace {

using ranked_testing::Ballot;
using ranked_testing::Profile;
using ranked_testing::profile_of;
using ranked_testing::strict;
using ranked_testing::voices_of;

CertificateEntry check(std::string_view id, const RankedVoices& voices, const Committee& winners) {
  const auto preferences = count_preferences(voices, Context()).value();
  return find_criterion(id)->check({voices, preferences, winners});
}

Committee winners_of(std::string_view letters) {
  Committee winners;
  for (const char c : letters) winners.push_back(OptionId{static_cast<std::uint32_t>(c - 'A')});
  return winners;
}

// The definitions, on sets of options as bits, with ballots as they are written.

int place_on(const Ballot& ballot, int option) {
  for (std::size_t g = 0; g < ballot.order.size(); ++g)
    for (const int x : ballot.order[g])
      if (x == option) return static_cast<int>(g);
  return 99;
}

bool puts_above(const Ballot& ballot, int set, int options) {
  for (int x = 0; x < options; ++x)
    for (int y = 0; y < options; ++y)
      if ((set >> x & 1) == 1 && (set >> y & 1) == 0 && place_on(ballot, x) >= place_on(ballot, y)) return false;
  return true;
}

bool majority_puts_above(const Profile& profile, int set) {
  std::int64_t votes = 0;
  std::int64_t total = 0;
  for (const auto& ballot : profile.ballots) {
    total += ballot.count;
    if (puts_above(ballot, set, profile.options)) votes += ballot.count;
  }
  return 2 * votes > total;
}

bool beats(const Profile& profile, int x, int y) {
  std::int64_t difference = 0;
  for (const auto& ballot : profile.ballots) {
    if (place_on(ballot, x) < place_on(ballot, y)) difference += ballot.count;
    if (place_on(ballot, y) < place_on(ballot, x)) difference -= ballot.count;
  }
  return difference > 0;
}

bool members_beat_all_others(const Profile& profile, int set) {
  for (int x = 0; x < profile.options; ++x)
    for (int y = 0; y < profile.options; ++y)
      if ((set >> x & 1) == 1 && (set >> y & 1) == 0 && !beats(profile, x, y)) return false;
  return true;
}

/// May this option win under the criterion? Found by looking at every set of options.
std::map<std::string, bool, std::less<>> allowed(const Profile& profile, int winner) {
  std::map<std::string, bool, std::less<>> result;
  for (const auto& criterion : criteria()) result.emplace(criterion.id, true);
  const int everybody = (1 << profile.options) - 1;
  for (int set = 1; set < everybody; ++set) {
    const bool inside = (set >> winner & 1) == 1;
    const int size = std::popcount(static_cast<unsigned>(set));
    if (majority_puts_above(profile, set) && !inside) {
      result["mutual-majority"] = false;
      if (size == 1) result["majority"] = false;
      if (size + 1 == profile.options) result["majority-loser"] = false;
    }
    if (members_beat_all_others(profile, set) && !inside) {
      result["smith"] = false;  // outside of one such set is outside of the smallest
      if (size == 1) result["condorcet-winner"] = false;
      if (size + 1 == profile.options) result["condorcet-loser"] = false;
    }
  }
  return result;
}

/// Compares every criterion on every set of winners with the definitions; counts what was seen.
void compare(const Profile& profile, std::map<std::pair<std::string, bool>, int>& seen) {
  const auto voices = voices_of(profile);
  const auto preferences = count_preferences(voices, Context()).value();
  std::vector<std::map<std::string, bool, std::less<>>> of_winner;
  for (int x = 0; x < profile.options; ++x) of_winner.push_back(allowed(profile, x));
  for (int set = 1; set < 1 << profile.options; ++set) {
    Committee winners;
    for (int x = 0; x < profile.options; ++x)
      if (set >> x & 1) winners.push_back(OptionId{static_cast<std::uint32_t>(x)});
    for (const auto& criterion : criteria()) {
      bool expected = true;
      for (const auto winner : winners) expected &= of_winner[winner.value].find(criterion.id)->second;
      const auto entry = criterion.check({voices, preferences, winners});
      ASSERT_EQ(entry.status == AxiomStatus::holds, expected) << criterion.id << " " << set << " " << profile;
      ASSERT_NE(entry.status, AxiomStatus::unknown);
      ASSERT_EQ(entry.witness.is_null(), !entry.why.empty()) << "a witness, or the reason why there is none";
      ASSERT_EQ(criterion.witness_holds(voices, winners, entry), !entry.witness.is_null()) << profile;
      ++seen[{std::string(criterion.id), expected && entry.witness.is_null()}];
    }
  }
}

TEST(Criteria, AgreeWithTheirDefinitionsOnAllSmallProfiles) {
  std::map<std::pair<std::string, bool>, int> seen;
  for (const auto& [options, voters] : {std::pair{1, 4}, {2, 5}, {3, 3}})
    ranked_testing::for_all_profiles(options, voters, false, [&](const Profile& profile) {
      if (!HasFatalFailure()) compare(profile, seen);
    });
  for (const auto& criterion : criteria()) EXPECT_GT((seen[{std::string(criterion.id), false}]), 1000) << criterion.id;
}

TEST(Criteria, AgreeWithTheirDefinitionsOnRandomProfiles) {
  std::map<std::pair<std::string, bool>, int> seen;
  for (std::uint64_t i = 0; i < 3'000; ++i) {
    Stream stream(28, Purpose::test, i);
    const auto shape = static_cast<ranked_testing::Shape>(i % 3);
    auto profile = ranked_testing::random_profile(static_cast<int>(4 + stream.below(3)),
                                                  static_cast<int>(1 + stream.below(7)), shape, stream);
    for (auto& ballot : profile.ballots) ballot.count = 1 + stream.below(3);
    compare(profile, seen);
    if (HasFatalFailure()) return;
  }
}

TEST(Criteria, OneOptionAloneWinsByAllOfThem) {
  for (const auto& lines : {std::vector<std::string_view>{"3 A"}, {"2"}})
    for (const auto& criterion : criteria()) {
      const auto voices = voices_of(profile_of(1, lines));
      EXPECT_EQ(check(criterion.id, voices, winners_of("A")).status, AxiomStatus::holds) << criterion.id;
    }
}

// Tennessee (Memphis A 42, Nashville B 26, Chattanooga C 15, Knoxville D 17): B beats A 58 to 42, C 68 to 32 and D 68
// to 32; A loses to each by 42 to 58, and 58 of 100 rank B, C and D above A, while no city is first for more than half.
const std::vector<Ballot> kTennessee = {strict(42, "ABCD"), strict(26, "BCDA"), strict(15, "CDBA"), strict(17, "DCBA")};

TEST(Criteria, OfTennessee) {
  const auto voices = voices_of({4, kTennessee});
  const auto majority = check("majority", voices, winners_of("A"));
  EXPECT_EQ(majority.status, AxiomStatus::holds);
  EXPECT_EQ(majority.why, "no option is ranked first, alone, by more than half");
  for (const auto* id : {"majority-loser", "mutual-majority", "condorcet-winner", "condorcet-loser", "smith"}) {
    EXPECT_EQ(check(id, voices, winners_of("A")).status, AxiomStatus::broken) << id;  // plurality
    EXPECT_EQ(check(id, voices, winners_of("B")).status, AxiomStatus::holds) << id;   // Condorcet's methods
    EXPECT_EQ(check(id, voices, winners_of("AB")).status, AxiomStatus::broken) << id << ": one of the tied is A";
  }
  EXPECT_EQ(check("condorcet-winner", voices, winners_of("D")).status, AxiomStatus::broken);  // instant runoff
  EXPECT_EQ(check("condorcet-winner", voices, winners_of("D")).witness,
            Json::object({{"option", "B"},
                          {"head_to_head", Json::array({Json::array({"A", "58", "42"}), Json::array({"C", "68", "32"}),
                                                        Json::array({"D", "68", "32"})})},
                          {"winner", "D"}}));
  EXPECT_EQ(check("mutual-majority", voices, winners_of("D")).witness,
            Json::object({{"set", Json::array({"B", "C", "D"})}, {"weight", "58"}, {"total", "100"}}));
}

TEST(Criteria, AreSaidInSentences) {
  const auto voices = voices_of({4, kTennessee});
  const std::vector<std::pair<std::string, std::string>> names = {{"A", "Memphis"}, {"B", "Nashville"}};
  const auto words = [&](std::string_view id, std::string_view winner) {
    return criterion_words(check(id, voices, winners_of(winner)), names);
  };
  EXPECT_EQ(words("condorcet-winner", "A"), "Nashville beats every other option head to head, Memphis by 58 to 42");
  EXPECT_EQ(words("condorcet-winner", "B"), "Nashville beats every other option head to head");
  EXPECT_EQ(words("condorcet-loser", "A"), "Memphis loses to every other option head to head, and it wins");
  EXPECT_EQ(words("majority-loser", "A"), "58 of 100 voters rank Memphis below all others, and it wins");
  EXPECT_EQ(words("mutual-majority", "A"),
            "58 of 100 voters rank Nashville, C and D above all others, and Memphis wins");
  EXPECT_EQ(words("smith", "A"), "the Smith set is Nashville, and Memphis wins");
  EXPECT_EQ(words("majority", "A"), "") << "no witness, no sentence";
}

// specs/elections.md N2: margins AC 7, BA 5, AD 15, EA 1, CB 13, BD 21, EB 9, DC 11, CE 3, ED 17 of 45 voters. E loses
// to C alone, A to B and E, C to A and D: the circle A>D>C>B>A with E>A and C>E joins all five, so the Smith set is
// everybody.
TEST(Criteria, OfFiveOptionsInACircle) {
  const auto voices = voices_of({5,
                                 {strict(5, "ACBED"), strict(5, "ADECB"), strict(8, "BEDAC"), strict(3, "CABED"),
                                  strict(7, "CAEBD"), strict(2, "CBADE"), strict(7, "DCEBA"), strict(8, "EBADC")}});
  for (const auto* winner : {"A", "B", "C", "D", "E"}) {
    const auto smith = check("smith", voices, winners_of(winner));
    EXPECT_EQ(smith.status, AxiomStatus::holds);
    EXPECT_EQ(smith.witness, Json::object({{"set", Json::array({"A", "B", "C", "D", "E"})}}));
    for (const auto* id : {"majority", "majority-loser", "mutual-majority", "condorcet-winner", "condorcet-loser"}) {
      const auto entry = check(id, voices, winners_of(winner));
      EXPECT_EQ(entry.status, AxiomStatus::holds) << id;
      EXPECT_FALSE(entry.why.empty()) << id;
    }
  }
  EXPECT_EQ(check("condorcet-winner", voices, winners_of("A")).why, "no option beats every other one head to head");
}

TEST(Criteria, CountBlankAndTruncatedBallotsAndEqualRanks) {
  // 3 of 5 rank A first, alone, and one ballot is blank: 3 of 6 is no majority, 4 of 6 is.
  EXPECT_TRUE(check("majority", voices_of(profile_of(3, {"3 A", "2 B>C", "1"})), winners_of("B")).witness.is_null());
  EXPECT_EQ(check("majority", voices_of(profile_of(3, {"4 A", "1 B>C", "1"})), winners_of("B")).status,
            AxiomStatus::broken);
  // Equal first ranks are not alone; together A and B are a set that everybody ranks above C.
  const auto equal = voices_of(profile_of(3, {"5 A=B"}));
  EXPECT_TRUE(check("majority", equal, winners_of("C")).witness.is_null());
  EXPECT_EQ(check("mutual-majority", equal, winners_of("C")).status, AxiomStatus::broken);
  EXPECT_EQ(check("majority-loser", equal, winners_of("C")).status, AxiomStatus::broken);
  // Options that nobody ranks are not compared: B and C tie, and there is no Condorcet loser.
  const auto truncated = voices_of(profile_of(3, {"2 A"}));
  EXPECT_TRUE(check("condorcet-loser", truncated, winners_of("B")).witness.is_null());
  EXPECT_EQ(check("condorcet-winner", truncated, winners_of("B")).status, AxiomStatus::broken);
}

TEST(Criteria, CountFractionsOfVotesExactly) {
  // A weighs 1/3 + 1/3 of 4/3: exactly half, no majority; a hair more is one.
  const auto half = voices_of(profile_of(2, {"2 A", "1 B"}), {Rational(1, 3), Rational(2, 3)});
  EXPECT_TRUE(check("majority", half, winners_of("B")).witness.is_null());
  const auto more = voices_of(profile_of(2, {"2 A", "1 B"}), {Rational(1, 3), Rational(199, 300)});
  const auto entry = check("majority", more, winners_of("B"));
  EXPECT_EQ(entry.witness, Json::object({{"option", "A"}, {"weight", "2/3"}, {"total", "133/100"}, {"winner", "B"}}));
}

TEST(Criteria, WitnessesThatProveNothingAreRefuted) {
  const auto voices = voices_of({4, kTennessee});
  const auto refuted = [&](std::string_view id, std::string_view winners, CertificateEntry entry) {
    EXPECT_FALSE(find_criterion(id)->witness_holds(voices, winners_of(winners), entry))
        << id << compact_text(entry.witness);
  };
  for (const auto* id : {"majority-loser", "mutual-majority", "condorcet-winner", "condorcet-loser", "smith"}) {
    const auto entry = check(id, voices, winners_of("A"));
    ASSERT_EQ(entry.status, AxiomStatus::broken) << id;
    refuted(id, "B", entry);  // A did not win
    auto turned = entry;
    turned.status = AxiomStatus::holds;
    refuted(id, "A", turned);
    turned.status = AxiomStatus::unknown;
    refuted(id, "A", turned);
    for (const auto& [name, value] : entry.witness.as_object()) {
      auto without = entry;
      without.witness = Json::object({});
      for (const auto& [other, kept] : entry.witness.as_object())
        if (other != name) without.witness.set(other, kept);
      refuted(id, "A", without);
      auto wrong = entry;
      wrong.witness.set(name, "C");
      refuted(id, "A", wrong);
    }
  }
  auto smith = check("smith", voices, winners_of("A"));
  smith.witness.set("set", Json::array({"B", "C", "D"}));  // its members beat A, but a smaller set does
  refuted("smith", "A", smith);
  smith.witness.set("set", Json::array({"B", "B"}));
  refuted("smith", "A", smith);
  smith.witness.set("set", Json::array({}));
  refuted("smith", "A", smith);
  auto coalition = check("mutual-majority", voices, winners_of("A"));
  coalition.witness.set("weight", "59");
  refuted("mutual-majority", "A", coalition);
  auto sweep = check("condorcet-winner", voices, winners_of("A"));
  sweep.witness.set("head_to_head", Json::array({Json::array({"A", "58", "42"}), Json::array({"C", "68", "32"})}));
  refuted("condorcet-winner", "A", sweep);
}

TEST(Criteria, StopWhenAsked) {
  Context context;
  context.cancel_requested = [] { return true; };
  const auto stopped = count_preferences(voices_of({4, kTennessee}), context);
  ASSERT_FALSE(stopped);
  EXPECT_EQ(stopped.error().code(), ProblemCode::interrupted);
  Context small;
  small.memory_limit_bytes = 16 * 16 - 1;
  const auto refused = count_preferences(voices_of({4, kTennessee}), small);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code(), ProblemCode::memory_limit);
}

TEST(Criteria, EachIsFoundByItsName) {
  std::set<std::string_view> ids;
  for (const auto* axiom : all_axioms()) {
    EXPECT_TRUE(ids.insert(axiom->id).second) << axiom->id << " twice";
    EXPECT_EQ(find_axiom_info(axiom->id), axiom);
    EXPECT_FALSE(axiom->title.empty() || axiom->meaning.empty() || axiom->source.empty() || axiom->method.empty());
  }
  EXPECT_EQ(ids.size(), axioms().size() + criteria().size());
  EXPECT_EQ(find_axiom_info("fairness"), nullptr);
}

}  // namespace
}  // namespace comitia::audit
