// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// A Decision as a document, and what can be asked of it.
#include <nanobind/stl/string.h>
#include <nanobind/stl/string_view.h>
#include <nanobind/stl/vector.h>

#include "comitia/catalog/explain.h"
#include "comitia/decision/document.h"
#include "comitia/report/report.h"
#include "comitia/report/svg.h"

#include "engine.h"

namespace comitia::python {
namespace {

nb::tuple to_python(const Explanation& explanation) {
  nb::list sentences;
  for (const auto& sentence : explanation.sentences) sentences.append(text(sentence));
  return nb::make_tuple(text(explanation.headline), sentences);
}

nb::object document(const HeldDecision& held) {
  auto json = to_json(held.decision);
  json.set("digest", document_digest(json));
  return python::to_python(json);
}

report::ReportInput shown(const HeldDecision& held, const HeldVoices* voices,
                          const std::vector<const HeldDecision*>& others) {
  report::ReportInput input{held.decision, voices == nullptr ? nullptr : &voices->voices, {}};
  for (const auto* other : others) input.others.push_back(other->decision);
  return input;
}

}  // namespace

void bind_decision(nb::module_& module) {
  nb::class_<HeldDecision>(module, "Decision")
      .def("document", &document)
      .def("digest", [](const HeldDecision& held) { return document_digest(to_json(held.decision)); })
      .def("text", [](const HeldDecision& held) { return text(document_text(held.decision)); })
      .def("outcome_sentence", [](const HeldDecision& held) { return text(outcome_sentence(held.decision)); })
      .def("explain", [](const HeldDecision& held) { return to_python(explain_decision(held.decision)); })
      .def("explain_option",
           [](const HeldDecision& held, const HeldVoices& voices, std::string_view option) {
             return to_python(unwrap(explain_option(held.decision, voices.voices, option)));
           })
      .def("explain_voice",
           [](const HeldDecision& held, const HeldVoices& voices, std::string_view voice) {
             return to_python(unwrap(explain_voice(held.decision, voices.voices, voice)));
           })
      .def("explain_step", [](const HeldDecision& held,
                              std::int64_t step) { return to_python(unwrap(explain_step(held.decision, step))); })
      .def(
          "html",
          [](const HeldDecision& held, const HeldVoices* voices, const std::vector<const HeldDecision*>& others) {
            return text(unwrap(report::html(shown(held, voices, others))));
          },
          nb::arg("voices").none(), nb::arg("others"))
      .def(
          "svg",
          [](const HeldDecision& held, const HeldVoices* voices) {
            return text(unwrap(report::svg(shown(held, voices, {}))));
          },
          nb::arg("voices").none());
  module.def("read_decision", [](std::string_view words, std::string_view source) {
    return HeldDecision{unwrap(read_document(words, source))};
  });
}

}  // namespace comitia::python
