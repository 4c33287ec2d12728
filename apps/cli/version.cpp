// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// comitia version.
#include <fmt/format.h>

#include "comitia/base/build_info.h"

#include "cli/verbs.h"

namespace comitia::cli {

Result<ExitCode> run_version(Invocation& invocation) {
  COMITIA_CHECK(invocation.expect_format({Format::table, Format::json}));
  const auto& build = build_info();
  const auto text =
      invocation.settings().format == Format::json
          ? pretty_text(Json::object({{"name", "comitia"},
                                      {"version", build.version},
                                      {"commit", build.commit},
                                      {"compiler", build.compiler},
                                      {"build_type", build.build_type},
                                      {"parallel", build.parallel},
                                      {"formats", Json::strings(std::vector<std::string>{"decision/1"})}}))
          : fmt::format("comitia {} ({})\n", build.version, build.commit);
  COMITIA_CHECK(invocation.output().write(text));
  return ExitCode::done;
}

}  // namespace comitia::cli
