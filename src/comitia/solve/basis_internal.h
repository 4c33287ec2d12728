// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Exact linear algebra of a simplex basis: B x = b and transpose(B) y = c in rationals.
#pragma once

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "comitia/base/rational.h"

namespace comitia::solve_detail {

/// Entries (row, value), each row at most once, values not zero.
using SparseColumn = std::vector<std::pair<std::int64_t, Rational>>;

/// A square sparse matrix, factored in two parts. While some pivot is cheap by Markowitz' count, Gaussian elimination
/// takes it; bases of the programs that we meet are almost triangular, so that this is nearly all. What remains, the
/// nucleus, is dense and goes to FLINT, which solves it modulo a prime and lifts.
class ExactBasis {
 public:
  /// The largest nucleus that is attempted; its cost grows with the cube.
  static constexpr std::int64_t kLargestNucleus = 1500;

  /// @pre as many columns as rows
  explicit ExactBasis(const std::vector<SparseColumn>& columns);

  /// False when elimination already shows that the matrix is singular, or when the nucleus is too large.
  bool usable() const { return usable_; }
  std::int64_t nucleus_size() const { return static_cast<std::int64_t>(nucleus_rows_.size()); }

  /// x with B x = right, or nothing when B is singular.
  std::optional<std::vector<Rational>> solve(std::vector<Rational> right) const;
  /// y with transpose(B) y = right, or nothing when B is singular.
  std::optional<std::vector<Rational>> solve_transposed(std::vector<Rational> right) const;

 private:
  using Entries = std::vector<std::pair<std::int64_t, Rational>>;
  /// One step of elimination: row `row` was taken, times `factor` each, from other rows to clear `column` there.
  struct Pivot {
    std::int64_t row;
    std::int64_t column;
    Rational value;
    Entries rest;     ///< the other entries (column, value) of the row at that time
    Entries factors;  ///< (row, factor)
  };
  std::optional<std::vector<Rational>> solve_nucleus(const std::vector<Rational>& right, bool transposed) const;

  std::vector<Pivot> pivots_;
  std::vector<std::int64_t> nucleus_rows_;
  std::vector<std::int64_t> nucleus_columns_;
  std::vector<Entries> nucleus_;  ///< per row of the nucleus: (position among its columns, value)
  bool usable_ = true;
};

}  // namespace comitia::solve_detail
