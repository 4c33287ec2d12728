// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Outcomes of ballot rules as their JSON. Lists of ids are canonical: members of a committee in the order of the file,
// committees lexicographic by position, groups of a ranking best first.
#pragma once

#include <span>
#include <vector>

#include "comitia/base/ids.h"
#include "comitia/base/json.h"
#include "comitia/base/result.h"
#include "comitia/voices/electorate.h"

namespace comitia {

using Committee = std::vector<OptionId>;  ///< ascending

/// {"committees": [["id", ...], ...]}; sorts each committee and the list, and drops repeats.
Json committees_outcome(const OptionTable& options, std::vector<Committee> committees);
/// {"winners": [...], "ranking": [["id", ...], ...]}.
Json ranking_outcome(const OptionTable& options, const std::vector<OptionId>& winners,
                     const std::vector<std::vector<OptionId>>& ranking);
/// {"projects": [...]} for one outcome, {"outcomes": [[...], ...]} for several.
Json projects_outcome(const OptionTable& options, std::vector<std::vector<OptionId>> outcomes);

/// Committees of an outcome, by the ids of `options`. Accepts all three forms: winners are committees of one.
/// @errors document (no such member), unknown-option
Result<std::vector<Committee>> committees_of(const Json& outcome, const OptionTable& options);

/// Ids of options as JSON strings.
Json ids_json(const OptionTable& options, std::span<const OptionId> ids);

}  // namespace comitia
