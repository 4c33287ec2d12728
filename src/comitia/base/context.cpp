// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
#include "comitia/base/context.h"

#include <charconv>

#include "comitia/base/assert.h"

namespace comitia {

Result<std::uint64_t> read_seed(std::string_view text) {
  std::uint64_t seed = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seed);
  if (error != std::errc() || end != text.data() + text.size())
    return fail(ProblemCode::option_range, "the seed \"" + std::string(text) + "\" is not a number below 2^64",
                "write it in decimal digits, such as --seed 42");
  return seed;
}

Problems Context::stopped(ProblemCode why) {
  switch (why) {
    case ProblemCode::interrupted:
      return {why, "interrupted before a decision was reached"};
    case ProblemCode::time_limit:
      return {why, "the time limit ended the work before a decision was reached", "raise --time-limit"};
    default:
      return {why, "a limit ended the work before a decision was reached"};
  }
}

Stream Context::stream(Purpose purpose, std::uint64_t index) const {
  const auto seed = read_seed(run.seed);
  COMITIA_ASSERT(seed, "the seed was validated before the rule started");
  return {*seed, purpose, index};
}

}  // namespace comitia
