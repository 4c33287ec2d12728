// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Streams over Philox 4x64-10 (J. K. Salmon et al., Parallel Random Numbers: As Easy as 1, 2, 3, SC 2011). Block b of
// a stream has key (seed, purpose) and counter (b, index, 0, 0); its four words are used in order.
#include "comitia/base/random.h"

#include <cmath>
#include <utility>

#include <Random123/philox.h>

#include "comitia/base/assert.h"

namespace comitia {

std::array<std::uint64_t, 4> philox_4x64_10(std::array<std::uint64_t, 4> counter, std::array<std::uint64_t, 2> key) {
  const r123array4x64 in = {{counter[0], counter[1], counter[2], counter[3]}};
  const r123array2x64 with = {{key[0], key[1]}};
  const auto out = philox4x64_R(10, in, with);
  return {out.v[0], out.v[1], out.v[2], out.v[3]};
}

Stream::Stream(std::uint64_t seed, Purpose purpose, std::uint64_t index)
    : key_{seed, static_cast<std::uint64_t>(purpose)}, counter_{0, index, 0, 0} {}

void Stream::refill() {
  block_ = philox_4x64_10(counter_, key_);
  ++counter_[0];
  used_ = 0;
}

std::uint64_t Stream::next() {
  if (used_ == 4) refill();
  return block_[static_cast<std::size_t>(used_++)];
}

// The high word of bits * n, refused where the low word is below 2^64 mod n (D. Lemire, Fast Random Integer Generation
// in an Interval, 2019): a division only in the rare case that could be refused.
std::int64_t Stream::below(std::int64_t n) {
  COMITIA_DCHECK(n >= 1, "a draw has at least one value");
  const auto range = static_cast<std::uint64_t>(n);
  auto product = static_cast<unsigned __int128>(next()) * range;
  if (static_cast<std::uint64_t>(product) < range) {
    const std::uint64_t surplus = (0 - range) % range;
    while (static_cast<std::uint64_t>(product) < surplus) product = static_cast<unsigned __int128>(next()) * range;
  }
  return static_cast<std::int64_t>(product >> 64);
}

double Stream::unit() { return static_cast<double>(next() >> 11) * 0x1p-53; }

// Marsaglia's polar method. The second normal of a pair is dropped: keeping it would be state beyond the counter.
double Stream::normal() {
  while (true) {
    const double x = 2 * unit() - 1;
    const double y = 2 * unit() - 1;
    const double square = x * x + y * y;
    if (square > 0 && square < 1) return x * std::sqrt(-2 * std::log(square) / square);
  }
}

void Stream::shuffle(std::span<std::uint32_t> items) {
  for (std::size_t i = items.size(); i-- > 1;)
    std::swap(items[i], items[static_cast<std::size_t>(below(static_cast<std::int64_t>(i) + 1))]);
}

}  // namespace comitia
