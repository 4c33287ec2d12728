// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// JR, EJR+ and PJR+: groups that support a common option outside the committee and are represented too little. JR and
// EJR+ by counting; PJR+ by cuts: with n the total weight and k the seats, the axiom is broken at an option c exactly
// when some group S of its supporters has k weight(S) - n |union of their members| >= n, and the largest such
// difference is what a minimum cut leaves of k weight(all supporters).
#include <algorithm>
#include <numeric>
#include <unordered_map>
#include <utility>

#include "comitia/audit/audit_internal.h"
#include "comitia/base/assert.h"
#include "comitia/base/bitset.h"
#include "comitia/solve/flow.h"

namespace comitia::audit {
namespace {

using Wide = Rational::Wide;

constexpr std::size_t kVoicesNamed = 20;

/// Ids of voices whose ballot is in the group, the first few, and the number of voters.
void name_voices(const CommitteeCase& given, const std::vector<BallotId>& ballots, Json& witness) {
  std::vector<bool> in_group(static_cast<std::size_t>(given.voices.ballot_count()));
  for (const BallotId ballot : ballots) in_group[ballot.value] = true;
  const auto& table = given.voices.electorate().voices;
  Json::Array named;
  std::int64_t voters = 0;
  for (std::int64_t i = 0; i < table.size(); ++i) {
    if (!in_group[table.ballots[static_cast<std::size_t>(i)].value]) continue;
    voters += table.count(i);
    if (named.size() < kVoicesNamed) named.emplace_back(table.id(VoiceId{static_cast<std::uint32_t>(i)}));
  }
  witness.set("voters", voters);
  witness.set("voices", Json(std::move(named)));
}

/// The witness of a group: what it supports, what it deserves and has, and who it is.
Json witness_of(const CommitteeCase& given, const Group& group, bool with_union) {
  const Rational needed = in_units(given, given.voices.total_weight()) * Rational(group.level, given.seats);
  Json witness = Json::object({{"option", given.voices.options().id(group.option)},
                               {"level", group.level},
                               {"weight", in_units(given, group.weight).to_string()},
                               {"needed", needed.to_string()}});
  if (with_union) witness.set("represented_by", ids_json(given.voices.options(), group.represented_by));
  name_voices(given, group.ballots, witness);
  return witness;
}

CertificateEntry verified(const CommitteeCase& given, CertificateEntry entry,
                          bool (*holds)(const CommitteeCase&, const CertificateEntry&)) {
  COMITIA_ASSERT(holds(given, entry), "a witness is verified by definition before it is returned");
  return entry;
}

CertificateEntry check_counting(const CommitteeCase& given, std::string_view id, std::int64_t highest,
                                bool (*holds)(const CommitteeCase&, const CertificateEntry&)) {
  CertificateEntry entry{std::string(id), AxiomStatus::holds, Json(), ""};
  const auto group = find_underrepresented(given, highest);
  if (!group) return entry;
  entry.status = AxiomStatus::broken;
  entry.witness = witness_of(given, *group, false);
  return verified(given, std::move(entry), holds);
}

/// Ballots that approve of the same members are one node of the network.
struct Signatures {
  std::vector<std::int64_t> of_ballot;
  std::vector<std::vector<std::int64_t>> members;  ///< positions in the committee
};

Signatures signatures_of(const CommitteeCase& given) {
  std::vector<std::int64_t> position(static_cast<std::size_t>(given.voices.option_count()), -1);
  for (std::size_t i = 0; i < given.committee.size(); ++i)
    position[given.committee[i].value] = static_cast<std::int64_t>(i);
  Signatures result;
  std::unordered_map<Bitset, std::int64_t> known;
  for (std::int64_t b = 0; b < given.voices.ballot_count(); ++b) {
    Bitset set(static_cast<std::int64_t>(given.committee.size()));
    for (const OptionId id : given.voices.ballots().row(b))
      if (position[id.value] >= 0) set.set(position[id.value]);
    const auto [found, is_new] = known.emplace(set, static_cast<std::int64_t>(result.members.size()));
    if (is_new) {
      result.members.emplace_back();
      set.for_each([&](std::int64_t i) { result.members.back().push_back(i); });
    }
    result.of_ballot.push_back(found->second);
  }
  return result;
}

/// The group of largest k weight(S) - n |union|, by the minimum cut of source -> signature (k weight) -> member -> sink
/// (n): cutting a signature off the source gives its weight up, cutting a member off the sink counts it in the union.
class UnionCut {
 public:
  /// k and n may share a divisor, which is taken out.
  UnionCut(const Signatures& signatures, std::int64_t committee_size, std::int64_t k, std::int64_t n)
      : signatures_(signatures), committee_size_(committee_size), k_(k), n_(n), weight_(signatures.members.size()) {}

