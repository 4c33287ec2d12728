// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// What every fuzz target of a format does with its bytes: recognise them, read them strictly and leniently, and write
// and read again what was accepted, which must keep the digest.
#pragma once

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "comitia/io/format.h"

namespace comitia::io::fuzz {

/// Ends the run when something that must hold does not.
inline void require(bool holds, std::string_view what, std::string_view detail = {}) {
  if (holds) return;
  std::fprintf(stderr, "%.*s\n%.*s\n", static_cast<int>(what.size()), what.data(), static_cast<int>(detail.size()),
               detail.data());
  std::abort();
}

struct Target {
  int (*recognise)(std::string_view, std::string_view);
  Result<ReadResult> (*read)(const Source&, const ReadOptions&);
  Result<Written> (*write)(const Voices&) = nullptr;  ///< must hold all that its own reader gives
};

inline void check_written(const Target& target, const Voices& voices) {
  if (target.write == nullptr) return;
  const auto written = target.write(voices);
  require(written.has_value(), "what was read cannot be written", written ? "" : to_string(written.error()));
  const auto again = target.read(Source::from_text(written->bytes, "written"), {});
  require(again.has_value(), "what was written cannot be read", again ? "" : to_string(again.error()) + written->bytes);
  require(digest(again->voices) == digest(voices), "writing changed the voices", written->bytes);
}

inline void run(const Target& target, std::string_view bytes, ReadOptions options = {}) {
  const int sure = target.recognise(bytes.substr(0, 4096), "input");
  require(sure >= 0 && sure <= 2, "recognise answers 0, 1 or 2");
  const Source source = Source::from_text(std::string(bytes), "input");
  options.strictness = Strictness::strict;
  const auto strict = target.read(source, options);
  if (!strict) {
    require(!strict.error().empty(), "a refusal has a problem");
    for (const Problem& problem : strict.error().kept())
      require(problem.where.line >= 0 && problem.where.column >= 0 && !problem.text.empty(), "a problem has a text");
  }
  options.strictness = Strictness::lenient;
  const auto lenient = target.read(source, options);
  if (strict) {
    require(strict->dropped == 0, "strict drops nothing");
    require(lenient.has_value(), "lenient refuses what strict accepts");
    require(digest(lenient->voices) == digest(strict->voices), "lenient changes what strict accepts");
  }
  if (lenient) check_written(target, lenient->voices);
}

inline std::string_view view(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

}  // namespace comitia::io::fuzz
