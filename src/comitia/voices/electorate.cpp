// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Looking up options, voices and attributes by their names.
#include "comitia/voices/electorate.h"

#include <charconv>

namespace comitia {
namespace {

std::optional<std::int64_t> position(const Strings& strings, std::string_view text) {
  for (std::int64_t i = 0; i < strings.size(); ++i)
    if (strings[i] == text) return i;
  return std::nullopt;
}

}  // namespace

std::optional<OptionId> OptionTable::find(std::string_view id) const {
  const auto at = position(ids, id);
  if (!at) return std::nullopt;
  return OptionId{static_cast<std::uint32_t>(*at)};
}

std::string VoiceTable::id(VoiceId voice) const {
  return ids.empty() ? std::to_string(std::int64_t{voice.value} + 1) : std::string(ids[voice.value]);
}

std::optional<VoiceId> VoiceTable::find(std::string_view id) const {
  if (!ids.empty()) {
    const auto at = position(ids, id);
    if (!at) return std::nullopt;
    return VoiceId{static_cast<std::uint32_t>(*at)};
  }
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(id.data(), id.data() + id.size(), number);
  const bool plain = error == std::errc() && end == id.data() + id.size() && !id.starts_with('0');
  if (!plain || number < 1 || number > size()) return std::nullopt;
  return VoiceId{static_cast<std::uint32_t>(number - 1)};
}

std::optional<std::string_view> Electorate::attribute(std::string_view key) const {
  for (const auto& [name, value] : attributes)
    if (name == key) return value;
  return std::nullopt;
}

}  // namespace comitia
