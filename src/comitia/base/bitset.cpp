// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Order and hash of sets of small integers.
#include "comitia/base/bitset.h"

#include <algorithm>

namespace comitia {

std::strong_ordering operator<=>(const Bitset& a, const Bitset& b) {
  const auto word_at = [](const Bitset& set, std::size_t w) { return w < set.words_.size() ? set.words_[w] : 0; };
  const std::size_t length = std::max(a.words_.size(), b.words_.size());
  std::size_t w = 0;
  while (w < length && word_at(a, w) == word_at(b, w)) ++w;
  if (w == length) return a.size_ <=> b.size_;

  // The least member in which they differ belongs to one set. The other set continues with a greater member, and is
  // then the greater list, or ends, and is then a prefix and the smaller list.
  const std::uint64_t least = (word_at(a, w) ^ word_at(b, w)) & (~(word_at(a, w) ^ word_at(b, w)) + 1);
  const bool a_has_it = (word_at(a, w) & least) != 0;
  const Bitset& other = a_has_it ? b : a;
  bool continues = (word_at(other, w) & ~(least | (least - 1))) != 0;
  for (std::size_t next = w + 1; !continues && next < length; ++next) continues = word_at(other, next) != 0;
  return a_has_it == continues ? std::strong_ordering::less : std::strong_ordering::greater;
}

}  // namespace comitia

std::size_t std::hash<comitia::Bitset>::operator()(const comitia::Bitset& set) const noexcept {
  // Multiply and fold by the odd constant of the golden ratio; only speed depends on its quality.
  constexpr std::uint64_t kGolden = 0x9e3779b97f4a7c15;
  auto mixed = static_cast<std::uint64_t>(set.size());
  for (const std::uint64_t word : set.words()) {
    mixed = (mixed ^ word) * kGolden;
    mixed ^= mixed >> 32;
  }
  return static_cast<std::size_t>(mixed * kGolden);
}
