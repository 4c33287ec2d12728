// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// What a ballot gives to several options that share its best rank.
#pragma once

#include <array>
#include <string_view>

#include "comitia/base/fields.h"

namespace comitia::elect {

/// split: an equal part of its vote to each; whole: a whole vote to each.
enum class EqualRanks { split, whole };

}  // namespace comitia::elect

namespace comitia {

template <>
inline constexpr std::array<std::string_view, 2> kEnumWords<elect::EqualRanks> = {"split", "whole"};

}  // namespace comitia
