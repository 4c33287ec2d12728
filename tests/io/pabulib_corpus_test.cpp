// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Every Pabulib file of the shared corpus: the facts that its README states, the known defects at their lines, and
// writing back. Skipped where the corpus is absent.
#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "comitia/io/format.h"
#include "comitia/io/pabulib.h"

namespace comitia::io {
namespace {

namespace fs = std::filesystem;

fs::path corpus() {
  const char* const given = std::getenv("COMITIA_SHARED");
  return fs::path(given != nullptr ? given : "../shared") / "data" / "budget";
}

std::vector<std::string> split(const std::string& text, char separator) {
  std::vector<std::string> parts;
  std::string part;
  std::istringstream stream(text);
  while (std::getline(stream, part, separator)) parts.push_back(part);
  return parts;
}

std::string trimmed(const std::string& text) {
  const auto begin = text.find_first_not_of(' ');
  return begin == std::string::npos ? "" : text.substr(begin, text.find_last_not_of(' ') - begin + 1);
}

std::int64_t number(std::string text) {
  std::erase(text, ',');
  return std::stoll(text);
}

struct Fact {
  std::string file, vote_type, fact;
  std::int64_t projects = 0, voters = 0, budget = 0;
};

/// The rows of the table of budget/ in the corpus README.
std::vector<Fact> facts() {
  std::vector<Fact> rows;
  std::ifstream readme(corpus().parent_path() / "README.md");
  for (std::string line; std::getline(readme, line);) {
    const auto cells = split(line, '|');
    if (cells.size() != 8 || !trimmed(cells[1]).ends_with(".pb")) continue;
    rows.push_back(
        {trimmed(cells[1]), trimmed(cells[2]), cells[7], number(cells[4]), number(cells[5]), number(cells[6])});
  }
  return rows;
}

class PabulibCorpus : public testing::Test {
 protected:
  void SetUp() override {
    if (!fs::exists(corpus())) GTEST_SKIP() << "SKIPPED: no corpus at " << corpus() << "; set COMITIA_SHARED";
  }
};

Result<ReadResult> read_file(const std::string& file, Strictness strictness) {
  const auto source = Source::open((corpus() / file).string());
  EXPECT_TRUE(source.has_value()) << file;
  return read_pabulib(*source, {.strictness = strictness});
}

bool has_known_defect(const Fact& fact) { return fact.fact.find("KNOWN DEFECT") != std::string::npos; }

/// Lines of VOTES whose ballot names a project twice, by splitting at ';' and ','. Fits the files with defects, none of
/// which has quotes in VOTES.
std::set<std::int64_t> lines_that_repeat(const std::string& file) {
  std::set<std::int64_t> lines;
  std::ifstream stream(corpus() / file);
  bool votes = false;
  std::int64_t number = 0;
  for (std::string line; std::getline(stream, line);) {
    ++number;
    if (line.starts_with("VOTES")) votes = true;
    if (!votes) continue;
    const auto cells = split(line, ';');
    if (cells.size() < 2) continue;
    const auto items = split(cells[1], ',');
    if (std::set<std::string>(items.begin(), items.end()).size() < items.size()) lines.insert(number);
  }
  return lines;
}

/// Score as the README defines it: approvals; sum of points; max_length, max_length - 1, ... by position, where the
/// longest ballot stands for a max_length that is not stated.
std::vector<Rational> scores(const Voices& voices) {
  const auto& ballots = ballot_voices(voices);
  std::vector<Rational> score(static_cast<std::size_t>(ballots.option_count()));
  std::size_t longest = 0;
  if (const auto* const ranked = std::get_if<RankedVoices>(&voices))
    for (const BallotId ballot : ballots.electorate().voices.ballots)
      longest = std::max(longest, ranked->ranking(ballot).size());
  const auto stated = ballots.electorate().attribute("max_length");
  const std::int64_t max_length = stated ? std::stoll(std::string(*stated)) : static_cast<std::int64_t>(longest);
  for (const BallotId ballot : ballots.electorate().voices.ballots) {
    if (const auto* const approval = std::get_if<ApprovalVoices>(&voices))
      for (const OptionId option : approval->approved(ballot)) score[option.value] += 1;
    if (const auto* const ranked = std::get_if<RankedVoices>(&voices))
      for (std::size_t i = 0; i < ranked->ranking(ballot).size(); ++i)
        score[ranked->ranking(ballot)[i].value] += max_length - static_cast<std::int64_t>(i);
    if (const auto* const scored = std::get_if<ScoredVoices>(&voices))
      for (std::size_t i = 0; i < scored->scored(ballot).size(); ++i)
        score[scored->scored(ballot)[i].value] += Rational(scored->scores(ballot)[i], scored->score_scale());
  }
  return score;
}

TEST_F(PabulibCorpus, TableOfTheReadmeIsUnderstood) {
  const auto rows = facts();
  EXPECT_EQ(rows.size(), 53U);
  EXPECT_EQ(std::count_if(rows.begin(), rows.end(), has_known_defect), 4);
  std::int64_t files = 0;
  for (const auto& entry : fs::directory_iterator(corpus())) files += entry.path().extension() == ".pb" ? 1 : 0;
  EXPECT_EQ(files, 53);
}

TEST_F(PabulibCorpus, FilesHoldWhatTheReadmeSays) {
  std::int64_t tops = 0;
  for (const Fact& fact : facts()) {
    SCOPED_TRACE(fact.file);
    const bool defect = has_known_defect(fact);
    const auto result = read_file(fact.file, defect ? Strictness::lenient : Strictness::strict);
    ASSERT_TRUE(result.has_value()) << to_string(result.error());
    const Electorate& electorate = ballot_voices(result->voices).electorate();
    EXPECT_EQ(electorate.options.size(), fact.projects);
    EXPECT_EQ(electorate.voters + result->dropped, fact.voters);
    EXPECT_EQ(electorate.budget, Rational(fact.budget));
    EXPECT_EQ(electorate.attribute("vote_type"), fact.vote_type);
    if (defect) continue;
    EXPECT_EQ(result->dropped, 0);
    // "top project 36957 with score 2666"
    const std::string words = "top project ";
    const auto at = fact.fact.find(words);
    if (at == std::string::npos) continue;
    std::string id, score;
    std::istringstream(fact.fact.substr(at + words.size())) >> id >> score >> score >> score;
    const auto counted = scores(result->voices);
    const auto option = electorate.options.find(id);
    ASSERT_TRUE(option.has_value());
    EXPECT_EQ(counted[option->value].to_string(), score.substr(0, score.find(';')));
    EXPECT_EQ(*std::max_element(counted.begin(), counted.end()), counted[option->value]);
    ++tops;
  }
  EXPECT_GE(tops, 25);
}

TEST_F(PabulibCorpus, PublishedVotesAndScoresEqualTheRecount) {
  // The README says so of every file; the notes would tell otherwise.
  for (const Fact& fact : facts()) {
    if (has_known_defect(fact)) continue;
    const auto result = read_file(fact.file, Strictness::strict);
    ASSERT_TRUE(result.has_value()) << to_string(result.error());
    for (const Problem& note : result->notes.kept())
      EXPECT_NE(note.code, ProblemCode::count_mismatch) << to_string(note);
  }
}

TEST_F(PabulibCorpus, KnownDefectsAreRefusedAtTheirLinesAndDroppedUnderLenient) {
  for (const Fact& fact : facts()) {
    if (!has_known_defect(fact)) continue;
    SCOPED_TRACE(fact.file);
    const auto expected = lines_that_repeat(fact.file);
    ASSERT_FALSE(expected.empty());
    const auto strict = read_file(fact.file, Strictness::strict);
    ASSERT_FALSE(strict.has_value());
    std::set<std::int64_t> lines;
    for (const Problem& problem : strict.error().kept()) {
      EXPECT_EQ(word_of(problem.code), "duplicate-option") << to_string(problem);
      lines.insert(problem.where.line);
    }
    EXPECT_EQ(lines, expected);
    const auto lenient = read_file(fact.file, Strictness::lenient);
    ASSERT_TRUE(lenient.has_value()) << to_string(lenient.error());
    EXPECT_EQ(lenient->dropped, static_cast<std::int64_t>(expected.size()));
    EXPECT_FALSE(lenient->notes.empty());
  }
}

TEST_F(PabulibCorpus, WritingAndReadingBackKeepsTheDigestAndEveryColumn) {
  for (const Fact& fact : facts()) {
    SCOPED_TRACE(fact.file);
    const auto first = read_file(fact.file, has_known_defect(fact) ? Strictness::lenient : Strictness::strict);
    ASSERT_TRUE(first.has_value());
    const auto written = write_pabulib(first->voices);
    ASSERT_TRUE(written.has_value()) << to_string(written.error());
    EXPECT_TRUE(written->losses.empty()) << written->losses.front();
    const auto source = Source::from_text(written->bytes, "written.pb");
    const auto again = read_pabulib(source, {});
    ASSERT_TRUE(again.has_value()) << to_string(again.error());
    EXPECT_EQ(digest(again->voices), digest(first->voices));
    const Electorate& a = ballot_voices(first->voices).electorate();
    const Electorate& b = ballot_voices(again->voices).electorate();
    EXPECT_EQ(a.title, b.title);
    // The order of META may change, its content not.
    EXPECT_EQ(std::map(a.attributes.begin(), a.attributes.end()), std::map(b.attributes.begin(), b.attributes.end()));
    const auto columns = [](const std::vector<TextColumn>& all) {
      std::map<std::string, std::vector<std::string>> texts;
      for (const TextColumn& column : all)
        for (std::int64_t i = 0; i < column.cells.size(); ++i) texts[column.name].emplace_back(column.cells[i]);
      return texts;
    };
    EXPECT_EQ(columns(a.options.columns), columns(b.options.columns));
    EXPECT_EQ(columns(a.voices.columns), columns(b.voices.columns));
    EXPECT_EQ(write_pabulib(again->voices)->bytes, written->bytes);
  }
}

TEST_F(PabulibCorpus, IsRecognisedWhateverItsName) {
  for (const Fact& fact : facts()) {
    std::ifstream stream(corpus() / fact.file);
    std::string text((std::istreambuf_iterator<char>(stream)), {});
    const auto source = Source::from_text(std::move(text), "data");
    const auto format = detect(source);
    ASSERT_TRUE(format.has_value()) << fact.file;
    EXPECT_EQ((*format)->id, "pabulib");
  }
}

}  // namespace
}  // namespace comitia::io
