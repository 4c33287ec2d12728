// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// The weights that tell the rules of Thiele's family apart.
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "comitia/base/rational.h"

namespace comitia::elect {

/// What the l-th member on a ballot counts, l = 1, 2, ...: never negative, and never more than the one before.
using ThieleWeights = std::function<Rational(std::int64_t l)>;

/// 1, 1/2, 1/3, ...
ThieleWeights pav_weights();
/// 1, 1/3, 1/5, ...
ThieleWeights slav_weights();
/// 1/p, 1/p^2, 1/p^3, ... @pre p >= 1
ThieleWeights geometric_weights(const Rational& p);
/// 1, 0, 0, ...
ThieleWeights cc_weights();

/// The first `count` weights.
std::vector<Rational> first_weights(const ThieleWeights& weights, std::int64_t count);

}  // namespace comitia::elect
