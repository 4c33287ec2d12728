// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// The choice of a format: by its marks, by its name, refused with what was tried.
#include "comitia/io/format.h"

#include <set>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

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
