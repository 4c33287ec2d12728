// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// What the explanations of options, steps and voices share.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "comitia/catalog/explain.h"
#include "comitia/decision/outcome.h"

namespace comitia::explaining {

/// A field of a step, or null.
const Json* field(const TraceStep& step, std::string_view name);
/// "A, B and C"; "nobody" when there are none.
std::string list_of(std::vector<std::string> names);
/// Who was equal, on what, and what decided.
std::string tie_sentence(const Decision& decision, const TieRecord& tie);

/// The committees of the outcome, several when ties were kept; none when they cannot be read.
std::vector<Committee> outcomes_of(const Decision& decision, const OptionTable& options);
/// In how many of the outcomes an option is.
struct Presence {
  std::int64_t with = 0;
  std::int64_t of = 0;
};
Presence presence_of(const std::vector<Committee>& outcomes, OptionId option);

}  // namespace comitia::explaining
