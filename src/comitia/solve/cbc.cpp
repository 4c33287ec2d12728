// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// COIN-OR through its C interfaces: Clp for linear programs (it gives a basis), Cbc for integer columns. Neither can be
// interrupted from outside: Clp runs in slices of iterations, and Cbc, when it asks for cuts after a stop was wanted,
// gets cuts that exclude everything, which ends its search; such an ending claims nothing.
#ifdef COMITIA_WITH_CBC

#include <algorithm>
#include <array>
#include <cmath>
#include <memory>

#include <Cbc_C_Interface.h>
#include <Clp_C_Interface.h>

#include "comitia/solve/backend_internal.h"

namespace comitia::solve_detail {
namespace {

struct DeleteClp {
  void operator()(Clp_Simplex* model) const { Clp_deleteModel(model); }
};
struct DeleteCbc {
  void operator()(Cbc_Model* model) const { Cbc_deleteModel(model); }
};

std::vector<CoinBigIndex> starts(const FloatProgram& program) { return {program.start.begin(), program.start.end()}; }

/// Clp's words for the status of a variable: 0 free, 1 basic, 2 at upper, 3 at lower, 4 superbasic, 5 fixed.
VariableStatus status_of(int clp) {
  if (clp == 1) return VariableStatus::basic;
  if (clp == 2) return VariableStatus::at_upper;
  if (clp == 3 || clp == 5) return VariableStatus::at_lower;
  return VariableStatus::at_zero;
}

/// Clp keeps rows as activities, and so do we: its row at upper is our row at upper, with one exception that its
/// documentation leaves open, so both ends are told apart by the activity itself.
VariableStatus row_status_of(int clp, double activity, double lower, double upper) {
  if (clp == 1) return VariableStatus::basic;
  return std::abs(activity - lower) <= std::abs(activity - upper) ? VariableStatus::at_lower : VariableStatus::at_upper;
}

void on_cuts(void* solver, void* cuts, void* data) {
  if (!static_cast<Assignment*>(data)->stop_wanted() || Osi_getNumCols(solver) == 0) return;
  const int column = 0;
  const double one = 1;
  const double here = Osi_getColSolution(solver)[0];
  OsiCuts_addRowCut(cuts, 1, &column, &one, 'G', here + 1);
  OsiCuts_addRowCut(cuts, 1, &column, &one, 'L', here - 1);
}

}  // namespace

Proposal cbc_linear(Assignment& assignment) {
  const FloatProgram& program = *assignment.program;
  const std::unique_ptr<Clp_Simplex, DeleteClp> clp(Clp_newModel());
  const bool careful = assignment.effort == Effort::careful;
  Clp_setLogLevel(clp.get(), 0);
  const auto start = starts(program);
  Clp_loadProblem(clp.get(), program.columns(), program.rows(), start.data(), program.row.data(), program.value.data(),
                  program.lower.data(), program.upper.data(), program.cost.data(), program.row_lower.data(),
                  program.row_upper.data());
  Clp_setOptimizationDirection(clp.get(), program.maximise ? -1 : 1);
  Clp_setPrimalTolerance(clp.get(), careful ? 1e-10 : 1e-9);
  Clp_setDualTolerance(clp.get(), careful ? 1e-10 : 1e-9);
  if (careful) Clp_scaling(clp.get(), 0);

  Proposal proposal;
  constexpr int kFirstSlice = 1000;  // iterations between two looks at the clock, doubled up to the last
  constexpr int kLastSlice = 16000;
  for (int slice = kFirstSlice;; slice = std::min(2 * slice, kLastSlice)) {
    Clp_setMaximumIterations(clp.get(), Clp_numberIterations(clp.get()) + slice);
    if (careful)
      Clp_primal(clp.get(), 0);
    else
      Clp_dual(clp.get(), 0);
    if (Clp_status(clp.get()) != 3) break;  // 3: stopped by its limit
    if (assignment.stop_wanted()) {
      proposal.claim = Proposal::Claim::stopped;
      return proposal;
    }
  }
  const int status = Clp_status(clp.get());
  if (status == 1)
    proposal.claim = Proposal::Claim::infeasible;
  else if (status == 2)
    proposal.claim = Proposal::Claim::infeasible_or_unbounded;
  if (status != 0) return proposal;

  proposal.claim = Proposal::Claim::optimal;
  for (int j = 0; j < program.columns(); ++j)
    proposal.column_status.push_back(status_of(Clp_getColumnStatus(clp.get(), j)));
  const double* activity = Clp_primalRowSolution(clp.get());
  for (int i = 0; i < program.rows(); ++i) {
    const auto at = static_cast<std::size_t>(i);
    proposal.row_status.push_back(
        row_status_of(Clp_getRowStatus(clp.get(), i), activity[i], program.row_lower[at], program.row_upper[at]));
  }
  return proposal;
}

Proposal cbc_integer(Assignment& assignment) {
  const FloatProgram& program = *assignment.program;
  const std::unique_ptr<Cbc_Model, DeleteCbc> cbc(Cbc_newModel());
  const auto start = starts(program);
  Cbc_loadProblem(cbc.get(), program.columns(), program.rows(), start.data(), program.row.data(), program.value.data(),
                  program.lower.data(), program.upper.data(), program.cost.data(), program.row_lower.data(),
                  program.row_upper.data());
  for (int j = 0; j < program.columns(); ++j)
    if (program.integer[static_cast<std::size_t>(j)]) Cbc_setInteger(cbc.get(), j);
  Cbc_setObjSense(cbc.get(), program.maximise ? -1 : 1);
  Cbc_setLogLevel(cbc.get(), 0);
  // Without preprocessing: Cgl's reads memory that is not its own on some small programs (2.10.8).
  using Setting = std::array<const char*, 2>;
  for (const auto& [name, value] :
       {Setting{"log", "0"}, Setting{"preprocess", "off"}, Setting{"timeMode", "elapsed"}, Setting{"threads", "0"},
        Setting{"randomCbcSeed", "1"}, Setting{"randomSeed", "1"}, Setting{"integerTolerance", "1e-9"},
        Setting{"primalTolerance", "1e-9"}, Setting{"dualTolerance", "1e-9"}, Setting{"increment", "0"}})
    Cbc_setParameter(cbc.get(), name, value);
  Cbc_setAllowableGap(cbc.get(), 0);
  Cbc_setAllowableFractionGap(cbc.get(), 0);
  if (assignment.seconds) Cbc_setMaximumSeconds(cbc.get(), *assignment.seconds);
  Cbc_addCutCallback(cbc.get(), on_cuts, "limits", &assignment);
  Cbc_solve(cbc.get());

  Proposal proposal;
  // Its cuts exclude everything once a stop is wanted, so that what it claims then is no claim.
  const bool stopped = assignment.stop_wanted();
  if (stopped || Cbc_status(cbc.get()) == 1 || Cbc_status(cbc.get()) == 5) {
    proposal.claim = Proposal::Claim::stopped;
  } else if (Cbc_isProvenOptimal(cbc.get()) != 0) {
    proposal.claim = Proposal::Claim::optimal;
  } else if (Cbc_isContinuousUnbounded(cbc.get()) != 0) {
    proposal.claim = Proposal::Claim::infeasible_or_unbounded;
  } else if (Cbc_isProvenInfeasible(cbc.get()) != 0) {
    proposal.claim = Proposal::Claim::infeasible;
  }
  const double bound = Cbc_getBestPossibleObjValue(cbc.get());
  const bool bounded = std::abs(bound) < 1e30;  // Cbc's word for "none"
  if (bounded && !stopped && (proposal.claim == Proposal::Claim::optimal || proposal.claim == Proposal::Claim::stopped))
    proposal.bound = bound;
  if (const double* best = Cbc_bestSolution(cbc.get()); best != nullptr)
    proposal.values.assign(best, best + program.columns());
  return proposal;
}

}  // namespace comitia::solve_detail

#endif  // COMITIA_WITH_CBC
