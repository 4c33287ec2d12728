// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
// What is handed out as a table comes back as the same voices; decisions as rows.
#include "comitia/io/tables_out.h"

#include <gmock/gmock.h>

#include "io/table_testing.h"

namespace comitia::io {
namespace {

using testing::ElementsAre;

TEST(TablesOut, VoicesComeBack) {
  const std::vector<std::pair<TableKind, std::vector<std::string>>> tables = {
      {TableKind::approvals, {"id|count|weight|Ann|Bob", "a|2|1/3|1|0", "b|1|1|0|0", "c|1|2|1|1"}},
      {TableKind::ranks, {"id|Ann|Bob|Cem", "a|1|2|2", "b|~|~|~", "c|~|1|2"}},
      {TableKind::scores, {"id|Ann|Bob", "a|0.5|3", "b|~|~", "c|1|-2"}},
      {TableKind::scores, {"id|Ann|Bob", "a|5|3", "b|~|1"}}};
  for (const auto& [kind, lines] : tables) {
    TableOptions options;
    options.table = kind;
    const auto read = read_lines(lines, options);
    ASSERT_TRUE(read) << first_problem(read);
    TableOptions wanted;
    wanted.wanted = std::holds_alternative<ApprovalVoices>(read->voices) ? TableOptions::Wanted::approval
                    : std::holds_alternative<RankedVoices>(read->voices) ? TableOptions::Wanted::ranked
                                                                         : TableOptions::Wanted::scored;
    const auto again = read_table(stream_of(ballots_table(read->voices)), wanted, {});
    ASSERT_TRUE(again) << first_problem(again);
    EXPECT_EQ(shown(again->voices), shown(read->voices));
  }
}

TEST(TablesOut, StepsHaveAColumnForEachFact) {
  Decision decision;
  decision.trace.push_back(
      {1, "elects", {{"pick", "Ann"}, {"among", Json::strings(std::vector<std::string>{"Ann", "Bob"})}}});
  decision.trace.push_back({2, "elects", {{"pick", "Bob"}, {"price", "1/2"}}});
  auto table = stream_of(steps_table(decision));
  std::vector<std::string> names;
  for (const auto& field : table.fields()) names.push_back(field.name);
  EXPECT_THAT(names, ElementsAre("step", "say", "pick", "among", "price"));
  const auto batch = table.next();
  ASSERT_TRUE(batch && *batch);
  EXPECT_EQ((*batch)->columns()[3].text(0), R"(["Ann","Bob"])");
  EXPECT_TRUE((*batch)->columns()[3].missing(1));
  EXPECT_EQ((*batch)->columns()[4].text(1), "1/2");
}

TEST(TablesOut, CertificatesHaveARowForEachAxiom) {
  Decision decision;
  decision.certificate = {{"jr", AxiomStatus::holds, Json(), "EJR+ holds"},
                          {"ejr+", AxiomStatus::broken, Json("w"), ""}};
  auto table = stream_of(certificate_table(decision));
  const auto batch = table.next();
  ASSERT_TRUE(batch && *batch);
  const auto& columns = (*batch)->columns();
  EXPECT_EQ(columns[0].text(1), "ejr+");
  EXPECT_EQ(columns[1].text(1), "broken");
  EXPECT_EQ(columns[2].text(0), "EJR+ holds");
  EXPECT_TRUE(columns[3].missing(0));
}

}  // namespace
}  // namespace comitia::io
