// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// BLT beyond the sample files: places of problems, lenient reading, skipped ranks, withdrawn candidates, what is
// written.
#include "comitia/io/blt.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include "comitia/voices/builder.h"

#include "io/corpus.h"

namespace comitia::io {
namespace {

constexpr std::string_view kNames = "0\nAnn\nBob\nCem\nTitle\n";

std::string election(std::string_view ballots) { return "3 1\n" + std::string(ballots) + std::string(kNames); }

/// The first problem, as people see it, without the name of the source.
std::string refusal(const std::string& text, const ReadOptions& options = {}) {
  const auto result = corpus::read_text(read_blt, text, options);
  return result ? "read" : to_string(result.error().kept().front()).substr(5);
}

TEST(Blt, PointsAtTheColumn) {
  EXPECT_EQ(refusal(election("1 2 0\n1 3 2 4 0\n")),
            "3:7: index: there is no candidate 4 (candidates are numbered 1 to 3)");
  EXPECT_EQ(refusal(election("1 2=3=2 0\n")),
            "2:7: duplicate-option: the ballot names candidate 2 twice (name it once)");
  EXPECT_EQ(refusal(election("(a) 1 2 0 (a) 1 3 0\n")),
            "2:12: duplicate-id: the ballot id a stands twice (give each ballot its own id)");
}

TEST(Blt, AMissingZeroIsFoundOnItsOwnLine) {
  const auto text = election("1 1 2\n5 3 1 0\n");
  EXPECT_EQ(refusal(text),
            "2:5: terminator: the ballot does not end with 0 on its line, and read on it fails: there is no "
            "candidate 5 (end each ballot with 0)");
  const auto result = corpus::read_text(read_blt, text, corpus::lenient());
  ASSERT_TRUE(result);
  EXPECT_EQ(corpus::spelled(result->voices), "5:3>1") << "only the line without 0 is lost";
  EXPECT_EQ(result->dropped, 1);
}

TEST(Blt, ABallotOverTwoLinesIsReadWithANote) {
  const auto result = corpus::read_text(read_blt, election("4 1\n2 3 0\n"));
  ASSERT_TRUE(result);
  EXPECT_EQ(corpus::spelled(result->voices), "4:1>2>3");
  ASSERT_EQ(result->notes.total(), 1);
  EXPECT_EQ(result->notes.kept()[0].code, ProblemCode::terminator);
  EXPECT_EQ(result->notes.kept()[0].where.line, 2);
}

TEST(Blt, LenientReadingDropsBadBallots) {
  const auto result =
      corpus::read_text(read_blt, election("1 1 0\nx 2 0\n0.5 2 0 -1 3 0 2 3=0\n1 3 0\n"), corpus::lenient());
  ASSERT_TRUE(result);
  EXPECT_EQ(corpus::spelled(result->voices), "1*1:1 1*1/2:2 1*1:3");
  EXPECT_EQ(result->dropped, 3) << "the weights x and -1, and the '=' before 0";
}

TEST(Blt, LenientReadingEndsBallotsAtTheNames) {
  const auto result = corpus::read_text(read_blt, "2 1\n1 2 0\n\"Ann\"\n\"Bob\"\n\"Title\"\n", corpus::lenient());
  ASSERT_TRUE(result);
  EXPECT_EQ(corpus::spelled_options(ballot_voices(result->voices).options()), "1(Ann) 2(Bob)");
  EXPECT_EQ(ballot_voices(result->voices).electorate().title, "Title");
}

TEST(Blt, SkippedRanksFollowThePolicy) {
  const auto text = election("1 1 - 2 - - 3 0\n");
  EXPECT_EQ(corpus::spelled(corpus::read_text(read_blt, text)->voices), "1:1>2>3");
  ReadOptions options;
  options.skipped_rank = "exhaust-at-two";
  EXPECT_EQ(corpus::spelled(corpus::read_text(read_blt, text, options)->voices), "1:1>2");
  options.skipped_rank = "refuse";
  EXPECT_EQ(refusal(text, options),
            "2:5: skipped-rank: the ballot skips a rank (the policy for skipped ranks is to refuse them)");
}

TEST(Blt, WithdrawnCandidatesKeepTheirNumbersAndNames) {
  const auto result = corpus::read_file(read_blt, corpus::root() / "tests/data/blt/good/18-several-withdrawn.blt");
  ASSERT_TRUE(result);
  const auto& electorate = ballot_voices(result->voices).electorate();
  EXPECT_EQ(electorate.attribute("withdrawn"), "1,5");
  EXPECT_EQ(electorate.attribute("withdrawn 1"), "Ann");
  EXPECT_EQ(electorate.attribute("withdrawn 5"), "Eve");
  const auto written = write_blt(result->voices);
  EXPECT_EQ(written->bytes, "5 1\n-1 -5\n1 2 3 0\n1 0\n0\n\"Ann\"\n\"Bob\"\n\"Cem\"\n\"Dan\"\n\"Eve\"\n\"Title\"\n");
  EXPECT_TRUE(written->losses.empty());
}

TEST(Blt, SeatsAndTitleAreKept) {
  const auto result = corpus::read_text(read_blt, "3 2\n1 1 0\n" + std::string(kNames));
  EXPECT_EQ(ballot_voices(result->voices).electorate().seats, 2);
  EXPECT_EQ(ballot_voices(result->voices).electorate().title, "Title");
}

TEST(Blt, WritesWeightsAsDecimalsWhereTheyAreFinite) {
  const auto result = corpus::read_text(read_blt, election("1.50 1 0\n3/8 2 0\n3/7 3 0\n2 1=3 0\n1.5 1 0\n"));
  const auto written = write_blt(result->voices);
  EXPECT_EQ(written->bytes, "3 1\n3 1 0\n0.375 2 0\n3/7 3 0\n2 1=3 0\n0\n\"Ann\"\n\"Bob\"\n\"Cem\"\n\"Title\"\n");
}

TEST(Blt, WritesIdsWhereTheyFit) {
  const auto voices_with_id = [](std::string_view id) {
    VoicesBuilder builder(BallotKind::ranked);
    builder.add_option("1", "Ann");
    builder.electorate().seats = 1;
    builder.rank({0});
    builder.end_voice(id, 2);
    return *std::move(builder).finish();
  };
  EXPECT_EQ(write_blt(voices_with_id("v 1"))->bytes, "1 1\n(v 1) 2 1 0\n0\n\"Ann\"\n");
  EXPECT_TRUE(write_blt(voices_with_id("v 1"))->losses.empty());
  EXPECT_EQ(write_blt(voices_with_id("v)1"))->bytes, "1 1\n2 1 0\n0\n\"Ann\"\n");
  EXPECT_EQ(write_blt(voices_with_id("v)1"))->losses, std::vector<std::string>{"ids of voices"});
}

TEST(Blt, SaysWhatItCannotHold) {
  VoicesBuilder approvals(BallotKind::approval);
  approvals.approve(approvals.add_option("a"));
  approvals.end_voice();
  EXPECT_EQ(write_blt(*std::move(approvals).finish()).error().code(), ProblemCode::vote_type);

  VoicesBuilder builder(BallotKind::ranked);
  builder.add_option("a", "Ann");
  builder.electorate().attributes.emplace_back("country", "Utopia");
  builder.rank({0});
  builder.end_voice();
  const auto written = write_blt(*std::move(builder).finish());
  EXPECT_EQ(written->losses.size(), 3U) << "the id of the option, the unknown seats, the attribute";
  EXPECT_EQ(written->bytes, "1 1\n1 1 0\n0\n\"Ann\"\n");
}

TEST(Blt, IsRecognised) {
  EXPECT_EQ(recognise_blt("anything", "votes.BLT"), 2);
  EXPECT_EQ(recognise_blt("4 2\n-2\n3 1 3 4 0\n", "-"), 1);
  EXPECT_EQ(recognise_blt("# an election\n4 2 # candidates and seats\n3 1 3 4 0\n", "-"), 1);
  EXPECT_EQ(recognise_blt("4 2 3 1 3 4 0\n", "-"), 0);
  EXPECT_EQ(recognise_blt("4\n1,Ann\n", "-"), 0);
  EXPECT_EQ(recognise_blt("A>B\n", "-"), 0);
}

/// Rankings with ties, weights, ids and withdrawn candidates, written and read again.
RC_GTEST_PROP(BltProperty, WhatIsWrittenReadsTheSame, ()) {
  VoicesBuilder builder(BallotKind::ranked);
  const auto numbers = *rc::gen::inRange(1, 7);
  std::string withdrawn;
  for (int number = 1; number <= numbers; ++number) {
    const auto name =
        *rc::gen::element<std::string>("Ann", "\"Bob\" (Lab)", "Cem \"\"", "# Dan", "/* Eve */", "é 0", "1=2");
    if (number < numbers && *rc::gen::inRange(0, 4) == 0) {
      withdrawn += (withdrawn.empty() ? "" : ",") + std::to_string(number);
      builder.electorate().attributes.emplace_back("withdrawn " + std::to_string(number), name);
    } else {
      builder.add_option(std::to_string(number), name);
    }
  }
  if (!withdrawn.empty()) builder.electorate().attributes.emplace_back("withdrawn", withdrawn);
  builder.electorate().seats = *rc::gen::inRange<std::int64_t>(1, 5);
  builder.electorate().title = *rc::gen::element("", "Ward 7", "a \"b\" c", "0");
  const auto options = static_cast<std::uint32_t>(builder.electorate().options.size());
  const bool ids = *rc::gen::arbitrary<bool>();
  const auto voices = *rc::gen::inRange(1, 6);
  for (int voice = 0; voice < voices; ++voice) {
    const auto order = *rc::gen::container<std::vector<std::uint32_t>>(rc::gen::inRange<std::uint32_t>(0, options));
    std::set<std::uint32_t> seen;
    for (const auto option : order) {
      if (!seen.insert(option).second) continue;
      if (*rc::gen::arbitrary<bool>()) builder.next_group();
      builder.rank({option});
    }
    const auto weight = *rc::gen::element(Rational(1), Rational(5, 2), Rational(1, 3));
    // One number tells a voice's count and weight, so only one of them differs from 1.
    const auto count = weight == Rational(1) ? *rc::gen::inRange<std::int64_t>(1, 4) : 1;
    builder.end_voice(ids ? "v" + std::to_string(voice) : std::string(), count, weight);
  }
  const auto original = *std::move(builder).finish();
  const auto written = write_blt(original);
  RC_ASSERT(written.has_value());
  const auto again = read_blt(Source::from_text(written->bytes, "text"), {});
  RC_ASSERT(again.has_value());
  RC_ASSERT(digest(again->voices) == digest(original));
  RC_ASSERT(ballot_voices(again->voices).electorate().title == ballot_voices(original).electorate().title);
}

}  // namespace
}  // namespace comitia::io
