// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// The smallest number of ballots whose change changes the outcome.
#pragma once

#include "comitia/base/result.h"
#include "comitia/catalog/catalog.h"

namespace comitia {

/// A changed ballot keeps its voter and may say anything else; ties count as changed when the policy picks another
/// outcome. Exact for additive rules (approval, satisfaction approval, plurality, Borda) by counting, and for any rule
/// when the electorate is small enough to try all changes; else an upper bound found by directed search and then
/// re-verified by running the rule on the changed voices ("at-most").
/// @errors vote-type, those of the rule; time-limit when nothing was found in time
Result<Margin> margin(const RuleEntry& rule, const Voices& voices, const Json& options, Context& context);

}  // namespace comitia
