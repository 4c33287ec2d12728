// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Witnesses, verified by definition: short code that reads only the witness, the voices and the committee.
#include <algorithm>
#include <functional>
#include <map>
#include <set>
#include <unordered_map>

#include "comitia/audit/audit_internal.h"

namespace comitia::audit {
namespace {

std::optional<Rational> number_of(const Json& value) {
  if (!value.is_string()) return std::nullopt;
  return Rational::parse(value.as_string());
}

/// The case with what verification looks up again and again.
class Reading {
 public:
  explicit Reading(const CommitteeCase& given)
      : given_(given), elected_(static_cast<std::size_t>(given.voices.option_count())) {
    for (const OptionId option : given.committee) elected_[option.value] = true;
    for (std::int64_t c = 0; c < given.voices.option_count(); ++c) {
      const OptionId option{static_cast<std::uint32_t>(c)};
      options_.emplace(given.voices.options().id(option), option);
    }
  }

  const CommitteeCase& given() const { return given_; }
  const ApprovalVoices& voices() const { return given_.voices; }
  bool elected(OptionId option) const { return elected_[option.value]; }
  Rational weight(BallotId ballot) const { return Rational(voices().weight(ballot), voices().weight_scale()); }

  std::optional<OptionId> option(const Json& id) const {
    const auto found = id.is_string() ? options_.find(id.as_string()) : options_.end();
    if (found == options_.end()) return std::nullopt;
    return found->second;
  }

  /// The distinct ballot of a voice.
  std::optional<BallotId> ballot(const Json& voice) {
    const auto& table = voices().electorate().voices;
    if (ballots_.empty())
      for (std::int64_t i = 0; i < table.size(); ++i)
        ballots_.emplace(table.id(VoiceId{static_cast<std::uint32_t>(i)}), table.ballots[static_cast<std::size_t>(i)]);
    const auto found = voice.is_string() ? ballots_.find(voice.as_string()) : ballots_.end();
    if (found == ballots_.end()) return std::nullopt;
    return found->second;
  }

  /// The members that a ballot approves of.
  Committee members_on(BallotId ballot) const {
    Committee members;
    for (const OptionId option : voices().approved(ballot))
      if (elected(option)) members.push_back(option);
    return members;
  }

