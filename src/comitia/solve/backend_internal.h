// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// What the floating-point solvers look like from inside solve/: a program in doubles goes in, a proposal comes out. A
// proposal proves nothing; linear_program.cpp and integer_program.cpp check it exactly.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
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
  std::optional<ProblemCode> stopped;                     ///< the limit, when claim is stopped: set by propose_*
  std::vector<VariableStatus> column_status, row_status;  ///< linear programs: the final basis
  std::vector<double> values;                             ///< programs with integer columns: the best point, or empty
  std::optional<double> bound;                            ///< programs with integer columns: on cost, if finite
};

/// One run of a solver, shared by the thread that asked for it and the thread that it runs on. A solver looks at its
/// orders only here and there, at times not for many seconds; who asked does not wait for it and takes what was found.
class Assignment {
 public:
  SolverBackend backend = SolverBackend::automatic;
  std::shared_ptr<const FloatProgram> program;
  Effort effort = Effort::normal;
  bool integer = false;
  std::optional<double> seconds;  ///< under the time limit, when there is one

  bool stop_wanted() const { return stop_; }
  void stop() { stop_ = true; }
  /// Keeps a point, and a bound, for the case that nobody waits for the end.
  void found(std::span<const double> values);
  void bounded(double bound);
  Proposal found_so_far() const;

 private:
  std::atomic<bool> stop_ = false;
  mutable std::mutex mutex_;
  std::vector<double> values_;
  std::optional<double> bound_;
};

// A proposal that was stopped without a reason of its own was stopped by the solver's clock or by order.
Proposal highs_linear(Assignment& assignment);
Proposal highs_integer(Assignment& assignment);
Proposal cbc_linear(Assignment& assignment);
Proposal cbc_integer(Assignment& assignment);

/// The proposal of a back end that this build has. Returns within about 150 ms of the moment when the context says
/// stop: a solver that has not ended by then is left to itself; a process that exits meanwhile does not wait for it.
Proposal propose_linear(SolverBackend backend, std::shared_ptr<const FloatProgram> program, Effort effort,
                        const Context& context);
Proposal propose_integer(SolverBackend backend, std::shared_ptr<const FloatProgram> program, const Context& context);

/// The back ends to ask, in this order.
std::vector<SolverBackend> back_ends_for(SolverBackend wanted);

}  // namespace comitia::solve_detail
