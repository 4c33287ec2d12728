// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// From voices to decisions, and what else is computed from both.
#include <optional>

#include <nanobind/stl/pair.h>
#include <nanobind/stl/string.h>
#include <nanobind/stl/string_view.h>
#include <nanobind/stl/vector.h>

#include "comitia/catalog/comparison.h"
#include "comitia/catalog/margin.h"
#include "comitia/catalog/sample.h"
#include "comitia/catalog/verify.h"

#include "engine.h"
#include "running.h"

namespace comitia::python {
namespace {

HeldDecision decide(std::string_view id, const HeldVoices& voices, const nb::dict& options, const nb::dict& settings,
                    bool with_margin) {
  const auto* rule = unwrap(find_rule(id));
  const auto given = from_python(options);
  Run run(settings);
  return {run([&](Context& context) -> Result<Decision> {
    COMITIA_TRY(auto decision, comitia::decide(*rule, voices.voices, given, context, voices.source));
    if (with_margin) {
      COMITIA_TRY(decision.margin, margin(*rule, voices.voices, given, context));
    }
    return decision;
  })};
}

nb::dict margin_of(std::string_view id, const HeldVoices& voices, const nb::dict& options, const nb::dict& settings) {
  const auto* rule = unwrap(find_rule(id));
  const auto given = from_python(options);
  Run run(settings);
  const auto found = run([&](Context& context) { return margin(*rule, voices.voices, given, context); });
  nb::dict facts;
  facts["change"] = text(found.change);
  facts["value"] = found.value;
  facts["kind"] = text(found.kind);
  facts["by"] = text(found.by);
  return facts;
}

nb::list verify(std::string_view document, const HeldVoices* voices, bool reformatted, bool converted,
                const nb::dict& settings) {
  std::optional<VoicesAtHand> at_hand;
  if (voices != nullptr) at_hand.emplace(VoicesAtHand{voices->voices, voices->source});
  Run run(settings);
  const auto verification = run([&](Context& context) -> Result<Verification> {
    return comitia::verify(document, at_hand, {reformatted, converted}, context);
  });
  nb::list steps;
  for (const auto& step : verification.steps)
    steps.append(nb::make_tuple(text(step.id), text(step.title),
                                text(kEnumWords<StepResult>[static_cast<std::size_t>(step.result)]),
                                text(step.detail)));
  return steps;
}

nb::list certify(const HeldVoices& voices, const nb::object& outcome, std::int64_t seats,
                 const std::vector<std::string>& wanted, const nb::dict& settings) {
  const auto given = from_python(outcome);
  Run run(settings);
  const auto entries =
      run([&](Context& context) { return comitia::certify(voices.voices, given, seats, wanted, nullptr, context); });
  nb::list rows;
  for (const auto& entry : entries)
    rows.append(nb::make_tuple(text(entry.axiom), text(kEnumWords<AxiomStatus>[static_cast<std::size_t>(entry.status)]),
                               to_python(entry.witness), text(entry.why)));
  return rows;
}

// Decides by each rule; a rule that cannot decide is a row of the comparison. Gives it, and the decisions.
nb::tuple compare(const HeldVoices& voices, const std::vector<std::pair<std::string, nb::dict>>& rules,
                  const nb::dict& settings) {
  std::vector<std::pair<const RuleEntry*, Json>> asked;
  for (const auto& [id, options] : rules) asked.emplace_back(unwrap(find_rule(id)), from_python(options));
  Run run(settings);
  const auto comparison = run([&](Context& context) -> Result<Comparison> {
    std::vector<Compared> compared;
    for (const auto& [rule, options] : asked) {
      auto decision = comitia::decide(*rule, voices.voices, options, context, voices.source);
      if (!decision) {
        const auto ends = kind_of(decision.error().code()).exit;
        if (ends == ExitCode::usage || ends == ExitCode::interrupted) return fail(std::move(decision).error());
      }
      compared.push_back({rule, std::move(decision)});
    }
    return Comparison::of(std::move(compared), voices.ballots().options());
  });
  nb::list decisions;
  for (const auto& each : comparison.compared())
    decisions.append(each.decision ? nb::cast(HeldDecision{*each.decision}) : nb::none());
  return nb::make_tuple(to_python(comparison.json()), decisions);
}

HeldVoices sample(const nb::dict& options, const HeldVoices* given, const nb::dict& settings) {
  const auto wanted = unwrap(read_fields<SampleOptions>(from_python(options)));
  Run run(settings);
  return {run(
      [&](Context& context) { return comitia::sample(wanted, given == nullptr ? nullptr : &given->voices, context); })};
}

}  // namespace

void bind_decide(nb::module_& module) {
  module.def("decide", &decide);
  module.def("margin", &margin_of);
  module.def("verify", &verify, nb::arg(), nb::arg().none(), nb::arg(), nb::arg(), nb::arg());
  module.def("certify", &certify);
  module.def("compare", &compare);
  module.def("sample", &sample, nb::arg(), nb::arg().none(), nb::arg());
}

}  // namespace comitia::python
