// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Witnesses of the criteria of single winners, verified by definition. The checks that find them share no counting with
// this.
#pragma once

#include "comitia/audit/criterion.h"

namespace comitia::audit {

/// Each is true only if the entry's witness proves the entry's status for these winners.
bool majority_witness_holds(const RankedVoices& voices, const Committee& winners, const CertificateEntry& entry);
bool majority_loser_witness_holds(const RankedVoices& voices, const Committee& winners, const CertificateEntry& entry);
bool condorcet_winner_witness_holds(const RankedVoices& voices, const Committee& winners,
                                    const CertificateEntry& entry);
bool condorcet_loser_witness_holds(const RankedVoices& voices, const Committee& winners, const CertificateEntry& entry);
bool smith_witness_holds(const RankedVoices& voices, const Committee& winners, const CertificateEntry& entry);
bool mutual_majority_witness_holds(const RankedVoices& voices, const Committee& winners, const CertificateEntry& entry);

}  // namespace comitia::audit
