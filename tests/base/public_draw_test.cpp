// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
// The public draw: every documented vector, refusal at the end of the range, and the hash tree against the
// verification procedure of RFC 9162.
#include "comitia/base/public_draw.h"

#include <array>
#include <numeric>

#include <gmpxx.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include "comitia/base/assert.h"

namespace comitia {
namespace {

std::vector<std::int64_t> draws(const std::string& seed, std::int64_t n, int count) {
  PublicDraw draw(seed);
  std::vector<std::int64_t> values;
  for (int i = 0; i < count; ++i) values.push_back(draw.below(n));
  return values;
}

Sha256Digest number(const mpz_class& value) {
  Sha256Digest k{};
  std::size_t written = 0;
  Sha256Digest bytes{};
  mpz_export(bytes.data(), &written, 1, 1, 1, 0, value.get_mpz_t());
  std::copy_n(bytes.begin(), written, k.end() - static_cast<std::ptrdiff_t>(written));
  return k;
}

mpz_class two_to_256() { return mpz_class(1) << 256; }

TEST(PublicDraw, GivesTheDocumentedNumbers) {
  EXPECT_EQ(draws("comitia", 10, 10), (std::vector<std::int64_t>{8, 1, 3, 8, 1, 1, 5, 8, 1, 4}));
  EXPECT_EQ(draws("20251109", 3, 5), (std::vector<std::int64_t>{0, 0, 2, 0, 0}));
}

TEST(PublicDraw, GivesTheDocumentedShuffle) {
  std::vector<std::uint32_t> items = {'A', 'B', 'C', 'D', 'E'};
  PublicDraw draw("comitia");
  draw.shuffle(items);
  EXPECT_EQ(std::string(items.begin(), items.end()), "BACED");
  EXPECT_EQ(draw.counter(), 4U);
}

TEST(PublicDraw, GivesTheDocumentedSeed) {
  const std::string root = "36642e73c2540ab121e3a6bf9545b0a24982cd830eb13d3cd19de3ce6c021ec1";
  const std::string seed = "7758625ea99b7697f3344edea8054cbc26ede52d43a2bce327b430970f6a025b";
  EXPECT_EQ(public_draw_seed(root, {"alice:11", "bob:22"}), seed);
  EXPECT_EQ(public_draw_seed(root, {"bob:22", "alice:11"}), seed) << "lines are sorted";
  EXPECT_NE(public_draw_seed(root, {"alice:11"}), seed);
}

// SHA-256 of "comitia,0" ... "comitia,3" modulo 12 is 2 7 5 2; the cumulated numerators over 12 are 3, 3, 7, 12.
TEST(PublicDraw, PicksByCumulatedNumerators) {
  const std::vector<Rational> lottery = {Rational(1, 4), Rational(0), Rational(1, 3), Rational(5, 12)};
  PublicDraw draw("comitia");
  std::vector<std::int64_t> picks;
  for (int i = 0; i < 4; ++i) picks.push_back(draw.pick(lottery));
  EXPECT_EQ(picks, (std::vector<std::int64_t>{0, 3, 2, 0}));
  EXPECT_EQ(draw.counter(), 4U);
}

TEST(PublicDraw, ASureLotteryStillTakesItsDraw) {
  PublicDraw draw("comitia");
  EXPECT_EQ(draw.pick(std::vector<Rational>{Rational(0), Rational(1)}), 1);
  EXPECT_EQ(draw.counter(), 1U);
}

TEST(PublicDraw, PickingFromNoLotteryIsOurMistake) {
  PublicDraw draw("comitia");
  EXPECT_THROW(draw.pick(std::vector<Rational>{Rational(1, 2), Rational(1, 3)}), InternalError);
  EXPECT_THROW(draw.pick(std::vector<Rational>{Rational(3, 2), Rational(-1, 2)}), InternalError);
  const Rational odd(1, 3'037'000'501);
  const Rational even(1, std::int64_t{1} << 40);
  EXPECT_THROW(draw.pick(std::vector<Rational>{odd, even, Rational(1) - odd - even}), InternalError);
  EXPECT_THROW(draw.below(0), InternalError);
}

// 2^256 mod 10 = 6: the six numbers 2^256 - 6 ... 2^256 - 1 are refused and 2^256 - 7, which ends in 9, is the last one
// taken.
TEST(PublicDraw, RefusesTheIncompleteRangeAtTheEnd) {
  for (int i = 1; i <= 6; ++i) EXPECT_EQ(draw_value(number(two_to_256() - i), 10), std::nullopt) << i;
  EXPECT_EQ(draw_value(number(two_to_256() - 7), 10), 9);
  EXPECT_EQ(draw_value(number(two_to_256() - 1), 2), 1);
  EXPECT_EQ(draw_value(number(two_to_256() - 1), 1), 0);
  EXPECT_EQ(draw_value(number(two_to_256() - 1), 3), std::nullopt);
  EXPECT_EQ(draw_value(number(two_to_256() - 2), 3), 2);
  EXPECT_EQ(draw_value(number(0), 10), 0);
}

// Numbers whose lowest word is all ones are refused only if the other three words are all ones too. A power of two
// whose exponent is a multiple of 4 ends in 6, so 2^256 - 1 - 2^64 ends in 6 - 1 - 6 = -1, that is in 9; 2^128 and
// 2^192 alike.
TEST(PublicDraw, RefusesOnlyWhenEveryHigherWordIsFull) {
  for (const int exponent : {64, 128, 192})
    EXPECT_EQ(draw_value(number(two_to_256() - 1 - (mpz_class(1) << exponent)), 10), 9) << exponent;
}

RC_GTEST_PROP(PublicDraw, MapsAsTheFormulaSays, ()) {
  const auto n = *rc::gen::oneOf(rc::gen::inRange<std::int64_t>(1, 1000),
                                 rc::gen::inRange<std::int64_t>(1, std::numeric_limits<std::int64_t>::max()));
  mpz_class k;
  if (*rc::gen::arbitrary<bool>()) {  // close to the end, where refusals are
    k = two_to_256() - 1 - *rc::gen::inRange<std::int64_t>(0, 2 * std::min<std::int64_t>(n, std::int64_t{1} << 61));
  } else {
    for (int i = 0; i < 4; ++i) k = (k << 64) + mpz_class(std::to_string(*rc::gen::arbitrary<std::uint64_t>()));
  }
  const mpz_class modulus(std::to_string(n));
  const mpz_class end = two_to_256() / modulus * modulus;
  const auto ours = draw_value(number(k), n);
  RC_ASSERT(ours.has_value() == (k < end));
  if (ours) RC_ASSERT(std::to_string(*ours) == mpz_class(k % modulus).get_str());
}

TEST(Commitment, GivesTheDocumentedDigest) {
  std::array<std::uint8_t, 16> nonce{};
  std::iota(nonce.begin(), nonce.end(), std::uint8_t{0});
  EXPECT_EQ(to_hex(ballot_commitment(nonce, R"({"approve":["p1","p7"]})")),
            "2f535ff9fc731cb61d44b71302ebe23b425e57a9faf8695780c239915831e8a7");
}

TEST(HashTree, GivesTheDocumentedRootAndProof) {
  const std::vector<std::string> leaves = {"a", "b", "c"};
  EXPECT_EQ(to_hex(merkle_root(leaves)), "36642e73c2540ab121e3a6bf9545b0a24982cd830eb13d3cd19de3ce6c021ec1");
  const auto proof = merkle_proof(leaves, 2);
  ASSERT_EQ(proof.size(), 1U);
  EXPECT_EQ(to_hex(proof[0]), "b137985ff484fb600db93107c77b0365c80d78f5b429ded0fd97361d077999eb");
}

TEST(HashTree, OfNothingIsTheDigestOfNothing) { EXPECT_EQ(merkle_root({}), sha256("")); }

TEST(HashTree, ProofsAreOfLeavesOnly) {
  const std::vector<std::string> leaves = {"a", "b"};
  EXPECT_THROW(merkle_proof(leaves, 2), InternalError);
  EXPECT_THROW(merkle_proof(leaves, -1), InternalError);
}

std::string bytes(const Sha256Digest& digest) { return {digest.begin(), digest.end()}; }

// RFC 9162, section 2.1.3.2: walks from the leaf to the root by the bits of the index.
bool verifies(const std::string& leaf, std::uint64_t index, std::uint64_t size, const std::vector<Sha256Digest>& proof,
              const Sha256Digest& root) {
  std::uint64_t fn = index;
  std::uint64_t sn = size - 1;
  std::string r = bytes(sha256(std::string(1, '\0') + leaf));
  for (const auto& p : proof) {
    if (sn == 0) return false;
    if ((fn & 1U) != 0 || fn == sn) {
      r = bytes(sha256("\x01" + bytes(p) + r));
      while ((fn & 1U) == 0 && fn != 0) fn >>= 1, sn >>= 1;
    } else {
      r = bytes(sha256("\x01" + r + bytes(p)));
    }
    fn >>= 1;
    sn >>= 1;
  }
  return sn == 0 && r == bytes(root);
}

TEST(HashTree, EveryProofVerifiesAndNoOtherLeafDoes) {
  std::vector<std::string> leaves;
  for (std::uint64_t size = 1; size <= 20; ++size) {
    leaves.push_back("leaf " + std::to_string(size));
    const auto root = merkle_root(leaves);
    for (std::uint64_t index = 0; index < size; ++index) {
      const auto proof = merkle_proof(leaves, static_cast<std::int64_t>(index));
      EXPECT_TRUE(verifies(leaves[index], index, size, proof, root)) << index << " of " << size;
      EXPECT_FALSE(verifies("another", index, size, proof, root)) << index << " of " << size;
    }
  }
}

}  // namespace
}  // namespace comitia
