// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
#include "comitia/elect/enestrom_phragmen.h"

#include "comitia/decision/seats.h"
#include "comitia/elect/sequential_internal.h"
#include "comitia/elect/steps_internal.h"
#include "comitia/elect/voting_power_internal.h"

namespace comitia::elect {

Result<Decision> enestrom_phragmen(const ApprovalVoices& voices, const EnestromPhragmenOptions& options,
                                   Context& context) {
  COMITIA_TRY(const auto seats, resolve_seats(options.seats, voices.electorate()));
  COMITIA_CHECK(check_memory(context, VoterClasses::bytes(voices, seats)));
  Chooser chooser(context, voices.options());
  Tracer tracer(voices, options.arithmetic, context);
  const Rational quota(voices.total_weight(), seats);
  const Rational unit(1, voices.weight_scale());  // votes are counted in integer weights and shown as votes
  VotingPower power(voices, quota);
  Committee committee;
  for (std::int64_t step = 1; step <= seats; ++step) {
    if (const auto stop = context.stop()) return fail(Context::stopped(*stop));
    const auto ordered = power.best(tracer.compared_count());
    COMITIA_TRY(const auto winner, chooser.winner(step, tied_with_first(ordered), "remaining votes"));
    const Valued choice{winner, ordered.front().value};
    const auto votes = -choice.value;
    if (context.wants_trace()) {
      Json::Object fields{{"pick", tracer.option(winner)}, {"supporters", tracer.weight(support(voices, winner))}};
      if (votes.sign() > 0) {
        fields.emplace_back("votes", tracer.number(votes * unit));
        fields.emplace_back("quota", tracer.number(quota * unit));
        if (votes > quota) fields.emplace_back("kept", tracer.number(power.kept(votes)));
        tracer.add_compared(fields, ordered, -unit, power.remaining());
      }
      tracer.add(step, votes > quota ? "pick" : votes.sign() > 0 ? "pick-below" : "fill", std::move(fields));
    }
    power.pick(choice);
    committee.push_back(winner);
    context.progress("seats", step, seats);
  }

  const auto start = [&] { return VotingPower(voices, quota); };
  return conclude_sequential(voices, committee, seats, start, chooser, tracer, context);
}

}  // namespace comitia::elect
