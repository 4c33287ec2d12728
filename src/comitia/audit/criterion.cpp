// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// The criteria: each finds the option or the set that it speaks of in the counts, compares it with the winners, and has
// the witness verified by definition before anybody sees it.
#include "comitia/audit/criterion.h"

#include <algorithm>
#include <array>
#include <optional>

#include <fmt/format.h>

#include "comitia/audit/criterion_internal.h"
#include "comitia/base/assert.h"
#include "comitia/base/rational.h"

namespace comitia::audit {
namespace {

using WitnessHolds = bool (*)(const RankedVoices&, const Committee&, const CertificateEntry&);

std::string in_units(const WinnerCase& given, std::int64_t weight) {
  return Rational(weight, given.voices.weight_scale()).to_string();
}

CertificateEntry nothing_to_ask(std::string_view id, std::string why) {
  return {std::string(id), AxiomStatus::holds, Json(), std::move(why)};
}

/// The criterion holds if every winner is allowed; the first that is not stands in the witness of a broken one.
template <class Allowed>
CertificateEntry judged(const WinnerCase& given, std::string_view id, Json witness, WitnessHolds holds,
                        Allowed&& allowed) {
  CertificateEntry entry{std::string(id), AxiomStatus::holds, std::move(witness), ""};
  const auto wrong = std::find_if_not(given.winners.begin(), given.winners.end(), allowed);
  if (wrong != given.winners.end()) {
    entry.status = AxiomStatus::broken;
    entry.witness.set("winner", given.voices.options().id(*wrong));
  }
  COMITIA_ASSERT(holds(given.voices, given.winners, entry),
                 "a witness is verified by definition before it is returned");
  return entry;
}

/// The option that more than half ranks first (or last) alone.
std::optional<OptionId> majority_in(const Preferences& preferences, const std::vector<std::int64_t>& weights) {
  for (std::size_t x = 0; x < weights.size(); ++x)
    if (preferences.is_majority(weights[x])) return OptionId{static_cast<std::uint32_t>(x)};
  return std::nullopt;
}

Json majority_witness(const WinnerCase& given, OptionId option, std::int64_t weight) {
  return Json::object({{"option", given.voices.options().id(option)},
                       {"weight", in_units(given, weight)},
                       {"total", in_units(given, given.preferences.total)}});
}

/// The option that beats every other one, or that every other one beats.
std::optional<OptionId> sweeper(const Preferences& preferences, bool wins) {
  for (std::uint32_t x = 0; x < static_cast<std::uint32_t>(preferences.options); ++x) {
    std::int64_t duels = 0;
    for (std::uint32_t y = 0; y < static_cast<std::uint32_t>(preferences.options); ++y)
      if (x != y)
        duels += wins ? preferences.beats(OptionId{x}, OptionId{y}) : preferences.beats(OptionId{y}, OptionId{x});
    if (duels == preferences.options - 1) return OptionId{x};
  }
  return std::nullopt;
}

Json sweep_witness(const WinnerCase& given, OptionId option) {
  Json::Array duels;
  for (std::uint32_t y = 0; y < static_cast<std::uint32_t>(given.preferences.options); ++y)
    if (y != option.value)
      duels.push_back(Json::array({given.voices.options().id(OptionId{y}),
                                   in_units(given, given.preferences.weight_above(option, OptionId{y})),
                                   in_units(given, given.preferences.weight_above(OptionId{y}, option))}));
  return Json::object({{"option", given.voices.options().id(option)}, {"head_to_head", Json(std::move(duels))}});
}

constexpr std::string_view kOneOption = "there is no other option";

CertificateEntry check_majority(const WinnerCase& given) {
  if (given.preferences.options < 2) return nothing_to_ask("majority", std::string(kOneOption));
  const auto option = majority_in(given.preferences, given.preferences.first_alone);
  if (!option) return nothing_to_ask("majority", "no option is ranked first, alone, by more than half");
  return judged(given, "majority", majority_witness(given, *option, given.preferences.first_alone[option->value]),
                majority_witness_holds, [&](OptionId winner) { return winner == *option; });
}

CertificateEntry check_majority_loser(const WinnerCase& given) {
  if (given.preferences.options < 2) return nothing_to_ask("majority-loser", std::string(kOneOption));
  const auto option = majority_in(given.preferences, given.preferences.last_alone);
  if (!option) return nothing_to_ask("majority-loser", "no option is ranked below all others by more than half");
  return judged(given, "majority-loser", majority_witness(given, *option, given.preferences.last_alone[option->value]),
                majority_loser_witness_holds, [&](OptionId winner) { return winner != *option; });
}

CertificateEntry check_mutual_majority(const WinnerCase& given) {
  const Committee& set = given.preferences.coalition;
  if (given.preferences.options < 2) return nothing_to_ask("mutual-majority", std::string(kOneOption));
  if (set.empty())
    return nothing_to_ask("mutual-majority", "no set of options is ranked above all others by more than half");
  auto witness = Json::object({{"set", ids_json(given.voices.options(), set)},
                               {"weight", in_units(given, given.preferences.coalition_weight)},
                               {"total", in_units(given, given.preferences.total)}});
  return judged(given, "mutual-majority", std::move(witness), mutual_majority_witness_holds,
                [&](OptionId winner) { return std::binary_search(set.begin(), set.end(), winner); });
}

CertificateEntry check_condorcet_winner(const WinnerCase& given) {
  if (given.preferences.options < 2) return nothing_to_ask("condorcet-winner", std::string(kOneOption));
  const auto option = sweeper(given.preferences, true);
  if (!option) return nothing_to_ask("condorcet-winner", "no option beats every other one head to head");
  return judged(given, "condorcet-winner", sweep_witness(given, *option), condorcet_winner_witness_holds,
                [&](OptionId winner) { return winner == *option; });
}

CertificateEntry check_condorcet_loser(const WinnerCase& given) {
  if (given.preferences.options < 2) return nothing_to_ask("condorcet-loser", std::string(kOneOption));
  const auto option = sweeper(given.preferences, false);
  if (!option) return nothing_to_ask("condorcet-loser", "no option loses to every other one head to head");
  return judged(given, "condorcet-loser", sweep_witness(given, *option), condorcet_loser_witness_holds,
                [&](OptionId winner) { return winner != *option; });
}

CertificateEntry check_smith(const WinnerCase& given) {
  const Committee& set = given.preferences.smith;
  return judged(given, "smith", Json::object({{"set", ids_json(given.voices.options(), set)}}), smith_witness_holds,
                [&](OptionId winner) { return std::binary_search(set.begin(), set.end(), winner); });
}

constexpr std::string_view kFelsenthal =
    "D. S. Felsenthal, Review of Paradoxes Afflicting Procedures for Electing a Single Candidate, 2012";
constexpr std::string_view kDummett =
    "M. Dummett, Voting Procedures, 1984; D. R. Woodall, Properties of Preferential "
    "Election Rules, Voting Matters 3, 1994";
constexpr std::string_view kCondorcet =
    "M. J. A. N. de Caritat de Condorcet, Essai sur l'application de l'analyse à la probabilité des décisions, 1785";
constexpr std::string_view kFishburn = "P. C. Fishburn, Condorcet Social Choice Functions, 1977";
constexpr std::string_view kSmith = "J. H. Smith, Aggregation of Preferences with Variable Electorate, 1973";
constexpr std::string_view kCounting = "counting, O(nnz)";
constexpr std::string_view kPairs = "counting every pair of options, O(m nnz + m^2)";
constexpr std::int64_t kQuick = 400'000'000;

constexpr std::array<Criterion, 6> kCriteria = {{
    {{"majority", "Majority criterion", "An option that more than half of the voters rank first, alone, is the winner.",
      kFelsenthal, kCounting, "ranked", true, kQuick},
     check_majority,
     majority_witness_holds},
    {{"majority-loser", "Majority loser criterion",
      "An option that more than half of the voters rank below all others is not the winner.", kFelsenthal, kCounting,
      "ranked", true, kQuick},
     check_majority_loser,
     majority_loser_witness_holds},
    {{"mutual-majority", "Mutual majority criterion",
      "If more than half of the voters rank some options above all others, the winner is one of them.", kDummett,
      "counting sets of first options, O(nnz + m^2) for most voices", "ranked", true, kQuick},
     check_mutual_majority,
     mutual_majority_witness_holds},
    {{"condorcet-winner", "Condorcet winner criterion",
      "An option that beats every other one head to head is the winner.", kCondorcet, kPairs, "ranked", true, kQuick},
     check_condorcet_winner,
     condorcet_winner_witness_holds},
    {{"condorcet-loser", "Condorcet loser criterion",
      "An option that loses to every other one head to head is not the winner.", kFishburn, kPairs, "ranked", true,
      kQuick},
     check_condorcet_loser,
     condorcet_loser_witness_holds},
    {{"smith", "Smith criterion",
      "The winner is in the Smith set: the smallest set of options whose members beat all others head to head.", kSmith,
      kPairs, "ranked", true, kQuick},
     check_smith,
     smith_witness_holds},
}};

/// "holds" and "broken" of each criterion, named "holds majority" and so on.
constexpr std::array<Sentence, 12> kSentences = {{
    {"holds majority", "{weight:number} of {total:number} voters rank {option:option} first, alone"},
    {"broken majority",
     "{weight:number} of {total:number} voters rank {option:option} first, alone, and {winner:option} wins"},
    {"holds majority-loser", "{weight:number} of {total:number} voters rank {option:option} below all others"},
    {"broken majority-loser",
     "{weight:number} of {total:number} voters rank {option:option} below all others, and it wins"},
    {"holds mutual-majority", "{weight:number} of {total:number} voters rank {set:options} above all others"},
    {"broken mutual-majority",
     "{weight:number} of {total:number} voters rank {set:options} above all others, and {winner:option} wins"},
    {"holds condorcet-winner", "{option:option} beats every other option head to head"},
    {"broken condorcet-winner",
     "{option:option} beats every other option head to head, {winner:option} by {won:number} to {lost:number}"},
    {"holds condorcet-loser", "{option:option} loses to every other option head to head"},
    {"broken condorcet-loser", "{option:option} loses to every other option head to head, and it wins"},
    {"holds smith", "the Smith set is {set:options}"},
    {"broken smith", "the Smith set is {set:options}, and {winner:option} wins"},
}};

constexpr std::size_t kMostNames = 10;

/// A long list of ids as its beginning and how many more there are.
Json shortened_list(const Json& ids) {
  if (!ids.is_array() || ids.as_array().size() <= kMostNames) return ids;
  Json::Array some(ids.as_array().begin(), ids.as_array().begin() + kMostNames);
  some.emplace_back(fmt::format("{} more", ids.as_array().size() - kMostNames));
  return Json(std::move(some));
}

}  // namespace

std::span<const Criterion> criteria() { return kCriteria; }

const Criterion* find_criterion(std::string_view id) {
  for (const auto& criterion : kCriteria)
    if (criterion.id == id) return &criterion;
  return nullptr;
}

std::string criterion_words(const CertificateEntry& entry, Names names) {
  if (find_criterion(entry.axiom) == nullptr || !entry.witness.is_object() || entry.status == AxiomStatus::unknown)
    return {};
  TraceStep step;
  step.say = fmt::format("{} {}", entry.status == AxiomStatus::holds ? "holds" : "broken", entry.axiom);
  for (const auto& [name, value] : entry.witness.as_object()) step.fields.emplace_back(name, shortened_list(value));
  // The duel with the winner, for the sentence that speaks of it.
  if (entry.witness["head_to_head"].is_array())
    for (const Json& duel : entry.witness["head_to_head"].as_array())
      if (duel.is_array() && duel.as_array().size() == 3 && duel.as_array()[0] == entry.witness["winner"]) {
        step.fields.emplace_back("won", duel.as_array()[1]);
        step.fields.emplace_back("lost", duel.as_array()[2]);
      }
  return say(step, kSentences, names);
}

}  // namespace comitia::audit
