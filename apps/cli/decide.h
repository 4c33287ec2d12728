// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Deciding as the command line asks for it; shared by decide, compare, explain and report.
#pragma once

#include <vector>

#include "comitia/catalog/catalog.h"

#include "cli/invocation.h"

namespace comitia::cli {

/// Decides voices by a rule with the options and settings of the command line, with the margin where it is asked for.
/// Options that only others of `together` have are passed over. @errors usage, those of the rule
Result<Decision> decide_by(Invocation& invocation, const RuleEntry& rule, const VoicesInput& input,
                           const std::vector<const RuleEntry*>& together = {});

/// A Decision from a document or from voices, with the voices where they are at hand.
struct Decided {
  Decision decision;
  std::optional<VoicesInput> voices;
};
/// True when a source holds JSON that says it is a Decision.
bool is_document(const io::Source& source);
/// The command's one input: voices are decided first; a document takes its voices from --voices.
/// @errors usage, document, those of reading and deciding
Result<Decided> decided_input(Invocation& invocation);
/// A document with the voices of --voices, whose digest must be the document's. @errors document, usage, those of
/// reading
Result<Decided> document_input(Invocation& invocation, const io::Source& source);

}  // namespace comitia::cli
