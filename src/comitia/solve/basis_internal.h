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

/// A square sparse matrix, permuted so that it is triangular but for a nucleus, which FLINT solves. Bases of the
/// programs that we meet are almost triangular: one row or column after another holds a single entry once the others
/// are gone.
///
///        first columns   nucleus   last columns
///      [ upper tri.      any       any        ]  first rows   (columns with a single entry left, peeled first)
///      [ 0               nucleus   any        ]  nucleus
///      [ 0               0         lower tri. ]  last rows    (then rows with a single entry left)
class ExactBasis {
 public:
  /// The largest nucleus that is attempted; its cost grows with the cube.
  static constexpr std::int64_t kLargestNucleus = 1500;

  /// @pre as many columns as rows
  explicit ExactBasis(std::vector<SparseColumn> columns);

  /// False when peeling already shows that the matrix is singular, or when the nucleus is too large.
  bool usable() const { return usable_; }
  std::int64_t nucleus_size() const { return static_cast<std::int64_t>(nucleus_columns_.size()); }

  /// x with B x = right, or nothing when B is singular.
  std::optional<std::vector<Rational>> solve(std::vector<Rational> right) const;
  /// y with transpose(B) y = right, or nothing when B is singular.
  std::optional<std::vector<Rational>> solve_transposed(const std::vector<Rational>& right) const;

 private:
  void peel();
  const Rational& entry(std::int64_t row, std::int64_t column) const;

  std::vector<SparseColumn> columns_;
  std::vector<std::pair<std::int64_t, std::int64_t>> first_, last_;  ///< (row, column) of the pivots, as peeled
  std::vector<std::int64_t> nucleus_rows_, nucleus_columns_;
  std::vector<std::int64_t> nucleus_row_index_;  ///< per row; -1 outside the nucleus
  bool usable_ = true;
};

}  // namespace comitia::solve_detail
