// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// The one place where a broken assertion ends.
#include "comitia/base/assert.h"

#include <fmt/format.h>

namespace comitia {

void assertion_failed(const char* condition, const char* sentence, const char* file, int line) {
  throw InternalError(fmt::format("{} ({} at {}:{})", sentence, condition, file, line));
}

}  // namespace comitia