  void add(std::int64_t signature, std::int64_t weight) {
    auto& total = weight_[static_cast<std::size_t>(signature)];
    if (total == 0) present_.push_back(signature);
    total += weight;
    sum_ += weight;
  }
  std::int64_t sum() const { return sum_; }

  /// The signatures of the group, if its difference reaches n. Forgets what was added.
  std::optional<std::vector<std::int64_t>> find() {
    FlowNetwork network;
    const auto source = network.add_node();
    const auto sink = network.add_node();
    std::vector<std::int64_t> node_of_member(static_cast<std::size_t>(committee_size_), -1);
    std::vector<std::int64_t> nodes;
    for (const auto signature : present_) {
      const auto node = network.add_node();
      nodes.push_back(node);
      const auto capacity = k_ * weight_[static_cast<std::size_t>(signature)];
      network.add_arc(source, node, capacity);
      for (const auto member : signatures_.members[static_cast<std::size_t>(signature)]) {
        auto& member_node = node_of_member[static_cast<std::size_t>(member)];
        if (member_node < 0) {
          member_node = network.add_node();
          network.add_arc(member_node, sink, n_);
        }
        network.add_arc(node, member_node, capacity);  // as good as infinite
      }
    }
    const auto flow = maximum_flow(network, source, sink);
    std::vector<std::int64_t> group;
    if (k_ * sum_ - flow.value >= n_)
      for (std::size_t i = 0; i < nodes.size(); ++i)
        if (flow.source_side[static_cast<std::size_t>(nodes[i])]) group.push_back(present_[i]);
    for (const auto signature : present_) weight_[static_cast<std::size_t>(signature)] = 0;
    present_.clear();
    sum_ = 0;
    if (group.empty()) return std::nullopt;
    return group;
  }

