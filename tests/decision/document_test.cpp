// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// The Decision document: nothing is lost, nothing unknown passes, every byte counts.
#include "comitia/decision/document.h"

#include <gtest/gtest.h>

#include "comitia/base/assert.h"

namespace comitia {
namespace {

Decision sample_decision() {
  Decision decision;
  decision.outcome = Json::object({{"committees", Json::array({Json::strings(std::vector<std::string>{"a", "c"})})}});
  decision.ties = {{2, {"b", "c"}, "votes", TiePolicy::random, "c"}};
  decision.trace = {{1, "pick", {{"pick", "a"}, {"gain", "3/2"}}}, {2, "pick", {{"pick", "c"}, {"gain", "1"}}}};
  decision.warnings = {"one voice was empty"};
  decision.resolved = Json::object({{"seats", 2}});
  decision.standing = {true, "time-limit", "5/2", "3"};
  decision.rule = "elect/seq-pav";
  decision.options = Json::object({{"seats", 2}});
  decision.run.ties = TiePolicy::random;
  decision.run.seed = "18446744073709551615";
  decision.voices = {"approval", "sha256:00", "sha256:11", "city.toc", 12, 3, {{"a", "Ada"}}};
  decision.certificate =
      std::vector<CertificateEntry>{{"jr", AxiomStatus::holds, {}, ""},
                                    {"ejr+", AxiomStatus::broken, Json::object({{"option", "b"}}), ""},
                                    {"priceability", AxiomStatus::unknown, {}, "time-limit"}};
  decision.margin = Margin{"ballots", 3, "exact", "b takes the place of c"};
  decision.provenance = {"comitia 0.1.0", "abc", "other"};
  return decision;
}

TEST(Document, ReadsBackWhatWasWritten) {
  const auto text = document_text(sample_decision());
  const auto read = read_document(text, "d.json");
  ASSERT_TRUE(read) << to_string(read.error());
  EXPECT_EQ(document_text(*read), text);
  EXPECT_EQ(read->ties[0].chosen, "c");
  EXPECT_EQ(read->run.seed, "18446744073709551615");
  EXPECT_EQ(read->voices.names, sample_decision().voices.names);
  EXPECT_EQ(read->certificate->at(2).why, "time-limit");
  EXPECT_EQ(read->margin->value, 3);
  EXPECT_TRUE(read->standing.best_known);
  EXPECT_EQ(read->trace[1].fields[1].second, Json("1"));
}

TEST(Document, KeepsThePublicSeedApartFromTheNumericOne) {
  auto decision = sample_decision();
  decision.run.ties = TiePolicy::draw;
  decision.run.draw_seed = "20261123";
  const auto json = to_json(decision);
  EXPECT_EQ(canonical_text(json["seed"]), R"({"draw":"20261123"})");
  const auto read = from_json(json);
  ASSERT_TRUE(read);
  EXPECT_EQ(read->run.draw_seed, "20261123");
}

TEST(Document, DigestCoversAllButItselfAndTimings) {
  Json json = to_json(sample_decision());
  const auto digest = document_digest(json);
  json.set("digest", digest).set("timings", Json::object({{"seconds", "0.1"}}));
  EXPECT_EQ(document_digest(json), digest);
  json.set("warnings", Json(Json::Array()));
  EXPECT_NE(document_digest(json), digest);
}

TEST(Document, RefusesUnknownMembersAndWrongTypes) {
  const auto good = to_json(sample_decision());
  ASSERT_TRUE(from_json(good));
  auto unknown = good;
  unknown.set("extra", 1);
  EXPECT_FALSE(from_json(unknown));
  for (const auto* key :
       {"rule", "run", "seed", "voices", "outcome", "certificate", "ties", "trace", "warnings", "provenance"}) {
    auto wrong = good;
    wrong.set(key, 7);
    const auto read = from_json(wrong);
    ASSERT_FALSE(read) << key;
  }
  auto other_format = good;
  other_format.set("format", "decision/2");
  const auto read = from_json(other_format);
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().code(), ProblemCode::document);
}

TEST(Document, IsNeverWrittenIncomplete) {
  auto without_outcome = sample_decision();
  without_outcome.outcome = {};
  EXPECT_THROW(to_json(without_outcome), InternalError);
  auto without_certificate = sample_decision();
  without_certificate.certificate.reset();
  EXPECT_THROW(to_json(without_certificate), InternalError);
  auto without_provenance = sample_decision();
  without_provenance.provenance.engine.clear();
  EXPECT_THROW(to_json(without_provenance), InternalError);
}

TEST(Document, SaysWhereItIsNoJson) {
  const auto read = read_document("{\"format\": \"decision/1\",\n oops}", "d.json");
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().code(), ProblemCode::syntax);
  EXPECT_EQ(read.error().kept().front().where.source, "d.json");
  EXPECT_EQ(read.error().kept().front().where.line, 2);
}

}  // namespace
}  // namespace comitia
