// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Criteria of single winners elected by rankings: must this option have won, or must it not? The answer rests on two
// counts, taken here anew: how much weight ranks each option above each other one, and which sets of options are ranked
// above all others. Nothing here uses code of the rules.
//
// A ballot ranks x above y when x stands in a better group than y, or when it ranks x and not y. Options in one group
// are equal, and options that a ballot does not rank are not compared among themselves. Whatever a rule's options say
// of unranked options, the criteria read ballots in this one way. Blank ballots belong to the whole of which a majority
// is more than half. Where several options tie for the win, a criterion holds if it holds for each of them.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "comitia/audit/axiom.h"
#include "comitia/base/context.h"
#include "comitia/base/result.h"
#include "comitia/decision/decision.h"
#include "comitia/decision/outcome.h"
#include "comitia/decision/sentences.h"
#include "comitia/voices/voices.h"

namespace comitia::audit {

/// What all criteria read, the same for every winner. Weights are integers over the voices' weight_scale().
struct Preferences {
  std::int64_t options = 0;
  std::int64_t total = 0;                 ///< weight of all ballots
  std::vector<std::int64_t> above;        ///< (m, m) row-major: weight that ranks x above y
  std::vector<std::int64_t> first_alone;  ///< (m) weight that ranks x above every other option
  std::vector<std::int64_t> last_alone;   ///< (m) weight that ranks every other option above x
  Committee coalition;                    ///< smallest set that more than half ranks above all others; empty if none
  std::int64_t coalition_weight = 0;
  Committee smith;  ///< the smallest set whose members beat all others head to head

  std::int64_t weight_above(OptionId x, OptionId y) const {
    return above[static_cast<std::size_t>(std::int64_t{x.value} * options + y.value)];
  }
  bool beats(OptionId x, OptionId y) const { return weight_above(x, y) > weight_above(y, x); }
  bool is_majority(std::int64_t weight) const { return weight > total - weight; }
};

/// @pre         at least one option
/// @errors      time-limit, interrupted, memory-limit (m^2 numbers)
/// @complexity  O(sum of squared ballot lengths + m^2) time, O(m^2) memory. Finding the coalition adds O(nnz) for each
///              set that could be one, most often one set
Result<Preferences> count_preferences(const RankedVoices& voices, const Context& context);

struct WinnerCase {
  const RankedVoices& voices;
  const Preferences& preferences;  ///< of these voices
  const Committee& winners;        ///< ascending, at least one; several when ties were kept
};

struct Criterion : AxiomInfo {
  /// Status with a witness where there is an option or a set that the criterion speaks of, verified by definition
  /// before it is returned; without one the criterion holds, and `why` says so.
  CertificateEntry (*check)(const WinnerCase&);
  /// Re-verifies a witness from the ballots alone: true when it really proves the entry's status.
  bool (*witness_holds)(const RankedVoices&, const Committee& winners, const CertificateEntry&);
};

/// All criteria, those that speak of majorities first.
std::span<const Criterion> criteria();
const Criterion* find_criterion(std::string_view id);

/// What the witness of a criterion proves, as a sentence without a full stop; empty for entries without a witness and
/// for axioms that are no criteria.
std::string criterion_words(const CertificateEntry& entry, Names names);

}  // namespace comitia::audit
