// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// From the text of an id to its project, fast enough to ask once per item of every ballot. Ids that are small plain
// integers, as in most files, are found in a table by number without hashing.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "comitia/base/ids.h"
#include "comitia/voices/columns.h"

namespace comitia::io::pabulib {

class ProjectIndex {
 public:
  ProjectIndex() = default;
  /// Of several options with one id the first is found. The strings must outlive the index.
  explicit ProjectIndex(const Strings& ids);

  std::optional<OptionId> find(std::string_view id) const;

  /// Numbers below this are looked up in the table.
  static constexpr std::uint32_t kTableSize = 1U << 20U;
  static constexpr std::uint32_t kNone = 0xFFFF'FFFFU;
  /// By number: the position of the option whose id is that number, written without leading zeros; kNone if none is.
  std::span<const std::uint32_t> positions_of_numbers() const { return by_number_; }

 private:
  /// The number that the text is in its shortest form, if it belongs into the table.
  static std::optional<std::uint32_t> plain_number(std::string_view text);

  const Strings* ids_ = nullptr;
  std::vector<std::uint32_t> by_number_;
  std::vector<std::uint32_t> by_hash_;  ///< open addressing; position + 1, 0 = free
};

}  // namespace comitia::io::pabulib
