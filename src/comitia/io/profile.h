// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Ranked profiles as some American election data sets publish them, read only: candidates, their parties and a rule
// line, then one line per ranking with its number of ballots. Names hold no commas and no parentheses.
//
//   Begich_ Nick,Palin_ Sarah,Peltola_ Mary S.
//   IND,IND,IND
//   -+-+-+-+-
//   (Peltola_ Mary S.,Begich_ Nick) : 47419
//   () : 12
#pragma once

#include <string_view>

#include "comitia/io/format.h"

namespace comitia::io {

int recognise_profile(std::string_view first_bytes, std::string_view name);

/// @errors section (a header line is missing), name-count (parties), syntax, unclosed-group, number, multiplicity,
///         unknown-option, duplicate-option, duplicate-id, name, no-voices
Result<ReadResult> read_profile(const Source& source, const ReadOptions& options);

}  // namespace comitia::io
