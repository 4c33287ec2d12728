// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// How many seats: the option if given, else what the source says.
#pragma once

#include <cstdint>
#include <optional>

#include "comitia/base/result.h"
#include "comitia/voices/electorate.h"

namespace comitia {

/// @errors seats: neither says how many, fewer than 1, or more than there are options
Result<std::int64_t> resolve_seats(std::optional<std::int64_t> asked, const Electorate& electorate);

}  // namespace comitia
