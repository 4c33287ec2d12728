// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// What the tests of all formats share: finding sample files, and checking a folder of good and a folder of bad ones
// against a table, so that no file goes unchecked.
#pragma once

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "comitia/base/problem.h"
#include "comitia/io/format.h"

namespace comitia::io::corpus {

/// The root of the source tree; tests run there, unless the environment says otherwise.
inline std::filesystem::path root() {
  const char* const named = std::getenv("COMITIA_SOURCE");
  return named != nullptr ? named : std::filesystem::current_path();
}

/// The shared data, or nothing where they are absent.
inline std::optional<std::filesystem::path> shared(std::string_view below) {
  const char* const named = std::getenv("COMITIA_SHARED");
  const std::filesystem::path path =
      (named != nullptr ? std::filesystem::path(named) : root() / ".." / "shared") / below;
  if (!std::filesystem::exists(path)) return std::nullopt;
  return path;
}

inline std::vector<std::filesystem::path> files_in(const std::filesystem::path& folder, std::string_view ending = {}) {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder))
    if (entry.is_regular_file() && entry.path().string().ends_with(ending)) files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  return files;
}

using Read = Result<ReadResult> (*)(const Source&, const ReadOptions&);
using Write = Result<Written> (*)(const Voices&);

inline ReadOptions lenient() {
  ReadOptions options;
  options.strictness = Strictness::lenient;
  return options;
}

inline Result<ReadResult> read_file(Read read, const std::filesystem::path& path, const ReadOptions& options = {}) {
  const auto source = Source::open(path.string());
  if (!source) return fail(source.error());
  return read(*source, options);
}

inline Result<ReadResult> read_text(Read read, std::string_view text, const ReadOptions& options = {}) {
  return read(Source::from_text(std::string(text), "text"), options);
}

/// Writing what was read and reading that gives the same digest, and writing again the same bytes.
inline void expect_round_trip(Read read, Write write, const Voices& voices, const std::string& what) {
  const auto written = write(voices);
  ASSERT_TRUE(written) << what << ": " << to_string(written.error());
  const auto again = read(Source::from_text(written->bytes, "written"), {});
  ASSERT_TRUE(again) << what << ": " << to_string(again.error()) << written->bytes;
  EXPECT_EQ(digest_text(digest(again->voices)), digest_text(digest(voices))) << what << "\n" << written->bytes;
  const auto twice = write(again->voices);
  ASSERT_TRUE(twice) << what;
  EXPECT_EQ(twice->bytes, written->bytes) << what;
}

/// One bad file: the code and line of its first problem under strict; line 0 where the file as a whole is at fault.
struct Bad {
  std::string_view file;
  std::string_view code;
  std::int64_t line;
};

/// The folder holds exactly the files of the table; each is refused as listed.
inline void expect_refused(Read read, const std::string& folder, const std::vector<Bad>& table) {
  std::set<std::string> listed;
  for (const Bad& bad : table) {
    listed.emplace(bad.file);
    const auto path = root() / folder / bad.file;
    const auto result = read_file(read, path);
    ASSERT_FALSE(result) << path << " should be refused";
    const Problem& first = result.error().kept().front();
    EXPECT_EQ(word_of(first.code), bad.code) << to_string(result.error());
    EXPECT_EQ(first.where.line, bad.line) << to_string(result.error());
    EXPECT_EQ(first.where.source, path.string());
    EXPECT_TRUE(first.where.line == 0 || first.where.column > 0) << to_string(result.error());
  }
  for (const auto& path : files_in(root() / folder)) EXPECT_TRUE(listed.contains(path.filename().string())) << path;
}

/// The voices in their order, separated by blanks: "3:A>B=C", "1*3/2:A" with a weight, "v7=1:A" with an id.
inline std::string spelled(const Voices& voices) {
  const VoiceTable& table = ballot_voices(voices).electorate().voices;
  const OptionTable& options = ballot_voices(voices).options();
  std::string out;
  for (std::int64_t voice = 0; voice < table.size(); ++voice) {
    const BallotId ballot = table.ballots[static_cast<std::size_t>(voice)];
    if (!out.empty()) out += ' ';
    if (!table.ids.empty()) out += std::string(table.ids[voice]) + "=";
    out += std::to_string(table.count(voice));
    if (table.weights) out += "*" + table.weights->value(voice).to_string();
    out += ':';
    if (const auto* ranked = std::get_if<RankedVoices>(&voices)) {
      const auto ranking = ranked->ranking(ballot);
      for (std::size_t i = 0; i < ranking.size(); ++i) {
        if (i > 0) out += ranked->groups(ballot)[i] == ranked->groups(ballot)[i - 1] ? '=' : '>';
        out += options.id(ranking[i]);
      }
    } else if (const auto* scored = std::get_if<ScoredVoices>(&voices)) {
      const auto items = scored->scored(ballot);
      for (std::size_t i = 0; i < items.size(); ++i)
        out += (i > 0 ? "," : "") + std::string(options.id(items[i])) + "/" +
               Rational(scored->scores(ballot)[i], scored->score_scale()).to_string();
    } else {
      const auto items = std::get<ApprovalVoices>(voices).approved(ballot);
      for (std::size_t i = 0; i < items.size(); ++i) out += (i > 0 ? "," : "") + std::string(options.id(items[i]));
    }
  }
  return out;
}

/// "A B C" for the ids of options; "A(Ann)" where a name differs.
inline std::string spelled_options(const OptionTable& options) {
  std::string out;
  for (std::uint32_t i = 0; i < options.size(); ++i) {
    if (i > 0) out += ' ';
    out += options.id({i});
    if (options.name({i}) != options.id({i})) out += "(" + std::string(options.name({i})) + ")";
  }
  return out;
}

/// One good file and what it holds.
struct Good {
  std::string_view file;
  std::string_view kind;
  std::string_view options;  ///< as spelled_options says it
  std::string_view voices;   ///< as spelled says it
  std::int64_t notes = 0;
};

/// The folder holds exactly the files of the table; each is read as listed, strictly and leniently alike, is detected
/// as `format`, and comes back the same when it is written (where there is a writer).
inline void expect_read(std::string_view format, const std::string& folder, const std::vector<Good>& table) {
  const Format* const row = find_format(format);
  ASSERT_NE(row, nullptr);
  std::set<std::string> listed;
  for (const Good& good : table) {
    listed.emplace(good.file);
    const auto path = root() / folder / good.file;
    const auto result = read_file(row->read, path);
    ASSERT_TRUE(result) << to_string(result.error());
    EXPECT_EQ(voices_kind(result->voices), good.kind) << path;
    EXPECT_EQ(spelled_options(ballot_voices(result->voices).options()), good.options) << path;
    EXPECT_EQ(spelled(result->voices), good.voices) << path;
    EXPECT_EQ(result->notes.total(), good.notes) << path << to_string(result->notes);
    EXPECT_EQ(result->dropped, 0) << path;
    const auto mild = read_file(row->read, path, lenient());
    ASSERT_TRUE(mild) << path;
    EXPECT_EQ(digest(mild->voices), digest(result->voices)) << path;
    const auto source = Source::open(path.string());
    const auto detected = detect(*source);
    ASSERT_TRUE(detected) << to_string(detected.error());
    EXPECT_EQ((*detected)->id, format) << path;
    if (row->write != nullptr) expect_round_trip(row->read, row->write, result->voices, path.string());
  }
  for (const auto& path : files_in(root() / folder)) EXPECT_TRUE(listed.contains(path.filename().string())) << path;
}

}  // namespace comitia::io::corpus
