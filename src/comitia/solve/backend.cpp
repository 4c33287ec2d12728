// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Which solvers this build has, and the way from exact data to doubles.
#include <algorithm>
#include <cmath>
#include <limits>

#include "comitia/base/assert.h"
#include "comitia/solve/backend_internal.h"

namespace comitia {

std::vector<SolverBackend> solver_backends() {
  return {
#ifdef COMITIA_WITH_HIGHS
      SolverBackend::highs,
#endif
#ifdef COMITIA_WITH_CBC
      SolverBackend::cbc,
#endif
  };
}

namespace solve_detail {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

/// The least positive factor that makes all values integers, or 1 when that exceeds 63 bits.
std::int64_t common_denominator(const std::vector<const Rational*>& values) {
  std::int64_t common = 1;
  for (const Rational* value : values) {
    const auto denominator = value->denominator().to_int64();
    const auto next = denominator ? checked_lcm(common, *denominator) : std::nullopt;
    if (!next) return 1;
    common = *next;
  }
  return common;
}

double scaled(const Rational& value, const Rational& scale) { return (value * scale).to_double(); }

/// A factor for numbers whose largest size is given: integers stay integers up to 2^20, larger ones are brought down by
/// a power of two, which doubles represent without loss.
Rational power_of_two_scale(double largest) {
  constexpr int kBitsWanted = 20;
  const int bits = largest > 0 ? std::ilogb(largest) : 0;
  return bits <= kBitsWanted ? Rational(1) : Rational::from_double(std::ldexp(1.0, kBitsWanted - bits));
}

}  // namespace

FloatProgram in_doubles(const LinearProgram& program) {
  FloatProgram result;
  result.maximise = program.sense == LinearProgram::Sense::maximise;

  std::vector<const Rational*> costs;
  for (const auto& column : program.columns) costs.push_back(&column.objective);
  Rational scale = Rational(common_denominator(costs));
  double largest = 0;
  for (const Rational* cost : costs) largest = std::max(largest, std::abs(scaled(*cost, scale)));
  scale *= power_of_two_scale(largest);
  result.cost_scale = scale;
  for (const auto& column : program.columns) {
    result.cost.push_back(scaled(column.objective, scale));
    result.lower.push_back(column.lower ? column.lower->to_double() : -kInfinity);
    result.upper.push_back(column.upper ? column.upper->to_double() : kInfinity);
    result.integer.push_back(column.integer);
  }

  std::vector<std::vector<std::pair<int, double>>> columns(program.columns.size());
  for (std::size_t i = 0; i < program.rows.size(); ++i) {
    const auto& row = program.rows[i];
    std::vector<const Rational*> coefficients;
    for (const auto& term : row.terms) coefficients.push_back(&term.coefficient);
    Rational row_scale = Rational(common_denominator(coefficients));
    double row_largest = 0;
    for (const Rational* c : coefficients) row_largest = std::max(row_largest, std::abs(scaled(*c, row_scale)));
    row_scale *= power_of_two_scale(row_largest);
    result.row_lower.push_back(row.lower ? scaled(*row.lower, row_scale) : -kInfinity);
    result.row_upper.push_back(row.upper ? scaled(*row.upper, row_scale) : kInfinity);
    for (const auto& term : row.terms) {
      if (term.coefficient.sign() == 0) continue;
      auto& column = columns[static_cast<std::size_t>(term.column)];
      const double value = scaled(term.coefficient, row_scale);
      if (!column.empty() && column.back().first == static_cast<int>(i))
        column.back().second += value;
      else
        column.emplace_back(static_cast<int>(i), value);
    }
  }
  result.start.push_back(0);
  for (const auto& column : columns) {
    for (const auto& [row, value] : column) {
      if (value == 0) continue;
      result.row.push_back(row);
      result.value.push_back(value);
    }
    result.start.push_back(static_cast<int>(result.row.size()));
  }
  return result;
}

std::vector<SolverBackend> back_ends_for(SolverBackend wanted) {
  auto present = solver_backends();
  if (wanted == SolverBackend::automatic) return present;
  if (std::find(present.begin(), present.end(), wanted) == present.end()) return {};
  return {wanted};
}

}  // namespace solve_detail
}  // namespace comitia
