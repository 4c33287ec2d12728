// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Sentences, ties, outcomes and seats.
#include <gtest/gtest.h>

#include "comitia/decision/outcome.h"
#include "comitia/decision/seats.h"
#include "comitia/decision/sentences.h"
#include "comitia/decision/ties.h"

namespace comitia {
namespace {

OptionTable options(std::initializer_list<std::string_view> ids) {
  OptionTable table;
  for (const auto id : ids) table.ids.push_back(id);
  return table;
}
std::vector<OptionId> ids(std::initializer_list<std::uint32_t> numbers) {
  std::vector<OptionId> list;
  for (const auto n : numbers) list.push_back(OptionId{n});
  return list;
}

constexpr Sentence kSentences[] = {
    {"pick", "{pick:option} takes seat {step} with {votes:count}, {gain:number}; {rest:options} wait."},
    {"broken", "{missing} is not there"}};

TEST(Sentences, FillNamesAndNumbers) {
  const std::vector<std::pair<std::string, std::string>> names = {{"1", "Ada"}, {"3", "Cem"}};
  const TraceStep step{
      2, "pick", {{"pick", "1"}, {"votes", 12345}, {"gain", "3/2"}, {"rest", Json::array({"2", "3", "4"})}}};
  EXPECT_EQ(say(step, kSentences, names), "Ada takes seat 2 with 12,345, 3/2 (1.5); 2, Cem and 4 wait.");
}

TEST(Sentences, TakeTheWordThatGoesWithTheNumber) {
  constexpr Sentence sentences[] = {{"pick", "{votes:count} {votes:one vote is|votes are} enough."}};
  const auto said = [&](Json votes) { return say({1, "pick", {{"votes", std::move(votes)}}}, sentences, {}); };
  EXPECT_EQ(said(1), "1 vote is enough.");
  EXPECT_EQ(said("1"), "1 vote is enough.");
  EXPECT_EQ(said(0), "0 votes are enough.");
  EXPECT_EQ(said("1/2"), "1/2 (0.5) votes are enough.");
  EXPECT_EQ(said(11), "11 votes are enough.");
}

TEST(Sentences, LoseNothingWithoutATemplate) {
  const TraceStep unknown{1, "odd", {{"pick", "1"}}};
  EXPECT_EQ(say(unknown, kSentences, {}), "odd: pick = 1;");
  const TraceStep incomplete{1, "broken", {{"pick", "1"}}};
  EXPECT_EQ(say(incomplete, kSentences, {}), "broken: pick = 1;");
}

TEST(Sentences, ShowNumbersForPeople) {
  EXPECT_EQ(shown_number("1234567"), "1,234,567");
  EXPECT_EQ(shown_number("-999"), "-999");
  EXPECT_EQ(shown_number("-1000"), "-1,000");
  EXPECT_EQ(shown_number("1/3"), "1/3 (0.3333)");
  EXPECT_EQ(shown_number("1000000000000/3000000000001"), "about 0.3333");
  EXPECT_EQ(shown_number("no number"), "no number");
}

TEST(Ties, FollowTheOrderOfTheFileInFavourOfTheFirst) {
  const auto table = options({"a", "b", "c"});
  Context context;
  TieBreaker ties(context, table);
  EXPECT_EQ(ties.winner(1, ids({1, 2}), "votes").value(), OptionId{1});
  EXPECT_EQ(ties.loser(2, ids({1, 2}), "votes").value(), OptionId{2});
  EXPECT_EQ(ties.winner(3, ids({2}), "votes").value(), OptionId{2});
  const auto records = ties.take();
  ASSERT_EQ(records.size(), 2U) << "one alone is no tie";
  EXPECT_EQ(records[0].among, (std::vector<std::string>{"b", "c"}));
  EXPECT_EQ(records[1].chosen, "c");
}

TEST(Ties, AreRefusedByName) {
  const auto table = options({"a", "b"});
  Context context;
  context.run.ties = TiePolicy::refuse;
  TieBreaker ties(context, table);
  const auto refused = ties.winner(4, ids({0, 1}), "first places");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code(), ProblemCode::tie);
  EXPECT_EQ(refused.error().kept().front().text, "step 4: a, b tie on first places");
}

// The generator with seed "comitia" and n = 10 begins 8 1 3 (product page, public draws).
TEST(Ties, DrawByThePublicGenerator) {
  const auto table = options({"0", "1", "2", "3", "4", "5", "6", "7", "8", "9"});
  Context context;
  context.run.ties = TiePolicy::draw;
  context.run.draw_seed = "comitia";
  TieBreaker ties(context, table);
  const auto all = ids({0, 1, 2, 3, 4, 5, 6, 7, 8, 9});
  EXPECT_EQ(ties.winner(1, all, "votes").value(), OptionId{8});
  EXPECT_EQ(ties.winner(2, all, "votes").value(), OptionId{1});
  EXPECT_EQ(ties.winner(3, all, "votes").value(), OptionId{3});
}

TEST(Ties, ReachEveryAlternativeByChance) {
  const auto table = options({"a", "b", "c"});
  std::set<std::uint32_t> seen;
  for (int seed = 0; seed < 50; ++seed) {
    Context context;
    context.run.ties = TiePolicy::random;
    context.run.seed = std::to_string(seed);
    TieBreaker ties(context, table);
    const auto first = ties.winner(1, ids({0, 1, 2}), "votes").value();
    TieBreaker again(context, table);
    EXPECT_EQ(again.winner(1, ids({0, 1, 2}), "votes").value(), first);
    seen.insert(first.value);
  }
  EXPECT_EQ(seen.size(), 3U);
}

TEST(Outcome, IsCanonical) {
  const auto table = options({"z", "y", "x"});
  const auto outcome = committees_outcome(table, {ids({2, 1}), ids({0, 2}), ids({1, 2})});
  EXPECT_EQ(canonical_text(outcome), R"({"committees":[["z","x"],["y","x"]]})");
  const auto read = committees_of(outcome, table);
  ASSERT_TRUE(read);
  EXPECT_EQ(*read, (std::vector<Committee>{ids({0, 2}), ids({1, 2})}));
}

TEST(Outcome, IsReadInAllForms) {
  const auto table = options({"a", "b"});
  EXPECT_EQ(committees_of(Json::object({{"winners", Json::array({"a", "b"})}}), table)->size(), 2U);
  EXPECT_EQ(committees_of(projects_outcome(table, {ids({0, 1})}), table)->front().size(), 2U);
  EXPECT_EQ(committees_of(projects_outcome(table, {ids({0}), ids({1})}), table)->size(), 2U);
  EXPECT_EQ(committees_of(Json::object({{"winners", Json::array({"q"})}}), table).error().code(),
            ProblemCode::unknown_option);
  EXPECT_EQ(committees_of(Json::object({{"committees", Json::array({Json::array({"a", "a"})})}}), table).error().code(),
            ProblemCode::duplicate_option);
  EXPECT_EQ(committees_of(Json::object({}), table).error().code(), ProblemCode::document);
}

TEST(Seats, ComeFromTheOptionThenFromTheFile) {
  Electorate electorate;
  electorate.options = options({"a", "b", "c"});
  EXPECT_EQ(resolve_seats(std::nullopt, electorate).error().code(), ProblemCode::seats);
  electorate.seats = 2;
  EXPECT_EQ(resolve_seats(std::nullopt, electorate).value(), 2);
  EXPECT_EQ(resolve_seats(3, electorate).value(), 3);
  EXPECT_EQ(resolve_seats(4, electorate).error().code(), ProblemCode::seats);
}

}  // namespace
}  // namespace comitia
