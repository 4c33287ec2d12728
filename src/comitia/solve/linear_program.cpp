// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Linear programs, exactly. A floating-point solver names a basis; the basis is solved in rationals; the point is
// optimal exactly when it is feasible and the multipliers of the basis prove a bound equal to its objective. A claim of
// infeasibility is tested by minimising the violation of the rows, a program that always has an optimum, whose
// multipliers are then a Farkas proof.
#include "comitia/solve/linear_program.h"

#include <utility>

#include "comitia/base/assert.h"
#include "comitia/solve/backend_internal.h"
#include "comitia/solve/basis_internal.h"

namespace comitia {
namespace {

using solve_detail::Effort;
using solve_detail::Proposal;
using solve_detail::VariableStatus;

std::size_t at(std::int64_t i) { return static_cast<std::size_t>(i); }

/// The matrix by columns, equal terms added up and zeros dropped.
std::vector<solve_detail::SparseColumn> columns_of(const LinearProgram& program) {
  std::vector<solve_detail::SparseColumn> columns(program.columns.size());
  for (std::size_t i = 0; i < program.rows.size(); ++i) {
    const auto row = static_cast<std::int64_t>(i);
    for (const auto& term : program.rows[i].terms) {
      auto& column = columns[at(term.column)];
      if (!column.empty() && column.back().first == row)
        column.back().second += term.coefficient;
      else
        column.emplace_back(row, term.coefficient);
    }
  }
  for (auto& column : columns) std::erase_if(column, [](const auto& entry) { return entry.second.sign() == 0; });
  return columns;
}

/// Where a variable outside the basis stands.
Rational resting_value(VariableStatus status, const LinearProgram::Bound& lower, const LinearProgram::Bound& upper) {
  if (status == VariableStatus::at_upper && upper) return *upper;
  if (lower) return *lower;
  if (upper) return *upper;
  return Rational(0);
}

struct Vertex {
  std::vector<Rational> values;
  std::vector<Rational> row_duals;
};

/// The point and the multipliers of a basis of A x - r = 0, where r are the activities of the rows; or nothing, with
/// why.
std::optional<Vertex> vertex_of(const LinearProgram& program, const Proposal& proposal, std::string& why) {
  const std::size_t rows = program.rows.size();
  const std::size_t columns = program.columns.size();
  auto matrix = columns_of(program);
  std::vector<Rational> right(rows);
  std::vector<Rational> values(columns);
  std::vector<Rational> costs;
  std::vector<std::size_t> basic;  // columns first; row i is columns + i
  std::vector<solve_detail::SparseColumn> basis;
  for (std::size_t j = 0; j < columns; ++j) {
    const auto& column = program.columns[j];
    if (proposal.column_status[j] == VariableStatus::basic) {
      basic.push_back(j);
      basis.push_back(std::move(matrix[j]));
      costs.push_back(column.objective);
      continue;
    }
    values[j] = resting_value(proposal.column_status[j], column.lower, column.upper);
    if (values[j].sign() != 0)
      for (const auto& [row, coefficient] : matrix[j]) right[at(row)] -= coefficient * values[j];
  }
  for (std::size_t i = 0; i < rows; ++i) {
    const auto& row = program.rows[i];
    if (proposal.row_status[i] == VariableStatus::basic) {
      basic.push_back(columns + i);
      basis.push_back({{static_cast<std::int64_t>(i), Rational(-1)}});
      costs.emplace_back();
      continue;
    }
    right[i] += resting_value(proposal.row_status[i], row.lower, row.upper);
  }
  if (basic.size() != rows) {
    why = "the solver's basis does not have one variable per row";
    return std::nullopt;
  }
  const solve_detail::ExactBasis exact(basis);
  if (!exact.usable()) {
    why = "the solver's basis is singular or too large to be solved in exact fractions";
    return std::nullopt;
  }
  auto point = exact.solve(std::move(right));
  auto duals = point ? exact.solve_transposed(costs) : std::nullopt;
  if (!point || !duals) {
    why = "the solver's basis is singular";
    return std::nullopt;
  }
  for (std::size_t i = 0; i < rows; ++i)
    if (basic[i] < columns) values[basic[i]] = std::move((*point)[i]);
  return Vertex{std::move(values), *std::move(duals)};
}

/// Minimise the total violation of the rows; feasible whenever no column's bounds exclude each other.
LinearProgram violation_program(const LinearProgram& program) {
  LinearProgram result;
  result.sense = LinearProgram::Sense::minimise;
  for (const auto& column : program.columns) result.add_column({column.lower, column.upper, Rational(0), false});
  for (const auto& row : program.rows) {
    auto elastic = row;
    if (row.lower)
      elastic.terms.push_back({result.add_column({Rational(0), std::nullopt, Rational(1), false}), Rational(1)});
    if (row.upper)
      elastic.terms.push_back({result.add_column({Rational(0), std::nullopt, Rational(1), false}), Rational(-1)});
    result.add_row(std::move(elastic));
  }
  return result;
}

/// Directions in which a feasible point can move for ever, cut off at length 1 in each coordinate, with the same
/// objective: some direction improves it exactly when the program is unbounded or infeasible.
LinearProgram direction_program(const LinearProgram& program) {
  const auto open_end = [](const LinearProgram::Bound& bound, int length) {
    return bound ? Rational(0) : Rational(length);
  };
  LinearProgram result;
  result.sense = program.sense;
  for (const auto& column : program.columns)
    result.add_column({open_end(column.lower, -1), open_end(column.upper, 1), column.objective, false});
  for (const auto& row : program.rows) {
    auto cone = row;
    if (cone.lower) cone.lower = Rational(0);
    if (cone.upper) cone.upper = Rational(0);
    result.add_row(std::move(cone));
  }
  return result;
}

/// Solves by asking back ends in turn until one proposal passes the exact check.
class LinearSolver {
 public:
  /// `solvable` says that the program is known to have an optimum: claims to the contrary are not followed up.
  LinearSolver(const LinearProgram& program, Context& context, SolverBackend backend, bool solvable)
      : program_(program), context_(context), backend_(backend), solvable_(solvable) {}

