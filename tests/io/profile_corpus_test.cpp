// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Each file of tests/data/profile: what the good ones hold, and where and why the bad ones are refused.
#include "comitia/io/profile.h"

#include "io/corpus.h"

namespace comitia::io {
namespace {

TEST(ProfileCorpus, GoodFilesHoldWhatIsWrittenInThem) {
  corpus::expect_read(
      "profile", "tests/data/profile/good",
      {
          {"01-plain.profile", "ranked", "Ann_ A. Bob_ B. Cem_ C.", "12:Ann_ A.>Bob_ B.>Cem_ C. 3:Cem_ C."},
          {"02-blank-ballots.profile", "ranked", "Ann_ A. Bob_ B. Cem_ C.", "4: 1:Bob_ B."},
          {"03-one-candidate.profile", "ranked", "Ann", "7:Ann"},
          {"04-spaces.profile", "ranked", "Ann_ A. Bob_ B. Cem_ C.", "5:Ann_ A.>Bob_ B."},
          {"05-crlf.profile", "ranked", "Ann_ A. Bob_ B. Cem_ C.", "5:Ann_ A. 5:Bob_ B."},
          {"06-bom.profile", "ranked", "Ann_ A. Bob_ B. Cem_ C.", "5:Ann_ A."},
          {"07-unicode.profile", "ranked", "Zoë Søren 蘇", "2:蘇>Zoë"},
          {"08-repeated-rankings.profile", "ranked", "Ann_ A. Bob_ B. Cem_ C.", "5:Ann_ A. 1:Bob_ B. 2:Ann_ A."},
          {"09-blank-lines.profile", "ranked", "Ann_ A. Bob_ B. Cem_ C.", "5:Ann_ A."},
          {"10-no-end-of-line.profile", "ranked", "Ann_ A. Bob_ B. Cem_ C.", "5:Ann_ A."},
          {"11-large-counts.profile", "ranked", "Ann_ A. Bob_ B. Cem_ C.", "1000000000000:Ann_ A. 1:Bob_ B."},
          {"12-empty-party.profile", "ranked", "Ann Bob", "1:Bob"},
      });
}

TEST(ProfileCorpus, BadFilesAreRefusedAtTheirPlace) {
  corpus::expect_refused(read_profile, "tests/data/profile/bad",
                         {
                             {"01-empty.profile", "section", 1},
                             {"02-no-rule.profile", "section", 3},
                             {"03-header-only-names.profile", "section", 2},
                             {"04-parties.profile", "name-count", 2},
                             {"05-candidate-twice.profile", "duplicate-id", 1},
                             {"06-candidate-empty.profile", "name", 1},
                             {"07-unknown-candidate.profile", "unknown-option", 5},
                             {"08-twice-in-ranking.profile", "duplicate-option", 4},
                             {"09-unclosed.profile", "unclosed-group", 4},
                             {"10-unopened.profile", "syntax", 4},
                             {"11-no-colon.profile", "syntax", 4},
                             {"12-no-count.profile", "number", 4},
                             {"13-count-word.profile", "number", 4},
                             {"14-count-zero.profile", "multiplicity", 5},
                             {"15-count-negative.profile", "multiplicity", 4},
                             {"16-count-huge.profile", "number", 4},
                             {"17-count-decimal.profile", "number", 4},
                             {"18-text-after-count.profile", "number", 4},
                             {"19-no-voices.profile", "no-voices", 0},
                             {"20-not-utf8.profile", "encoding", 1},
                             {"21-not-nfc.profile", "name", 1},
                             {"22-empty-candidate-in-ranking.profile", "unknown-option", 4},
                             {"23-json.profile", "section", 2},
                         });
}

}  // namespace
}  // namespace comitia::io