 private:
  const Signatures& signatures_;
  std::int64_t committee_size_;
  std::int64_t k_;
  std::int64_t n_;
  std::vector<std::int64_t> weight_;
  std::vector<std::int64_t> present_;
  std::int64_t sum_ = 0;
};

}  // namespace

std::optional<Group> find_underrepresented(const CommitteeCase& given, std::int64_t highest) {
  const auto member = members_of(given);
  const auto approved = members_approved(given, member);
  const Wide n = given.voices.total_weight();
  const Wide k = given.seats;
  std::optional<Group> worst;
  for (std::int64_t c = 0; c < given.voices.option_count(); ++c) {
    const OptionId option{static_cast<std::uint32_t>(c)};
    if (member[option.value]) continue;
    // Only levels below the best found so far can improve on it.
    const auto levels = worst ? worst->level - 1 : highest;
    std::vector<std::int64_t> weight_with(static_cast<std::size_t>(levels));
    for (const BallotId ballot : given.voices.supporters(option))
      if (approved[ballot.value] < levels)
        weight_with[static_cast<std::size_t>(approved[ballot.value])] += given.voices.weight(ballot);
    std::int64_t below = 0;
    for (std::int64_t level = 1; level <= levels; ++level) {
      below += weight_with[static_cast<std::size_t>(level - 1)];
      if (below * k < level * n) continue;
      worst = Group{option, level, below, {}, {}};
      break;
    }
  }
  if (!worst) return worst;
  for (const BallotId ballot : given.voices.supporters(worst->option))
    if (approved[ballot.value] < worst->level) worst->ballots.push_back(ballot);
  return worst;
}

UnionSearch find_underrepresented_union(const CommitteeCase& given, Context& context) {
  const auto member = members_of(given);
  const auto signatures = signatures_of(given);
  const auto committee_size = static_cast<std::int64_t>(given.committee.size());
  const std::int64_t divisor = std::gcd(given.seats, given.voices.total_weight());
  const std::int64_t k = given.seats / divisor;
  const std::int64_t n = given.voices.total_weight() / divisor;
  // The largest sum of capacities that a network can have.
  constexpr Wide kLargest = Wide{1} << 62;
  if (Wide{k} * given.voices.total_weight() * (committee_size + 1) + Wide{n} * committee_size > kLargest)
    return {UnionSearch::Result::too_large, {}};

  UnionCut cut(signatures, committee_size, k, n);
  for (std::int64_t c = 0; c < given.voices.option_count(); ++c) {
    if (context.stop()) return {UnionSearch::Result::stopped, {}};
    const OptionId option{static_cast<std::uint32_t>(c)};
    if (member[option.value]) continue;
    std::int64_t support = 0;
    for (const BallotId ballot : given.voices.supporters(option)) support += given.voices.weight(ballot);
    if (k * support < n) continue;  // too few for a single seat
    for (const BallotId ballot : given.voices.supporters(option))
      cut.add(signatures.of_ballot[ballot.value], given.voices.weight(ballot));
    const auto found = cut.find();
    if (!found) continue;

    std::vector<bool> in_union(given.committee.size());
    for (const auto signature : *found)
      for (const auto i : signatures.members[static_cast<std::size_t>(signature)])
        in_union[static_cast<std::size_t>(i)] = true;
    Group group{option, 1, 0, {}, {}};
    for (std::size_t i = 0; i < in_union.size(); ++i)
      if (in_union[i]) group.represented_by.push_back(given.committee[i]);
    group.level += static_cast<std::int64_t>(group.represented_by.size());
    // Everybody whose members lie inside the union belongs to the group: it only grows.
    for (const BallotId ballot : given.voices.supporters(option)) {
      const auto& has = signatures.members[static_cast<std::size_t>(signatures.of_ballot[ballot.value])];
      if (!std::all_of(has.begin(), has.end(), [&](auto i) { return in_union[static_cast<std::size_t>(i)]; })) continue;
      group.ballots.push_back(ballot);
      group.weight += given.voices.weight(ballot);
    }
    return {UnionSearch::Result::found, std::move(group)};
  }
  return {UnionSearch::Result::none, {}};
}

CertificateEntry check_jr(const CommitteeCase& given, Context&) {
  return check_counting(given, "jr", 1, jr_witness_holds);
}

CertificateEntry check_ejr_plus(const CommitteeCase& given, Context&) {
  return check_counting(given, "ejr+", given.seats, ejr_plus_witness_holds);
}

CertificateEntry check_pjr_plus(const CommitteeCase& given, Context& context) {
  CertificateEntry entry{"pjr+", AxiomStatus::holds, Json(), ""};
  if (!find_underrepresented(given, given.seats)) {
    entry.why = "EJR+ holds, which implies PJR+ (Brill and Peters 2023)";
    return entry;
  }
  const auto search = find_underrepresented_union(given, context);
  switch (search.result) {
    case UnionSearch::Result::none:
      return entry;
    case UnionSearch::Result::stopped:
      entry.status = AxiomStatus::unknown;
      entry.why = "stopped by a limit before all options were examined";
      return entry;
    case UnionSearch::Result::too_large:
      entry.status = AxiomStatus::unknown;
      entry.why = "the weights are too large for exact flows in 63 bits";
      return entry;
    case UnionSearch::Result::found:
      break;
  }
  entry.status = AxiomStatus::broken;
  entry.witness = witness_of(given, search.group, true);
  return verified(given, std::move(entry), pjr_plus_witness_holds);
}

}  // namespace comitia::audit
