// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// The exact count for additive rules, beside the search of margin.cpp for all others.
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

/// A rule that adds up what each ballot gives each option and elects the largest totals.
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
