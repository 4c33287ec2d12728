// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// JSON values: canonical form, fixed pretty form, strict reading.
#include "comitia/base/json.h"

#include <gtest/gtest.h>

namespace comitia {
namespace {

TEST(Json, CanonicalFormSortsByUtf16AndEscapesShortest) {
  const Json value = Json::object({{"b", 1}, {"a", Json::array({true, nullptr, "x\n\"\\\x01é"})}});
  EXPECT_EQ(canonical_text(value), "{\"a\":[true,null,\"x\\n\\\"\\\\\\u0001é\"],\"b\":1}");
  // U+1F600 is D83D DE00 in UTF-16, hence before U+FB33, though its UTF-8 bytes are larger.
  const Json keys = Json::object({{"\xEF\xAC\xB3", 1}, {"\xF0\x9F\x98\x80", 2}, {"\xE2\x82\xAC", 3}});
  EXPECT_EQ(canonical_text(keys), "{\"\xE2\x82\xAC\":3,\"\xF0\x9F\x98\x80\":2,\"\xEF\xAC\xB3\":1}");
}

TEST(Json, ReadsWhatItWrites) {
  const Json value = Json::object({{"list", Json::array({1, -2, Json::array({}), Json(Json::Object())})},
                                   {"text", "tab\t and \xE2\x82\xAC"},
                                   {"flag", false},
                                   {"none", nullptr}});
  for (const auto& text : {canonical_text(value), compact_text(value), pretty_text(value)}) {
    const auto read = parse_json(text);
    ASSERT_TRUE(read) << text;
    EXPECT_EQ(canonical_text(*read), canonical_text(value));
  }
  EXPECT_EQ(pretty_text(parse_json(pretty_text(value)).value()), pretty_text(value));
}

struct Refused {
  std::string text;
  ProblemCode code;
  std::int64_t line;
};

TEST(Json, RefusesWhatItsRulesForbid) {
  const Refused cases[] = {
      {"", ProblemCode::syntax, 1},
      {"{\"a\": 1.5}", ProblemCode::number, 1},
      {"{\"a\": 1e3}", ProblemCode::number, 1},
      {"[9223372036854775808]", ProblemCode::number, 1},
      {"{\"a\": 1,\n \"a\": 2}", ProblemCode::duplicate_id, 2},
      {"[1] [2]", ProblemCode::syntax, 1},
      {"[1,]", ProblemCode::syntax, 1},
      {"// no\n[1]", ProblemCode::syntax, 1},
      {"[\"\xFF\"]", ProblemCode::syntax, 1},
      {std::string(40, '[') + std::string(40, ']'), ProblemCode::too_large, 1},
  };
  for (const auto& [text, code, line] : cases) {
    const auto read = parse_json(text, "x.json");
    ASSERT_FALSE(read) << text;
    EXPECT_EQ(word_of(read.error().code()), word_of(code)) << text;
    EXPECT_EQ(read.error().kept().front().where.line, line) << text;
    EXPECT_EQ(read.error().kept().front().where.source, "x.json");
  }
}

TEST(Json, SetReplacesInPlace) {
  Json value;
  value.set("a", 1).set("b", 2).set("a", 3);
  EXPECT_EQ(compact_text(value), "{\"a\":3,\"b\":2}");
  EXPECT_TRUE(value["missing"].is_null());
  EXPECT_EQ(value.find("missing"), nullptr);
}

}  // namespace
}  // namespace comitia
