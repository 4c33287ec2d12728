// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// ABIF, the Aggregated Ballot Information Format: a line is a comment, metadata, a candidate, or equal votes with their
// count. Grammar after EBNF 0.31 of github.com/electorama/abif, and the header line and extended data of its draft 1.
//
//   # comment                        also after any line; inside quotes or brackets # is text
//   {title: "Capital"}               keys and values as in JSON; keys may stand without quotes
//   =Memph:[Memphis, TN]             a candidate: token, and name in brackets, quotes or bare
//   42:Memph>Nash=Chat>Knox          better, equal; a blank ballot is "42:"
//   12:Allie/5,Billy/4,"蘇 業"/0     scores; the comma orders nothing
//   7:Memph>Nash:{"precinct":51}     data of the source, kept
//
// Which voices: {ballot_type: "ranked" | "rated" | "choose_many" | "choose_one"} decides when it stands there.
// Otherwise a file with ">" or "=" is ranked; one without, in which each item has a score, is scored; any other one is
// ranked.
// - ranked: a comma list is ordered by its scores, and without any is one group of equals. Scores must agree with the
//   order (">" may separate equal scores, "=" may not join different ones), else rank-score-conflict; they are not
//   kept.
// - rated: each item needs its score; ">" and "=" must agree with the scores.
// - choose_many, choose_one: approval voices; approved is what has the score 1 or none, not what has 0.
//
// {title: …} and {seats: n} are taken up (seats is an addition of ours); all other metadata are kept as attributes. A
// token that no candidate line declares is an option too, noted when there are candidate lines; a token in brackets may
// also be a declared name. Of quoted text the escapes of JSON are read, so that every name can be written.
#pragma once

#include <string_view>

#include "comitia/io/format.h"

namespace comitia::io {

/// Certain when the name ends in .abif or the first line that says something is metadata, a candidate or a vote.
int recognise_abif(std::string_view first_bytes, std::string_view name);

/// @errors syntax, number, name, encoding, duplicate-id, duplicate-option, multiplicity (no ballot of that kind),
///         rank-score-conflict, points (no score in rated voices), vote-type (contradicts the stated ballot_type),
///         ballot-limits (two options in choose_one), seats, no-options, no-voices
Result<ReadResult> read_abif(const Source& source, const ReadOptions& options);

/// Writes any kind; states the ballot_type. Weights that are whole numbers become counts.
/// @errors vote-type (a weight or score that is no integer)
Result<Written> write_abif(const Voices& voices);

}  // namespace comitia::io
