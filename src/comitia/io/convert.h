// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Explicit conversions between the kinds of ballot voices. None happens on its own: a rule for approvals refuses
// rankings until somebody has said how the one follows from the other.
//
//   ranked   -> approval   the first k ranks, or what stands above a named option
//   scored   -> approval   a score of at least the threshold
//   scored   -> ranked     higher scores first, equal scores tied; options without a score stay unranked
//   approval -> ranked     the approved options, then all others; a ballot that approves of nothing ranks nothing
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "comitia/base/fields.h"
#include "comitia/base/rational.h"
#include "comitia/base/result.h"
#include "comitia/voices/voices.h"

namespace comitia::io {

struct ConvertOptions {
  std::optional<std::int64_t> first;
  std::string above;
  std::optional<Rational> threshold;
  template <class Self, class Visit>
  static void fields(Self& o, Visit&& visit) {
    visit("first", o.first, at_least(1), "ranked to approval: approve of so many options, best first");
    visit("above", o.above, any(), "ranked to approval: approve of what is ranked above this option");
    visit("threshold", o.threshold, any(), "scored to approval: approve of this score and higher ones");
  }
};

struct Converted {
  Voices voices;
  std::vector<std::string> losses;  ///< what cannot be told from the result any more, one sentence each
};

/// Options, money, seats, ids, counts, weights and columns stay as they are.
/// @param to   "approval", "ranked" or "scored"
/// @errors     vote-type (no such kind or conversion), option-range (the option that is needed is missing, given twice
///             or meant for another conversion), unknown-option
Result<Converted> convert_kind(const Voices& voices, std::string_view to, const ConvertOptions& options);

}  // namespace comitia::io
