// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// The sections of the page, each a function of the view. A section that has nothing to say has no body and is left out.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "comitia/report/chart_internal.h"
#include "comitia/report/view_internal.h"

namespace comitia::report {

struct Section {
  std::string id;
  std::string title;  ///< HTML
  std::string guide;  ///< HTML beside the heading: what this shows and how to read it
  std::string body;   ///< HTML
};

Section committee_section(const View& view);       ///< members, approvals
Section winner_section(const View& view);          ///< winner, ranking, what the rule compared in the end
Section representation_section(const View& view);  ///< members per voter, groups of voters, voters without a member
Section rounds_section(const View& view);          ///< how votes moved from round to round
Section pairs_section(const View& view);           ///< head to head
Section certificate_section(const View& view);     ///< axioms with their witnesses
Section steps_section(const View& view);           ///< the trace in sentences, with what was compared
Section ties_section(const View& view);
Section questions_section(const View& view);   ///< why not ...?
Section comparison_section(const View& view);  ///< other rules on the same voices
Section margin_section(const View& view);
Section verify_section(const View& view);  ///< provenance and how to check it

/// A witness in words, then as data. HTML
std::string witness_html(const View& view, const CertificateEntry& entry);

/// What a step compared, as bars: the first is the best, `chosen` stands out.
BarChart compared_chart(const View& view, const TraceStep& step, std::size_t most);
/// What the numbers of a step's comparison are: "Load", "Votes", "Value".
std::string unit_of(const TraceStep& step);
/// The last step that compared something, or null.
const TraceStep* last_comparison(const Decision& decision);

/// Approvals of the options, most approved first. @pre approval voices
BarChart approvals_chart(const View& view, std::size_t most);
/// First choices of the options, in the order of the result. @pre ranked voices
BarChart first_choices_chart(const View& view, std::size_t most);
/// In how many of several outcomes an option is. @pre several outcomes
BarChart outcomes_chart(const View& view, std::size_t most);
/// How votes moved through the last rounds; nothing when the trace has no rounds.
std::optional<Drawing> rounds_drawing(const View& view);

}  // namespace comitia::report
