// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Verification, step by step. Every step says what it compared; the first difference is named by its path.
#include "comitia/catalog/verify.h"

#include <algorithm>

#include <fmt/format.h>

#include "comitia/audit/axiom.h"
#include "comitia/audit/criterion.h"
#include "comitia/catalog/margin.h"
#include "comitia/decision/document.h"
#include "comitia/decision/outcome.h"

namespace comitia {
namespace {

std::string shortened(const Json& value) {
  constexpr std::size_t kReadable = 80;
  auto text = compact_text(value);
  return text.size() <= kReadable ? text : text.substr(0, kReadable) + "...";
}

/// The first place where two values differ: "outcome.committees[0][2]: \"d\" stands, \"c\" follows"; empty when equal.
std::string first_difference(const Json& stands, const Json& follows, const std::string& path) {
  if (stands == follows) return {};
  if (stands.is_object() && follows.is_object()) {
    for (const auto& [key, value] : stands.as_object()) {
      const auto inner = path.empty() ? key : fmt::format("{}.{}", path, key);
      const Json* other = follows.find(key);
      if (other == nullptr) return fmt::format("{}: {} stands, nothing follows", inner, shortened(value));
      if (auto difference = first_difference(value, *other, inner); !difference.empty()) return difference;
    }
    for (const auto& [key, value] : follows.as_object())
      if (stands.find(key) == nullptr)
        return fmt::format("{}.{}: nothing stands, {} follows", path, key, shortened(value));
    return {};  // the same members in another order
  }
  if (stands.is_array() && follows.is_array()) {
    const auto& a = stands.as_array();
    const auto& b = follows.as_array();
    for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i)
      if (auto difference = first_difference(a[i], b[i], fmt::format("{}[{}]", path, i)); !difference.empty())
        return difference;
    return fmt::format("{}: {} entries stand, {} follow", path, a.size(), b.size());
  }
  return fmt::format("{}: {} stands, {} follows", path, shortened(stands), shortened(follows));
}

class Verifier {
 public:
  Verifier(std::string_view bytes, const std::optional<VoicesAtHand>& voices, const VerifyOptions& options,
           Context& context)
      : bytes_(bytes), voices_(voices), options_(options), context_(context) {}

  Verification run() {
    header();
    schema();
    add("V3-V8", "ballot log", StepResult::not_applicable, "a document alone has no ballot log");
    voices();
    add("V10", "announced rule", StepResult::not_applicable, "no assembly announced a rule");
    recompute();
    certificate();
    margin_step();
    return std::move(verification_);
  }

 private:
  void add(std::string id, std::string title, StepResult result, std::string detail) {
    verification_.steps.push_back({std::move(id), std::move(title), result, std::move(detail)});
  }
  void pass_or_fail(std::string id, std::string title, const std::string& difference, std::string passed) {
    if (difference.empty())
      add(std::move(id), std::move(title), StepResult::pass, std::move(passed));
    else
      add(std::move(id), std::move(title), StepResult::fail, difference);
  }

  // V1: the format, the digest that the document carries, and its fixed form byte by byte.
  void header() {
    auto parsed = parse_json(bytes_);
    if (!parsed) {
      add("V1", "header", StepResult::fail, to_string(parsed.error().kept().front()));
      return;
    }
    document_ = *std::move(parsed);
    const auto digest = document_digest(*document_);
    std::string difference;
    if ((*document_)["format"] != Json("decision/1"))
      difference = "the format is not decision/1";
    else if ((*document_)["digest"] != Json(digest))
      difference = first_difference((*document_)["digest"], Json(digest), "digest");
    else if (!options_.reformatted)
      difference = form_difference();
    pass_or_fail("V1", "header", difference, digest);
  }

  std::string form_difference() const {
    const auto expected = pretty_text(*document_);
    if (expected == bytes_) return {};
    const auto at = std::mismatch(expected.begin(), expected.end(), bytes_.begin(), bytes_.end()).second;
    const auto line = 1 + std::count(bytes_.begin(), at, '\n');
    return fmt::format(
        "line {} is not written as the engine writes it; if another tool formatted this document anew, "
        "accept that with --reformatted",
        line);
  }

  // V2: every member has its type and none is unknown.
  void schema() {
    if (!document_) return add("V2", "schema", StepResult::not_checked, "the document could not be read");
    auto read = from_json(*document_);
    if (!read) return add("V2", "schema", StepResult::fail, to_string(read.error().kept().front()));
    decision_ = *std::move(read);
    // What the reader did not understand would be lost when writing again.
    Json again = to_json_if_complete();
    again.set("digest", (*document_)["digest"]);
    pass_or_fail("V2", "schema", first_difference(without_timings(*document_), again, ""), "decision/1");
  }

