// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Thiele's family (T. N. Thiele, 1895): a voter counts w(1) for the first member of the committee on her ballot, w(2)
// more for the second, and so on, never more than before. Its rules differ in w alone, and share their options and the
// sentences of their steps.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "comitia/base/context.h"
#include "comitia/base/fields.h"
#include "comitia/base/rational.h"
#include "comitia/decision/sentences.h"
#include "comitia/elect/every_way_followed.h"

namespace comitia::elect {

/// Who optimises: our own search, which proves its answer in exact arithmetic, or an integer program.
enum class ThieleSolver { search, highs, cbc };

}  // namespace comitia::elect

namespace comitia {
template <>
inline constexpr std::array<std::string_view, 3> kEnumWords<elect::ThieleSolver> = {"search", "highs", "cbc"};
}  // namespace comitia

namespace comitia::elect {

/// Of the exact rules, which have sentences of their own about the score.
struct ThieleOptions {
  std::optional<std::int64_t> seats;
  ThieleSolver solver = ThieleSolver::search;

  template <class Self, class Visit>
  static void fields(Self& o, Visit&& visit) {
    visit("seats", o.seats, at_least(1), "number of seats to fill; the file's own number when it gives one");
    visit("solver", o.solver, any(),
          "who looks for the best committee: an exact branch and bound, or an integer program given to HiGHS or CBC");
  }
  static constexpr Sentence kMember = {
      "member", "{pick:option} is elected: without it the score would be lower by {adds:number}."};
  static constexpr Sentence kEquals = {
      "equals",
      "{committees:count} committees have this score; the steps above show the one that always takes the option "
      "listed first."};
  static constexpr Sentence kExchanges = {
      "exchanges", "Exchanging one member for another option, {option:option} would do best: {score:number}."};
};

struct SeqThieleOptions {
  std::optional<std::int64_t> seats;
  Arithmetic arithmetic = Arithmetic::exact;

  template <class Self, class Visit>
  static void fields(Self& o, Visit&& visit) {
    visit("seats", o.seats, at_least(1), "number of seats to fill; the file's own number when it gives one");
    visit("arithmetic", o.arithmetic, any(),
          "exact fractions, or the same decisions with rounded numbers in the trace");
  }
  static constexpr Sentence kPick = {
      "pick",
      "{pick:option} takes seat {step}: it adds {gain:number} to the representation of its {supporters:count} "
      "{supporters:one supporter|supporters}."};
  static constexpr Sentence kSentences[] = {
      kPick,
      kEveryWayFollowed,
  };
};

struct RevSeqThieleOptions {
  std::optional<std::int64_t> seats;
  Arithmetic arithmetic = Arithmetic::exact;

  template <class Self, class Visit>
  static void fields(Self& o, Visit&& visit) {
    SeqThieleOptions::fields(o, visit);
  }
  static constexpr Sentence kSentences[] = {
      {"out",
       "{out:option} leaves: without it the representation of its {supporters:count} {supporters:one "
       "supporter|supporters} falls by {loss:number}, the least of all who are left."},
      {"remain", "{winners:options} {seats:one is|are} left for the {seats:count} {seats:one seat|seats}."},
      {"all",
       "Every way of breaking the ties was followed, through {states:count} states; the steps above show the one in "
       "which the option listed last always leaves."},
  };
};

/// Of the local searches: their steps are those of the sequential rules, then exchanges.
struct LocalSearchOptions : SeqThieleOptions {
  static constexpr Sentence kSentences[] = {
      kPick,
      {"exchange",
       "{pick:option} takes the seat of {out:option}: no exchange raises the score more, by {gain:number}, and a rise "
       "of {enough:number} is worth an exchange."},
      {"stable",
       "The committee scores {score:number}. The best exchange that is left, {option:option} for {member:option}, "
       "would change that by {change:number}, less than {enough:number}."},
      {"everybody", "The committee scores {score:number}; every option is a member."},
      kEveryWayFollowed,
  };
};

/// The base of geometric weights, 1/p, 1/p^2, ...
template <class Self, class Visit>
void visit_geometric_base(Self& o, Visit&& visit) {
  visit("p", o.p, between(1, 1000),
        "each further member counts p times less than the one before; 1 counts all alike, as approval voting does");
}

struct SeqGeometricOptions : SeqThieleOptions {
  Rational p = 2;

  template <class Self, class Visit>
  static void fields(Self& o, Visit&& visit) {
    SeqThieleOptions::fields(o, visit);
    visit_geometric_base(o, visit);
  }
};

struct RevSeqGeometricOptions : RevSeqThieleOptions {
  Rational p = 2;

  template <class Self, class Visit>
  static void fields(Self& o, Visit&& visit) {
    RevSeqThieleOptions::fields(o, visit);
    visit_geometric_base(o, visit);
  }
};

struct LocalSearchGeometricOptions : LocalSearchOptions {
  Rational p = 2;

  template <class Self, class Visit>
  static void fields(Self& o, Visit&& visit) {
    LocalSearchOptions::fields(o, visit);
    visit_geometric_base(o, visit);
  }
};

}  // namespace comitia::elect
