// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Exact fractions. The fast path keeps both terms below 2^127 and reduces before it multiplies (Knuth, The Art of
// Computer Programming 2, 4.5.1), so that intermediate values stay small; a product or sum that does not fit is
// computed again by GMP, and a GMP result that fits comes back to the fast path.
#include "comitia/base/rational.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <utility>

#include <gmpxx.h>

#include "comitia/base/assert.h"

namespace comitia {
namespace {

using Wide = Rational::Wide;
using UnsignedWide = unsigned __int128;

constexpr UnsignedWide kWideLimit = UnsignedWide{1} << 127;  // magnitudes of the fast path are below it
constexpr std::size_t kLongestText = 1000;
constexpr int kLargestExponent = 400;

std::uint64_t high(UnsignedWide value) { return static_cast<std::uint64_t>(value >> 64); }
std::uint64_t low(UnsignedWide value) { return static_cast<std::uint64_t>(value); }
bool fits_64(Wide value) { return value == static_cast<std::int64_t>(value); }

UnsignedWide magnitude(Wide value) {
  return value < 0 ? UnsignedWide{0} - static_cast<UnsignedWide>(value) : static_cast<UnsignedWide>(value);
}

int trailing_zeros(UnsignedWide value) {
  return low(value) != 0 ? std::countr_zero(low(value)) : 64 + std::countr_zero(high(value));
}

// Greatest common divisors by shifts and differences, without a branch that depends on the numbers. @pre a, b > 0
std::uint64_t binary_gcd(std::uint64_t a, std::uint64_t b) {
  const int shift = std::countr_zero(a | b);
  a >>= std::countr_zero(a);
  b >>= std::countr_zero(b);
  while (a != b) {
    const std::uint64_t difference = a - b;
    const bool less = a < b;
    b = less ? a : b;
    a = (less ? 0 - difference : difference) >> std::countr_zero(difference);
  }
  return a << shift;
}

UnsignedWide binary_gcd(UnsignedWide a, UnsignedWide b) {
  const int shift = trailing_zeros(a | b);
  a >>= trailing_zeros(a);
  b >>= trailing_zeros(b);
  while (a != b) {
    if (high(a | b) == 0) return UnsignedWide{binary_gcd(low(a), low(b))} << shift;
    const UnsignedWide difference = a > b ? a - b : b - a;
    b = std::min(a, b);
    a = difference >> trailing_zeros(difference);
  }
  return a << shift;
}

// One division first: in sums one denominator often divides the other, or is much shorter. @pre divisor > 0
std::uint64_t gcd(UnsignedWide value, std::uint64_t divisor) {
  if (divisor == 1) return 1;
  const std::uint64_t rest = high(value) == 0 ? low(value) % divisor : low(value % divisor);
  return rest == 0 ? divisor : binary_gcd(divisor, rest);
}

// @pre not both are 0
UnsignedWide gcd(UnsignedWide a, UnsignedWide b) {
  if (a < b) std::swap(a, b);
  if (b == 0) return a;
  return high(b) == 0 ? gcd(a, low(b)) : binary_gcd(a, b);
}

// Exact or truncated division that stays with the 64-bit instruction where it can. @pre divisor > 0
Wide quotient(Wide value, Wide divisor) {
  if (divisor == 1) return value;
  if (fits_64(value) && fits_64(divisor)) return static_cast<std::int64_t>(value) / static_cast<std::int64_t>(divisor);
  return value / divisor;
}

// The checked operations below leave their result alone when they return false.
// The check of products is written out: clang's builtin for 128 bits calls a function that libgcc lacks.
bool multiply(Wide a, Wide b, Wide& product) {
  if (fits_64(a) && fits_64(b)) {
    product = a * b;
    return true;
  }
  const UnsignedWide x = magnitude(a);
  const UnsignedWide y = magnitude(b);
  if (high(x) != 0 && high(y) != 0) return false;
  const UnsignedWide cross = UnsignedWide{high(x)} * low(y) + UnsignedWide{low(x)} * high(y);
  if (high(cross) != 0) return false;
  const UnsignedWide lowest = UnsignedWide{low(x)} * low(y);
  const UnsignedWide total = (cross << 64) + lowest;
  if (total < lowest || total >= kWideLimit) return false;
  product = (a < 0) != (b < 0) ? -static_cast<Wide>(total) : static_cast<Wide>(total);
  return true;
}

bool add(Wide a, Wide b, Wide& sum) {
  Wide total = 0;
  if (__builtin_add_overflow(a, b, &total) || magnitude(total) >= kWideLimit) return false;
  sum = total;
  return true;
}

// numerator/denominator = a/b + c/d in lowest terms, for terms of 64 bits, whose cross products always fit.
void add_short_fractions(std::int64_t a, std::int64_t b, std::int64_t c, std::int64_t d, Wide& numerator,
                         Wide& denominator) {
  const auto g = static_cast<std::int64_t>(b < d ? gcd(magnitude(d), static_cast<std::uint64_t>(b))
                                                 : gcd(magnitude(b), static_cast<std::uint64_t>(d)));
  const std::int64_t b_rest = b / g;
  const Wide sum = Wide{a} * (d / g) + Wide{c} * b_rest;
  const auto common = static_cast<std::int64_t>(gcd(magnitude(sum), static_cast<std::uint64_t>(g)));
  numerator = quotient(sum, common);
  denominator = Wide{b_rest} * (d / common);
}

// numerator/denominator = a/b + c/d in lowest terms, or false when a number does not fit.
bool add_fractions(Wide a, Wide b, Wide c, Wide d, Wide& numerator, Wide& denominator) {
  if (b == 1 && d == 1) {
    if (!add(a, c, numerator)) return false;
    denominator = 1;
    return true;
  }
  if (fits_64(a) && fits_64(b) && fits_64(c) && fits_64(d)) {
    add_short_fractions(static_cast<std::int64_t>(a), static_cast<std::int64_t>(b), static_cast<std::int64_t>(c),
                        static_cast<std::int64_t>(d), numerator, denominator);
    return true;
  }
  const Wide g = static_cast<Wide>(gcd(magnitude(b), magnitude(d)));
  const Wide b_rest = quotient(b, g);
  Wide left = 0;
  Wide right = 0;
  Wide sum = 0;
  if (!multiply(a, quotient(d, g), left) || !multiply(c, b_rest, right) || !add(left, right, sum)) return false;
  const Wide common = g == 1 ? 1 : static_cast<Wide>(gcd(magnitude(sum), magnitude(g)));
  Wide bottom = 0;
  if (!multiply(b_rest, quotient(d, common), bottom)) return false;
  numerator = quotient(sum, common);
  denominator = bottom;
  return true;
}

// numerator/denominator = a/b * c/d in lowest terms, or false when a number does not fit.
bool multiply_fractions(Wide a, Wide b, Wide c, Wide d, Wide& numerator, Wide& denominator) {
  const Wide across = static_cast<Wide>(gcd(magnitude(a), magnitude(d)));
  const Wide back = static_cast<Wide>(gcd(magnitude(c), magnitude(b)));
  Wide top = 0;
  Wide bottom = 0;
  if (!multiply(quotient(a, across), quotient(c, back), top)) return false;
  if (!multiply(quotient(b, back), quotient(d, across), bottom)) return false;
  numerator = top;
  denominator = bottom;
  return true;
}

// The 256-bit product as (high, low).
std::pair<UnsignedWide, UnsignedWide> full_product(UnsignedWide x, UnsignedWide y) {
  const UnsignedWide lowest = UnsignedWide{low(x)} * low(y);
  const UnsignedWide first = UnsignedWide{high(x)} * low(y) + high(lowest);
  const UnsignedWide second = UnsignedWide{low(x)} * high(y) + low(first);
  return {UnsignedWide{high(x)} * high(y) + high(first) + high(second), (second << 64) | low(lowest)};
}

mpz_class to_mpz(Wide value) {
  const UnsignedWide size = magnitude(value);
  const std::array<std::uint64_t, 2> words = {low(size), high(size)};
  mpz_class result;
  mpz_import(result.get_mpz_t(), words.size(), -1, sizeof(std::uint64_t), 0, 0, words.data());
  return value < 0 ? mpz_class(-result) : result;
}

bool fits_wide(const mpz_class& value) { return mpz_sizeinbase(value.get_mpz_t(), 2) <= 127; }

// @pre fits_wide(value)
Wide to_wide(const mpz_class& value) {
  std::array<std::uint64_t, 2> words{};
  mpz_export(words.data(), nullptr, -1, sizeof(std::uint64_t), 0, 0, value.get_mpz_t());
  const auto size = static_cast<Wide>((UnsignedWide{words[1]} << 64) | words[0]);
  return value < 0 ? -size : size;
}

std::string wide_text(Wide value) {
  std::string reversed;
  UnsignedWide rest = magnitude(value);
  do {
    reversed.push_back(static_cast<char>('0' + static_cast<int>(rest % 10)));
    rest /= 10;
  } while (rest != 0);
  if (value < 0) reversed.push_back('-');
  return {reversed.rbegin(), reversed.rend()};
}

mpz_class power_of_ten(int exponent) {
  mpz_class result;
  mpz_ui_pow_ui(result.get_mpz_t(), 10, static_cast<unsigned long>(exponent));
  return result;
}

// numerator/denominator rounded to the nearest double, ties to even. @pre both > 0
double nearest_double(const mpz_class& numerator, const mpz_class& denominator) {
  constexpr std::int64_t kMantissaBits = 53;
  constexpr std::int64_t kLeastExponent = -1074;  // of the smallest double above zero
  const auto bits = [](const mpz_class& value) {
    return static_cast<std::int64_t>(mpz_sizeinbase(value.get_mpz_t(), 2));
  };
  // The quotient at scale 2^shift has 55 or 56 bits, fewer near zero, where doubles have fewer bits themselves.
  const std::int64_t shift = std::min<std::int64_t>(55 - (bits(numerator) - bits(denominator)), 2 - kLeastExponent);
  mpz_class top = numerator;
  mpz_class bottom = denominator;
  if (shift >= 0)
    top <<= static_cast<mp_bitcnt_t>(shift);
  else
    bottom <<= static_cast<mp_bitcnt_t>(-shift);
  const mpz_class whole = top / bottom;
  const bool exact = whole * bottom == top;
  const auto digits = static_cast<std::uint64_t>(to_wide(whole));
  const std::int64_t dropped =
      std::max<std::int64_t>(static_cast<std::int64_t>(std::bit_width(digits)) - kMantissaBits, shift + kLeastExponent);
  // Two bits at least are dropped: the first decides, the others and the remainder say whether it is a tie.
  std::uint64_t kept = digits >> dropped;
  const std::uint64_t rest = digits - (kept << dropped);
  const std::uint64_t half = std::uint64_t{1} << (dropped - 1);
  if (rest > half || (rest == half && (!exact || (kept & 1U) != 0))) ++kept;
  return std::ldexp(static_cast<double>(kept),
                    static_cast<int>(std::clamp<std::int64_t>(dropped - shift, -5000, 5000)));
}

}  // namespace

struct Rational::Big {
  mpq_class value;