  Solution solve() {
    for (const auto& column : program_.columns)
      if (column.lower && column.upper && *column.upper < *column.lower) {
        solution_.status = SolveStatus::infeasible;
        solution_.why = "a column's lower bound exceeds its upper bound";
        return std::move(solution_);
      }
    const auto floats = std::make_shared<const solve_detail::FloatProgram>(solve_detail::in_doubles(program_));
    for (const auto backend : solve_detail::back_ends_for(backend_))
      for (const auto effort : {Effort::normal, Effort::careful}) {
        if (const auto stop = context_.stop()) return stopped(*stop);
        if (settle(solve_detail::propose_linear(backend, floats, effort, context_))) return std::move(solution_);
      }
    // Nobody found an optimum; perhaps there is none, although nobody said so.
    if (solution_.status == SolveStatus::unknown && (settle_infeasible() || settle_unbounded()))
      return std::move(solution_);
    if (solution_.why.empty()) solution_.why = "no solver of this build gave an answer that passes the exact check";
    return std::move(solution_);
  }

 private:
  Solution stopped(ProblemCode why) {
    solution_.stopped = why;
    solution_.why = "stopped by a limit";
    return std::move(solution_);
  }

  /// True when the proposal decides the program, one way or another.
  bool settle(const Proposal& proposal) {
    switch (proposal.claim) {
      case Proposal::Claim::optimal:
        return settle_optimal(proposal);
      case Proposal::Claim::infeasible:
        return settle_infeasible();
      case Proposal::Claim::unbounded:
      case Proposal::Claim::infeasible_or_unbounded:
        return settle_infeasible() || settle_unbounded();
      case Proposal::Claim::stopped:
        stopped(*proposal.stopped);
        return true;
      case Proposal::Claim::failed:
        break;
    }
    return false;
  }

  bool settle_optimal(const Proposal& proposal) {
    auto vertex = vertex_of(program_, proposal, solution_.why);
    if (!vertex) return false;
    if (!is_feasible(program_, vertex->values, false)) {
      solution_.why = "the solver's basis, solved exactly, is not feasible";
      return false;
    }
    const Rational objective = objective_of(program_, vertex->values);
    const auto bound = dual_bound(program_, vertex->row_duals);
    const bool optimal = bound && *bound == objective;
    keep(std::move(vertex->values), objective);
    if (!optimal) {
      solution_.why = "the solver's basis, solved exactly, is feasible but not optimal";
      return false;
    }
    solution_.status = SolveStatus::optimal;
    solution_.bound = objective;
    solution_.row_duals = std::move(vertex->row_duals);
    solution_.why.clear();
    return true;
  }

  bool settle_infeasible() {
    if (feasible_point_known_ || solvable_) return false;
    const auto violated = violation_program(program_);
    const auto violation = LinearSolver(violated, context_, backend_, true).solve();
    if (violation.stopped) {
      stopped(*violation.stopped);
      return true;
    }
    if (violation.status != SolveStatus::optimal) {
      solution_.why = "infeasible by the solver's word, but " + violation.why;
      return false;
    }
    if (violation.objective.sign() == 0) {
      feasible_point_known_ = true;
      std::vector<Rational> point(violation.values.begin(),
                                  violation.values.begin() + static_cast<std::ptrdiff_t>(program_.columns.size()));
      const Rational objective = objective_of(program_, point);
      keep(std::move(point), objective);
      if (solution_.why.empty()) solution_.why = "a feasible point exists, but the solver found no optimum";
      return false;
    }
    COMITIA_ASSERT(proves_infeasible(program_, violation.row_duals), "the least violation gives a Farkas proof");
    solution_ = Solution();
    solution_.status = SolveStatus::infeasible;
    solution_.row_duals = violation.row_duals;
    return true;
  }

  /// @pre settle_infeasible found a feasible point, or could not decide
  bool settle_unbounded() {
    if (!feasible_point_known_ || solution_.stopped) return false;
    const auto directions = direction_program(program_);
    const auto direction = LinearSolver(directions, context_, backend_, true).solve();
    if (direction.status != SolveStatus::optimal || direction.objective.sign() == 0) return false;
    solution_ = Solution();
    solution_.status = SolveStatus::unbounded;
    return true;
  }

  /// Keeps the better feasible point.
  void keep(std::vector<Rational> values, const Rational& objective) {
    const bool minimise = program_.sense == LinearProgram::Sense::minimise;
    if (solution_.status == SolveStatus::feasible &&
        (minimise ? solution_.objective <= objective : objective <= solution_.objective))
      return;
    solution_.status = SolveStatus::feasible;
    solution_.values = std::move(values);
    solution_.objective = objective;
  }

  const LinearProgram& program_;
  Context& context_;
  SolverBackend backend_;
  bool solvable_;
  bool feasible_point_known_ = false;
  Solution solution_;
};

}  // namespace

Solution solve_linear(const LinearProgram& program, Context& context, SolverBackend backend) {
  return LinearSolver(program, context, backend, false).solve();
}

}  // namespace comitia
