// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Linear programs: known rational optima, degenerate, infeasible and unbounded ones, and random ones against the
// enumeration of all vertices in fractions, on each back end.
#include "comitia/solve/linear_program.h"

#include <algorithm>
#include <functional>

#include <gtest/gtest.h>

#include "comitia/base/random.h"

namespace comitia {
namespace {

using Sense = LinearProgram::Sense;

/// a x <= b for each given (a, b), as a closed half-space; columns' bounds included.
struct HalfSpace {
  std::vector<Rational> normal;
  Rational limit;
};

std::vector<HalfSpace> half_spaces(const LinearProgram& program) {
  std::vector<HalfSpace> result;
  const std::size_t n = program.columns.size();
  const auto add = [&](std::vector<Rational> normal, const LinearProgram::Bound& lower,
                       const LinearProgram::Bound& upper) {
    if (upper) result.push_back({normal, *upper});
    if (!lower) return;
    for (auto& number : normal) number = -number;
    result.push_back({normal, -*lower});
  };
  for (std::size_t j = 0; j < n; ++j) {
    std::vector<Rational> unit(n);
    unit[j] = Rational(1);
    add(unit, program.columns[j].lower, program.columns[j].upper);
  }
  for (const auto& row : program.rows) {
    std::vector<Rational> normal(n);
    for (const auto& term : row.terms) normal[static_cast<std::size_t>(term.column)] += term.coefficient;
    add(normal, row.lower, row.upper);
  }
  return result;
}

/// The point where all chosen half-spaces are tight, by elimination; nothing when it is not unique.
std::optional<std::vector<Rational>> meeting_point(std::vector<HalfSpace> chosen) {
  const std::size_t n = chosen.size();
  for (std::size_t step = 0; step < n; ++step) {
    std::size_t pivot = step;
    while (pivot < n && chosen[pivot].normal[step].sign() == 0) ++pivot;
    if (pivot == n) return std::nullopt;
    std::swap(chosen[step], chosen[pivot]);
    for (std::size_t i = 0; i < n; ++i) {
      if (i == step) continue;
      const Rational factor = chosen[i].normal[step] / chosen[step].normal[step];
      for (std::size_t j = 0; j < n; ++j) chosen[i].normal[j] -= factor * chosen[step].normal[j];
      chosen[i].limit -= factor * chosen[step].limit;
    }
  }
  std::vector<Rational> point;
  for (std::size_t i = 0; i < n; ++i) point.push_back(chosen[i].limit / chosen[i].normal[i]);
  return point;
}

/// The best vertex of a program whose columns are all bounded, or nothing when no point is feasible.
std::optional<Rational> best_vertex(const LinearProgram& program) {
  const auto spaces = half_spaces(program);
  const std::size_t n = program.columns.size();
  std::optional<Rational> best;
  std::vector<HalfSpace> chosen;
  const std::function<void(std::size_t)> choose = [&](std::size_t from) {
    if (chosen.size() == n) {
      const auto point = meeting_point(chosen);
      if (!point) return;
      for (const auto& space : spaces) {
        Rational left;
        for (std::size_t j = 0; j < n; ++j) left += space.normal[j] * (*point)[j];
        if (space.limit < left) return;
      }
      Rational value;
      for (std::size_t j = 0; j < n; ++j) value += program.columns[j].objective * (*point)[j];
      const bool better = !best || (program.sense == Sense::minimise ? value < *best : *best < value);
      if (better) best = value;
      return;
    }
    for (std::size_t i = from; i < spaces.size(); ++i) {
      chosen.push_back(spaces[i]);
      choose(i + 1);
      chosen.pop_back();
    }
  };
  choose(0);
  return best;
}

Rational fraction(Stream& stream, std::int64_t size) {
  return Rational(stream.below(2 * size + 1) - size, stream.below(4) == 0 ? 1 + stream.below(7) : 1);
}

LinearProgram random_program(Stream& stream, std::int64_t columns, std::int64_t rows, bool boxed) {
  LinearProgram program;
  program.sense = stream.below(2) == 0 ? Sense::minimise : Sense::maximise;
  for (std::int64_t j = 0; j < columns; ++j) {
    LinearProgram::Column column{Rational(-stream.below(4)), Rational(stream.below(5)), fraction(stream, 5)};
    if (!boxed && stream.below(3) == 0) column.lower = std::nullopt;
    if (!boxed && stream.below(3) == 0) column.upper = std::nullopt;
    program.add_column(column);
  }
  for (std::int64_t i = 0; i < rows; ++i) {
    LinearProgram::Row row;
    const Rational a = fraction(stream, 6);
    const Rational b = fraction(stream, 6);
    const auto kind = stream.below(4);
    if (kind != 0) row.lower = std::min(a, b);
    if (kind != 1) row.upper = std::max(a, b);
    if (kind == 3) row.upper = row.lower;
    for (std::int64_t j = 0; j < columns; ++j)
      if (stream.below(3) != 0) row.terms.push_back({j, fraction(stream, 4)});
    program.add_row(row);
  }
  return program;
}

class Linear : public testing::TestWithParam<SolverBackend> {
 protected:
  Solution solve(const LinearProgram& program) { return solve_linear(program, context_, GetParam()); }
  Context context_;
};

INSTANTIATE_TEST_SUITE_P(BackEnds, Linear, testing::ValuesIn(solver_backends()), [](const auto& back_end) {
  return std::string(back_end.param == SolverBackend::highs ? "Highs" : "Cbc");
});

// max x + y, 2x + y <= 1, x + 3y <= 1: both tight at x = 2/5, y = 1/5.
TEST_P(Linear, FindsARationalVertex) {
  LinearProgram program;
  program.sense = Sense::maximise;
  program.add_column({.objective = Rational(1)});
  program.add_column({.objective = Rational(1)});
  program.add_row({.upper = Rational(1), .terms = {{0, Rational(2)}, {1, Rational(1)}}});
  program.add_row({.upper = Rational(1), .terms = {{0, Rational(1)}, {1, Rational(3)}}});
  const auto solution = solve(program);
  ASSERT_EQ(solution.status, SolveStatus::optimal) << solution.why;
  EXPECT_EQ(solution.values, (std::vector<Rational>{Rational(2, 5), Rational(1, 5)}));
  EXPECT_EQ(solution.objective, Rational(3, 5));
  EXPECT_EQ(solution.bound, Rational(3, 5));
  // By hand: 2/5 (2x + y) + 1/5 (x + 3y) = x + y.
  EXPECT_EQ(solution.row_duals, (std::vector<Rational>{Rational(2, 5), Rational(1, 5)}));
}

// max t with t <= x and 2t <= 1 - x ... over coefficients that no double holds: 7/3 x <= 5/3 gives x = 5/7.
TEST_P(Linear, KeepsFractionsThatDoublesCannotHold) {
  LinearProgram program;
  program.sense = Sense::maximise;
  program.add_column({.objective = Rational(1)});
  program.add_row({.upper = Rational(5, 3), .terms = {{0, Rational(7, 3)}}});
  const auto solution = solve(program);
  ASSERT_EQ(solution.status, SolveStatus::optimal) << solution.why;
  EXPECT_EQ(solution.objective, Rational(5, 7));
}

// x <= 1 and x <= 1 - 10^-15: the solvers' tolerances take the wrong end for good; the exact check does not.
TEST_P(Linear, DecidesWhatDoublesCannotSeeOrSaysThatItCannot) {
  LinearProgram program;
  program.sense = Sense::maximise;
  const auto x = program.add_column({.upper = Rational(1), .objective = Rational(1)});
  const auto limit = *Rational::parse("999999999999999/1000000000000000");
  program.add_row({.upper = limit, .terms = {{x, Rational(1)}}});
  const auto alone = solve(program);
  if (alone.status != SolveStatus::optimal) {
    EXPECT_EQ(alone.status, SolveStatus::feasible);
    EXPECT_TRUE(is_feasible(program, alone.values));
    EXPECT_FALSE(alone.why.empty());
  }
  if (solver_backends().size() < 2) GTEST_SKIP() << "one back end alone may only say that it cannot decide";
  const auto solution = solve_linear(program, context_);
  ASSERT_EQ(solution.status, SolveStatus::optimal) << solution.why;
  EXPECT_EQ(solution.objective, limit);
}

// Many rows meet at the optimum (0, 0).
TEST_P(Linear, SolvesADegenerateProgram) {
  LinearProgram program;
  program.add_column({.lower = std::nullopt, .objective = Rational(1)});
  program.add_column({.lower = std::nullopt, .objective = Rational(1)});
  for (int i = 1; i <= 9; ++i)
    program.add_row({.lower = Rational(0), .terms = {{0, Rational(i)}, {1, Rational(10 - i)}}});
  const auto solution = solve(program);
  ASSERT_EQ(solution.status, SolveStatus::optimal) << solution.why;
  EXPECT_EQ(solution.objective, Rational(0));
}

TEST_P(Linear, ProvesInfeasibility) {
  LinearProgram program;
  program.add_column({.objective = Rational(1)});
  program.add_column({});
  program.add_row({.lower = Rational(2, 3), .terms = {{0, Rational(1)}, {1, Rational(1)}}});
  program.add_row({.upper = Rational(1, 3), .terms = {{0, Rational(1)}, {1, Rational(1)}}});
  const auto solution = solve(program);
  ASSERT_EQ(solution.status, SolveStatus::infeasible) << solution.why;
  EXPECT_TRUE(proves_infeasible(program, solution.row_duals));
  EXPECT_TRUE(solution.values.empty());
}

// x + y >= 1 and x + y <= 1 - 10^-15: within every tolerance of the solvers, yet infeasible.
TEST_P(Linear, NeverCallsAlmostFeasibleFeasible) {
  LinearProgram program;
  program.add_column({});
  program.add_column({});
  program.add_row({.lower = Rational(1), .terms = {{0, Rational(1)}, {1, Rational(1)}}});
  program.add_row(
      {.upper = *Rational::parse("999999999999999/1000000000000000"), .terms = {{0, Rational(1)}, {1, Rational(1)}}});
  const auto solution = solve(program);
  EXPECT_NE(solution.status, SolveStatus::optimal);
  EXPECT_NE(solution.status, SolveStatus::feasible);
}

TEST_P(Linear, RefusesColumnsWhoseBoundsExcludeEachOther) {
  LinearProgram program;
  program.add_column({.lower = Rational(2), .upper = Rational(1)});
  const auto solution = solve(program);
  EXPECT_EQ(solution.status, SolveStatus::infeasible);
  EXPECT_FALSE(solution.why.empty());
}

TEST_P(Linear, RecognisesUnboundedPrograms) {
  LinearProgram program;
  program.sense = Sense::maximise;
  program.add_column({.objective = Rational(1)});
  program.add_column({.objective = Rational(0)});
  program.add_row({.lower = Rational(0), .terms = {{0, Rational(-1)}, {1, Rational(1)}}});
  EXPECT_EQ(solve(program).status, SolveStatus::unbounded);
}

TEST_P(Linear, SolvesProgramsWithoutRowsOrColumns) {
  LinearProgram free_of_rows;
  free_of_rows.add_column({.upper = Rational(7, 2), .objective = Rational(-2)});
  const auto at_the_end = solve(free_of_rows);
  ASSERT_EQ(at_the_end.status, SolveStatus::optimal) << at_the_end.why;
  EXPECT_EQ(at_the_end.objective, Rational(-7));
  EXPECT_EQ(solve(LinearProgram()).status, SolveStatus::optimal);
}

TEST_P(Linear, AgreesWithAllVerticesOfRandomPrograms) {
  std::array<int, 2> seen{};
  for (std::uint64_t i = 0; i < 1500; ++i) {
    Stream stream(7, Purpose::test, i);
    const auto program = random_program(stream, 1 + stream.below(4), stream.below(6), true);
    const auto expected = best_vertex(program);
    const auto solution = solve(program);
    if (!expected) {
      ASSERT_EQ(solution.status, SolveStatus::infeasible) << "program " << i << ": " << solution.why;
      ASSERT_TRUE(proves_infeasible(program, solution.row_duals)) << "program " << i;
      ++seen[0];
    } else {
      ASSERT_EQ(solution.status, SolveStatus::optimal) << "program " << i << ": " << solution.why;
      ASSERT_EQ(solution.objective, *expected) << "program " << i;
      ASSERT_EQ(objective_of(program, solution.values), *expected) << "program " << i;
      ASSERT_EQ(dual_bound(program, solution.row_duals), *expected) << "program " << i;
      ++seen[1];
    }
  }
  EXPECT_GT(seen[0], 100);
  EXPECT_GT(seen[1], 100);
}

// A program is unbounded exactly when a box ten times as wide allows a better value, both boxes being far away from all
// vertices.
TEST_P(Linear, TellsUnboundedFromInfeasibleAndOptimal) {
  std::array<int, 3> seen{};
  const auto boxed = [](LinearProgram program, std::int64_t size) {
    for (auto& column : program.columns) {
      if (!column.lower) column.lower = Rational(-size);
      if (!column.upper) column.upper = Rational(size);
    }
    return best_vertex(program);
  };
  for (std::uint64_t i = 0; i < 600; ++i) {
    Stream stream(8, Purpose::test, i);
    const auto program = random_program(stream, 1 + stream.below(3), stream.below(5), false);
    const auto near = boxed(program, 1'000'000);
    const auto far = boxed(program, 10'000'000);
    const auto solution = solve(program);
    const auto expected = !far            ? SolveStatus::infeasible
                          : *near != *far ? SolveStatus::unbounded
                                          : SolveStatus::optimal;
    ASSERT_EQ(solution.status, expected) << "program " << i << ": " << solution.why;
    if (expected == SolveStatus::optimal) {
      ASSERT_EQ(solution.objective, *near) << "program " << i;
    }
    ++seen[expected == SolveStatus::infeasible ? 0 : expected == SolveStatus::unbounded ? 1 : 2];
  }
  for (const int count : seen) EXPECT_GT(count, 50);
}

// The dense nucleus: Hilbert-like equations whose exact solution is known.
TEST_P(Linear, SolvesADenseSystemExactly) {
  constexpr int kSize = 12;
  LinearProgram program;
  for (int j = 0; j < kSize; ++j) program.add_column({.lower = std::nullopt, .objective = Rational(1)});
  for (int i = 0; i < kSize; ++i) {
    LinearProgram::Row row;
    Rational side;
    for (int j = 0; j < kSize; ++j) {
      const Rational coefficient(1 + ((i * j) % 7) + (i == j ? 9 : 0));
      row.terms.push_back({j, coefficient});
      side += coefficient * Rational(j, 3);
    }
    row.lower = row.upper = side;
    program.add_row(row);
  }
  const auto solution = solve(program);
  ASSERT_EQ(solution.status, SolveStatus::optimal) << solution.why;
  for (int j = 0; j < kSize; ++j) EXPECT_EQ(solution.values[static_cast<std::size_t>(j)], Rational(j, 3));
}

TEST_P(Linear, StopsWhenAsked) {
  Context context;
  context.cancel_requested = [] { return true; };
  LinearProgram program;
  program.add_column({.objective = Rational(1)});
  const auto solution = solve_linear(program, context, GetParam());
  EXPECT_EQ(solution.status, SolveStatus::unknown);
  EXPECT_EQ(solution.stopped, ProblemCode::interrupted);
}

TEST(Duality, BoundsByAnyMultipliersAndNeverByOpenEnds) {
  LinearProgram program;  // min x + y, x + y >= 2, x, y >= 0
  program.add_column({.objective = Rational(1)});
  program.add_column({.objective = Rational(1)});
  program.add_row({.lower = Rational(2), .terms = {{0, Rational(1)}, {1, Rational(1)}}});
  EXPECT_EQ(dual_bound(program, {Rational(1)}), Rational(2));
  EXPECT_EQ(dual_bound(program, {Rational(1, 2)}), Rational(1));
  EXPECT_EQ(dual_bound(program, {Rational(2)}), std::nullopt);   // leaves -x - y, unbounded below
  EXPECT_EQ(dual_bound(program, {Rational(-1)}), std::nullopt);  // the row has no upper end
}

TEST(Feasibility, ChecksBoundsRowsAndIntegrality) {
  LinearProgram program;
  program.add_column({.upper = Rational(1), .integer = true});
  program.add_row({.upper = Rational(1, 2), .terms = {{0, Rational(1)}}});
  EXPECT_TRUE(is_feasible(program, {Rational(0)}));
  EXPECT_FALSE(is_feasible(program, {Rational(1)}));
  EXPECT_FALSE(is_feasible(program, {Rational(1, 3)}));
  EXPECT_TRUE(is_feasible(program, {Rational(1, 3)}, false));
  EXPECT_FALSE(is_feasible(program, {}));
}

}  // namespace
}  // namespace comitia
