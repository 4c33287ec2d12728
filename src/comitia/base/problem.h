// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// What went wrong with a user's input or wish: a code, a place, a sentence and a hint. The codes are words shared by
// the command line, HTTP and Python; one table maps each to its exit code and HTTP status.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace comitia {

enum class ProblemCode : std::uint8_t {
  // text and tables
  syntax,
  number,
  encoding,
  empty,
  format,
  too_large,
  section,
  column,
  unknown_field,
  // options and voices
  duplicate_id,
  unknown_option,
  duplicate_option,
  name,
  no_options,
  no_voices,
  weight,
  // Pabulib
  count_mismatch,
  cost,
  budget,
  ballot_limits,
  points,
  vote_type,
  date,
  // PrefLib, ABIF, BLT, CEF, cast-vote records
  extension,
  multiplicity,
  unclosed_group,
  rank_score_conflict,
  terminator,
  name_count,
  index,
  parameter_order,
  overvote,
  skipped_rank,
  repeated_rank,
  // rules
  seats,
  tie,
  option_range,
  time_limit,
  memory_limit,
  // faces
  usage,
  file,
  document,
  interrupted,
};

/// How a kind of problem ends a command.
enum class ExitCode : int {
  done = 0,
  does_not_hold = 1,
  usage = 2,
  invalid_voices = 3,
  cannot_decide = 4,
  limit_reached = 5,
  input_output = 6,
  internal = 7,
  interrupted = 130,
};

struct ProblemKind {
  ProblemCode code;
  std::string_view word;     ///< the code as users see it, such as "duplicate-option"
  ExitCode exit;             ///< exit code of a command that ends with it
  int http_status;           ///< status of an HTTP answer that carries it
  std::string_view meaning;  ///< one sentence for the reference
};

/// All kinds of problems, in the order of the enumeration.
std::span<const ProblemKind> problem_kinds();
const ProblemKind& kind_of(ProblemCode code);
std::string_view word_of(ProblemCode code);

/// A place in a source: line and column count from 1; 0 means "not known".
struct Location {
  std::string source;
  std::int64_t line = 0;
  std::int64_t column = 0;
};

struct Problem {
  ProblemCode code;
  Location where;
  std::string text;  ///< what is wrong
  std::string hint;  ///< what would be right; may be empty
};

/// "city.pb:41:7: duplicate-option: the ballot names project 12 twice (write it once)"
std::string to_string(const Problem& problem);

/// A list of problems that keeps the first kKept and counts the rest, so that a broken file cannot exhaust memory.
class Problems {
 public:
  static constexpr std::int64_t kKept = 20;

  Problems() = default;
  Problems(Problem problem);  // NOLINT(google-explicit-constructor): one problem is a list of one
  Problems(ProblemCode code, std::string text, std::string hint = {});

  void add(Problem problem);
  void append(const Problems& other);
  const std::vector<Problem>& kept() const { return kept_; }
  std::int64_t total() const { return total_; }
  bool empty() const { return total_ == 0; }
  /// Code of the first problem; it decides the exit code. The list must not be empty.
  ProblemCode code() const;
  /// Sets the source of every kept problem that names none.
  Problems& at(std::string_view source);

 private:
  std::vector<Problem> kept_;
  std::int64_t total_ = 0;
};

/// All kept problems, one per line, then a count of those not shown.
std::string to_string(const Problems& problems);

}  // namespace comitia
