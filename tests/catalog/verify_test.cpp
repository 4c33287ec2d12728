// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Verification: every decision passes, every altered one fails, and the failing step names the difference.
#include "comitia/catalog/verify.h"

#include <gtest/gtest.h>

#include "comitia/base/sha256.h"
#include "comitia/catalog/decide.h"
#include "comitia/decision/document.h"
#include "comitia/io/format.h"

#include "catalog/profiles.h"

namespace comitia {
namespace {

// Two groups and some mixed ballots; city.cat as the engine itself would read it from a file.
constexpr std::string_view kCategories =
    "# FILE NAME: city.cat\n# TITLE: Two quarters\n# DESCRIPTION: \n# DATA TYPE: cat\n# MODIFICATION TYPE: synthetic\n"
    "# RELATES TO: \n# RELATED FILES: \n# PUBLICATION DATE: 2026-01-01\n# MODIFICATION DATE: 2026-01-01\n"
    "# NUMBER ALTERNATIVES: 5\n# NUMBER VOTERS: 20\n# NUMBER UNIQUE PREFERENCES: 4\n# NUMBER CATEGORIES: 2\n"
    "# CATEGORY NAME 0: yes\n# CATEGORY NAME 1: no\n# ALTERNATIVE NAME 1: Ada\n# ALTERNATIVE NAME 2: Ben\n"
    "# ALTERNATIVE NAME 3: Cem\n# ALTERNATIVE NAME 4: Dua\n# ALTERNATIVE NAME 5: Eve\n"
    "9: {1, 2}, {3, 4, 5}\n6: {3, 4}, {1, 2, 5}\n3: {2, 3, 5}, {1, 4}\n2: 5, {1, 2, 3, 4}\n";
constexpr std::string_view kRankings =
    "# three candidates, no majority\n=A:[Ada Lovelace]\n=B:[Ben]\n=C:[Cem]\n8:A>B>C\n7:B>C>A\n6:C>A>B\n2:A=B\n1:C\n";

struct Case {
  std::string_view rule;
  std::string_view source;
  std::string_view name;
  std::string_view format;
};

constexpr Case kCases[] = {
    {"elect/equal-shares", kCategories, "city.cat", "preflib"},
    {"elect/seq-phragmen", kCategories, "city.cat", "preflib"},
    {"elect/instant-runoff", kRankings, "town.abif", "abif"},
    {"elect/schulze", kRankings, "town.abif", "abif"},
};

struct Read {
  Voices voices;
  SourceReference reference;
};

Result<Read> read(std::string_view text, const Case& from) {
  const auto source = io::Source::from_text(std::string(text), std::string(from.name));
  COMITIA_TRY(auto result, io::read(source, from.format, {}));
  return Read{std::move(result.voices), {source.base_name(), digest_text(sha256(text))}};
}

Json options_for(const RuleEntry& rule) {
  for (const auto& field : rule.options)
    if (field.name == "seats") return Json::object({{"seats", 2}});
  return Json(Json::Object());
}

std::string decided(const Case& from) {
  const auto at_hand = read(from.source, from);
  EXPECT_TRUE(at_hand) << to_string(at_hand.error());
  const auto* rule = find_rule(from.rule).value();
  Context context;
  return document_text(decide(*rule, at_hand->voices, options_for(*rule), context, at_hand->reference).value());
}

Verification verified(std::string_view document, const Read& at_hand, VerifyOptions options = {}) {
  Context context;
  return verify(document, VoicesAtHand{at_hand.voices, at_hand.reference}, options, context);
}

std::string failures(const Verification& verification) {
  std::string text;
  for (const auto& step : verification.steps)
    if (step.result == StepResult::fail) text += step.id + " " + step.title + ": " + step.detail + "\n";
  return text;
}

class VerifyCase : public ::testing::TestWithParam<Case> {};

TEST_P(VerifyCase, PassesWhatWasDecided) {
  const auto verification = verified(decided(GetParam()), *read(GetParam().source, GetParam()));
  EXPECT_TRUE(verification.ok()) << failures(verification);
}

TEST_P(VerifyCase, FailsEveryAlteredByteOfTheDocument) {
  const auto document = decided(GetParam());
  const auto at_hand = *read(GetParam().source, GetParam());
  Stream stream(1, Purpose::test, 2);
  for (int trial = 0; trial < 1000; ++trial) {
    auto altered = document;
    const auto at = static_cast<std::size_t>(stream.below(std::ssize(altered)));
    altered[at] = static_cast<char>(altered[at] ^ static_cast<char>(1 + stream.below(255)));
    const auto verification = verified(altered, at_hand);
    ASSERT_FALSE(verification.ok()) << "byte " << at << " of the document";
    ASSERT_FALSE(failures(verification).empty()) << "no step was named for byte " << at;
  }
}

TEST_P(VerifyCase, FailsEveryAlteredByteOfTheVoices) {
  const auto document = decided(GetParam());
  Stream stream(2, Purpose::test, 3);
  int unreadable = 0;
  for (int trial = 0; trial < 1000; ++trial) {
    std::string altered(GetParam().source);
    const auto at = static_cast<std::size_t>(stream.below(std::ssize(altered)));
    altered[at] = static_cast<char>(altered[at] ^ static_cast<char>(1 + stream.below(255)));
    const auto at_hand = read(altered, GetParam());
    if (!at_hand) {
      ++unreadable;
      ASSERT_FALSE(at_hand.error().empty());
      continue;
    }
    const auto verification = verified(document, *at_hand);
    ASSERT_FALSE(verification.ok()) << "byte " << at << " of the voices";
    ASSERT_NE(failures(verification).find("V9"), std::string::npos) << failures(verification);
  }
  EXPECT_LT(unreadable, 1000) << "some alterations must be readable, or nothing was tested";
}

// A forger who also renews the digest must be caught by the recomputation.
TEST_P(VerifyCase, FailsAForgedDocumentWithAFreshDigest) {
  const auto at_hand = *read(GetParam().source, GetParam());
  const auto original = parse_json(decided(GetParam())).value();
  const auto forge = [&](auto&& change) {
    Json forged = original;
    change(forged);
    forged.set("digest", document_digest(forged));
    return verified(pretty_text(forged), at_hand);
  };
  const auto outcome = forge([](Json& d) {
    Json other = d["outcome"];
    auto& list = other.as_object().front().second.as_array();
    auto& first = list.front().is_array() ? list.front().as_array().front() : list.front();
    first = first == Json("1")   ? Json("5")
            : first == Json("A") ? Json("C")
            : first == Json("2") ? Json("4")
                                 : Json("1");
    d.set("outcome", other);
  });
  EXPECT_NE(failures(outcome).find("V12"), std::string::npos) << failures(outcome);
  EXPECT_NE(failures(outcome).find("outcome."), std::string::npos) << failures(outcome);
  const auto warning = forge([](Json& d) { d.set("warnings", Json::array({"all is well"})); });
  EXPECT_NE(failures(warning).find("warnings"), std::string::npos) << failures(warning);
  const auto certificate = forge([](Json& d) { d.set("certificate", Json(Json::Array())); });
  if (!original["certificate"].as_array().empty()) {
    EXPECT_NE(failures(certificate).find("V13"), std::string::npos) << failures(certificate);
  }
  const auto voices = forge([](Json& d) {
    Json reference = d["voices"];
    reference.set("voices", 7);
    d.set("voices", reference);
  });
  EXPECT_NE(failures(voices).find("V9"), std::string::npos) << failures(voices);
}

TEST_P(VerifyCase, AcceptsAnotherToolsFormattingOnlyWhenTold) {
  const auto at_hand = *read(GetParam().source, GetParam());
  const auto compact = compact_text(parse_json(decided(GetParam())).value());
  EXPECT_FALSE(verified(compact, at_hand).ok());
  EXPECT_TRUE(verified(compact, at_hand, {.reformatted = true}).ok());
}

TEST_P(VerifyCase, AcceptsAnotherFileOnlyWhenTold) {
  const auto other_bytes = *read(std::string(GetParam().source) + "\n", GetParam());
  EXPECT_FALSE(verified(decided(GetParam()), other_bytes).ok());
  EXPECT_TRUE(verified(decided(GetParam()), other_bytes, {.converted = true}).ok());
}

TEST_P(VerifyCase, SaysWhatItDidNotCheckWithoutVoices) {
  Context context;
  const auto verification = verify(decided(GetParam()), std::nullopt, {}, context);
  EXPECT_FALSE(verification.ok());
  EXPECT_TRUE(failures(verification).empty());
}

INSTANTIATE_TEST_SUITE_P(Rules, VerifyCase, ::testing::ValuesIn(kCases), [](const auto& tested) {
  std::string name(tested.param.rule);
  std::replace_if(name.begin(), name.end(), [](char c) { return !std::isalnum(static_cast<unsigned char>(c)); }, '_');
  return name;
});

}  // namespace
}  // namespace comitia
