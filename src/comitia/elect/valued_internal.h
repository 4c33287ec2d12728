// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Exact comparison with little exact work: every option comes with bounds of its value, and only the values whose
// bounds overlap with the best are computed exactly. Whatever the bounds, the order is that of the exact values.
#pragma once

#include <algorithm>
#include <cstddef>
#include <span>
#include <utility>
#include <vector>

#include "comitia/base/ids.h"
#include "comitia/base/rational.h"

namespace comitia::elect {

/// An option with the exact number that it was compared by.
struct Valued {
  OptionId option;
  Rational value;
};

/// least <= exact value <= most.
template <class Number>
struct Bounds {
  OptionId option;
  Number least;
  Number most;
};

/// The first options in the exact order of their values, smallest first, then by id: `count` of them (all, if there are
/// fewer), and every option that is equal to the first.
/// @param exact  called once: ids -> vector of their exact values
template <class Number, class Exact>
std::vector<Valued> smallest_first(std::span<const Bounds<Number>> bounds, std::size_t count, Exact&& exact) {
  if (bounds.empty()) return {};
  count = std::clamp<std::size_t>(count, 1, bounds.size());
  std::vector<Number> most;
  most.reserve(bounds.size());
  for (const auto& each : bounds) most.push_back(each.most);
  const auto limit = most.begin() + static_cast<std::ptrdiff_t>(count - 1);
  std::nth_element(most.begin(), limit, most.end());
  // An option that starts above the count-th smallest upper bound has `count` options strictly before it.
  std::vector<OptionId> contenders;
  for (const auto& each : bounds)
    if (each.least <= *limit) contenders.push_back(each.option);
  std::vector<Rational> values = exact(std::span<const OptionId>(contenders));
  std::vector<Valued> first;
  first.reserve(contenders.size());
  for (std::size_t i = 0; i < contenders.size(); ++i) first.push_back({contenders[i], std::move(values[i])});
  std::sort(first.begin(), first.end(), [](const Valued& a, const Valued& b) {
    const auto order = a.value <=> b.value;
    return order != 0 ? order < 0 : a.option < b.option;
  });
  while (count < first.size() && first[count].value == first.front().value) ++count;
  first.resize(std::min(count, first.size()));
  return first;
}

/// The options that are equal to the first of an ordered list, ascending.
inline std::vector<OptionId> tied_with_first(std::span<const Valued> ordered) {
  std::vector<OptionId> tied;
  for (const auto& each : ordered) {
    if (each.value != ordered.front().value) break;
    tied.push_back(each.option);
  }
  return tied;
}

}  // namespace comitia::elect
