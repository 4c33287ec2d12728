// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
// Numbers of names against a map, for all ways of asking, and with names that were chosen to collide.
#include "comitia/base/interner.h"

#include <map>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

namespace comitia {
namespace {

// A column as Arrow lays it out.
struct Column {
  std::vector<std::int32_t> offsets = {0};
  std::string bytes;
  std::vector<std::uint8_t> validity;

  explicit Column(const std::vector<std::string>& texts) {
    for (const auto& text : texts) {
      bytes += text;
      offsets.push_back(static_cast<std::int32_t>(bytes.size()));
    }
  }
};

std::vector<std::uint32_t> by_map(const std::vector<std::string>& texts) {
  std::map<std::string, std::uint32_t> known;
  std::vector<std::uint32_t> ids;
  for (const auto& text : texts)
    ids.push_back(known.emplace(text, static_cast<std::uint32_t>(known.size())).first->second);
  return ids;
}

std::vector<std::uint32_t> by_column(Interner& interner, const std::vector<std::string>& texts) {
  const Column column(texts);
  std::vector<std::uint32_t> ids(texts.size());
  interner.intern(column.offsets.data(), column.bytes.data(), nullptr, 0, ids);
  return ids;
}

TEST(Interner, NumbersTextsInTheOrderOfAppearance) {
  Interner interner;
  EXPECT_EQ(interner.intern("beta"), 0U);
  EXPECT_EQ(interner.intern("alpha"), 1U);
  EXPECT_EQ(interner.intern("beta"), 0U);
  EXPECT_EQ(interner.intern(""), 2U);
  EXPECT_EQ(interner.size(), 3U);
  EXPECT_EQ(interner[1], "alpha");
  EXPECT_EQ(interner[2], "");
  EXPECT_EQ(interner.find("alpha"), 1U);
  EXPECT_EQ(interner.find("gamma"), std::nullopt);
}

TEST(Interner, TellsApartTextsThatDifferInLengthOrInBytesOfZero) {
  const std::string zeros(20, '\0');
  Interner interner;
  for (std::size_t length = 0; length <= 20; ++length)
    EXPECT_EQ(interner.intern(std::string_view(zeros).substr(0, length)), length);
  for (std::size_t length = 0; length <= 20; ++length)
    EXPECT_EQ(interner[static_cast<std::uint32_t>(length)].size(), length);
}

TEST(Interner, LeavesOutMissingRowsOfASlicedColumn) {
  const Column column({"a", "b", "a", "c"});
  const std::vector<std::uint8_t> validity = {0b0110'1000};  // rows begin at bit 3: there, missing, there, there
  std::vector<std::uint32_t> ids(4);
  Interner interner;
  interner.intern(column.offsets.data(), column.bytes.data(), validity.data(), 3, ids);
  EXPECT_EQ(ids, (std::vector<std::uint32_t>{0, Interner::kMissing, 0, 1}));
  EXPECT_EQ(interner[1], "c");
}

RC_GTEST_PROP(Interner, GivesWhatAMapGivesForColumnsViewsAndSingleTexts, ()) {
  const auto length = *rc::gen::inRange(0, 40);
  const auto texts = *rc::gen::container<std::vector<std::string>>(
      rc::gen::resize(length, rc::gen::container<std::string>(rc::gen::inRange<char>('a', 'c'))));
  const auto expected = by_map(texts);
  Interner column;
  RC_ASSERT(by_column(column, texts) == expected);
  Interner views;
  const std::vector<std::string_view> seen(texts.begin(), texts.end());
  std::vector<std::uint32_t> ids(texts.size());
  views.intern(seen, ids);
  RC_ASSERT(ids == expected);
  Interner single;
  for (std::size_t i = 0; i < texts.size(); ++i) RC_ASSERT(single.intern(texts[i]) == expected[i]);
  for (std::size_t i = 0; i < texts.size(); ++i) {
    RC_ASSERT(column[expected[i]] == texts[i]);
    RC_ASSERT(column.find(texts[i]) == expected[i]);
  }
}

TEST(Interner, GrowsThroughManyDistinctTextsOfAllLengths) {
  std::vector<std::string> texts;
  for (int i = 0; i < 200'000; ++i)
    texts.push_back(std::string(static_cast<std::size_t>(i % 17), 'x') + std::to_string(i % 90'000));
  Interner interner;
  EXPECT_EQ(by_column(interner, texts), by_map(texts));
}

// Texts with one home in a table of 8192 slots: 64 of them fit near it, the others go to the tree and stay findable,
// also after the table has grown.
TEST(Interner, KeepsTextsApartThatWereChosenToCollide) {
  std::vector<std::string> texts;
  for (std::uint64_t i = 0; texts.size() < 3000; ++i) {
    const auto text = std::to_string(i);
    if (Interner::hash(text) >> (64 - 13) == 5) texts.push_back(text);
  }
  for (const auto copy = texts; const auto& text : copy) texts.push_back(text);
  for (int i = 0; i < 40'000; ++i) texts.push_back("other " + std::to_string(i));
  for (const auto& text : std::vector<std::string>(texts.begin(), texts.begin() + 3000)) texts.push_back(text);
  Interner interner;
  EXPECT_EQ(by_column(interner, texts), by_map(texts));
  EXPECT_EQ(interner.find(texts[2999]), 2999U);
}

}  // namespace
}  // namespace comitia
