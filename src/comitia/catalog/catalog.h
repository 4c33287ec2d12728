// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// The table of all rules. Every face reads it; a rule that is not in it does not exist.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "comitia/base/context.h"
#include "comitia/base/result.h"
#include "comitia/decision/decision.h"
#include "comitia/decision/rule.h"
#include "comitia/voices/voices.h"

namespace comitia {

struct Family {
  std::string_view id;  ///< "elect"
  std::string_view summary;
  std::span<const RuleEntry> rules;
};

std::span<const Family> families();
/// All rules, by family and in the order of its table.
std::vector<const RuleEntry*> all_rules();
/// @errors usage, with the closest ids
Result<const RuleEntry*> find_rule(std::string_view id);
/// The rule that a family takes for such voices when none is named, or nothing.
const RuleEntry* default_rule(std::string_view family, const Voices& voices);

/// The contract of a rule as written above its function: generated from the header comments at build time.
struct RuleReference {
  std::string_view id, summary, guarantee, ties, errors, complexity, source, header;
  /// Statements separated by ";", in the letters of the literature: W is the committee, A_i what voter i approves of,
  /// N_c the supporters of c, N(c,d) how many rank c above d, R the options left, k the seats, n the voters. May be
  /// empty.
  std::string_view formula;
};
/// Null when the rule has no contract (a test refuses that).
const RuleReference* rule_reference(std::string_view id);

/// Options as JSON: name, type, choices, range, default and help of each.
Json fields_json(std::span<const FieldSpec> fields);
/// The catalog as JSON: id, title, voices, contract, cost, guarantees, option schema of each rule.
Json catalog_json(std::span<const RuleEntry* const> rules);

}  // namespace comitia
