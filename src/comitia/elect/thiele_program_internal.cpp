// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// The exact rules of Thiele's family as an integer program: a binary column per option, and per ballot a column in [0,
// 1] for its first, second, ... member, worth w(1), w(2), ...; since the worth never rises, some optimum fills them in
// this order. All coefficients are multiplied by the lcm of the denominators, so that scores are integers and one
// apart.
#include <algorithm>

#include "comitia/base/assert.h"
#include "comitia/elect/thiele_oracle_internal.h"

namespace comitia::elect {
namespace {

class ThieleByProgram final : public ThieleOracle {
 public:
  ThieleByProgram(const ApprovalVoices& voices, std::int64_t seats, const ThieleWeights& weights, SolverBackend backend,
                  Context& context)
      : voices_(voices), weights_(weights), backend_(backend), context_(context) {
    // The largest scale at which the largest score is still exact as a double.
    constexpr std::int64_t kExactInDoubles = std::int64_t{1} << 53;
    const auto step = step_of_scores(weights, seats);
    const auto common = step ? step->denominator().to_int64() : std::nullopt;
    if (common && *common <= kExactInDoubles / std::max<std::int64_t>(1, voices.total_weight())) scale_ = *common;
    program_.sense = LinearProgram::Sense::maximise;
    if (step) program_.objective_step = *step * Rational(scale_);
    LinearProgram::Row all;
    for (std::int64_t c = 0; c < voices.option_count(); ++c)
      all.terms.push_back({program_.add_column({.upper = Rational(1), .integer = true}), Rational(1)});
    all.lower = all.upper = Rational(seats);
    program_.add_row(std::move(all));
    for (std::int64_t b = 0; b < voices.ballot_count(); ++b) {
      const BallotId ballot{static_cast<std::uint32_t>(b)};
      const auto approved = voices.approved(ballot);
      LinearProgram::Row row;
      row.upper = Rational(0);
      for (std::int64_t j = 1; j <= std::min<std::int64_t>(seats, static_cast<std::int64_t>(approved.size())); ++j) {
        const Rational worth = Rational(voices.weight(ballot)) * Rational(scale_) * weights(j);
        if (worth.sign() == 0) break;
        row.terms.push_back({program_.add_column({.upper = Rational(1), .objective = worth}), Rational(1)});
      }
      if (row.terms.empty()) continue;
      for (const OptionId option : approved) row.terms.push_back({option.value, Rational(-1)});
      program_.add_row(std::move(row));
    }
  }

  ThieleAnswer best() override { return solve({}); }

  /// Finds one after the other, forbidding each by a row, until the best that remains scores less.
  ThieleListing with_score(const Rational& score, std::int64_t most, const ThieleFixing& fixing) override {
    ThieleListing listing;
    const std::size_t rows = program_.rows.size();
    while (static_cast<std::int64_t>(listing.committees.size()) < most) {
      const auto answer = solve(fixing);
      if (answer.proven && (!answer.committee || answer.score < score)) {
        listing.complete = true;
        break;
      }
      // A committee with this score counts even if the solver cannot prove that none is better: none is.
      if (!answer.committee || answer.score != score) {
        listing.stopped = answer.stopped;
        listing.why = answer.why;
        break;
      }
      LinearProgram::Row forbidden;
      for (const OptionId option : *answer.committee) forbidden.terms.push_back({option.value, Rational(1)});
      forbidden.upper = Rational(static_cast<std::int64_t>(answer.committee->size()) - 1);
      program_.add_row(std::move(forbidden));
      listing.committees.push_back(*answer.committee);
    }
    program_.rows.resize(rows);
    std::sort(listing.committees.begin(), listing.committees.end());
    return listing;
  }

 private:
  ThieleAnswer solve(const ThieleFixing& fixing) {
    auto program = program_;
    for (const OptionId option : fixing.in) program.columns[option.value].lower = Rational(1);
    for (const OptionId option : fixing.out) program.columns[option.value].upper = Rational(0);
    const auto solution = solve_integer(program, context_, backend_);
    ThieleAnswer answer;
    answer.stopped = solution.stopped;
    answer.why = solution.why;
    answer.proven = solution.status == SolveStatus::optimal || solution.status == SolveStatus::infeasible;
    if (solution.bound) answer.bound = *solution.bound / Rational(scale_);
    if (solution.values.empty()) return answer;
    answer.committee.emplace();
    for (std::int64_t c = 0; c < voices_.option_count(); ++c)
      if (solution.values[static_cast<std::size_t>(c)].sign() != 0)
        answer.committee->push_back(OptionId{static_cast<std::uint32_t>(c)});
    answer.score = thiele_score(voices_, *answer.committee, weights_);
    COMITIA_ASSERT(answer.score * Rational(scale_) == solution.objective,
                   "the program's objective is the scaled score");
    return answer;
  }

  const ApprovalVoices& voices_;
  const ThieleWeights& weights_;
  SolverBackend backend_;
  Context& context_;
  std::int64_t scale_ = 1;
  LinearProgram program_;
};

}  // namespace

std::unique_ptr<ThieleOracle> thiele_by_program(const ApprovalVoices& voices, std::int64_t seats,
                                                const ThieleWeights& weights, SolverBackend backend, Context& context) {
  return std::make_unique<ThieleByProgram>(voices, seats, weights, backend, context);
}

}  // namespace comitia::elect
