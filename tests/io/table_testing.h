// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Tables written by hand for tests, through the same interface through which all tables come.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "comitia/io/arrow_write.h"
#include "comitia/io/table_voices.h"

namespace comitia::io {

/// Text columns from lines of cells with '|' between them, the first line being the header; "~" is a missing cell.
inline NewBatch text_batch(const std::vector<std::string>& lines) {
  const auto cells = [](const std::string& line) {
    std::vector<std::string> parts = {""};
    for (const char c : line)
      if (c == '|')
        parts.emplace_back();
      else
        parts.back() += c;
    return parts;
  };
  std::vector<NewField> fields;
  for (const auto& name : cells(lines.front())) fields.push_back({name, NewColumnType::text});
  NewBatch batch(fields);
  for (std::size_t row = 1; row < lines.size(); ++row) {
    const auto parts = cells(lines[row]);
    for (std::size_t i = 0; i < parts.size(); ++i) parts[i] == "~" ? batch.missing(i) : batch.text(i, parts[i]);
  }
  return batch;
}

inline TableStream stream_of(NewBatch batch) {
  ArrowArrayStream stream;
  export_batch(std::move(batch), &stream);
  auto table = TableStream::open(&stream, "table");
  EXPECT_TRUE(table) << to_string(table.error());
  return *std::move(table);
}

inline Result<ReadResult> read_lines(const std::vector<std::string>& lines, const TableOptions& options = {},
                                     const ReadOptions& reading = {}) {
  ArrowArrayStream stream;
  export_batch(text_batch(lines), &stream);
  COMITIA_TRY(auto table, TableStream::open(&stream, "table"));
  return read_table(std::move(table), options, reading);
}

/// The voices as lines "id count weight: ballot", with groups of equals in parentheses and scores behind colons.
inline std::vector<std::string> shown(const Voices& voices) {
  std::vector<std::string> lines;
  const auto& electorate = ballot_voices(voices).electorate();
  const auto id = [&](OptionId option) { return std::string(electorate.options.id(option)); };
  for (std::int64_t v = 0; v < electorate.voices.size(); ++v) {
    const BallotId ballot = electorate.voices.ballots[static_cast<std::size_t>(v)];
    std::string line = electorate.voices.id(VoiceId{static_cast<std::uint32_t>(v)});
    if (electorate.voices.count(v) != 1) line += " *" + std::to_string(electorate.voices.count(v));
    if (electorate.voices.weights) line += " ^" + electorate.voices.weights->value(v).to_string();
    line += ":";
    if (const auto* approval = std::get_if<ApprovalVoices>(&voices))
      for (const auto option : approval->approved(ballot)) line += " " + id(option);
    if (const auto* ranked = std::get_if<RankedVoices>(&voices))
      for (std::size_t i = 0; i < ranked->ranking(ballot).size(); ++i)
        line += (i > 0 && ranked->groups(ballot)[i] == ranked->groups(ballot)[i - 1] ? "=" : " ") +
                id(ranked->ranking(ballot)[i]);
    if (const auto* scored = std::get_if<ScoredVoices>(&voices))
      for (std::size_t i = 0; i < scored->scored(ballot).size(); ++i)
        line += " " + id(scored->scored(ballot)[i]) + "=" +
                Rational(scored->scores(ballot)[i], scored->score_scale()).to_string();
    lines.push_back(line);
  }
  return lines;
}

/// The first problem, as people see it.
inline std::string first_problem(const Result<ReadResult>& read) {
  return read ? "no problem" : to_string(read.error().kept().front());
}

}  // namespace comitia::io
