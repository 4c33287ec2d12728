// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// The certificate of an outcome: which axioms are checked, and what the checks say together for several committees.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "comitia/audit/axiom.h"
#include "comitia/catalog/decide.h"

namespace comitia {
namespace {

struct Wanted {
  const audit::Axiom* axiom;
  bool asked_by_name;
};

Result<std::vector<Wanted>> wanted_axioms(const std::vector<std::string>& names) {
  std::vector<Wanted> wanted;
  const auto add = [&](const audit::Axiom& axiom, bool by_name) {
    const auto found = std::find_if(wanted.begin(), wanted.end(), [&](const Wanted& w) { return w.axiom == &axiom; });
    if (found == wanted.end()) wanted.push_back({&axiom, by_name});
    else found->asked_by_name |= by_name;
  };
  for (const auto& name : names) {
    if (name == "none") continue;
    if (name == "default" || name == "all") {
      for (const auto& axiom : audit::axioms()) add(axiom, name == "all");
      continue;
    }
    const auto* axiom = audit::find_axiom(name);
    if (axiom == nullptr) {
      std::vector<std::string_view> known;
      for (const auto& each : audit::axioms()) known.push_back(each.id);
      return fail(ProblemCode::usage, fmt::format("there is no axiom \"{}\"", name),
                  fmt::format("choose from default, none, all, {}", fmt::join(known, ", ")));
    }
    add(*axiom, true);
  }
  return wanted;
}

CertificateEntry check(const audit::Axiom& axiom, const ApprovalVoices& voices,
                       const std::vector<Committee>& committees, std::int64_t seats, Context& context) {
  CertificateEntry together{std::string(axiom.id), AxiomStatus::holds, {}, {}};
  for (const auto& committee : committees) {
    if (const auto stop = context.stop()) {
      together.status = AxiomStatus::unknown;
      together.why = word_of(*stop);
      together.witness = {};
      return together;
    }
    auto entry = axiom.check({voices, committee, seats}, context);
    if (entry.status == AxiomStatus::broken) {
      if (committees.size() > 1) entry.witness.set("committee", ids_json(voices.options(), committee));
      return entry;
    }
    if (committees.size() == 1) return entry;
    // Witnesses of `holds` belong to one committee each; several committees keep only the statement.
    if (entry.status == AxiomStatus::unknown) together = std::move(entry);
    else if (together.status == AxiomStatus::holds) together.why = entry.why;
  }
  return together;
}

}  // namespace

Result<std::vector<CertificateEntry>> certify(const Voices& voices, const Json& outcome, std::int64_t seats,
                                              const std::vector<std::string>& wanted, const RuleEntry* rule,
                                              Context& context) {
  COMITIA_TRY(const auto axioms, wanted_axioms(wanted));
  std::vector<CertificateEntry> certificate;
  const auto* approvals = std::get_if<ApprovalVoices>(&voices);
  if (approvals == nullptr) return certificate;  // these axioms speak of approval ballots
  COMITIA_TRY(const auto committees, committees_of(outcome, approvals->options()));
  for (const auto& [axiom, asked_by_name] : axioms) {
    const bool promised = rule != nullptr && std::find(rule->info.guarantees.begin(), rule->info.guarantees.end(),
                                                       axiom->id) != rule->info.guarantees.end();
    const auto size = approvals->ballots().item_count() * std::max<std::int64_t>(1, std::ssize(committees));
    if (asked_by_name || promised || size <= axiom->quick_up_to)
      certificate.push_back(check(*axiom, *approvals, committees, seats, context));
    else
      certificate.push_back({std::string(axiom->id), AxiomStatus::unknown, {},
                             fmt::format("not checked unasked at this size; ask with --certify {}", axiom->id)});
  }
  return certificate;
}

}  // namespace comitia
