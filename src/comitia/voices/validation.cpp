// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Checks of a whole electorate; see the header.
#include <algorithm>
#include <bit>
#include <functional>

#include <fmt/format.h>

#include "comitia/voices/text.h"
#include "comitia/voices/validation_internal.h"

namespace comitia {
namespace {

/// Ids may not be empty. Faults of names that merely repeat their ids are found on the ids.
void check_texts(const Strings& texts, std::string_view what, const Strings* ids, Problems& problems) {
  // Digits, letters and the like have no fault; looking at all of them at once is much faster than at each.
  const std::string_view all = texts.bytes();
  const bool plain = std::all_of(all.begin(), all.end(), [](char c) { return c > 0x20 && c < 0x7F; });
  if (plain && ids != nullptr) return;
  for (std::int64_t i = 0; i < texts.size(); ++i) {
    if (ids != nullptr && texts[i] == (*ids)[i]) continue;
    if (ids == nullptr && texts[i].empty())
      problems.add({ProblemCode::name, {}, fmt::format("{} {} is empty", what, i + 1), "give it an id"});
    const std::string_view fault = plain ? std::string_view() : name_fault(texts[i]);
    if (!fault.empty())
      problems.add({ProblemCode::name,
                    {},
                    fmt::format("{} {} {}", what, i + 1, fault),
                    "write it in normal form C, on one line, without blanks around it"});
  }
}

void check_unique(const Strings& ids, std::string_view what, Problems& problems) {
  for (const std::int64_t row : repeated_rows(ids))
    problems.add({ProblemCode::duplicate_id,
                  {},
                  fmt::format("the {} id {} appears twice", what, ids[row]),
                  "give each its own id"});
}

void check_money(const Electorate& electorate, Problems& problems) {
  const OptionTable& options = electorate.options;
  if (electorate.budget && electorate.budget->sign() <= 0)
    problems.add({ProblemCode::budget, {}, "the budget is not positive", "the budget is the money to spend"});
  if (electorate.budget && !options.costs)
    problems.add({ProblemCode::cost, {}, "there is a budget, but the options have no costs", "give each its cost"});
  if (!options.costs) return;
  if (options.costs->size() != options.size()) {
    problems.add({ProblemCode::cost,
                  {},
                  fmt::format("{} options have {} costs", options.size(), options.costs->size()),
                  "give each option its cost"});
    return;
  }
  for (std::int64_t i = 0; i < options.size(); ++i)
    if (options.costs->numerators[static_cast<std::size_t>(i)] <= 0)
      problems.add({ProblemCode::cost,
                    {},
                    fmt::format("the cost of option {} is not positive", options.ids[i]),
                    "every option costs something"});
}

}  // namespace

std::vector<std::int64_t> repeated_rows(const Strings& strings) {
  std::vector<std::int64_t> repeated;
  const auto rows = static_cast<std::size_t>(strings.size());
  std::vector<std::uint32_t> table(std::bit_ceil(2 * rows + 1));  // row + 1, 0 = free
  const std::size_t mask = table.size() - 1;
  for (std::size_t row = 0; row < rows; ++row) {
    const std::string_view text = strings[static_cast<std::int64_t>(row)];
    std::size_t at = std::hash<std::string_view>{}(text)&mask;
    while (table[at] != 0 && strings[table[at] - 1] != text) at = (at + 1) & mask;
    if (table[at] != 0)
      repeated.push_back(static_cast<std::int64_t>(row));
    else
      table[at] = static_cast<std::uint32_t>(row) + 1;
  }
  return repeated;
}

Problems electorate_problems(const Electorate& electorate, std::int64_t voice_count, bool check_voice_ids) {
  Problems problems;
  const OptionTable& options = electorate.options;
  if (options.size() == 0)
    problems.add({ProblemCode::no_options, {}, "there is nothing to choose from", "list at least one option"});
  if (voice_count == 0)
    problems.add({ProblemCode::no_voices, {}, "there are no voices", "at least one ballot is needed"});
  check_texts(options.ids, "the id of option", nullptr, problems);
  check_texts(options.names, "the name of option", &options.ids, problems);
  check_texts(electorate.voices.ids, "the id of voice", nullptr, problems);
  check_unique(options.ids, "option", problems);
  if (check_voice_ids) check_unique(electorate.voices.ids, "voice", problems);
  check_money(electorate, problems);
  return problems;
}

}  // namespace comitia
