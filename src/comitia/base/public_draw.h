// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Chance that people must accept: a generator that anyone can replay with a SHA-256 tool and paper.
// k = SHA-256(seed + "," + counter) as a 256-bit integer; k is refused when k >= floor(2^256 / n) * n; value k mod n.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "comitia/base/rational.h"
#include "comitia/base/sha256.h"

namespace comitia {

/// k mod n for the 256-bit number k (first byte highest), or nothing when k is refused. @pre n >= 1
std::optional<std::int64_t> draw_value(const Sha256Digest& k, std::int64_t n);

class PublicDraw {
 public:
  explicit PublicDraw(std::string seed) : seed_(std::move(seed)) {}

  /// A uniform integer in [0, n). Advances the counter once per hash, refused ones included. @pre n >= 1
  std::int64_t below(std::int64_t n);
  /// Shuffles in place: i = size-1 ... 1, j = below(i + 1), swap.
  void shuffle(std::span<std::uint32_t> items);
  /// Index drawn by rational probabilities that sum to 1: one draw below their common denominator D, over cumulated
  /// numerators. @pre the sum is exactly 1 and D fits into 63 bits
  std::int64_t pick(std::span<const Rational> probabilities);
  std::uint64_t counter() const { return counter_; }
  const std::string& seed() const { return seed_; }

 private:
  std::string seed_;
  std::uint64_t counter_ = 0;
};

/// Seed of a public draw: hex SHA-256("comitia-draw/1\n" + root_hex + "\n" + sorted reveal lines, each ended by "\n").
std::string public_draw_seed(std::string_view root_hex, std::vector<std::string> reveal_lines);

/// Commitment of a ballot: SHA-256("comitia-ballot/1\n" + 16 bytes of nonce + canonical ballot).
Sha256Digest ballot_commitment(std::span<const std::uint8_t, 16> nonce, std::string_view canonical_ballot);

/// Root and inclusion proof of an RFC 6962 tree (leaf = SHA-256(00 + x), node = SHA-256(01 + left + right)).
Sha256Digest merkle_root(std::span<const std::string> leaves);
std::vector<Sha256Digest> merkle_proof(std::span<const std::string> leaves, std::int64_t index);

}  // namespace comitia
