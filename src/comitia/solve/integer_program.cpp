// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Programs with integer columns. The solver's point is rounded and completed exactly, so that its value is a fact; its
// bound is a double, so that it counts only as far as the steps of the objective are wider than what doubles can lose.
#include <algorithm>
#include <cmath>
#include <utility>

#include "comitia/base/assert.h"
#include "comitia/solve/backend_internal.h"
#include "comitia/solve/linear_program.h"

namespace comitia {
namespace {

using solve_detail::Proposal;

/// How far a solver's bound may be off, relative to its size: its feasibility tolerances are 1e-9, and we allow for ten
/// of them.
constexpr double kBoundError = 1e-8;

/// The largest rational of which both are integer multiples. @pre not both are 0
Rational common_divisor(Rational a, Rational b) {
  if (a.sign() < 0) a = -a;
  if (b.sign() < 0) b = -b;
  while (b.sign() != 0) {
    Rational rest = a - (a / b).floor() * b;
    a = std::exchange(b, std::move(rest));
  }
  return a;
}

/// The distance of neighbouring objective values, or nothing when they can be arbitrarily close.
std::optional<Rational> objective_step(const LinearProgram& program) {
  if (program.objective_step) return program.objective_step;
  Rational step;
  for (const auto& column : program.columns) {
    if (column.objective.sign() == 0) continue;
    if (!column.integer) return std::nullopt;
    step = common_divisor(step, column.objective);
  }
  return step;
}

class IntegerSolver {
 public:
  IntegerSolver(const LinearProgram& program, Context& context, SolverBackend backend)
      : program_(program),
        context_(context),
        backend_(backend),
        minimise_(program.sense == LinearProgram::Sense::minimise) {}

  Solution solve() {
    const auto floats = std::make_shared<const solve_detail::FloatProgram>(solve_detail::in_doubles(program_));
    const auto back_ends = solve_detail::back_ends_for(backend_);
    std::size_t without_point = 0;
    for (const auto backend : back_ends) {
      if (const auto stop = context_.stop()) return stopped(*stop);
      const auto proposal = solve_detail::propose_integer(backend, floats, context_);
      const bool kept = !proposal.values.empty() && keep(proposal.values);
      if (proposal.claim == Proposal::Claim::stopped) {
        take_bound(*floats, proposal);
        return stopped(*proposal.stopped);
      }
      if (proposal.claim == Proposal::Claim::optimal && kept) {
        take_bound(*floats, proposal);
        if (claim_optimal()) return std::move(solution_);
      }
      if (proposal.claim == Proposal::Claim::infeasible || proposal.claim == Proposal::Claim::infeasible_or_unbounded ||
          proposal.claim == Proposal::Claim::unbounded) {
        const auto relaxed = solve_linear(program_, context_, backend_);
        if (relaxed.status == SolveStatus::infeasible) return relaxed;
        if (relaxed.stopped) return stopped(*relaxed.stopped);
        if (proposal.claim == Proposal::Claim::infeasible) ++without_point;
        solution_.why = "the solver claims that there is no optimum, without a proof";
      }
      if (proposal.claim == Proposal::Claim::failed && solution_.why.empty()) solution_.why = "the solver gave up";
    }
    if (!back_ends.empty() && without_point == back_ends.size()) {
      solution_.status = SolveStatus::infeasible;
      solution_.why = "the solver searched everything without finding a point; this rests on its floating-point word";
    }
    if (solution_.status == SolveStatus::unknown && solution_.why.empty())
      solution_.why = "no solver of this build gave a point that passes the exact check";
    return std::move(solution_);
  }

 private:
  Solution stopped(ProblemCode why) {
    solution_.stopped = why;
    solution_.why = "stopped by a limit";
    return std::move(solution_);
  }

  /// Rounds the integer columns and completes the others exactly; true when that gives a feasible point.
  bool keep(const std::vector<double>& proposed) {
    std::vector<Rational> values;
    bool all_integer = true;
    for (std::size_t j = 0; j < proposed.size(); ++j) {
      all_integer = all_integer && program_.columns[j].integer;
      values.push_back(program_.columns[j].integer ? Rational::from_double(std::round(proposed[j])) : Rational(0));
    }
    if (!all_integer) {
      LinearProgram rest = program_;
      for (std::size_t j = 0; j < proposed.size(); ++j) {
        auto& column = rest.columns[j];
        if (!column.integer) continue;
        if ((column.lower && values[j] < *column.lower) || (column.upper && *column.upper < values[j])) return false;
        column.lower = column.upper = values[j];
      }
      Context unhurried = context_;  // a point found before the time was up is worth completing after it
      unhurried.time_limit_seconds = 0;
      auto completed = solve_linear(rest, unhurried, backend_);
      if (completed.values.empty()) return false;
      values = std::move(completed.values);
    }
    if (!is_feasible(program_, values)) return false;
    const Rational objective = objective_of(program_, values);
    const bool better =
        solution_.values.empty() || (minimise_ ? objective < solution_.objective : solution_.objective < objective);
    if (better) {
      solution_.status = SolveStatus::feasible;
      solution_.values = std::move(values);
      solution_.objective = objective;
    }
    return true;
  }

  /// The solver's bound in units of the objective, moved outward by its possible error and then to the next value that
  /// the objective can take.
  void take_bound(const solve_detail::FloatProgram& floats, const Proposal& proposal) {
    if (!proposal.bound) return;
    const double error = kBoundError * std::max(1.0, std::abs(*proposal.bound));
    const double outward = minimise_ ? *proposal.bound - error : *proposal.bound + error;
    Rational bound = Rational::from_double(outward) / floats.cost_scale;
    if (const auto step = objective_step(program_); step && step->sign() > 0)
      bound = (minimise_ ? (bound / *step).ceil() : (bound / *step).floor()) * *step;
    if (!solution_.bound || (minimise_ ? *solution_.bound < bound : bound < *solution_.bound)) solution_.bound = bound;
  }

  /// @pre a point is kept
  bool claim_optimal() {
    const auto step = objective_step(program_);
    if (!step) {
      solution_.why = "the objective depends on columns that are not integer, so the solver's bound proves no optimum";
      return false;
    }
    const bool constant = step->sign() == 0;
    if (!constant && (!solution_.bound || *solution_.bound != solution_.objective)) {
      solution_.why = "the solver's bound leaves room for a better value within the error of its arithmetic";
      return false;
    }
    solution_.status = SolveStatus::optimal;
    solution_.bound = solution_.objective;
    solution_.why.clear();
    return true;
  }

  const LinearProgram& program_;
  Context& context_;
  SolverBackend backend_;
  bool minimise_;
  Solution solution_;
};

}  // namespace

Solution solve_integer(const LinearProgram& program, Context& context, SolverBackend backend) {
  return IntegerSolver(program, context, backend).solve();
}

}  // namespace comitia
