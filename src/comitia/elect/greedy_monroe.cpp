// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
#include "comitia/elect/greedy_monroe.h"

#include "comitia/decision/seats.h"
#include "comitia/elect/districts_internal.h"
#include "comitia/elect/sequential_internal.h"
#include "comitia/elect/steps_internal.h"

namespace comitia::elect {

Result<Decision> greedy_monroe(const ApprovalVoices& voices, const GreedyMonroeOptions& options, Context& context) {
  COMITIA_TRY(const auto seats, resolve_seats(options.seats, voices.electorate()));
  COMITIA_CHECK(check_memory(context, Districts::bytes(voices)));
  Chooser chooser(context, voices.options());
  Tracer tracer(voices, Arithmetic::exact, context);
  const Rational unit(-1, voices.weight_scale());  // values are negative integer weights
  Districts districts(voices, seats);
  Committee committee;
  for (std::int64_t step = 1; step <= seats; ++step) {
    if (const auto stop = context.stop()) return fail(Context::stopped(*stop));
    const auto ordered = districts.best(tracer.compared_count());
    COMITIA_TRY(const auto winner, chooser.winner(step, tied_with_first(ordered), "voters without a representative"));
    const Valued choice{winner, ordered.front().value};
    const bool supported = choice.value.sign() < 0;
    const auto district = districts.size();
    const auto remaining = districts.remaining();
    districts.pick(choice);
    committee.push_back(winner);
    if (context.wants_trace()) {
      Json::Object fields{{"pick", tracer.option(winner)}};
      if (supported) {
        fields.emplace_back("score", tracer.weight(*(-choice.value).to_int64()));
        fields.emplace_back("district", tracer.weight(district));
        fields.emplace_back("represented", tracer.weight(districts.represented()));
        tracer.add_compared(fields, ordered, unit, remaining);
      }
      tracer.add(step, supported ? "pick" : "fill", std::move(fields));
    }
    context.progress("seats", step, seats);
  }
  if (districts.unrepresented() > 0) tracer.add(seats, "left", {{"voters", tracer.weight(districts.unrepresented())}});

  const auto start = [&] { return Districts(voices, seats); };
  return conclude_sequential(voices, committee, seats, start, chooser, tracer, context);
}

}  // namespace comitia::elect
