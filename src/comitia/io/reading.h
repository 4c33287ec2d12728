// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// One pass over one source: its text, and everything that was found on the way. Parsers name the place of a problem by
// a view into the text; line and column are worked out from it only when the problem is kept.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "comitia/io/source.h"
#include "comitia/voices/builder.h"

namespace comitia::io {

/// Most options that a source may declare.
inline constexpr std::int64_t kMostOptions = 100'000;

class Reading {
 public:
  /// Drops a leading byte order mark. Text that is not UTF-8, or that holds a NUL byte, is an error of code encoding;
  /// text() is then empty.
  Reading(const Source& source, const ReadOptions& options);

  std::string_view text() const { return text_; }
  const ReadOptions& options() const { return options_; }
  bool strict() const { return options_.strictness == Strictness::strict; }

  /// Line and column of a view into text(). Both count from 1; the column counts bytes, since that is what editors,
  /// compilers and scripts agree on for any encoding; a leading byte order mark is not counted.
  Location locate(std::string_view where) const;

  /// Nothing can be decided with this: refused in any case.
  void error(ProblemCode code, std::string_view where, std::string text, std::string hint = {});
  /// Refused under strict; a note under lenient, where the reader goes on with a mended value.
  void mend(ProblemCode code, std::string_view where, std::string text, std::string hint = {});
  /// Refused under strict; under lenient the voice is left out, noted and counted.
  void drop(ProblemCode code, std::string_view where, std::string text, std::string hint = {}, std::int64_t voices = 1);
  /// Worth knowing; never refused.
  void note(ProblemCode code, std::string_view where, std::string text, std::string hint = {});

  /// A name for people as voices hold it: without blanks around it, in normal form C (noted when it was not), without
  /// control characters (refused; under lenient they become blanks). `what` begins a sentence: "the name of option 3".
  std::string clean_name(std::string_view name, std::string_view where, std::string_view what);

  /// Whether there is reason to read on; readers ask before each row. False once reading was interrupted, which is then
  /// the only problem.
  bool goes_on() { return patience_.lasts(); }
  bool failed() const { return patience_.ended() || !errors_.empty(); }
  std::int64_t dropped() const { return dropped_; }

  /// The errors found so far. @pre failed()
  tl::unexpected<Problems> failure() &&;
  /// Builds the voices, unless something was refused; problems of the builder name the source alone.
  Result<ReadResult> finish(VoicesBuilder&& builder) &&;
  /// The voices with all notes. @pre !failed()
  ReadResult result(Voices voices) &&;

 private:
  void add(Problems& list, ProblemCode code, std::string_view where, std::string text, std::string hint);

  ReadOptions options_;
  std::string name_;
  std::string_view text_;
  Problems errors_;
  Problems notes_;
  std::int64_t dropped_ = 0;
  Patience patience_;
  // The last place worked out; problems mostly come front to back, so the next one is counted from here.
  mutable const char* known_ = nullptr;
  mutable std::int64_t known_line_ = 1;
};

}  // namespace comitia::io
