// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Which rules a command asks for, and what the command line says about their options.
#pragma once

#include <string>
#include <vector>

#include "comitia/catalog/catalog.h"

#include "cli/invocation.h"

namespace comitia::cli {

/// The rules of --rule, in their order; the name of \p family before them may be left out. @errors usage
Result<std::vector<const RuleEntry*>> chosen_rules(const Invocation& invocation, const std::string& family);

/// The rules of --rule, or the family's default for these voices, which is said. @errors usage, vote-type
Result<std::vector<const RuleEntry*>> rules_for(const Invocation& invocation, const Voices& voices);
/// The same where only one rule makes sense. @errors usage
Result<const RuleEntry*> rule_for(const Invocation& invocation, const Voices& voices);

/// The options that the command line gives to a rule. @errors usage (an option that the rule does not have, unless
/// another of `together` has it)
Result<Json> options_for(const Invocation& invocation, const RuleEntry& rule,
                         const std::vector<const RuleEntry*>& together = {});

}  // namespace comitia::cli
