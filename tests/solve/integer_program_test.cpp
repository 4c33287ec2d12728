// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Programs with integer columns: knapsacks by hand, random 0/1 programs against enumeration, limits, honest doubt.
#include <chrono>
#include <cstdlib>

#include <gtest/gtest.h>

#include "comitia/base/random.h"
#include "comitia/solve/linear_program.h"

namespace comitia {
namespace {

using Sense = LinearProgram::Sense;

class Integer : public testing::TestWithParam<SolverBackend> {
 protected:
  Solution solve(const LinearProgram& program) { return solve_integer(program, context_, GetParam()); }
  Context context_;
};

INSTANTIATE_TEST_SUITE_P(BackEnds, Integer, testing::ValuesIn(solver_backends()), [](const auto& back_end) {
  return std::string(back_end.param == SolverBackend::highs ? "Highs" : "Cbc");
});

LinearProgram::Column binary(const Rational& objective) {
  return {.upper = Rational(1), .objective = objective, .integer = true};
}

/// The best objective over all 0/1 points, or nothing.
std::optional<Rational> best_point(const LinearProgram& program) {
  const std::size_t n = program.columns.size();
  std::optional<Rational> best;
  for (std::uint32_t mask = 0; mask < (1U << n); ++mask) {
    bool fits = true;
    for (const auto& row : program.rows) {
      Rational activity;
      for (const auto& term : row.terms)
        if ((mask >> term.column) & 1U) activity += term.coefficient;
      fits = fits && (!row.lower || *row.lower <= activity) && (!row.upper || activity <= *row.upper);
    }
    if (!fits) continue;
    Rational value;
    for (std::size_t j = 0; j < n; ++j)
      if ((mask >> j) & 1U) value += program.columns[j].objective;
    if (!best || (program.sense == Sense::minimise ? value < *best : *best < value)) best = value;
  }
  return best;
}

// Weights 3, 4, 5, capacity 7, values 4, 5, 6: the first two weigh 7 and are worth 9.
TEST_P(Integer, FillsAKnapsack) {
  LinearProgram program;
  program.sense = Sense::maximise;
  for (const int value : {4, 5, 6}) program.add_column(binary(Rational(value)));
  program.add_row({.upper = Rational(7), .terms = {{0, Rational(3)}, {1, Rational(4)}, {2, Rational(5)}}});
  const auto solution = solve(program);
  ASSERT_EQ(solution.status, SolveStatus::optimal) << solution.why;
  EXPECT_EQ(solution.values, (std::vector<Rational>{Rational(1), Rational(1), Rational(0)}));
  EXPECT_EQ(solution.objective, Rational(9));
}

TEST_P(Integer, CompletesContinuousColumnsExactly) {
  LinearProgram program;  // max 3 y + x, 3 x <= 1 + y, y binary: y = 1, x = 2/3
  program.sense = Sense::maximise;
  program.objective_step = Rational(1, 3);
  program.add_column(binary(Rational(3)));
  program.add_column({.objective = Rational(1)});
  program.add_row({.upper = Rational(1), .terms = {{1, Rational(3)}, {0, Rational(-1)}}});
  const auto solution = solve(program);
  ASSERT_EQ(solution.status, SolveStatus::optimal) << solution.why;
  EXPECT_EQ(solution.objective, Rational(11, 3));
  EXPECT_EQ(solution.values[1], Rational(2, 3));
}

TEST_P(Integer, ClaimsNoOptimumWithoutAStepOfTheObjective) {
  LinearProgram program;
  program.sense = Sense::maximise;
  program.add_column(binary(Rational(3)));
  program.add_column({.upper = Rational(2, 3), .objective = Rational(1)});
  const auto solution = solve(program);
  EXPECT_EQ(solution.status, SolveStatus::feasible);
  EXPECT_EQ(solution.objective, Rational(11, 3));
  ASSERT_TRUE(solution.bound);
  EXPECT_GE(*solution.bound, solution.objective);
  EXPECT_FALSE(solution.why.empty());
}

// The objective's step, 1, is far below what a double of size 10^15 can be trusted with.
TEST_P(Integer, ClaimsNoOptimumFinerThanItsArithmetic) {
  LinearProgram program;
  program.sense = Sense::maximise;
  program.add_column(binary(Rational(std::int64_t{1'000'000'000'000'001})));
  program.add_column(binary(Rational(std::int64_t{1'000'000'000'000'000})));
  program.add_row({.upper = Rational(1), .terms = {{0, Rational(1)}, {1, Rational(1)}}});
  const auto solution = solve(program);
  EXPECT_EQ(solution.status, SolveStatus::feasible);
  ASSERT_TRUE(solution.bound);
  EXPECT_GE(*solution.bound, Rational(std::int64_t{1'000'000'000'000'001}));
}

TEST_P(Integer, ProvesInfeasibilityOfTheRelaxation) {
  LinearProgram program;
  program.add_column(binary(Rational(1)));
  program.add_row({.lower = Rational(2), .terms = {{0, Rational(1)}}});
  const auto solution = solve(program);
  EXPECT_EQ(solution.status, SolveStatus::infeasible);
  EXPECT_TRUE(proves_infeasible(program, solution.row_duals));
}

TEST_P(Integer, AgreesWithEnumerationOfRandomBinaryPrograms) {
  std::array<int, 2> seen{};
  for (std::uint64_t i = 0; i < 300; ++i) {
    Stream stream(9, Purpose::test, i);
    LinearProgram program;
    program.sense = stream.below(2) == 0 ? Sense::minimise : Sense::maximise;
    const auto columns = 1 + stream.below(10);
    for (std::int64_t j = 0; j < columns; ++j)
      program.add_column(binary(Rational(stream.below(41) - 20, 1 + stream.below(3))));
    const auto rows = stream.below(5);
    for (std::int64_t r = 0; r < rows; ++r) {
      LinearProgram::Row row;
      for (std::int64_t j = 0; j < columns; ++j) row.terms.push_back({j, Rational(stream.below(15) - 5)});
      const Rational limit(stream.below(30) - 5);
      if (stream.below(2) == 0)
        row.upper = limit;
      else
        row.lower = limit;
      program.add_row(row);
    }
    const auto expected = best_point(program);
    const auto solution = solve(program);
    if (!expected) {
      ASSERT_EQ(solution.status, SolveStatus::infeasible) << "program " << i << ": " << solution.why;
      ++seen[0];
    } else {
      ASSERT_EQ(solution.status, SolveStatus::optimal) << "program " << i << ": " << solution.why;
      ASSERT_EQ(solution.objective, *expected) << "program " << i;
      ASSERT_TRUE(is_feasible(program, solution.values)) << "program " << i;
      ++seen[1];
    }
  }
  EXPECT_GT(seen[0], 20);
  EXPECT_GT(seen[1], 100);
}

/// A market split: hard for branch and bound, so that a limit surely comes first.
LinearProgram hard_program() {
  Stream stream(10, Purpose::test, 0);
  LinearProgram program;
  constexpr std::int64_t kColumns = 50;
  for (std::int64_t j = 0; j < kColumns; ++j) program.add_column(binary(Rational(0)));
  for (int r = 0; r < 6; ++r) {
    LinearProgram::Row row;
    std::int64_t sum = 0;
    for (std::int64_t j = 0; j < kColumns; ++j) {
      const auto weight = stream.below(100);
      row.terms.push_back({j, Rational(weight)});
      sum += weight;
    }
    for (const int sign : {1, -1})
      row.terms.push_back({program.add_column({.objective = Rational(1)}), Rational(sign)});
    row.lower = row.upper = Rational(sum / 2);
    program.add_row(row);
  }
  return program;
}

TEST_P(Integer, StopsSoonAfterItIsAsked) {
  Context context;
  int looks = 0;
  context.cancel_requested = [&looks] { return ++looks > 20; };
  const auto solution = solve_integer(hard_program(), context, GetParam());
  EXPECT_EQ(solution.stopped, ProblemCode::interrupted);
  EXPECT_NE(solution.status, SolveStatus::optimal);
  EXPECT_LT(looks, 1000);
}

/// A program whose presolve and first relaxation alone take HiGHS many seconds, in which it looks at no flag.
LinearProgram slow_program() {
  Stream stream(11, Purpose::test, 0);
  LinearProgram program;
  program.sense = Sense::maximise;
  constexpr std::int64_t kColumns = 3000;
  for (std::int64_t j = 0; j < kColumns; ++j) program.add_column(binary(Rational(1 + stream.below(1000))));
  for (int r = 0; r < 2000; ++r) {
    LinearProgram::Row row;
    for (int i = 0; i < 60; ++i)
      row.terms.push_back({static_cast<int>(stream.below(kColumns)), Rational(1 + stream.below(1000))});
    row.upper = Rational(6000);
    program.add_row(row);
  }
  return program;
}

// In a process of its own, whose end must not wait for the solver, either, and must not trip over it.
TEST_P(Integer, LeavesASolverThatDoesNotAnswer) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  const auto program = slow_program();
  const auto leave = [&] {
    using Clock = std::chrono::steady_clock;
    Context context;
    Clock::time_point asked;
    int looks = 0;
    context.cancel_requested = [&] {
      if (++looks == 30) asked = Clock::now();
      return looks >= 30;
    };
    const auto solution = solve_integer(program, context, GetParam());
    const bool good = solution.stopped == ProblemCode::interrupted && solution.status != SolveStatus::optimal &&
                      (solution.values.empty() || is_feasible(program, solution.values)) &&
                      Clock::now() - asked < std::chrono::seconds(2);  // sanitizers are slow
    std::exit(good ? 7 : 1);
  };
  const auto start = std::chrono::steady_clock::now();
  EXPECT_EXIT(leave(), testing::ExitedWithCode(7), "");
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(15));
}

TEST_P(Integer, ReturnsItsBestPointAtATimeLimit) {
  Context context;
  context.time_limit_seconds = 1;
  int looks = 0;  // a clock that ticks with each look
  context.elapsed_seconds = [&looks] { return ++looks / 40.0; };
  const auto program = hard_program();
  const auto solution = solve_integer(program, context, GetParam());
  EXPECT_EQ(solution.stopped, ProblemCode::time_limit);
  if (solution.status == SolveStatus::feasible) {
    EXPECT_TRUE(is_feasible(program, solution.values));
  } else {
    EXPECT_EQ(solution.status, SolveStatus::unknown);
  }
}

}  // namespace
}  // namespace comitia
