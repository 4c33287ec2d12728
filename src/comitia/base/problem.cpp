// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// The one table of problem codes, and how problems are written for people.
#include "comitia/base/problem.h"

#include <array>
#include <utility>

#include <fmt/format.h>

#include "comitia/base/assert.h"

namespace comitia {
namespace {

using enum ProblemCode;

// In the order of the enumeration; kind_of indexes it.
constexpr ProblemKind kKinds[] = {
    {syntax, "syntax", ExitCode::invalid_voices, 422, "the text does not follow the grammar of its format"},
    {number, "number", ExitCode::invalid_voices, 422, "a number is malformed, out of range or not finite"},
    {encoding, "encoding", ExitCode::invalid_voices, 422, "the text is not UTF-8, or holds control characters"},
    {empty, "empty", ExitCode::invalid_voices, 422, "the source or a mandatory part of it is empty"},
    {format, "format", ExitCode::invalid_voices, 415, "the format is unknown, or cannot hold what is asked of it"},
    {too_large, "too-large", ExitCode::limit_reached, 413, "the input exceeds a stated limit"},
    {section, "section", ExitCode::invalid_voices, 422, "a section is missing, repeated or out of order"},
    {column, "column", ExitCode::invalid_voices, 422, "a column is missing, repeated or has too few or too many cells"},
    {unknown_field, "unknown-field", ExitCode::invalid_voices, 422, "a field is not one that the format knows"},
    {duplicate_id, "duplicate-id", ExitCode::invalid_voices, 422, "an id stands twice"},
    {unknown_option, "unknown-option", ExitCode::invalid_voices, 422, "an option is named that was not declared"},
    {duplicate_option, "duplicate-option", ExitCode::invalid_voices, 422, "a ballot names an option twice"},
    {name, "name", ExitCode::invalid_voices, 422,
     "a name or id is empty, not NFC, or holds characters that it may not hold"},
    {no_options, "no-options", ExitCode::invalid_voices, 422, "there is nothing to choose from"},
    {no_voices, "no-voices", ExitCode::invalid_voices, 422, "there is no voice"},
    {weight, "weight", ExitCode::invalid_voices, 422,
     "a weight is not positive, or the weights have no usable common scale"},
    {count_mismatch, "count-mismatch", ExitCode::invalid_voices, 422, "a stated count differs from what is there"},
    {cost, "cost", ExitCode::invalid_voices, 422, "a cost is missing, not positive or not a number"},
    {budget, "budget", ExitCode::invalid_voices, 422, "the budget is missing, not positive or not a number"},
    {ballot_limits, "ballot-limits", ExitCode::invalid_voices, 422, "a ballot exceeds the limits that the file states"},
    {points, "points", ExitCode::invalid_voices, 422, "points are missing, misaligned or outside the stated limits"},
    {vote_type, "vote-type", ExitCode::invalid_voices, 422,
     "the kind of ballots is unknown, or not the kind that is needed"},
    {date, "date", ExitCode::invalid_voices, 422, "a date is malformed"},
    {extension, "extension", ExitCode::invalid_voices, 422, "the content contradicts the extension of the file"},
    {multiplicity, "multiplicity", ExitCode::invalid_voices, 422,
     "the number of equal ballots is malformed or not positive"},
    {unclosed_group, "unclosed-group", ExitCode::invalid_voices, 422,
     "a group of equally ranked options is not closed"},
    {rank_score_conflict, "rank-score-conflict", ExitCode::invalid_voices, 422,
     "scores contradict the ranking beside them"},
    {terminator, "terminator", ExitCode::invalid_voices, 422, "a list is not ended as its format demands"},
    {name_count, "name-count", ExitCode::invalid_voices, 422, "there are fewer or more names than options"},
    {index, "index", ExitCode::invalid_voices, 422, "a number of an option is out of range"},
    {parameter_order, "parameter-order", ExitCode::invalid_voices, 422,
     "a parameter stands after the ballots that it governs"},
    {overvote, "overvote", ExitCode::invalid_voices, 422, "a ballot gives one rank to several options"},
    {skipped_rank, "skipped-rank", ExitCode::invalid_voices, 422, "a ballot leaves out a rank"},
    {repeated_rank, "repeated-rank", ExitCode::invalid_voices, 422, "a ballot ranks one option several times"},
    {seats, "seats", ExitCode::cannot_decide, 422, "the number of seats is missing or out of range"},
    {tie, "tie", ExitCode::cannot_decide, 422, "a tie that the policy refuses to break"},
    {option_range, "option-range", ExitCode::usage, 422, "an option of a rule is unknown, mistyped or out of range"},
    {time_limit, "time-limit", ExitCode::limit_reached, 503, "the time limit ended the work"},
    {memory_limit, "memory-limit", ExitCode::limit_reached, 503, "the memory limit ended the work"},
    {ProblemCode::usage, "usage", ExitCode::usage, 400, "the command is not used as it is meant"},
    {file, "file", ExitCode::input_output, 500, "a file cannot be opened, read or written"},
    {document, "document", ExitCode::invalid_voices, 422, "the text is not a Decision document of a known format"},
    {ProblemCode::interrupted, "interrupted", ExitCode::interrupted, 499, "the work was interrupted"},
};
static_assert(std::size(kKinds) == static_cast<std::size_t>(ProblemCode::interrupted) + 1);

}  // namespace

std::span<const ProblemKind> problem_kinds() { return kKinds; }

const ProblemKind& kind_of(ProblemCode code) {
  const auto& kind = kKinds[static_cast<std::size_t>(code)];
  COMITIA_DCHECK(kind.code == code, "the table of problems is in the order of the enumeration");
  return kind;
}

std::string_view word_of(ProblemCode code) { return kind_of(code).word; }

std::string to_string(const Problem& problem) {
  std::string text;
  const auto& where = problem.where;
  if (!where.source.empty()) text += where.source + ":";
  if (where.line > 0) text += fmt::format("{}:", where.line);
  if (where.line > 0 && where.column > 0) text += fmt::format("{}:", where.column);
  if (!text.empty()) text += ' ';
  text += fmt::format("{}: {}", word_of(problem.code), problem.text);
  if (!problem.hint.empty()) text += fmt::format(" ({})", problem.hint);
  return text;
}

Problems::Problems(Problem problem) { add(std::move(problem)); }

Problems::Problems(ProblemCode code, std::string text, std::string hint) {
  add({code, {}, std::move(text), std::move(hint)});
}

void Problems::add(Problem problem) {
  ++total_;
  if (std::ssize(kept_) < kKept) kept_.push_back(std::move(problem));
}

void Problems::append(const Problems& other) {
  for (const auto& problem : other.kept_) add(problem);
  total_ += other.total_ - std::ssize(other.kept_);
}

ProblemCode Problems::code() const {
  COMITIA_ASSERT(!kept_.empty(), "a failure names at least one problem");
  return kept_.front().code;
}

Problems& Problems::at(std::string_view source) {
  for (auto& problem : kept_)
    if (problem.where.source.empty()) problem.where.source = source;
  return *this;
}

std::string to_string(const Problems& problems) {
  std::string text;
  for (const auto& problem : problems.kept()) text += to_string(problem) + "\n";
  const auto hidden = problems.total() - std::ssize(problems.kept());
  if (hidden > 0) text += fmt::format("... and {} more\n", hidden);
  return text;
}

}  // namespace comitia
