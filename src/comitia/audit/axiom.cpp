// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// The table of axioms, and what the checks share.
#include "comitia/audit/axiom.h"

#include <array>

#include "comitia/audit/audit_internal.h"
#include "comitia/audit/criterion.h"
#include "comitia/base/assert.h"

namespace comitia::audit {
namespace {

constexpr std::string_view kBrillPeters =
    "M. Brill and J. Peters, Robust and Verifiable Proportionality Axioms for Multiwinner Voting, 2023 (arXiv "
    "2302.01989)";

constexpr std::array<Axiom, 4> kAxioms = {{
    {{"ejr+", "Extended justified representation plus",
      "Whenever supporters of an option that is not elected make up the share of l seats, at least one of them "
      "approves "
      "of l members.",
      kBrillPeters, "counting, O(nnz + m k)", "approval", true, 30'000'000},
     check_ejr_plus,
     ejr_plus_witness_holds},
    {{"pjr+", "Proportional justified representation plus",
      "Whenever supporters of an option that is not elected make up the share of l seats, together they approve of at "
      "least l members.",
      kBrillPeters, "EJR+, which implies it, then one minimum cut per option", "approval", true, 2'000'000},
     check_pjr_plus,
     pjr_plus_witness_holds},
    {{"jr", "Justified representation",
      "Whenever supporters of one option make up the share of a seat, at least one of them approves of a member.",
      "H. Aziz, M. Brill, V. Conitzer, E. Elkind, R. Freeman and T. Walsh, Justified Representation in Approval-Based "
      "Committee Voting, 2017 (arXiv 1407.8269)",
      "counting, O(nnz)", "approval", true, 30'000'000},
     check_jr,
     jr_witness_holds},
    {{"priceability", "Priceability",
      "With equal money for everybody and one price for every member, voters can buy exactly this committee by paying "
      "for members whom they approve of, and nobody's supporters have more than the price left.",
      "D. Peters and P. Skowron, Proportionality and the Limits of Welfarism, 2020 (arXiv 1911.11747)",
      "exact linear program", "approval", true, 20'000},
     check_priceability,
     priceability_witness_holds},
}};

}  // namespace

std::span<const Axiom> axioms() { return kAxioms; }

const Axiom* find_axiom(std::string_view id) {
  for (const auto& axiom : kAxioms)
    if (axiom.id == id) return &axiom;
  return nullptr;
}

std::vector<const AxiomInfo*> all_axioms() {
  std::vector<const AxiomInfo*> all;
  for (const auto& axiom : kAxioms) all.push_back(&axiom);
  for (const auto& criterion : criteria()) all.push_back(&criterion);
  return all;
}

const AxiomInfo* find_axiom_info(std::string_view id) {
  if (const auto* axiom = find_axiom(id)) return axiom;
  return find_criterion(id);
}

std::vector<bool> members_of(const CommitteeCase& given) {
  std::vector<bool> member(static_cast<std::size_t>(given.voices.option_count()));
  for (const OptionId id : given.committee) member[id.value] = true;
  return member;
}

std::vector<std::int64_t> members_approved(const CommitteeCase& given, const std::vector<bool>& member) {
  std::vector<std::int64_t> approved(static_cast<std::size_t>(given.voices.ballot_count()));
  for (std::size_t b = 0; b < approved.size(); ++b)
    for (const OptionId id : given.voices.ballots().row(static_cast<std::int64_t>(b))) approved[b] += member[id.value];
  return approved;
}

Rational in_units(const CommitteeCase& given, std::int64_t weight) {
  return Rational(weight, given.voices.weight_scale());
}

}  // namespace comitia::audit
