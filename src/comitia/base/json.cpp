// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// The JSON value itself and its writers. Reading is in json_read.cpp.
#include "comitia/base/json.h"

#include <algorithm>
#include <iterator>

#include <fmt/format.h>

#include "comitia/base/assert.h"

namespace comitia {
namespace {

const Json kNull;

void write_string(std::string& out, std::string_view text) {
  out += '"';
  for (const char c : text) {
    switch (c) {
      case '"':
        out += "\\\"";
        break;
      case '\\':
        out += "\\\\";
        break;
      case '\b':
        out += "\\b";
        break;
      case '\f':
        out += "\\f";
        break;
      case '\n':
        out += "\\n";
        break;
      case '\r':
        out += "\\r";
        break;
      case '\t':
        out += "\\t";
        break;
      default:
        if (static_cast<unsigned char>(c) < 0x20)
          fmt::format_to(std::back_inserter(out), "\\u{:04x}", c);
        else
          out += c;
    }
  }
  out += '"';
}

bool write_plain(std::string& out, const Json& value) {
  if (value.is_null())
    out += "null";
  else if (value.is_bool())
    out += value.as_bool() ? "true" : "false";
  else if (value.is_integer())
    out += fmt::format("{}", value.as_integer());
  else if (value.is_string())
    write_string(out, value.as_string());
  else
    return false;
  return true;
}

// Compares as sequences of UTF-16 code units without decoding: UTF-8 byte order differs from it only where one side
// starts a four-byte sequence (surrogates D800-DFFF) and the other a character from U+E000 to U+FFFF (lead EE or EF).
bool utf16_less(std::string_view a, std::string_view b) {
  const auto [left, right] = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
  if (left == a.end() || right == b.end()) return left == a.end() && right != b.end();
  const auto x = static_cast<unsigned char>(*left);
  const auto y = static_cast<unsigned char>(*right);
  if (x >= 0xF0 && (y == 0xEE || y == 0xEF)) return true;
  if (y >= 0xF0 && (x == 0xEE || x == 0xEF)) return false;
  return x < y;
}

void write_compact(std::string& out, const Json& value, bool canonical) {
  if (write_plain(out, value)) return;
  if (value.is_array()) {
    out += '[';
    const char* between = "";
    for (const auto& item : value.as_array()) {
      out += between;
      write_compact(out, item, canonical);
      between = ",";
    }
    out += ']';
    return;
  }
  std::vector<const Json::Member*> members;
  for (const auto& member : value.as_object()) members.push_back(&member);
  if (canonical)
    std::sort(members.begin(), members.end(), [](auto* a, auto* b) { return utf16_less(a->first, b->first); });
  out += '{';
  const char* between = "";
  for (const auto* member : members) {
    out += between;
    write_string(out, member->first);
    out += ':';
    write_compact(out, member->second, canonical);
    between = ",";
  }
  out += '}';
}

// Nothing but plain values within, and short: worth one line.
bool fits_one_line(const Json& value, std::size_t width) {
  constexpr std::size_t kLineWidth = 100;
  if (value.is_array()) {
    for (const auto& item : value.as_array())
      if (item.is_object() && !item.as_object().empty()) return false;
  } else if (value.is_object()) {
    for (const auto& [key, member] : value.as_object())
      if ((member.is_array() && !member.as_array().empty()) || (member.is_object() && !member.as_object().empty()))
        return false;
  }
  return width + compact_text(value).size() <= kLineWidth;
}

void write_pretty(std::string& out, const Json& value, std::size_t indent) {
  if (write_plain(out, value)) return;
  if (fits_one_line(value, indent)) {
    write_compact(out, value, false);
    return;
  }
  const bool array = value.is_array();
  const std::string inner(indent + 2, ' ');
  out += array ? '[' : '{';
  const char* between = "\n";
  const auto begin_item = [&] {
    out += between;
    out += inner;
    between = ",\n";
  };
  if (array) {
    for (const auto& item : value.as_array()) {
      begin_item();
      write_pretty(out, item, indent + 2);
    }
  } else {
    for (const auto& [key, member] : value.as_object()) {
      begin_item();
      write_string(out, key);
      out += ": ";
      write_pretty(out, member, indent + 2);
    }
  }
  out += '\n';
  out.append(indent, ' ');
  out += array ? ']' : '}';
}

}  // namespace

const Json* Json::find(std::string_view key) const {
  if (!is_object()) return nullptr;
  for (const auto& [name, value] : as_object())
    if (name == key) return &value;
  return nullptr;
}

const Json& Json::operator[](std::string_view key) const {
  const Json* found = find(key);
  return found == nullptr ? kNull : *found;
}

Json& Json::set(std::string key, Json value) {
  if (is_null()) value_ = Object();
  COMITIA_ASSERT(is_object(), "only objects have members");
  for (auto& [name, member] : as_object())
    if (name == key) {
      member = std::move(value);
      return *this;
    }
  as_object().emplace_back(std::move(key), std::move(value));
  return *this;
}

std::string canonical_text(const Json& value) {
  std::string out;
  write_compact(out, value, true);
  return out;
}

std::string compact_text(const Json& value) {
  std::string out;
  write_compact(out, value, false);
  return out;
}

std::string pretty_text(const Json& value) {
  std::string out;
  write_pretty(out, value, 0);
  out += '\n';
  return out;
}

}  // namespace comitia
