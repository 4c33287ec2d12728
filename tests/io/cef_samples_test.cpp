// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Each file of tests/data/cef: what the good ones hold, and where and why the bad ones are refused.
#include "comitia/io/cef.h"

#include "io/corpus.h"

namespace comitia::io {
namespace {

TEST(CefSamples, GoodFilesHoldWhatIsWrittenInThem) {
  corpus::expect_read(
      "cef", "tests/data/cef/good",
      {
          {"01-plain.cvotes", "ranked", "Ann Bob Cem", "42:Ann>Bob>Cem 1:Cem>Ann=Bob 1:Bob"},
          {"02-no-candidates-stated.cvotes", "ranked", "Ann Bob Cem Dan", "1:Ann>Bob=Cem 1:Dan 1:Cem>Dan"},
          {"03-weights.cvotes", "ranked", "Ann Bob Cem", "8*7:Ann>Bob 1*2:Cem 1*1:Bob"},
          {"04-weights-ignored.cvotes", "ranked", "Ann Bob Cem", "8:Ann>Bob", 1},
          {"05-tags.cvotes", "ranked", "Ann Bob Cem", "1:Ann>Bob 2:Bob 1:Cem"},
          {"06-blank-votes.cvotes", "ranked", "Ann Bob Cem", "2: 1: 1:Ann"},
          // Candidates that are not listed are left out, with a note for each.
          {"07-unknown-candidates.cvotes", "ranked", "Ann Bob Cem", "1:Ann>Bob 1: 1:Cem>Bob", 4},
          {"08-implicit-false.cvotes", "ranked", "Ann Bob Cem", "1:Ann>Bob 1:Bob=Cem>Ann", 1},
          {"09-comments-and-blanks.cvotes", "ranked", "Ann Bob Cem", "3:Ann>Bob=Cem 2:Bob>Ann"},
          {"10-case-and-singular.cvotes", "ranked", "Ann Bob", "1*3:Ann>Bob"},
          {"11-other-parameters.cvotes", "ranked", "Ann Bob Cem", "1:Ann>Bob"},
          {"12-crlf-and-mark.cvotes", "ranked", "Élise 日本語", "2:Élise>日本語"},
          {"13-no-final-newline.cvotes", "ranked", "Ann Bob Cem", "1:Ann>Bob"},
          {"14-names-with-blanks.cvotes", "ranked", "Candidate A Candidate B", "1:Candidate B>Candidate A 1:", 1},
      });
}

TEST(CefSamples, BadFilesAreRefusedAtTheirPlace) {
  corpus::expect_refused(read_cef, "tests/data/cef/bad",
                         {
                             {"01-parameter-after-vote.cvotes", "parameter-order", 3},
                             {"02-parameter-without-colon.cvotes", "syntax", 2},
                             {"03-blank-before-colon.cvotes", "syntax", 2},
                             {"04-comment-on-parameter.cvotes", "syntax", 1},
                             {"05-indented-parameter.cvotes", "syntax", 2},
                             {"06-parameter-twice.cvotes", "syntax", 3},
                             {"07-candidates-twice.cvotes", "syntax", 2},
                             {"08-not-a-flag.cvotes", "syntax", 2},
                             {"09-seats-word.cvotes", "seats", 2},
                             {"10-seats-zero.cvotes", "seats", 2},
                             {"11-candidate-twice.cvotes", "duplicate-id", 1},
                             {"12-candidate-empty.cvotes", "name", 1},
                             {"13-candidate-reserved.cvotes", "name", 1},
                             {"14-candidate-not-nfc.cvotes", "name", 1},
                             {"15-less-than.cvotes", "syntax", 3},
                             {"16-duplicate-option.cvotes", "duplicate-option", 2},
                             {"17-duplicate-in-group.cvotes", "duplicate-option", 2},
                             {"18-count-before-weight.cvotes", "syntax", 3},
                             {"19-count-word.cvotes", "multiplicity", 2},
                             {"20-count-zero.cvotes", "multiplicity", 3},
                             {"21-count-decimal.cvotes", "multiplicity", 2},
                             {"22-count-twice.cvotes", "multiplicity", 2},
                             {"23-weight-word.cvotes", "weight", 3},
                             {"24-weight-zero.cvotes", "weight", 3},
                             {"25-empty-as-rank.cvotes", "syntax", 2},
                             {"26-empty-rank.cvotes", "syntax", 2},
                             {"27-trailing-rank.cvotes", "syntax", 2},
                             {"28-no-ranking.cvotes", "syntax", 2},
                             {"29-bars-twice.cvotes", "syntax", 2},
                             {"30-comma-in-ranking.cvotes", "syntax", 2},
                             {"31-not-utf8.cvotes", "encoding", 2},
                             {"32-no-votes.cvotes", "no-voices", 0},
                             {"33-no-candidates.cvotes", "no-options", 0},
                             {"34-empty.cvotes", "empty", 1},
                             {"35-count-huge.cvotes", "multiplicity", 2},
                             {"36-parameter-without-name.cvotes", "syntax", 2},
                             {"37-too-many-voters.cvotes", "weight", 0},
                             {"38-candidate-in-vote-not-nfc.cvotes", "name", 1},
                             {"39-candidate-with-tab.cvotes", "name", 1},
                         });
}

}  // namespace
}  // namespace comitia::io
