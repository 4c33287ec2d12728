// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Parts of the margin: changing ballots, the exact count for additive rules, the search for all others.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "comitia/base/context.h"
#include "comitia/base/result.h"
#include "comitia/decision/decision.h"
#include "comitia/decision/outcome.h"
#include "comitia/voices/voices.h"

namespace comitia::margin_detail {

/// A ballot in full: for approvals one group (possibly empty), for rankings the groups of equals, best first.
using Ballot = std::vector<std::vector<OptionId>>;

/// `count` of the voters of a voice say something else.
struct Change {
  VoiceId voice;
  std::int64_t count = 1;
  Ballot ballot;
};

/// The voices after some changes; a voice is named at most once per distinct new ballot.
Result<Voices> changed(const Voices& voices, const std::vector<Change>& changes);

/// Whether a decision by `order` reads a tie as won by the earlier option; other policies count a tie as a change.
struct AdditiveRule {
  std::string_view id;
  /// Points that a ballot gives to an option, and the largest lead that one ballot can give to one over another.
  Rational (*points)(const Voices&, BallotId, OptionId);
  Rational (*largest_lead)(const Voices&);
};
const AdditiveRule* additive_rule(std::string_view id);

/// Fewest voters that must change for an option outside to overtake a member: exact for additive rules.
/// @complexity O(b) per pair of member and other option; pairs are cut by a lower bound
std::optional<Margin> additive_margin(const AdditiveRule& rule, const Voices& voices,
                                      const std::vector<Committee>& outcome, const Context& context);

/// The words for a change that puts one option in another's place.
std::string replaces(const OptionTable& options, OptionId enters, OptionId leaves);

}  // namespace comitia::margin_detail
