// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
// Sets of small integers: order against the lists of their members.
#include "comitia/base/bitset.h"

#include <set>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

namespace comitia {
namespace {

Bitset set_of(std::int64_t size, const std::vector<std::int64_t>& members) {
  Bitset set(size);
  for (const auto i : members) set.set(i);
  return set;
}

std::vector<std::int64_t> members_of(const Bitset& set) {
  std::vector<std::int64_t> members;
  set.for_each([&](std::int64_t i) { members.push_back(i); });
  return members;
}

TEST(Bitset, SetsTestsResetsAndCounts) {
  Bitset set(130);
  EXPECT_EQ(set.count(), 0);
  for (const std::int64_t i : {0, 63, 64, 127, 128, 129}) set.set(i);
  EXPECT_EQ(set.count(), 6);
  EXPECT_TRUE(set.test(64));
  set.reset(64);
  EXPECT_FALSE(set.test(64));
  EXPECT_EQ(members_of(set), (std::vector<std::int64_t>{0, 63, 127, 128, 129}));
}

TEST(Bitset, OrdersAllSubsetsOfSixAsTheirLists) {
  for (unsigned a = 0; a < 64; ++a)
    for (unsigned b = 0; b < 64; ++b) {
      std::vector<std::int64_t> left;
      std::vector<std::int64_t> right;
      for (int i = 0; i < 6; ++i) {
        if ((a >> i & 1U) != 0) left.push_back(i);
        if ((b >> i & 1U) != 0) right.push_back(i);
      }
      EXPECT_EQ(set_of(6, left) <=> set_of(6, right), left <=> right) << a << " and " << b;
    }
}

RC_GTEST_PROP(Bitset, OrdersLongSetsAsTheirLists, ()) {
  const auto left = *rc::gen::container<std::set<std::int64_t>>(rc::gen::inRange<std::int64_t>(0, 200));
  auto right = *rc::gen::container<std::set<std::int64_t>>(rc::gen::inRange<std::int64_t>(0, 200));
  if (*rc::gen::arbitrary<bool>()) {  // a change at the end only
    right = left;
    right.insert(*rc::gen::inRange<std::int64_t>(100, 200));
  }
  const std::vector<std::int64_t> a(left.begin(), left.end());
  const std::vector<std::int64_t> b(right.begin(), right.end());
  RC_ASSERT((set_of(200, a) <=> set_of(200, b)) == (a <=> b));
  RC_ASSERT((set_of(200, a) == set_of(200, b)) == (a == b));
}

TEST(Bitset, OrdersEqualMembersBySizeAsEqualityDoes) {
  EXPECT_NE(set_of(5, {1}), set_of(70, {1}));
  EXPECT_EQ(set_of(5, {1}) <=> set_of(70, {1}), std::strong_ordering::less);
  EXPECT_EQ(set_of(5, {1}) <=> set_of(70, {1, 69}), std::strong_ordering::less);
  EXPECT_EQ(set_of(5, {2}) <=> set_of(70, {1, 69}), std::strong_ordering::greater);
}

TEST(Bitset, HashesEqualSetsEquallyAndSpreadsOthers) {
  std::set<std::size_t> hashes;
  for (std::int64_t i = 0; i < 100; ++i)
    for (std::int64_t j = 0; j < i; ++j) {
      EXPECT_EQ(std::hash<Bitset>()(set_of(100, {i, j})), std::hash<Bitset>()(set_of(100, {j, i})));
      hashes.insert(std::hash<Bitset>()(set_of(100, {i, j})) & 0xFFFFFFFF);
    }
  EXPECT_GT(hashes.size(), 4940U);  // of 4950 pairs, by their lower half
}

}  // namespace
}  // namespace comitia
