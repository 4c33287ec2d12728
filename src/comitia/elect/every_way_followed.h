// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// What rules with steps say last when ties = all found several outcomes.
#pragma once

#include "comitia/decision/sentences.h"

namespace comitia::elect {

inline constexpr Sentence kEveryWayFollowed = {
    "all",
    "Every way of breaking the ties was followed, through {states:count} states; the steps above show the one that "
    "always takes the option listed first."};

}  // namespace comitia::elect
