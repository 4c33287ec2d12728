// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// What is handed out as a table comes back as the same voices.
#include "comitia/io/tables_out.h"

#include <gtest/gtest.h>

#include "io/table_testing.h"

namespace comitia::io {
namespace {

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

}  // namespace
}  // namespace comitia::io
