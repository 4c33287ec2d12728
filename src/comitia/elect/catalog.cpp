// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// The rules of the family elect, one line each; a rule that is not here does not exist.
#include "comitia/elect/catalog.h"

#include "comitia/elect/borda.h"
#include "comitia/elect/copeland.h"
#include "comitia/elect/instant_runoff.h"
#include "comitia/elect/minimax.h"
#include "comitia/elect/plurality.h"
#include "comitia/elect/ranked_pairs.h"
#include "comitia/elect/schulze.h"

namespace comitia::elect {

std::span<const RuleEntry> rules() {
  // clang-format off
  static const std::array kRules = {
      rule<&plurality>("elect/plurality", {.title = "Plurality", .outcome = OutcomeKind::winner, .cost = Cost::near_linear, .verified = {"hand", "brute", "peer:pref-voting"}}),
      rule<&borda>("elect/borda", {.title = "Borda count", .outcome = OutcomeKind::winner, .cost = Cost::near_linear, .verified = {"hand", "brute", "peer:pref-voting"}}),
      rule<&instant_runoff>("elect/instant-runoff", {.title = "Instant runoff", .outcome = OutcomeKind::winner, .cost = Cost::near_linear, .verified = {"hand", "brute", "peer:pref-voting"}}),
      rule<&copeland>("elect/copeland", {.title = "Copeland", .outcome = OutcomeKind::winner, .cost = Cost::polynomial, .verified = {"hand", "brute", "peer:pref-voting"}}),
      rule<&minimax>("elect/minimax", {.title = "Minimax", .outcome = OutcomeKind::winner, .cost = Cost::polynomial, .verified = {"hand", "brute", "peer:pref-voting"}}),
      rule<&schulze>("elect/schulze", {.title = "Schulze", .outcome = OutcomeKind::winner, .cost = Cost::polynomial, .verified = {"hand", "brute", "peer:pref-voting"}}),
      rule<&ranked_pairs>("elect/ranked-pairs", {.title = "Ranked Pairs", .outcome = OutcomeKind::winner, .cost = Cost::polynomial, .verified = {"hand", "brute", "peer:pref-voting"}}),
  };
  // clang-format on
  return kRules;
}

}  // namespace comitia::elect
