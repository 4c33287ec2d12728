// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Factoring and solving of simplex bases; the only place that knows FLINT. Pivots are chosen by the count of H. M.
// Markowitz (The Elimination Form of the Inverse, 1957): (entries in the row - 1) (entries in the column - 1) bounds
// the new entries that a pivot creates.
#include <limits>
#include <map>
#include <set>
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

/// The matrix while it is eliminated: rows with their entries, columns with their rows, and both ordered by count.
class Elimination {
 public:
  explicit Elimination(const std::vector<SparseColumn>& columns) : rows_(columns.size()), columns_(columns.size()) {
    for (std::size_t j = 0; j < columns.size(); ++j)
      for (const auto& [row, value] : columns[j]) {
        rows_[at(row)].emplace(static_cast<std::int64_t>(j), value);
        columns_[j].insert(row);
      }
    for (std::size_t i = 0; i < columns.size(); ++i) {
      row_order_.emplace(rows_[i].size(), static_cast<std::int64_t>(i));
      column_order_.emplace(columns_[i].size(), static_cast<std::int64_t>(i));
    }
  }

  struct Choice {
    std::int64_t row = -1;
    std::int64_t column = -1;
    std::size_t cost = std::numeric_limits<std::size_t>::max();
  };
  /// The best pivot in the shortest column and in the shortest row. Nothing left: row -1.
  Choice best() const {
    Choice choice;
    if (row_order_.empty()) return choice;
    const auto consider = [&](std::int64_t row, std::int64_t column) {
      const auto cost = (rows_[at(row)].size() - 1) * (columns_[at(column)].size() - 1);
      if (cost < choice.cost) choice = {row, column, cost};
    };
    const auto shortest_column = column_order_.begin()->second;
    for (const auto row : columns_[at(shortest_column)]) consider(row, shortest_column);
    const auto shortest_row = row_order_.begin()->second;
    for (const auto& [column, value] : rows_[at(shortest_row)]) consider(shortest_row, column);
    return choice;
  }
  /// A row or column without entries.
  bool has_empty_line() const {
    return !row_order_.empty() && (row_order_.begin()->first == 0 || column_order_.begin()->first == 0);
  }
  std::size_t size() const { return row_order_.size(); }
  const std::map<std::int64_t, Rational>& row(std::int64_t i) const { return rows_[at(i)]; }
  std::vector<std::int64_t> rows_left() const { return left(row_order_); }
  std::vector<std::int64_t> columns_left() const { return left(column_order_); }

  /// Clears the pivot's column in all other rows, then takes the pivot's row and column out. Returns (row, factor).
  std::vector<std::pair<std::int64_t, Rational>> eliminate(const Choice& pivot) {
    std::vector<std::pair<std::int64_t, Rational>> factors;
    auto& pivot_row = rows_[at(pivot.row)];
    const Rational value = pivot_row.at(pivot.column);
    const std::vector<std::int64_t> touched(columns_[at(pivot.column)].begin(), columns_[at(pivot.column)].end());
    for (const auto target : touched) {
      if (target == pivot.row) continue;
      auto& row = rows_[at(target)];
      row_order_.erase({row.size(), target});
      const Rational factor = row.at(pivot.column) / value;
      row.erase(pivot.column);
      for (const auto& [column, entry] : pivot_row)
        if (column != pivot.column) subtract(row, target, column, factor * entry);
      row_order_.emplace(row.size(), target);
      factors.emplace_back(target, factor);
    }
    row_order_.erase({pivot_row.size(), pivot.row});
    column_order_.erase({columns_[at(pivot.column)].size(), pivot.column});
    columns_[at(pivot.column)].clear();
    for (const auto& [column, entry] : pivot_row)
      if (column != pivot.column) drop(column, pivot.row);
    return factors;
  }

 private:
  using Order = std::set<std::pair<std::size_t, std::int64_t>>;

  static std::vector<std::int64_t> left(const Order& order) {
    std::set<std::int64_t> ids;
    for (const auto& [count, id] : order) ids.insert(id);
    return {ids.begin(), ids.end()};
  }
  void subtract(std::map<std::int64_t, Rational>& row, std::int64_t id, std::int64_t column, const Rational& amount) {
    const auto [entry, is_new] = row.emplace(column, Rational(0));
    entry->second -= amount;
    if (entry->second.sign() == 0) {
      row.erase(entry);
      if (!is_new) drop(column, id);
    } else if (is_new) {
      auto& rows = columns_[at(column)];
      column_order_.erase({rows.size(), column});
      rows.insert(id);
      column_order_.emplace(rows.size(), column);
    }
  }
  void drop(std::int64_t column, std::int64_t row) {
    auto& rows = columns_[at(column)];
    column_order_.erase({rows.size(), column});
    rows.erase(row);
    column_order_.emplace(rows.size(), column);
  }

