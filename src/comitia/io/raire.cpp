// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Reads the ballots of RAIRE; the header says how they look.
#include "comitia/io/raire.h"

#include <algorithm>
#include <unordered_set>
#include <vector>

#include <fmt/format.h>

#include "comitia/io/option_index.h"
#include "comitia/io/reading.h"
#include "comitia/io/text_cursor.h"

namespace comitia::io {
namespace {

void split(std::string_view line, std::vector<std::string_view>& cells) {
  cells.clear();
  for (;;) {
    const std::size_t comma = line.find(',');
    cells.push_back(trim(line.substr(0, comma)));
    if (comma == std::string_view::npos) return;
    line.remove_prefix(comma + 1);
  }
}

class Reader {
 public:
  Reader(const Source& source, const ReadOptions& options)
      : reading_(source, options), options_(reading_), lines_(reading_.text()), builder_(BallotKind::ranked) {}

  Result<ReadResult> read() {
    read_contest_count();
    if (!reading_.failed()) read_contest();
    if (reading_.failed()) return std::move(reading_).failure();
    options_.fill(builder_);
    for (auto line = next(); line && reading_.goes_on(); line = next()) {
      split(*line, cells_);
      if (!read_ballot(*line)) builder_.drop_ballot();
    }
    return std::move(reading_).finish(std::move(builder_));
  }

 private:
  /// The next line that is not blank.
  std::optional<std::string_view> next() {
    while (const auto line = lines_.next())
      if (!trim(*line).empty()) return trim(*line);
    return std::nullopt;
  }

  void read_contest_count() {
    const auto line = next();
    if (!line) return reading_.error(ProblemCode::empty, reading_.text(), "there is nothing to read");
    if (line->starts_with('{') || *line == "[")
      return reading_.error(ProblemCode::format, *line,
                            "this is JSON: RAIRE's .json files hold assertions, not ballots",
                            "read the .raire file of the contest");
    const auto contests = parse_integer(*line);
    if (!contests) return reading_.error(ProblemCode::number, *line, "the first line should be the number of contests");
    if (*contests != 1)
      return reading_.error(ProblemCode::section, *line,
                            fmt::format("the file holds {} contests, but voices are about one question", *contests),
                            "split the file by contest");
  }

  void read_contest() {
    const auto line = next();
    if (line) split(*line, cells_);
    if (!line || cells_.front() != "Contest")
      return reading_.error(ProblemCode::section, line ? *line : lines_.rest(), "the contest should be described here",
                            "as in Contest,1,3,10,11,12");
    if (cells_.size() < 3)
      return reading_.error(ProblemCode::column, *line, "the contest has an id and a number of candidates");
    contest_ = cells_[1];
    const auto candidates = parse_integer(cells_[2]);
    if (!candidates || *candidates < 0)
      return reading_.error(ProblemCode::number, cells_[2], "the number of candidates should stand here");
    const auto named = static_cast<std::int64_t>(cells_.size()) - 3;
    if (named < *candidates)
      return reading_.error(ProblemCode::name_count, cells_[2],
                            fmt::format("{} candidates are announced, {} are named", *candidates, named));
    const auto end = static_cast<std::size_t>(*candidates) + 3;
    for (std::size_t i = 3; i < end; ++i) options_.declare(cells_[i], {}, cells_[i]);
    read_extras(end);
  }

  /// "winner,15", "order,17,45,15", "informal,22": each name with what follows it becomes an attribute.
  void read_extras(std::size_t at) {
    auto& attributes = builder_.electorate().attributes;
    attributes.emplace_back("contest", std::string(contest_));
    for (; at < cells_.size(); ++at) {
      const std::string_view cell = cells_[at];
      if (cell == "winner" || cell == "order" || cell == "informal") {
        attributes.emplace_back(std::string(cell), std::string());
      } else if (attributes.size() == 1) {
        return reading_.error(ProblemCode::name_count, cell, fmt::format("{} is one candidate too many", cell),
                              "winner, order or informal may stand here");
      } else {
        std::string& value = attributes.back().second;
        value += (value.empty() ? "" : ",") + std::string(cell);
      }
    }
  }

  bool read_ballot(std::string_view line) {
    if (cells_.front() == "Contest") {
      reading_.error(ProblemCode::section, line, "a second contest is described, but one is announced");
      return false;
    }
    if (cells_.size() < 2)
      return drop(ProblemCode::column, line, "a ballot has a contest and an id", "as in 1,ballot-7,10,12");
    if (cells_.front() != contest_)
      return drop(ProblemCode::section, cells_.front(), fmt::format("there is no contest {}", cells_.front()),
                  fmt::format("the contest is {}", contest_));
    const std::string_view id = cells_[1];
    if (id.empty()) return drop(ProblemCode::name, line, "the id of this ballot is empty");
    if (ids_.contains(id)) return drop(ProblemCode::duplicate_id, id, fmt::format("the ballot {} stands twice", id));
    for (std::size_t i = 2; i < cells_.size(); ++i) {
      const auto option = options_.find(cells_[i]);
      if (!option)
        return drop(ProblemCode::unknown_option, cells_[i], fmt::format("the contest has no candidate {}", cells_[i]));
      if (i > 2) builder_.next_group();
      builder_.rank(*option);
    }
    if (builder_.end_voice(name_of(reading_, id, id)) == VoicesBuilder::EndVoice::duplicate_option) {
      const std::string& twice = options_.id(builder_.duplicate());
      const auto second = std::find(cells_.rbegin(), cells_.rend(), std::string_view(twice));
      return drop(ProblemCode::duplicate_option, second == cells_.rend() ? line : *second,
                  fmt::format("the ballot ranks candidate {} twice", twice));
    }
    ids_.insert(id);
    return true;
  }

  bool drop(ProblemCode code, std::string_view where, std::string text, std::string hint = {}) {
    reading_.drop(code, where, std::move(text), std::move(hint));
    return false;
  }

  Reading reading_;
  OptionIndex options_;
  LineCursor lines_;
  VoicesBuilder builder_;
  std::string_view contest_;
  std::vector<std::string_view> cells_;
  std::unordered_set<std::string_view> ids_;  // only looked up
};

}  // namespace

int recognise_raire(std::string_view first_bytes, std::string_view name) {
  if (name.ends_with(".raire")) return 2;
  LineCursor lines(first_bytes);
  const auto first = lines.next();
  return first && parse_integer(trim(*first)) && lines.rest().starts_with("Contest,") ? 2 : 0;
}

Result<ReadResult> read_raire(const Source& source, const ReadOptions& options) {
  return Reader(source, options).read();
}

}  // namespace comitia::io
