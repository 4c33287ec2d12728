// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Our own mistakes. An assertion is never reachable from input; a broken one ends in InternalError, exit code 7.
#pragma once

#include <stdexcept>
#include <string>

namespace comitia {

class InternalError : public std::logic_error {
 public:
  using std::logic_error::logic_error;
};

[[noreturn]] void assertion_failed(const char* condition, const char* sentence, const char* file, int line);

}  // namespace comitia

#define COMITIA_ASSERT(condition, sentence) \
  ((condition) ? void(0) : ::comitia::assertion_failed(#condition, sentence, __FILE__, __LINE__))

#ifdef COMITIA_DEVELOPER_MODE
#define COMITIA_DCHECK(condition, sentence) COMITIA_ASSERT(condition, sentence)
#else
#define COMITIA_DCHECK(condition, sentence) void(0)
#endif
