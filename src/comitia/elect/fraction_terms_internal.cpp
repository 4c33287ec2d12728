// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
#include "comitia/elect/fraction_terms_internal.h"

#include "comitia/base/assert.h"

namespace comitia::elect {

void FractionTerms::push_back(const Rational& value) {
  // In lowest terms, denominator_ / value.denominator() has exactly the missing factor below its line.
  Rational growth = (denominator_ / value.denominator()).denominator();
  if (growth != Rational(1)) {
    denominator_ *= growth;
    for (auto& numerator : numerators_) numerator *= growth;
  }
  numerators_.push_back(value * denominator_);
  growths_.push_back(std::move(growth));
}

void FractionTerms::pop_back() {
  COMITIA_ASSERT(!numerators_.empty(), "a term was pushed before it is popped");
  numerators_.pop_back();
  if (growths_.back() != Rational(1)) {
    denominator_ /= growths_.back();
    for (auto& numerator : numerators_) numerator /= growths_.back();
  }
  growths_.pop_back();
}

Rational FractionTerms::sum(std::span<const std::int64_t> weights) const {
  COMITIA_ASSERT(weights.size() <= numerators_.size(), "every weight belongs to a term");
  Rational total;
  for (std::size_t i = 0; i < weights.size(); ++i)
    if (weights[i] != 0) total += numerators_[i] * Rational(weights[i]);
  return total / denominator_;
}

}  // namespace comitia::elect
