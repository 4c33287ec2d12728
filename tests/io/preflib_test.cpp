// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// PrefLib beyond the sample files: places of problems, what lenient reading keeps, attributes, what is written.
#include "comitia/io/preflib.h"

#include <algorithm>

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include "comitia/io/text_cursor.h"
#include "comitia/voices/builder.h"

#include "io/corpus.h"

namespace comitia::io {
namespace {

std::string header(std::string_view kind, int alternatives) {
  std::string text =
      "# DATA TYPE: " + std::string(kind) + "\n# NUMBER ALTERNATIVES: " + std::to_string(alternatives) + "\n";
  for (int i = 1; i <= alternatives; ++i)
    text += "# ALTERNATIVE NAME " + std::to_string(i) + ": N" + std::to_string(i) + "\n";
  return text;
}

/// The first problem, as people see it, without the name of the source.
std::string refusal(const std::string& text, const std::string& name = "text") {
  const auto result = read_preflib(Source::from_text(text, name), {});
  return result ? "read" : to_string(result.error().kept().front()).substr(name.size() + 1);
}

std::string written_kind(const Voices& voices) {
  const auto written = write_preflib(voices);
  const auto at = written->bytes.find("# DATA TYPE: ");
  return written->bytes.substr(at + 13, 3);
}

TEST(Preflib, PointsAtTheColumn) {
  EXPECT_EQ(refusal(header("soi", 3) + "2: 1,22,3\n"),
            "6:6: index: there is no alternative 22 (alternatives are numbered 1 to 3)");
  EXPECT_EQ(refusal(header("toi", 3) + "2: 1,{2,3\n"),
            "6:6: unclosed-group: the group is not closed (close it with '}')");
  EXPECT_EQ(refusal(header("soi", 12) + "2: 1,11,12,1\n"),
            "15:12: duplicate-option: the row names alternative 1 twice (name it once)");
  EXPECT_EQ(refusal(header("soi", 3) + "2; 1,2\n"),
            "6:2: multiplicity: expected ':' after the number of voters, found ';' (12: 1,2,3)");
  EXPECT_EQ(refusal(header("toi", 3) + "2: 1,,2\n"),
            "6:6: syntax: expected the number of an alternative or a group in braces, found ','");
}

TEST(Preflib, PointsAtTheColumnBehindRowsThatAreRead) {
  const std::string rows = "2: 1,{2,3}\n1: {1},2\n";
  EXPECT_EQ(refusal(header("toi", 3) + rows + "2: 1,2,\n"),
            "8:8: syntax: expected the number of an alternative or a group in braces, found the end of the line "
            "(an empty order is written {})");
  EXPECT_EQ(refusal(header("toi", 3) + rows + "2: {1,2},{3,2}"),
            "8:13: duplicate-option: the row names alternative 2 twice (name it once)");
  EXPECT_EQ(refusal(header("toi", 3) + rows + "2: {1,{2,3}}\n"),
            "8:7: unclosed-group: a group starts inside a group (close the first one with '}')");
  EXPECT_EQ(refusal(header("toi", 3) + rows + "2: 1}\n"),
            "8:5: unclosed-group: '}' closes no group (open the group with '{')");
  EXPECT_EQ(refusal(header("soi", 3) + "1: 2,1\n2: 1,{2,3}\n"),
            "7:6: extension: a group of equals in a file of kind soi (orders with ties are .toc or .toi)");
  EXPECT_EQ(refusal(header("soc", 3) + "1: 3,2,1\n2: 1,2\n"),
            "7:4: extension: the order ranks 2 of 3 alternatives in a file of kind soc (incomplete orders are .soi or "
            ".toi)");
  EXPECT_EQ(refusal(header("soi", 3) + "1: 3,2,1\n\n1: 1\n"),
            "7:1: syntax: an empty line before the last row (remove it)");
  EXPECT_EQ(refusal(header("soi", 3) + "1: 3\n9007199254740992: 1\n"),
            "7:1: too-large: more than 9007199254740992 voters in total");
}

TEST(Preflib, CollectsTheProblemsOfAllRows) {
  std::string text = header("soi", 2);
  for (int i = 0; i < 30; ++i) text += "1: 3\n";
  const auto result = read_preflib(Source::from_text(text, "text"), {});
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().total(), 30);
  EXPECT_EQ(result.error().kept().back().where.line, 4 + 20);
}

TEST(Preflib, LenientReadingDropsBadRowsAndListsThem) {
  const auto text = header("soi", 3) + "5: 1,2\n2: 1,4\nx: 1\n1: 2,2\n3: 3\n";
  const auto result = corpus::read_text(read_preflib, text, corpus::lenient());
  ASSERT_TRUE(result);
  EXPECT_EQ(corpus::spelled(result->voices), "5:1>2 3:3");
  EXPECT_EQ(result->dropped, 3);
  ASSERT_EQ(result->notes.total(), 3);
  EXPECT_EQ(result->notes.kept()[0].code, ProblemCode::index);
  EXPECT_EQ(result->notes.kept()[1].code, ProblemCode::multiplicity);
  EXPECT_EQ(result->notes.kept()[2].code, ProblemCode::duplicate_option);
  EXPECT_EQ(result->notes.kept()[2].where.line, 9);
}

TEST(Preflib, LenientReadingKeepsOrdersThatTheKindForbids) {
  const auto result = corpus::read_text(read_preflib, header("soc", 3) + "2: {1,2},3\n1: 2\n", corpus::lenient());
  ASSERT_TRUE(result);
  EXPECT_EQ(corpus::spelled(result->voices), "2:1=2>3 1:2");
  EXPECT_EQ(result->dropped, 0);
  EXPECT_EQ(result->notes.total(), 2);
}

TEST(Preflib, TheKindComesFromTheExtensionWhereTheHeaderDoesNotSay) {
  const std::string old = "2\n1,Ann\n2,Bob\n2,2,2\n1,{1,2}\n1,2\n";
  EXPECT_EQ(refusal(old, "votes.TOI"), "read");
  EXPECT_EQ(refusal(old, "votes.soi"),
            "5:3: extension: a group of equals in a file of kind soi (orders with ties are .toc or .toi)");
  EXPECT_EQ(refusal(old, "votes.toc"),
            "6:3: extension: the order ranks 1 of 2 alternatives in a file of kind toc (incomplete orders are .soi or "
            ".toi)");
  EXPECT_EQ(refusal(old, "-"), "read") << "nothing is promised, so nothing is broken";
  const std::string untyped = "# NUMBER ALTERNATIVES: 1\n# ALTERNATIVE NAME 1: Ann\n1: 1\n";
  EXPECT_EQ(refusal(untyped, "votes.soc"), "read");
  EXPECT_EQ(
      refusal(untyped, "votes"),
      "3:1: extension: neither DATA TYPE nor the extension says what the file holds (add a line '# DATA TYPE: toi')");
}

TEST(Preflib, HeaderLinesBecomeTitleAndAttributes) {
  const auto result = corpus::read_file(read_preflib, corpus::root() / "tests/data/preflib/good/11-unknown-keys.soi");
  ASSERT_TRUE(result);
  const auto& electorate = ballot_voices(result->voices).electorate();
  EXPECT_EQ(electorate.title, "A small election");
  EXPECT_EQ(electorate.attribute("DESCRIPTION"), "written by hand");
  EXPECT_EQ(electorate.attribute("OFFICIAL RESULTS"), "{Ann: 2, Bob: 1}");
  EXPECT_EQ(electorate.attribute("NUMBER VOTERS"), std::nullopt) << "counted, not kept";
  const auto written = write_preflib(result->voices);
  EXPECT_NE(written->bytes.find("\n# OFFICIAL RESULTS: {Ann: 2, Bob: 1}\n# COLOUR: blue\n# NUMBER ALTERNATIVES: 2\n"),
            std::string::npos)
      << written->bytes;
}

TEST(Preflib, WritesWhatItRead) {
  for (const auto& path : corpus::files_in(corpus::root() / "tests/data/preflib/good")) {
    const auto name = path.filename().string();
    // The others are not written in the form that the specification prefers.
    if (!name.starts_with("01") && !name.starts_with("02") && !name.starts_with("06") && !name.starts_with("11"))
      continue;
    const auto source = Source::open(path.string());
    const auto result = read_preflib(*source, {});
    ASSERT_TRUE(result);
    EXPECT_EQ(write_preflib(result->voices)->bytes, source->bytes());
  }
}

TEST(Preflib, WritesTheMostRestrictiveKindAndMergesEqualOrders) {
  const auto rewritten = [](std::string_view rows) {
    const auto result = corpus::read_text(read_preflib, header("toi", 2) + std::string(rows));
    return written_kind(result->voices);
  };
  EXPECT_EQ(rewritten("1: 1,2\n2: 2,1\n"), "soc");
  EXPECT_EQ(rewritten("1: 1,2\n2: 2\n"), "soi");
  EXPECT_EQ(rewritten("1: 1,2\n2: {1,2}\n"), "toc");
  EXPECT_EQ(rewritten("1: 1\n2: {1,2}\n"), "toi");
  EXPECT_EQ(rewritten("1: 1,2\n2: {}\n"), "soi");

  const auto result = corpus::read_text(read_preflib, header("toi", 2) + "1: {1,2}\n2: 2\n4: {2,1}\n");
  const auto written = write_preflib(result->voices);
  EXPECT_NE(written->bytes.find("# NUMBER VOTERS: 7\n# NUMBER UNIQUE ORDERS: 2\n"), std::string::npos);
  EXPECT_TRUE(written->bytes.ends_with("\n5: {1,2}\n2: 2\n")) << written->bytes;
}

TEST(Preflib, CategoriesOfMoreThanTwoStayBesideTheRanking) {
  const auto path = corpus::root() / "tests/data/preflib/good/06-three-categories.cat";
  const auto result = corpus::read_file(read_preflib, path);
  ASSERT_TRUE(result);
  const auto& electorate = ballot_voices(result->voices).electorate();
  EXPECT_EQ(electorate.attribute("CATEGORY NAME 3"), "Poor");
  ASSERT_EQ(electorate.voices.columns.size(), 1U);
  EXPECT_EQ(electorate.voices.columns[0].name, kPreflibCategories);
  EXPECT_EQ(electorate.voices.columns[0].cells[0], "1,2");
  EXPECT_EQ(electorate.voices.columns[0].cells[1], "1,3");
  EXPECT_EQ(electorate.voices.columns[0].cells[2], "");
}

TEST(Preflib, ApprovalsFromElsewhereGetTwoCategories) {
  VoicesBuilder builder(BallotKind::approval);
  for (const auto id : {"x", "y", "z"}) builder.add_option(id);
  builder.approve({2});
  builder.approve({0});
  builder.end_voice({}, 3);
  builder.end_voice();
  const auto written = write_preflib(*std::move(builder).finish());
  ASSERT_TRUE(written);
  EXPECT_EQ(written->bytes,
            "# FILE NAME: \n# TITLE: \n# DESCRIPTION: \n# DATA TYPE: cat\n# MODIFICATION TYPE: \n# RELATES TO: \n"
            "# RELATED FILES: \n# PUBLICATION DATE: \n# MODIFICATION DATE: \n# NUMBER ALTERNATIVES: 3\n"
            "# NUMBER VOTERS: 4\n# NUMBER UNIQUE PREFERENCES: 2\n# NUMBER CATEGORIES: 2\n"
            "# CATEGORY NAME 1: Approved\n# CATEGORY NAME 2: Not approved\n"
            "# ALTERNATIVE NAME 1: x\n# ALTERNATIVE NAME 2: y\n# ALTERNATIVE NAME 3: z\n"
            "3: {1,3},2\n1: {},{1,2,3}\n");
  EXPECT_EQ(written->losses, std::vector<std::string>{"ids of options: they are numbered in their order"});
}

TEST(Preflib, SaysWhatItCannotHold) {
  VoicesBuilder scored(BallotKind::scored);
  scored.score(scored.add_option("a"), 3);
  scored.end_voice();
  EXPECT_EQ(write_preflib(*std::move(scored).finish()).error().code(), ProblemCode::vote_type);

  VoicesBuilder fractional(BallotKind::ranked);
  fractional.rank(fractional.add_option("1"));
  fractional.end_voice({}, 1, Rational(1, 2));
  EXPECT_EQ(write_preflib(*std::move(fractional).finish()).error().code(), ProblemCode::weight);

  VoicesBuilder rich(BallotKind::ranked);
  rich.add_option("1", "Ann");
  rich.electorate().options.columns.push_back({"party", {}});
  rich.electorate().options.columns[0].cells.push_back("red");
  rich.electorate().seats = 1;
  rich.electorate().attributes.emplace_back("a:b", "c");
  rich.rank({0});
  rich.end_voice("v", 2, Rational(3));
  const auto written = write_preflib(*std::move(rich).finish());
  ASSERT_TRUE(written);
  EXPECT_EQ(written->losses.size(), 5U) << "column, seats, voice id, weight, attribute";
  EXPECT_NE(written->bytes.find("NAME 1: Ann\n6: 1\n"), std::string::npos) << written->bytes;
}

TEST(Preflib, IsRecognised) {
  EXPECT_EQ(recognise_preflib("# FILE NAME: x\n# TITLE: y\n", "-"), 2);
  EXPECT_EQ(recognise_preflib("3\n1,Ann\n2,Bob\n", "votes.soc"), 2);
  EXPECT_EQ(recognise_preflib("3\n1,Ann\n2,Bob\n", "-"), 1);
  EXPECT_EQ(recognise_preflib("# a comment\n", "-"), 0);
  EXPECT_EQ(recognise_preflib("A>B>C\n", "votes.abif"), 0);
}

/// Rankings of up to six options, written and read again.
/// The same rows with a blank before each number and behind each brace: another form, which the usual one is not read
/// by.
std::string with_blanks(std::string_view rows) {
  std::string spread;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const bool number_starts = is_digit(rows[i]) && (i == 0 || !is_digit(rows[i - 1]));
    if (number_starts) spread += ' ';
    spread += rows[i];
    if (rows[i] == '{' || rows[i] == '}') spread += ' ';
  }
  return spread;
}

