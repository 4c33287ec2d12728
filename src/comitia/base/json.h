// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// The values of a Decision document: null, booleans, 64-bit integers, strings, arrays, objects. No floating point:
// exact numbers are strings "p/q" and estimates are shortest round-trip strings. Objects keep the order of insertion
// for people; the canonical form (RFC 8785 order and escapes) is what digests are taken of.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "comitia/base/result.h"

namespace comitia {

class Json {
 public:
  using Array = std::vector<Json>;
  using Member = std::pair<std::string, Json>;
  using Object = std::vector<Member>;

  Json() = default;
  Json(std::nullptr_t) {}                                       // NOLINT(google-explicit-constructor): values convert
  Json(bool value) : value_(value) {}                           // NOLINT(google-explicit-constructor)
  Json(int value) : value_(std::int64_t{value}) {}              // NOLINT(google-explicit-constructor)
  Json(std::int64_t value) : value_(value) {}                   // NOLINT(google-explicit-constructor)
  Json(const char* value) : value_(std::string(value)) {}       // NOLINT(google-explicit-constructor)
  Json(std::string_view value) : value_(std::string(value)) {}  // NOLINT(google-explicit-constructor)
  Json(std::string value) : value_(std::move(value)) {}         // NOLINT(google-explicit-constructor)
  Json(Array value) : value_(std::move(value)) {}               // NOLINT(google-explicit-constructor)
  Json(Object value) : value_(std::move(value)) {}              // NOLINT(google-explicit-constructor)
  static Json object(std::initializer_list<Member> members) { return Json(Object(members)); }
  static Json array(std::initializer_list<Json> items) { return Json(Array(items)); }
  /// An array of the strings of a range.
  template <class Range>
  static Json strings(const Range& range) {
    Array items;
    for (const auto& text : range) items.emplace_back(std::string_view(text));
    return Json(std::move(items));
  }

  bool is_null() const { return std::holds_alternative<std::monostate>(value_); }
  bool is_bool() const { return std::holds_alternative<bool>(value_); }
  bool is_integer() const { return std::holds_alternative<std::int64_t>(value_); }
  bool is_string() const { return std::holds_alternative<std::string>(value_); }
  bool is_array() const { return std::holds_alternative<Array>(value_); }
  bool is_object() const { return std::holds_alternative<Object>(value_); }
  // The kind must match.
  bool as_bool() const { return std::get<bool>(value_); }
  std::int64_t as_integer() const { return std::get<std::int64_t>(value_); }
  const std::string& as_string() const { return std::get<std::string>(value_); }
  const Array& as_array() const { return std::get<Array>(value_); }
  Array& as_array() { return std::get<Array>(value_); }
  const Object& as_object() const { return std::get<Object>(value_); }
  Object& as_object() { return std::get<Object>(value_); }

  /// The member of an object, or null when it is absent or this is no object.
  const Json* find(std::string_view key) const;
  /// The member of an object, or a null value.
  const Json& operator[](std::string_view key) const;
  /// Replaces or appends a member of an object (a null value becomes an object first).
  Json& set(std::string key, Json value);
  friend bool operator==(const Json&, const Json&) = default;

 private:
  std::variant<std::monostate, bool, std::int64_t, std::string, Array, Object> value_;
};

/// RFC 8785: members sorted by UTF-16 code units, no blanks, shortest escapes.
std::string canonical_text(const Json& value);
/// For people: two blanks of indentation, members in their own order, short arrays of plain values on one line, ends
/// with a newline. The same value always gives the same bytes.
std::string pretty_text(const Json& value);
/// One line without blanks, members in their own order.
std::string compact_text(const Json& value);
/// Reads JSON whose numbers are 64-bit integers; depth at most 32; duplicate members, comments, trailing text and
/// invalid UTF-8 are refused with their place.
Result<Json> parse_json(std::string_view text, std::string_view source = {});

}  // namespace comitia
