// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// The sequential rules of Thiele's family: one process, with the weights of each rule.
#include "comitia/decision/seats.h"
#include "comitia/elect/satisfaction_internal.h"
#include "comitia/elect/seq_cc.h"
#include "comitia/elect/seq_geometric.h"
#include "comitia/elect/seq_pav.h"
#include "comitia/elect/seq_slav.h"
#include "comitia/elect/sequential_internal.h"
#include "comitia/elect/steps_internal.h"

namespace comitia::elect {
namespace {

Result<Decision> elect(const ApprovalVoices& voices, const ThieleWeights& weights, const SeqThieleOptions& options,
                       Context& context) {
  COMITIA_TRY(const auto seats, resolve_seats(options.seats, voices.electorate()));
  COMITIA_CHECK(check_memory(context, Satisfaction::bytes_adding(voices, seats)));
  Chooser chooser(context, voices.options());
  Tracer tracer(voices, options.arithmetic, context);
  const Rational unit = Rational(-1) / Rational(voices.weight_scale());  // values are negative gains per integer weight
  const auto start = [&] { return Satisfaction::adding(voices, seats, weights); };
  Satisfaction satisfaction = start();
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
  return conclude_sequential(voices, committee, seats, start, chooser, tracer, context);
}

}  // namespace

Result<Decision> seq_pav(const ApprovalVoices& voices, const SeqPavOptions& options, Context& context) {
  return elect(voices, pav_weights(), options, context);
}

Result<Decision> seq_slav(const ApprovalVoices& voices, const SeqSlavOptions& options, Context& context) {
  return elect(voices, slav_weights(), options, context);
}

Result<Decision> seq_geometric(const ApprovalVoices& voices, const SeqGeometricOptions& options, Context& context) {
  return elect(voices, geometric_weights(options.p), options, context);
}

Result<Decision> seq_cc(const ApprovalVoices& voices, const SeqCcOptions& options, Context& context) {
  return elect(voices, cc_weights(), options, context);
}

}  // namespace comitia::elect
