// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Chance for simulation: Philox 4x64-10, counter-based. A stream is a pure function of (seed, purpose, index), so work
// item i draws the same numbers on any thread and in any order.
#pragma once

#include <array>
#include <cstdint>
#include <span>

namespace comitia {

enum class Purpose : std::uint64_t { tie = 1, sample = 2, bootstrap = 3, search = 4, test = 5 };

class Stream {
 public:
  Stream(std::uint64_t seed, Purpose purpose, std::uint64_t index);

  std::uint64_t next();                          ///< 64 uniform bits
  std::int64_t below(std::int64_t n);            ///< uniform in [0, n), by rejection. @pre n >= 1
  double unit();                                 ///< uniform in [0, 1), 53 bits
  double normal();                               ///< standard normal, polar method
  void shuffle(std::span<std::uint32_t> items);  ///< descending Fisher-Yates

 private:
  void refill();
  std::array<std::uint64_t, 2> key_;
  std::array<std::uint64_t, 4> counter_;
  std::array<std::uint64_t, 4> block_{};
  int used_ = 4;
};

/// One Philox 4x64-10 block, the primitive behind Stream (test vectors are published for it).
std::array<std::uint64_t, 4> philox_4x64_10(std::array<std::uint64_t, 4> counter, std::array<std::uint64_t, 2> key);

}  // namespace comitia
