// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Options found by id and checked as they come; see the header.
#include "comitia/io/option_index.h"

#include <utility>

#include <fmt/format.h>

#include "comitia/io/text_cursor.h"
#include "comitia/voices/text.h"

namespace comitia::io {

std::string name_of(Reading& reading, std::string_view text, std::string_view where) {
  const std::string_view fault = name_fault(text);
  if (fault.empty()) return std::string(text);
  std::string name(text);
  for (char& c : name)
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) c = ' ';
  name = to_nfc(trim(name));
  reading.mend(ProblemCode::name, where, fmt::format("the name {} {}", name, fault),
               "write it in Unicode normal form C, on one line, without blanks around it");
  return name;
}

std::optional<OptionId> OptionIndex::find(std::string_view id) const {
  const auto found = index_.find(id);
  if (found == index_.end()) return std::nullopt;
  return OptionId{found->second};
}

std::optional<OptionId> OptionIndex::add(std::string id, std::string_view name, std::string_view where) {
  if (size() == kMostOptions) {
    reading_.error(ProblemCode::too_large, where, fmt::format("there are more than {} options", kMostOptions));
    return std::nullopt;
  }
  const OptionId option{static_cast<std::uint32_t>(size())};
  index_.emplace(id, option.value);
  names_.emplace_back(name.empty() ? std::string_view(id) : name);
  ids_.push_back(std::move(id));
  return option;
}

std::optional<OptionId> OptionIndex::declare(std::string_view id, std::string_view name, std::string_view where) {
  if (id.empty()) {
    reading_.error(ProblemCode::name, where, "an option has an empty name", "give it a name");
    return std::nullopt;
  }
  std::string name_text = name_of(reading_, id, where);
  if (find(name_text)) {
    reading_.error(ProblemCode::duplicate_id, where, fmt::format("the option {} is declared twice", name_text),
                   "declare each option once");
    return std::nullopt;
  }
  return add(std::move(name_text), name, where);
}

std::optional<OptionId> OptionIndex::find_or_declare(std::string_view id, std::string_view where) {
  if (const auto known = find(id)) return known;
  if (id.empty()) return declare(id, {}, where);
  std::string name = name_of(reading_, id, where);
  if (const auto known = find(name)) return known;  // it was written in another form
  return add(std::move(name), {}, where);
}

void OptionIndex::fill(VoicesBuilder& builder) const {
  for (auto at = static_cast<std::size_t>(builder.electorate().options.size()); at < ids_.size(); ++at)
    builder.add_option(ids_[at], names_[at] == ids_[at] ? std::string_view() : std::string_view(names_[at]));
}

}  // namespace comitia::io