  static mpq_class of(const Rational& r) {
    if (r.big_) return r.big_->value;
    mpq_class result;
    result.get_num() = to_mpz(r.numerator_);
    result.get_den() = to_mpz(r.denominator_);
    return result;
  }
  /// Stores a canonical number, on the fast path when it fits.
  static void store(Rational& r, mpq_class value) {
    if (fits_wide(value.get_num()) && fits_wide(value.get_den())) {
      r.numerator_ = to_wide(value.get_num());
      r.denominator_ = to_wide(value.get_den());
      r.big_.reset();
      return;
    }
    r.numerator_ = 0;
    r.denominator_ = 1;
    r.big_.reset(new Big{std::move(value)});
  }
  static Rational from(mpq_class value) {
    Rational result;
    store(result, std::move(value));
    return result;
  }
};

void Rational::DeleteBig::operator()(Big* big) const { delete big; }

void Rational::copy_big(const Rational& other) {
  if (this == &other) return;
  big_.reset(other.big_ ? new Big{other.big_->value} : nullptr);
}

Rational::Rational(std::int64_t numerator, std::int64_t denominator) : Rational(from_wide(numerator, denominator)) {}

Rational Rational::from_wide(Wide numerator, Wide denominator) {
  COMITIA_ASSERT(denominator != 0, "a fraction has a denominator other than zero");
  const bool negative = (numerator < 0) != (denominator < 0);
  UnsignedWide top = magnitude(numerator);
  UnsignedWide bottom = magnitude(denominator);
  const UnsignedWide common = gcd(top, bottom);
  if (common != 1) {
    top /= common;
    bottom /= common;
  }
  if (top >= kWideLimit || bottom >= kWideLimit) {
    mpq_class value(to_mpz(numerator), to_mpz(denominator));
    value.canonicalize();
    return Big::from(std::move(value));
  }
  Rational result;
  result.numerator_ = negative ? -static_cast<Wide>(top) : static_cast<Wide>(top);
  result.denominator_ = static_cast<Wide>(bottom);
  return result;
}

Rational Rational::from_double(double value) {
  COMITIA_ASSERT(std::isfinite(value), "a fraction is made of a finite double");
  mpq_class exact(value);
  exact.canonicalize();
  return Big::from(std::move(exact));
}

std::optional<Rational> Rational::parse(std::string_view text) {
  if (text.size() > kLongestText) return std::nullopt;
  const auto take_digits = [&text] {
    const std::size_t end = std::min(text.find_first_not_of("0123456789"), text.size());
    const std::string_view digits = text.substr(0, end);
    text.remove_prefix(end);
    return digits;
  };
  const auto take = [&text](std::string_view any_of) {
    if (text.empty() || any_of.find(text.front()) == std::string_view::npos) return '\0';
    const char taken = text.front();
    text.remove_prefix(1);
    return taken;
  };

  const bool negative = take("-") != '\0';
  std::string digits(take_digits());
  if (digits.empty()) return std::nullopt;
  std::string below = "1";
  int exponent = 0;
  if (take("/") != '\0') {
    below = take_digits();
    if (below.find_first_not_of('0') == std::string::npos) return std::nullopt;
  } else {
    if (take(".") != '\0') {
      const std::string_view decimals = take_digits();
      if (decimals.empty()) return std::nullopt;
      digits += decimals;
      exponent -= static_cast<int>(decimals.size());
    }
    if (take("eE") != '\0') {
      const bool smaller = take("+-") == '-';
      const std::string_view power = take_digits();
      if (power.empty()) return std::nullopt;
      int size = 0;
      for (const char digit : power)
        if ((size = size * 10 + (digit - '0')) > kLargestExponent) return std::nullopt;
      exponent += smaller ? -size : size;
    }
  }
  if (!text.empty()) return std::nullopt;

  constexpr std::size_t kSurelySmall = 18;  // digits that always fit 63 bits
  if (digits.size() <= kSurelySmall && below.size() <= kSurelySmall && exponent >= -static_cast<int>(kSurelySmall) &&
      exponent <= 0) {
    const auto number = [](std::string_view run) {
      std::int64_t value = 0;
      for (const char digit : run) value = value * 10 + (digit - '0');
      return value;
    };
    std::int64_t denominator = number(below);
    for (; exponent < 0; ++exponent) denominator *= 10;
    return Rational(negative ? -number(digits) : number(digits), denominator);
  }
  mpq_class value(mpz_class(digits, 10), mpz_class(below, 10));
  if (exponent > 0)
    value.get_num() *= power_of_ten(exponent);
  else
    value.get_den() *= power_of_ten(-exponent);
  if (negative) value.get_num() = -value.get_num();
  value.canonicalize();
  return Big::from(std::move(value));
}

Rational& Rational::operator+=(const Rational& other) {
  if (big_ || other.big_ ||
      !add_fractions(numerator_, denominator_, other.numerator_, other.denominator_, numerator_, denominator_))
    Big::store(*this, Big::of(*this) + Big::of(other));
  return *this;
}

Rational& Rational::operator-=(const Rational& other) {
  if (big_ || other.big_ ||
      !add_fractions(numerator_, denominator_, -other.numerator_, other.denominator_, numerator_, denominator_))
    Big::store(*this, Big::of(*this) - Big::of(other));
  return *this;
}

Rational& Rational::operator*=(const Rational& other) {
  if (big_ || other.big_ ||
      !multiply_fractions(numerator_, denominator_, other.numerator_, other.denominator_, numerator_, denominator_))
    Big::store(*this, Big::of(*this) * Big::of(other));
  return *this;
}

Rational& Rational::operator/=(const Rational& other) {
  COMITIA_ASSERT(other.sign() != 0, "nothing is divided by zero");
  const bool negative = other.numerator_ < 0;
  if (big_ || other.big_ ||
      !multiply_fractions(numerator_, denominator_, negative ? -other.denominator_ : other.denominator_,
                          static_cast<Wide>(magnitude(other.numerator_)), numerator_, denominator_))
    Big::store(*this, Big::of(*this) / Big::of(other));
  return *this;
}

Rational Rational::operator-() const {
  if (big_) return Big::from(-big_->value);
  Rational result;
  result.numerator_ = -numerator_;
  result.denominator_ = denominator_;
  return result;
}

bool operator==(const Rational& a, const Rational& b) {
  if (a.big_ && b.big_) return a.big_->value == b.big_->value;
  return !a.big_ && !b.big_ && a.numerator_ == b.numerator_ && a.denominator_ == b.denominator_;
}

std::strong_ordering operator<=>(const Rational& a, const Rational& b) {
  if (a.big_ || b.big_) return cmp(Rational::Big::of(a), Rational::Big::of(b)) <=> 0;
  if (a.denominator_ == b.denominator_) return a.numerator_ <=> b.numerator_;
  if (fits_64(a.numerator_) && fits_64(a.denominator_) && fits_64(b.numerator_) && fits_64(b.denominator_))
    return a.numerator_ * b.denominator_ <=> b.numerator_ * a.denominator_;
  if (a.sign() != b.sign()) return a.sign() <=> b.sign();
  const auto left = full_product(magnitude(a.numerator_), magnitude(b.denominator_));
  const auto right = full_product(magnitude(b.numerator_), magnitude(a.denominator_));
  return a.numerator_ < 0 ? right <=> left : left <=> right;
}

int Rational::sign() const {
  if (big_) return sgn(big_->value);
  return numerator_ < 0 ? -1 : numerator_ > 0 ? 1 : 0;
}

bool Rational::is_integer() const { return big_ ? big_->value.get_den() == 1 : denominator_ == 1; }

Rational Rational::floor() const {
  if (big_) {
    mpq_class result;
    mpz_fdiv_q(result.get_num_mpz_t(), big_->value.get_num_mpz_t(), big_->value.get_den_mpz_t());
    return Big::from(std::move(result));
  }
  Rational result;
  result.numerator_ = quotient(numerator_, denominator_);
  if (numerator_ < 0 && denominator_ != 1) --result.numerator_;
  return result;
}

Rational Rational::ceil() const { return -(-*this).floor(); }

Rational Rational::numerator() const {
  return big_ ? Big::from(mpq_class(big_->value.get_num())) : from_wide(numerator_);
}

Rational Rational::denominator() const {
  return big_ ? Big::from(mpq_class(big_->value.get_den())) : from_wide(denominator_);
}

std::optional<std::int64_t> Rational::to_int64() const {
  if (big_ || denominator_ != 1 || !fits_64(numerator_)) return std::nullopt;
  return static_cast<std::int64_t>(numerator_);
}

double Rational::to_double() const {
  constexpr Wide kExact = Wide{1} << 53;  // integers up to here are doubles, and one division rounds once
  if (!big_ && numerator_ <= kExact && numerator_ >= -kExact && denominator_ <= kExact)
    return static_cast<double>(static_cast<std::int64_t>(numerator_)) /
           static_cast<double>(static_cast<std::int64_t>(denominator_));
  const mpq_class value = Big::of(*this);
  const double size = nearest_double(abs(value.get_num()), value.get_den());
  return sign() < 0 ? -size : size;
}

std::string Rational::to_string() const {
  if (big_) return big_->value.get_str();
  return denominator_ == 1 ? wide_text(numerator_) : wide_text(numerator_) + '/' + wide_text(denominator_);
}

std::string to_decimal(const Rational& value, int digits) {
  COMITIA_ASSERT(digits >= 0 && digits <= 400, "a decimal for people has between 0 and 400 digits after the point");
  Rational scale = 1;
  for (int i = 0; i < digits; ++i) scale *= 10;
  const Rational size = value.sign() < 0 ? -value : value;
  const Rational rounded = (size * scale + Rational(1, 2)).floor();
  std::string text = rounded.to_string();
  if (const auto least = static_cast<std::size_t>(digits) + 1; text.size() < least)
    text.insert(0, least - text.size(), '0');
  if (digits > 0) text.insert(text.size() - static_cast<std::size_t>(digits), 1, '.');
  return value.sign() < 0 && rounded.sign() != 0 ? '-' + text : text;
}

std::optional<std::int64_t> checked_lcm(std::int64_t a, std::int64_t b) {
  COMITIA_ASSERT(a > 0 && b > 0, "common multiples are taken of positive integers");
  const auto g = static_cast<std::int64_t>(binary_gcd(static_cast<std::uint64_t>(a), static_cast<std::uint64_t>(b)));
  std::int64_t multiple = 0;
  if (__builtin_mul_overflow(a / g, b, &multiple)) return std::nullopt;
  return multiple;
}

}  // namespace comitia
