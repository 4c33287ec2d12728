// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// HiGHS through its C interface: gaps zero, one thread, fixed seed, silent; limits through its callbacks.
#ifdef COMITIA_WITH_HIGHS

#include <cmath>
#include <memory>
#include <string>

#include <interfaces/highs_c_api.h>

#include "comitia/base/assert.h"
#include "comitia/solve/backend_internal.h"

namespace comitia::solve_detail {
namespace {

struct DestroyHighs {
  void operator()(void* highs) const { Highs_destroy(highs); }
};
using Highs = std::unique_ptr<void, DestroyHighs>;

void on_callback(int kind, const char*, const HighsCallbackDataOut* out, HighsCallbackDataIn* in, void* data) {
  auto& assignment = *static_cast<Assignment*>(data);
  if (kind == kHighsCallbackMipImprovingSolution) {
    assignment.found({out->mip_solution, static_cast<std::size_t>(out->mip_solution_size)});
    return;
  }
  if (kind == kHighsCallbackMipInterrupt && std::isfinite(out->mip_dual_bound)) assignment.bounded(out->mip_dual_bound);
  if (assignment.stop_wanted() && in != nullptr) in->user_interrupt = 1;
}

void set(void* highs, const char* option, double value) { Highs_setDoubleOptionValue(highs, option, value); }
void set(void* highs, const char* option, int value) { Highs_setIntOptionValue(highs, option, value); }
void set(void* highs, const char* option, bool value) { Highs_setBoolOptionValue(highs, option, value ? 1 : 0); }
void set(void* highs, const char* option, const char* value) { Highs_setStringOptionValue(highs, option, value); }

/// An instance with the program and the settings that all runs share, or nothing when HiGHS refuses the data.
Highs load(Assignment& assignment) {
  const FloatProgram& program = *assignment.program;
  const bool integer = assignment.integer;
  Highs highs(Highs_create());
  set(highs.get(), "output_flag", false);
  set(highs.get(), "threads", 1);
  set(highs.get(), "parallel", "off");
  set(highs.get(), "random_seed", 0);
  if (assignment.seconds) set(highs.get(), "time_limit", *assignment.seconds);
  std::vector<HighsInt> integrality;
  for (const bool whole : program.integer)
    integrality.push_back(whole && integer ? kHighsVarTypeInteger : kHighsVarTypeContinuous);
  const std::vector<HighsInt> start(program.start.begin(), program.start.end());  // HighsInt may have 64 bits
  const std::vector<HighsInt> row(program.row.begin(), program.row.end());
  const HighsInt status = Highs_passModel(
      highs.get(), program.columns(), program.rows(), static_cast<HighsInt>(program.value.size()), 0,
      kHighsMatrixFormatColwise, kHighsHessianFormatTriangular,
      program.maximise ? kHighsObjSenseMaximize : kHighsObjSenseMinimize, 0.0, program.cost.data(),
      program.lower.data(), program.upper.data(), program.row_lower.data(), program.row_upper.data(), start.data(),
      row.data(), program.value.data(), nullptr, nullptr, nullptr, integer ? integrality.data() : nullptr);
  if (status == kHighsStatusError) return nullptr;
  Highs_setCallback(highs.get(), on_callback, &assignment);
  for (const HighsInt kind : {kHighsCallbackSimplexInterrupt, kHighsCallbackIpmInterrupt, kHighsCallbackMipInterrupt,
                              kHighsCallbackMipImprovingSolution})
    Highs_startCallback(highs.get(), kind);
  return highs;
}

Proposal::Claim claim_of(HighsInt model_status) {
  if (model_status == kHighsModelStatusOptimal || model_status == kHighsModelStatusModelEmpty)
    return Proposal::Claim::optimal;
  if (model_status == kHighsModelStatusInfeasible) return Proposal::Claim::infeasible;
  if (model_status == kHighsModelStatusUnbounded) return Proposal::Claim::unbounded;
  if (model_status == kHighsModelStatusUnboundedOrInfeasible) return Proposal::Claim::infeasible_or_unbounded;
  if (model_status == kHighsModelStatusTimeLimit || model_status == kHighsModelStatusInterrupt)
    return Proposal::Claim::stopped;
  return Proposal::Claim::failed;
}

Proposal::Claim run(void* highs) {
  return Highs_run(highs) == kHighsStatusError ? Proposal::Claim::failed : claim_of(Highs_getModelStatus(highs));
}

std::vector<VariableStatus> statuses(const std::vector<HighsInt>& given) {
  std::vector<VariableStatus> result;
  for (const HighsInt status : given) {
    if (status == kHighsBasisStatusBasic)
      result.push_back(VariableStatus::basic);
    else if (status == kHighsBasisStatusUpper)
      result.push_back(VariableStatus::at_upper);
    else if (status == kHighsBasisStatusLower)
      result.push_back(VariableStatus::at_lower);
    else
      result.push_back(VariableStatus::at_zero);
  }
  return result;
}

}  // namespace

Proposal highs_linear(Assignment& assignment) {
  const FloatProgram& program = *assignment.program;
  const Highs highs = load(assignment);
  if (!highs) return {};
  const bool careful = assignment.effort == Effort::careful;
  set(highs.get(), "solver", "simplex");
  set(highs.get(), "presolve", careful ? "off" : "on");
  set(highs.get(), "simplex_strategy", careful ? 4 : 1);  // 4: primal simplex, 1: dual simplex
  set(highs.get(), "primal_feasibility_tolerance", careful ? 1e-10 : 1e-9);
  set(highs.get(), "dual_feasibility_tolerance", careful ? 1e-10 : 1e-9);

  Proposal proposal;
  proposal.claim = run(highs.get());
  if (proposal.claim != Proposal::Claim::optimal) return proposal;
  std::vector<HighsInt> columns(static_cast<std::size_t>(program.columns()));
  std::vector<HighsInt> rows(static_cast<std::size_t>(program.rows()));
  if (Highs_getBasis(highs.get(), columns.data(), rows.data()) == kHighsStatusError) return {};
  proposal.column_status = statuses(columns);
  proposal.row_status = statuses(rows);
  return proposal;
}

Proposal highs_integer(Assignment& assignment) {
  const FloatProgram& program = *assignment.program;
  const Highs highs = load(assignment);
  if (!highs) return {};
  // Heuristics that solve smaller integer programs do so without calling back, for seconds: an order to stop would
  // wait.
  for (const char* heuristic :
       {"mip_heuristic_run_rins", "mip_heuristic_run_rens", "mip_heuristic_run_root_reduced_cost"})
    set(highs.get(), heuristic, false);
  set(highs.get(), "mip_rel_gap", 0.0);
  set(highs.get(), "mip_abs_gap", 0.0);
  set(highs.get(), "mip_feasibility_tolerance", 1e-9);
  set(highs.get(), "primal_feasibility_tolerance", 1e-9);
  set(highs.get(), "dual_feasibility_tolerance", 1e-9);

  Proposal proposal;
  proposal.claim = run(highs.get());
  double bound = 0;
  if (Highs_getDoubleInfoValue(highs.get(), "mip_dual_bound", &bound) == kHighsStatusOk && std::isfinite(bound) &&
      (proposal.claim == Proposal::Claim::optimal || proposal.claim == Proposal::Claim::stopped))
    proposal.bound = bound;
  HighsInt point = kHighsSolutionStatusNone;
  Highs_getIntInfoValue(highs.get(), "primal_solution_status", &point);
  if (point == kHighsSolutionStatusFeasible) {
    proposal.values.resize(static_cast<std::size_t>(program.columns()));
    std::vector<double> column_duals(proposal.values.size());
    std::vector<double> row_values(static_cast<std::size_t>(program.rows()));
    std::vector<double> row_duals(row_values.size());
    Highs_getSolution(highs.get(), proposal.values.data(), column_duals.data(), row_values.data(), row_duals.data());
  }
  return proposal;
}

}  // namespace comitia::solve_detail

#endif  // COMITIA_WITH_HIGHS
