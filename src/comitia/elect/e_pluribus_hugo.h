// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// E Pluribus Hugo, by which the Hugo Awards choose their finalists: single divisible votes, and the least popular of
// those with the fewest points is eliminated.
#pragma once

#include <cstdint>
#include <optional>

#include "comitia/base/context.h"
#include "comitia/base/fields.h"
#include "comitia/base/result.h"
#include "comitia/decision/decision.h"
#include "comitia/decision/sentences.h"
#include "comitia/voices/voices.h"

namespace comitia::elect {

struct EPluribusHugoOptions {
  std::optional<std::int64_t> seats;

  template <class Self, class Visit>
  static void fields(Self& o, Visit&& visit) {
    visit("seats", o.seats, at_least(1), "number of seats to fill; the file's own number when it gives one");
  }
  static constexpr Sentence kSentences[] = {
      {"out",
       "{out:option} is eliminated: {among:options} have the fewest points, and of these {out:option} has the fewest "
       "supporters, {supporters:count}."},
      {"out-several",
       "{out:options} are eliminated together: {among:options} have the fewest points, and of these they have the "
       "fewest supporters, {supporters:count} each."},
      {"out-some",
       "{out:options} {out_count:one leaves|leave} of {tied:options}: {among:options} have the fewest points, and of "
       "these {tied:options} have the fewest supporters, {supporters:count} each, but only {out_count:count} of them "
       "can leave."},
      {"pick",
       "{pick:option} is elected with {points:number} points, of {supporters:count} "
       "{supporters:one supporter|supporters}."},
      {"all",
       "{among:options} compete on equal terms for {seats:count} of the seats; every choice among them is a winning "
       "committee."},
  };
};

/// Eliminate options until as many are left as there are seats: a ballot is one point, shared equally by those of its
/// options that are left; of the options with the two lowest numbers of points, that with the fewest supporters goes.
/// @param voices    approval ballots; m options, nnz approvals
/// @param options   see the struct
/// @param context   ties, trace, limits
/// @return          outcome `committees`, each of `seats` options; several only with ties = all
/// @formula         points(c) = Σ_{i ∈ N_c} 1 / |A_i ∩ R|; of L = {c ∈ R : points(c) is at most the second lowest}
///                  those with the fewest supporters leave R, until |R| = k
/// @guarantee       house size = seats; scaling all weights changes nothing; an option that nobody approves of is never
///                  elected before one that somebody approves of
/// @ties            options that would leave together do so, unless fewer than the seats would be left; who of them
///                  stays then is decided by the policy of the run, on the number of supporters; each is recorded
/// @errors          seats, tie, time-limit, memory-limit, interrupted
/// @complexity      O(nnz * l + m^2 * l) time, O(nnz + m * l) memory for ballots of at most l options; ties = all: each
///                  winning committee is written down once
/// @source          J. Quinn, B. Schneier, A proportional voting system for awards nominations resistant to voting
///                  blocs, Voting Matters 30, 2016
Result<Decision> e_pluribus_hugo(const ApprovalVoices& voices, const EPluribusHugoOptions& options, Context& context);

}  // namespace comitia::elect
