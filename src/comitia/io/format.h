// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// The file formats: one row each, with reader, writer and the marks by which a source is recognised.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "comitia/io/source.h"

namespace comitia::io {

struct Written {
  std::string bytes;
  std::vector<std::string> losses;  ///< what this format cannot hold, one sentence each
};

struct Format {
  std::string_view id;  ///< "pabulib"
  std::string_view title;
  std::vector<std::string_view> extensions;  ///< ".pb"
  std::string_view holds;                    ///< kinds of voices, for people
  /// How sure the first lines make us: 0 no, 1 possible, 2 certain.
  int (*recognise)(std::string_view first_bytes, std::string_view name);
  Result<ReadResult> (*read)(const Source&, const ReadOptions&);
  /// Null when the format is only read. @errors vote-type (the format cannot hold such voices)
  Result<Written> (*write)(const Voices&);
};

std::span<const Format> formats();
const Format* find_format(std::string_view id);
/// Extension and first lines decide. @errors format, naming what was tried
Result<const Format*> detect(const Source& source);
/// Detects unless `format` names one, then reads. @errors those of the format; every problem carries file:line:column
Result<ReadResult> read(const Source& source, std::string_view format, const ReadOptions& options);

}  // namespace comitia::io
