// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Options that describe themselves; problems and limits.
#include "comitia/base/fields.h"

#include <gtest/gtest.h>

#include "comitia/base/context.h"

namespace comitia {

enum class Colour { dark_red, blue };
template <>
inline constexpr std::array<std::string_view, 2> kEnumWords<Colour> = {"dark-red", "blue"};

namespace {

struct Settings {
  std::optional<std::int64_t> seats;
  bool verbose_log = false;
  Colour colour = Colour::blue;
  Rational share = Rational(1, 4);
  std::vector<std::string> tags = {"x"};
  std::string title = "none";
  template <class Self, class Visit>
  static void fields(Self& o, Visit&& visit) {
    visit("seats", o.seats, at_least(1), "seats");
    visit("verbose_log", o.verbose_log, any(), "log");
    visit("colour", o.colour, any(), "colour");
    visit("share", o.share, between(0, 1), "share");
    visit("tags", o.tags, any(), "tags");
    visit("title", o.title, any(), "title");
  }
};

TEST(Fields, DescribeThemselves) {
  const auto fields = describe_fields<Settings>();
  ASSERT_EQ(fields.size(), 6U);
  EXPECT_EQ(fields[0].type, "integer");
  EXPECT_TRUE(fields[0].default_value.is_null());
  EXPECT_EQ(fields[0].range.least, 1);
  EXPECT_EQ(fields[2].choices, (std::vector<std::string>{"dark-red", "blue"}));
  EXPECT_EQ(fields[3].default_value, Json("1/4"));
}

TEST(Fields, ReadWhatTheyWrite) {
  const auto json =
      parse_json(R"({"seats": "5", "verbose_log": "true", "colour": "dark-red", "share": "0.5", "tags": "a,b"})");
  const auto read = read_fields<Settings>(*json);
  ASSERT_TRUE(read) << to_string(read.error());
  EXPECT_EQ(read->seats, 5);
  EXPECT_TRUE(read->verbose_log);
  EXPECT_EQ(read->colour, Colour::dark_red);
  EXPECT_EQ(read->share, Rational(1, 2));
  EXPECT_EQ(read->tags, (std::vector<std::string>{"a", "b"}));
  EXPECT_EQ(read->title, "none");
  const auto again = read_fields<Settings>(write_fields(*read));
  ASSERT_TRUE(again);
  EXPECT_EQ(write_fields(*again), write_fields(*read));
}

TEST(Fields, NameEveryWrongValue) {
  const auto json = parse_json(
      R"({"seats": 0, "verbose_log": 3, "colour": "green", "share": "2", "tags": 1, "title": [], "sats": 1})");
  const auto read = read_fields<Settings>(*json);
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().total(), 7);
  for (const auto& problem : read.error().kept()) {
    EXPECT_EQ(problem.code, ProblemCode::option_range);
    EXPECT_FALSE(problem.hint.empty()) << problem.text;
  }
}

TEST(Problems, KeepTwentyAndCountAll) {
  Problems problems;
  for (int i = 0; i < 50; ++i) problems.add({ProblemCode::syntax, {"f", i + 1, 1}, "x", {}});
  EXPECT_EQ(problems.kept().size(), 20U);
  EXPECT_EQ(problems.total(), 50);
  const auto text = to_string(problems);
  EXPECT_TRUE(text.starts_with("f:1:1: syntax: x\n")) << text;
  EXPECT_TRUE(text.ends_with("... and 30 more\n")) << text;
}

TEST(Problems, HaveOneWordEach) {
  std::set<std::string_view> words;
  for (const auto& kind : problem_kinds()) {
    EXPECT_TRUE(words.insert(kind.word).second) << kind.word;
    EXPECT_EQ(kind_of(kind.code).word, kind.word);
    EXPECT_NE(kind.exit, ExitCode::done);
    EXPECT_GE(kind.http_status, 400);
    EXPECT_FALSE(kind.meaning.empty());
  }
}

TEST(ContextLimits, StopForTheRightReason) {
  Context context;
  EXPECT_FALSE(context.stop());
  double now = 0;
  context.elapsed_seconds = [&] { return now; };
  context.time_limit_seconds = 2;
  EXPECT_FALSE(context.stop());
  now = 2;
  EXPECT_EQ(context.stop(), ProblemCode::time_limit);
  context.cancel_requested = [] { return true; };
  EXPECT_EQ(context.stop(), ProblemCode::interrupted);
}

TEST(ContextSeeds, AreSixtyFourBitNumbers) {
  EXPECT_EQ(read_seed("18446744073709551615").value(), 18446744073709551615ULL);
  for (const auto* bad : {"", "-1", "1.5", "18446744073709551616", "x", "1 "}) EXPECT_FALSE(read_seed(bad)) << bad;
}

}  // namespace
}  // namespace comitia
