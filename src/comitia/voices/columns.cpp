// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Exact numbers brought to their least common denominator.
#include "comitia/voices/columns.h"

namespace comitia {

std::optional<ScaledColumn> ScaledColumn::from(std::span<const Rational> values) {
  ScaledColumn column;
  for (const Rational& value : values) {
    const auto denominator = value.denominator().to_int64();
    if (!denominator) return std::nullopt;
    const auto scale = checked_lcm(column.scale, *denominator);
    if (!scale) return std::nullopt;
    column.scale = *scale;
  }
  column.numerators.reserve(values.size());
  const Rational scale(column.scale);
  for (const Rational& value : values) {
    const auto numerator = (value * scale).to_int64();
    if (!numerator) return std::nullopt;
    column.numerators.push_back(*numerator);
  }
  return column;
}

}  // namespace comitia
