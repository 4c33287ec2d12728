// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Witnesses of the criteria of single winners, verified by definition: each ballot is read as the place that it gives
// to every option, and every statement of the witness is counted again from these places alone.
#include <algorithm>
#include <limits>
#include <map>
#include <optional>
#include <span>

#include "comitia/audit/criterion_internal.h"
#include "comitia/base/rational.h"

namespace comitia::audit {
namespace {

/// The place of each option on a ballot: the number of its group; all that are not ranked share the last place.
using Places = std::vector<std::uint32_t>;
constexpr auto kUnranked = std::numeric_limits<std::uint32_t>::max();

/// visit(places, ranked options, weight) for each ballot.
template <class Visit>
void for_each_ballot(const RankedVoices& voices, Visit&& visit) {
  Places places(static_cast<std::size_t>(voices.option_count()), kUnranked);
  for (std::int64_t b = 0; b < voices.ballot_count(); ++b) {
    const BallotId ballot{static_cast<std::uint32_t>(b)};
    const auto ranking = voices.ranking(ballot);
    const auto groups = voices.groups(ballot);
    for (std::size_t i = 0; i < ranking.size(); ++i) places[ranking[i].value] = groups[i];
    visit(places, ranking, voices.weight(ballot));
    for (const OptionId option : ranking) places[option.value] = kUnranked;
  }
}

bool states(const RankedVoices& voices, const Json& value, std::int64_t weight) {
  if (!value.is_string()) return false;
  const auto stated = Rational::parse(value.as_string());
  return stated && *stated == Rational(weight, voices.weight_scale());
}

std::optional<OptionId> option_of(const RankedVoices& voices, const Json& id) {
  if (!id.is_string()) return std::nullopt;
  return voices.options().find(id.as_string());
}

/// The options of a list as a mask; nothing when one is unknown or repeated.
std::optional<std::vector<bool>> set_of(const RankedVoices& voices, const Json& list) {
  if (!list.is_array()) return std::nullopt;
  std::map<std::string_view, std::uint32_t> known;
  for (std::uint32_t x = 0; x < static_cast<std::uint32_t>(voices.option_count()); ++x)
    known.emplace(voices.options().id(OptionId{x}), x);
  std::vector<bool> set(known.size());
  for (const Json& id : list.as_array()) {
    const auto found = id.is_string() ? known.find(id.as_string()) : known.end();
    if (found == known.end() || set[found->second]) return std::nullopt;
    set[found->second] = true;
  }
  return set;
}

/// Broken: the witness names a winner that `allowed` refuses. Holds: there are winners, all of them allowed.
template <class Allowed>
bool status_follows(const RankedVoices& voices, const Committee& winners, const CertificateEntry& entry,
                    Allowed&& allowed) {
  if (entry.status == AxiomStatus::holds)
    return !winners.empty() && std::all_of(winners.begin(), winners.end(), allowed);
  const auto winner = option_of(voices, entry.witness["winner"]);
  return entry.status == AxiomStatus::broken && winner &&
         std::find(winners.begin(), winners.end(), *winner) != winners.end() && !allowed(*winner);
}

/// Every member of the set stands above every other option.
bool ranks_on_top(const Places& places, const std::vector<bool>& set) {
  std::uint32_t worst_inside = 0;
  std::uint32_t best_outside = kUnranked;
  for (std::size_t x = 0; x < places.size(); ++x) {
    if (set[x])
      worst_inside = std::max(worst_inside, places[x]);
    else
      best_outside = std::min(best_outside, places[x]);
  }
  return worst_inside < best_outside;
}

/// More than half of the weight ranks the set, neither empty nor everybody, above all others, and the witness states
/// so.
bool is_stated_coalition(const RankedVoices& voices, const std::vector<bool>& set, const Json& witness) {
  const auto size = std::count(set.begin(), set.end(), true);
  if (size == 0 || size == std::ssize(set)) return false;
  std::int64_t weight = 0;
  for_each_ballot(voices, [&](const Places& places, std::span<const OptionId>, std::int64_t of_ballot) {
    if (ranks_on_top(places, set)) weight += of_ballot;
  });
  return weight > voices.total_weight() - weight && states(voices, witness["weight"], weight) &&
         states(voices, witness["total"], voices.total_weight());
}

/// Head-to-head counts of one option: the weight that ranks it above each other one, and the weight against it.
struct Duels {
  std::vector<std::int64_t> won;
  std::vector<std::int64_t> lost;
};

std::vector<Duels> duels_of(const RankedVoices& voices, const std::vector<std::size_t>& options) {
  const auto m = static_cast<std::size_t>(voices.option_count());
  std::vector<Duels> duels(options.size(), {std::vector<std::int64_t>(m), std::vector<std::int64_t>(m)});
  for_each_ballot(voices, [&](const Places& places, std::span<const OptionId> ranked, std::int64_t weight) {
    for (std::size_t i = 0; i < options.size(); ++i) {
      const auto place = places[options[i]];
      for (const OptionId y : ranked)
        if (places[y.value] < place) duels[i].lost[y.value] += weight;
      if (place == kUnranked) continue;  // it stands above nobody
      for (std::size_t y = 0; y < m; ++y)
        if (place < places[y]) duels[i].won[y] += weight;
    }
  });
  return duels;
}

/// The witness lists every other option once, in the order of the file, with the votes for the option and for the other
/// one; the option wins (or loses) all of these duels, of which there is at least one.
bool is_stated_sweep(const RankedVoices& voices, OptionId option, const Json& witness, bool wins) {
  const auto duels = duels_of(voices, {option.value}).front();
  const Json& list = witness["head_to_head"];
  if (voices.option_count() < 2 || !list.is_array() || std::ssize(list.as_array()) != voices.option_count() - 1)
    return false;
  std::uint32_t other = 0;
  for (const Json& row : list.as_array()) {
    if (other == option.value) ++other;
    if (!row.is_array() || row.as_array().size() != 3) return false;
    const auto won = duels.won[other];
    const auto lost = duels.lost[other];
    if (row.as_array()[0] != Json(voices.options().id(OptionId{other})) || !states(voices, row.as_array()[1], won) ||
        !states(voices, row.as_array()[2], lost) || (wins ? won <= lost : lost <= won))
      return false;
    ++other;
  }
  return true;
}

/// No smaller set of members beats all options outside itself: chains of members, none of which loses to the next, lead
/// from the first member to all others and from all others to the first.
bool is_connected(const std::vector<std::size_t>& members, const std::vector<Duels>& duels) {
  const auto reaches_all = [&](bool forward) {
    std::vector<bool> seen(members.size());
    std::vector<std::size_t> open{0};
    std::size_t count = 1;
    seen[0] = true;
    while (!open.empty()) {
      const auto i = open.back();
      open.pop_back();
      for (std::size_t j = 0; j < members.size(); ++j) {
        const auto won = duels[i].won[members[j]];
        const auto lost = duels[i].lost[members[j]];
        if (seen[j] || (forward ? won < lost : lost < won)) continue;
        seen[j] = true;
        ++count;
        open.push_back(j);
      }
    }
    return count == members.size();
  };
  return reaches_all(true) && reaches_all(false);
}

std::vector<bool> only(const RankedVoices& voices, OptionId option) {
  std::vector<bool> set(static_cast<std::size_t>(voices.option_count()));
  set[option.value] = true;
  return set;
}

std::vector<bool> all_but(const RankedVoices& voices, OptionId option) {
  auto set = only(voices, option);
  set.flip();
  return set;
}

}  // namespace

bool majority_witness_holds(const RankedVoices& voices, const Committee& winners, const CertificateEntry& entry) {
  const auto option = option_of(voices, entry.witness["option"]);
  return entry.axiom == "majority" && option && is_stated_coalition(voices, only(voices, *option), entry.witness) &&
         status_follows(voices, winners, entry, [&](OptionId winner) { return winner == *option; });
}

bool majority_loser_witness_holds(const RankedVoices& voices, const Committee& winners, const CertificateEntry& entry) {
  const auto option = option_of(voices, entry.witness["option"]);
  return entry.axiom == "majority-loser" && option &&
         is_stated_coalition(voices, all_but(voices, *option), entry.witness) &&
         status_follows(voices, winners, entry, [&](OptionId winner) { return winner != *option; });
}

bool mutual_majority_witness_holds(const RankedVoices& voices, const Committee& winners,
                                   const CertificateEntry& entry) {
  const auto set = set_of(voices, entry.witness["set"]);
  return entry.axiom == "mutual-majority" && set && is_stated_coalition(voices, *set, entry.witness) &&
         status_follows(voices, winners, entry, [&](OptionId winner) { return bool{(*set)[winner.value]}; });
}

bool condorcet_winner_witness_holds(const RankedVoices& voices, const Committee& winners,
                                    const CertificateEntry& entry) {
  const auto option = option_of(voices, entry.witness["option"]);
  return entry.axiom == "condorcet-winner" && option && is_stated_sweep(voices, *option, entry.witness, true) &&
         status_follows(voices, winners, entry, [&](OptionId winner) { return winner == *option; });
}

bool condorcet_loser_witness_holds(const RankedVoices& voices, const Committee& winners,
                                   const CertificateEntry& entry) {
  const auto option = option_of(voices, entry.witness["option"]);
  return entry.axiom == "condorcet-loser" && option && is_stated_sweep(voices, *option, entry.witness, false) &&
         status_follows(voices, winners, entry, [&](OptionId winner) { return winner != *option; });
}

bool smith_witness_holds(const RankedVoices& voices, const Committee& winners, const CertificateEntry& entry) {
  const auto set = set_of(voices, entry.witness["set"]);
  if (entry.axiom != "smith" || !set) return false;
  std::vector<std::size_t> members;
  for (std::size_t x = 0; x < set->size(); ++x)
    if ((*set)[x]) members.push_back(x);
  if (members.empty()) return false;
  const auto duels = duels_of(voices, members);
  for (const auto& [won, lost] : duels)
    for (std::size_t y = 0; y < set->size(); ++y)
      if (!(*set)[y] && won[y] <= lost[y]) return false;
  return is_connected(members, duels) &&
         status_follows(voices, winners, entry, [&](OptionId winner) { return bool{(*set)[winner.value]}; });
}

}  // namespace comitia::audit
