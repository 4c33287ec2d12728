// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// An open table with inline short texts and linear probing; see the header.
#include "comitia/base/interner.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <functional>

namespace comitia {
namespace {

static_assert(std::endian::native == std::endian::little, "keys are built from bytes as they lie in memory");

/// Texts of up to this length lie in their slot: eight bytes in its word, three in its rest, whose last byte is the
/// length.
constexpr std::size_t kInline = 11;
constexpr std::uint32_t kLong = 0xFF;  ///< stands for the length of longer texts
/// A table that is at most half full probes this far about never, unless texts were chosen to collide.
constexpr std::size_t kMostProbes = 64;
constexpr std::size_t kFirstCapacity = 1024;
/// Rows whose slots are fetched ahead together: enough to hide the latency of memory, few enough to stay in the cache.
constexpr std::size_t kBlock = 64;

constexpr std::uint64_t kMixA = 0x9E37'79B9'7F4A'7C15;  // 2^64 over the golden ratio
constexpr std::uint64_t kMixB = 0xD1B5'4A32'D192'ED03;  // an odd constant with as many ones as zeros, nearly

/// Both halves of a product, folded: each bit of the result depends on all bits of both factors.
std::uint64_t fold(std::uint64_t a, std::uint64_t b) {
  __extension__ using Wide = unsigned __int128;
  const Wide product = static_cast<Wide>(a) * b;
  return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64U);
}

template <class Word>
Word load(const char* from) {
  Word word;
  std::memcpy(&word, from, sizeof word);
  return word;
}

/// The first `length` bytes, zeros above. @pre length < 8
std::uint64_t load_few(const char* from, std::size_t length) {
  if (length >= 4)
    return load<std::uint32_t>(from) | static_cast<std::uint64_t>(load<std::uint32_t>(from + length - 4))
                                           << (8 * (length - 4));
  std::uint64_t word = 0;
  for (std::size_t i = 0; i < length; ++i) word |= std::uint64_t{static_cast<unsigned char>(from[i])} << (8 * i);
  return word;
}

std::uint64_t low_bytes(std::size_t count) {
  return count >= 8 ? ~std::uint64_t{0} : (std::uint64_t{1} << (8 * count)) - 1;
}

std::uint64_t hash_long(std::string_view text) {
  std::uint64_t hash = text.size() * kMixA;
  const char* at = text.data();
  std::size_t left = text.size();
  for (; left > 16; at += 16, left -= 16)
    hash = fold(load<std::uint64_t>(at) ^ kMixA ^ hash, load<std::uint64_t>(at + 8) ^ kMixB);
  // The last 16 bytes, which may overlap what came before: long texts have more than 11.
  const std::uint64_t last = load<std::uint64_t>(text.data() + text.size() - 8);
  const std::uint64_t before = left > 8 ? load<std::uint64_t>(at) : 0;
  return fold(before ^ kMixA ^ hash, last ^ kMixB);
}

bool is_valid(const std::uint8_t* validity, std::int64_t bit) { return ((validity[bit >> 3] >> (bit & 7)) & 1) != 0; }

}  // namespace

Interner::Interner() { grow(); }

