// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Every PrefLib file of the shared data against the facts that its README states, and there and back again.
#include <map>

#include "comitia/io/preflib.h"

#include "io/corpus.h"
#include "io/readme_rows.h"

namespace comitia::io {
namespace {

struct Facts {
  std::string file;
  std::int64_t alternatives = 0;
  std::int64_t voters = 0;
  std::int64_t distinct = 0;
  std::string checked;
};

std::vector<Facts> facts(const std::filesystem::path& data) {
  std::vector<Facts> all;
  for (const std::string_view kind : {".soc", ".soi", ".toc", ".toi", ".cat"}) {
    for (const auto& cells : corpus::readme_rows(data / "README.md", kind)) {
      const auto counts = corpus::numbers_in(cells.at(3));
      all.push_back({cells[0], std::stoll(cells.at(2)), counts.at(0), counts.at(1), cells.at(4)});
    }
  }
  return all;
}

std::filesystem::path path_of(const std::filesystem::path& data, const std::string& file) {
  const auto path = data / "elect" / "preflib" / file;
  return std::filesystem::exists(path) ? path : data / "market" / "preflib" / file;
}

/// The text between two marks, or nothing.
std::string between(const std::string& text, std::string_view begin, std::string_view end) {
  const auto at = text.find(begin);
  if (at == std::string::npos) return {};
  const auto from = at + begin.size();
  return text.substr(from, text.find(end, from) - from);
}

/// Some files have names in quotes, which the README leaves out.
std::string plain(std::string_view name) {
  std::string text(name);
  std::erase(text, '"');
  return text;
}

/// Voters who rank a above b, the unranked last.
std::int64_t preferring(const RankedVoices& voices, OptionId a, OptionId b) {
  std::int64_t voters = 0;
  for (std::uint32_t i = 0; i < voices.ballot_count(); ++i) {
    const auto place = [&](OptionId option) {
      const auto ranking = voices.ranking(BallotId{i});
      const auto at = std::find(ranking.begin(), ranking.end(), option);
      return at == ranking.end() ? ~0U : voices.groups(BallotId{i})[static_cast<std::size_t>(at - ranking.begin())];
    };
    if (place(a) < place(b)) voters += voices.weight(BallotId{i});
  }
  return voters;
}

void expect_condorcet_winner(const RankedVoices& voices, const std::string& name, const std::string& file) {
  std::uint32_t winner = 0;
  while (winner < voices.option_count() && plain(voices.options().name({winner})) != name) ++winner;
  ASSERT_LT(winner, voices.option_count()) << file << " names no " << name;
  for (std::uint32_t other = 0; other < voices.option_count(); ++other) {
    if (other == winner) continue;
    EXPECT_GT(preferring(voices, {winner}, {other}), preferring(voices, {other}, {winner})) << file << " " << other;
  }
}

/// Votes by name: of the options on top, in the first category or approved.
std::map<std::string, std::int64_t> first_places(const Voices& voices) {
  std::map<std::string, std::int64_t> votes;
  const auto& electorate = ballot_voices(voices).electorate();
  const auto& table = electorate.voices;
  for (std::int64_t voice = 0; voice < table.size(); ++voice) {
    // Of voices by category only those count that put something into the first one.
    if (!table.columns.empty() && !table.columns.front().cells[voice].starts_with("1")) continue;
    const BallotId ballot = table.ballots[static_cast<std::size_t>(voice)];
    std::span<const OptionId> first;
    if (const auto* approvals = std::get_if<ApprovalVoices>(&voices)) {
      first = approvals->approved(ballot);
    } else {
      const auto& ranked = std::get<RankedVoices>(voices);
      const auto groups = ranked.groups(ballot);
      first = ranked.ranking(ballot).first(
          static_cast<std::size_t>(std::count(groups.begin(), groups.end(), std::uint32_t{0})));
    }
    for (const OptionId option : first) votes[plain(electorate.options.name(option))] += table.count(voice);
  }
  return votes;
}

TEST(PreflibShared, EveryFileHoldsWhatIsKnownOfIt) {
  const auto data = corpus::shared("data");
  if (!data) GTEST_SKIP() << "the shared data are absent: PrefLib files are not checked";
  const auto all = facts(*data);
  EXPECT_EQ(all.size(), 237U);  // 233 of elect/, 4 of market/
  std::int64_t winners = 0;
  for (const auto& [file, alternatives, voters, distinct, checked] : all) {
    const auto result = corpus::read_file(read_preflib, path_of(*data, file));
    ASSERT_TRUE(result) << to_string(result.error());
    const auto& voices = ballot_voices(result->voices);
    EXPECT_EQ(voices.option_count(), alternatives) << file;
    EXPECT_EQ(voices.electorate().voters, voters) << file;
    EXPECT_EQ(voices.ballot_count(), distinct) << file;
    if (const auto name = between(checked, "Condorcet winner ", ";");
        !name.empty() && checked.starts_with("Condorcet winner")) {
      expect_condorcet_winner(std::get<RankedVoices>(result->voices), name, file);
      ++winners;
    }
    if (const auto name = between(checked, "plurality leader ", " with "); !name.empty()) {
      EXPECT_EQ(first_places(result->voices)[name], corpus::numbers_in(between(checked, " with ", ";")).at(0)) << file;
    }
    if (const auto name = between(checked, "first category: ", " named most"); !name.empty()) {
      EXPECT_EQ(first_places(result->voices)[name],
                corpus::numbers_in(between(checked, "named most, ", " times")).at(0))
          << file;
    }
  }
  EXPECT_GT(winners, 150);
}

TEST(PreflibShared, EveryFileComesBackInItsOwnKind) {
  const auto data = corpus::shared("data");
  if (!data) GTEST_SKIP() << "the shared data are absent: PrefLib files are not written back";
  for (const auto& known : facts(*data)) {
    const auto& file = known.file;
    const auto result = corpus::read_file(read_preflib, path_of(*data, file));
    ASSERT_TRUE(result) << file;
    corpus::expect_round_trip(read_preflib, write_preflib, result->voices, file);
    const auto written = write_preflib(result->voices);
    EXPECT_TRUE(written->losses.empty()) << file << ": " << written->losses.front();
    EXPECT_NE(written->bytes.find("# DATA TYPE: " + file.substr(file.size() - 3)), std::string::npos) << file;
  }
}

TEST(PreflibShared, GraphsAreRefusedWithAReason) {
  const auto data = corpus::shared("data/market/preflib");
  if (!data) GTEST_SKIP() << "the shared data are absent: graphs are not refused";
  for (const auto& path : corpus::files_in(*data, ".wmd")) {
    const auto result = corpus::read_file(read_preflib, path);
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code(), ProblemCode::format);
    EXPECT_EQ(result.error().kept().front().where.line, 1);
  }
}

}  // namespace
}  // namespace comitia::io
