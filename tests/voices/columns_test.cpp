// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Common denominators and Unicode text.
#include "comitia/voices/columns.h"

#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "comitia/voices/text.h"

namespace comitia {
namespace {

using testing::ElementsAre;

TEST(ScaledColumn, UsesTheLeastCommonDenominator) {
  const std::vector<Rational> values = {Rational(1, 2), Rational(-2, 3), Rational(4)};
  const auto column = ScaledColumn::from(values);
  ASSERT_TRUE(column.has_value());
  EXPECT_EQ(column->scale, 6);
  EXPECT_THAT(column->numerators, ElementsAre(3, -4, 24));
  EXPECT_EQ(column->value(1), Rational(-2, 3));
}

TEST(ScaledColumn, RefusesWhatDoesNotFit) {
  const Rational huge = Rational::from_wide(Rational::Wide{1} << 70);
  EXPECT_FALSE(ScaledColumn::from(std::vector{huge}).has_value());
  EXPECT_FALSE(ScaledColumn::from(std::vector{Rational(1) / huge}).has_value());
  const std::int64_t large = std::int64_t{1} << 62;
  EXPECT_FALSE(ScaledColumn::from(std::vector{Rational(large), Rational(1, 3)}).has_value());
  EXPECT_TRUE(ScaledColumn::from(std::vector{Rational(large), Rational(1)}).has_value());
}

TEST(Text, FindsTheFirstByteThatIsNotUtf8) {
  EXPECT_EQ(first_invalid_utf8(""), 0U);
  EXPECT_EQ(first_invalid_utf8("plain ascii, longer than a word"), 31U);
  EXPECT_EQ(first_invalid_utf8("\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80"), 9U);  // é € and an emoji
  EXPECT_EQ(first_invalid_utf8("0123456789\xE9t\xE9"), 10U);                  // Latin-1
  EXPECT_EQ(first_invalid_utf8("ab\xC3"), 2U);                                // cut off
  EXPECT_EQ(first_invalid_utf8("ab\xC0\x80"), 2U);                            // overlong NUL
  EXPECT_EQ(first_invalid_utf8("a\xE0\x9F\xBF"), 1U);                         // overlong
  EXPECT_EQ(first_invalid_utf8("a\xED\xA0\x80"), 1U);                         // surrogate
  EXPECT_EQ(first_invalid_utf8("a\xF0\x8F\xBF\xBF"), 1U);                     // overlong
  EXPECT_EQ(first_invalid_utf8("a\xF4\x90\x80\x80"), 1U);                     // beyond U+10FFFF
  EXPECT_EQ(first_invalid_utf8("a\xF4\x8F\xBF\xBF"), 5U);                     // U+10FFFF itself
  EXPECT_EQ(first_invalid_utf8("a\x80"), 1U);                                 // continuation alone
  EXPECT_EQ(first_invalid_utf8("12345678901234567\xFF"), 17U);
}

TEST(Text, KnowsNormalFormC) {
  EXPECT_TRUE(is_nfc("Ward 7"));
  EXPECT_TRUE(is_nfc("\xC3\xA9"));
  EXPECT_FALSE(is_nfc("e\xCC\x81"));
  EXPECT_EQ(to_nfc("e\xCC\x81"), "\xC3\xA9");
  EXPECT_EQ(to_nfc("\xE2\x84\xAB"), "\xC3\x85");  // Angstrom sign to A with ring
}

}  // namespace
}  // namespace comitia
