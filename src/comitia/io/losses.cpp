// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Sentences about what is lost; see the header.
#include "comitia/io/losses.h"

#include <algorithm>

#include <fmt/format.h>

#include "comitia/io/text_cursor.h"

namespace comitia::io {

std::vector<std::string> losses(const Electorate& electorate, const Keeps& keeps) {
  std::vector<std::string> lost;
  const auto& options = electorate.options;
  const auto& voices = electorate.voices;
  bool numbered = true;
  bool named = false;
  bool clean = true;
  for (std::int64_t i = 0; i < options.size(); ++i) {
    const OptionId option{static_cast<std::uint32_t>(i)};
    numbered = numbered && options.id(option) == std::to_string(i + 1);
    named = named || options.name(option) != options.id(option);
    clean = clean && one_line(options.name(option)) == options.name(option);
  }
  if (!keeps.option_ids && !numbered) lost.push_back("ids of options: they are numbered in their order");
  if (!keeps.option_names && named) lost.push_back("names of options beside their ids");
  if (!clean) lost.push_back("line ends and outer blanks in names of options");
  if (options.costs) lost.push_back("costs of options");
  if (electorate.budget) lost.push_back("the budget");
  for (const auto& column : options.columns) lost.push_back(fmt::format("the column '{}' of options", column.name));
  if (!keeps.voice_ids && !voices.ids.empty()) lost.push_back("ids of voices");
  if (!keeps.voice_counts && voices.weights)
    lost.push_back("weights apart from the number of voters: only their product is written");
  for (const auto& column : voices.columns) {
    if (std::find(keeps.voice_columns.begin(), keeps.voice_columns.end(), column.name) == keeps.voice_columns.end())
      lost.push_back(fmt::format("the column '{}' of voices", column.name));
  }
  if (!keeps.seats && electorate.seats) lost.push_back("the number of seats");
  if (!keeps.title && !electorate.title.empty()) lost.push_back("the title");
  if (!keeps.attributes && !electorate.attributes.empty())
    lost.push_back(fmt::format("{} attributes of the source", electorate.attributes.size()));
  return lost;
}

std::string one_line(std::string_view text) {
  std::string line(text);
  std::replace(line.begin(), line.end(), '\n', ' ');
  std::replace(line.begin(), line.end(), '\r', ' ');
  return std::string(trim(line));
}

std::optional<std::int64_t> whole_weight(std::int64_t weight, std::int64_t scale) {
  if (weight % scale != 0) return std::nullopt;
  return weight / scale;
}

}  // namespace comitia::io
