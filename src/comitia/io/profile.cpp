// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Reads ranked profiles; the header says how they look.
#include "comitia/io/profile.h"

#include <algorithm>
#include <vector>

#include <fmt/format.h>

#include "comitia/io/option_index.h"
#include "comitia/io/reading.h"
#include "comitia/io/text_cursor.h"

namespace comitia::io {
namespace {

bool is_rule(std::string_view line) {
  line = trim(line);
  return line.size() >= 3 && line.find_first_not_of("-+") == std::string_view::npos;
}

/// The parts between commas, trimmed; none of an empty text.
std::vector<std::string_view> parts_of(std::string_view text) {
  std::vector<std::string_view> parts;
  if (trim(text).empty()) return parts;
  for (;;) {
    const std::size_t comma = text.find(',');
    parts.push_back(trim(text.substr(0, comma)));
    if (comma == std::string_view::npos) return parts;
    text.remove_prefix(comma + 1);
  }
}

class Reader {
 public:
  Reader(const Source& source, const ReadOptions& options)
      : reading_(source, options), options_(reading_), lines_(reading_.text()), builder_(BallotKind::ranked) {}

  Result<ReadResult> read() {
    read_header();
    if (reading_.failed()) return std::move(reading_).failure();
    options_.fill(builder_);
    for (auto line = lines_.next(); line && reading_.goes_on(); line = lines_.next())
      if (!trim(*line).empty()) read_ballot(trim(*line));
    return std::move(reading_).finish(std::move(builder_));
  }

 private:
  void read_header() {
    const auto names = lines_.next();
    const auto parties = lines_.next();
    const auto rule = lines_.next();
    if (!names || !parties || !rule || !is_rule(*rule))
      return reading_.error(ProblemCode::section, rule ? trim(*rule) : lines_.rest(),
                            "the third line should be the rule -+-+-, below candidates and parties");
    for (const std::string_view name : parts_of(*names)) options_.declare(name, {}, name);
    const auto party_names = parts_of(*parties);
    if (static_cast<std::int64_t>(party_names.size()) != options_.size() && !reading_.failed())
      return reading_.error(
          ProblemCode::name_count, *parties,
          fmt::format("there are {} candidates, but {} parties", options_.size(), party_names.size()));
    TextColumn column{"party", {}};
    for (const std::string_view party : party_names) column.cells.push_back(party);
    builder_.electorate().options.columns.push_back(std::move(column));
  }

  void read_ballot(std::string_view line) {
    const std::size_t close = line.find(')');
    if (line.front() != '(')
      return reading_.drop(ProblemCode::syntax, line, "a ranking should begin with (", "as in (A,B) : 12");
    if (close == std::string_view::npos)
      return reading_.drop(ProblemCode::unclosed_group, line.substr(0, 1), "the ranking is not closed",
                           "as in (A,B) : 12");
    std::string_view rest = trim(line.substr(close + 1));
    if (!rest.starts_with(':'))
      return reading_.drop(ProblemCode::syntax, rest, "a colon and a count should follow the ranking",
                           "as in (A,B) : 12");
    rest = trim(rest.substr(1));
    const auto count = parse_integer(rest);
    if (!count) return reading_.drop(ProblemCode::number, rest, "the count of ballots is a whole number");
    if (*count < 1) return reading_.drop(ProblemCode::multiplicity, rest, "the count of ballots is 1 or more");
    if (!read_ranking(line.substr(1, close - 1), *count)) builder_.drop_ballot();
  }

  bool read_ranking(std::string_view ranking, std::int64_t count) {
    const auto names = parts_of(ranking);
    for (std::size_t i = 0; i < names.size(); ++i) {
      const auto option = options_.find(names[i]);
      if (!option) {
        reading_.drop(ProblemCode::unknown_option, names[i],
                      fmt::format("the first line names no candidate {}", names[i]));
        return false;
      }
      if (i > 0) builder_.next_group();
      builder_.rank(*option);
    }
    if (builder_.end_voice({}, count) == VoicesBuilder::EndVoice::added) return true;
    const std::string& twice = options_.id(builder_.duplicate());
    const auto second = std::find(names.rbegin(), names.rend(), std::string_view(twice));
    reading_.drop(ProblemCode::duplicate_option, second == names.rend() ? ranking : *second,
                  fmt::format("the ballot ranks {} twice", twice));
    return false;
  }

  Reading reading_;
  OptionIndex options_;
  LineCursor lines_;
  VoicesBuilder builder_;
};

}  // namespace

int recognise_profile(std::string_view first_bytes, std::string_view name) {
  if (name.ends_with(".profile")) return 2;
  LineCursor lines(first_bytes);
  lines.next();
  lines.next();
  const auto rule = lines.next();
  return rule && is_rule(*rule) && lines.rest().starts_with('(') ? 2 : 0;
}

Result<ReadResult> read_profile(const Source& source, const ReadOptions& options) {
  return Reader(source, options).read();
}

}  // namespace comitia::io
