// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// What cannot be seen from outside: how our own mistakes end, and the small tools of the program.
#include "cli/program.h"

#include <new>
#include <stdexcept>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "comitia/base/assert.h"
#include "comitia/catalog/comparison.h"

#include "cli/arguments.h"
#include "cli/help.h"
#include "cli/page.h"
#include "cli/progress.h"
#include "cli/settings.h"

namespace comitia::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

struct Ended {
  int code;
  std::string error;
};

Ended ended(const std::function<int()>& work) {
  testing::internal::CaptureStderr();
  const int code = guarded({"elect", "decide", "secret-name.abif"}, work);
  return {code, testing::internal::GetCapturedStderr()};
}

TEST(Program, OurOwnMistakesEndWithSevenAndGiveNoDataAway) {
  const auto broken = ended([]() -> int { assertion_failed("a == b", "both sides agree", "rule.cpp", 12); });
  EXPECT_EQ(broken.code, 7);
  EXPECT_THAT(broken.error, HasSubstr("both sides agree (a == b at rule.cpp:12)"));
  EXPECT_THAT(broken.error, HasSubstr("please report"));
  EXPECT_THAT(broken.error, Not(HasSubstr("secret-name")));

  const auto unexpected = ended([]() -> int { throw std::runtime_error("ballot of Ada Abel"); });
  EXPECT_EQ(unexpected.code, 7);
  EXPECT_THAT(unexpected.error, Not(HasSubstr("Ada")));
}

TEST(Program, ExhaustedMemoryIsALimit) {
  const auto exhausted = ended([]() -> int { throw std::bad_alloc(); });
  EXPECT_EQ(exhausted.code, 5);
  EXPECT_THAT(exhausted.error, HasSubstr("memory-limit: "));
}

TEST(Grammar, NoCommandDeclaresAFlagTwiceOrOneOfTheGlobalFlags) {
  const auto check = [](const auto& self, const Command& command) -> void {
    std::vector<std::string> names;
    for (const auto& flag : command.flags) {
      EXPECT_EQ(std::count(names.begin(), names.end(), flag.name), 0) << command.name << " --" << flag.name;
      EXPECT_TRUE(command.name == "comitia" || !is_global_flag(flag.name)) << command.name << " --" << flag.name;
      names.push_back(flag.name);
    }
    for (const auto& inner : command.commands) self(self, inner);
  };
  check(check, grammar());
}

TEST(Arguments, TheClosestWordIsFoundAndAStrangeOneIsNot) {
  EXPECT_EQ(closest("--sets", {"--seats", "--seed"}), "--seats");
  EXPECT_EQ(closest("decied", {"decide", "explain"}), "decide");
  EXPECT_EQ(closest("xyz", {"decide", "explain"}), std::nullopt);
}

TEST(Page, WidthCountsColumnsAndNotBytes) {
  EXPECT_EQ(display_width("Zoë"), 3);
  EXPECT_EQ(display_width("Zoe\u0308"), 3);  // a combining mark takes no column
  EXPECT_EQ(display_width("市議会"), 6);     // wide characters take two
  EXPECT_EQ(shortened("市議会", 5), "市議…");
  EXPECT_EQ(shortened("council", 7), "council");
}

TEST(Page, ControlCharactersNeverReachATerminal) {
  EXPECT_EQ(printable("a\033[2Jb\tc\x7f"), "a?[2Jb?c?");
  EXPECT_EQ(printable("\xc2\x9b"
                      "31m"),
            "?31m");  // U+009B is an escape of one character
  EXPECT_EQ(printable("Zoë 市"), "Zoë 市");
}

TEST(Page, TablesAlignByColumns) {
  Page page;
  page.table({{"name", "votes"}, {{"Zoë", "7"}, {"市", "12"}}, {false, true}});
  EXPECT_EQ(page.text(false), "  name  votes\n  Zoë       7\n  市       12\n");
}

TEST(Csv, FormulasAreDefusedAndNumbersAreNot) {
  EXPECT_EQ(csv_cell("=1+1"), "'=1+1");
  EXPECT_EQ(csv_cell("-2/3"), "-2/3");
  EXPECT_EQ(csv_cell("-2/3+x"), "'-2/3+x");
  EXPECT_EQ(csv_cell("a,\"b\""), "\"a,\"\"b\"\"\"");
  EXPECT_EQ(csv_cell("\tx"), "'\tx");
}

RC_GTEST_PROP(Csv, EveryCellIsReadBack, (const std::string& text)) {
  const auto cell = csv_cell(text);
  std::string read;
  if (cell.starts_with('"')) {
    for (std::size_t i = 1; i + 1 < cell.size(); ++i) {
      if (cell[i] == '"') RC_ASSERT(cell[++i] == '"');
      read += cell[i];
    }
  } else {
    RC_ASSERT(cell.find_first_of(",\"\n\r") == std::string::npos);
    read = cell;
  }
  RC_ASSERT(read == text || read == "'" + text);
}

RC_GTEST_PROP(Help, WrappingKeepsTheWordsAndTheWidth, (const std::vector<bool>& long_words)) {
  std::string text;
  for (const bool long_word : long_words)
    text += (text.empty() ? "" : " ") + std::string(long_word ? "representation" : "of");
  std::string joined;
  for (const auto& line : wrapped(text, 20)) {
    RC_ASSERT(display_width(line) <= 20);
    joined += (joined.empty() ? "" : " ") + line;
  }
  RC_ASSERT(joined == text);
}

TEST(Comparison, DistanceIsTheNumberOfMembersThatDiffer) {
  const auto committee = [](std::initializer_list<std::uint32_t> ids) {
    Committee members;
    for (const auto id : ids) members.push_back(OptionId{id});
    return members;
  };
  EXPECT_EQ(members_that_differ(committee({1, 2, 3}), committee({1, 2, 3})), 0);
  EXPECT_EQ(members_that_differ(committee({1, 2, 3}), committee({2, 3, 4})), 1);
  EXPECT_EQ(members_that_differ(committee({1, 2}), committee({1, 2, 3})), 1);
  EXPECT_EQ(members_that_differ(committee({}), committee({1, 2, 3})), 3);
  // Of several outcomes the closest pair counts.
  EXPECT_EQ(distance({committee({1, 2}), committee({3, 4})}, {committee({4, 5})}), 1);
}

TEST(Progress, SaysHowFarTheWorkIs) {
  EXPECT_EQ(progress_words({"seats", 12, 50}, 3.4), "seats 12 of 50 (24 %), 3 s");
  EXPECT_EQ(progress_words({"universes", 7, 0}, 0), "universes 7, 0 s");
  EXPECT_EQ(progress_words({"reading", 0, 0}, 1), "reading, 1 s");
}

}  // namespace
}  // namespace comitia::cli
