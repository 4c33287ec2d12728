// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// How every rule ends that elects, or drops, one option at a time: the committee of the path that the trace shows, or,
// when ties are kept and one was met, the committees of all paths.
#pragma once

#include <cstdint>
#include <span>

#include "comitia/decision/outcome.h"
#include "comitia/elect/exploration_internal.h"
#include "comitia/elect/steps_internal.h"

namespace comitia::elect {

/// The Decision after the last of `steps` picks. start() makes the rule's process before its first pick; it is called
/// only when all paths must be walked. committee_after(picks) is the committee at the end of a path.
template <class Start, class CommitteeAfter>
Result<Decision> conclude_picks(const ApprovalVoices& voices, const Committee& committee, std::int64_t steps,
                                const Start& start, const CommitteeAfter& committee_after, Chooser& chooser,
                                Tracer& tracer, const Context& context) {
  Decision decision;
  decision.resolved = resolved_seats(std::ssize(committee));
  if (context.run.ties == TiePolicy::all && chooser.met_tie()) {
    Exploration exploration(voices, context);
    exploration.found(committee);
    auto fresh = start();
    exploration.walk(fresh, steps, [&](std::span<const Valued> picks) { exploration.found(committee_after(picks)); });
    COMITIA_CHECK(exploration.conclude(decision));
    tracer.add(steps, "all", {{"states", exploration.states()}});
  } else {
    decision.outcome = committees_outcome(voices.options(), {committee});
  }
  decision.ties = chooser.take();
  decision.trace = tracer.take();
  return decision;
}

/// The same where each pick fills a seat.
template <class Start>
Result<Decision> conclude_sequential(const ApprovalVoices& voices, const Committee& committee, std::int64_t seats,
                                     const Start& start, Chooser& chooser, Tracer& tracer, const Context& context) {
  return conclude_picks(voices, committee, seats, start, options_of, chooser, tracer, context);
}

}  // namespace comitia::elect
