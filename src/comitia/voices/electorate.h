// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// What all ballot voices share: the options that can be chosen, the voices as the source gave them, money, seats.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "comitia/base/ids.h"
#include "comitia/base/rational.h"
#include "comitia/voices/columns.h"

namespace comitia {

/// Candidates or projects, in the order of the source.
struct OptionTable {
  Strings ids;                        ///< (m) unique
  Strings names;                      ///< (m) names for people, or empty when they equal the ids
  std::optional<ScaledColumn> costs;  ///< (m) cost of each project, when there is a budget
  std::vector<TextColumn> columns;    ///< (m) kept, not interpreted

  std::int64_t size() const { return ids.size(); }
  std::string_view id(OptionId option) const { return ids[option.value]; }
  std::string_view name(OptionId option) const { return names.empty() ? ids[option.value] : names[option.value]; }
  /// O(m); build an index where it is called often.
  std::optional<OptionId> find(std::string_view id) const;
};

/// The voices as the source gave them, one row each, in its order.
struct VoiceTable {
  std::vector<BallotId> ballots;        ///< (r) the distinct ballot of each voice
  std::vector<std::int64_t> counts;     ///< (r) voters that speak with this voice; empty when all are 1
  std::optional<ScaledColumn> weights;  ///< (r) weight of each of these voters; absent when all are 1
  Strings ids;                          ///< (r) unique, or empty: voice i is then called by its number i + 1
  std::vector<TextColumn> columns;      ///< (r) kept, not interpreted

  std::int64_t size() const { return static_cast<std::int64_t>(ballots.size()); }
  std::int64_t count(std::int64_t voice) const { return counts.empty() ? 1 : counts[static_cast<std::size_t>(voice)]; }
  std::string id(VoiceId voice) const;
  std::optional<VoiceId> find(std::string_view id) const;
};

struct Electorate {
  OptionTable options;
  VoiceTable voices;
  std::optional<Rational> budget;     ///< money to spend, when the options have costs
  std::optional<std::int64_t> seats;  ///< seats to fill, when the source says so
  std::string title;
  std::vector<std::pair<std::string, std::string>> attributes;  ///< further key-value pairs of the source, kept
  std::int64_t voters = 0;                                      ///< sum of counts: people, not weights

  /// Attribute by key, or nothing.
  std::optional<std::string_view> attribute(std::string_view key) const;
};

}  // namespace comitia
