// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Ranked profiles: what is mended, and Alaska's special election of 2022 against its published counts.
#include "comitia/io/profile.h"

#include "io/corpus.h"
#include "io/tally.h"

namespace comitia::io {
namespace {

TEST(Profile, PartiesAreKept) {
  const auto result = corpus::read_text(read_profile, "Ann,Bob\nReds, Blues\n-+-\n(Bob) : 2\n");
  ASSERT_TRUE(result) << to_string(result.error());
  const auto& columns = ballot_voices(result->voices).options().columns;
  ASSERT_EQ(columns.size(), 1U);
  EXPECT_EQ(columns[0].name, "party");
  EXPECT_EQ(columns[0].cells[1], "Blues");
}

TEST(Profile, LenientLeavesBadLinesOut) {
  const auto result = corpus::read_text(
      read_profile, "A,B\nX,Y\n-+-\n(A) : 1\n(C) : 7\n(A,A) : 1\n(B : 1\n(B) 1\n(B) : 0\n(B) : 2\n", corpus::lenient());
  ASSERT_TRUE(result) << to_string(result.error());
  EXPECT_EQ(corpus::spelled(result->voices), "1:A 2:B");
  EXPECT_EQ(result->dropped, 5);
  EXPECT_EQ(result->notes.total(), 5);
}

TEST(Profile, RecognisedByItsRule) {
  EXPECT_EQ(recognise_profile("", "x.profile"), 2);
  EXPECT_EQ(recognise_profile("A,B\nX,Y\n-+-\n(A) : 1\n", "x"), 2);
  EXPECT_EQ(recognise_profile("A,B\nX,Y\n---\nA: 1\n", "x"), 0);
}

TEST(ProfileShared, Alaska2022) {
  const auto folder = corpus::shared("data/elect/cvr");
  if (!folder) GTEST_SKIP() << "the shared cast-vote records are absent";
  const auto three = corpus::read_file(read_profile, *folder / "alaska_2022_special_general.3cand.profile");
  ASSERT_TRUE(three) << to_string(three.error());
  const auto& voices = std::get<RankedVoices>(three->voices);
  EXPECT_EQ(voices.electorate().voters, 188'581);
  EXPECT_EQ(voices.ballot_count(), 9);
  const std::string begich = "Begich_ Nick", palin = "Palin_ Sarah", peltola = "Peltola_ Mary S.";
  const auto ballots = tally::ballots_of(voices);
  using tally::Votes;
  EXPECT_EQ(tally::first_preferences(ballots, tally::option_ids(voices)),
            (Votes{{peltola, 75'799}, {palin, 58'972}, {begich, 53'810}}));
  EXPECT_EQ(tally::last_two(voices), (Votes{{peltola, 91'276}, {palin, 86'042}}));
  EXPECT_EQ(tally::preferring(ballots, begich, palin), 101'229);
  EXPECT_EQ(tally::preferring(ballots, palin, begich), 63'619);
  EXPECT_EQ(tally::preferring(ballots, begich, peltola), 87'883);
  EXPECT_EQ(tally::preferring(ballots, peltola, begich), 79'458);
  const auto all = corpus::read_file(read_profile, *folder / "alaska_2022_special_general.profile");
  ASSERT_TRUE(all) << to_string(all.error());
  EXPECT_EQ(ballot_voices(all->voices).electorate().voters, 189'112);
  EXPECT_EQ(ballot_voices(all->voices).option_count(), 4);
}

}  // namespace
}  // namespace comitia::io
