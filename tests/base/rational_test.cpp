// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
// Fractions: small examples by hand, and every operation against GMP on numbers around the limits of the fast path.
#include "comitia/base/rational.h"

#include <bit>
#include <charconv>
#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include <gmpxx.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include "comitia/base/assert.h"

namespace comitia {
namespace {

mpz_class power_of_two(int exponent) {
  mpz_class result;
  mpz_ui_pow_ui(result.get_mpz_t(), 2, static_cast<unsigned long>(exponent));
  return result;
}

// Integers that are small, lie within 3 of a limit of 32, 53, 63, 64, 126, 127, 128 or 200 bits, or are anywhere below
// 2^192.
rc::Gen<mpz_class> integers() {
  return rc::gen::exec([] {
    mpz_class value = 0;
    switch (*rc::gen::inRange(0, 4)) {
      case 0:
        value = *rc::gen::inRange(0, 20);
        break;
      case 1: {
        const int exponent = *rc::gen::element(32, 53, 63, 64, 126, 127, 128, 200);
        value = power_of_two(exponent) + *rc::gen::inRange(-3, 4);
        break;
      }
      case 2:
        value = mpz_class(std::to_string(*rc::gen::arbitrary<std::uint64_t>()));
        break;
      default:
        for (int i = *rc::gen::inRange(2, 4); i > 0; --i)
          value = (value << 64) + mpz_class(std::to_string(*rc::gen::arbitrary<std::uint64_t>()));
    }
    return *rc::gen::arbitrary<bool>() ? value : mpz_class(-value);
  });
}

rc::Gen<mpq_class> fractions() {
  return rc::gen::exec([] {
    mpz_class denominator = *integers();
    if (denominator == 0) denominator = 1;
    mpq_class value(*integers(), denominator);
    value.canonicalize();
    return value;
  });
}

// Pairs of fractions; half of them share a denominator, so that sums reduce and differences vanish.
rc::Gen<std::pair<mpq_class, mpq_class>> pairs() {
  return rc::gen::exec([] {
    const mpq_class a = *fractions();
    mpq_class b = *fractions();
    if (*rc::gen::arbitrary<bool>()) {
      b = mpq_class(b.get_num(), a.get_den());
      b.canonicalize();
    }
    return std::pair(a, b);
  });
}

Rational of(const mpq_class& value) { return Rational::parse(value.get_str()).value(); }

// Equal text and equal by ==, which holds only when the representations are the same.
void expect_same(const Rational& ours, const mpq_class& theirs) {
  RC_ASSERT(ours.to_string() == theirs.get_str());
  RC_ASSERT(ours == of(theirs));
  RC_ASSERT(ours.sign() == sgn(theirs));
}

TEST(Rational, KeepsLowestTermsAndAPositiveDenominator) {
  EXPECT_EQ(Rational(6, -4).to_string(), "-3/2");
  EXPECT_EQ(Rational(-6, -4).to_string(), "3/2");
  EXPECT_EQ(Rational(0, -7).to_string(), "0");
  EXPECT_EQ(Rational(8, 4).to_string(), "2");
  EXPECT_EQ(Rational(6, -4).numerator(), Rational(-3));
  EXPECT_EQ(Rational(6, -4).denominator(), Rational(2));
  EXPECT_EQ(Rational().to_string(), "0");
}

TEST(Rational, AddsTheHarmonicSeries) {
  Rational sum;
  for (int i = 1; i <= 10; ++i) sum += Rational(1, i);
  EXPECT_EQ(sum.to_string(), "7381/2520");
}

// H(200) has a denominator beyond 2^127, so the sum leaves the fast path on the way up and returns on the way down.
TEST(Rational, ReturnsToTheFastPathWhenASumShrinksAgain) {
  Rational sum;
  mpq_class peer;
  for (int i = 1; i <= 200; ++i) {
    sum += Rational(1, i);
    peer += mpq_class(1, i);
  }
  EXPECT_EQ(sum.to_string(), peer.get_str());
  EXPECT_GT(mpz_sizeinbase(peer.get_den_mpz_t(), 2), 127U);
  for (int i = 200; i > 10; --i) sum -= Rational(1, i);
  EXPECT_EQ(sum, Rational(7381, 2520));
}

TEST(Rational, TakesTheExtremesOfItsConstructors) {
  constexpr auto kLeast = std::numeric_limits<std::int64_t>::min();
  EXPECT_EQ(Rational(kLeast).to_string(), "-9223372036854775808");
  EXPECT_EQ((-Rational(kLeast)).to_string(), "9223372036854775808");
  EXPECT_EQ(Rational(1, kLeast).to_string(), "-1/9223372036854775808");
  EXPECT_EQ(Rational(kLeast, kLeast), Rational(1));
  const auto least_wide = std::numeric_limits<Rational::Wide>::min();
  EXPECT_EQ(Rational::from_wide(least_wide).to_string(), "-170141183460469231731687303715884105728");
  EXPECT_EQ(Rational::from_wide(1, least_wide).to_string(), "-1/170141183460469231731687303715884105728");
  EXPECT_EQ(Rational::from_wide(least_wide, least_wide), Rational(1));
  EXPECT_EQ(Rational::from_wide(least_wide, 2) * Rational(2), Rational::from_wide(least_wide));
}

// -2^127 fits 128 bits but not the fast path; (2^65 - 1)(2^63 + 1) = 2^128 + 2^65 - 2^63 - 1 passes 2^128 by a little.
TEST(Rational, LeavesTheFastPathJustBeyondItsLimit) {
  const Rational least = Rational::parse("-170141183460469231731687303715884105727").value();
  EXPECT_EQ(least - 1, Rational::parse("-170141183460469231731687303715884105728").value());
  EXPECT_EQ((least - 1) + 1, least);
  const Rational product =
      Rational::parse("36893488147419103231").value() * Rational::parse("9223372036854775809").value();
  EXPECT_EQ(product.to_string(), "340282366920938463491044723542332538879");
}

TEST(Rational, DividingByZeroIsOurMistake) {
  EXPECT_THROW(Rational(1, 0), InternalError);
  EXPECT_THROW(Rational(1) / Rational(0), InternalError);
  EXPECT_THROW(Rational::from_double(std::nan("")), InternalError);
}

TEST(Rational, CopiesAndMovesValuesOfBothSizes) {
  const Rational big = Rational::parse("1e100").value();
  const Rational small(1, 3);
  Rational a = big;
  EXPECT_EQ(a, big);
  a = small;
  EXPECT_EQ(a, small);
  a = big;
  a = *&a;
  EXPECT_EQ(a, big);
  const Rational taken = std::move(a);
  EXPECT_EQ(taken, big);
  Rational b = small;
  b = Rational(big);
  EXPECT_EQ(b, big);
  b += b;
  EXPECT_EQ(b.to_string(), "2" + std::string(100, '0'));
  b /= b;
  EXPECT_EQ(b, Rational(1));
  b -= b;
  EXPECT_EQ(b, Rational(0));
}

TEST(Rational, ReadsTheDocumentedForms) {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"12", "12"},
      {"-3/7", "-3/7"},
      {"12.50", "25/2"},
      {"1e3", "1000"},
      {"0", "0"},
      {"-0", "0"},
      {"-0.0", "0"},
      {"007", "7"},
      {"6/4", "3/2"},
      {"0/5", "0"},
      {"2.5E-3", "1/400"},
      {"1e+2", "100"},
      {"-1.5e1", "-15"},
      {"0.1", "1/10"},
      {"1e-2", "1/100"},
      {"0e400", "0"},
      {"0.000000000000000001", "1/1000000000000000000"},
      {"123456789012345678901234567890", "123456789012345678901234567890"},
      {"1/123456789012345678901234567890", "1/123456789012345678901234567890"},
  };
  for (const auto& [text, value] : cases) {
    const auto read = Rational::parse(text);
    ASSERT_TRUE(read) << text;
    EXPECT_EQ(read->to_string(), value) << text;
  }
  EXPECT_EQ(Rational::parse("1e400").value().to_string(), "1" + std::string(400, '0'));
  EXPECT_EQ(Rational::parse("1e-400").value().to_string(), "1/1" + std::string(400, '0'));
  EXPECT_EQ(Rational::parse(std::string(1000, '1')).value().to_string(), std::string(1000, '1'));
}

