// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// What each command does. The grammar points to these; a command's file has its name.
#pragma once

#include "cli/invocation.h"

namespace comitia::cli {

// Verbs of every family.
Result<ExitCode> run_decide(Invocation& invocation);
Result<ExitCode> run_compare(Invocation& invocation);
Result<ExitCode> run_explain(Invocation& invocation);
Result<ExitCode> run_margin(Invocation& invocation);
Result<ExitCode> run_sample(Invocation& invocation);
// Audit.
Result<ExitCode> run_audit_check(Invocation& invocation);
// Tools.
Result<ExitCode> run_methods(Invocation& invocation);
Result<ExitCode> run_convert(Invocation& invocation);
Result<ExitCode> run_validate(Invocation& invocation);
Result<ExitCode> run_describe(Invocation& invocation);
Result<ExitCode> run_verify(Invocation& invocation);
Result<ExitCode> run_report(Invocation& invocation);
Result<ExitCode> run_study_list(Invocation& invocation);
Result<ExitCode> run_study_run(Invocation& invocation);
Result<ExitCode> run_doctor(Invocation& invocation);
Result<ExitCode> run_completion(Invocation& invocation);
Result<ExitCode> run_man(Invocation& invocation);
Result<ExitCode> run_version(Invocation& invocation);
Result<ExitCode> run_help(Invocation& invocation);

}  // namespace comitia::cli
