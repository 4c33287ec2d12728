// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Peeling and solving of simplex bases; the only place that knows FLINT.
#include <algorithm>
#include <string>

#include <flint/fmpq.h>
#include <flint/fmpq_mat.h>
#include <flint/fmpz.h>

#include "comitia/base/assert.h"
#include "comitia/solve/basis_internal.h"

namespace comitia::solve_detail {
namespace {

std::size_t at(std::int64_t i) { return static_cast<std::size_t>(i); }

/// A matrix of FLINT that frees itself.
class FlintMatrix {
 public:
  FlintMatrix(std::int64_t rows, std::int64_t columns) { fmpq_mat_init(matrix_, rows, columns); }
  ~FlintMatrix() { fmpq_mat_clear(matrix_); }
  FlintMatrix(const FlintMatrix&) = delete;
  FlintMatrix& operator=(const FlintMatrix&) = delete;

  fmpq_mat_struct* raw() { return matrix_; }
  void set(std::int64_t row, std::int64_t column, const Rational& value) {
    fmpq* entry = fmpq_mat_entry(matrix_, row, column);
    set_integer(fmpq_numref(entry), value.numerator());
    set_integer(fmpq_denref(entry), value.denominator());
  }
  Rational get(std::int64_t row, std::int64_t column) const {
    const fmpq* entry = fmpq_mat_entry(matrix_, row, column);
    return get_integer(fmpq_numref(entry)) / get_integer(fmpq_denref(entry));
  }

 private:
  static void set_integer(fmpz* target, const Rational& value) {
    if (const auto small = value.to_int64())
      fmpz_set_si(target, *small);
    else
      fmpz_set_str(target, value.to_string().c_str(), 10);
  }
  static Rational get_integer(const fmpz* value) {
    if (fmpz_fits_si(value)) return Rational(static_cast<std::int64_t>(fmpz_get_si(value)));
    std::string text(fmpz_sizeinbase(value, 10) + 2, '\0');
    fmpz_get_str(text.data(), 10, value);
    text.resize(text.find('\0'));
    const auto number = Rational::parse(text);
    COMITIA_ASSERT(number.has_value(), "FLINT writes integers that Rational reads");
    return *number;
  }

