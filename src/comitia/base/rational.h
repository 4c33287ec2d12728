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
  /// Reads "12", "-3/7", "12.50", "1e3"; nothing else (no blanks, no leading plus).
  static std::optional<Rational> parse(std::string_view text);

  Rational(const Rational& other);
  Rational(Rational&& other) noexcept;
  Rational& operator=(const Rational& other);
  Rational& operator=(Rational&& other) noexcept;
  ~Rational();

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
  double to_double() const;  ///< nearest double
  std::string to_string() const;  ///< "p/q", or "p" for integers

 private:
  struct Big;  // GMP number; only when 128 bits do not suffice
  struct DeleteBig {
    void operator()(Big* big) const;
  };
  Wide numerator_ = 0;
  Wide denominator_ = 1;
  std::unique_ptr<Big, DeleteBig> big_;
};

/// A rounded decimal for people, such as "3.142"; never parsed back and never compared.
std::string to_decimal(const Rational& value, int digits);

/// Least common multiple of two positive integers, or nothing when it exceeds 63 bits.
std::optional<std::int64_t> checked_lcm(std::int64_t a, std::int64_t b);

}  // namespace comitia
