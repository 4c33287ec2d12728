// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Each file of tests/data/abif: what the good ones hold, and where and why the bad ones are refused.
#include "comitia/io/abif.h"

#include "io/corpus.h"

namespace comitia::io {
namespace {

TEST(AbifCorpus, GoodFilesHoldWhatIsWrittenInThem) {
  corpus::expect_read(
      "abif", "tests/data/abif/good",
      {
          {"01-ranked.abif", "ranked", "A B C", "3:A>B>C 2:B>C 1:C"},
          {"02-equals.abif", "ranked", "A B C", "4:A=B>C 1:C>A=B"},
          {"03-comma-scores.abif", "scored", "Ann Bob Cem", "12:Ann/5,Bob/5,Cem/0 7:Ann/-1,Cem/4"},
          {"04-ranked-and-scored.abif", "ranked", "Ann Bob Cem Dan", "5:Ann>Bob=Cem>Dan 2:Dan", 1},
          {"05-blank-ballots.abif", "ranked", "A", "50:A 50:"},
          {"06-quoted.abif", "ranked", "x y(X Ypsilon) q\"q(Name with ] inside) Aß😀", "2:x y>q\"q 1:Aß😀", 1},
          {"07-bracketed.abif", "scored", "Ann # 1 \"Bob\" B.", "2:Ann # 1/3,\"Bob\" B./2 1:Ann # 1/0,\"Bob\" B./5"},
          {"08-metadata.abif", "ranked", "A B C", "1:A>B>C"},
          {"09-draft-header.abif", "ranked", "A B", "3:A>B"},
          {"10-extended-data.abif", "ranked", "D C B A", "7:D>C>B>A 8:C>B>A 1:A"},
          {"11-choose-many.abif", "approval", "A(Ann) B(Bob) C(Cem)", "3:A,B 2:A,B 1: 4:"},
          {"12-rated.abif", "scored", "A B C", "3:A/5,B/5,C/1 1:C/2", 1},
          {"13-bom-crlf.abif", "ranked", "A(Ann) B", "2:A>B 1:B", 1},
          {"14-undeclared.abif", "ranked", "A(Ann) B(Bob) Cem C.", "3:A>B>Cem C. 1:A>B", 1},
          {"15-comma-in-ranking.abif", "ranked", "A B C D E", "2:A>C>B=D>E 1:A=B>C", 1},
          {"16-choose-one.abif", "approval", "A B", "9:A 4:B 1:"},
          {"17-candidate-without-equal-sign.abif", "ranked", "A(Ann) B(Bob)", "1:A>B"},
          {"18-declared-after-use.abif", "ranked", "B(Bob) A(Ann)", "1:B>A"},
      });
}

TEST(AbifCorpus, BadFilesAreRefusedAtTheirPlace) {
  corpus::expect_refused(read_abif, "tests/data/abif/bad",
                         {
                             {"01-no-colon.abif", "syntax", 2},
                             {"02-star-for-colon.abif", "syntax", 1},
                             {"03-old-candidate-line.abif", "syntax", 2},
                             {"04-unclosed-quote.abif", "syntax", 2},
                             {"05-unclosed-bracket.abif", "syntax", 1},
                             {"06-bare-unicode.abif", "syntax", 1},
                             {"07-missing-token.abif", "syntax", 2},
                             {"08-trailing-link.abif", "syntax", 1},
                             {"09-score-decimal.abif", "number", 1},
                             {"10-score-missing.abif", "number", 1},
                             {"11-score-huge.abif", "number", 1},
                             {"12-count-zero.abif", "multiplicity", 2},
                             {"13-count-huge.abif", "number", 1},
                             {"14-duplicate-option.abif", "duplicate-option", 3},
                             {"15-duplicate-candidate.abif", "duplicate-id", 2},
                             {"16-rank-score-conflict.abif", "rank-score-conflict", 1},
                             {"17-equal-score-conflict.abif", "rank-score-conflict", 1},
                             {"18-open-comma.abif", "rank-score-conflict", 1},
                             {"19-rated-without-score.abif", "points", 3},
                             {"20-approval-ranked.abif", "vote-type", 2},
                             {"21-approval-points.abif", "vote-type", 3},
                             {"22-choose-one-two.abif", "ballot-limits", 2},
                             {"23-metadata-unclosed.abif", "syntax", 1},
                             {"24-metadata-no-value.abif", "syntax", 1},
                             {"25-metadata-twice.abif", "duplicate-id", 2},
                             {"26-seats.abif", "seats", 1},
                             {"27-not-utf8.abif", "encoding", 2},
                             {"28-no-options.abif", "no-options", 0},
                             {"29-no-voices.abif", "no-voices", 0},
                             {"30-text-after-ballot.abif", "syntax", 1},
                             {"31-shares.abif", "syntax", 1},
                             {"32-bad-escape.abif", "syntax", 1},
                             {"33-lone-surrogate.abif", "syntax", 1},
                             {"34-empty-token.abif", "name", 1},
                             {"35-candidate-without-name.abif", "syntax", 1},
                             {"36-not-nfc.abif", "name", 1},
                             {"37-ambiguous-name.abif", "name", 3},
                             {"38-data-not-json.abif", "syntax", 1},
                             {"39-second-colon.abif", "syntax", 1},
                             {"40-deep-json.abif", "syntax", 1},
                             {"41-nul-escape.abif", "encoding", 1},
                             {"42-control-character.abif", "name", 1},
                         });
}

}  // namespace
}  // namespace comitia::io