 private:
  const CommitteeCase& given_;
  std::vector<bool> elected_;
  std::map<std::string, OptionId, std::less<>> options_;
  std::unordered_map<std::string, BallotId> ballots_;
};

/// True when the witness names an option outside the committee, a level, and a group of its supporters (those whose
/// members on the ballot satisfy `underrepresented`) that has the stated weight, deserves the level, and holds the
/// named voices.
template <class Underrepresented>
bool group_deserves(Reading& reading, const CertificateEntry& entry, Underrepresented&& underrepresented) {
  const Json& witness = entry.witness;
  const std::int64_t seats = reading.given().seats;
  const auto option = reading.option(witness["option"]);
  const auto weight = number_of(witness["weight"]);
  const auto needed = number_of(witness["needed"]);
  if (entry.status != AxiomStatus::broken || !option || reading.elected(*option) || !weight || !needed ||
      !witness["level"].is_integer() || !witness["voices"].is_array())
    return false;
  const std::int64_t level = witness["level"].as_integer();
  if (level < 1 || level > seats) return false;

  std::vector<bool> in_group(static_cast<std::size_t>(reading.voices().ballot_count()));
  Rational total;
  for (const BallotId ballot : reading.voices().supporters(*option)) {
    if (!underrepresented(reading.members_on(ballot), level)) continue;
    in_group[ballot.value] = true;
    total += reading.weight(ballot);
  }
  for (const Json& voice : witness["voices"].as_array()) {
    const auto ballot = reading.ballot(voice);
    if (!ballot || !in_group[ballot->value]) return false;
  }
  const Rational share =
      Rational(reading.voices().total_weight(), reading.voices().weight_scale()) * Rational(level, seats);
  return total == *weight && share == *needed && share <= total;
}

bool fewer_than_level(const Committee& members, std::int64_t level) {
  return static_cast<std::int64_t>(members.size()) < level;
}

/// Reads [[id, number], ...] of options that are all inside or all outside the committee, each at most once.
std::optional<std::map<OptionId, Rational>> numbers_of(const Reading& reading, const Json& list, bool inside) {
  if (!list.is_array()) return std::nullopt;
  std::map<OptionId, Rational> result;
  for (const Json& pair : list.as_array()) {
    if (!pair.is_array() || pair.as_array().size() != 2) return std::nullopt;
    const auto option = reading.option(pair.as_array()[0]);
    const auto number = number_of(pair.as_array()[1]);
    if (!option || !number || reading.elected(*option) != inside) return std::nullopt;
    if (!result.emplace(*option, *number).second) return std::nullopt;
  }
  return result;
}

Rational sum_of(const std::map<OptionId, Rational>& numbers) {
  Rational total;
  for (const auto& [option, number] : numbers) total += number;
  return total;
}

/// A price and payments: everybody has 1, nobody pays for what they do not approve of or more than they have, each
/// member receives the price, and the supporters of no other option have more than the price left.
bool is_price_system(Reading& reading, const Json& witness) {
  const auto price = number_of(witness["price"]);
  if (!price || price->sign() <= 0 || !witness["payments"].is_array()) return false;
  std::map<BallotId, Rational> spent;
  std::map<OptionId, Rational> received;
  for (const Json& payer : witness["payments"].as_array()) {
    const auto ballot = reading.ballot(payer["voice"]);
    const auto pays = numbers_of(reading, payer["pays"], true);
    if (!ballot || !pays || spent.contains(*ballot)) return false;
    const auto approved = reading.voices().approved(*ballot);
    for (const auto& [option, amount] : *pays) {
      if (amount.sign() < 0 || !std::binary_search(approved.begin(), approved.end(), option)) return false;
      received[option] += amount;
    }
    spent[*ballot] = sum_of(*pays);
    if (reading.weight(*ballot) < spent[*ballot]) return false;
  }
  for (const OptionId option : reading.given().committee)
    if (received[option] != *price) return false;
  for (std::int64_t c = 0; c < reading.voices().option_count(); ++c) {
    const OptionId option{static_cast<std::uint32_t>(c)};
    if (reading.elected(option)) continue;
    Rational left;
    for (const BallotId ballot : reading.voices().supporters(option)) {
      left += reading.weight(ballot);
      if (const auto found = spent.find(ballot); found != spent.end()) left -= found->second;
    }
    if (*price < left) return false;
  }
  return true;
}

/// Values of members and penalties of other options that contradict every price system. Let the price be 1 and
/// everybody have the same money. Give each voter the worth max(largest value of her members, - penalties of the others
/// that she approves of). If all worths sum to 0 or less, then what members receive, counted at their values, is at
/// most what is left unspent, counted at the penalties, which is at most the sum of the penalties, 1. So values that
/// sum to more than 1 allow no price system.
bool contradicts_all_prices(const Reading& reading, const Json& witness) {
  const auto values = numbers_of(reading, witness["values"], true);
  const auto penalties = numbers_of(reading, witness["penalties"], false);
  if (!values || !penalties) return false;
  for (const auto& [option, penalty] : *penalties)
    if (penalty.sign() < 0) return false;
  Rational worths;
  for (std::int64_t b = 0; b < reading.voices().ballot_count(); ++b) {
    const BallotId ballot{static_cast<std::uint32_t>(b)};
    Rational worth;
    for (const OptionId option : reading.voices().approved(ballot))
      if (const auto found = penalties->find(option); found != penalties->end()) worth -= found->second;
    for (const OptionId option : reading.members_on(ballot)) {
      const auto found = values->find(option);
      worth = std::max(worth, found == values->end() ? Rational(0) : found->second);
    }
    worths += reading.weight(ballot) * worth;
  }
  return worths.sign() <= 0 && sum_of(*penalties) <= Rational(1) && Rational(1) < sum_of(*values);
}

}  // namespace

bool jr_witness_holds(const CommitteeCase& given, const CertificateEntry& entry) {
  Reading reading(given);
  return entry.axiom == "jr" && entry.witness["level"] == Json(1) && group_deserves(reading, entry, fewer_than_level);
}

bool ejr_plus_witness_holds(const CommitteeCase& given, const CertificateEntry& entry) {
  Reading reading(given);
  return entry.axiom == "ejr+" && group_deserves(reading, entry, fewer_than_level);
}

bool pjr_plus_witness_holds(const CommitteeCase& given, const CertificateEntry& entry) {
  Reading reading(given);
  if (entry.axiom != "pjr+" || !entry.witness["represented_by"].is_array()) return false;
  std::set<OptionId> together;
  for (const Json& id : entry.witness["represented_by"].as_array()) {
    const auto option = reading.option(id);
    if (!option || !reading.elected(*option)) return false;
    together.insert(*option);
  }
  return group_deserves(reading, entry, [&](const Committee& members, std::int64_t level) {
    return static_cast<std::int64_t>(together.size()) < level &&
           std::all_of(members.begin(), members.end(), [&](OptionId member) { return together.contains(member); });
  });
}

bool priceability_witness_holds(const CommitteeCase& given, const CertificateEntry& entry) {
  Reading reading(given);
  if (entry.axiom != "priceability") return false;
  if (entry.status == AxiomStatus::holds) return is_price_system(reading, entry.witness);
  if (entry.status == AxiomStatus::broken) return contradicts_all_prices(reading, entry.witness);
  return false;
}

}  // namespace comitia::audit