Interner::Key Interner::key_of(std::string_view text, const char* readable_end) {
  const std::size_t length = text.size();
  if (length > kInline) {
    const std::uint64_t hash = hash_long(text);
    return {hash, (static_cast<std::uint32_t>(fold(hash, kMixB)) & 0xFF'FFFFU) | kLong << 24U};
  }
  const auto mark = static_cast<std::uint32_t>(length) << 24U;
  if (readable_end - text.data() >= 12) {  // no branch on the length, which varies
    const std::uint64_t word = load<std::uint64_t>(text.data()) & low_bytes(length);
    const std::uint64_t rest = load<std::uint32_t>(text.data() + 8) & low_bytes(length > 8 ? length - 8 : 0);
    return {word, static_cast<std::uint32_t>(rest) | mark};
  }
  if (length < 8) return {load_few(text.data(), length), mark};
  return {load<std::uint64_t>(text.data()), static_cast<std::uint32_t>(load_few(text.data() + 8, length - 8)) | mark};
}

std::uint64_t Interner::hash(std::string_view text) { return hash_of(key_of(text, text.data() + text.size())); }

std::uint64_t Interner::hash_of(Key key) { return fold(key.word ^ kMixA, key.rest * kMixB ^ kMixB); }

bool Interner::matches(const Slot& slot, Key key, std::string_view text) const {
  if (slot.word != key.word || slot.rest != key.rest) return false;
  return key.rest >> 24U != kLong || (*this)[slot.id_plus_one - 1] == text;
}

std::optional<std::uint32_t> Interner::find(std::string_view text) const {
  const Key key = key_of(text, text.data() + text.size());
  const Slot* slot = slots_.data() + home_of(key);
  for (std::size_t probe = 0; probe < kMostProbes; ++probe, ++slot) {
    if (slot->id_plus_one == 0) return std::nullopt;
    if (matches(*slot, key, text)) return slot->id_plus_one - 1;
  }
  const auto found = crowded_out_.find(text);
  return found == crowded_out_.end() ? std::nullopt : std::optional(found->second);
}

std::uint32_t Interner::intern(std::string_view text) { return resolve(key_of(text, text.data() + text.size()), text); }

std::uint32_t Interner::resolve(Key key, std::string_view text) {
  const Slot* slot = slots_.data() + home_of(key);
  for (std::size_t probe = 0; probe < kMostProbes; ++probe, ++slot) {
    if (slot->id_plus_one == 0) return add(key, text);
    if (matches(*slot, key, text)) return slot->id_plus_one - 1;
  }
  const auto found = crowded_out_.find(text);
  return found == crowded_out_.end() ? add(key, text) : found->second;
}

std::uint32_t Interner::add(Key key, std::string_view text) {
  if (ends_.size() == most_) grow();
  const std::uint32_t id = size();
  bytes_.append(text);
  ends_.push_back(bytes_.size());
  if (!place(key, id)) crowded_out_.emplace(text, id);
  return id;
}

/// Puts an id into the first free slot near its home; false when there is none.
bool Interner::place(Key key, std::uint32_t id) {
  Slot* slot = slots_.data() + home_of(key);
  for (std::size_t probe = 0; probe < kMostProbes; ++probe, ++slot) {
    if (slot->id_plus_one != 0) continue;
    *slot = {key.word, key.rest, id + 1};
    return true;
  }
  return false;
}

void Interner::grow() {
  const std::size_t capacity = most_ == 0 ? kFirstCapacity : 4 * most_;
  Buffer<Slot> old;
  old.swap(slots_);
  const std::size_t slots = capacity + kMostProbes;
  slots_.reserve(slots);
  std::fill_n(slots_.extend(slots), slots, Slot{});
  shift_ = 64 - std::countr_zero(capacity);
  most_ = capacity / 2;
  auto homeless = std::move(crowded_out_);
  crowded_out_.clear();
  for (const Slot& slot : old)
    if (slot.id_plus_one != 0 && !place({slot.word, slot.rest}, slot.id_plus_one - 1))
      crowded_out_.emplace((*this)[slot.id_plus_one - 1], slot.id_plus_one - 1);
  for (const auto& [text, id] : homeless)
    if (!place(key_of(text, text.data() + text.size()), id)) crowded_out_.emplace(text, id);
}

/// @pre at most kBlock texts; each lies before readable_end or is followed by it
void Interner::intern_block(std::span<const std::string_view> texts, const char* readable_end, std::uint32_t* ids) {
  std::array<Key, kBlock> keys;
  bool any_long = false;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    const char* const end = readable_end != nullptr ? readable_end : texts[i].data() + texts[i].size();
    keys[i] = key_of(texts[i], end);
    any_long |= texts[i].size() > kInline;
    __builtin_prefetch(slots_.data() + home_of(keys[i]));
  }
  if (any_long) {  // the slots have come by now: fetch the texts that will be compared, and first where they begin
    std::array<const std::size_t*, kBlock> begins;
    for (std::size_t i = 0; i < texts.size(); ++i) {
      begins[i] = nullptr;
      if (keys[i].rest >> 24U != kLong) continue;
      const Slot* slot = slots_.data() + home_of(keys[i]);
      const Slot* const last = slot + kMostProbes - 1;
      while (slot != last && slot->id_plus_one != 0 && slot->word != keys[i].word) ++slot;
      if (slot->word == keys[i].word && slot->id_plus_one > 1) begins[i] = &ends_[slot->id_plus_one - 2];
      __builtin_prefetch(begins[i]);
    }
    for (std::size_t i = 0; i < texts.size(); ++i)
      if (begins[i] != nullptr) __builtin_prefetch(bytes_.data() + *begins[i]);
  }
  for (std::size_t i = 0; i < texts.size(); ++i) ids[i] = resolve(keys[i], texts[i]);
}

void Interner::intern(std::span<const std::string_view> texts, std::span<std::uint32_t> ids) {
  for (std::size_t begin = 0; begin < texts.size(); begin += kBlock) {
    const auto block = texts.subspan(begin, std::min(kBlock, texts.size() - begin));
    intern_block(block, nullptr, ids.data() + begin);
  }
}

template <class Offset>
void Interner::intern(const Offset* offsets, const char* bytes, const std::uint8_t* validity, std::int64_t first_bit,
                      std::span<std::uint32_t> ids) {
  if (ids.empty()) return;
  const char* const readable_end = bytes + offsets[ids.size()];
  std::array<std::string_view, kBlock> texts;
  std::array<std::uint32_t, kBlock> rows;
  std::array<std::uint32_t, kBlock> found;
  for (std::size_t begin = 0; begin < ids.size(); begin += kBlock) {
    const std::size_t size = std::min(kBlock, ids.size() - begin);
    const Offset* const at = offsets + begin;
    if (validity == nullptr) {
      for (std::size_t i = 0; i < size; ++i) texts[i] = {bytes + at[i], static_cast<std::size_t>(at[i + 1] - at[i])};
      intern_block({texts.data(), size}, readable_end, ids.data() + begin);
      continue;
    }
    std::size_t count = 0;
    for (std::size_t i = 0; i < size; ++i) {
      texts[count] = {bytes + at[i], static_cast<std::size_t>(at[i + 1] - at[i])};
      rows[count] = static_cast<std::uint32_t>(i);
      ids[begin + i] = kMissing;
      count += is_valid(validity, first_bit + static_cast<std::int64_t>(begin + i)) ? 1 : 0;
    }
    intern_block({texts.data(), count}, readable_end, found.data());
    for (std::size_t i = 0; i < count; ++i) ids[begin + rows[i]] = found[i];
  }
}

template void Interner::intern(const std::int32_t*, const char*, const std::uint8_t*, std::int64_t,
                               std::span<std::uint32_t>);
template void Interner::intern(const std::int64_t*, const char*, const std::uint8_t*, std::int64_t,
                               std::span<std::uint32_t>);

}  // namespace comitia
