// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Linear and mixed-integer programs with exact data, solved by a floating-point solver whose answer is only a proposal:
// it is checked again in rationals before anyone may call it feasible or optimal.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "comitia/base/context.h"
#include "comitia/base/rational.h"
#include "comitia/base/result.h"

namespace comitia {

/// minimise or maximise sum_j objective_j x_j  subject to  lower_i <= sum_j a_ij x_j <= upper_i  and bounds on x.
class LinearProgram {
 public:
  enum class Sense { minimise, maximise };
  using Bound = std::optional<Rational>;  ///< nothing = unbounded on that side
  struct Term {
    std::int64_t column;
    Rational coefficient;
  };
  struct Column {
    Bound lower = Rational(0);
    Bound upper;
    Rational objective;
    bool integer = false;
  };
  struct Row {
    Bound lower;
    Bound upper;
    std::vector<Term> terms;
  };

  Sense sense = Sense::minimise;
  std::vector<Column> columns;
  std::vector<Row> rows;
  /// What the caller knows of a program with integer columns: the best objective for any choice of its integer columns
  /// is a multiple of this. Without it the step is taken from the coefficients when all of them are on integer columns.
  std::optional<Rational> objective_step;

  std::int64_t add_column(Column column) {
    columns.push_back(std::move(column));
    return static_cast<std::int64_t>(columns.size()) - 1;
  }
  std::int64_t add_row(Row row) {
    rows.push_back(std::move(row));
    return static_cast<std::int64_t>(rows.size()) - 1;
  }
};

enum class SolveStatus { optimal, feasible, infeasible, unbounded, unknown };

struct Solution {
  SolveStatus status = SolveStatus::unknown;
  std::vector<Rational> values;  ///< exact, feasible by exact check; empty unless optimal or feasible
  Rational objective;            ///< exact objective of values
  std::optional<Rational>
      bound;  ///< best bound on the optimum: proven if linear, the solver's rounded outward if integer
  /// Of a linear program. optimal: a multiplier per row with dual_bound(program, row_duals) == objective, the proof.
  /// infeasible: multipliers for which proves_infeasible is true, a Farkas proof; empty when the bounds of a column
  /// exclude each other, which needs none.
  std::vector<Rational> row_duals;
  std::optional<ProblemCode> stopped;  ///< the limit that ended the search
  std::string why;                     ///< why feasible or unknown and not more
};

enum class SolverBackend { automatic, highs, cbc };

/// Back ends of this build.
std::vector<SolverBackend> solver_backends();

/// Solves a program exactly, without regard to integrality: the solver's final basis is solved again in rationals, and
/// primal feasibility, dual feasibility and hence optimality are checked in rationals. infeasible is returned only with
/// an exactly checked Farkas proof; otherwise unknown, with why.
/// @errors none of its own; a limit gives status unknown or feasible with `stopped`
Solution solve_linear(const LinearProgram& program, Context& context, SolverBackend backend = SolverBackend::automatic);

/// Solves a program whose integer columns carry the decision. Gaps are zero, one thread, fixed seed. The proposal's
/// integer columns are rounded and fixed, the rest solved exactly, and the objective is evaluated in rationals. optimal
/// is claimed when the solver closed the gap and the objective step (see LinearProgram) leaves no room between the
/// value and its bound, widened by the error that doubles may have made; otherwise feasible, with why. infeasible is
/// claimed when the program without integrality is proven infeasible, or when every back end asked ended its search
/// without a point, which `why` then says. Limits are obeyed through callbacks; CBC calls back only where it makes
/// cuts, so that it may notice an interruption late (a time limit it keeps by itself).
Solution solve_integer(const LinearProgram& program, Context& context,
                       SolverBackend backend = SolverBackend::automatic);

/// True when values satisfy every bound, row and (unless told otherwise) integrality exactly.
bool is_feasible(const LinearProgram& program, const std::vector<Rational>& values, bool integrality = true);
Rational objective_of(const LinearProgram& program, const std::vector<Rational>& values);
/// The bound on the objective of every feasible point that multipliers of the rows prove by weak duality: the objective
/// is rewritten as (multipliers x rows) + rest, and each part is taken at the end of its range that helps most. Nothing
/// when such an end is open, or when a column's bounds exclude each other. Any multipliers are allowed.
std::optional<Rational> dual_bound(const LinearProgram& program, const std::vector<Rational>& row_multipliers);
/// True when the multipliers, by the same duality, force even the objective 0 above 0: no point is feasible.
bool proves_infeasible(const LinearProgram& program, const std::vector<Rational>& row_multipliers);

}  // namespace comitia
