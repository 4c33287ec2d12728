// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
#include "comitia/elect/consensus.h"

#include "comitia/decision/seats.h"
#include "comitia/elect/balances_internal.h"
#include "comitia/elect/sequential_internal.h"
#include "comitia/elect/steps_internal.h"

namespace comitia::elect {

Result<Decision> consensus(const ApprovalVoices& voices, const ConsensusOptions& options, Context& context) {
  COMITIA_TRY(const auto seats, resolve_seats(options.seats, voices.electorate()));
  COMITIA_CHECK(check_memory(context, VoterClasses::bytes(voices, seats)));
  Chooser chooser(context, voices.options());
  Tracer tracer(voices, options.arithmetic, context);
  const Rational unit(1, voices.weight_scale());  // balances are summed in integer weights and shown as those of voters
  Balances balances(voices);
  Committee committee;
  for (std::int64_t step = 1; step <= seats; ++step) {
    if (const auto stop = context.stop()) return fail(Context::stopped(*stop));
    const auto ordered = balances.best(tracer.compared_count());
    COMITIA_TRY(const auto winner, chooser.winner(step, tied_with_first(ordered), "sum of positive balances"));
    const Valued choice{winner, ordered.front().value};
    if (context.wants_trace()) {
      const auto payers = balances.payers(winner);
      Json::Object fields{{"pick", tracer.option(winner)}, {"payers", tracer.weight(payers)}};
      if (payers > 0) {
        fields.emplace_back("score", tracer.number(-choice.value * unit));
        fields.emplace_back("payment", tracer.number(balances.payment(payers)));
        tracer.add_compared(fields, ordered, -unit, balances.remaining());
      }
      tracer.add(step, payers > 0 ? "pick" : "fill", std::move(fields));
    }
    balances.pick(choice);
    committee.push_back(winner);
    context.progress("seats", step, seats);
  }

  const auto start = [&] { return Balances(voices); };
  return conclude_sequential(voices, committee, seats, start, chooser, tracer, context);
}

}  // namespace comitia::elect
