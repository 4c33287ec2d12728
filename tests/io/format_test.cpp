// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// The choice of a format: by its marks, by its name, refused with what was tried.
#include "comitia/io/format.h"

#include <algorithm>
#include <set>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "comitia/voices/builder.h"

namespace comitia::io {
namespace {

using testing::HasSubstr;

TEST(Formats, HaveDistinctIdsAndAReader) {
  std::set<std::string_view> ids;
  for (const Format& format : formats()) {
    EXPECT_TRUE(ids.insert(format.id).second) << format.id;
    EXPECT_NE(format.read, nullptr) << format.id;
    EXPECT_NE(format.recognise, nullptr) << format.id;
    EXPECT_FALSE(format.extensions.empty()) << format.id;
    EXPECT_EQ(find_format(format.id), &format);
  }
  EXPECT_EQ(find_format("punched-cards"), nullptr);
}

TEST(Formats, TextThatIsNoVoicesIsRefusedNamingWhatWasTried) {
  const auto source = Source::from_text("{\"report\": {\"date\": \"2026-03-01\"}}\n", "report.json");
  const auto format = detect(source);
  ASSERT_FALSE(format.has_value());
  const Problem& problem = format.error().kept().front();
  EXPECT_EQ(problem.code, ProblemCode::format);
  EXPECT_EQ(to_string(problem).substr(0, 16), "report.json:1:1:");
  for (const Format& tried : formats()) EXPECT_THAT(problem.text, HasSubstr(std::string(tried.id)));
}

TEST(Formats, NothingIsRefusedAsEmpty) {
  for (const char* text : {"", "\xEF\xBB\xBF"}) {
    const auto format = detect(Source::from_text(text, "x.pb"));
    ASSERT_FALSE(format.has_value());
    EXPECT_EQ(format.error().code(), ProblemCode::empty);
  }
}

TEST(Formats, MarksBehindAByteOrderMarkAreSeen) {
  const auto format = detect(Source::from_text("\xEF\xBB\xBFMETA\nkey;value\n", "data.txt"));
  ASSERT_TRUE(format.has_value());
  EXPECT_EQ((*format)->id, "pabulib");
}

TEST(Formats, ReadingEndsWhenItIsCancelled) {
  for (const auto kind : {BallotKind::approval, BallotKind::ranked}) {
    VoicesBuilder builder(kind);
    for (const char* id : {"a", "b", "c", "d"}) builder.add_option(id);
    for (std::uint32_t i = 0; i < 5000; ++i) {
      if (kind == BallotKind::approval)
        builder.approve(OptionId{i % 4});
      else
        builder.rank(OptionId{i % 4}), builder.next_group();
      builder.end_voice(std::to_string(i + 1));
    }
    const auto voices = std::move(builder).finish();
    ASSERT_TRUE(voices.has_value());
    for (const Format& format : formats()) {
      if (format.write == nullptr) continue;
      const auto written = format.write(*voices);
      if (!written) continue;  // this format is for others
      const auto source =
          Source::from_text(written->bytes, "many" + std::string(format.id == "table-csv" ? ".csv" : ""));
      if (std::count(written->bytes.begin(), written->bytes.end(), '\n') < 2000) continue;  // equal ballots are merged
      ReadOptions options;
      options.strictness = Strictness::lenient;
      EXPECT_TRUE(format.read(source, options).has_value()) << format.id;
      int asked = 0;
      options.cancel_requested = [&] { return ++asked == 2; };
      const auto result = format.read(source, options);
      ASSERT_FALSE(result.has_value()) << format.id;
      EXPECT_EQ(result.error().code(), ProblemCode::interrupted) << format.id;
      EXPECT_EQ(result.error().kept().size(), 1U) << format.id;
      EXPECT_EQ(asked, 2) << format.id;
    }
  }
}

TEST(Formats, AnUnknownNameIsRefusedNamingTheFormats) {
  const auto result = read(Source::from_text("META\n", "x"), "punched-cards", {});
  ASSERT_FALSE(result.has_value());
  EXPECT_EQ(result.error().code(), ProblemCode::format);
  EXPECT_THAT(result.error().kept().front().hint, HasSubstr("pabulib"));
}

TEST(Formats, ANamedFormatIsReadWhateverTheMarksSay) {
  const auto result = read(Source::from_text("key;value\n", "x.csv"), "pabulib", {});
  ASSERT_FALSE(result.has_value());
  EXPECT_EQ(result.error().code(), ProblemCode::section);
}

}  // namespace
}  // namespace comitia::io
