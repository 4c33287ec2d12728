// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Approval committees in YAML, as the Python package abcvoting writes them:
//
//   description: a note
//   profile: [[0, 1, 2], [1], {2, 3}, []]   one set of candidates per voter, counted from 0
//   num_cand: 5                             default: the largest number of the profile, plus 1
//   committeesize: 3                        the seats
//   voter_weights: [1, 1/2, 1.5, 1]         default: 1 each
//   cand_names: [Ann, Bob, Cem, Dan, Eve]   ids of the candidates; an addition of ours, default "0", "1", ...
//   compute: …                              what abcvoting found; no voices, noted and left out
//
// Other keys with a plain value become attributes; other structures are noted and left out. Aliases (*name) are
// refused, since they let a small file stand for a huge one.
#pragma once

#include <string_view>

#include "comitia/io/format.h"

namespace comitia::io {

int recognise_abc_yaml(std::string_view first_bytes, std::string_view name);

/// @errors syntax, encoding, section (no profile, or not a list), duplicate-id, number, index (no such candidate),
///         duplicate-option, weight, count-mismatch, name-count, name, seats, too-large, no-options, no-voices
Result<ReadResult> read_abc_yaml(const Source& source, const ReadOptions& options);

/// @errors vote-type (the voices are not approvals)
Result<Written> write_abc_yaml(const Voices& voices);

}  // namespace comitia::io
