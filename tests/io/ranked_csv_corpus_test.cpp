// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Each file of tests/data/ranked_csv: what the good ones hold, and where and why the bad ones are refused.
#include "comitia/io/ranked_csv.h"

#include "io/corpus.h"

namespace comitia::io {
namespace {

TEST(RankedCsvCorpus, GoodFilesHoldWhatIsWrittenInThem) {
  corpus::expect_read(
      "ranked-csv", "tests/data/ranked_csv/good",
      {
          {"01-plain.csv", "ranked", "Ann Bob Cem", "1:Ann>Bob>Cem 1:Bob>Ann 1:Cem"},
          {"02-ids.csv", "ranked", "Ann Bob", "v1=1:Ann>Bob v2=1:Bob"},
          {"03-counts.csv", "ranked", "Ann Bob", "40:Ann>Bob 2:Bob>Ann"},
          {"04-weights.csv", "ranked", "Ann Bob", "1*1/2:Ann 1*3/2:Bob"},
          {"05-quoted.csv", "ranked", "Ann \"A.\" Ace Bob, Jr.", "1:Ann \"A.\" Ace>Bob, Jr. 1:Bob, Jr."},
          {"06-newline-in-quotes.csv", "ranked", "Ann Bob", "1:Ann 1:Bob"},
          {"07-skipped.csv", "ranked", "Ann Bob", "1:Ann>Bob 1:Ann 1:", 1},
          {"08-repeated.csv", "ranked", "Ann Bob", "1:Ann>Bob 1:Bob", 1},
          {"09-crlf-bom.csv", "ranked", "Zoë Bob", "1=1:Zoë>Bob 2=1:Bob"},
          {"10-equal-ranks.csv", "ranked", "Ann Bob Cem", "1:Ann=Bob>Cem 1:Cem>Ann=Bob"},
          {"11-declared.csv", "ranked", "Cem Ann Nobody", "1:Ann>Cem"},
          {"12-columns-in-any-order.csv", "ranked", "Ann Bob", "7=1:Ann>Bob 9=1:Bob"},
          {"13-formula-cells.csv", "ranked", "=SUM(A1) -Bob @home overvote +1",
           "1:=SUM(A1)>-Bob 1:-Bob>@home 1:overvote>+1"},
          {"14-one-column.csv", "ranked", "Ann Bob", "1:Ann 1: 1:Bob"},
          {"15-tally.csv", "ranked", "Ann Bob None", "5:Ann>None 3:Ann=Bob>None 2:None 1:"},
          {"16-scottish.csv", "ranked", "1(Ann Ace) 2(Bob Bee) 3(Cem Cee)", "20:1 7:2>3 1:3>1>2"},
          {"17-named.csv", "ranked", "a(Ann, the first) b(Bob)", "1:b>a"},
      });
}

TEST(RankedCsvCorpus, BadFilesAreRefusedAtTheirPlace) {
  corpus::expect_refused(read_ranked_csv, "tests/data/ranked_csv/bad",
                         {
                             {"01-empty.csv", "empty", 1},
                             {"02-no-ranks.csv", "column", 1},
                             {"03-rank-gap.csv", "column", 1},
                             {"04-rank-twice.csv", "column", 1},
                             {"05-rank-beyond.csv", "column", 1},
                             {"06-two-ids.csv", "column", 1},
                             {"07-two-counts.csv", "column", 1},
                             {"08-few-cells.csv", "column", 3},
                             {"09-many-cells.csv", "column", 2},
                             {"10-unclosed-quote.csv", "syntax", 3},
                             {"11-text-after-quote.csv", "syntax", 2},
                             {"12-count-zero.csv", "multiplicity", 3},
                             {"13-count-word.csv", "number", 2},
                             {"14-weight-zero.csv", "weight", 3},
                             {"15-weight-word.csv", "number", 2},
                             {"16-id-empty.csv", "name", 3},
                             {"17-id-twice.csv", "duplicate-id", 4},
                             {"18-overvote.csv", "overvote", 3},
                             {"19-no-options.csv", "no-options", 0},
                             {"20-no-voices.csv", "no-voices", 0},
                             {"21-seats.csv", "seats", 1},
                             {"22-option-number.csv", "index", 2},
                             {"23-option-twice.csv", "duplicate-id", 2},
                             {"24-not-utf8.csv", "encoding", 3},
                             {"25-not-nfc.csv", "name", 3},
                             {"26-tally-length.csv", "count-mismatch", 5},
                             {"27-tally-rank.csv", "number", 4},
                             {"28-tally-count.csv", "multiplicity", 3},
                             {"29-tally-without-options.csv", "count-mismatch", 2},
                             {"30-scottish-index.csv", "index", 3},
                             {"31-scottish-names.csv", "name-count", 1},
                             {"32-scottish-seats.csv", "seats", 1},
                             {"33-scottish-twice.csv", "duplicate-option", 2},
                             {"34-scottish-order.csv", "index", 3},
                             {"35-scottish-title-twice.csv", "section", 6},
                             {"36-scottish-rank-word.csv", "number", 2},
                             {"37-empty-equal.csv", "name", 4},
                             {"38-name-of-none.csv", "index", 2},
                             {"39-line-end-in-a-name.csv", "name", 3},
                         });
}

}  // namespace
}  // namespace comitia::io
