// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Exact fractions: a checked 128-bit fast path that falls back to GMP when a number outgrows it. Always in lowest
// terms with a positive denominator, so equal values have equal representations.
#pragma once

#include <compare>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace comitia {

class Rational {
 public:
  using Wide = __int128;

  Rational() = default;
  Rational(std::int64_t value) : numerator_(value) {}  // NOLINT(google-explicit-constructor): integers are fractions
  Rational(int value) : numerator_(value) {}           // NOLINT(google-explicit-constructor)
  /// @pre denominator != 0
  Rational(std::int64_t numerator, std::int64_t denominator);
  static Rational from_wide(Wide numerator, Wide denominator = 1);
  /// The exact value of a finite double.
  static Rational from_double(double value);
  /// Reads "12", "-3/7", "12.50", "1e3", "2.5E-3"; nothing else (no blanks, no leading plus, digits on both sides of a
  /// point or stroke). At most 1000 characters and an exponent of at most 400 either way, so that no text is costly.
  static std::optional<Rational> parse(std::string_view text);

  Rational(const Rational& other) : numerator_(other.numerator_), denominator_(other.denominator_) {
    if (other.big_) copy_big(other);
  }
  Rational(Rational&& other) noexcept = default;
  Rational& operator=(const Rational& other) {
    if (big_ || other.big_) copy_big(other);
    numerator_ = other.numerator_;
    denominator_ = other.denominator_;
    return *this;
  }
  Rational& operator=(Rational&& other) noexcept = default;
  ~Rational() = default;

  Rational& operator+=(const Rational& other);
  Rational& operator-=(const Rational& other);
  Rational& operator*=(const Rational& other);
  /// @pre other != 0
  Rational& operator/=(const Rational& other);
  friend Rational operator+(Rational a, const Rational& b) { return a += b; }
  friend Rational operator-(Rational a, const Rational& b) { return a -= b; }
  friend Rational operator*(Rational a, const Rational& b) { return a *= b; }
  friend Rational operator/(Rational a, const Rational& b) { return a /= b; }
  Rational operator-() const;
  friend bool operator==(const Rational& a, const Rational& b);
  friend std::strong_ordering operator<=>(const Rational& a, const Rational& b);

  int sign() const;
  bool is_integer() const;
  Rational floor() const;
  Rational ceil() const;
  Rational numerator() const;
  Rational denominator() const;
  /// The value as an integer if it is one and fits.
  std::optional<std::int64_t> to_int64() const;
  double to_double() const;       ///< the nearest double, ties to even; infinite beyond the largest double
  std::string to_string() const;  ///< "p/q", or "p" for integers

 private:
  struct Big;  // GMP number; only when 128 bits do not suffice
  struct DeleteBig {
    void operator()(Big* big) const;
  };
  void copy_big(const Rational& other);

  // While big_ holds the value these are 0/1; otherwise |numerator_| < 2^127, so that negation never overflows.
  Wide numerator_ = 0;
  Wide denominator_ = 1;
  std::unique_ptr<Big, DeleteBig> big_;
};

/// A decimal for people, such as "3.142", with that many digits after the point, halves rounded away from zero; never
/// parsed back and never compared. @pre 0 <= digits <= 400
std::string to_decimal(const Rational& value, int digits);

/// Least common multiple of two positive integers, or nothing when it exceeds 63 bits.
std::optional<std::int64_t> checked_lcm(std::int64_t a, std::int64_t b);

}  // namespace comitia
