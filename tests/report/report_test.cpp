// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
#include "comitia/report/report.h"

#include <cmath>
#include <cstdlib>
#include <fstream>
#include <sstream>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "comitia/report/style_internal.h"
#include "comitia/report/svg.h"

#include "report/page.h"

namespace comitia {
namespace {

using testing::Markup;
using testing::Names;
using testing::small_approvals;
using testing::small_decision;

std::string page_of(const Decision& decision, const Voices* voices, std::vector<Decision> others = {}) {
  const auto page = report::html({decision, voices, std::move(others)});
  if (!page) throw std::runtime_error(to_string(page.error()));
  return *page;
}

/// Everything that must be true of any page, whatever it shows.
void expect_sound(const std::string& page) {
  const Markup markup(page);
  std::set<std::string> ids;
  std::vector<std::string> targets;
  for (const auto& tag : markup.tags) {
    const auto id = tag.attribute("id");
    if (!id.empty()) {
      EXPECT_TRUE(ids.insert(id).second) << "two elements have the id " << id;
    }
    for (const auto* name : {"href", "src", "action", "data", "srcset", "xlink:href", "style"}) {
      const auto value = tag.attribute(name);
      if (value.empty() || (tag.name == "link" && value == "data:,")) continue;
      ASSERT_TRUE(std::string_view(name) == "href" && value.starts_with('#'))
          << "<" << tag.name << " " << name << "=" << value << "> leads out of the page";
      targets.push_back(value.substr(1));
    }
    for (const auto& [name, value] : tag.attributes) EXPECT_FALSE(name.starts_with("on")) << name;
    EXPECT_NE(tag.name, "script");
    if (tag.name == "svg" && tag.attribute("role") == "img") {
      std::istringstream labels(tag.attribute("aria-labelledby"));
      for (std::string label; labels >> label;) targets.push_back(label);
    }
  }
  for (const auto& target : targets) EXPECT_TRUE(ids.contains(target)) << "nothing has the id " << target;
  EXPECT_EQ(page.find("http:"), std::string::npos);
  EXPECT_EQ(page.find("https:"), std::string::npos);
  EXPECT_EQ(page.find("url("), std::string::npos);
  EXPECT_EQ(page.find("@import"), std::string::npos);

  // Every chart has a title and a description, and its figure a table behind it.
  const auto names = markup.names();
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (names[i] != "figure") continue;
    const auto end = static_cast<std::size_t>(
        std::find(names.begin() + static_cast<std::ptrdiff_t>(i), names.end(), "/figure") - names.begin());
    std::vector<std::string> inside(names.begin() + static_cast<std::ptrdiff_t>(i),
                                    names.begin() + static_cast<std::ptrdiff_t>(end));
    const auto chart = std::find(inside.begin(), inside.end(), "svg");
    ASSERT_NE(chart, inside.end()) << "a figure without a chart";
    EXPECT_EQ(chart[1], "title");
    EXPECT_EQ(chart[3], "desc");
    EXPECT_NE(std::find(chart, inside.end(), "table"), inside.end()) << "a chart without its table";
    i = end;
  }
  EXPECT_EQ(std::count(names.begin(), names.end(), "h1"), 1);
}

std::string source_folder() {
  const char* const named = std::getenv("COMITIA_SOURCE");
  return named == nullptr ? "." : named;
}

TEST(Report, TheSmallElectionAsAPage) {
  const auto voices = small_approvals();
  const auto page = page_of(small_decision(), &voices);
  expect_sound(page);
  const auto body = page.substr(page.find("<body>"));  // without the style sheets
  const auto golden = source_folder() + "/tests/golden/report/small.html";
  if (std::getenv("COMITIA_REGOLDEN") != nullptr) std::ofstream(golden, std::ios::binary) << body;
  std::ifstream file(golden, std::ios::binary);
  std::stringstream expected;
  expected << file.rdbuf();
  EXPECT_EQ(body, expected.str()) << "review the difference; COMITIA_REGOLDEN=1 writes " << golden;
}

TEST(Report, NumbersFollowFromTheVoices) {
  const auto voices = small_approvals();
  const Markup page(page_of(small_decision(), &voices));
  EXPECT_TRUE(page.has_text("Ada and Ben are elected."));
  EXPECT_TRUE(page.has_text("6 of 10 voters (60.0\u00A0%) approve of at least one member."));
  // 4 voters approve of both, 2 of one: (4 * 2 + 2) / 10 = 1.
  EXPECT_TRUE(page.has_text("On average a voter approves of 1.00 of the 2 members."));
  EXPECT_TRUE(page.has_text("4 voters (40.0\u00A0%) approve of no member."));
  EXPECT_TRUE(page.has_text("The share of one seat is 5 voters."));
  EXPECT_TRUE(page.has_text("4 voters (40.0\u00A0%), worth 0.80 seats"));  // A and B
  EXPECT_TRUE(page.has_text("2 voters (20.0\u00A0%), worth 0.40 seats"));  // A alone
  EXPECT_TRUE(
      page.has_text("Cleo is not elected. A group of its supporters, 3 voters, is as large as 1 of the 2 seats are "
                    "worth: 5 voters."));
  EXPECT_TRUE(
      page.has_text("2\u00A0ballots (20.0\u00A0% of all) would have to change to change the outcome, and no fewer."));
  EXPECT_TRUE(page.has_text("Ben and Cleo were equal on score plain. The order of the file decided for Ben."));
}

TEST(Report, WithoutVoicesItShowsWhatTheDocumentHolds) {
  const auto page = page_of(small_decision(), nullptr);
  expect_sound(page);
  const Markup markup(page);
  EXPECT_TRUE(markup.has_text("Ada and Ben are elected."));
  EXPECT_FALSE(markup.has_text("Who is represented"));
  EXPECT_TRUE(markup.has_text("comitia verify decision.json --voices plain.abif"));
}

TEST(Report, ABareDocumentIsEnough) {
  Decision decision;
  decision.outcome = Json::object({{"committees", Json::array({Json::array({"x", "y"})})}});
  const auto page = page_of(decision, nullptr);
  expect_sound(page);
  EXPECT_TRUE(Markup(page).has_text("x and y are elected."));
}

TEST(Report, WordsOfStrangersNeverBecomeMarkup) {
  const auto quiet_voices = small_approvals();
  const auto quiet = Markup(page_of(small_decision(), &quiet_voices, {small_decision()})).names();
  const std::set<std::string> known(quiet.begin(), quiet.end());
  const std::vector<std::string> hostile = {
      "<script>alert(1)</script>",
      "\"><img src=x onerror=alert(1)>",
      "' onmouseover='alert(1)",
      "&lt;b&gt; & &#60;i&#62;",
      "</bdi></td></table></section></style>",
      "]]><svg/onload=alert(1)><!--",
      "\xE2\x80\xAE txt.exe \xE2\x80\xAB \xE2\x81\xA6 tail",
      "\x01\x02</bdi>\x02\x1B[31m",
      "{pick:option} {0} %s",
      "javascript:alert(1)",
  };
  for (const auto& words : hostile) {
    SCOPED_TRACE(words);
    Names names;
    for (std::size_t i = 0; i < 4; ++i) {
      names.names[i] = names.names[i] + words;
      names.ids[i] = names.ids[i] + words;
    }
    const auto decision = small_decision(names, words);
    // Voices hold no control characters; a document from elsewhere may.
    const bool voices_hold_it = words.find('\x01') == std::string::npos;
    const auto voices = voices_hold_it ? small_approvals(names, words) : small_approvals();
    const auto page = page_of(decision, voices_hold_it ? &voices : nullptr, {decision});
    expect_sound(page);
    const Markup markup(page);
    for (const auto& tag : markup.tags) {
      EXPECT_TRUE(known.contains(tag.name)) << tag.name;
      for (const auto& [attribute, value] : tag.attributes) EXPECT_FALSE(attribute.starts_with("on")) << attribute;
    }
  }
}

TEST(Report, CharactersThatTurnALineOrRingABellAreLeftOut) {
  Names names;
  names.names[0] = "Ada\xE2\x80\xAEneB\x07";
  const auto page = page_of(small_decision(names), nullptr);
  EXPECT_EQ(page.find("\xE2\x80\xAE"), std::string::npos);
  EXPECT_EQ(page.find('\x07'), std::string::npos);
  EXPECT_NE(page.find("<bdi>AdaneB"), std::string::npos);
}

TEST(Report, CommandsAreQuotedForAShell) {
  auto decision = small_decision();
  decision.voices.source = "-x; rm -rf '$HOME'.pb";
  const Markup page(page_of(decision, nullptr));
  EXPECT_TRUE(page.has_text("--voices &#39;./-x; rm -rf &#39;\\&#39;&#39;$HOME&#39;\\&#39;&#39;.pb&#39;"));
}

TEST(Report, LargeDecisionsStayReadable) {
  constexpr int kOptions = 10'000;
  constexpr int kSteps = 1'000;
  VoicesBuilder builder(BallotKind::approval);
  for (int i = 0; i < kOptions; ++i) builder.add_option("o" + std::to_string(i), "Option number " + std::to_string(i));
  for (std::uint32_t i = 0; i < kOptions; ++i) {
    for (std::uint32_t j = 0; j < 5; ++j) builder.approve(OptionId{(i * 7 + j * 131) % kOptions});
    ASSERT_EQ(builder.end_voice(), VoicesBuilder::EndVoice::added);
  }
  const auto voices = std::move(builder).finish().value();
  Decision decision;
  Json::Array members;
  for (int i = 0; i < kSteps; ++i) {
    members.emplace_back("o" + std::to_string(i));
    Json::Array compared;
    for (int j = 0; j < 20; ++j)
      compared.push_back(Json::array({"o" + std::to_string(i + j), std::to_string(1000 - j)}));
    decision.trace.push_back(
        {i + 1, "take", {{"pick", "o" + std::to_string(i)}, {"score", "1000"}, {"compared", Json(compared)}}});
    decision.ties.push_back({i + 1, std::vector<std::string>(500, "o1"), "score", TiePolicy::order, "o1"});
    decision.warnings.push_back("warning");
  }
  decision.outcome = Json::object({{"committees", Json::array({Json(members)})}});
  decision.resolved = Json::object({{"seats", kSteps}});
  const auto page = page_of(decision, &voices);
  expect_sound(page);
  EXPECT_LT(page.size(), 2'000'000U);
  const Markup markup(page);
  EXPECT_TRUE(markup.has_text("1,000 of 10,000\u00A0options are elected."));
  EXPECT_TRUE(markup.has_text("and 9,900 more options"));
  EXPECT_TRUE(markup.has_text("and 800\u00A0more steps"));
  EXPECT_TRUE(markup.has_text("and 950\u00A0more ties"));
  EXPECT_TRUE(markup.has_text("and 980\u00A0more warnings"));
  EXPECT_TRUE(markup.has_text("and 900 more"));  // members
}

TEST(Report, SeveralCommitteesThatTie) {
  auto decision = small_decision();
  decision.outcome = Json::object({{"committees", Json::array({Json::array({"a", "b"}), Json::array({"a", "c"})})}});
  decision.ties.front().policy = TiePolicy::all;
  const auto voices = small_approvals();
  const auto page = page_of(decision, &voices, {small_decision()});
  expect_sound(page);
  const Markup markup(page);
  EXPECT_TRUE(markup.has_text("2 committees tie."));
  EXPECT_TRUE(markup.has_text("In every one of them"));
  EXPECT_TRUE(markup.has_text("1 of 2"));
  EXPECT_TRUE(markup.has_text("Every alternative was followed."));
}

TEST(Report, OtherRulesStandBesideTheDecision) {
  auto other = small_decision();
  other.rule = "elect/other";
  other.outcome = Json::object({{"committees", Json::array({Json::array({"a", "c"})})}});
  other.certificate = {{"jr", AxiomStatus::holds, Json(), ""}};
  auto same = small_decision();
  same.rule = "elect/same";
  const auto voices = small_approvals();
  const auto page = page_of(small_decision(), &voices, {other, same});
  expect_sound(page);
  const Markup markup(page);
  EXPECT_TRUE(markup.has_text("elect/same decides the same."));
  EXPECT_TRUE(markup.has_text("elect/other: Cleo instead of Ben."));
}

TEST(Report, RefusesWhatItCannotShow) {
  Decision decision;
  decision.outcome = Json::object({{"lottery", Json()}});
  const auto page = report::html({decision, nullptr, {}});
  ASSERT_FALSE(page.has_value());
  EXPECT_EQ(page.error().code(), ProblemCode::document);
  const auto chart = report::svg({decision, nullptr, {}});
  ASSERT_FALSE(chart.has_value());
  EXPECT_EQ(chart.error().code(), ProblemCode::document);
}

TEST(Report, RefusesVoicesThatLackAnElectedOption) {
  auto decision = small_decision();
  decision.outcome = Json::object({{"committees", Json::array({Json::array({"a", "zoe"})})}});
  const auto voices = small_approvals();
  const auto page = report::html({decision, &voices, {}});
  ASSERT_FALSE(page.has_value());
  EXPECT_EQ(page.error().code(), ProblemCode::unknown_option);
}

TEST(Report, NothingToDrawIsSaid) {
  Decision decision;
  decision.outcome = Json::object({{"committees", Json::array({Json::array({"x"})})}});
  const auto chart = report::svg({decision, nullptr, {}});
  ASSERT_FALSE(chart.has_value());
  EXPECT_EQ(chart.error().code(), ProblemCode::document);
}

// ---- rankings

/// 5: x > y > z   4: y > z > x   3: z > y   over x, y, z: instant runoff drops z, and y beats x 7 to 5.
Voices small_rankings() {
  VoicesBuilder builder(BallotKind::ranked);
  for (const auto* id : {"x", "y", "z"}) builder.add_option(id);
  const auto add = [&](const std::vector<std::uint32_t>& ranking, std::int64_t count) {
    for (const auto option : ranking) builder.rank(OptionId{option}), builder.next_group();
    if (builder.end_voice({}, count) != VoicesBuilder::EndVoice::added)
      throw std::logic_error("a ballot names an option twice");
  };
  add({0, 1, 2}, 5);
  add({1, 2, 0}, 4);
  add({2, 1}, 2);
  add({2}, 1);
  return std::move(builder).finish().value();
}

Decision small_runoff() {
  const auto pairs = [](std::vector<std::pair<std::string, std::string>> list) {
    Json::Array array;
    for (const auto& [id, votes] : list) array.push_back(Json::array({id, votes}));
    return Json(std::move(array));
  };
  Decision decision;
  decision.outcome =
      Json::object({{"winners", Json::array({"y"})},
                    {"ranking", Json::array({Json::array({"y"}), Json::array({"x"}), Json::array({"z"})})}});
  decision.trace = {
      {1,
       "round",
       {{"round", 1},
        {"out", "z"},
        {"votes", "3"},
        {"active", "12"},
        {"exhausted", "0"},
        {"compared", pairs({{"x", "5"}, {"y", "4"}, {"z", "3"}})},
        {"transfers", Json::array({Json::array({"z", "y", "2"}), Json::array({"z", Json(), "1"})})}}},
      {2,
       "winner",
       {{"round", 2},
        {"pick", "y"},
        {"votes", "6"},
        {"active", "11"},
        {"exhausted", "1"},
        {"compared", pairs({{"y", "6"}, {"x", "5"}})}}},
  };
  decision.rule = "elect/by-hand";
  decision.voices.voices = 12;
  decision.voices.options = 3;
  return decision;
}

TEST(Report, RoundsShowWhereVotesWent) {
  const auto page = page_of(small_runoff(), nullptr);
  expect_sound(page);
  const Markup markup(page);
  EXPECT_TRUE(markup.has_text("y wins."));
  EXPECT_TRUE(markup.has_text("How votes moved from round to round"));
  EXPECT_NE(page.find("<td class=\"number\">6<br><span class=\"quiet\">+2</span></td>"), std::string::npos)
      << "y gains 2 in round 2";
  EXPECT_NE(page.find("<td class=\"number\">1<br><span class=\"quiet\">+1</span></td>"), std::string::npos)
      << "one ballot becomes inactive";
  EXPECT_TRUE(markup.has_text("over 5.5"));
}

TEST(Report, HeadToHeadIsCountedFromTheBallots) {
  const auto voices = small_rankings();
  const auto page = page_of(small_runoff(), &voices);
  expect_sound(page);
  const Markup markup(page);
  // y over x: 4 + 2 = 6 to 5; y over z: 5 + 4 = 9 to 3; z over x: 4 + 3 = 7 to 5.
  EXPECT_TRUE(markup.has_text("y beats every other option head to head."));
  EXPECT_TRUE(markup.has_text("6 · 54.5\u00A0%"));
  EXPECT_TRUE(markup.has_text("9 · 75.0\u00A0%"));
  EXPECT_TRUE(markup.has_text("7 · 58.3\u00A0%"));
}

TEST(Report, SaysWhenTheCondorcetWinnerLoses) {
  auto decision = small_runoff();
  decision.outcome = Json::object(
      {{"winners", Json::array({"x"})}, {"ranking", Json::array({Json::array({"x"}), Json::array({"y", "z"})})}});
  const auto voices = small_rankings();
  const Markup page(page_of(decision, &voices));
  EXPECT_TRUE(page.has_text("y beats every other option head to head and does not win under this rule."));
  EXPECT_TRUE(page.has_text("x loses head to head against y (6 to 5) and z (7 to 5)."));
}

TEST(Report, CriteriaAreProvedInWords) {
  auto decision = small_runoff();
  decision.outcome = Json::object(
      {{"winners", Json::array({"x"})}, {"ranking", Json::array({Json::array({"x"}), Json::array({"y", "z"})})}});
  // y over x: 4 + 2 = 6 to 5; y over z: 5 + 4 = 9 to 3.
  const auto duels = Json::array({Json::array({"x", "6", "5"}), Json::array({"z", "9", "3"})});
  decision.certificate = std::vector<CertificateEntry>{
      {"majority", AxiomStatus::holds, {}, "no option is ranked first, alone, by more than half"},
      {"condorcet-winner", AxiomStatus::broken,
       Json::object({{"option", "y"}, {"head_to_head", duels}, {"winner", "x"}}), ""},
      {"smith", AxiomStatus::broken, Json::object({{"set", Json::array({"y"})}, {"winner", "x"}}), ""}};
  const auto voices = small_rankings();
  const auto html = page_of(decision, &voices);
  expect_sound(html);
  const Markup page(html);
  EXPECT_TRUE(page.has_text("Criteria say which option must win, or must not, whatever rule is used."));
  EXPECT_TRUE(page.has_text("Why: no option is ranked first, alone, by more than half."));
  EXPECT_TRUE(page.has_text("y beats every other option head to head, x by 6 to 5."));
  EXPECT_TRUE(page.has_text("The Smith set is y, and x wins."));
  EXPECT_TRUE(page.has_text("Condorcet winner criterion broken: y beats every other option head to head, x by 6 to 5."))
      << "why y does not win";
  EXPECT_EQ(html.find("SMITH"), std::string::npos) << "its id is no abbreviation";

  // A witness that lacks what its sentence needs is shown as data, and never as markup.
  decision.certificate =
      std::vector<CertificateEntry>{{"smith", AxiomStatus::broken, Json::object({{"set", "<script>"}}), ""},
                                    {"condorcet-winner", AxiomStatus::broken,
                                     Json::object({{"head_to_head", Json::array({1, Json::array({})})}}), ""}};
  expect_sound(page_of(decision, &voices));
}

TEST(Report, StepsOutOfOrderAndBrokenFieldsDoNotHurt) {
  auto decision = small_runoff();
  auto wild = decision.trace;
  wild.front().fields = {{"round", 1},
                         {"active", "x"},
                         {"exhausted", Json()},
                         {"compared", Json::array({Json(1), Json::array({"x"}), Json::array({"x", Json()})})},
                         {"transfers", Json::array({Json(), Json::array({"a", "b", "c"})})},
                         {"matrix", Json::array({Json(3)})},
                         {"options", Json::array({"x", "y"})}};
  for (const auto number : {7, 1, 7, -3, 1}) {
    wild.front().step = number;
    decision.trace.push_back(wild.front());
  }
  decision.ties.push_back({-3, {}, "", TiePolicy::refuse, ""});
  expect_sound(page_of(decision, nullptr));
}

// ---- charts as files

TEST(Svg, IsAFileOfItsOwn) {
  const auto voices = small_approvals();
  const auto approvals = report::svg({small_decision(), &voices, {}});
  ASSERT_TRUE(approvals.has_value());
  const Markup markup(*approvals);
  EXPECT_EQ(markup.tags.front().name, "svg");
  EXPECT_EQ(markup.tags.front().attribute("xmlns"), "http://www.w3.org/2000/svg");
  EXPECT_EQ(markup.tags[1].attribute("id"), "title");
  EXPECT_EQ(markup.tags[3].attribute("id"), "text");
  EXPECT_TRUE(markup.has_text("Ada"));
  EXPECT_TRUE(markup.has_text("6 · 60.0\u00A0%"));
}

TEST(Svg, PrefersRounds) {
  const auto chart = report::svg({small_runoff(), nullptr, {}});
  ASSERT_TRUE(chart.has_value());
  EXPECT_TRUE(Markup(*chart).has_text("How votes moved from round to round"));
}

TEST(Svg, DrawsWhatTheRuleComparedWithoutVoices) {
  const auto chart = report::svg({small_decision(), nullptr, {}});
  ASSERT_TRUE(chart.has_value());
  EXPECT_TRUE(Markup(*chart).has_text("Score in step 2"));
  EXPECT_TRUE(Markup(*chart).has_text("3.3333"));
}

// ---- colours

/// Relative luminance of a colour such as "#0a5a86", by the definition of WCAG 2.2.
double luminance(const std::string& colour) {
  const auto channel = [&](std::size_t at) {
    const double value = static_cast<double>(std::stoi(colour.substr(at, 2), nullptr, 16)) / 255;
    return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
  };
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
}

double contrast(const std::string& a, const std::string& b) {
  const auto [low, high] = std::minmax({luminance(a), luminance(b)});
  return (high + 0.05) / (low + 0.05);
}

TEST(Style, ColoursCanBeToldApart) {
  const std::string style(report::kColours);
  const auto dark_at = style.find("@media");
  ASSERT_NE(dark_at, std::string::npos);
  for (const auto& theme : {style.substr(0, dark_at), style.substr(dark_at)}) {
    const auto colour = [&](const std::string& name) {
      const auto at = theme.find("--" + name + ": #");
      EXPECT_NE(at, std::string::npos) << name;
      return theme.substr(at + name.size() + 4, 7);
    };
    for (const auto* words : {"ink", "quiet", "accent"})
      for (const auto* ground : {"paper", "wash"})
        EXPECT_GE(contrast(colour(words), colour(ground)), 4.5) << words << " on " << ground;
    EXPECT_GE(contrast(colour("ink"), colour("accent-wash")), 4.5);
    EXPECT_GE(contrast(colour("accent"), colour("accent-wash")), 4.5);
    for (const auto* shape : {"plain", "accent"}) EXPECT_GE(contrast(colour(shape), colour("paper")), 3) << shape;
  }
}

}  // namespace
}  // namespace comitia
