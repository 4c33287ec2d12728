// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// A value or the problems that prevented it. Becomes std::expected when the oldest supported compiler has it whole.
#pragma once

#include <utility>

#include <tl/expected.hpp>

#include "comitia/base/problem.h"

namespace comitia {

template <class T>
using Result = tl::expected<T, Problems>;

/// The failing half of a Result.
inline tl::unexpected<Problems> fail(Problems problems) { return tl::unexpected<Problems>(std::move(problems)); }
inline tl::unexpected<Problems> fail(ProblemCode code, std::string text, std::string hint = {}) {
  return tl::unexpected<Problems>(Problems(code, std::move(text), std::move(hint)));
}

}  // namespace comitia

#define COMITIA_JOIN_INNER(a, b) a##b
#define COMITIA_JOIN(a, b) COMITIA_JOIN_INNER(a, b)

/// COMITIA_TRY(auto x, parse(text)); passes problems upward and adds nothing.
#define COMITIA_TRY(declaration, ...)                                                \
  auto COMITIA_JOIN(comitia_try_, __LINE__) = (__VA_ARGS__);                         \
  if (!COMITIA_JOIN(comitia_try_, __LINE__))                                         \
    return ::comitia::fail(std::move(COMITIA_JOIN(comitia_try_, __LINE__)).error()); \
  declaration = *std::move(COMITIA_JOIN(comitia_try_, __LINE__))

/// COMITIA_CHECK(check(x)); the same for a Result<void>.
#define COMITIA_CHECK(...) \
  if (auto comitia_checked = (__VA_ARGS__); !comitia_checked) return ::comitia::fail(std::move(comitia_checked).error())
