// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// From voices to a complete Decision: run the rule, audit the outcome, stamp provenance.
#pragma once

#include <string>
#include <string_view>

#include "comitia/catalog/catalog.h"
#include "comitia/io/source.h"

namespace comitia {

/// What is known of the source of the voices; both may be empty.
struct SourceReference {
  std::string name;   ///< file name without folders
  std::string bytes;  ///< digest of its bytes, "sha256:..."
};

/// Options and run settings are completed with their defaults and stand in the Decision, so that it can be recomputed.
/// @errors option-range, vote-type, those of the rule; unknown axioms in run.certify are usage
Result<Decision> decide(const RuleEntry& rule, const Voices& voices, const Json& options, Context& context,
                        const SourceReference& source = {});

/// Reference to voices as it stands in a Decision.
VoicesReference reference_to(const Voices& voices, const SourceReference& source);

/// Certificate of an outcome by the names of run.certify: "default" (what the rule guarantees and every axiom that is
/// quick at this size), "all", "none", or axiom ids. Axioms that speak of other voices or outcomes are left out, or,
/// when asked by id, unknown with the reason. Irresolute outcomes: an axiom holds if it holds for every committee, and
/// the witness of a broken one names the committee; a criterion holds if it holds for every winner, and the witness of
/// a broken one names the winner.
/// @errors usage (unknown axiom)
Result<std::vector<CertificateEntry>> certify(const Voices& voices, const Json& outcome, std::int64_t seats,
                                              const std::vector<std::string>& wanted, const RuleEntry* rule,
                                              Context& context);

}  // namespace comitia
