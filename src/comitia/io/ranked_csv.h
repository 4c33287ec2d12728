// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Ranked ballots as CSV (RFC 4180, comma, a quoted cell may span lines), the form in which cast-vote records are mostly
// published. The header row decides which column is what, whatever its case:
//
//   id, ballot, ballot id, voter id, cast vote record   the id of the voice (at most one such column)
//   count, weight                                        equal ballots in this row; weight of each
//   rank1, Rank 2, choice_3, For Mayor Choice 4 (60),    the option at that rank; ranks are 1, 2, 3, ... without gaps
//   preference 5, 6th choice
//   anything else                                        kept, not interpreted
//
// A cell holds an option's id; options stand in the order in which they first appear. Empty, "undervote" and "skipped"
// skip a rank, "overvote" says that several options were marked: the policies of ReadOptions decide what becomes of
// such ballots, and each kind of mending is counted in a note.
//
// Lines before the header that begin with # are comments. Some of them are read, so that nothing is lost between
// writing and reading:
//
//   # title: …           # seats: 3
//   # option 1: …        declares an option; in order          # name 1: …    its name, when it is not the id
//   # equal ranks: |     several options in a cell, joined by this text, are ranked equally
//
// Two further sheets are read: a tally with a string of ranks per ballot ("count,vote", options declared as above), as
// Debian publishes, and the Scottish sheet (candidates, seats; count, ranks; names, parties; ward).
//
// A spreadsheet would run a cell that begins with = + - or @ as a formula. Such cells, and options called like one of
// the words above, are written with an apostrophe before them, which the reader takes away again.
#pragma once

#include <string_view>

#include "comitia/io/format.h"

namespace comitia::io {

/// Certain when the header names a rank, or the sheet is one of the two others; possible for any other .csv.
int recognise_ranked_csv(std::string_view first_bytes, std::string_view name);

/// @errors syntax, column (no ranks, a gap or a double, too few or too many cells), number, multiplicity, weight, name,
///         duplicate-id, overvote, skipped-rank, repeated-rank (as the policies say), option-range (no such policy),
///         seats, index, name-count, count-mismatch, duplicate-option, no-options, no-voices
Result<ReadResult> read_ranked_csv(const Source& source, const ReadOptions& options);

/// @errors vote-type (the voices are not ranked)
Result<Written> write_ranked_csv(const Voices& voices);

}  // namespace comitia::io
