// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Filling templates. Nothing of a step is ever dropped: what has no template is shown as data.
#include "comitia/decision/sentences.h"

#include <algorithm>

#include <fmt/format.h>

#include "comitia/base/rational.h"

namespace comitia {
namespace {

std::string grouped(std::string digits) {
  const std::size_t first = digits.starts_with('-') ? 1 : 0;
  for (auto at = static_cast<std::int64_t>(digits.size()) - 3; at > static_cast<std::int64_t>(first); at -= 3)
    digits.insert(static_cast<std::size_t>(at), ",");
  return digits;
}

bool all_digits(std::string_view text) {
  if (text.starts_with('-')) text.remove_prefix(1);
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::string plain(const Json& value) { return value.is_string() ? value.as_string() : compact_text(value); }

// "A", "A and B", "A, B and C"
std::string listed(const Json& list, Names names) {
  if (!list.is_array()) return std::string(shown_name(plain(list), names));
  const auto& items = list.as_array();
  if (items.empty()) return "nobody";
  std::string text;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (i > 0) text += i + 1 == items.size() ? " and " : ", ";
    text += shown_name(plain(items[i]), names);
  }
  return text;
}

std::string shown(const Json& value, std::string_view form, Names names) {
  if (form == "option") return std::string(shown_name(plain(value), names));
  if (form == "options") return listed(value, names);
  if (form == "number" || form == "count") return shown_number(plain(value));
  if (constexpr std::string_view kOne = "one "; form.starts_with(kOne)) {
    const auto words = form.substr(kOne.size());
    const auto bar = words.find('|');
    if (bar == std::string_view::npos) return plain(value);
    return std::string(plain(value) == "1" ? words.substr(0, bar) : words.substr(bar + 1));
  }
  return plain(value);
}

const Json* field(const TraceStep& step, std::string_view name) {
  for (const auto& [key, value] : step.fields)
    if (key == name) return &value;
  return nullptr;
}

std::string as_data(const TraceStep& step) {
  std::string text = step.say + ":";
  for (const auto& [key, value] : step.fields) text += fmt::format(" {} = {};", key, plain(value));
  return text;
}

}  // namespace

std::string_view shown_name(std::string_view id, Names names) {
  for (const auto& [key, name] : names)
    if (key == id) return name;
  return id;
}

std::string shown_decimal(const Rational& value) {
  constexpr int kUsual = 4;
  constexpr int kMost = 18;
  // Small numbers keep three digits that tell something.
  const Rational size = value.sign() < 0 ? -value : value;
  int digits = kUsual;
  for (Rational least(1, 100); digits < kMost && value.sign() != 0 && size < least; least /= Rational(10)) ++digits;
  auto decimal = to_decimal(value, digits);
  if (decimal.find('.') == std::string::npos) return decimal;
  decimal.erase(decimal.find_last_not_of('0') + 1);
  if (decimal.ends_with('.')) decimal.pop_back();
  return decimal;
}

std::string shown_number(std::string_view exact) {
  if (all_digits(exact)) return grouped(std::string(exact));
  const auto value = Rational::parse(exact);
  if (!value) return std::string(exact);
  constexpr std::size_t kReadable = 24;  // longer fractions tell a reader nothing; the document keeps them whole
  const auto decimal = shown_decimal(*value);
  return exact.size() > kReadable ? "about " + decimal : fmt::format("{} ({})", exact, decimal);
}

std::string say(const TraceStep& step, std::span<const Sentence> sentences, Names names) {
  const auto sentence =
      std::find_if(sentences.begin(), sentences.end(), [&](const auto& s) { return s.id == step.say; });
  if (sentence == sentences.end()) return as_data(step);
  std::string text;
  auto rest = sentence->text;
  while (true) {
    const auto open = rest.find('{');
    text += rest.substr(0, open);
    if (open == std::string_view::npos) return text;
    const auto close = rest.find('}', open);
    if (close == std::string_view::npos) return as_data(step);
    const auto inside = rest.substr(open + 1, close - open - 1);
    const auto colon = inside.find(':');
    const auto name = inside.substr(0, colon);
    const auto form = colon == std::string_view::npos ? std::string_view() : inside.substr(colon + 1);
    if (name == "step")
      text += fmt::format("{}", step.step);
    else if (const Json* value = field(step, name))
      text += shown(*value, form, names);
    else
      return as_data(step);
    rest = rest.substr(close + 1);
  }
}

}  // namespace comitia
