// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Commands that take a Decision, or the voices to decide first.
#include "comitia/decision/document.h"

#include "cli/decide.h"
#include "cli/rules.h"

namespace comitia::cli {

bool is_document(const io::Source& source) {
  constexpr std::size_t kLooked = 4096;
  const auto start = source.bytes().substr(0, kLooked);
  const auto first = start.find_first_not_of(" \t\r\n");
  return first != std::string_view::npos && start[first] == '{' && start.find("\"format\"") != std::string_view::npos &&
         start.find("decision/") != std::string_view::npos;
}

Result<Decided> decided_input(Invocation& invocation) {
  COMITIA_TRY(const auto name, invocation.one_input("voices or a Decision document"));
  COMITIA_TRY(const auto source, invocation.open(name));
  const auto voices_name = invocation.arguments().text("voices");
  if (!is_document(source)) {
    if (!voices_name.empty())
      return fail(ProblemCode::usage, "--voices stands beside a Decision document, and " + name + " is none",
                  "leave out --voices to decide these voices first");
    COMITIA_TRY(auto voices, invocation.read_voices(source, name));
    COMITIA_TRY(const auto* rule, rule_for(invocation, voices.voices));
    COMITIA_TRY(auto decision, decide_by(invocation, *rule, voices));
    return Decided{std::move(decision), std::move(voices)};
  }
  if (invocation.arguments().given("rule"))
    return fail(ProblemCode::usage, "a Decision document names its own rule", "leave out --rule");
  return document_input(invocation, source);
}

Result<Decided> document_input(Invocation& invocation, const io::Source& source) {
  COMITIA_TRY(auto decision, read_document(source.bytes(), source.name()));
  Decided decided{std::move(decision), std::nullopt};
  if (!invocation.arguments().given("voices")) return decided;
  const auto name = invocation.arguments().text("voices");
  COMITIA_TRY(decided.voices, invocation.read_voices(name));
  const auto here = digest_text(digest(decided.voices->voices));
  if (here != decided.decision.voices.digest)
    return fail(ProblemCode::usage, name + " does not hold the voices that were decided on",
                "the digest of their content is " + here + ", the document says " + decided.decision.voices.digest);
  return decided;
}

}  // namespace comitia::cli
