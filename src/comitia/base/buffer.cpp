// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Memory of buffers; see the header.
#include "comitia/base/buffer.h"

#include <new>
#include <sys/mman.h>

namespace comitia {
namespace {

constexpr std::size_t kLargePage = std::size_t{2} << 20U;
/// From here on the part of a large page that stays unused weighs little.
constexpr std::size_t kLarge = 4 * kLargePage;

}  // namespace

void* acquire_memory(std::size_t bytes) {
  if (bytes < kLarge) return ::operator new(bytes);
  void* const memory = ::operator new(bytes, std::align_val_t{kLargePage});
#ifdef MADV_HUGEPAGE
  madvise(memory, bytes, MADV_HUGEPAGE);  // a wish; without it everything is only slower
#endif
  return memory;
}

void release_memory(void* memory, std::size_t bytes) noexcept {
  if (bytes < kLarge)
    ::operator delete(memory);
  else
    ::operator delete(memory, std::align_val_t{kLargePage});
}

}  // namespace comitia