RC_GTEST_PROP(PreflibProperty, BlanksInRowsChangeNothing, ()) {
  const int alternatives = *rc::gen::inRange(1, 120);
  std::string rows;
  const int count = *rc::gen::inRange(1, 20);
  for (int row = 0; row < count; ++row) {
    rows += std::to_string(*rc::gen::inRange(1, 100'000)) + ": ";
    const auto places = *rc::gen::inRange(1, 2 * alternatives);
    for (int place = 0; place < places; ++place) {
      if (place > 0) rows += ',';
      const auto size = *rc::gen::weightedElement<int>({{6, 0}, {1, 1}, {2, 2}, {1, 3}});  // 0: without braces
      if (size > 0) rows += '{';
      for (int i = 0; i < std::max(size, 1); ++i) {
        if (i > 0) rows += ',';
        rows += std::to_string(*rc::gen::inRange(1, alternatives + 1));
      }
      if (size > 0) rows += '}';
      if (place > 2 && *rc::gen::arbitrary<bool>()) break;
    }
    rows += '\n';
  }
  // Rows that name an alternative twice are dropped, in one reading as in the other.
  const ReadOptions lenient{.strictness = Strictness::lenient};
  const auto usual = read_preflib(Source::from_text(header("toi", alternatives) + rows, "text"), lenient);
  const auto spread = read_preflib(Source::from_text(header("toi", alternatives) + with_blanks(rows), "text"), lenient);
  RC_ASSERT(usual.has_value() == spread.has_value());
  if (!usual) RC_DISCARD("no row is left");
  RC_ASSERT(usual->dropped == spread->dropped);
  RC_ASSERT(digest(usual->voices) == digest(spread->voices));
}

RC_GTEST_PROP(PreflibProperty, WhatIsWrittenReadsTheSame, ()) {
  const auto kind = *rc::gen::element(BallotKind::ranked, BallotKind::approval);
  VoicesBuilder builder(kind);
  const auto options = *rc::gen::inRange(1, 7);
  for (int i = 1; i <= options; ++i)
    builder.add_option(std::to_string(i), *rc::gen::element("", "Ann", "é: {1,2}", "# x", "\"q\""));
  const auto voices = *rc::gen::inRange(1, 6);
  for (int voice = 0; voice < voices; ++voice) {
    const auto order = *rc::gen::container<std::vector<std::uint32_t>>(
        rc::gen::inRange<std::uint32_t>(0, static_cast<std::uint32_t>(options)));
    std::set<std::uint32_t> seen;
    for (const auto option : order) {
      if (!seen.insert(option).second) continue;
      if (kind == BallotKind::approval) {
        builder.approve({option});
      } else {
        if (*rc::gen::arbitrary<bool>()) builder.next_group();
        builder.rank({option});
      }
    }
    builder.end_voice({}, *rc::gen::inRange<std::int64_t>(1, 4));
  }
  const auto original = *std::move(builder).finish();
  const auto written = write_preflib(original);
  RC_ASSERT(written.has_value());
  RC_ASSERT(written->losses.empty());
  const auto again = read_preflib(Source::from_text(written->bytes, "text"), {});
  RC_ASSERT(again.has_value());
  RC_ASSERT(digest(again->voices) == digest(original));
}

}  // namespace
}  // namespace comitia::io
