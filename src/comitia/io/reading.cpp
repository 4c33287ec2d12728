// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Text, places and findings of one source; see the header.
#include "comitia/io/reading.h"

#include <algorithm>
#include <functional>

#include <fmt/format.h>

#include "comitia/base/context.h"
#include "comitia/io/text_cursor.h"
#include "comitia/voices/text.h"

namespace comitia::io {

Reading::Reading(const Source& source, const ReadOptions& options)
    : options_(options), name_(source.name()), text_(source.bytes()), patience_(options.cancel_requested) {
  if (text_.starts_with("\xEF\xBB\xBF")) text_.remove_prefix(3);
  known_ = text_.data();
  std::size_t bad = first_invalid_utf8(text_);
  if (bad == text_.size()) bad = std::min(text_.find('\0'), text_.size());
  if (bad == text_.size()) return;
  error(ProblemCode::encoding, text_.substr(bad, 1),
        fmt::format("the byte 0x{:02X} is not UTF-8 text here", static_cast<unsigned char>(text_[bad])),
        "save the file as UTF-8");
  text_ = text_.substr(0, 0);
}

Location Reading::locate(std::string_view where) const {
  const char* const place = where.data();
  // A view that is not part of the text (such as a missing cell) has no place.
  if (std::less<>{}(place, text_.data()) || std::less<>{}(text_.data() + text_.size(), place)) return {name_, 0, 0};
  if (place < known_) {
    known_line_ -= std::count(place, known_, '\n');
  } else {
    known_line_ += std::count(known_, place, '\n');
  }
  known_ = place;
  const char* line_begin = place;
  while (line_begin != text_.data() && line_begin[-1] != '\n') --line_begin;
  return {name_, known_line_, place - line_begin + 1};
}

void Reading::add(Problems& list, ProblemCode code, std::string_view where, std::string text, std::string hint) {
  const bool kept = static_cast<std::int64_t>(list.kept().size()) < Problems::kKept;
  list.add({code, kept ? locate(where) : Location{}, std::move(text), std::move(hint)});
}

void Reading::error(ProblemCode code, std::string_view where, std::string text, std::string hint) {
  add(errors_, code, where, std::move(text), std::move(hint));
}

void Reading::mend(ProblemCode code, std::string_view where, std::string text, std::string hint) {
  add(strict() ? errors_ : notes_, code, where, std::move(text), std::move(hint));
}

void Reading::drop(ProblemCode code, std::string_view where, std::string text, std::string hint, std::int64_t voices) {
  mend(code, where, std::move(text), std::move(hint));
  dropped_ += voices;
}

void Reading::note(ProblemCode code, std::string_view where, std::string text, std::string hint) {
  add(notes_, code, where, std::move(text), std::move(hint));
}

std::string Reading::clean_name(std::string_view name, std::string_view where, std::string_view what) {
  name = trim(name);
  if (name_fault(name).empty()) return std::string(name);
  std::string cleaned = to_nfc(name);
  if (cleaned != name)
    note(ProblemCode::name, where, fmt::format("{} {}", what, name_fault(name)), "it was brought into normal form C");
  const std::string_view fault = name_fault(cleaned);
  if (fault.empty()) return cleaned;
  mend(ProblemCode::name, where, fmt::format("{} {}", what, fault), "write it on one line, without tabs");
  for (char& c : cleaned)
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) c = ' ';
  return std::string(trim(cleaned));
}

tl::unexpected<Problems> Reading::failure() && {
  return fail(patience_.ended() ? Context::stopped(ProblemCode::interrupted) : std::move(errors_));
}

Result<ReadResult> Reading::finish(VoicesBuilder&& builder) && {
  if (failed()) return std::move(*this).failure();
  auto voices = std::move(builder).finish();
  if (!voices) return fail(std::move(voices.error().at(name_)));
  return std::move(*this).result(*std::move(voices));
}

ReadResult Reading::result(Voices voices) && { return {std::move(voices), std::move(notes_), dropped_}; }

}  // namespace comitia::io
