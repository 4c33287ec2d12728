// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// The method of Eneström and Phragmén, also known as Phragmén's first method: a quota, and votes of which a share is
// used up.
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

struct EnestromPhragmenOptions {
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
       "{pick:option} takes seat {step}: what its {supporters:count} {supporters:one supporter has|supporters have} "
       "left of their votes is worth {votes:number}, the most of all; a seat costs {quota:number}, so each keeps "
       "{kept:number} of what it has."},
      {"pick-below",
       "{pick:option} takes seat {step}: what its {supporters:count} {supporters:one supporter has|supporters have} "
       "left of their votes is worth {votes:number}, the most of all, but no more than the {quota:number} that a seat "
       "costs; nothing is left to them."},
      {"fill", "{pick:option} takes seat {step}: no option that is left has a supporter with anything left."},
      kEveryWayFollowed,
  };
};

/// Fill the seats one by one, each with the option whose supporters have most left of their votes; they pay one quota
/// for it, each the same share of what it has, or all they have when that is no more than a quota.
/// @param voices    approval ballots; b distinct ballots, m options, nnz approvals
/// @param options   see the struct
/// @param context   ties, trace, limits
/// @return          outcome `committees`, each of `seats` options; several only with ties = all
/// @formula         q = n / k; votes(c) = Σ_{i ∈ N_c} left_i; W ← W ∪ {c} with the largest votes(c); left_i ← left_i *
///                  max(0, votes(c) − q) / votes(c) for i ∈ N_c
/// @guarantee       PJR+ (and so JR); on parties without common voters the largest remainders by the quota n / k; house
///                  size = seats; scaling all weights changes nothing; not committee monotone, since the quota depends
///                  on the seats
/// @ties            on the remaining votes, by the policy of the run; each is recorded
/// @errors          seats, tie, time-limit, memory-limit, interrupted
/// @complexity      O(seats * (nnz + m * classes)) time, where voters of a class approve of the same elected options;
///                  O(nnz) memory; ties = all: one state per reached set of options and votes
/// @source          G. Eneström, Om aritmetiska och statistiska metoder för proportionella val, 1896; R. Camps,
///                  X. Mora, L. Saumell, The method of Eneström and Phragmén for parliamentary elections by means of
///                  approval voting, arXiv 1907.10590; S. Janson, Phragmén's and Thiele's election methods, arXiv
///                  1611.08826
Result<Decision> enestrom_phragmen(const ApprovalVoices& voices, const EnestromPhragmenOptions& options,
                                   Context& context);

}  // namespace comitia::elect