  std::vector<std::map<std::int64_t, Rational>> rows_;
  std::vector<std::set<std::int64_t>> columns_;
  Order row_order_, column_order_;  ///< (count, id) of what is left
};

/// Pivots that cost more are left to the nucleus: fractions that grow with every new entry are slower than FLINT's
/// numbers modulo a prime.
constexpr std::size_t kCheapPivot = 64;

}  // namespace

ExactBasis::ExactBasis(const std::vector<SparseColumn>& columns) {
  Elimination left(columns);
  while (true) {
    if (left.has_empty_line()) {
      usable_ = false;
      return;
    }
    const auto choice = left.best();
    if (choice.row < 0 || choice.cost > kCheapPivot) break;
    Pivot pivot{choice.row, choice.column, {}, {}, {}};
    for (const auto& [column, value] : left.row(choice.row)) {
      if (column == choice.column)
        pivot.value = value;
      else
        pivot.rest.emplace_back(column, value);
    }
    pivot.factors = left.eliminate(choice);
    pivots_.push_back(std::move(pivot));
  }
  nucleus_rows_ = left.rows_left();
  nucleus_columns_ = left.columns_left();
  if (nucleus_size() > kLargestNucleus) {
    usable_ = false;
    return;
  }
  std::map<std::int64_t, std::int64_t> position;
  for (const auto column : nucleus_columns_) position.emplace(column, static_cast<std::int64_t>(position.size()));
  for (const auto row : nucleus_rows_) {
    nucleus_.emplace_back();
    for (const auto& [column, value] : left.row(row)) nucleus_.back().emplace_back(position.at(column), value);
  }
}

std::optional<std::vector<Rational>> ExactBasis::solve_nucleus(const std::vector<Rational>& right,
                                                               bool transposed) const {
  const auto size = nucleus_size();
  if (size == 0) return std::vector<Rational>();
  FlintMatrix matrix(size, size);
  FlintMatrix sides(size, 1);
  for (std::int64_t i = 0; i < size; ++i) {
    for (const auto& [j, value] : nucleus_[at(i)]) matrix.set(transposed ? j : i, transposed ? i : j, value);
    sides.set(i, 0, right[at(transposed ? nucleus_columns_[at(i)] : nucleus_rows_[at(i)])]);
  }
  FlintMatrix solution(size, 1);
  if (fmpq_mat_solve(solution.raw(), matrix.raw(), sides.raw()) == 0) return std::nullopt;
  std::vector<Rational> result;
  for (std::int64_t i = 0; i < size; ++i) result.push_back(solution.get(i, 0));
  return result;
}

std::optional<std::vector<Rational>> ExactBasis::solve(std::vector<Rational> right) const {
  for (const auto& pivot : pivots_)
    if (const Rational side = right[at(pivot.row)]; side.sign() != 0)
      for (const auto& [row, factor] : pivot.factors) right[at(row)] -= factor * side;
  const auto nucleus = solve_nucleus(right, false);
  if (!nucleus) return std::nullopt;
  std::vector<Rational> x(right.size());
  for (std::size_t j = 0; j < nucleus->size(); ++j) x[at(nucleus_columns_[j])] = (*nucleus)[j];
  for (auto pivot = pivots_.rbegin(); pivot != pivots_.rend(); ++pivot) {
    Rational side = right[at(pivot->row)];
    for (const auto& [column, value] : pivot->rest)
      if (x[at(column)].sign() != 0) side -= value * x[at(column)];
    x[at(pivot->column)] = side / pivot->value;
  }
  return x;
}

std::optional<std::vector<Rational>> ExactBasis::solve_transposed(std::vector<Rational> right) const {
  std::vector<Rational> y(right.size());
  for (const auto& pivot : pivots_) {
    const Rational& side = right[at(pivot.column)];
    if (side.sign() == 0) continue;
    y[at(pivot.row)] = side / pivot.value;
    for (const auto& [column, value] : pivot.rest) right[at(column)] -= value * y[at(pivot.row)];
  }
  const auto nucleus = solve_nucleus(right, true);
  if (!nucleus) return std::nullopt;
  for (std::size_t i = 0; i < nucleus->size(); ++i) y[at(nucleus_rows_[i])] = (*nucleus)[i];
  for (auto pivot = pivots_.rbegin(); pivot != pivots_.rend(); ++pivot)
    for (const auto& [row, factor] : pivot->factors)
      if (y[at(row)].sign() != 0) y[at(pivot->row)] -= factor * y[at(row)];
  return y;
}

}  // namespace comitia::solve_detail
