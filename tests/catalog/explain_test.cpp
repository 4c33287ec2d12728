// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Explanations in words, for every kind of ballot and every way of breaking ties.
#include "comitia/catalog/explain.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "comitia/catalog/decide.h"

#include "catalog/profiles.h"

namespace comitia {
namespace {

using testing::build;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using testing::PlainVoices;

Decision decided(std::string_view rule, const Voices& voices, TiePolicy ties,
                 const Json& options = Json(Json::Object())) {
  RunSettings run;
  run.ties = ties;
  run.draw_seed = "comitia";
  run.certify = {"none"};
  Context context(run);
  return decide(**find_rule(rule), voices, options, context).value();
}

// Seats 2; a, b, c, d have four voters each, so all 6 pairs tie by approval voting. Voice 5 is blank.
const PlainVoices kTied{
    "approval", {"a", "b", "c", "d"}, {{{{0, 1}}, 3}, {{{2, 3}}, 3}, {{{0, 2}}, 1}, {{{1, 3}}, 1}, {{}, 1}}};
const Json kTwoSeats = Json::object({{"seats", 2}});

TEST(ExplainTies, NamesWhatDecided) {
  const auto voices = build(kTied);
  EXPECT_THAT(explain_step(decided("elect/av", voices, TiePolicy::order, kTwoSeats), 1)->sentences,
              Contains("a, b, c and d were equal on approval score; the order of the file decided for a."));
  const auto random = decided("elect/av", voices, TiePolicy::random, kTwoSeats);
  EXPECT_THAT(explain_step(random, 1)->sentences,
              Contains("a, b, c and d were equal on approval score; the seeded draw decided for " +
                       random.ties[0].chosen + "."));
  const auto draw = decided("elect/av", voices, TiePolicy::draw, kTwoSeats);
  EXPECT_THAT(
      explain_step(draw, 1)->sentences,
      Contains("a, b, c and d were equal on approval score; the public draw decided for " + draw.ties[0].chosen + "."));
  RunSettings run;
  run.ties = TiePolicy::refuse;
  Context context(run);
  EXPECT_EQ(decide(**find_rule("elect/av"), voices, kTwoSeats, context).error().code(), ProblemCode::tie);
}

TEST(ExplainTies, SaysThatAllWereKept) {
  const auto decision = decided("elect/av", build(kTied), TiePolicy::all, kTwoSeats);
  EXPECT_EQ(explain_decision(decision).headline, "6 committees tie.");
  const auto kept = "a, b, c and d were equal on approval score; all of them were kept, and every way was followed.";
  EXPECT_THAT(explain_decision(decision).sentences, Contains(kept));
  EXPECT_THAT(explain_step(decision, 1)->sentences, Contains(kept));
  EXPECT_THAT(explain_option(decision, build(kTied), "d")->sentences, Contains(std::string("Step 1: ") + kept));
}

TEST(ExplainTies, TellsThatTheChosenOneLeaves) {
  const auto voices = build({"ranked", {"a", "b"}, {{{{0}, {1}}, 1}, {{{1}, {0}}, 1}}});
  auto decision = decided("elect/instant-runoff", voices, TiePolicy::order);
  EXPECT_THAT(explain_decision(decision).sentences,
              Contains("a and b were equal on votes; the order of the file decided that b leaves."));
  decision.trace.clear();  // nobody can tell now
  EXPECT_THAT(explain_decision(decision).sentences,
              ElementsAre("a and b were equal on votes; the order of the file picked b."));
}

// By approval voting each option is in 3 of the 6 pairs. Of the first pair {a, b} the four supporters of b have 2, 2, 2
// and 1 members: 7/4 on average.
TEST(ExplainOption, CountsTheCommitteesThatTie) {
  const auto voices = build(kTied);
  const auto decision = decided("elect/av", voices, TiePolicy::all, kTwoSeats);
  const auto explained = explain_option(decision, voices, "b").value();
  EXPECT_EQ(explained.headline, "b is elected in 3 of the 6 committees that tie.");
  EXPECT_THAT(
      explained.sentences,
      Contains("In the first of the 6 committees they have, on average, 1.75 members that they approve of; each "
               "of them has at least one."));
}

// One seat, voters 2 {a}, 1 {a, b}, 1 {c}: a wins. Of b's one supporter all have a member, of c's none.
TEST(ExplainOption, SaysHowManySupportersHaveNobody) {
  const auto voices = build({"approval", {"a", "b", "c"}, {{{{0}}, 2}, {{{0, 1}}, 1}, {{{2}}, 1}}});
  const auto decision = decided("elect/av", voices, TiePolicy::order, Json::object({{"seats", 1}}));
  const auto b = explain_option(decision, voices, "b").value();
  EXPECT_THAT(b.sentences, Contains("1 of 4 voters approves of it (25.0 %)."));
  EXPECT_THAT(b.sentences,
              Contains("On average they have 1.00 members that they approve of; each of them has at least one."));
  EXPECT_THAT(b.sentences, Contains("It came closest in step 1, in place 2: it had 1, while a had 3."));
  const auto c = explain_option(decision, voices, "c").value();
  EXPECT_THAT(c.sentences, Contains("On average they have 0.00 members that they approve of; 1 of them has none."));
}

TEST(ExplainOption, TellsATieForTheWin) {
  const auto voices = build({"ranked", {"a", "b", "c"}, {{{{0}, {1}, {2}}, 1}, {{{1}, {0}, {2}}, 1}}});
  for (const auto* rule : {"elect/borda", "elect/plurality", "elect/schulze", "elect/instant-runoff"}) {
    const auto decision = decided(rule, voices, TiePolicy::all);
    EXPECT_EQ(explain_option(decision, voices, "a")->headline, "a ties for the win with b.") << rule;
    EXPECT_EQ(explain_option(decision, voices, "c")->headline, "c does not win.") << rule;
  }
  // 1 point for a first choice of plurality; with 3 options Borda gives a and b 2 + 1 = 3 points each.
  EXPECT_THAT(explain_option(decided("elect/plurality", voices, TiePolicy::all), voices, "b")->sentences,
              Contains("Step 1: a and b tie with 1 first choice each."));
  EXPECT_THAT(explain_option(decided("elect/borda", voices, TiePolicy::all), voices, "b")->sentences,
              Contains("Step 1: a and b tie with 3 points each."));
  EXPECT_THAT(explain_option(decided("elect/borda", voices, TiePolicy::order), voices, "b")->sentences,
              Contains("It came closest in step 1, in place 2: it had 3, as did a."));
}

TEST(ExplainVoice, CountsTheCommitteesThatTie) {
  const auto voices = build(kTied);
  const auto all = decided("elect/av", voices, TiePolicy::all, kTwoSeats);
  EXPECT_THAT(explain_voice(all, voices, "1")->sentences,
              Contains("In the 6 committees that tie: a (in 3) and b (in 3)."));
  EXPECT_THAT(explain_voice(all, voices, "5")->sentences, ElementsAre("A blank ballot supports no option."));
  EXPECT_EQ(explain_voice(all, voices, "5")->headline, "Voice 5 approves of nobody.");
  const auto one = decided("elect/av", voices, TiePolicy::order, kTwoSeats);
  EXPECT_THAT(explain_voice(one, voices, "1")->sentences,
              ElementsAre("In the outcome: a and b.", "Step 1: it is among the supporters of a.",
                          "Step 2: it is among the supporters of b."));
  EXPECT_THAT(explain_voice(one, voices, "2")->sentences, ElementsAre("None of them is in the outcome."));
}

// First choices 3 a, 2 b, 2 c (voice 3 ranks b and c equally and gives a half to each), 2 d: d leaves first, then a
// with 3 of 5 + 4 + 3, and b wins.
const PlainVoices kRanked{"ranked",
                          {"a", "b", "c", "d"},
                          {{{{0}, {1}, {2}}, 3},
                           {{{1}, {2}, {0}}, 2},
                           {{{1, 2}, {0}, {3}}, 2},
                           {{{2}, {0}}, 3},
                           {{{3}, {1}}, 2},
                           {{{3}}, 1},
                           {{}, 1}}};

TEST(ExplainVoice, ReadsARankingAsAnOrder) {
  const auto voices = build(kRanked);
  for (const auto* rule : {"elect/plurality", "elect/borda", "elect/instant-runoff", "elect/copeland", "elect/minimax",
                           "elect/schulze", "elect/ranked-pairs"})
    for (const auto ties : {TiePolicy::order, TiePolicy::all, TiePolicy::random, TiePolicy::draw}) {
      const auto decision = decided(rule, voices, ties);
      for (const auto* voice : {"1", "2", "3", "4", "5", "6", "7"})
        EXPECT_THAT(explain_voice(decision, voices, voice)->sentences, Not(Contains(HasSubstr("supporters"))))
            << rule << ": a ranking is no approval";
    }
}

TEST(ExplainVoice, SaysWhereTheWinnerStandsAndWhoIsLeft) {
  const auto voices = build(kRanked);
  const auto decision = decided("elect/instant-runoff", voices, TiePolicy::order);
  ASSERT_EQ(outcome_sentence(decision), "b wins.");
  const auto first = explain_voice(decision, voices, "1").value();
  EXPECT_EQ(first.headline, "Voice 1 ranks a, then b, then c.");
  EXPECT_THAT(
      first.sentences,
      ElementsAre("b, which wins, stands in place 2 of the 3 that it ranks.",
                  "Step 2: a, which it ranks highest of those left, leaves; of the others it ranks b highest."));
  const auto equals = explain_voice(decision, voices, "3").value();
  EXPECT_EQ(equals.headline, "Voice 3 ranks b and c equally, then a, then d.");
  EXPECT_THAT(equals.sentences,
              ElementsAre("b, which wins, stands in place 1 of the 4 that it ranks, equally with c."));
  const auto alone = explain_voice(decision, voices, "6").value();
  EXPECT_THAT(alone.sentences,
              ElementsAre("b, which wins, is not ranked by it.",
                          "Step 1: d, which it ranks highest of those left, leaves; it ranks none of the others."));
  const auto blank = explain_voice(decision, voices, "7").value();
  EXPECT_EQ(blank.headline, "Voice 7 ranks nobody.");
  EXPECT_THAT(blank.sentences, ElementsAre("b, which wins, is not ranked by it."));
  const auto only = build({"ranked", {"a", "b"}, {{{{0}}, 2}, {{{1}, {0}}, 1}}});
  EXPECT_THAT(explain_voice(decided("elect/borda", only, TiePolicy::order), only, "1")->sentences,
              ElementsAre("a, which wins, is the only one that it ranks."));
}

TEST(ExplainVoice, NamesEveryWinnerOfATie) {
  const auto voices = build({"ranked", {"a", "b"}, {{{{0}, {1}}, 1}, {{{1}, {0}}, 1}}});
  EXPECT_THAT(explain_voice(decided("elect/instant-runoff", voices, TiePolicy::all), voices, "2")->sentences,
              ElementsAre("a, which ties for the win, stands in place 2 of the 2 that it ranks.",
                          "b, which ties for the win, stands in place 1 of the 2 that it ranks."));
}

}  // namespace
}  // namespace comitia
