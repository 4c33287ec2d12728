// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Every Scottish council election of the shared data against the facts that its README states, and there and back.
#include "comitia/io/blt.h"

#include "io/corpus.h"
#include "io/readme_rows.h"

namespace comitia::io {
namespace {

Result<ReadResult> read_scottish(const std::filesystem::path& data, const std::string& file) {
  return corpus::read_file(read_blt, data / "elect" / "scotland" / file);
}

TEST(BltShared, EveryFileHoldsWhatIsKnownOfIt) {
  const auto data = corpus::shared("data");
  if (!data) GTEST_SKIP() << "the shared data are absent: BLT files are not checked";
  const auto rows = corpus::readme_rows(*data / "README.md", ".blt");
  EXPECT_EQ(rows.size(), 46U);
  for (const auto& cells : rows) {
    const auto& file = cells.at(0);
    const auto result = read_scottish(*data, file);
    ASSERT_TRUE(result) << to_string(result.error());
    EXPECT_TRUE(result->notes.empty()) << to_string(result->notes);
    const auto& voices = std::get<RankedVoices>(result->voices);
    EXPECT_EQ(voices.option_count(), std::stoll(cells.at(1))) << file;
    EXPECT_EQ(voices.electorate().seats, std::stoll(cells.at(2))) << file;
    const auto counts = corpus::numbers_in(cells.at(3));
    EXPECT_EQ(voices.electorate().voters, counts.at(0)) << file;
    EXPECT_EQ(voices.ballot_count(), counts.at(1)) << file;
    EXPECT_FALSE(voices.electorate().title.empty()) << file;
    std::vector<std::int64_t> first(static_cast<std::size_t>(voices.option_count()));
    for (std::uint32_t i = 0; i < voices.ballot_count(); ++i)
      first[voices.ranking({i}).front().value] += voices.weight({i});
    EXPECT_EQ(*std::max_element(first.begin(), first.end()), corpus::numbers_in(cells.at(5)).back()) << file;
    corpus::expect_round_trip(read_blt, write_blt, result->voices, file);
    EXPECT_TRUE(write_blt(result->voices)->losses.empty()) << file;
  }
}

TEST(BltShared, NamesSurviveAllTheirSpellings) {
  const auto data = corpus::shared("data");
  if (!data) GTEST_SKIP() << "the shared data are absent: BLT names are not checked";
  const auto expect = [&](const std::string& file, std::uint32_t option, std::string_view name,
                          std::string_view title) {
    const auto result = read_scottish(*data, file);
    ASSERT_TRUE(result) << file;
    const auto& electorate = ballot_voices(result->voices).electorate();
    EXPECT_EQ(electorate.options.name({option}), name) << file;
    EXPECT_EQ(electorate.title, title) << file;
  };
  // As in the files, which can be looked up: doubled quotes, none, a second quoted text, a PrefLib header line.
  expect("aberdeen_2012_ward1.blt", 0, "Lab \"Barney CROCKETT\"", "Ward 1 - Dyce - Bucksburn - Danestone");
  expect("aberdeen_2017_ward12.blt", 7, "Renée SLATER (Grn)", "Torry/Ferryhill Ward");
  expect("east_renfrewshire_2022_ward4.blt", 2, "\"Annette IRELAND\" \"Scottish National Party (SNP)\"",
         "\"Ward 4 ‐ Clarkston Netherlee and Williamwood\"");
  expect("falkirk_2012_ward4.blt", 4, "Craig MARTIN (Lab)", "Carse, Kinnaird and Tryst");
  expect("glasgow_2007_canal.blt", 7, "Billy Mcallister (SNP)", "Canal ward");
  expect("south_ayrshire_2022_ward6.blt", 2, "Julie DETTBARN \"Scottish National Party (SNP)\"", "Ward 6 - Kyle");
}

}  // namespace
}  // namespace comitia::io
