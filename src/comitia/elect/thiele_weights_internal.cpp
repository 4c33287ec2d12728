// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
#include "comitia/elect/thiele_weights_internal.h"

namespace comitia::elect {

ThieleWeights pav_weights() {
  return [](std::int64_t l) { return Rational(1, l); };
}

ThieleWeights slav_weights() {
  return [](std::int64_t l) { return Rational(1, 2 * l - 1); };
}

ThieleWeights geometric_weights(const Rational& p) {
  return [each = Rational(1) / p](std::int64_t l) {
    Rational power = 1;
    for (std::int64_t i = 0; i < l; ++i) power *= each;
    return power;
  };
}

ThieleWeights cc_weights() {
  return [](std::int64_t l) { return Rational(l == 1 ? 1 : 0); };
}

std::vector<Rational> first_weights(const ThieleWeights& weights, std::int64_t count) {
  std::vector<Rational> result;
  for (std::int64_t l = 1; l <= count; ++l) result.push_back(weights(l));
  return result;
}

}  // namespace comitia::elect
