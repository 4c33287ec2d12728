// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Subsets of voices keep everything that is not a voice, and equal voices built afresh.
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "comitia/voices/builder.h"

namespace comitia {
namespace {

using testing::ElementsAre;

/// Voices a, b, c, ... of one kind with counts, weights, ids and a column; only those listed are built.
Voices some_voices(BallotKind kind, const std::vector<int>& rows) {
  VoicesBuilder builder(kind);
  for (const char* id : {"x", "y", "z"}) builder.add_option(id);
  builder.electorate().title = "Town";
  builder.electorate().seats = 2;
  builder.electorate().options.costs = ScaledColumn{{1, 2, 3}, 1};
  builder.electorate().budget = Rational(4);
  builder.electorate().attributes.emplace_back("country", "Elbonia");
  builder.electorate().voices.columns.push_back({"age", {}});
  for (const int row : rows) {
    for (std::uint32_t i = 0; i < 3; ++i) {
      if ((static_cast<std::uint32_t>(row) >> i & 1U) == 0) continue;
      if (kind == BallotKind::approval) builder.approve(OptionId{2 - i});
      if (kind == BallotKind::ranked) builder.rank(OptionId{2 - i});
      if (kind == BallotKind::ranked && i == 1) builder.next_group();
      if (kind == BallotKind::scored) builder.score(OptionId{2 - i}, Rational(row, 2));
    }
    builder.end_voice("voice " + std::to_string(row), row + 1, Rational(1, row + 1));
    builder.electorate().voices.columns[0].cells.push_back(std::to_string(20 + row));
  }
  auto voices = std::move(builder).finish();
  EXPECT_TRUE(voices.has_value());
  return *std::move(voices);
}

TEST(Subset, EqualsVoicesBuiltFromTheKeptRows) {
  for (const BallotKind kind : {BallotKind::approval, BallotKind::ranked, BallotKind::scored}) {
    const Voices all = some_voices(kind, {0, 1, 2, 3, 4, 5, 6, 7});
    const std::vector<VoiceId> keep = {VoiceId{1}, VoiceId{4}, VoiceId{7}};
    const auto kept = subset(all, keep);
    ASSERT_TRUE(kept.has_value());
    const Voices expected = some_voices(kind, {1, 4, 7});
    EXPECT_EQ(digest(*kept), digest(expected));
    const Electorate& electorate = ballot_voices(*kept).electorate();
    EXPECT_EQ(electorate.title, "Town");
    EXPECT_EQ(electorate.attribute("country"), "Elbonia");
    EXPECT_EQ(electorate.voices.columns[0].name, "age");
    EXPECT_EQ(electorate.voices.columns[0].cells[1], "24");
    EXPECT_EQ(electorate.voters, 2 + 5 + 8);
    EXPECT_THAT(electorate.voices.ballots, ElementsAre(BallotId{0}, BallotId{1}, BallotId{2}));
  }
}

TEST(Subset, OfNoVoicesIsRefused) {
  const auto none = subset(some_voices(BallotKind::approval, {1}), {});
  ASSERT_FALSE(none.has_value());
  EXPECT_EQ(none.error().code(), ProblemCode::no_voices);
}

}  // namespace
}  // namespace comitia
