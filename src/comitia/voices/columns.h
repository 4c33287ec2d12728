// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Columns of plain data: strings stored in one buffer, ragged rows as offsets and items, integers over a common scale.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "comitia/base/buffer.h"
#include "comitia/base/rational.h"

namespace comitia {

/// A column of strings: ends (n) in one buffer.
class Strings {
 public:
  /// @pre the text is none of these strings
  void push_back(std::string_view text) {
    bytes_.append(text);
    ends_.push_back(bytes_.size());
  }
  std::string_view operator[](std::int64_t i) const {
    const auto at = static_cast<std::size_t>(i);
    const std::size_t begin = at == 0 ? 0 : ends_[at - 1];
    return {bytes_.data() + begin, ends_[at] - begin};
  }
  std::int64_t size() const { return static_cast<std::int64_t>(ends_.size()); }
  bool empty() const { return ends_.empty(); }
  /// All strings one behind the other.
  std::string_view bytes() const { return {bytes_.data(), bytes_.size()}; }
  void reserve(std::int64_t strings, std::int64_t bytes) {
    ends_.reserve(static_cast<std::size_t>(strings));
    bytes_.reserve(static_cast<std::size_t>(bytes));
  }
  friend bool operator==(const Strings&, const Strings&) = default;

 private:
  Buffer<std::size_t> ends_;
  Buffer<char> bytes_;
};

/// A column of the source that the engine keeps and writes back but does not interpret.
struct TextColumn {
  std::string name;
  Strings cells;
};

/// Rows of different lengths: offsets (n + 1) + items (nnz).
template <class Item>
class Ragged {
 public:
  Ragged() { offsets_.push_back(0); }
  /// @pre offsets start with 0, ascend and end with items.size()
  Ragged(Buffer<std::size_t> offsets, Buffer<Item> items) : offsets_(std::move(offsets)), items_(std::move(items)) {}

  std::span<const Item> row(std::int64_t i) const {
    const auto at = static_cast<std::size_t>(i);
    return {items_.data() + offsets_[at], items_.data() + offsets_[at + 1]};
  }
  std::int64_t rows() const { return static_cast<std::int64_t>(offsets_.size()) - 1; }
  std::int64_t item_count() const { return static_cast<std::int64_t>(items_.size()); }
  std::span<const Item> items() const { return items_; }
  std::span<const std::size_t> offsets() const { return offsets_; }

  void push_item(Item item) { items_.push_back(item); }
  void end_row() { offsets_.push_back(items_.size()); }
  void push_row(std::span<const Item> row) {
    items_.append(row);
    end_row();
  }
  void reserve(std::int64_t rows, std::int64_t items) {
    offsets_.reserve(static_cast<std::size_t>(rows) + 1);
    items_.reserve(static_cast<std::size_t>(items));
  }
  friend bool operator==(const Ragged&, const Ragged&) = default;

 private:
  Buffer<std::size_t> offsets_;
  Buffer<Item> items_;
};

/// Exact numbers over one common denominator: value i is numerators[i] / scale.
struct ScaledColumn {
  std::vector<std::int64_t> numerators;
  std::int64_t scale = 1;

  Rational value(std::int64_t i) const { return Rational(numerators[static_cast<std::size_t>(i)], scale); }
  std::int64_t size() const { return static_cast<std::int64_t>(numerators.size()); }
  /// Brings values to their least common denominator; nothing when that does not fit into 63 bits.
  static std::optional<ScaledColumn> from(std::span<const Rational> values);
  friend bool operator==(const ScaledColumn&, const ScaledColumn&) = default;
};

}  // namespace comitia
