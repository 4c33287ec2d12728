// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
#include "comitia/elect/sequential_thiele_internal.h"

namespace comitia::elect {

Result<Committee> fill_seats(const ApprovalVoices& voices, std::int64_t seats, Satisfaction& satisfaction,
                             Chooser& chooser, Tracer& tracer, Context& context) {
  const Rational unit = Rational(-1) / Rational(voices.weight_scale());  // values are negative gains per integer weight
  Committee committee;
  for (std::int64_t step = 1; step <= seats; ++step) {
    if (const auto stop = context.stop()) return fail(Context::stopped(*stop));
    const auto ordered = satisfaction.best(tracer.compared_count());
    COMITIA_TRY(const auto winner, chooser.winner(step, tied_with_first(ordered), "marginal score"));
    const Valued choice{winner, ordered.front().value};
    if (context.wants_trace()) {
      Json::Object fields{{"pick", tracer.option(winner)},
                          {"gain", tracer.number(choice.value * unit)},
                          {"supporters", tracer.weight(support(voices, winner))}};
      tracer.add_compared(fields, ordered, unit, satisfaction.remaining());
      tracer.add(step, "pick", std::move(fields));
    }
    satisfaction.pick(choice);
    committee.push_back(winner);
    context.progress("seats", step, seats);
  }
  return committee;
}

}  // namespace comitia::elect
