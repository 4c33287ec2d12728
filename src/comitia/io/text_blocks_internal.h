// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Scanning text 64 bytes at a time: which of them end a number or a cell, as bits of one word. The lengths of numbers
// and cells vary, so that a processor would guess the end of a loop over their bytes wrong every few bytes, which takes
// longer than all the rest; and the ends in a block are known at once, instead of each only after the one before it.
#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace comitia::io {

/// Finds bytes that are no digits.
struct NoDigit {
  bool operator()(char c) const { return c < '0' || c > '9'; }
#ifdef __SSE2__
  __m128i operator()(__m128i bytes) const {
    const __m128i above_zero = _mm_sub_epi8(bytes, _mm_set1_epi8('0'));
    return _mm_cmpeq_epi8(_mm_max_epu8(above_zero, _mm_set1_epi8(10)), above_zero);
  }
#endif
};

/// Finds bytes that are one of two.
struct EitherOf {
  char a, b;
  bool operator()(char c) const { return c == a || c == b; }
#ifdef __SSE2__
  __m128i operator()(__m128i bytes) const {
    return _mm_or_si128(_mm_cmpeq_epi8(bytes, _mm_set1_epi8(a)), _mm_cmpeq_epi8(bytes, _mm_set1_epi8(b)));
  }
#endif
};

/// Bit i tells whether byte i of 64 is one that Matches finds.
template <class Matches>
std::uint64_t matches_in(const char* block, Matches matches) {
  std::uint64_t found = 0;
#ifdef __SSE2__
  const auto part = [&](int i) {
    const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(block + 16 * i));
    return static_cast<std::uint64_t>(_mm_movemask_epi8(matches(bytes))) << (16 * i);
  };
  found = part(0) | part(1) | part(2) | part(3);
#else
  for (int i = 0; i < 64; ++i) found |= std::uint64_t{matches(block[i])} << i;
#endif
  return found;
}

/// The bytes of a text that Matches finds, in their order, and then the end of the text.
template <class Matches>
class Stops {
 public:
  /// @pre readable_end is not before the end of the text: bytes up to there may be looked at
  Stops(std::string_view text, const char* readable_end, Matches matches = {})
      : block_(text.data()), end_(text.data() + text.size()), readable_end_(readable_end), matches_(matches) {
    look();
  }

  /// @pre the end of the text has not been returned yet
  const char* next() {
    while (left_ == 0) {
      block_ += kBlock;
      look();
    }
    const char* const stop = block_ + std::countr_zero(left_);
    left_ &= left_ - 1;
    return stop;
  }

 private:
  static constexpr std::ptrdiff_t kBlock = 64;

  void look() {
    if (readable_end_ - block_ >= kBlock) {
      left_ = matches_in(block_, matches_);
    } else {
      char padded[kBlock] = {};
      std::copy(block_, readable_end_, padded);
      left_ = matches_in(padded, matches_);
    }
    if (end_ - block_ < kBlock) left_ |= ~std::uint64_t{0} << (end_ - block_);
  }

  const char* block_;
  const char* end_;
  const char* readable_end_;
  std::uint64_t left_ = 0;  ///< stops of the block that were not returned yet
  [[no_unique_address]] Matches matches_;
};

/// The number that the digits before `end` write. @pre 1 <= digits <= 8; eight bytes before `end` can be read
inline std::uint32_t number_before(const char* end, std::size_t digits) {
  std::uint64_t number = 0;
  std::memcpy(&number, end - 8, 8);
  if constexpr (std::endian::native == std::endian::big) number = __builtin_bswap64(number);
  // Zeros in place of what stands before the digits; then pairs, fours and eights at once.
  const std::size_t other_bits = (0 - 8 * digits) % 64;
  number = ((number ^ 0x3030'3030'3030'3030U) >> other_bits) << other_bits;
  number = number * 10 + (number >> 8U);
  number = (number & 0x0000'00FF'0000'00FFU) * 0x000F'4240'0000'0064U +
           ((number >> 16U) & 0x0000'00FF'0000'00FFU) * 0x0000'2710'0000'0001U;
  return static_cast<std::uint32_t>(number >> 32U);
}

}  // namespace comitia::io
