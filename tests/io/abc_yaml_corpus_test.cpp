// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Each file of tests/data/abc_yaml: what the good ones hold, and where and why the bad ones are refused.
#include "comitia/io/abc_yaml.h"

#include "io/corpus.h"

namespace comitia::io {
namespace {

TEST(AbcYamlCorpus, GoodFilesHoldWhatIsWrittenInThem) {
  corpus::expect_read("abc-yaml", "tests/data/abc_yaml/good",
                      {
                          {"01-plain.abc.yaml", "approval", "0 1 2", "1:0,1 1:1 1:2"},
                          {"02-no-num-cand.abc.yaml", "approval", "0 1 2 3 4", "1:0,4 1:1"},
                          {"03-weights.abc.yaml", "approval", "0 1 2 3", "1*3/2:3 1*1:1,2 1*2/3:0"},
                          {"04-sets.abc.yaml", "approval", "0 1 2 3", "1:3 1:1,2 1: 1:0,1,2,3"},
                          {"05-compute.abc.yaml", "approval", "0 1", "1:0 1:1 1:1", 1},
                          {"06-block-style.abc.yaml", "approval", "0 1 2", "1:0,2 1:1 1:"},
                          {"07-names.abc.yaml", "approval", "Ann Bob, Jr. Zoë", "1:Ann 1:Bob, Jr.,Zoë"},
                          {"08-comments-and-attributes.abc.yaml", "approval", "0 1", "1:0 1:0,1"},
                          {"09-wrapped.abc.yaml", "approval", "0 1 2 3", "1:0,1,2 1:1,2,3 1:0,3"},
                          {"10-crlf-bom.abc.yaml", "approval", "0 1", "1:1 1:0"},
                          {"11-unapproved-candidates.abc.yaml", "approval", "0 1 2 3 4 5 6 7 8", "1: 1:5"},
                      });
}

TEST(AbcYamlCorpus, BadFilesAreRefusedAtTheirPlace) {
  corpus::expect_refused(read_abc_yaml, "tests/data/abc_yaml/bad",
                         {
                             {"01-no-profile.abc.yaml", "section", 1},
                             {"02-profile-scalar.abc.yaml", "section", 2},
                             {"03-profile-flat.abc.yaml", "section", 1},
                             {"04-profile-mixed.abc.yaml", "section", 1},
                             {"05-not-a-number.abc.yaml", "number", 2},
                             {"06-index.abc.yaml", "index", 3},
                             {"07-negative.abc.yaml", "index", 1},
                             {"08-duplicate-candidate.abc.yaml", "duplicate-option", 2},
                             {"09-weights-count.abc.yaml", "count-mismatch", 2},
                             {"10-weight-zero.abc.yaml", "weight", 3},
                             {"11-weight-word.abc.yaml", "number", 2},
                             {"12-committee-zero.abc.yaml", "seats", 2},
                             {"13-committee-large.abc.yaml", "seats", 2},
                             {"14-committee-word.abc.yaml", "number", 2},
                             {"15-duplicate-key.abc.yaml", "duplicate-id", 3},
                             {"16-names-count.abc.yaml", "name-count", 3},
                             {"17-names-twice.abc.yaml", "duplicate-id", 3},
                             {"18-unclosed.abc.yaml", "syntax", 2},
                             {"19-alias.abc.yaml", "syntax", 2},
                             {"20-second-document.abc.yaml", "syntax", 4},
                             {"21-list-document.abc.yaml", "section", 1},
                             {"22-empty.abc.yaml", "empty", 1},
                             {"23-no-voters.abc.yaml", "no-voices", 0},
                             {"24-no-options.abc.yaml", "no-options", 0},
                             {"25-control-character.abc.yaml", "encoding", 2},
                             {"26-not-utf8.abc.yaml", "encoding", 2},
                             {"27-too-many-candidates.abc.yaml", "too-large", 1},
                             {"28-name-not-nfc.abc.yaml", "name", 2},
                             {"29-weight-null.abc.yaml", "number", 2},
                             {"30-too-deep.abc.yaml", "syntax", 1},
                             {"31-number-too-large.abc.yaml", "number", 1},
                             {"32-fewer-names-than-used.abc.yaml", "index", 1},
                             {"33-tab-in-a-name.abc.yaml", "name", 2},
                             {"34-escape-not-utf8.abc.yaml", "encoding", 3},
                         });
}

}  // namespace
}  // namespace comitia::io
