// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Why, why not, and what would have to change: answers drawn from a Decision's trace and the voices.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "comitia/base/result.h"
#include "comitia/catalog/catalog.h"

namespace comitia {

/// An explanation: a headline and sentences, each of which follows from the document or the voices.
struct Explanation {
  std::string headline;
  std::vector<std::string> sentences;
};

/// The decision as a whole: outcome in a sentence, then the steps.
Explanation explain_decision(const Decision& decision);
/// Why an option won or lost: the step at which it entered or left, what it had and what was needed then, its
/// supporters and how they are represented. @errors unknown-option
Result<Explanation> explain_option(const Decision& decision, const Voices& voices, std::string_view option);
/// What a voice's ballot did. Approvals: its options in the outcome, the steps that it took part in, what it paid.
/// Rankings: the order of its options, the place at which the winners stand, and whom it ranked highest of those left
/// when an option left.
/// @errors option-range (no such voice)
Result<Explanation> explain_voice(const Decision& decision, const Voices& voices, std::string_view voice);
/// One step in full, with all that was compared. @errors option-range (no such step)
Result<Explanation> explain_step(const Decision& decision, std::int64_t step);

/// Whether the option that a tie chose is one that left, as the steps tell.
bool decides_who_leaves(const Decision& decision, const TieRecord& tie);

/// The outcome in one sentence: "A, B and C are elected." / "Peltola wins."
std::string outcome_sentence(const Decision& decision);

}  // namespace comitia
