// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Phragmén's sequential rule, proposed by E. Phragmén in 1894.
#pragma once

#include <cstdint>
#include <optional>

#include "comitia/base/context.h"
#include "comitia/base/fields.h"
#include "comitia/base/result.h"
#include "comitia/decision/decision.h"
#include "comitia/decision/sentences.h"
#include "comitia/elect/every_way_followed.h"
#include "comitia/voices/voices.h"

namespace comitia::elect {

struct SeqPhragmenOptions {
  std::optional<std::int64_t> seats;
  Arithmetic arithmetic = Arithmetic::exact;

  template <class Self, class Visit>
  static void fields(Self& o, Visit&& visit) {
    visit("seats", o.seats, at_least(1), "number of seats to fill; the file's own number when it gives one");
    visit("arithmetic", o.arithmetic, any(),
          "exact fractions, or the same decisions with rounded numbers in the trace");
  }
  static constexpr Sentence kSentences[] = {
      {"pick",
       "{pick:option} takes seat {step}: shared among its {supporters:count} {supporters:one supporter|supporters}, "
       "its cost raises their load to only {load:number} each, the least of all."},
      {"fill", "{pick:option} takes seat {step}: no option that is left has a supporter."},
      kEveryWayFollowed,
  };
};

/// Fill the seats one by one, each with the option whose cost of 1 can be shared with the smallest load per supporter.
/// @param voices    approval ballots; b distinct ballots, m options, nnz approvals
/// @param options   see the struct
/// @param context   ties, trace, limits
/// @return          outcome `committees`, each of `seats` options; several only with ties = all. Options without a
///                  supporter are elected last, when no other is left
/// @formula         load(c) = (1 + Σ_{i ∈ N_c} load_i) / |N_c|; W ← W ∪ {c} with the smallest load(c); load_i ← load(c)
///                  for i ∈ N_c
/// @guarantee       committee monotone; PJR+ (and so JR); priceable as long as every member has a supporter; house size
///                  = seats; scaling all weights changes nothing
/// @ties            on the new load, by the policy of the run; each is recorded
/// @errors          seats, tie, time-limit, memory-limit, interrupted
/// @complexity      O(seats * (nnz + m * seats)) time, O(nnz + m * seats) memory; ties = all: one state per reached set
///                  of options and loads
/// @source          E. Phragmén, Sur une méthode nouvelle pour réaliser, dans les élections, la représentation
///                  proportionnelle des partis, 1894; M. Brill, R. Freeman, S. Janson, M. Lackner, Phragmén's voting
///                  methods and justified representation, arXiv 2102.12305
Result<Decision> seq_phragmen(const ApprovalVoices& voices, const SeqPhragmenOptions& options, Context& context);

}  // namespace comitia::elect
