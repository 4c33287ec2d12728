// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// comitia convert.
#include "cli/verbs.h"
#include "cli/writing.h"

namespace comitia::cli {

Result<ExitCode> run_convert(Invocation& invocation) {
  COMITIA_TRY(const auto name, invocation.one_input("a file of voices"));
  COMITIA_TRY(const auto* format, target_format(invocation));
  COMITIA_TRY(const auto input, invocation.read_voices(name));
  COMITIA_CHECK(write_voices(invocation, input.voices, *format));
  return ExitCode::done;
}

}  // namespace comitia::cli
