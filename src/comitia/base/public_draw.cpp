// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// The public generator, commitments and the hash tree of the log, byte for byte as documented for auditors. The tree
// is that of RFC 6962, section 2.1.
#include "comitia/base/public_draw.h"

#include <algorithm>
#include <array>
#include <bit>
#include <utility>

#include "comitia/base/assert.h"

namespace comitia {
namespace {

std::string_view view(const Sha256Digest& digest) {
  return {reinterpret_cast<const char*>(digest.data()), digest.size()};
}

Sha256Digest node(const Sha256Digest& left, const Sha256Digest& right) {
  return Sha256().update("\x01").update(view(left)).update(view(right)).finish();
}

/// The left subtree holds the largest power of two below the number of leaves. @pre leaves >= 2
std::size_t left_part(std::size_t leaves) { return std::bit_floor(leaves - 1); }

}  // namespace

std::optional<std::int64_t> draw_value(const Sha256Digest& k, std::int64_t n) {
  COMITIA_ASSERT(n >= 1, "a draw has at least one value");
  const auto modulus = static_cast<std::uint64_t>(n);
  // Remainders of k and of 2^256 - 1, and whether k is so large that 2^256 - 1 - k fits one word.
  std::uint64_t remainder = 0;
  std::uint64_t greatest = 0;
  std::uint64_t word = 0;
  bool near_the_end = true;
  for (std::size_t i = 0; i < k.size(); i += 8) {
    word = 0;
    for (std::size_t j = 0; j < 8; ++j) word = word << 8 | k[i + j];
    const auto reduce = [modulus](std::uint64_t above, std::uint64_t below) {
      return static_cast<std::uint64_t>(((static_cast<unsigned __int128>(above) << 64) | below) % modulus);
    };
    remainder = reduce(remainder, word);
    greatest = reduce(greatest, ~std::uint64_t{0});
    if (i + 8 < k.size()) near_the_end = near_the_end && word == ~std::uint64_t{0};
  }
  // k >= floor(2^256 / n) * n = 2^256 - (2^256 mod n) is the same as 2^256 - 1 - k < 2^256 mod n.
  const std::uint64_t surplus = (greatest + 1) % modulus;
  if (near_the_end && ~word < surplus) return std::nullopt;
  return static_cast<std::int64_t>(remainder);
}

std::int64_t PublicDraw::below(std::int64_t n) {
  while (true) {
    const auto value = draw_value(sha256(seed_ + "," + std::to_string(counter_++)), n);
    if (value) return *value;
  }
}

void PublicDraw::shuffle(std::span<std::uint32_t> items) {
  for (std::size_t i = items.size(); i-- > 1;)
    std::swap(items[i], items[static_cast<std::size_t>(below(static_cast<std::int64_t>(i) + 1))]);
}

std::int64_t PublicDraw::pick(std::span<const Rational> probabilities) {
  Rational total = 0;
  std::int64_t common = 1;
  for (const Rational& probability : probabilities) {
    const auto denominator = probability.denominator().to_int64();
    COMITIA_ASSERT(probability.sign() >= 0 && denominator, "a probability is a fraction of 63-bit integers");
    const auto multiple = checked_lcm(common, *denominator);
    COMITIA_ASSERT(multiple, "the common denominator of a lottery fits into 63 bits");
    common = *multiple;
    total += probability;
  }
  COMITIA_ASSERT(total == Rational(1), "the probabilities of a lottery sum to 1");
  const Rational drawn = below(common);
  Rational cumulated = 0;
  for (std::size_t i = 0; i < probabilities.size(); ++i) {
    cumulated += probabilities[i] * Rational(common);
    if (drawn < cumulated) return static_cast<std::int64_t>(i);
  }
  throw InternalError("a lottery ended without a draw");
}

std::string public_draw_seed(std::string_view root_hex, std::vector<std::string> reveal_lines) {
  std::sort(reveal_lines.begin(), reveal_lines.end());
  Sha256 hash;
  hash.update("comitia-draw/1\n").update(root_hex).update("\n");
  for (const std::string& line : reveal_lines) hash.update(line).update("\n");
  return to_hex(hash.finish());
}

Sha256Digest ballot_commitment(std::span<const std::uint8_t, 16> nonce, std::string_view canonical_ballot) {
  return Sha256()
      .update("comitia-ballot/1\n")
      .update(std::span<const std::uint8_t>(nonce))
      .update(canonical_ballot)
      .finish();
}

Sha256Digest merkle_root(std::span<const std::string> leaves) {
  if (leaves.empty()) return sha256("");
  if (leaves.size() == 1) return Sha256().update(std::string_view("\0", 1)).update(leaves.front()).finish();
  const std::size_t left = left_part(leaves.size());
  return node(merkle_root(leaves.first(left)), merkle_root(leaves.subspan(left)));
}

std::vector<Sha256Digest> merkle_proof(std::span<const std::string> leaves, std::int64_t index) {
  COMITIA_ASSERT(index >= 0 && static_cast<std::size_t>(index) < leaves.size(), "a proof is of a leaf of the tree");
  if (leaves.size() == 1) return {};
  const std::size_t left = left_part(leaves.size());
  const bool in_left = static_cast<std::size_t>(index) < left;
  const auto side = in_left ? leaves.first(left) : leaves.subspan(left);
  const auto sibling = in_left ? leaves.subspan(left) : leaves.first(left);
  auto proof = merkle_proof(side, in_left ? index : index - static_cast<std::int64_t>(left));
  proof.push_back(merkle_root(sibling));
  return proof;
}

}  // namespace comitia
