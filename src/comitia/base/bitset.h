// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// A set of small integers of a size fixed at construction, as 64-bit words: committees as keys, supporters as masks.
#pragma once

#include <bit>
#include <compare>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace comitia {

class Bitset {
 public:
  Bitset() = default;
  explicit Bitset(std::int64_t size) : size_(size), words_(static_cast<std::size_t>((size + 63) / 64)) {}

  std::int64_t size() const { return size_; }
  bool test(std::int64_t i) const { return (words_[word(i)] >> (i & 63)) & 1U; }
  void set(std::int64_t i) { words_[word(i)] |= std::uint64_t{1} << (i & 63); }
  void reset(std::int64_t i) { words_[word(i)] &= ~(std::uint64_t{1} << (i & 63)); }
  std::int64_t count() const {
    std::int64_t total = 0;
    for (auto w : words_) total += std::popcount(w);
    return total;
  }
  /// Calls visit(i) for every member, ascending.
  template <class Visit>
  void for_each(Visit&& visit) const {
    for (std::size_t w = 0; w < words_.size(); ++w)
      for (auto bits = words_[w]; bits != 0; bits &= bits - 1)
        visit(static_cast<std::int64_t>(w) * 64 + std::countr_zero(bits));
  }
  std::span<const std::uint64_t> words() const { return words_; }
  friend bool operator==(const Bitset&, const Bitset&) = default;
  /// Orders sets as the ascending lists of their members are ordered lexicographically.
  friend std::strong_ordering operator<=>(const Bitset& a, const Bitset& b);

 private:
  static std::size_t word(std::int64_t i) { return static_cast<std::size_t>(i) >> 6; }
  std::int64_t size_ = 0;
  std::vector<std::uint64_t> words_;
};

}  // namespace comitia

template <>
struct std::hash<comitia::Bitset> {
  std::size_t operator()(const comitia::Bitset& set) const noexcept;
};
