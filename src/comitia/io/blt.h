// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// BLT, the ballot files of single transferable vote programs since Hill, Wichmann and Woodall (Algorithm 123, The
// Computer Journal 30, 1987): "n seats", withdrawn candidates as negative numbers, ballots "weight 2 1=3 0", a lone 0,
// the names, the title. Read too: decimals and fractions as weights, comments (# to the end of the line, /* to */),
// ballot ids "(id)" before the weight, "-" for a skipped rank.
//
// Numbers may stand on lines as they like. Names are one a line, quoted or not, when there are as many lines as names
// (with or without a title); else they are words and quoted texts one after the other. In quotes a doubled quote stands
// for one.
//
// Candidates keep their numbers as ids. A withdrawn candidate is no option and vanishes from the ballots; the others
// keep their numbers. Its number stays in the attribute "withdrawn", its name in "withdrawn <number>". Whole weights
// become counts of voters, other weights stay weights. The policy for skipped ranks is that of ReadOptions.
#pragma once

#include <string_view>

#include "comitia/io/format.h"
#include "comitia/io/source.h"

namespace comitia::io {

/// How sure the first lines, or the extension, make us.
int recognise_blt(std::string_view first_bytes, std::string_view name);

/// @errors encoding, empty, syntax, number, too-large, no-options, seats, index, weight, duplicate-option,
///         duplicate-id, skipped-rank, terminator, name-count, name, no-voices
/// @complexity O(bytes)
Result<ReadResult> read_blt(const Source& source, const ReadOptions& options);

/// Writes ranked voices; ballots with ids one by one, others merged.
/// @errors vote-type (approvals or scores)
Result<Written> write_blt(const Voices& voices);

}  // namespace comitia::io
