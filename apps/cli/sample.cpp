// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// comitia FAMILY sample.
#include "comitia/catalog/sample.h"

#include <optional>

#include "cli/verbs.h"
#include "cli/writing.h"

namespace comitia::cli {

Result<ExitCode> run_sample(Invocation& invocation) {
  const auto& arguments = invocation.arguments();
  Json::Object members;
  for (const auto& field : describe_fields<SampleOptions>())
    if (const auto name = kebab_case(field.name); arguments.given(name))
      members.emplace_back(field.name, arguments.text(name));
  COMITIA_TRY(const auto options, read_fields<SampleOptions>(Json(std::move(members))));
  COMITIA_TRY(const auto* format, target_format(invocation));
  std::optional<VoicesInput> given;
  if (options.model == SampleModel::bootstrap) {
    COMITIA_TRY(const auto name, invocation.one_input("voices to draw from, with the model bootstrap"));
    COMITIA_TRY(given, invocation.read_voices(name));
  } else if (!arguments.inputs.empty()) {
    return fail(ProblemCode::usage, "only the model bootstrap draws from given voices",
                "say --model bootstrap, or leave out the file");
  }
  auto context = invocation.context();
  COMITIA_TRY(const auto voices, sample(options, given ? &given->voices : nullptr, context));
  COMITIA_CHECK(write_voices(invocation, voices, *format));
  return ExitCode::done;
}

}  // namespace comitia::cli
