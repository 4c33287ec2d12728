// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// What the floating-point solvers look like from inside solve/: a program in doubles goes in, a proposal comes out. A
// proposal proves nothing; linear_program.cpp and integer_program.cpp check it exactly.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "comitia/base/context.h"
#include "comitia/base/rational.h"
#include "comitia/solve/linear_program.h"

namespace comitia::solve_detail {

/// A program in doubles, stored by columns. Rows and the objective are scaled so that integer data stay integers: the
/// scale of a row changes neither feasible points nor bases.
struct FloatProgram {
  bool maximise = false;
  std::vector<double> cost, lower, upper;    ///< per column; infinities for open bounds
  std::vector<double> row_lower, row_upper;  ///< per row
  std::vector<int> start, row;               ///< columns + 1, entries
  std::vector<double> value;                 ///< entries
  std::vector<bool> integer;                 ///< per column
  Rational cost_scale = Rational(1);         ///< cost = objective * cost_scale > 0

  int columns() const { return static_cast<int>(cost.size()); }
  int rows() const { return static_cast<int>(row_lower.size()); }
};

FloatProgram in_doubles(const LinearProgram& program);

enum class VariableStatus : std::uint8_t { basic, at_lower, at_upper, at_zero };

/// How hard to try: careful switches presolve off and takes the other simplex variant with smaller tolerances.
enum class Effort { normal, careful };

struct Proposal {
  enum class Claim { optimal, infeasible, unbounded, infeasible_or_unbounded, stopped, failed };
  Claim claim = Claim::failed;
  std::optional<ProblemCode> stopped;                     ///< the limit, when claim is stopped
  std::vector<VariableStatus> column_status, row_status;  ///< linear programs: the final basis
  std::vector<double> values;                             ///< programs with integer columns: the best point, or empty
  std::optional<double> bound;                            ///< programs with integer columns: on cost, if finite
};

Proposal highs_linear(const FloatProgram& program, Effort effort, Context& context);
Proposal highs_integer(const FloatProgram& program, Context& context);
Proposal cbc_linear(const FloatProgram& program, Effort effort, Context& context);
Proposal cbc_integer(const FloatProgram& program, Context& context);

Proposal propose_linear(SolverBackend backend, const FloatProgram& program, Effort effort, Context& context);
Proposal propose_integer(SolverBackend backend, const FloatProgram& program, Context& context);

/// The back ends to ask, in this order.
std::vector<SolverBackend> back_ends_for(SolverBackend wanted);

}  // namespace comitia::solve_detail
