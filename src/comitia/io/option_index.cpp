// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Options found by id and checked as they come; see the header.
#include "comitia/io/option_index.h"

#include <utility>

#include <fmt/format.h>

#include "comitia/voices/text.h"

namespace comitia::io {

std::string composed(Reading& reading, std::string_view text, std::string_view where) {
  if (is_nfc(text)) return std::string(text);
  std::string normal = to_nfc(text);
  reading.mend(ProblemCode::name, where,
               fmt::format("the name {} is written with combining characters that look like other letters", normal),
               "save the file in Unicode normal form C");
  return normal;
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
  std::string normal = composed(reading_, id, where);
  if (find(normal)) {
    reading_.error(ProblemCode::duplicate_id, where, fmt::format("the option {} is declared twice", normal),
                   "declare each option once");
    return std::nullopt;
  }
  return add(std::move(normal), name, where);
}

std::optional<OptionId> OptionIndex::find_or_declare(std::string_view id, std::string_view where) {
  if (const auto known = find(id)) return known;
  // The text may stand in another form for an option that is known in its normal form.
  if (is_nfc(id)) return id.empty() ? declare(id, {}, where) : add(std::string(id), {}, where);
  std::string normal = composed(reading_, id, where);
  if (const auto known = find(normal)) return known;
  return add(std::move(normal), {}, where);
}

void OptionIndex::fill(VoicesBuilder& builder) const {
  for (auto at = static_cast<std::size_t>(builder.electorate().options.size()); at < ids_.size(); ++at)
    builder.add_option(ids_[at], names_[at] == ids_[at] ? std::string_view() : std::string_view(names_[at]));
}

}  // namespace comitia::io