TEST(Rational, RefusesEverythingElse) {
  for (const std::string text : {"",        "-",     "+1",    " 1",     "1 ",
                                 "1.",      ".5",    "1/",    "/2",     "1/0",
                                 "1/00",    "1/-2",  "--1",   "1..2",   "1/2/3",
                                 "1.5/2",   "1/2.5", "1/2e3", "e3",     "1e",
                                 "1e+",     "1e1.5", "1e401", "1e-401", "1e99999999999999999999",
                                 "0x10",    "1_000", "1,5",   "nan",    "inf",
                                 "\xD9\xA1"})
    EXPECT_FALSE(Rational::parse(text)) << '"' << text << '"';
  EXPECT_FALSE(Rational::parse(std::string(1001, '1')));
  EXPECT_FALSE(Rational::parse(std::string("1\0", 2)));
}

TEST(Rational, RoundsDecimalsForPeople) {
  EXPECT_EQ(to_decimal(Rational(22, 7), 3), "3.143");
  EXPECT_EQ(to_decimal(Rational(1, 8), 2), "0.13");
  EXPECT_EQ(to_decimal(Rational(-1, 8), 2), "-0.13");
  EXPECT_EQ(to_decimal(Rational(-1, 800), 2), "0.00");
  EXPECT_EQ(to_decimal(Rational(5, 2), 0), "3");
  EXPECT_EQ(to_decimal(Rational(1, 20), 1), "0.1");
  EXPECT_EQ(to_decimal(Rational(12), 2), "12.00");
  EXPECT_EQ(to_decimal(Rational(999, 1000), 2), "1.00");
}