  Json to_json_if_complete() const {
    return decision_->certificate && decision_->outcome.is_object() && complete() ? to_json(*decision_) : Json();
  }
  bool complete() const {
    return !decision_->rule.empty() && !decision_->provenance.engine.empty() && !decision_->voices.digest.empty();
  }
  static Json without_timings(Json document) {
    std::erase_if(document.as_object(), [](const Json::Member& m) { return m.first == "timings"; });
    return document;
  }

  // V9: these are the voices that were decided on.
  void voices() {
    if (!decision_ || !voices_)
      return add("V9", "voices digest", StepResult::not_checked,
                 decision_ ? "no voices at hand; give them with --voices FILE" : "the document could not be read");
    auto reference = reference_to(voices_->voices, voices_->source);
    auto stands = decision_->voices;
    std::string difference;
    const auto compare = [&](const char* what, const auto& a, const auto& b) {
      if (difference.empty() && a != b) difference = fmt::format("{}: {} stands, {} follows", what, a, b);
    };
    compare("voices.digest", stands.digest, reference.digest);
    compare("voices.kind", stands.kind, reference.kind);
    compare("voices.voices", stands.voices, reference.voices);
    compare("voices.options", stands.options, reference.options);
    if (difference.empty() && stands.names != reference.names && !options_.converted)
      difference = "voices.names: the names of the options differ";
    if (difference.empty() && stands.bytes != reference.bytes && !stands.bytes.empty() && !options_.converted)
      difference =
          "voices.bytes: the same voices in a file that is not byte by byte the one decided on; if it was "
          "converted, accept that with --converted";
    pass_or_fail("V9", "voices digest", difference, reference.digest);
  }

  bool step_failed(std::string_view id) const {
    return std::any_of(verification_.steps.begin(), verification_.steps.end(),
                       [&](const VerifyStep& s) { return s.id == id && s.result == StepResult::fail; });
  }

  // V11 and V12: run the rule again with the same options, seed and tie policy.
  void recompute() {
    if (!decision_ || !voices_ || step_failed("V9")) {
      add("V11", "draw", StepResult::not_checked, "");
      add("V12", "recomputation", StepResult::not_checked, "needs the document and its voices");
      return;
    }
    const auto rule = find_rule(decision_->rule);
    if (!rule) return fail_recomputation(to_string(rule.error().kept().front()));
    if ((*rule)->info.version != decision_->rule_version)
      return fail_recomputation(fmt::format("the document was decided by version {} of {}, this engine has version {}",
                                            decision_->rule_version, decision_->rule, (*rule)->info.version));
    if (decision_->standing.best_known && decision_->standing.why != "max-decisions") {
      add("V11", "draw", StepResult::not_checked, "");
      add("V12", "recomputation", StepResult::not_checked,
          fmt::format("a limit ({}) ended the work; what was found in time cannot be demanded again",
                      decision_->standing.why));
      return;
    }
    context_.run = decision_->run;
    const SourceReference source{decision_->voices.source, decision_->voices.bytes};
    auto again = decide(**rule, voices_->voices, decision_->options, context_, source);
    if (!again) return fail_recomputation(to_string(again.error().kept().front()));
    again_ = *std::move(again);
    Json stands = to_json(*decision_);
    Json follows = to_json(*again_);
    for (const auto* apart : {"provenance", "margin", "certificate", "voices"}) {
      stands.set(apart, {});
      follows.set(apart, {});
    }
    const bool drawn = decision_->run.ties == TiePolicy::draw;
    const auto draw_difference = drawn ? first_difference(stands["ties"], follows["ties"], "ties") : "";
    if (drawn)
      pass_or_fail("V11", "draw", draw_difference, fmt::format("{} draws replayed", decision_->ties.size()));
    else
      add("V11", "draw", StepResult::not_applicable, "ties were not broken by a public draw");
    pass_or_fail("V12", "recomputation", first_difference(stands, follows, ""),
                 fmt::format("{} gives the same outcome, ties and trace", decision_->rule));
  }

  void fail_recomputation(std::string why) {
    add("V11", "draw", StepResult::not_checked, "");
    add("V12", "recomputation", StepResult::fail, std::move(why));
  }

