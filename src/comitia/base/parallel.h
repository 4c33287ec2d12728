// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Parallel loops over fixed blocks. Blocks depend on n alone and joins form a fixed tree, so a result never depends on
// the number of threads. Back ends: oneTBB, std::jthread, serial (chosen when the library is built).
#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
#include <utility>
#include <vector>

namespace comitia {

/// Calls run(i) for i in [0, blocks) on up to threads threads (0 = all processors). A nested call runs serially. The
/// first exception of a block is thrown again here after all running blocks have ended.
void run_blocks(int threads, std::int64_t blocks, const std::function<void(std::int64_t)>& run);

/// Name of the back end: "tbb", "thread" or "serial".
const char* parallel_backend();

/// Calls body(begin, end) for consecutive ranges of at most block items that cover [0, n).
template <class Body>
void for_blocks(int threads, std::int64_t n, std::int64_t block, Body&& body) {
  const std::int64_t blocks = (n + block - 1) / block;
  run_blocks(threads, blocks, [&](std::int64_t i) { body(i * block, std::min(n, (i + 1) * block)); });
}

/// Folds body(begin, end) -> T over blocks by join(T, T) -> T in a fixed binary tree; zero when n is 0.
template <class T, class Body, class Join>
T reduce_blocks(int threads, std::int64_t n, std::int64_t block, T zero, Body&& body, Join&& join) {
  const std::int64_t blocks = (n + block - 1) / block;
  if (blocks == 0) return zero;
  std::vector<T> parts(static_cast<std::size_t>(blocks), zero);
  for_blocks(threads, n, block, [&](std::int64_t begin, std::int64_t end) {
    parts[static_cast<std::size_t>(begin / block)] = body(begin, end);
  });
  for (std::size_t width = 1; width < parts.size(); width *= 2)
    for (std::size_t i = 0; i + width < parts.size(); i += 2 * width)
      parts[i] = join(std::move(parts[i]), std::move(parts[i + width]));
  return std::move(parts.front());
}

}  // namespace comitia
