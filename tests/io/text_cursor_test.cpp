// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Lines, cells, numbers and places, which all text formats share.
#include "comitia/io/text_cursor.h"

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "comitia/io/reading.h"

namespace comitia::io {
namespace {

using testing::ElementsAre;

std::vector<std::string> lines(std::string_view text) {
  std::vector<std::string> all;
  LineCursor cursor(text);
  while (const auto line = cursor.next()) all.emplace_back(*line);
  return all;
}

std::vector<std::vector<std::string>> rows(std::string_view text, char separator = ';') {
  std::vector<std::vector<std::string>> all;
  std::vector<Cell> cells;
  RowCursor cursor(text, separator);
  while (cursor.next(cells) == RowCursor::Step::row) {
    all.emplace_back();
    for (const Cell& cell : cells) all.back().push_back(cell.text());
  }
  return all;
}

TEST(LineCursor, EndsLinesWithLfOrCrlf) {
  EXPECT_THAT(lines("a\nb\r\n\nc"), ElementsAre("a", "b", "", "c"));
  EXPECT_THAT(lines("a\n"), ElementsAre("a"));
  EXPECT_THAT(lines(""), ElementsAre());
  EXPECT_THAT(lines("a\rb\r"), ElementsAre("a\rb"));
}

TEST(RowCursor, SplitsAtTheSeparatorAndIgnoresBlanksAroundCells) {
  EXPECT_THAT(rows("a; b\t;c \r\n;;\nlast"),
              ElementsAre(ElementsAre("a", "b", "c"), ElementsAre("", "", ""), ElementsAre("last")));
  EXPECT_THAT(rows("a,b;c", ','), ElementsAre(ElementsAre("a", "b;c")));
}

TEST(RowCursor, QuotesHoldSeparatorsLineEndsAndDoubledQuotes) {
  EXPECT_THAT(rows("\"a;b\" ; \"two\nlines\";\"say \"\"no\"\"\"\n\"\";x\"y\""),
              ElementsAre(ElementsAre("a;b", "two\nlines", "say \"no\""), ElementsAre("", "x\"y\"")));
}

TEST(RowCursor, NamesThePlaceOfABrokenQuoteAndGoesOnBehindThatLine) {
  std::vector<Cell> cells;
  const std::string text = "a;\"b\" c\nd;\"e\nf";
  RowCursor cursor(text, ';');
  EXPECT_EQ(cursor.next(cells), RowCursor::Step::text_after_quote);
  EXPECT_EQ(cursor.trouble().data() - text.data(), 6);
  EXPECT_EQ(cursor.next(cells), RowCursor::Step::unclosed_quote);
  EXPECT_EQ(cursor.trouble().data() - text.data(), 10);
  EXPECT_EQ(cursor.next(cells), RowCursor::Step::row);
  EXPECT_EQ(cells.front().text(), "f");
  EXPECT_EQ(cursor.next(cells), RowCursor::Step::end);
}

RC_GTEST_PROP(RowCursor, ReadsBackWhatWasAppended, (const std::vector<std::string>& texts)) {
  RC_PRE(!texts.empty());
  std::string written;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    if (i > 0) written += ';';
    append_cell(written, texts[i], ';');
  }
  // A single empty cell writes an empty text, which holds no row.
  RC_PRE(!written.empty());
  const auto read = rows(written);
  RC_ASSERT(read.size() == 1U);
  RC_ASSERT(read.front() == texts);
}

TEST(Numbers, IntegersHaveNoPlusBlanksOrFraction) {
  EXPECT_EQ(parse_integer("17"), 17);
  EXPECT_EQ(parse_integer("-3"), -3);
  EXPECT_EQ(parse_integer("9223372036854775807"), 9223372036854775807);
  for (const char* text : {"", "+1", " 1", "1 ", "1.0", "9223372036854775808", "0x1", "-"})
    EXPECT_EQ(parse_integer(text), std::nullopt) << text;
}

TEST(Numbers, AreWrittenAsShortExactDecimalsOrFractions) {
  EXPECT_EQ(format_number(Rational(12)), "12");
  EXPECT_EQ(format_number(Rational(-1, 4)), "-0.25");
  EXPECT_EQ(format_number(Rational(2001, 2)), "1000.5");
  EXPECT_EQ(format_number(Rational(1, 1000)), "0.001");
  EXPECT_EQ(format_number(Rational(1, 3)), "1/3");
  EXPECT_EQ(format_number(Rational(1, std::int64_t{1} << 20)), "1/1048576");
}

TEST(Reading, CountsLinesAndBytesFromOneAfterTheByteOrderMark) {
  const auto source = Source::from_text(
      "\xEF\xBB\xBF"
      "ab\r\n\xC3\xA9;x\n",
      "town.pb");
  const Reading reading(source, {});
  const std::string_view text = reading.text();
  EXPECT_EQ(text, "ab\r\n\xC3\xA9;x\n");
  const auto place = [&](std::size_t at) {
    const Location where = reading.locate(text.substr(at, 1));
    return std::to_string(where.line) + ":" + std::to_string(where.column);
  };
  EXPECT_EQ(place(0), "1:1");
  EXPECT_EQ(place(1), "1:2");
  EXPECT_EQ(place(4), "2:1");
  EXPECT_EQ(place(7), "2:4");  // e with accent takes two bytes
  EXPECT_EQ(place(1), "1:2");  // also backwards
  EXPECT_EQ(place(9), "3:1");  // the end
  EXPECT_EQ(reading.locate(std::string_view()).line, 0);
  EXPECT_EQ(reading.locate("elsewhere").line, 0);
}

TEST(Reading, StrictRefusesWhatLenientNotes) {
  const auto source = Source::from_text("row", "x");
  for (const Strictness strictness : {Strictness::strict, Strictness::lenient}) {
    const bool lenient = strictness == Strictness::lenient;
    Reading reading(source, {.strictness = strictness});
    reading.note(ProblemCode::number, reading.text(), "noted");
    EXPECT_FALSE(reading.failed());
    reading.drop(ProblemCode::points, reading.text(), "dropped", {}, 2);
    EXPECT_EQ(reading.failed(), !lenient);
    EXPECT_EQ(reading.dropped(), 2);
    reading.error(ProblemCode::syntax, reading.text(), "refused");
    EXPECT_TRUE(reading.failed());
    const Problems problems = std::move(reading).failure().value();
    EXPECT_EQ(problems.total(), lenient ? 1 : 2);
  }
}

TEST(Reading, RefusesTextThatIsNotUtf8AtItsPlace) {
  for (const auto& [text, column] : {std::pair<std::string, int>{"ok\nab\xE9", 3}, {std::string("ok\na\0b", 6), 2}}) {
    const auto source = Source::from_text(text, "x");
    Reading reading(source, {});
    ASSERT_TRUE(reading.failed());
    EXPECT_TRUE(reading.text().empty());
    const Problem problem = std::move(reading).failure().value().kept().front();
    EXPECT_EQ(problem.code, ProblemCode::encoding);
    EXPECT_EQ(problem.where.line, 2);
    EXPECT_EQ(problem.where.column, column);
  }
}

}  // namespace
}  // namespace comitia::io
