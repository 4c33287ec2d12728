// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
#include "comitia/report/svg.h"

#include "comitia/report/sections_internal.h"

namespace comitia::report {

Result<std::string> svg(const ReportInput& input) {
  constexpr std::size_t kMostBars = 30;
  COMITIA_TRY(const auto view, View::of(input));
  if (const auto rounds = rounds_drawing(view)) return standalone_svg(*rounds);
  if (view.outcomes.size() > 1 && !outcomes_chart(view, kMostBars).bars.empty())
    return standalone_svg(draw(outcomes_chart(view, kMostBars)));
  if (view.approvals != nullptr) return standalone_svg(draw(approvals_chart(view, kMostBars)));
  if (const auto* last = last_comparison(view.decision))
    return standalone_svg(draw(compared_chart(view, *last, kMostBars)));
  if (view.ranked != nullptr) return standalone_svg(draw(first_choices_chart(view, kMostBars)));
  return fail(ProblemCode::document,
              "there is nothing to draw: the document has no steps with numbers and no voices were given",
              "add --voices, or decide with --trace full");
}

}  // namespace comitia::report
