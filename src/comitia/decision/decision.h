// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// The Decision: what follows from the voices, with its trace, ties, certificate and provenance. A rule fills outcome,
// standing, ties, trace and warnings; the catalog stamps the rest; document.h writes and reads it as decision/1.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "comitia/base/context.h"
#include "comitia/base/ids.h"
#include "comitia/base/json.h"
#include "comitia/base/rational.h"

namespace comitia {

/// Where a tie was broken. `among` holds option ids (strings) in the order of the file.
struct TieRecord {
  std::int64_t step = 0;
  std::vector<std::string> among;
  std::string on;  ///< what was equal: "approval score", "votes", ...
  TiePolicy policy = TiePolicy::order;
  std::string chosen;
};

enum class AxiomStatus { holds, broken, unknown };
template <>
inline constexpr std::array<std::string_view, 3> kEnumWords<AxiomStatus> = {"holds", "broken", "unknown"};

struct CertificateEntry {
  std::string axiom;  ///< "ejr+"
  AxiomStatus status = AxiomStatus::unknown;
  Json witness;     ///< an object that proves `broken` (or `holds`, such as a price system); null when absent
  std::string why;  ///< why unknown, or by which theorem it holds; may be empty
};

/// Smallest change in voices that changes the outcome.
struct Margin {
  std::string change;  ///< "ballots", "votes"
  std::int64_t value = 0;
  std::string kind;  ///< "exact", "at-most", "at-least"
  std::string by;    ///< the change in words: "candidate C replaces D"
};

/// One step towards the decision. `say` names the rule's sentence; `fields` fill it. Conventions that explain, report
/// and verify rely on: "pick" / "out" an option id that enters / leaves, "winners" / "among" lists of ids, "compared" a
/// list of [id, exact value] pairs, best first, of what was compared in this step; exact numbers are strings.
struct TraceStep {
  std::int64_t step = 0;
  std::string say;
  Json::Object fields;
};

/// Whether the outcome is proven. When a limit ended the work, value and bound say how far from the optimum it may be.
struct Standing {
  bool best_known = false;
  std::string why;  ///< "time-limit", "memory-limit", "max-decisions"
  std::string value;
  std::string bound;
};

struct VoicesReference {
  std::string kind;
  std::string digest;       ///< of what was said (voices.h)
  std::string bytes;        ///< of the source's bytes; empty when there was no file
  std::string source;       ///< name of the file without its folder
  std::int64_t voices = 0;  ///< voters
  std::int64_t options = 0;
  std::vector<std::pair<std::string, std::string>> names;  ///< id -> name, of options whose name differs from the id
};

struct Provenance {
  std::string engine;  ///< "comitia 0.1.0"
  std::string commit;
  std::string decided_under = "other";  ///< "announced" when an assembly announced rule and options before
};

struct Decision {
  // filled by the rule
  Json outcome;  ///< family specific; see outcome.h
  std::vector<TieRecord> ties;
  std::vector<TraceStep> trace;
  Json uncertainty;
  Standing standing;
  std::vector<std::string> warnings;
  Json resolved;  ///< facts that the rule settled and others need, such as {"seats": 4}

  // stamped by the catalog
  std::string rule;
  std::int64_t rule_version = 1;
  Json options;
  RunSettings run;
  VoicesReference voices;
  std::optional<std::vector<CertificateEntry>> certificate;
  std::optional<Margin> margin;
  Provenance provenance;
};

}  // namespace comitia
