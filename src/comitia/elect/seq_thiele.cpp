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
#include "comitia/elect/sequential_thiele_internal.h"
#include "comitia/elect/steps_internal.h"

namespace comitia::elect {
namespace {

Result<Decision> elect(const ApprovalVoices& voices, const ThieleWeights& weights, const SeqThieleOptions& options,
                       Context& context) {
  COMITIA_TRY(const auto seats, resolve_seats(options.seats, voices.electorate()));
  COMITIA_CHECK(check_memory(context, Satisfaction::bytes_adding(voices, seats)));
  Chooser chooser(context, voices.options());
  Tracer tracer(voices, options.arithmetic, context);
  const auto start = [&] { return Satisfaction::adding(voices, seats, weights); };
  Satisfaction satisfaction = start();
  COMITIA_TRY(const auto committee, fill_seats(voices, seats, satisfaction, chooser, tracer, context));
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
