// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
#include "cli/program.h"

#include <cstdio>
#include <new>

#include <fmt/format.h>

#include "comitia/base/assert.h"
#include "comitia/base/build_info.h"
#include "comitia/base/sha256.h"

#include "cli/help.h"
#include "cli/invocation.h"
#include "cli/limits.h"
#include "cli/verbs.h"

namespace comitia::cli {
namespace {

int code(ExitCode exit) { return static_cast<int>(exit); }

int ended_with(const Problems& problems) {
  print_problems(problems);
  return code(exit_code(problems));
}

// A digest tells two reports of one mistake apart from reports of two, and gives nothing away.
int internal(const std::vector<std::string>& words, const std::string& what) {
  std::string joined;
  for (const auto& word : words) joined += word + '\n';
  constexpr std::size_t kShown = 16;
  const auto& build = build_info();
  fmt::print(stderr, "comitia: internal error: {}\n", what);
  fmt::print(stderr, "This is a mistake of ours; please report it with this line: comitia {} {}, command {}\n",
             build.version, build.commit, to_hex(sha256(joined)).substr(0, kShown));
  return code(ExitCode::internal);
}

int parse_and_run(const std::vector<std::string>& words) {
  const auto& root = grammar();
  const auto arguments = parse(root, words);
  if (!arguments) return ended_with(arguments.error());
  const auto* command = find_command(root, arguments->path);
  auto settings = read_settings(*arguments);
  if (!settings) return ended_with(settings.error());
  Invocation invocation(*arguments, *std::move(settings));
  start_time_limit(invocation.settings().time_limit_seconds);
  limit_memory(invocation.settings().memory_limit_bytes);

  auto result = [&]() -> Result<ExitCode> {
    if (arguments->on("help")) return print_help(invocation, root, arguments->path);
    if (arguments->on("version")) return run_version(invocation);
    if (command->run != nullptr) return command->run(invocation);
    if (!arguments->path.empty())
      return fail(ProblemCode::usage, fmt::format("{} needs one of its commands", invocation.command()),
                  fmt::format("see '{} --help'", invocation.command()));
    // Alone, the program says what it is; with options and no command something was forgotten.
    if (arguments->values.empty()) return print_help(invocation, root, {});
    return fail(ProblemCode::usage, "there are options but no command", "see 'comitia --help'");
  }();
  // A rule may still give its best when it is stopped; whoever interrupted it wants nothing.
  if (interrupted()) return ended_with(Context::stopped(ProblemCode::interrupted));
  if (!result) return ended_with(result.error());
  if (auto written = invocation.output().finish(); !written) return ended_with(written.error());
  return code(*result);
}

}  // namespace

int guarded(const std::vector<std::string>& words, const std::function<int()>& work) {
  try {
    return work();
  } catch (const std::bad_alloc&) {
    std::fputs(
        "comitia: memory-limit: there is not enough memory for this (raise --memory-limit, or use a larger machine)\n",
        stderr);
    return code(ExitCode::limit_reached);
  } catch (const InternalError& error) {
    return internal(words, error.what());
  } catch (const std::exception&) {
    return internal(words, "an exception that nobody expected");  // its text may quote data
  }
}

int run(const std::vector<std::string>& words) {
  listen_for_signals();
  return guarded(words, [&] { return parse_and_run(words); });
}

}  // namespace comitia::cli
