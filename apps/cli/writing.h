// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Writing voices: which format, and saying what it cannot hold.
#pragma once

#include "cli/invocation.h"

namespace comitia::cli {

/// The format of --to, or of the extension of -o. @errors usage (neither, unknown, or a format that is only read)
Result<const io::Format*> target_format(const Invocation& invocation);
/// Writes voices to the output and says what was lost. @errors vote-type
Result<void> write_voices(Invocation& invocation, const Voices& voices, const io::Format& format);

}  // namespace comitia::cli
