// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// The ballots that RAIRE (risk-limiting audits of instant-runoff elections) takes, read only. Numbers stand for
// contests and candidates; voices get the ballot ids.
//
//   1                                      number of contests
//   Contest,1,5,15,16,17,18,45,winner,15   id, number of candidates, the candidates; winner, order and informal may
//   follow 1,99813_1_3,17,45                      contest, ballot id, candidates from the first preference on
//
// A source with several contests is refused, since voices are about one question. RAIRE's .json files hold
// assertions, not ballots.
#pragma once

#include <string_view>

#include "comitia/io/format.h"

namespace comitia::io {

int recognise_raire(std::string_view first_bytes, std::string_view name);

/// @errors format (JSON), section (contests), name-count, number, column, syntax, name, unknown-option,
///         duplicate-option, duplicate-id, no-options, no-voices
Result<ReadResult> read_raire(const Source& source, const ReadOptions& options);

}  // namespace comitia::io
