// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
#include "comitia/elect/pairwise.h"

#include <numeric>

#include "ranked_generators.h"

namespace comitia::elect {
namespace {

using namespace ranked_testing;

PairwiseMatrix count(const RankedVoices& voices, Unranked unranked = Unranked::below, int threads = 1) {
  Context context;
  context.threads = threads;
  auto matrix = count_pairwise(voices, unranked, context);
  EXPECT_TRUE(matrix.has_value());
  return *std::move(matrix);
}

TEST(Pairwise, CountsWhoStandsAboveWhom) {
  // 5 A>B=C: A above B, C, D; B and C above D; nothing between B and C. 2 D>A: D above all, A above B and C.
  const auto voices = voices_of(profile_of(4, {"5 A>B=C", "2 D>A", "3"}));
  const auto matrix = count(voices);
  EXPECT_EQ(matrix.above(0, 1), 7);
  EXPECT_EQ(matrix.above(0, 3), 5);
  EXPECT_EQ(matrix.above(3, 0), 2);
  EXPECT_EQ(matrix.above(1, 2), 0);
  EXPECT_EQ(matrix.above(1, 3), 5);
  EXPECT_EQ(matrix.margin(1, 3), 3);
  EXPECT_EQ(matrix.above(0, 0), 0);
  EXPECT_EQ(condorcet_winner(matrix), OptionId{0});
}

TEST(Pairwise, IgnoresUnrankedOptionsWhenAsked) {
  // As above, but D is unknown to the five and B, C to the two: only A-B, A-C (5) and D-A (2) remain.
  const auto matrix = count(voices_of(profile_of(4, {"5 A>B=C", "2 D>A", "3"})), Unranked::ignored);
  EXPECT_EQ(matrix.above(0, 1), 5);
  EXPECT_EQ(matrix.above(0, 3), 0);
  EXPECT_EQ(matrix.above(3, 0), 2);
  EXPECT_EQ(matrix.above(1, 3), 0);
  EXPECT_EQ(matrix.above(3, 1), 0);
  EXPECT_FALSE(condorcet_winner(matrix).has_value());
}

TEST(Pairwise, HasNoCondorcetWinnerInACircleOrATie) {
  EXPECT_FALSE(condorcet_winner(count(voices_of(profile_of(3, {"1 A>B>C", "1 B>C>A", "1 C>A>B"})))).has_value());
  EXPECT_FALSE(condorcet_winner(count(voices_of(profile_of(2, {"1 A", "1 B"})))).has_value());
  EXPECT_EQ(condorcet_winner(count(voices_of(profile_of(1, {"1"})))), OptionId{0});
}

TEST(Pairwise, EqualsCountingVoterByVoter) {
  Stream stream(5, Purpose::test, 0);
  for (int i = 0; i < 500; ++i) {
    const auto profile = random_profile(1 + i % 9, 1 + i % 11, Shape::any, stream);
    const auto voices = voices_of(profile);
    for (const auto unranked : {Unranked::below, Unranked::ignored}) {
      const auto matrix = count(voices, unranked);
      for (int x = 0; x < profile.options; ++x)
        for (int y = 0; y < profile.options; ++y)
          ASSERT_EQ(matrix.above(x, y), x == y ? 0 : above(profile, x, y, unranked == Unranked::ignored))
              << profile << "\n"
              << id_of(x) << " above " << id_of(y);
    }
  }
}

TEST(Pairwise, CountsWeightsBeyond32Bits) {
  // 3 * 2^31 ballots of one kind do not fit into a 32-bit counter.
  const auto matrix = count(voices_of(profile_of(2, {"6442450944 A>B", "2147483648 B"})));
  EXPECT_EQ(matrix.above(0, 1), 6442450944);
  EXPECT_EQ(matrix.above(1, 0), 2147483648);
}

// Enough ballots for several blocks and several chunks.
RankedVoices many_ballots() {
  VoicesBuilder builder(BallotKind::ranked);
  constexpr std::uint32_t kOptions = 70;
  for (std::uint32_t x = 0; x < kOptions; ++x) builder.add_option("option " + std::to_string(x));
  Stream stream(6, Purpose::test, 0);
  std::vector<std::uint32_t> order(kOptions);
  std::iota(order.begin(), order.end(), 0U);
  for (int i = 0; i < 40000; ++i) {
    stream.shuffle(order);
    for (std::size_t at = 0; at < kOptions / 2; ++at) {
      builder.rank(OptionId{order[at]});
      if (order[at] % 3 != 0) builder.next_group();
    }
    EXPECT_EQ(builder.end_voice(), VoicesBuilder::EndVoice::added);
  }
  return std::get<RankedVoices>(*std::move(builder).finish());
}

TEST(Pairwise, DoesNotDependOnThreads) {
  const auto voices = many_ballots();
  const auto alone = count(voices, Unranked::below, 1);
  EXPECT_EQ(alone, count(voices, Unranked::below, 2));
  EXPECT_EQ(alone, count(voices, Unranked::below, 8));
  // Every ballot ranks 35 of 70 options; each pair of groups gives its weight once, ties and unranked pairs nothing.
  std::int64_t all = 0;
  std::int64_t expected = 0;
  for (std::int64_t x = 0; x < 70; ++x)
    for (std::int64_t y = 0; y < 70; ++y) all += alone.above(x, y);
  for (std::int64_t i = 0; i < voices.ballot_count(); ++i) {
    const BallotId ballot{static_cast<std::uint32_t>(i)};
    const auto groups = voices.groups(ballot);
    std::int64_t pairs = 35 * 35;  // over the unranked
    for (std::size_t a = 0; a < groups.size(); ++a)
      for (std::size_t b = a + 1; b < groups.size(); ++b) pairs += groups[a] != groups[b] ? 1 : 0;
    expected += pairs * voices.weight(ballot);
  }
  EXPECT_EQ(all, expected);
}

TEST(Pairwise, StopsWhenAsked) {
  const auto voices = voices_of(profile_of(2, {"1 A"}));
  Context interrupted;
  interrupted.cancel_requested = [] { return true; };
  EXPECT_EQ(count_pairwise(voices, Unranked::below, interrupted).error().code(), ProblemCode::interrupted);
  Context late;
  late.time_limit_seconds = 1;
  late.elapsed_seconds = [] { return 2.0; };
  EXPECT_EQ(count_pairwise(voices, Unranked::below, late).error().code(), ProblemCode::time_limit);
  Context small;
  small.memory_limit_bytes = 10;
  EXPECT_EQ(count_pairwise(voices, Unranked::below, small).error().code(), ProblemCode::memory_limit);
}

TEST(Pairwise, RanksWinsByVotesThenByFewAgainst) {
  // A-B 6:5, B-C 6:3, A-C 5:4 (of 11 voters some are silent on some pairs): by margin 1, 3, 1; by votes 6:5 < 6:3.
  PairwiseMatrix matrix(3);
  matrix.row(0)[1] = 6, matrix.row(1)[0] = 5;
  matrix.row(1)[2] = 6, matrix.row(2)[1] = 3;
  matrix.row(0)[2] = 5, matrix.row(2)[0] = 4;
  EXPECT_EQ(win_ranks(matrix, PairwiseStrength::margins), (std::vector<std::int32_t>{0, 1, 1, 0, 0, 2, 0, 0, 0}));
  EXPECT_EQ(win_ranks(matrix, PairwiseStrength::winning_votes), (std::vector<std::int32_t>{0, 2, 1, 0, 0, 3, 0, 0, 0}));
}

}  // namespace
}  // namespace comitia::elect
