// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Each file of tests/data/preflib: what the good ones hold, and where and why the bad ones are refused.
#include "comitia/io/preflib.h"

#include "io/corpus.h"

namespace comitia::io {
namespace {

TEST(PreflibSamples, GoodFilesHoldWhatIsWrittenInThem) {
  corpus::expect_read("preflib", "tests/data/preflib/good",
                      {
                          {"01-complete.soc", "ranked", "1(Ann) 2(Bob) 3(Cem)", "5:1>2>3 3:3>1>2"},
                          {"02-incomplete.soi", "ranked", "1(Ann) 2(Bob) 3(Cem)", "3:2 2:2>1 1:3>2>1"},
                          {"03-ties.toc", "ranked", "1(Ann) 2(Bob) 3(Cem)", "3:1=2>3 2:3>1=2 1:1=2=3"},
                          {"04-ties-incomplete.toi", "ranked", "1(Ann) 2(Bob) 3(Cem) 4(Dan)", "2:1=4 2:3>1=2 1:4"},
                          {"05-approval.cat", "approval", "1(Ann) 2(Bob) 3(Cem)", "2:1,2 2:3 1: 1:1,2,3"},
                          // Both rows of Ann alone on top are one ranking; their categories differ.
                          {"06-three-categories.cat", "ranked", "1(Ann) 2(Bob) 3(Cem)", "3:1>2=3 2:1>2=3 1: 1:2>3>1"},
                          {"07-categories-from-zero.cat", "approval", "1(Ann) 2(Bob)", "2:1 1:2"},
                          {"08-old-header.soc", "ranked", "1(Ann) 2(Bob, the builder) 3(Cem)", "5:1>2>3 3:3>1>2"},
                          {"09-old-header-ties.toi", "ranked", "1(Ann) 2(Bob) 3(Cem) 4(Dan)", "3:1=2>4 2:3 1:1=2=3=4"},
                          {"10-crlf-and-mark.soi", "ranked", "1(Ann) 2(Bob)", "2:1>2 1:2"},
                          {"11-unknown-keys.soi", "ranked", "1(Ann) 2(Bob)", "2:1 1:2"},
                          {"12-equal-names.soc", "ranked", "1(LINKE) 2(LINKE)", "1:2>1", 1},
                          {"13-blanks-everywhere.toi", "ranked", "1(Ann) 2(Bob)", "2:1=2 1:2>1"},
                          {"14-blank-order.soi", "ranked", "1(Ann) 2(Bob)", "4:1 1:"},
                          {"15-no-final-newline.toc", "ranked", "1(Ann) 2(Bob)", "1:1>2 1:1=2"},
                          {"16-repeated-orders.soi", "ranked", "1(Ann) 2(Bob)", "1:1>2 1:2>1 1:1>2"},
                          {"17-group-of-one.toc", "ranked", "1(Ann) 2(Bob)", "1:2>1"},
                          {"18-name-not-nfc.soc", "ranked", "1(Ann) 2(Böb) 3(Cem)", "1:1>2>3", 1},
                      });
}

TEST(PreflibSamples, BadFilesAreRefusedAtTheirPlace) {
  corpus::expect_refused(read_preflib, "tests/data/preflib/bad",
                         {
                             {"01-tie-in.soc", "extension", 16},
                             {"02-incomplete.soc", "extension", 16},
                             {"03-tie-in.soi", "extension", 16},
                             {"04-incomplete.toc", "extension", 17},
                             {"05-other-data-type.soi", "extension", 4},
                             {"06-unknown-data-type.soi", "vote-type", 4},
                             {"07-count-zero.soc", "multiplicity", 16},
                             {"08-count-negative.soc", "multiplicity", 16},
                             {"09-count-word.soc", "multiplicity", 17},
                             {"10-count-missing.soc", "multiplicity", 16},
                             {"11-count-huge.soc", "multiplicity", 16},
                             {"12-unclosed-group.toc", "unclosed-group", 16},
                             {"13-unopened-group.toc", "unclosed-group", 16},
                             {"14-nested-group.toc", "unclosed-group", 16},
                             {"15-index-too-large.soi", "index", 17},
                             {"16-index-zero.soi", "index", 16},
                             {"17-duplicate-option.soi", "duplicate-option", 16},
                             {"18-duplicate-in-group.toc", "duplicate-option", 16},
                             {"19-duplicate-across-categories.cat", "duplicate-option", 17},
                             {"20-too-few-categories.cat", "count-mismatch", 17},
                             {"21-category-name-missing.cat", "name-count", 16},
                             {"22-no-categories.cat", "name-count", 14},
                             {"23-name-missing.soc", "name-count", 15},
                             {"24-name-twice.soc", "duplicate-id", 15},
                             {"25-name-beyond.soc", "index", 15},
                             {"26-name-empty.soc", "name", 14},
                             {"27-name-with-tab.soc", "name", 14},
                             {"28-name-number-word.soc", "number", 15},
                             {"29-voters-mismatch.soc", "count-mismatch", 11},
                             {"30-orders-mismatch.soc", "count-mismatch", 12},
                             {"31-voters-word.soc", "number", 11},
                             {"32-alternatives-missing.soc", "count-mismatch", 15},
                             {"33-alternatives-zero.soc", "no-options", 2},
                             {"34-alternatives-huge.soc", "too-large", 2},
                             {"35-header-line-among-rows.soc", "section", 17},
                             {"36-header-without-colon.soc", "syntax", 10},
                             {"37-stated-twice.soc", "syntax", 11},
                             {"38-empty-line.soc", "syntax", 16},
                             {"39-missing-comma.soc", "syntax", 16},
                             {"40-trailing-comma.soc", "syntax", 16},
                             {"41-empty-order.soi", "syntax", 16},
                             {"42-empty-group-inside.toi", "syntax", 16},
                             {"43-word-in-order.soi", "syntax", 16},
                             {"44-not-utf8.soc", "encoding", 15},
                             {"45-no-rows.soc", "no-voices", 0},
                             {"46-empty.soc", "empty", 1},
                             {"47-no-header.soc", "format", 1},
                             {"48-graph.wmd", "format", 1},
                             {"49-old-name-missing.soc", "name-count", 4},
                             {"50-old-counts.soc", "syntax", 4},
                             {"51-old-sum.soc", "count-mismatch", 4},
                             {"52-old-sum-of-rows.soc", "count-mismatch", 4},
                             {"53-old-name-twice.soc", "name-count", 3},
                             {"54-old-categories.cat", "format", 1},
                             {"55-too-many-voters.soc", "too-large", 15},
                             {"56-old-alternatives-huge.soc", "number", 1},
                             {"57-no-room-for-names.soc", "name-count", 2},
                         });
}

}  // namespace
}  // namespace comitia::io
