// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Voices as tables, for whoever works with columns: export_batch (arrow_write.h) hands them over.
#pragma once

#include "comitia/io/arrow_write.h"
#include "comitia/voices/voices.h"

namespace comitia::io {

/// One row per voice and option that its ballot names: voter, count, weight (exact text; only when there are weights),
/// option, and rank (1 is best) or score (integers, or doubles where the voices have fractions). A voice that names
/// nothing has one row without option. read_table reads it back as a long table.
NewBatch ballots_table(const Voices& voices);

}  // namespace comitia::io
