// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// The Condorcet Election Format beyond the sample files: places of problems, lenient reading, tags and parameters, what
// is written, and the published election of the shared data.
#include "comitia/io/cef.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include "comitia/voices/builder.h"

#include "io/corpus.h"

namespace comitia::io {
namespace {

constexpr std::string_view kCandidates = "#/Candidates: Ann ; Bob ; Cem\n";

std::string election(std::string_view votes) { return std::string(kCandidates) + std::string(votes); }

/// The first problem, as people see it, without the name of the source.
std::string refusal(const std::string& text) {
  const auto result = corpus::read_text(read_cef, text);
  return result ? "read" : to_string(result.error().kept().front()).substr(5);
}

TEST(Cef, PointsAtTheColumn) {
  EXPECT_EQ(refusal(election("Ann > Bob > Ann\n")),
            "2:13: duplicate-option: the vote ranks 'Ann' twice (rank each candidate once)");
  EXPECT_EQ(refusal(election("  tag || Ann > Bob * x\n")),
            "2:22: multiplicity: 'x' is not a number of votes (A > B * 8)");
  EXPECT_EQ(refusal(election("Ann > = Bob\n")), "2:7: syntax: a place of the ranking is empty (A > B = C)");
  EXPECT_EQ(refusal("#/Candidates: Ann ; Bob ;Ann\n"),
            "1:26: duplicate-id: the candidate 'Ann' is listed twice (list each candidate once)");
}

TEST(Cef, LenientReadingDropsBadVotesAndReadsOn) {
  const auto result = corpus::read_text(
      read_cef,
      election("  #/Number of Seats: 2\nAnn\nAnn < Bob\nBob > Bob\nCem * 0\nBob ^0\n#/Number of Seats: 3\nBob\n"),
      corpus::lenient());
  ASSERT_TRUE(result);
  EXPECT_EQ(corpus::spelled(result->voices), "1:Ann 1:Bob");
  EXPECT_EQ(result->dropped, 4);
  EXPECT_EQ(result->notes.total(), 6) << "and the two parameters";
  EXPECT_EQ(ballot_voices(result->voices).electorate().seats, 2) << "the late parameter is ignored";
}

TEST(Cef, TagsAndParametersAreKept) {
  const auto result = corpus::read_text(
      read_cef, "#/Implicit Ranking: TRUE\n#/Voting Methods: Schulze ; Copeland\na , b || Ann > Bob\nBob\n,c|| Ann\n");
  ASSERT_TRUE(result);
  const auto& electorate = ballot_voices(result->voices).electorate();
  EXPECT_EQ(electorate.attribute("Implicit Ranking"), "true");
  EXPECT_EQ(electorate.attribute("Voting Methods"), "Schulze ; Copeland");
  EXPECT_EQ(electorate.seats, std::nullopt) << "not stated, so not 100";
  ASSERT_EQ(electorate.voices.columns.size(), 1U);
  EXPECT_EQ(electorate.voices.columns[0].name, kCefTags);
  EXPECT_EQ(electorate.voices.columns[0].cells[0], "a,b");
  EXPECT_EQ(electorate.voices.columns[0].cells[1], "");
  EXPECT_EQ(electorate.voices.columns[0].cells[2], "c");
  const auto written = write_cef(result->voices);
  EXPECT_EQ(written->bytes,
            "#/Candidates: Ann ; Bob\n#/Implicit Ranking: true\n#/Weight Allowed: false\n"
            "#/Voting Methods: Schulze ; Copeland\n\na,b || Ann > Bob\nBob\nc || Ann\n");
  EXPECT_TRUE(written->losses.empty());
}

TEST(Cef, EqualVotesAreWrittenOnOneLine) {
  const auto result = corpus::read_text(
      read_cef,
      election("#/Weight Allowed: true\nAnn = Bob\nCem\nBob = Ann * 2\nCem ^3 * 2\nx || Cem\n/EMPTY/\nCem ^3\n"));
  EXPECT_EQ(write_cef(result->voices)->bytes,
            "#/Candidates: Ann ; Bob ; Cem\n#/Implicit Ranking: true\n#/Weight Allowed: true\n\n"
            "Ann = Bob * 3\nCem\nCem ^3 * 3\nx || Cem\n/EMPTY_RANKING/\n");
}

TEST(Cef, OptionsGoByTheBestNamesThatTheFormatCanHold) {
  const auto candidates = [](std::vector<std::pair<std::string, std::string>> options) {
    VoicesBuilder builder(BallotKind::ranked);
    for (const auto& [id, name] : options) builder.add_option(id, name);
    builder.rank({0});
    builder.end_voice();
    auto bytes = write_cef(*std::move(builder).finish())->bytes;
    return bytes.substr(0, bytes.find('\n'));
  };
  EXPECT_EQ(candidates({{"1", "Ann"}, {"2", "Bob (Lab)"}}), "#/Candidates: Ann ; Bob (Lab)");
  EXPECT_EQ(candidates({{"1", "Ann"}, {"2", "Ann"}}), "#/Candidates: 1 ; 2") << "equal names";
  EXPECT_EQ(candidates({{"a", "Ann"}, {"b", "Bob/Lab"}}), "#/Candidates: a ; b") << "a reserved character";
  EXPECT_EQ(candidates({{"a", ""}, {"b*", ""}}), "#/Candidates: 1 ; 2");
}

TEST(Cef, SaysWhatItCannotHold) {
  VoicesBuilder approvals(BallotKind::approval);
  approvals.approve(approvals.add_option("a"));
  approvals.end_voice();
  EXPECT_EQ(write_cef(*std::move(approvals).finish()).error().code(), ProblemCode::vote_type);

  VoicesBuilder fractional(BallotKind::ranked);
  fractional.rank(fractional.add_option("a"));
  fractional.end_voice({}, 1, Rational(3, 2));
  EXPECT_EQ(write_cef(*std::move(fractional).finish()).error().code(), ProblemCode::weight);

  VoicesBuilder rich(BallotKind::ranked);
  rich.add_option("1", "Ann");
  rich.electorate().title = "An election";
  rich.electorate().attributes.emplace_back("colour", "#ff0000");
  rich.rank({0});
  rich.end_voice("v1");
  const auto written = write_cef(*std::move(rich).finish());
  EXPECT_EQ(written->losses.size(), 4U) << "the id of the option, the id of the voice, the title, the attribute";
  EXPECT_TRUE(written->bytes.starts_with("# An election\n#/Candidates: Ann\n")) << written->bytes;
}

TEST(Cef, IsRecognised) {
  EXPECT_EQ(recognise_cef("A > B\n", "votes.cvotes"), 2);
  EXPECT_EQ(recognise_cef("# hello\n#/candidates: A;B\n", "-"), 2);
  EXPECT_EQ(recognise_cef("# hello\n#/colour: blue\n", "-"), 0);
  EXPECT_EQ(recognise_cef("A > B\n", "-"), 0);
}

TEST(Cef, ThePublishedElectionHoldsWhatIsKnownOfIt) {
  const auto path = corpus::shared("data/elect/cvr/condorcet_A03.cvotes");
  if (!path) GTEST_SKIP() << "the shared data are absent: the published election is not checked";
  const auto result = corpus::read_file(read_cef, *path);
  ASSERT_TRUE(result) << to_string(result.error());
  const auto& voices = ballot_voices(result->voices);
  // "15 candidates, 7 seats", "weights sum to 989"
  EXPECT_EQ(voices.option_count(), 15);
  EXPECT_EQ(voices.electorate().seats, 7);
  EXPECT_EQ(voices.electorate().voters, 989);
  corpus::expect_round_trip(read_cef, write_cef, result->voices, "condorcet_A03.cvotes");
  EXPECT_TRUE(write_cef(result->voices)->losses.empty());
}

/// Rankings with ties, counts, weights and blank votes, written and read again.
RC_GTEST_PROP(CefProperty, WhatIsWrittenReadsTheSame, ()) {
  VoicesBuilder builder(BallotKind::ranked);
  const auto options = *rc::gen::inRange<std::uint32_t>(1, 7);
  const std::vector<std::string> names = {"Ann", "Bob Lee", "\"Cem\"", "é", "日本語", "(1.5)", "tag:x"};
  for (std::uint32_t i = 0; i < options; ++i) builder.add_option(names[i]);
  if (*rc::gen::arbitrary<bool>()) builder.electorate().seats = *rc::gen::inRange<std::int64_t>(1, 5);
  const auto voices = *rc::gen::inRange(1, 6);
  for (int voice = 0; voice < voices; ++voice) {
    const auto order = *rc::gen::container<std::vector<std::uint32_t>>(rc::gen::inRange<std::uint32_t>(0, options));
    std::set<std::uint32_t> seen;
    for (const auto option : order) {
      if (!seen.insert(option).second) continue;
      if (*rc::gen::arbitrary<bool>()) builder.next_group();
      builder.rank({option});
    }
    builder.end_voice({}, *rc::gen::inRange<std::int64_t>(1, 4), *rc::gen::element(Rational(1), Rational(7)));
  }
  const auto original = *std::move(builder).finish();
  const auto written = write_cef(original);
  RC_ASSERT(written.has_value());
  RC_ASSERT(written->losses.empty());
  const auto again = read_cef(Source::from_text(written->bytes, "text"), {});
  RC_ASSERT(again.has_value());
  RC_ASSERT(digest(again->voices) == digest(original));
}

}  // namespace
}  // namespace comitia::io