TEST(Rational, FindsCommonMultiplesUpTo63Bits) {
  EXPECT_EQ(checked_lcm(4, 6), 12);
  EXPECT_EQ(checked_lcm(1, 7), 7);
  constexpr auto kMost = std::numeric_limits<std::int64_t>::max();
  EXPECT_EQ(checked_lcm(kMost, kMost), kMost);
  EXPECT_EQ(checked_lcm(kMost, 7), kMost);  // 2^63 - 1 is a multiple of 7
  EXPECT_EQ(checked_lcm(kMost, 2), std::nullopt);
  EXPECT_EQ(checked_lcm(std::int64_t{1} << 40, 3'000'000'007), std::nullopt);
}

// Twenty pairs per case: a case is cheap, and the limits of two terms of two numbers meet rarely.
RC_GTEST_PROP(Rational, CalculatesAsGmpDoes, ()) {
  for (int i = 0; i < 20; ++i) {
    const auto [a, b] = *pairs();
    expect_same(of(a) + of(b), a + b);
    expect_same(of(a) - of(b), a - b);
    expect_same(of(a) * of(b), a * b);
    if (b != 0) expect_same(of(a) / of(b), a / b);
    expect_same(-of(a), -a);
  }
}

RC_GTEST_PROP(Rational, ComparesAsGmpDoes, ()) {
  const auto [a, b] = *pairs();
  const int theirs = cmp(a, b);
  const auto ours = of(a) <=> of(b);
  RC_ASSERT((ours < 0) == (theirs < 0));
  RC_ASSERT((ours > 0) == (theirs > 0));
  RC_ASSERT((of(a) == of(b)) == (theirs == 0));
  RC_ASSERT((of(a) <=> of(a)) == std::strong_ordering::equal);
}

RC_GTEST_PROP(Rational, IsAField, ()) {
  const auto [x, y] = *pairs();
  const Rational a = of(x);
  const Rational b = of(y);
  const Rational c = of(*fractions());
  RC_ASSERT(a + b == b + a);
  RC_ASSERT(a * b == b * a);
  RC_ASSERT((a + b) + c == a + (b + c));
  RC_ASSERT((a * b) * c == a * (b * c));
  RC_ASSERT(a * (b + c) == a * b + a * c);
  RC_ASSERT(a + Rational(0) == a);
  RC_ASSERT(a * Rational(1) == a);
  RC_ASSERT(a + -a == Rational(0));
  if (b != Rational(0)) RC_ASSERT(a * b / b == a);
}

// Exact comparison where cross products need all of 256 bits: neighbours of one fraction.
RC_GTEST_PROP(Rational, TellsNeighboursApart, ()) {
  const mpz_class denominator = power_of_two(126) + *rc::gen::inRange(0, 1000);
  const mpz_class numerator = power_of_two(125) + *rc::gen::inRange(0, 1000);
  const Rational a = of(mpq_class(numerator.get_str() + "/" + denominator.get_str()));
  const Rational above = a + Rational(1) / Rational::parse(denominator.get_str()).value();
  const Rational below =
      Rational::parse(numerator.get_str()).value() / (Rational::parse(denominator.get_str()).value() + 1);
  RC_ASSERT(below < a);
  RC_ASSERT(a < above);
  RC_ASSERT(-above < -a);
  RC_ASSERT(-a < -below);
}

RC_GTEST_PROP(Rational, FloorsAndCeils, ()) {
  const mpq_class value = *fractions();
  mpz_class floor;
  mpz_class ceil;
  mpz_fdiv_q(floor.get_mpz_t(), value.get_num_mpz_t(), value.get_den_mpz_t());
  mpz_cdiv_q(ceil.get_mpz_t(), value.get_num_mpz_t(), value.get_den_mpz_t());
  const Rational ours = of(value);
  RC_ASSERT(ours.floor().to_string() == floor.get_str());
  RC_ASSERT(ours.ceil().to_string() == ceil.get_str());
  RC_ASSERT(ours.is_integer() == (floor == ceil));
  RC_ASSERT(ours.numerator() / ours.denominator() == ours);
  RC_ASSERT(ours.numerator().to_string() == value.get_num().get_str());
  const bool fits = floor == ceil && floor >= -power_of_two(63) && floor < power_of_two(63);
  RC_ASSERT(ours.to_int64().has_value() == fits);
  if (fits) RC_ASSERT(std::to_string(*ours.to_int64()) == floor.get_str());
}

// No neighbouring double is closer, and of two equally close ones the even one is taken.
RC_GTEST_PROP(Rational, RoundsToTheNearestDouble, ()) {
  const mpq_class value = *fractions();
  const double ours = of(value).to_double();
  const mpq_class distance = abs(value - mpq_class(ours));
  for (const double toward : {-HUGE_VAL, HUGE_VAL}) {
    const mpq_class other = abs(value - mpq_class(std::nextafter(ours, toward)));
    RC_ASSERT(distance <= other);
    if (distance == other) RC_ASSERT((std::bit_cast<std::uint64_t>(ours) & 1U) == 0U);
  }
}

RC_GTEST_PROP(Rational, KeepsEveryFiniteDouble, ()) {
  const double value = std::bit_cast<double>(*rc::gen::arbitrary<std::uint64_t>());
  RC_PRE(std::isfinite(value));
  RC_ASSERT(Rational::from_double(value).to_double() == value);
}

// The reader of the standard library rounds correctly as well, also near zero and near the largest double.
RC_GTEST_PROP(Rational, RoundsDecimalTextsLikeTheStandardReader, ()) {
  const std::uint64_t digits = *rc::gen::arbitrary<std::uint64_t>() | std::uint64_t{1} << 63;
  const int exponent =
      *rc::gen::oneOf(rc::gen::inRange(-342, -320), rc::gen::inRange(-40, 40), rc::gen::inRange(285, 289));
  const std::string text = std::to_string(digits) + "e" + std::to_string(exponent);
  double expected = 0;
  RC_ASSERT(std::from_chars(text.data(), text.data() + text.size(), expected).ec == std::errc());
  RC_ASSERT(Rational::parse(text).value().to_double() == expected);
}

TEST(Rational, RoundsAtTheEndsOfTheDoubles) {
  const Rational tiny = Rational::from_double(std::numeric_limits<double>::denorm_min());
  EXPECT_EQ((tiny / 2).to_double(), 0.0);  // a tie, to even
  EXPECT_EQ((tiny * Rational(501, 1000)).to_double(), std::numeric_limits<double>::denorm_min());
  EXPECT_EQ((tiny * Rational(3, 2)).to_double(), 2 * std::numeric_limits<double>::denorm_min());
  EXPECT_EQ(Rational::parse("1e-400").value().to_double(), 0.0);
  EXPECT_EQ(Rational::parse("1e400").value().to_double(), HUGE_VAL);
  EXPECT_EQ(Rational::parse("-1e400").value().to_double(), -HUGE_VAL);
  EXPECT_EQ(Rational(1, 3).to_double(), 1.0 / 3.0);
}

}  // namespace
}  // namespace comitia
