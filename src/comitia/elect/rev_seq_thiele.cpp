// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// The reverse sequential rules of Thiele's family: one process, with the weights of each rule.
#include <algorithm>

#include "comitia/decision/seats.h"
#include "comitia/elect/rev_seq_cc.h"
#include "comitia/elect/rev_seq_geometric.h"
#include "comitia/elect/rev_seq_pav.h"
#include "comitia/elect/rev_seq_slav.h"
#include "comitia/elect/satisfaction_internal.h"
#include "comitia/elect/sequential_internal.h"
#include "comitia/elect/steps_internal.h"

namespace comitia::elect {
namespace {

Committee all_but(const ApprovalVoices& voices, std::span<const Valued> out) {
  std::vector<bool> left(static_cast<std::size_t>(voices.option_count()), true);
  for (const auto& each : out) left[each.option.value] = false;
  Committee committee;
  for (std::uint32_t c = 0; c < left.size(); ++c)
    if (left[c]) committee.push_back(OptionId{c});
  return committee;
}

Result<Decision> elect(const ApprovalVoices& voices, const ThieleWeights& weights, const RevSeqThieleOptions& options,
                       Context& context) {
  COMITIA_TRY(const auto seats, resolve_seats(options.seats, voices.electorate()));
  COMITIA_CHECK(check_memory(context, Satisfaction::bytes_removing(voices)));
  Chooser chooser(context, voices.options());
  Tracer tracer(voices, options.arithmetic, context);
  const Rational unit = Rational(1) / Rational(voices.weight_scale());  // values are losses per integer weight
  const auto start = [&] { return Satisfaction::removing(voices, weights); };
  Satisfaction satisfaction = start();
  const std::int64_t steps = voices.option_count() - seats;
  std::vector<Valued> out;
  for (std::int64_t step = 1; step <= steps; ++step) {
    if (const auto stop = context.stop()) return fail(Context::stopped(*stop));
    const auto ordered = satisfaction.best(tracer.compared_count());
    COMITIA_TRY(const auto loser, chooser.loser(step, tied_with_first(ordered), "loss of satisfaction"));
    const Valued choice{loser, ordered.front().value};
    if (context.wants_trace()) {
      Json::Object fields{{"out", tracer.option(loser)},
                          {"loss", tracer.number(choice.value * unit)},
                          {"supporters", tracer.weight(support(voices, loser))}};
      tracer.add_compared(fields, ordered, unit, satisfaction.remaining());
      tracer.add(step, "out", std::move(fields));
    }
    satisfaction.pick(choice);
    out.push_back(choice);
    context.progress("options", step, steps);
  }
  if (const auto stop = context.stop()) return fail(Context::stopped(*stop));
  const Committee committee = all_but(voices, out);
  tracer.add(steps + 1, "remain", {{"winners", ids_json(voices.options(), committee)}, {"seats", seats}});
  const auto committee_after = [&](std::span<const Valued> picks) { return all_but(voices, picks); };
  return conclude_picks(voices, committee, steps, start, committee_after, chooser, tracer, context);
}

}  // namespace

Result<Decision> rev_seq_pav(const ApprovalVoices& voices, const RevSeqPavOptions& options, Context& context) {
  return elect(voices, pav_weights(), options, context);
}

Result<Decision> rev_seq_slav(const ApprovalVoices& voices, const RevSeqSlavOptions& options, Context& context) {
  return elect(voices, slav_weights(), options, context);
}

Result<Decision> rev_seq_geometric(const ApprovalVoices& voices, const RevSeqGeometricOptions& options,
                                   Context& context) {
  return elect(voices, geometric_weights(options.p), options, context);
}

Result<Decision> rev_seq_cc(const ApprovalVoices& voices, const RevSeqCcOptions& options, Context& context) {
  return elect(voices, cc_weights(), options, context);
}

}  // namespace comitia::elect
