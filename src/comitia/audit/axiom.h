// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Axioms of committees elected by approval ballots: does the committee satisfy it, and if not, which group proves so?
// (The criteria of single winners elected by rankings are in criterion.h.) Nothing here uses code of the rules, so that
// a rule and its audit cannot share a mistake.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "comitia/base/context.h"
#include "comitia/base/result.h"
#include "comitia/decision/decision.h"
#include "comitia/decision/outcome.h"
#include "comitia/voices/voices.h"

namespace comitia::audit {

/// A committee to be audited. `seats` is the k of the axioms; the committee may be smaller (rules without completion).
struct CommitteeCase {
  const ApprovalVoices& voices;
  const Committee& committee;
  std::int64_t seats;
};

/// What people and faces want to know of an axiom.
struct AxiomInfo {
  std::string_view id;       ///< "ejr+"
  std::string_view title;    ///< "Extended justified representation plus"
  std::string_view meaning;  ///< one sentence for people
  std::string_view source;   ///< paper
  std::string_view method;   ///< "counting, O(m nnz)"
  std::string_view voices;   ///< kind of ballots that it speaks of: "approval" (committees), "ranked" (single winners)
  bool polynomial;
  /// Approvals (times committees), or ranks times options, up to which the check takes about a second: then it is made
  /// unasked.
  std::int64_t quick_up_to;
};

struct Axiom : AxiomInfo {
  /// Status with a witness, which has been verified by definition before it is returned.
  CertificateEntry (*check)(const CommitteeCase&, Context&);
  /// Re-verifies a witness by definition alone: true when it really proves the entry's status. An entry without a
  /// witness (`unknown`, or `holds` of an axiom that has no witness for it) proves nothing: false.
  bool (*witness_holds)(const CommitteeCase&, const CertificateEntry&);
};

/// All axioms of committees, strongest family first.
std::span<const Axiom> axioms();
const Axiom* find_axiom(std::string_view id);

/// Everything that can be audited: the axioms of committees, then the criteria of single winners.
std::vector<const AxiomInfo*> all_axioms();
const AxiomInfo* find_axiom_info(std::string_view id);

}  // namespace comitia::audit
