// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// The rules of the family elect.
#pragma once

#include <span>

#include "comitia/decision/rule.h"

namespace comitia::elect {

std::span<const RuleEntry> rules();

}  // namespace comitia::elect
