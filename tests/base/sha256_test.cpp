// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
// SHA-256 against the published examples of FIPS 180-4.
#include "comitia/base/sha256.h"

#include <gtest/gtest.h>

#include "comitia/base/assert.h"

namespace comitia {
namespace {

TEST(Sha256, GivesThePublishedDigests) {
  EXPECT_EQ(to_hex(sha256("")), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(to_hex(sha256("abc")), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(to_hex(sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")),
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  EXPECT_EQ(to_hex(sha256(std::string(1'000'000, 'a'))),
            "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST(Sha256, DoesNotCareHowTheBytesArrive) {
  std::string text;
  for (int i = 0; i < 300; ++i) text.push_back(static_cast<char>(i));
  for (std::size_t cut = 0; cut <= text.size(); ++cut) {
    Sha256 hash;
    hash.update(std::string_view(text).substr(0, cut)).update(std::string_view(text).substr(cut));
    ASSERT_EQ(hash.finish(), sha256(text)) << "cut at " << cut;
  }
}

TEST(Sha256, CanBeMovedHalfway) {
  Sha256 first;
  first.update("a");
  Sha256 second = std::move(first);
  second.update("bc");
  EXPECT_EQ(second.finish(), sha256("abc"));
}

TEST(Sha256, UsingAFinishedDigestIsOurMistake) {
  Sha256 hash;
  hash.finish();
  EXPECT_THROW(hash.update("a"), InternalError);
  EXPECT_THROW(hash.finish(), InternalError);
}

TEST(Sha256, NamesItselfInDocuments) {
  EXPECT_EQ(digest_text(sha256("abc")), "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  const Sha256Digest edges = {0x00, 0x0f, 0xf0, 0xff};
  EXPECT_EQ(to_hex(edges).substr(0, 8), "000ff0ff");
}

}  // namespace
}  // namespace comitia