  // V13: every status is reached again, and every witness proves its axiom by definition.
  void certificate() {
    if (!again_) return add("V13", "certificate", StepResult::not_checked, "needs the recomputation");
    const auto& stands = *decision_->certificate;
    const auto& follows = *again_->certificate;
    std::string difference;
    if (stands.size() != follows.size())
      difference = fmt::format("certificate: {} entries stand, {} follow", stands.size(), follows.size());
    std::int64_t checked = 0;
    for (std::size_t i = 0; difference.empty() && i < stands.size(); ++i) {
      const bool by_limit =
          stands[i].status == AxiomStatus::unknown &&
          (stands[i].why == word_of(ProblemCode::time_limit) || stands[i].why == word_of(ProblemCode::memory_limit));
      if (by_limit && stands[i].axiom == follows[i].axiom) continue;
      const auto status = [](const CertificateEntry& e) {
        return kEnumWords<AxiomStatus>[static_cast<std::size_t>(e.status)];
      };
      if (stands[i].axiom != follows[i].axiom || stands[i].status != follows[i].status)
        difference = fmt::format("certificate[{}]: {} {} stands, {} {} follows", i, stands[i].axiom, status(stands[i]),
                                 follows[i].axiom, status(follows[i]));
      else if (stands[i].why != follows[i].why)
        difference =
            fmt::format("certificate[{}].why: \"{}\" stands, \"{}\" follows", i, stands[i].why, follows[i].why);
      // Many price systems, and many proofs that there is none, are right: each solver finds its own.
      else if (stands[i].witness != follows[i].witness &&
               (stands[i].axiom != "priceability" || stands[i].witness.is_null()))
        difference = first_difference(stands[i].witness, follows[i].witness, fmt::format("certificate[{}].witness", i));
      if (difference.empty()) difference = refuted_witness(stands[i]);
      checked += difference.empty() ? 1 : 0;
    }
    pass_or_fail("V13", "certificate", difference,
                 fmt::format("{} of {} axioms checked again", checked, stands.size()));
  }

  std::string refuted_witness(const CertificateEntry& entry) const {
    const auto* axiom = audit::find_axiom(entry.axiom);
    const auto* criterion = audit::find_criterion(entry.axiom);
    const auto* approvals = std::get_if<ApprovalVoices>(&voices_->voices);
    const auto* rankings = std::get_if<RankedVoices>(&voices_->voices);
    const auto refuted = fmt::format("certificate: the witness of {} does not prove it", entry.axiom);
    if (entry.witness.is_null()) return {};
    if (criterion != nullptr && rankings != nullptr) {
      const auto committees = committees_of(decision_->outcome, rankings->options());
      Committee winners;
      if (committees)
        for (const auto& committee : *committees) winners.insert(winners.end(), committee.begin(), committee.end());
      return criterion->witness_holds(*rankings, winners, entry) ? std::string() : refuted;
    }
    if (axiom == nullptr || approvals == nullptr) return {};
    auto outcome = decision_->outcome;
    if (const Json* one = entry.witness.find("committee"))
      outcome = Json::object({{"committees", Json::array({*one})}});
    const auto committees = committees_of(outcome, approvals->options());
    const Json& seats = decision_->resolved["seats"];
    const bool proves =
        committees && committees->size() == 1 &&
        axiom->witness_holds({*approvals, committees->front(), seats.is_integer() ? seats.as_integer() : 1}, entry);
    return proves ? std::string() : refuted;
  }

  // V14: the margin, when the document states one.
  void margin_step() {
    if (!decision_ || !decision_->margin)
      return add("V14", "margin", StepResult::not_applicable, "the document states no margin");
    const auto rule = again_ ? find_rule(decision_->rule) : Result<const RuleEntry*>(nullptr);
    if (!rule || *rule == nullptr) return add("V14", "margin", StepResult::not_checked, "needs the recomputation");
    const auto again = margin(**rule, voices_->voices, decision_->options, context_);
    if (!again) return add("V14", "margin", StepResult::fail, to_string(again.error().kept().front()));
    const auto& m = *decision_->margin;
    const bool same =
        m.change == again->change && m.value == again->value && m.kind == again->kind && m.by == again->by;
    pass_or_fail("V14", "margin",
                 same ? ""
                      : fmt::format("margin: {} {} ({}) stands, {} {} ({}) follows", m.value, m.change, m.kind,
                                    again->value, again->change, again->kind),
                 fmt::format("{} {} ({})", m.value, m.change, m.kind));
  }

  std::string_view bytes_;
  const std::optional<VoicesAtHand>& voices_;
  VerifyOptions options_;
  Context& context_;
  std::optional<Json> document_;
  std::optional<Decision> decision_;
  std::optional<Decision> again_;
  Verification verification_;
};

}  // namespace

bool Verification::ok() const {
  bool recomputed = false;
  for (const auto& step : steps) {
    if (step.result == StepResult::fail) return false;
    if (step.id == "V12" && step.result == StepResult::pass) recomputed = true;
  }
  return recomputed;
}

Verification verify(std::string_view document, const std::optional<VoicesAtHand>& voices, const VerifyOptions& options,
                    Context& context) {
  return Verifier(document, voices, options, context).run();
}

}  // namespace comitia
