// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// comitia convert: another format, another kind of ballots, or both.
#include "comitia/io/convert.h"

#include <fmt/format.h>

#include "cli/verbs.h"
#include "cli/writing.h"

namespace comitia::cli {
namespace {

Result<io::ConvertOptions> convert_options(const Arguments& arguments) {
  Json::Object members;
  for (const auto& field : describe_fields<io::ConvertOptions>()) {
    const auto name = kebab_case(field.name);
    if (!arguments.given(name)) continue;
    if (!arguments.given("as"))
      return fail(ProblemCode::usage, fmt::format("--{} says how to turn ballots into another kind", name),
                  "say which with --as");
    members.emplace_back(field.name, arguments.text(name));
  }
  return read_fields<io::ConvertOptions>(Json(std::move(members)));
}

}  // namespace

Result<ExitCode> run_convert(Invocation& invocation) {
  const auto& arguments = invocation.arguments();
  COMITIA_TRY(const auto name, invocation.one_input("a file of voices"));
  COMITIA_TRY(const auto options, convert_options(arguments));
  COMITIA_TRY(const auto* format, target_format(invocation));
  COMITIA_TRY(auto input, invocation.read_voices(name));
  if (arguments.given("as")) {
    COMITIA_TRY(auto converted, io::convert_kind(input.voices, arguments.text("as"), options));
    for (const auto& loss : converted.losses) invocation.say("lost: " + loss);
    input.voices = std::move(converted.voices);
  }
  COMITIA_CHECK(write_voices(invocation, input.voices, *format));
  return ExitCode::done;
}

}  // namespace comitia::cli
