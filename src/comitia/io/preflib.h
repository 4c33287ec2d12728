// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// PrefLib (preflib.org): .soc .soi .toc .toi (orders), .cat (categories), with the header lines of 2022 or the older
// numeric header, which is only read. Orders become ranked voices. Categories become approvals of the first category
// when there are at most two of them, else ranked voices by category; the column "categories" then remembers which
// category each group of equals stood in, so that the file can be written back. A .wmd file holds the edges of a
// weighted graph and no ballots: it is recognised and refused.
#pragma once

#include <string_view>

#include "comitia/io/format.h"
#include "comitia/io/source.h"

namespace comitia::io {

/// The column of a voice that names the categories of its groups of equals, such as "1,3".
inline constexpr std::string_view kPreflibCategories = "categories";

/// How sure the first lines, or the extension, make us.
int recognise_preflib(std::string_view first_bytes, std::string_view name);

/// Reads alternatives as options with ids "1".."m" and the stated names; TITLE becomes the title, other header lines
/// stay attributes under their keys.
/// @errors encoding, format (.wmd, no header), extension (the content contradicts the file's extension or DATA TYPE),
///         vote-type (unknown DATA TYPE), number, too-large, no-options, name-count, name, duplicate-id, index,
///         multiplicity, syntax, unclosed-group, duplicate-option, section, count-mismatch, no-voices, weight
/// @complexity O(bytes)
Result<ReadResult> read_preflib(const Source& source, const ReadOptions& options);

/// Writes the 2022 header and the most restrictive kind that holds the voices: soc, soi, toc or toi for ranked voices,
/// cat for approvals and for ranked voices that were read from categories. Equal orders are merged, most frequent
/// first.
/// @errors vote-type (scored voices), weight (a weight that is not a whole number)
Result<Written> write_preflib(const Voices& voices);

}  // namespace comitia::io
