// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// The checks that make a proposal a fact: feasibility, objective and weak duality, each by its definition in rationals.
#include "comitia/base/assert.h"
#include "comitia/solve/linear_program.h"

namespace comitia {
namespace {

std::size_t at(std::int64_t i) { return static_cast<std::size_t>(i); }

bool within(const Rational& value, const LinearProgram::Bound& lower, const LinearProgram::Bound& upper) {
  return (!lower || *lower <= value) && (!upper || value <= *upper);
}

/// The smallest (or largest) value of factor * v for v in [lower, upper]; nothing when it is not finite.
std::optional<Rational> extreme(const Rational& factor, const LinearProgram::Bound& lower,
                                const LinearProgram::Bound& upper, bool smallest) {
  if (factor.sign() == 0) return Rational(0);
  const auto& end = (factor.sign() > 0) == smallest ? lower : upper;
  if (!end) return std::nullopt;
  return factor * *end;
}

/// Weak duality for the program's objective, or for the objective zero.
std::optional<Rational> bound_by(const LinearProgram& program, const std::vector<Rational>& multipliers,
                                 bool with_objective, bool minimise) {
  COMITIA_ASSERT(multipliers.size() == program.rows.size(), "one multiplier per row");
  std::vector<Rational> rest(program.columns.size());
  if (with_objective)
    for (std::size_t j = 0; j < rest.size(); ++j) rest[j] = program.columns[j].objective;
  Rational total;
  for (std::size_t i = 0; i < program.rows.size(); ++i) {
    const auto& row = program.rows[i];
    if (multipliers[i].sign() == 0) continue;
    for (const auto& term : row.terms) rest[at(term.column)] -= multipliers[i] * term.coefficient;
    const auto part = extreme(multipliers[i], row.lower, row.upper, minimise);
    if (!part) return std::nullopt;
    total += *part;
  }
  for (std::size_t j = 0; j < rest.size(); ++j) {
    const auto& column = program.columns[j];
    if (column.lower && column.upper && *column.upper < *column.lower) return std::nullopt;
    const auto part = extreme(rest[j], column.lower, column.upper, minimise);
    if (!part) return std::nullopt;
    total += *part;
  }
  return total;
}

}  // namespace

bool is_feasible(const LinearProgram& program, const std::vector<Rational>& values, bool integrality) {
  if (values.size() != program.columns.size()) return false;
  for (std::size_t j = 0; j < values.size(); ++j) {
    const auto& column = program.columns[j];
    if (!within(values[j], column.lower, column.upper)) return false;
    if (integrality && column.integer && !values[j].is_integer()) return false;
  }
  for (const auto& row : program.rows) {
    Rational activity;
    for (const auto& term : row.terms)
      if (const auto& value = values[at(term.column)]; value.sign() != 0) activity += term.coefficient * value;
    if (!within(activity, row.lower, row.upper)) return false;
  }
  return true;
}

Rational objective_of(const LinearProgram& program, const std::vector<Rational>& values) {
  Rational total;
  for (std::size_t j = 0; j < values.size(); ++j)
    if (values[j].sign() != 0 && program.columns[j].objective.sign() != 0)
      total += program.columns[j].objective * values[j];
  return total;
}

std::optional<Rational> dual_bound(const LinearProgram& program, const std::vector<Rational>& row_multipliers) {
  return bound_by(program, row_multipliers, true, program.sense == LinearProgram::Sense::minimise);
}

bool proves_infeasible(const LinearProgram& program, const std::vector<Rational>& row_multipliers) {
  const auto bound = bound_by(program, row_multipliers, false, true);
  return bound && bound->sign() > 0;
}

}  // namespace comitia
