// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// The options of a source while it is being read: found by id, added where they first appear or are declared, and
// checked on the way, so that every complaint about an option has its place.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "comitia/base/ids.h"
#include "comitia/io/reading.h"
#include "comitia/voices/builder.h"

namespace comitia::io {

class OptionIndex {
 public:
  explicit OptionIndex(Reading& reading) : reading_(reading) {}

  std::int64_t size() const { return static_cast<std::int64_t>(ids_.size()); }
  std::optional<OptionId> find(std::string_view id) const;
  const std::string& id(OptionId option) const { return ids_[option.value]; }
  const std::string& name(OptionId option) const { return names_[option.value]; }
  void set_name(OptionId option, std::string name) { names_[option.value] = std::move(name); }

  /// Declares an option that must be new. Refused, and reported at `where`: an empty id, an id that stands already,
  /// an id that is no name (mended under lenient, see name_of), more options than kMostOptions.
  std::optional<OptionId> declare(std::string_view id, std::string_view name, std::string_view where);
  /// The option with this id, which is declared when it is new. Nothing when that is refused.
  std::optional<OptionId> find_or_declare(std::string_view id, std::string_view where);

  /// Adds the options that the builder does not have yet; it must have been filled by this index alone.
  void fill(VoicesBuilder& builder) const;

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
  };

  std::optional<OptionId> add(std::string id, std::string_view name, std::string_view where);

  Reading& reading_;
  std::vector<std::string> ids_;
  std::vector<std::string> names_;
  std::unordered_map<std::string, std::uint32_t, Hash, std::equal_to<>> index_;
};

/// The text as a name: in normal form C and without control characters. What has to be changed for that is a problem of
/// code name at `where` (mended under lenient).
std::string name_of(Reading& reading, std::string_view text, std::string_view where);

}  // namespace comitia::io
