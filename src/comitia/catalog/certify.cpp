// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// The certificate of an outcome: which axioms are checked, and what the checks say together for several committees.
// Axioms of committees speak of approval ballots, criteria of single winners of rankings.
#include <algorithm>
#include <optional>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "comitia/audit/axiom.h"
#include "comitia/audit/criterion.h"
#include "comitia/catalog/decide.h"

namespace comitia {
namespace {

struct Wanted {
  const audit::AxiomInfo* axiom;
  bool whatever_it_costs;
  bool asked_by_name;
};

Result<std::vector<Wanted>> wanted_axioms(const std::vector<std::string>& names) {
  std::vector<Wanted> wanted;
  const auto add = [&](const audit::AxiomInfo* axiom, bool whatever_it_costs, bool by_name) {
    const auto found = std::find_if(wanted.begin(), wanted.end(), [&](const Wanted& w) { return w.axiom == axiom; });
    if (found == wanted.end()) return wanted.push_back({axiom, whatever_it_costs, by_name});
    found->whatever_it_costs |= whatever_it_costs;
    found->asked_by_name |= by_name;
  };
  for (const auto& name : names) {
    if (name == "none") continue;
    if (name == "default" || name == "all") {
      for (const auto* axiom : audit::all_axioms()) add(axiom, name == "all", false);
      continue;
    }
    const auto* axiom = audit::find_axiom_info(name);
    if (axiom == nullptr) {
      std::vector<std::string_view> known;
      for (const auto* each : audit::all_axioms()) known.push_back(each->id);
      return fail(ProblemCode::usage, fmt::format("there is no axiom \"{}\"", name),
                  fmt::format("choose from default, none, all, {}", fmt::join(known, ", ")));
    }
    add(axiom, true, true);
  }
  return wanted;
}

CertificateEntry unknown(const audit::AxiomInfo& axiom, std::string why) {
  return {std::string(axiom.id), AxiomStatus::unknown, {}, std::move(why)};
}

CertificateEntry check_committees(const audit::Axiom& axiom, const ApprovalVoices& voices,
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
    if (entry.status == AxiomStatus::unknown)
      together = std::move(entry);
    else if (together.status == AxiomStatus::holds)
      together.why = entry.why;
  }
  return together;
}

/// The winners when every committee of the outcome is one option.
std::optional<Committee> single_winners(const std::vector<Committee>& committees) {
  Committee winners;
  for (const auto& committee : committees) {
    if (committee.size() != 1) return std::nullopt;
    winners.push_back(committee.front());
  }
  std::sort(winners.begin(), winners.end());
  if (winners.empty()) return std::nullopt;
  return winners;
}

/// The axioms of one outcome on one electorate. What all criteria read is counted once, when the first of them asks.
class Certifier {
 public:
  Certifier(const Voices& voices, const std::vector<Committee>& committees, std::int64_t seats, Context& context)
      : approvals_(std::get_if<ApprovalVoices>(&voices)),
        rankings_(std::get_if<RankedVoices>(&voices)),
        committees_(committees),
        winners_(single_winners(committees)),
        seats_(seats),
        context_(context) {}

  /// Why an axiom does not speak of this case; empty when it does.
  std::string why_not(const audit::AxiomInfo& axiom) const {
    if (const bool fits = axiom.voices == "ranked" ? rankings_ != nullptr : approvals_ != nullptr; !fits)
      return fmt::format("it speaks of {} ballots", axiom.voices);
    if (rankings_ != nullptr && !winners_) return "it speaks of a single winner";
    return {};
  }

  std::int64_t size() const {
    if (rankings_ != nullptr) return rankings_->ballots().item_count() * rankings_->option_count();
    return approvals_->ballots().item_count() * std::max<std::int64_t>(1, std::ssize(committees_));
  }

  /// @pre why_not(axiom) is empty
  CertificateEntry check(const audit::AxiomInfo& axiom) {
    if (approvals_ != nullptr)
      return check_committees(*audit::find_axiom(axiom.id), *approvals_, committees_, seats_, context_);
    if (!preferences_) preferences_ = audit::count_preferences(*rankings_, context_);
    if (!*preferences_) return unknown(axiom, std::string(word_of(preferences_->error().code())));
    return audit::find_criterion(axiom.id)->check({*rankings_, **preferences_, *winners_});
  }

 private:
  const ApprovalVoices* approvals_;
  const RankedVoices* rankings_;
  const std::vector<Committee>& committees_;
  std::optional<Committee> winners_;
  std::int64_t seats_;
  Context& context_;
  std::optional<Result<audit::Preferences>> preferences_;
};

}  // namespace

Result<std::vector<CertificateEntry>> certify(const Voices& voices, const Json& outcome, std::int64_t seats,
                                              const std::vector<std::string>& wanted, const RuleEntry* rule,
                                              Context& context) {
  COMITIA_TRY(const auto axioms, wanted_axioms(wanted));
  COMITIA_TRY(const auto committees, committees_of(outcome, ballot_voices(voices).options()));
  Certifier certifier(voices, committees, seats, context);
  std::vector<CertificateEntry> certificate;
  for (const auto& [axiom, whatever_it_costs, asked_by_name] : axioms) {
    if (auto why = certifier.why_not(*axiom); !why.empty()) {
      if (asked_by_name) certificate.push_back(unknown(*axiom, std::move(why)));
      continue;
    }
    const bool promised = rule != nullptr && std::find(rule->info.guarantees.begin(), rule->info.guarantees.end(),
                                                       axiom->id) != rule->info.guarantees.end();
    if (whatever_it_costs || promised || certifier.size() <= axiom->quick_up_to)
      certificate.push_back(certifier.check(*axiom));
    else
      certificate.push_back(
          unknown(*axiom, fmt::format("not checked unasked at this size; ask with --certify {}", axiom->id)));
  }
  return certificate;
}

}  // namespace comitia
