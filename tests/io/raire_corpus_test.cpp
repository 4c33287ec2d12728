// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Each file of tests/data/raire: what the good ones hold, and where and why the bad ones are refused.
#include "comitia/io/raire.h"

#include "io/corpus.h"

namespace comitia::io {
namespace {

TEST(RaireCorpus, GoodFilesHoldWhatIsWrittenInThem) {
  corpus::expect_read("raire", "tests/data/raire/good",
                      {
                          {"01-plain.raire", "ranked", "10 11 12", "a=1:10>11>12 b=1:12"},
                          {"02-winner.raire", "ranked", "10 11 12", "a=1:11"},
                          {"03-order-informal.raire", "ranked", "10 11 12", "a=1:11"},
                          {"04-blank-ballots.raire", "ranked", "10 11 12", "a=1: b=1:10"},
                          {"05-crlf.raire", "ranked", "10 11 12", "a=1:10 b=1:"},
                          {"06-no-end-of-line.raire", "ranked", "10 11 12", "a=1:10"},
                          {"07-blank-lines.raire", "ranked", "10", "a=1:10"},
                          {"08-spaces.raire", "ranked", "10 11", "99813_1_3=1:11>10"},
                          {"09-bom.raire", "ranked", "10 11 12", "a=1:10"},
                          {"10-named-candidates.raire", "ranked", "Ann Bob", "v-1=1:Bob>Ann v-2=1:Ann"},
                          {"11-numbered-ballots.raire", "ranked", "10 11 12", "1=1:10 2=1:10 3=1:11>10"},
                      });
}

TEST(RaireCorpus, BadFilesAreRefusedAtTheirPlace) {
  corpus::expect_refused(read_raire, "tests/data/raire/bad",
                         {
                             {"01-empty.raire", "empty", 1},
                             {"02-json.raire", "format", 1},
                             {"03-no-count.raire", "number", 1},
                             {"04-two-contests.raire", "section", 1},
                             {"05-no-contest.raire", "section", 2},
                             {"06-contest-missing.raire", "section", 2},
                             {"07-contest-short.raire", "column", 2},
                             {"08-candidates-word.raire", "number", 2},
                             {"09-candidates-missing.raire", "name-count", 2},
                             {"10-candidates-too-many.raire", "name-count", 2},
                             {"11-candidate-twice.raire", "duplicate-id", 2},
                             {"12-candidate-empty.raire", "name", 2},
                             {"13-unknown-candidate.raire", "unknown-option", 4},
                             {"14-twice-in-ranking.raire", "duplicate-option", 3},
                             {"15-other-contest.raire", "section", 4},
                             {"16-ballot-twice.raire", "duplicate-id", 5},
                             {"17-ballot-without-id.raire", "name", 3},
                             {"18-ballot-short.raire", "column", 3},
                             {"19-second-contest-line.raire", "section", 4},
                             {"20-no-voices.raire", "no-voices", 0},
                             {"21-no-options.raire", "no-options", 0},
                             {"22-not-utf8.raire", "encoding", 4},
                             {"23-no-contests.raire", "section", 1},
                             {"24-empty-candidate-in-ranking.raire", "unknown-option", 3},
                             {"25-candidates-negative.raire", "number", 2},
                         });
}

}  // namespace
}  // namespace comitia::io
