// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
#include "comitia/decision/seats.h"

#include <fmt/format.h>

namespace comitia {

Result<std::int64_t> resolve_seats(std::optional<std::int64_t> asked, const Electorate& electorate) {
  const auto options = electorate.options.size();
  const auto seats = asked ? asked : electorate.seats;
  if (!seats)
    return fail(ProblemCode::seats, "the number of seats is not given, and the voices do not say it",
                fmt::format("add --seats, from 1 to {}", options));
  if (*seats < 1 || *seats > options)
    return fail(ProblemCode::seats, fmt::format("{} seats cannot be filled from {} options", *seats, options),
                fmt::format("choose from 1 to {} seats", options));
  return *seats;
}

}  // namespace comitia
