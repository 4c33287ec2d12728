// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
#include "comitia/elect/seq_phragmen.h"

#include "comitia/decision/seats.h"
#include "comitia/elect/loads_internal.h"
#include "comitia/elect/sequential_internal.h"
#include "comitia/elect/steps_internal.h"

namespace comitia::elect {

Result<Decision> seq_phragmen(const ApprovalVoices& voices, const SeqPhragmenOptions& options, Context& context) {
  COMITIA_TRY(const auto seats, resolve_seats(options.seats, voices.electorate()));
  COMITIA_CHECK(check_memory(context, Loads::bytes(voices, seats)));
  Chooser chooser(context, voices.options());
  Tracer tracer(voices, options.arithmetic, context);
  const Rational unit(voices.weight_scale());  // loads are computed per integer weight and shown per voter
  Loads loads(voices, seats);
  Committee committee;
  for (std::int64_t step = 1; step <= seats; ++step) {
    if (const auto stop = context.stop()) return fail(Context::stopped(*stop));
    const auto ordered = loads.best(tracer.compared_count());
    COMITIA_TRY(const auto winner, chooser.winner(step, tied_with_first(ordered), "new load"));
    const Valued choice{winner, ordered.front().value};
    const bool supported = loads.support(winner) > 0;
    if (context.wants_trace()) {
      Json::Object fields{{"pick", tracer.option(winner)}, {"supporters", tracer.weight(loads.support(winner))}};
      if (supported) {
        fields.emplace_back("load", tracer.number(choice.value * unit));
        tracer.add_compared(fields, ordered, unit, loads.remaining());
      }
      tracer.add(step, supported ? "pick" : "fill", std::move(fields));
    }
    loads.pick(choice);
    committee.push_back(winner);
    context.progress("seats", step, seats);
  }

  const auto start = [&] { return Loads(voices, seats); };
  return conclude_sequential(voices, committee, seats, start, chooser, tracer, context);
}

}  // namespace comitia::elect
