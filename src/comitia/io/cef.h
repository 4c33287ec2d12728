// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// The Condorcet Election Format, version 1 (github.com/CondorcetVote/CondorcetElectionFormat), .cvotes: parameters
// "#/Candidates: A ; B", "#/Number of Seats: 2", "#/Implicit Ranking: true", "#/Weight Allowed: false", then votes
// "tag, tag || A > B = C ^weight * count", "/EMPTY/" (or "/EMPTY_RANKING/") for a blank one; '#' starts a comment.
//
// Names of candidates are their ids. Without a list of candidates they are those of the votes, in order of appearance;
// with one, others are ignored and noted, as the format says. Seats stay unknown when they are not stated, rather than
// the format's default of 100. Tags go to the column "tags", Implicit Ranking and parameters that are not of the
// standard to attributes. Voices here always rank what they leave out below the rest, which is what Implicit Ranking
// means; a file that says otherwise gets a note.
#pragma once

#include <string_view>

#include "comitia/io/format.h"
#include "comitia/io/source.h"

namespace comitia::io {

/// The column of a voice that holds its tags, separated by commas.
inline constexpr std::string_view kCefTags = "tags";

/// How sure the first lines, or the extension, make us.
int recognise_cef(std::string_view first_bytes, std::string_view name);

/// @errors encoding, empty, syntax, name, duplicate-id, seats, parameter-order, multiplicity, weight, duplicate-option,
///         no-options, no-voices, too-large
/// @complexity O(bytes)
Result<ReadResult> read_cef(const Source& source, const ReadOptions& options);

/// Writes ranked voices with weights that are whole numbers; options go by their names where these are unique and hold
/// none of the format's reserved characters, else by their ids, else by numbers.
/// @errors vote-type (approvals or scores), weight (a weight that is not a whole number)
Result<Written> write_cef(const Voices& voices);

}  // namespace comitia::io
