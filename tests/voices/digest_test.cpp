// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// The digest: its documented bytes written out by hand, what it must notice and what it must not.
#include <functional>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "comitia/base/sha256.h"
#include "comitia/voices/builder.h"

namespace comitia {
namespace {

std::string number(std::uint64_t value, int bytes = 8) {
  std::string encoded;
  for (int i = 0; i < bytes; ++i) encoded.push_back(static_cast<char>(value >> (8 * i)));
  return encoded;
}
std::string text(const std::string& value) { return number(value.size()) + value; }
std::string position(std::uint32_t value) { return number(value, 4); }

std::string hex(const Sha256Digest& digest) { return to_hex(digest); }

Voices finished(VoicesBuilder&& builder) {
  auto voices = std::move(builder).finish();
  EXPECT_TRUE(voices.has_value());
  return *std::move(voices);
}

VoicesBuilder two_options(BallotKind kind) {
  VoicesBuilder builder(kind);
  builder.add_option("a", "Alder");
  builder.add_option("b");
  return builder;
}

TEST(Digest, OfApprovalsWithIdsAndBudgetIsTheDocumentedBytes) {
  auto builder = two_options(BallotKind::approval);
  builder.electorate().options.costs = ScaledColumn{{5, 10}, 2};
  builder.electorate().budget = Rational(7);
  builder.electorate().seats = 3;
  builder.approve(OptionId{1}), builder.approve(OptionId{0});
  builder.end_voice("v", 2, Rational(1, 3));
  builder.end_voice("w");
  const std::string bytes = "comitia-voices/1\n" + text("approval") + number(2) +  //
                            text("a") + text("Alder") + text("5/2") +              //
                            text("b") + text("b") + text("5") +                    //
                            text("7") + text("3") + number(1) + number(2) +        //
                            text("v") + number(2) + text("1/3") + number(2) + position(0) + position(1) + text("w") +
                            number(1) + text("1") + number(0);
  EXPECT_EQ(hex(digest(finished(std::move(builder)))), hex(sha256(bytes)));
}

TEST(Digest, OfRankingsWithoutIdsIsTheDocumentedBytes) {
  auto builder = two_options(BallotKind::ranked);
  builder.rank(OptionId{1}), builder.next_group(), builder.rank(OptionId{0});
  builder.end_voice({}, 4);
  builder.rank(OptionId{0}), builder.rank(OptionId{1});
  builder.end_voice();
  builder.rank(OptionId{0});
  builder.end_voice();
  // Ascending: (0,a) begins (0,a)(0,b), which is below (0,b)(1,a).
  const std::string bytes = "comitia-voices/1\n" + text("ranked") + number(2) +  //
                            text("a") + text("Alder") + text("") + text("b") + text("b") + text("") + text("") +
                            text("") + number(0) + number(3) +  //
                            text("1") + number(1) + position(0) + position(0) + text("1") + number(2) + position(0) +
                            position(0) + position(1) + position(0) + text("4") + number(2) + position(1) +
                            position(0) + position(0) + position(1);
  EXPECT_EQ(hex(digest(finished(std::move(builder)))), hex(sha256(bytes)));
}

TEST(Digest, OfScoresIsTheDocumentedBytes) {
  auto builder = two_options(BallotKind::scored);
  builder.score(OptionId{1}, Rational(-3, 2)), builder.score(OptionId{0}, 2);
  builder.end_voice();
  const std::string bytes = "comitia-voices/1\n" + text("scored") + number(2) +  //
                            text("a") + text("Alder") + text("") + text("b") + text("b") + text("") + text("") +
                            text("") + number(0) + number(1) +  //
                            text("1") + number(2) + position(0) + text("2") + position(1) + text("-3/2");
  EXPECT_EQ(hex(digest(finished(std::move(builder)))), hex(sha256(bytes)));
}

TEST(Digest, LargeVoicesAreHashedInPieces) {
  // Far beyond the buffer: 30,000 voices, and one id longer than the buffer.
  VoicesBuilder builder(BallotKind::approval);
  builder.add_option("a");
  const std::string long_id(100'000, 'x');
  std::string bytes = "comitia-voices/1\n" + text("approval") + number(1) + text("a") + text("a") + text("") +
                      text("") + text("") + number(1) + number(30'001);
  for (int i = 0; i < 30'000; ++i) {
    if (i % 3 == 0) builder.approve(OptionId{0});
    builder.end_voice(std::to_string(i));
    bytes += text(std::to_string(i)) + number(1) + text("1") + (i % 3 == 0 ? number(1) + position(0) : number(0));
  }
  builder.end_voice(long_id);
  bytes += text(long_id) + number(1) + text("1") + number(0);
  EXPECT_EQ(hex(digest(finished(std::move(builder)))), hex(sha256(bytes)));
}

TEST(Digest, WithoutIdsTheOrderOfVoicesAndTheirSplitDoNotMatter) {
  auto one = two_options(BallotKind::approval);
  one.approve(OptionId{0});
  one.end_voice({}, 3);
  one.approve(OptionId{1});
  one.end_voice();
  auto other = two_options(BallotKind::approval);
  other.approve(OptionId{1});
  other.end_voice();
  for (int i = 0; i < 3; ++i) {
    other.approve(OptionId{0});
    other.end_voice();
  }
  EXPECT_EQ(hex(digest(finished(std::move(one)))), hex(digest(finished(std::move(other)))));
}

TEST(Digest, IgnoresAttributesTitleAndUninterpretedColumns) {
  auto plain = two_options(BallotKind::approval);
  plain.end_voice();
  auto decorated = two_options(BallotKind::approval);
  decorated.end_voice();
  decorated.electorate().title = "A town";
  decorated.electorate().attributes.emplace_back("country", "Elbonia");
  decorated.electorate().voices.columns.push_back({"age", {}});
  decorated.electorate().voices.columns[0].cells.push_back("40");
  EXPECT_EQ(hex(digest(finished(std::move(plain)))), hex(digest(finished(std::move(decorated)))));
}

TEST(Digest, NoticesEveryInterpretedPart) {
  using Change = std::function<void(VoicesBuilder&)>;
  const auto base = [](BallotKind kind, const Change& before, const Change& ballot) {
    VoicesBuilder builder(kind);
    builder.add_option("a", "Alder");
    builder.add_option("b");
    before(builder);
    ballot(builder);
    return hex(digest(finished(std::move(builder))));
  };
  const Change nothing = [](VoicesBuilder&) {};
  const Change vote = [](VoicesBuilder& b) { b.approve(OptionId{0}), b.end_voice("v"); };
  std::vector<std::string> digests = {
      base(BallotKind::approval, nothing, vote),
      base(
          BallotKind::approval, [](VoicesBuilder& b) { b.add_option("c"); }, vote),
      base(
          BallotKind::approval, [](VoicesBuilder& b) { b.add_option("c", "Cedar"); }, vote),
      base(
          BallotKind::approval, [](VoicesBuilder& b) { b.electorate().seats = 1; }, vote),
      base(
          BallotKind::approval, [](VoicesBuilder& b) { b.electorate().seats = 2; }, vote),
      base(
          BallotKind::approval, [](VoicesBuilder& b) { b.electorate().options.costs = ScaledColumn{{1, 1}, 1}; }, vote),
      base(
          BallotKind::approval, [](VoicesBuilder& b) { b.electorate().options.costs = ScaledColumn{{1, 2}, 1}; }, vote),
      base(
          BallotKind::approval,
          [](VoicesBuilder& b) {
            b.electorate().options.costs = ScaledColumn{{1, 2}, 1};
            b.electorate().budget = Rational(2);
          },
          vote),
      base(BallotKind::approval, nothing, [](VoicesBuilder& b) { b.approve(OptionId{0}), b.end_voice("w"); }),
      base(BallotKind::approval, nothing, [](VoicesBuilder& b) { b.approve(OptionId{0}), b.end_voice("1"); }),
      base(BallotKind::approval, nothing, [](VoicesBuilder& b) { b.approve(OptionId{0}), b.end_voice(); }),
      base(BallotKind::approval, nothing, [](VoicesBuilder& b) { b.approve(OptionId{0}), b.end_voice("v", 2); }),
      base(BallotKind::approval, nothing,
           [](VoicesBuilder& b) { b.approve(OptionId{0}), b.end_voice("v", 1, Rational(2)); }),
      base(BallotKind::approval, nothing, [](VoicesBuilder& b) { b.approve(OptionId{1}), b.end_voice("v"); }),
      base(BallotKind::approval, nothing, [](VoicesBuilder& b) { b.end_voice("v"); }),
      base(BallotKind::ranked, nothing, [](VoicesBuilder& b) { b.rank(OptionId{0}), b.end_voice("v"); }),
      base(BallotKind::scored, nothing, [](VoicesBuilder& b) { b.score(OptionId{0}, 1), b.end_voice("v"); }),
      base(BallotKind::scored, nothing, [](VoicesBuilder& b) { b.score(OptionId{0}, 2), b.end_voice("v"); }),
  };
  EXPECT_EQ(std::set<std::string>(digests.begin(), digests.end()).size(), digests.size());
}

}  // namespace
}  // namespace comitia
