// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// UTF-8 and normal form C; see the header.
#include "comitia/voices/text.h"

#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <memory>

#include <utf8proc.h>

#include "comitia/base/assert.h"

namespace comitia {
namespace {

/// Length of the ASCII text that starts at `at`, eight bytes at a time.
std::size_t ascii_run(std::string_view text, std::size_t at) {
  constexpr std::uint64_t kHighBits = 0x8080808080808080U;
  const std::size_t begin = at;
  while (at + 8 <= text.size()) {
    std::uint64_t word = 0;
    std::memcpy(&word, text.data() + at, 8);
    if ((word & kHighBits) != 0) break;
    at += 8;
  }
  while (at < text.size() && static_cast<unsigned char>(text[at]) < 0x80) ++at;
  return at - begin;
}

bool is_continuation(std::string_view text, std::size_t at) {
  return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U;
}

/// Length of the well-formed sequence at `at`, whose first byte is not ASCII, or 0. The table of well-formed byte
/// sequences is table 3-7 of the Unicode standard: the second byte is restricted after E0, ED, F0 and F4.
std::size_t sequence_length(std::string_view text, std::size_t at) {
  const auto first = static_cast<unsigned char>(text[at]);
  if (!is_continuation(text, at + 1)) return 0;
  const auto second = static_cast<unsigned char>(text[at + 1]);
  if (first >= 0xC2 && first <= 0xDF) return 2;
  if (first >= 0xE0 && first <= 0xEF) {
    if ((first == 0xE0 && second < 0xA0) || (first == 0xED && second > 0x9F)) return 0;
    return is_continuation(text, at + 2) ? 3 : 0;
  }
  if (first >= 0xF0 && first <= 0xF4) {
    if ((first == 0xF0 && second < 0x90) || (first == 0xF4 && second > 0x8F)) return 0;
    return is_continuation(text, at + 2) && is_continuation(text, at + 3) ? 4 : 0;
  }
  return 0;
}

struct Free {
  void operator()(utf8proc_uint8_t* text) const { std::free(text); }  // the library allocates with malloc
};

}  // namespace

std::size_t first_invalid_utf8(std::string_view text) {
  std::size_t at = 0;
  for (;;) {
    at += ascii_run(text, at);
    if (at == text.size()) return at;
    const std::size_t length = sequence_length(text, at);
    if (length == 0) return at;
    at += length;
  }
}

std::string to_nfc(std::string_view text) {
  utf8proc_uint8_t* mapped = nullptr;
  const utf8proc_ssize_t length =
      utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()), static_cast<utf8proc_ssize_t>(text.size()),
                   &mapped, static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE));
  const std::unique_ptr<utf8proc_uint8_t, Free> owned(mapped);
  COMITIA_ASSERT(length >= 0, "text that was checked to be UTF-8 can be normalised");
  return {reinterpret_cast<const char*>(mapped), static_cast<std::size_t>(length)};
}

std::string_view name_fault(std::string_view text) {
  if (text.empty()) return {};
  if (first_invalid_utf8(text) != text.size()) return "is not UTF-8";
  if (text.front() == ' ' || text.back() == ' ') return "starts or ends with a blank";
  for (const char c : text)
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F)
      return "holds a control character, such as a tab or line end";
  if (!is_nfc(text)) return "is not in Unicode normal form C: it may look equal to another one and yet differ";
  return {};
}

bool is_nfc(std::string_view text) { return ascii_run(text, 0) == text.size() || to_nfc(text) == text; }

}  // namespace comitia
