// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Reading the fields of options: every wrong value is a problem that says what would be right.
#include "comitia/base/fields.h"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace comitia {

std::string kebab_case(std::string_view snake) {
  std::string text(snake);
  std::replace(text.begin(), text.end(), '_', '-');
  return text;
}

std::string snake_case(std::string_view kebab) {
  std::string text(kebab);
  std::replace(text.begin(), text.end(), '-', '_');
  return text;
}

namespace fields_detail {
namespace {

std::string shown(const Json& value) { return compact_text(value); }

tl::unexpected<Problems> wrong(std::string_view field, const Json& value, std::string_view wanted) {
  return fail(ProblemCode::option_range, fmt::format("option {} is {}", kebab_case(field), shown(value)),
              fmt::format("give {}", wanted));
}

std::string range_words(Range range) {
  const bool has_least = range.least != any().least;
  const bool has_most = range.most != any().most;
  if (has_least && has_most) return fmt::format(" from {} to {}", range.least, range.most);
  if (has_least) return fmt::format(" of at least {}", range.least);
  if (has_most) return fmt::format(" of at most {}", range.most);
  return {};
}

}  // namespace

Result<bool> read_bool(std::string_view field, const Json& value) {
  if (value.is_bool()) return value.as_bool();
  if (value == Json("true")) return true;
  if (value == Json("false")) return false;
  return wrong(field, value, "true or false");
}

Result<std::int64_t> read_integer(std::string_view field, const Json& value, Range range) {
  std::int64_t number = 0;
  bool good = value.is_integer();
  if (good) number = value.as_integer();
  if (value.is_string()) {
    const auto& text = value.as_string();
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    good = error == std::errc() && end == text.data() + text.size();
  }
  if (!good || number < range.least || number > range.most)
    return wrong(field, value, "an integer" + range_words(range));
  return number;
}

Result<std::int64_t> read_choice(std::string_view field, const Json& value, const std::vector<std::string>& words) {
  if (value.is_string()) {
    const auto found = std::find(words.begin(), words.end(), value.as_string());
    if (found != words.end()) return found - words.begin();
  }
  return wrong(field, value, fmt::format("one of {}", fmt::join(words, ", ")));
}

Result<Rational> read_rational(std::string_view field, const Json& value, Range range) {
  std::optional<Rational> number;
  if (value.is_integer()) number = Rational(value.as_integer());
  if (value.is_string()) number = Rational::parse(value.as_string());
  if (!number || *number < Rational(range.least) || *number > Rational(range.most))
    return wrong(field, value, "a number such as 0.25 or 1/4" + range_words(range));
  return *number;
}

Result<std::string> read_string(std::string_view field, const Json& value) {
  if (!value.is_string()) return wrong(field, value, "a text");
  return value.as_string();
}

Result<std::vector<std::string>> read_list(std::string_view field, const Json& value) {
  std::vector<std::string> items;
  if (value.is_string()) {  // a comma-separated list, as on the command line
    std::string_view rest = value.as_string();
    while (!rest.empty()) {
      const auto comma = rest.find(',');
      if (comma != 0) items.emplace_back(rest.substr(0, comma));
      rest = comma == std::string_view::npos ? std::string_view() : rest.substr(comma + 1);
    }
    return items;
  }
  if (!value.is_array()) return wrong(field, value, "a list");
  for (const auto& item : value.as_array()) {
    if (!item.is_string()) return wrong(field, value, "a list of texts");
    items.push_back(item.as_string());
  }
  return items;
}

Result<void> refuse_unknown(const Json& object, const std::vector<FieldSpec>& known) {
  if (!object.is_object() && !object.is_null())
    return fail(ProblemCode::option_range, "options are " + shown(object), "give an object of named options");
  Problems problems;
  if (object.is_object())
    for (const auto& [key, value] : object.as_object())
      if (std::none_of(known.begin(), known.end(), [&](const FieldSpec& spec) { return spec.name == key; })) {
        std::vector<std::string> names;
        for (const auto& spec : known) names.push_back(kebab_case(spec.name));
        problems.add(
            {ProblemCode::option_range,
             {},
             fmt::format("there is no option {}", kebab_case(key)),
             names.empty() ? "this has no options" : fmt::format("the options are {}", fmt::join(names, ", "))});
      }
  if (!problems.empty()) return fail(std::move(problems));
  return {};
}

}  // namespace fields_detail
}  // namespace comitia
