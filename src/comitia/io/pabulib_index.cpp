// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// See the header.
#include <bit>
#include <functional>

#include "comitia/io/pabulib_index_internal.h"

namespace comitia::io::pabulib {

std::optional<std::uint32_t> ProjectIndex::plain_number(std::string_view text) {
  if (text.empty() || text.size() > 7 || (text.front() == '0' && text.size() > 1)) return std::nullopt;
  std::uint32_t number = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    number = number * 10 + static_cast<std::uint32_t>(c - '0');
  }
  if (number >= kTableSize) return std::nullopt;
  return number;
}

ProjectIndex::ProjectIndex(const Strings& ids) : ids_(&ids) {
  const auto count = static_cast<std::size_t>(ids.size());
  by_hash_.resize(std::bit_ceil(2 * count + 1));
  const std::size_t mask = by_hash_.size() - 1;
  for (std::uint32_t position = 0; position < count; ++position) {
    const std::string_view id = ids[position];
    if (const auto number = plain_number(id)) {
      if (*number >= by_number_.size()) by_number_.resize(*number + 1, kNone);
      if (by_number_[*number] == kNone) by_number_[*number] = position;
      continue;
    }
    std::size_t at = std::hash<std::string_view>{}(id)&mask;
    while (by_hash_[at] != 0 && ids[by_hash_[at] - 1] != id) at = (at + 1) & mask;
    if (by_hash_[at] == 0) by_hash_[at] = position + 1;
  }
}

std::optional<OptionId> ProjectIndex::find(std::string_view id) const {
  if (const auto number = plain_number(id)) {
    if (*number >= by_number_.size() || by_number_[*number] == kNone) return std::nullopt;
    return OptionId{by_number_[*number]};
  }
  if (by_hash_.empty()) return std::nullopt;
  const std::size_t mask = by_hash_.size() - 1;
  for (std::size_t at = std::hash<std::string_view>{}(id)&mask; by_hash_[at] != 0; at = (at + 1) & mask)
    if ((*ids_)[by_hash_[at] - 1] == id) return OptionId{by_hash_[at] - 1};
  return std::nullopt;
}

}  // namespace comitia::io::pabulib
