// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// A Decision for people: outcome first, then who is in it and why, ties, certificate, warnings, provenance. Every
// number comes from the document.
#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "comitia/decision/decision.h"

#include "cli/page.h"
#include "cli/settings.h"

namespace comitia::cli {

/// One option in an outcome.
struct Place {
  std::string outcome;   ///< number of the committee or outcome, from 1
  std::string position;  ///< rank, or empty where the order means nothing
  std::string option;
  std::string name;
  bool elected = false;
  std::string step;   ///< step at which it entered, if the trace says
  std::string value;  ///< exact value by which it was last compared, if the trace says
};

/// Everything that an outcome names, in its order.
std::vector<Place> places(const Decision& decision);

Page decision_page(const Decision& decision, bool verbose);
/// One row for each place, led by the source and the rule: the form for spreadsheets.
Table decision_table(const std::vector<Decision>& decisions);
/// "✓ ejr+ holds": mark and words of one line of a certificate, aligned with its other lines.
Line certificate_line(const CertificateEntry& entry, std::span<const CertificateEntry> certificate,
                      const Decision& decision);
std::string_view mark(AxiomStatus status);
Tone tone(AxiomStatus status);

/// "The outcome changes when 9 ballots change, and not before."
std::string margin_sentence(const Margin& margin);

/// How the exit code says that a limit cut the work short; done when it did not.
ExitCode exit_code(const Standing& standing);

}  // namespace comitia::cli
