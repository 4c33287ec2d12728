// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Names become numbers: each distinct text gets the next id in the order of first appearance, whatever the hash does.
// Made for columns of 10^7 short names: an open table of 16-byte slots which hold texts of up to 11 bytes whole, so
// that a lookup touches one cache line, and rows are taken in blocks whose slots are fetched ahead.
//
// No secret is needed against texts that were chosen to collide: whatever finds no place near its home goes to an
// ordered tree, so that n texts cost O(n log n) at the worst.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "comitia/base/buffer.h"

namespace comitia {

class Interner {
 public:
  /// The id of a missing value.
  static constexpr std::uint32_t kMissing = 0xFFFF'FFFF;

  Interner();

  std::uint32_t size() const { return static_cast<std::uint32_t>(ends_.size()); }
  /// The text of an id; valid until the next text is added.
  std::string_view operator[](std::uint32_t id) const {
    const std::size_t begin = id == 0 ? 0 : ends_[id - 1];
    return {bytes_.data() + begin, ends_[id] - begin};
  }

  /// The id of a text, which is added when it is new.
  /// @pre fewer than 2^32 - 1 distinct texts   @complexity O(length) expected, O(length log n) at the worst
  std::uint32_t intern(std::string_view text);
  std::optional<std::uint32_t> find(std::string_view text) const;

  /// The same for a block of texts. @pre ids.size() == texts.size()
  void intern(std::span<const std::string_view> texts, std::span<std::uint32_t> ids);

  /// The same for a column: row i is bytes[offsets[i], offsets[i + 1]), for i < ids.size(). Rows whose bit in
  /// `validity` (bit first_bit + i, lowest bit first; null = all there) is 0 get kMissing.
  template <class Offset>
  void intern(const Offset* offsets, const char* bytes, const std::uint8_t* validity, std::int64_t first_bit,
              std::span<std::uint32_t> ids);

  /// What decides where a text is looked for; never which id it gets.
  static std::uint64_t hash(std::string_view text);

 private:
  /// What a slot compares: a text of up to 11 bytes with its length, or the hash of a longer one.
  struct Key {
    std::uint64_t word;
    std::uint32_t rest;
  };
  struct Slot {
    std::uint64_t word;
    std::uint32_t rest;
    std::uint32_t id_plus_one;  ///< 0 = free
  };

  static Key key_of(std::string_view text, const char* readable_end);
  static std::uint64_t hash_of(Key key);
  std::size_t home_of(Key key) const { return static_cast<std::size_t>(hash_of(key) >> shift_); }
  bool matches(const Slot& slot, Key key, std::string_view text) const;
  std::uint32_t resolve(Key key, std::string_view text);
  std::uint32_t add(Key key, std::string_view text);
  bool place(Key key, std::uint32_t id);
  void intern_block(std::span<const std::string_view> texts, const char* readable_end, std::uint32_t* ids);
  void grow();

  Buffer<Slot> slots_;  ///< capacity plus the longest probe, so that probing never wraps around
  int shift_ = 0;
  std::size_t most_ = 0;  ///< texts before the next growth
  Buffer<char> bytes_;
  Buffer<std::size_t> ends_;
  std::map<std::string, std::uint32_t, std::less<>> crowded_out_;
};

extern template void Interner::intern(const std::int32_t*, const char*, const std::uint8_t*, std::int64_t,
                                      std::span<std::uint32_t>);
extern template void Interner::intern(const std::int64_t*, const char*, const std::uint8_t*, std::int64_t,
                                      std::span<std::uint32_t>);

}  // namespace comitia
