// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Structs that describe their own fields once: name, type, default, range and help. The command line, JSON, the
// reference and every later face read this one description, so they cannot disagree.
//
//   struct SeqPavOptions {
//     std::optional<std::int64_t> seats;
//     template <class Self, class Visit> static void fields(Self& o, Visit&& visit) {
//       visit("seats", o.seats, at_least(1), "number of seats to fill");
//     }
//   };
#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "comitia/base/json.h"
#include "comitia/base/rational.h"
#include "comitia/base/result.h"

namespace comitia {

/// Inclusive bounds of a number; both ends open for values of other types.
struct Range {
  std::int64_t least = std::numeric_limits<std::int64_t>::min();
  std::int64_t most = std::numeric_limits<std::int64_t>::max();
};
constexpr Range any() { return {}; }
constexpr Range at_least(std::int64_t least) { return {least, std::numeric_limits<std::int64_t>::max()}; }
constexpr Range between(std::int64_t least, std::int64_t most) { return {least, most}; }

/// The words of an enumeration, in order of their values. Specialise for each enumeration that is an option:
///   template <> inline constexpr std::array<std::string_view, 2> kEnumWords<Arithmetic> = {"exact",
///   "certified-float"};
template <class Enum>
inline constexpr std::array<std::string_view, 0> kEnumWords = {};

/// One field as the faces see it.
struct FieldSpec {
  std::string name;                  ///< snake_case; shown as --kebab-case on the command line
  std::string type;                  ///< "integer", "boolean", "string", "rational", "choice", "list"
  std::vector<std::string> choices;  ///< words of a choice
  Range range;
  Json default_value;  ///< null when the field is optional and has no default
  bool required = false;
  std::string help;
};

std::string kebab_case(std::string_view snake_case);
std::string snake_case(std::string_view kebab_case);

namespace fields_detail {

template <class T>
struct is_optional : std::false_type {};
template <class T>
struct is_optional<std::optional<T>> : std::true_type {};

template <class T>
std::string type_word() {
  if constexpr (is_optional<T>::value)
    return type_word<typename T::value_type>();
  else if constexpr (std::is_same_v<T, bool>)
    return "boolean";
  else if constexpr (std::is_enum_v<T>)
    return "choice";
  else if constexpr (std::is_integral_v<T>)
    return "integer";
  else if constexpr (std::is_same_v<T, Rational>)
    return "rational";
  else if constexpr (std::is_same_v<T, std::vector<std::string>>)
    return "list";
  else {
    static_assert(std::is_same_v<T, std::string>, "this type cannot be an option");
    return "string";
  }
}

template <class T>
std::vector<std::string> choice_words() {
  if constexpr (is_optional<T>::value)
    return choice_words<typename T::value_type>();
  else if constexpr (std::is_enum_v<T>) {
    static_assert(!kEnumWords<T>.empty(), "specialise kEnumWords for this enumeration");
    return {kEnumWords<T>.begin(), kEnumWords<T>.end()};
  } else
    return {};
}

template <class T>
Json to_json(const T& value) {
  if constexpr (is_optional<T>::value)
    return value ? to_json(*value) : Json();
  else if constexpr (std::is_enum_v<T>)
    return Json(kEnumWords<T>[static_cast<std::size_t>(value)]);
  else if constexpr (std::is_integral_v<T> && !std::is_same_v<T, bool>)
    return Json(static_cast<std::int64_t>(value));
  else if constexpr (std::is_same_v<T, Rational>)
    return Json(value.to_string());
  else if constexpr (std::is_same_v<T, std::vector<std::string>>)
    return Json::strings(value);
  else
    return Json(value);
}

Result<bool> read_bool(std::string_view field, const Json& value);
Result<std::int64_t> read_integer(std::string_view field, const Json& value, Range range);
Result<std::int64_t> read_choice(std::string_view field, const Json& value, const std::vector<std::string>& words);
Result<Rational> read_rational(std::string_view field, const Json& value, Range range);
Result<std::string> read_string(std::string_view field, const Json& value);
Result<std::vector<std::string>> read_list(std::string_view field, const Json& value);
Result<void> refuse_unknown(const Json& object, const std::vector<FieldSpec>& known);

template <class T>
Result<T> read(std::string_view field, const Json& value, Range range) {
  if constexpr (is_optional<T>::value) {
    if (value.is_null()) return T();
    COMITIA_TRY(auto inner, read<typename T::value_type>(field, value, range));
    return T(std::move(inner));
  } else if constexpr (std::is_same_v<T, bool>)
    return read_bool(field, value);
  else if constexpr (std::is_enum_v<T>) {
    COMITIA_TRY(auto index, read_choice(field, value, choice_words<T>()));
    return static_cast<T>(index);
  } else if constexpr (std::is_integral_v<T>) {
    range.least = std::max<std::int64_t>(range.least, std::numeric_limits<T>::min());
    if constexpr (sizeof(T) < 8) range.most = std::min<std::int64_t>(range.most, std::numeric_limits<T>::max());
    COMITIA_TRY(auto integer, read_integer(field, value, range));
    return static_cast<T>(integer);
  } else if constexpr (std::is_same_v<T, Rational>)
    return read_rational(field, value, range);
  else if constexpr (std::is_same_v<T, std::vector<std::string>>)
    return read_list(field, value);
  else
    return read_string(field, value);
}

}  // namespace fields_detail

/// The fields of an options struct with their defaults.
template <class Options>
std::vector<FieldSpec> describe_fields() {
  std::vector<FieldSpec> specs;
  Options defaults;
  Options::fields(defaults, [&]<class T>(std::string_view name, T& value, Range range, std::string_view help) {
    specs.push_back({std::string(name), fields_detail::type_word<T>(), fields_detail::choice_words<T>(), range,
                     fields_detail::to_json(value), false, std::string(help)});
  });
  return specs;
}

/// Every field with its value; optional fields without one are null.
template <class Options>
Json write_fields(const Options& options) {
  Json::Object members;
  Options::fields(options, [&]<class T>(std::string_view name, const T& value, Range, std::string_view) {
    members.emplace_back(std::string(name), fields_detail::to_json(value));
  });
  return Json(std::move(members));
}

/// Reads an object whose absent members keep their defaults; unknown members, wrong types and values out of range are
/// refused with code option-range. Integers and rationals may also be given as strings, booleans as "true"/"false".
template <class Options>
Result<Options> read_fields(const Json& object) {
  Options options;
  Problems problems;
  if (auto known = fields_detail::refuse_unknown(object, describe_fields<Options>()); !known)
    problems.append(known.error());
  Options::fields(options, [&]<class T>(std::string_view name, T& value, Range range, std::string_view) {
    const Json* given = object.find(name);
    if (given == nullptr) return;
    auto read = fields_detail::read<T>(name, *given, range);
    if (read)
      value = *std::move(read);
    else
      problems.append(read.error());
  });
  if (!problems.empty()) return fail(std::move(problems));
  return options;
}

}  // namespace comitia
