// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// The generated table of contracts; see tools/rule_reference.py.
#pragma once

#include <span>

#include "comitia/catalog/catalog.h"

namespace comitia {

std::span<const RuleReference> rule_references();

}  // namespace comitia
