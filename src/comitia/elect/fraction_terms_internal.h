// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Exact sums of integer multiples of a few fractions. The prices of earlier rounds, or 1, 1/2, 1/3, ..., are kept over
// one common denominator, so that a sum needs no greatest common divisor before its end.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "comitia/base/rational.h"

namespace comitia::elect {

class FractionTerms {
 public:
  std::int64_t size() const { return static_cast<std::int64_t>(numerators_.size()); }
  Rational value(std::int64_t i) const { return numerators_[static_cast<std::size_t>(i)] / denominator_; }
  void push_back(const Rational& value);
  void pop_back();
  /// Sum over i of weights[i] times value(i). @pre weights.size() <= size(); the rest counts as zero
  Rational sum(std::span<const std::int64_t> weights) const;

 private:
  std::vector<Rational> numerators_;  // integers
  Rational denominator_ = 1;          // a common multiple of the denominators of all values
  std::vector<Rational> growths_;     // what each value multiplied the denominator by; undone by pop_back
};

}  // namespace comitia::elect
