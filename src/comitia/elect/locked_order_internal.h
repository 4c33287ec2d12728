// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// A transitive relation on options that grows link by link, one bit for each pair.
#pragma once

#include <cstdint>
#include <vector>

#include "comitia/base/ids.h"

namespace comitia::elect {

class LockedOrder {
 public:
  explicit LockedOrder(std::int64_t options)
      : options_(options), words_((options + 63) / 64), bits_(static_cast<std::size_t>(options_ * words_)) {}

  std::int64_t options() const { return options_; }
  bool test(std::int64_t x, std::int64_t y) const { return (bits_[at(x, y)] >> (y & 63)) & 1U; }

  /// Adds x above y with all that follows from it by transitivity. O(m^2 / 64) when it is new.
  void lock(std::int64_t x, std::int64_t y) {
    if (test(x, y)) return;
    const std::vector<std::uint64_t> below(bits_.begin() + y * words_, bits_.begin() + (y + 1) * words_);
    for (std::int64_t above = 0; above < options_; ++above) {
      if (above != x && !test(above, x)) continue;
      for (std::int64_t w = 0; w < words_; ++w)
        bits_[static_cast<std::size_t>(above * words_ + w)] |= below[static_cast<std::size_t>(w)];
      set(above, y);
    }
  }

  /// Adds a link alone; close() then completes all of them at once. O(1), O(m^3 / 64)
  void set(std::int64_t x, std::int64_t y) { bits_[at(x, y)] |= std::uint64_t{1} << (y & 63); }
  void close() {
    for (std::int64_t over = 0; over < options_; ++over)
      for (std::int64_t x = 0; x < options_; ++x) {
        if (!test(x, over)) continue;
        for (std::int64_t w = 0; w < words_; ++w)
          bits_[static_cast<std::size_t>(x * words_ + w)] |= bits_[static_cast<std::size_t>(over * words_ + w)];
      }
  }

  /// Options that nothing stands above, in the order of the file.
  std::vector<OptionId> tops() const {
    std::vector<std::uint64_t> below(static_cast<std::size_t>(words_));
    for (std::size_t i = 0; i < bits_.size(); ++i) below[i % below.size()] |= bits_[i];
    std::vector<OptionId> tops;
    for (std::int64_t y = 0; y < options_; ++y)
      if (!((below[static_cast<std::size_t>(y >> 6)] >> (y & 63)) & 1U))
        tops.push_back({static_cast<std::uint32_t>(y)});
    return tops;
  }

  const std::vector<std::uint64_t>& bits() const { return bits_; }

 private:
  std::size_t at(std::int64_t x, std::int64_t y) const { return static_cast<std::size_t>(x * words_ + (y >> 6)); }
  std::int64_t options_;
  std::int64_t words_;
  std::vector<std::uint64_t> bits_;
};

}  // namespace comitia::elect
