// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
// Simulation streams: published vectors of Philox, and vectors of our mappings calculated independently from
// the paper's definition.
#include "comitia/base/random.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <vector>

#include <gtest/gtest.h>

namespace comitia {
namespace {

using Block = std::array<std::uint64_t, 4>;

TEST(Philox, GivesThePublishedBlocks) {
  EXPECT_EQ(philox_4x64_10({0, 0, 0, 0}, {0, 0}),
            (Block{0x16554d9eca36314c, 0xdb20fe9d672d0fdc, 0xd7e772cee186176b, 0x7e68b68aec7ba23b}));
  constexpr std::uint64_t kOnes = ~std::uint64_t{0};
  EXPECT_EQ(philox_4x64_10({kOnes, kOnes, kOnes, kOnes}, {kOnes, kOnes}),
            (Block{0x87b092c3013fe90b, 0x438c3c67be8d0224, 0x9cc7d7c69cd777b6, 0xa09caebf594f0ba0}));
  EXPECT_EQ(philox_4x64_10({0x243f6a8885a308d3, 0x13198a2e03707344, 0xa4093822299f31d0, 0x082efa98ec4e6c89},
                           {0x452821e638d01377, 0xbe5466cf34e90c6c}),
            (Block{0xa528f45403e61d95, 0x38c72dbd566e9788, 0xa5a1610e72fd18b5, 0x57bd43b5e52b7fe6}));
}

Stream stream() { return Stream(42, Purpose::test, 7); }

TEST(Stream, WalksThroughItsBlocks) {
  Stream s = stream();
  for (const std::uint64_t expected : {0x6ed36e50659e5ad5U, 0xd50c69fdcbf53e3aU, 0x4d082791927a737dU,
                                       0x893e4d8a26e5f0a8U, 0x5ed65d3e7f3197bdU, 0x20d240a879bb7160U})
    EXPECT_EQ(s.next(), expected);
}

TEST(Stream, TakesTheLargestSeedAndIndex) {
  constexpr std::uint64_t kMost = ~std::uint64_t{0};
  Stream s(kMost, Purpose::tie, kMost);
  for (const std::uint64_t expected :
       {0xe9a91e795be495cdU, 0xc489fcbf10081a50U, 0xe361877cc80c4207U, 0x2890afb2c07a4e8eU, 0x6f24056ca939ce9bU})
    EXPECT_EQ(s.next(), expected);
}

TEST(Stream, DrawsBelowSmallNumbers) {
  Stream s = stream();
  for (const std::int64_t expected : {4, 8, 3, 5, 3, 1, 4, 7, 9, 5, 4, 2}) EXPECT_EQ(s.below(10), expected);
  EXPECT_EQ(s.below(1), 0);
}

// Below 3 * 2^61 a quarter of the words is refused, three of them before the sixth value here.
TEST(Stream, RefusesWordsOfTheIncompleteRange) {
  Stream s = stream();
  for (const std::int64_t expected : {2994692945939751439, 5756910663213250389, 2081523767593265998,
                                      2562657002844231910, 2849806819262107583, 6540089865186152460})
    EXPECT_EQ(s.below(std::int64_t{3} << 61), expected);
}

TEST(Stream, DrawsUnitNumbersOf53Bits) {
  Stream s = stream();
  for (const double expected : {0.4329136797219858, 0.8322206730481029, 0.3009056787873108, 0.5361069166455292})
    EXPECT_EQ(s.unit(), expected);
}

TEST(Stream, DrawsNormals) {
  Stream s = stream();
  for (const double expected :
       {-0.24685136423576956, -1.871729338067609, -0.32169512715555454, -0.44682588284308994, 0.6797887065290389})
    EXPECT_DOUBLE_EQ(s.normal(), expected);
}

TEST(Stream, ShufflesFromTheEnd) {
  std::vector<std::uint32_t> items = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9};
  Stream s = stream();
  s.shuffle(items);
  EXPECT_EQ(items, (std::vector<std::uint32_t>{9, 6, 5, 1, 0, 8, 3, 2, 7, 4}));
  std::vector<std::uint32_t> none;
  s.shuffle(none);
  EXPECT_TRUE(none.empty());
}

TEST(Stream, DependsOnSeedPurposeAndIndex) {
  std::set<std::uint64_t> first;
  for (std::uint64_t seed = 0; seed < 4; ++seed)
    for (const Purpose purpose : {Purpose::tie, Purpose::sample, Purpose::bootstrap, Purpose::search, Purpose::test})
      for (std::uint64_t index = 0; index < 4; ++index) first.insert(Stream(seed, purpose, index).next());
  EXPECT_EQ(first.size(), 80U);
}

// 120,000 draws over the 24 orders of four items: the chi-square statistic with 23 degrees of freedom exceeds 56.7 with
// probability 0.0001; the seed is fixed, so this passes always or never.
TEST(Stream, ShufflesUniformly) {
  Stream s(1, Purpose::test, 0);
  std::vector<std::uint32_t> order = {0, 1, 2, 3};
  std::vector<std::vector<std::uint32_t>> orders;
  do orders.push_back(order);
  while (std::next_permutation(order.begin(), order.end()));
  std::vector<int> counts(24);
  for (int i = 0; i < 120'000; ++i) {
    std::vector<std::uint32_t> items = {0, 1, 2, 3};
    s.shuffle(items);
    ++counts[static_cast<std::size_t>(std::lower_bound(orders.begin(), orders.end(), items) - orders.begin())];
  }
  double statistic = 0;
  for (const int count : counts) statistic += (count - 5000.0) * (count - 5000.0) / 5000.0;
  EXPECT_LT(statistic, 56.7);
  EXPECT_GT(statistic, 5.0) << "too even for chance";
}

// Of 100,000 normals the mean lies within 4/sqrt(100000) = 0.0126 of 0, the variance within 4 sqrt(2/100000) = 0.0179
// of 1.
TEST(Stream, NormalsHaveTheirMoments) {
  Stream s(2, Purpose::test, 0);
  double sum = 0;
  double squares = 0;
  int beyond_two = 0;
  for (int i = 0; i < 100'000; ++i) {
    const double x = s.normal();
    sum += x;
    squares += x * x;
    beyond_two += std::abs(x) > 2 ? 1 : 0;
  }
  EXPECT_NEAR(sum / 100'000, 0.0, 0.0126);
  EXPECT_NEAR(squares / 100'000, 1.0, 0.0179);
  EXPECT_NEAR(beyond_two / 100'000.0, 0.0455, 0.0027);
}

}  // namespace
}  // namespace comitia