  fmpq_mat_t matrix_;
};

}  // namespace

ExactBasis::ExactBasis(std::vector<SparseColumn> columns) : columns_(std::move(columns)) {
  peel();
  if (nucleus_size() > kLargestNucleus) usable_ = false;
}

/// Columns with one entry left come first, then rows with one entry left. Taking such a column removes its row from
/// other columns and may leave them with one entry; taking such a row afterwards changes no other column in the rows
/// that remain, so two passes suffice.
void ExactBasis::peel() {
  const auto n = static_cast<std::int64_t>(columns_.size());
  std::vector<std::vector<std::int64_t>> columns_of_row(at(n));
  for (std::int64_t j = 0; j < n; ++j)
    for (const auto& [row, value] : columns_[at(j)]) columns_of_row[at(row)].push_back(j);
  std::vector<std::int64_t> in_column(at(n));
  std::vector<std::int64_t> in_row(at(n));
  std::vector<bool> row_gone(at(n));
  std::vector<bool> column_gone(at(n));
  std::vector<std::int64_t> queue;

  for (std::int64_t j = 0; j < n; ++j) {
    in_column[at(j)] = static_cast<std::int64_t>(columns_[at(j)].size());
    if (in_column[at(j)] == 1) queue.push_back(j);
  }
  for (std::size_t next = 0; next < queue.size(); ++next) {
    const std::int64_t j = queue[next];
    std::int64_t pivot = -1;
    for (const auto& [row, value] : columns_[at(j)])
      if (!row_gone[at(row)]) pivot = row;
    if (pivot < 0) {
      usable_ = false;  // two columns share their only row
      return;
    }
    row_gone[at(pivot)] = column_gone[at(j)] = true;
    first_.emplace_back(pivot, j);
    for (const std::int64_t other : columns_of_row[at(pivot)])
      if (!column_gone[at(other)] && --in_column[at(other)] == 1) queue.push_back(other);
  }

  queue.clear();
  for (std::int64_t i = 0; i < n; ++i) {
    if (row_gone[at(i)]) continue;
    for (const std::int64_t j : columns_of_row[at(i)]) in_row[at(i)] += column_gone[at(j)] ? 0 : 1;
    if (in_row[at(i)] == 1) queue.push_back(i);
  }
  for (std::size_t next = 0; next < queue.size(); ++next) {
    const std::int64_t i = queue[next];
    std::int64_t pivot = -1;
    for (const std::int64_t j : columns_of_row[at(i)])
      if (!column_gone[at(j)]) pivot = j;
    if (pivot < 0) {
      usable_ = false;  // two rows share their only column
      return;
    }
    row_gone[at(i)] = column_gone[at(pivot)] = true;
    last_.emplace_back(i, pivot);
    for (const auto& [row, value] : columns_[at(pivot)])
      if (!row_gone[at(row)] && --in_row[at(row)] == 1) queue.push_back(row);
  }

  nucleus_row_index_.assign(at(n), -1);
  for (std::int64_t i = 0; i < n; ++i) {
    if (row_gone[at(i)]) continue;
    nucleus_row_index_[at(i)] = static_cast<std::int64_t>(nucleus_rows_.size());
    nucleus_rows_.push_back(i);
  }
  for (std::int64_t j = 0; j < n; ++j)
    if (!column_gone[at(j)]) nucleus_columns_.push_back(j);
}

const Rational& ExactBasis::entry(std::int64_t row, std::int64_t column) const {
  const auto& entries = columns_[at(column)];
  return std::find_if(entries.begin(), entries.end(), [&](const auto& e) { return e.first == row; })->second;
}

std::optional<std::vector<Rational>> ExactBasis::solve(std::vector<Rational> right) const {
  std::vector<Rational> x(columns_.size());
  const auto settle = [&](std::int64_t column, Rational value) {
    if (value.sign() != 0)
      for (const auto& [row, coefficient] : columns_[at(column)]) right[at(row)] -= coefficient * value;
    x[at(column)] = std::move(value);
  };
  // Last rows downwards, then the nucleus, then first rows upwards: each finds the other unknowns of its row settled.
  for (const auto& [row, column] : last_) settle(column, right[at(row)] / entry(row, column));
  if (const auto size = nucleus_size(); size > 0) {
    FlintMatrix matrix(size, size);
    FlintMatrix sides(size, 1);
    for (std::int64_t j = 0; j < size; ++j)
      for (const auto& [row, value] : columns_[at(nucleus_columns_[at(j)])])
        if (const auto i = nucleus_row_index_[at(row)]; i >= 0) matrix.set(i, j, value);
    for (std::int64_t i = 0; i < size; ++i) sides.set(i, 0, right[at(nucleus_rows_[at(i)])]);
    FlintMatrix solution(size, 1);
    if (fmpq_mat_solve(solution.raw(), matrix.raw(), sides.raw()) == 0) return std::nullopt;
    for (std::int64_t j = 0; j < size; ++j) settle(nucleus_columns_[at(j)], solution.get(j, 0));
  }
  for (auto pivot = first_.rbegin(); pivot != first_.rend(); ++pivot)
    settle(pivot->second, right[at(pivot->first)] / entry(pivot->first, pivot->second));
  return x;
}

std::optional<std::vector<Rational>> ExactBasis::solve_transposed(const std::vector<Rational>& right) const {
  std::vector<Rational> y(columns_.size());
  // What is left of equation `column` once the rows settled so far are subtracted; rows not yet settled count zero.
  const auto rest = [&](std::int64_t column) {
    Rational value = right[at(column)];
    for (const auto& [row, coefficient] : columns_[at(column)])
      if (y[at(row)].sign() != 0) value -= coefficient * y[at(row)];
    return value;
  };
  for (const auto& [row, column] : first_) y[at(row)] = rest(column) / entry(row, column);
  if (const auto size = nucleus_size(); size > 0) {
    FlintMatrix matrix(size, size);
    FlintMatrix sides(size, 1);
    for (std::int64_t j = 0; j < size; ++j) {
      for (const auto& [row, value] : columns_[at(nucleus_columns_[at(j)])])
        if (const auto i = nucleus_row_index_[at(row)]; i >= 0) matrix.set(j, i, value);
      sides.set(j, 0, rest(nucleus_columns_[at(j)]));
    }
    FlintMatrix solution(size, 1);
    if (fmpq_mat_solve(solution.raw(), matrix.raw(), sides.raw()) == 0) return std::nullopt;
    for (std::int64_t i = 0; i < size; ++i) y[at(nucleus_rows_[at(i)])] = solution.get(i, 0);
  }
  for (auto pivot = last_.rbegin(); pivot != last_.rend(); ++pivot)
    y[at(pivot->first)] = rest(pivot->second) / entry(pivot->first, pivot->second);
  return y;
}

}  // namespace comitia::solve_detail
