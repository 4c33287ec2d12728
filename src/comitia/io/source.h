// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Where bytes come from and how errors point into them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "comitia/base/result.h"
#include "comitia/voices/voices.h"

namespace comitia::io {

/// The bytes of one source, mapped or read at once; parsers walk over them once, front to back.
class Source {
 public:
  static constexpr std::int64_t kMostBytes = std::int64_t{16} << 30;

  /// Maps a file; "-" reads standard input. @errors file (cannot be opened or read), too-large
  static Result<Source> open(const std::string& path);
  static Source from_text(std::string text, std::string name);
  Source(Source&&) noexcept;
  Source& operator=(Source&&) noexcept;
  ~Source();

  std::string_view bytes() const { return mapping_ != nullptr ? bytes_ : std::string_view(owned_); }
  const std::string& name() const { return name_; }   ///< as given; used in messages
  std::string base_name() const;                      ///< without folders; used in documents

 private:
  Source() = default;
  std::string name_;
  std::string owned_;
  std::string_view bytes_;
  void* mapping_ = nullptr;
  std::size_t mapping_size_ = 0;
};

enum class Strictness { strict, lenient };

struct ReadOptions {
  Strictness strictness = Strictness::strict;
  /// Explicit clean-up of cast-vote records; empty policies refuse such ballots.
  std::string overvote = "refuse";        ///< refuse | exhaust | skip | equal
  std::string skipped_rank = "skip";      ///< skip | refuse | exhaust-at-two
  std::string repeated_rank = "first";    ///< first | refuse
};

/// What was read: voices, and everything that was mended, dropped or noticed on the way.
struct ReadResult {
  Voices voices;
  Problems notes;              ///< warnings; under lenient also every dropped or mended row
  std::int64_t dropped = 0;    ///< voices that were dropped (lenient only)
};

}  // namespace comitia::io
