// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Sentences for what a format cannot hold; see the header.
#include "comitia/io/writing.h"

#include <fmt/format.h>

namespace comitia::io {

bool has_names(const OptionTable& options) {
  for (std::uint32_t i = 0; i < options.size(); ++i)
    if (options.name({i}) != options.id({i})) return true;
  return false;
}

void Losses::voice_ids() {
  if (!electorate_.voices.ids.empty()) add("the ids of voices are not written");
}

void Losses::money() {
  if (electorate_.options.costs || electorate_.budget) add("costs and the budget are not written");
}

void Losses::seats() {
  if (electorate_.seats) add("the number of seats is not written");
}

void Losses::title() {
  if (!electorate_.title.empty()) add("the title is not written");
}

void Losses::attributes() {
  if (!electorate_.attributes.empty())
    add(fmt::format("{} attributes of the source are not written", electorate_.attributes.size()));
}

void Losses::names() {
  if (has_names(electorate_.options)) add("the names of options are not written, only their ids");
}

void Losses::option_columns(std::string_view kept) { columns(electorate_.options.columns, kept, "options"); }
void Losses::voice_columns(std::string_view kept) { columns(electorate_.voices.columns, kept, "voices"); }

void Losses::columns(const std::vector<TextColumn>& columns, std::string_view kept, std::string_view of) {
  std::string names;
  for (const TextColumn& column : columns) {
    if (column.name == kept && !kept.empty()) continue;
    names += names.empty() ? column.name : ", " + column.name;
  }
  if (!names.empty()) add(fmt::format("these columns of {} are not written: {}", of, names));
}

}  // namespace comitia::io
