// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Each file of tests/data/blt: what the good ones hold, and where and why the bad ones are refused.
#include "comitia/io/blt.h"

#include "io/corpus.h"

namespace comitia::io {
namespace {

TEST(BltSamples, GoodFilesHoldWhatIsWrittenInThem) {
  corpus::expect_read(
      "blt", "tests/data/blt/good",
      {
          {"01-plain.blt", "ranked", "1(Ann) 2(Bob) 3(Cem)", "4:1>2>3 2:3 1:2>1"},
          // Candidate 2 withdrew: nobody ranks Basil, the others keep their numbers.
          {"02-withdrawn.blt", "ranked", "1(Adam) 3(Charlotte) 4(Donald)", "3:1>3>4 4:1>3 2:4>1=3 1: 2:3=4>1 1:3>4"},
          {"03-one-line.blt", "ranked", "1(Ann) 2(Bob) 3(Cem)", "4:1>2>3 2:3"},
          {"04-weights.blt", "ranked", "1(Ann) 2(Bob) 3(Cem)", "1*3/2:1 1*1/4:2>1 1*3/7:3 2*1:1"},
          {"05-comments.blt", "ranked", "1(Ann) 2(Bob) 3(Cem)", "2:1>2 1:3"},
          {"06-ids.blt", "ranked", "1(Ann) 2(Bob) 3(Cem)", "b1=1:1>2 b 2=1:3 b3=2:"},
          {"07-skipped-ranks.blt", "ranked", "1(Ann) 2(Bob) 3(Cem)", "1:2>3 2:1 1:"},
          {"08-equals-with-blanks.blt", "ranked", "1(Ann) 2(Bob) 3(Cem)", "1:1=2>3 1:2=3"},
          {"09-names-without-quotes.blt", "ranked", "1(Ann Lee (Lab)) 2(Bob O'Neil) 3(Proposal #3)", "1:1"},
          {"10-doubled-quotes.blt", "ranked", "1(Ann \"The Rock\" Lee) 2(Lab \"Bob\") 3(\"Cem\" \"Green\")", "1:1"},
          {"11-party-in-quotes.blt", "ranked", "1(Ann \"Green Party\") 2(Bob \"Red Party\")", "1:1"},
          {"12-preflib-names.blt", "ranked", "1(Ann (Ind)) 2(Bob)", "1:2"},
          {"13-no-title.blt", "ranked", "1(Ann) 2(Bob)", "1:2", 1},
          {"14-blank-ballots.blt", "ranked", "1(Ann) 2(Bob)", "3: 1:2"},
          {"15-wrapped-ballot.blt", "ranked", "1(Ann) 2(Bob) 3(Cem)", "1:1>2>3 1:2", 1},
          {"16-crlf-and-mark.blt", "ranked", "1(Ann) 2(Böb)", "1:2"},
          {"17-equal-names.blt", "ranked", "1(Ann) 2(Ann)", "1:2", 1},
          {"18-several-withdrawn.blt", "ranked", "2(Bob) 3(Cem) 4(Dan)", "1:2>3 1:"},
          {"19-name-not-nfc.blt", "ranked", "1(Ann) 2(Böb) 3(Cem)", "1:1", 1},
      });
}

TEST(BltSamples, BadFilesAreRefusedAtTheirPlace) {
  corpus::expect_refused(read_blt, "tests/data/blt/bad",
                         {
                             {"01-empty.blt", "empty", 1},
                             {"02-no-number.blt", "number", 1},
                             {"03-no-candidates.blt", "no-options", 1},
                             {"04-too-many-candidates.blt", "too-large", 1},
                             {"05-seats-zero.blt", "seats", 1},
                             {"06-seats-word.blt", "seats", 1},
                             {"07-withdrawn-beyond.blt", "index", 2},
                             {"08-withdrawn-twice.blt", "duplicate-id", 2},
                             {"09-all-withdrawn.blt", "no-options", 0},
                             {"10-index-too-large.blt", "index", 3},
                             {"11-index-negative.blt", "index", 3},
                             {"12-duplicate-option.blt", "duplicate-option", 3},
                             {"13-duplicate-in-group.blt", "duplicate-option", 2},
                             {"14-missing-zero.blt", "terminator", 2},
                             {"15-no-lone-zero.blt", "terminator", 4},
                             {"16-nothing-after-ballots.blt", "terminator", 4},
                             {"17-ends-inside-ballot.blt", "terminator", 3},
                             {"18-name-inside-ballot.blt", "terminator", 2},
                             {"19-weight-zero.blt", "weight", 3},
                             {"20-weight-negative.blt", "weight", 3},
                             {"21-weight-word.blt", "number", 3},
                             {"22-weight-huge.blt", "weight", 2},
                             {"23-candidate-word.blt", "number", 2},
                             {"24-candidate-decimal.blt", "number", 2},
                             {"25-equals-first.blt", "syntax", 2},
                             {"26-equals-last.blt", "syntax", 2},
                             {"27-equals-twice.blt", "syntax", 2},
                             {"28-parenthesis-inside.blt", "syntax", 2},
                             {"29-unclosed-id.blt", "syntax", 2},
                             {"30-id-twice.blt", "duplicate-id", 3},
                             {"31-id-missing.blt", "syntax", 3},
                             {"32-id-unexpected.blt", "syntax", 3},
                             {"33-id-empty.blt", "name", 2},
                             {"34-too-few-names.blt", "name-count", 6},
                             {"35-too-many-names.blt", "name-count", 7},
                             {"36-no-names.blt", "name-count", 4},
                             {"37-unclosed-quote.blt", "syntax", 4},
                             {"38-stray-quote.blt", "syntax", 4},
                             {"39-empty-name.blt", "name", 5},
                             {"40-name-with-tab.blt", "name", 5},
                             {"41-name-out-of-order.blt", "index", 4},
                             {"42-not-utf8.blt", "encoding", 5},
                             {"43-no-ballots.blt", "no-voices", 0},
                             {"44-weights-without-scale.blt", "weight", 0},
                             {"45-id-not-nfc.blt", "name", 2},
                             {"46-no-room-for-names.blt", "name-count", 1},
                         });
}

}  // namespace
}  // namespace comitia::io
