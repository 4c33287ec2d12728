// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// comitia study: finds the studies and a Python for them, and hands over. What a study is, studies/README.md says; the
// work is done by studies/comitia_studies.
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstring>
#include <filesystem>
#include <optional>
#include <string>
#include <sys/wait.h>
#include <system_error>
#include <thread>
#include <unistd.h>
#include <vector>

#include <fmt/format.h>
#include <spawn.h>

#include "cli/verbs.h"

namespace comitia::cli {
namespace {

namespace fs = std::filesystem;

constexpr auto kPause = std::chrono::milliseconds(20);
constexpr int kNotFound = 127;  // what posix_spawn's child ends with when there is no such program

bool holds_harness(const fs::path& folder) {
  std::error_code ignored;
  return fs::is_regular_file(folder / "comitia_studies" / "__main__.py", ignored);
}

// Beside the program or above it: in a source tree `studies`, after installation `share/comitia/studies`.
std::optional<fs::path> studies_of_program() {
  std::error_code ignored;
  const auto program = fs::read_symlink("/proc/self/exe", ignored);
  for (auto folder = program.parent_path(); !folder.empty(); folder = folder.parent_path()) {
    for (const auto* name : {"studies", "share/comitia/studies"})
      if (holds_harness(folder / name)) return folder / name;
    if (folder == folder.root_path()) break;
  }
  return std::nullopt;
}

Result<fs::path> studies_folder(const Invocation& invocation) {
  if (const auto named = invocation.arguments().text("studies"); !named.empty()) {
    if (holds_harness(named)) return fs::path(named);
    return fail(ProblemCode::file, fmt::format("{} holds no studies: comitia_studies is not there", named),
                "name the folder 'studies' of the source tree");
  }
  if (auto found = studies_of_program()) return *found;
  return fail(ProblemCode::file, "the studies did not come with this program",
              "name the folder 'studies' of the source tree with --studies");
}

// The virtual environment of the tree goes before whatever python3 the shell would take.
std::string python_for(const fs::path& studies) {
  const auto own = fs::absolute(studies).parent_path() / ".venv" / "bin" / "python";
  std::error_code ignored;
  return fs::exists(own, ignored) ? own.string() : "python3";
}

Result<ExitCode> cannot_start(const std::string& python, int error) {
  return fail(ProblemCode::file, fmt::format("{} cannot be started: {}", python, std::strerror(error)),
              "studies need Python 3.11 or later with the package comitia ('make python' puts both into .venv)");
}

// Waits for the child; an interrupt or the time limit reaches it, too.
Result<int> wait_for(pid_t child, const Context& context) {
  int status = 0;
  std::optional<ProblemCode> why;
  while (::waitpid(child, &status, WNOHANG) == 0) {
    if (!why && (why = context.stop())) ::kill(child, SIGTERM);
    std::this_thread::sleep_for(kPause);
  }
  if (why) return fail(Context::stopped(*why));
  if (!WIFEXITED(status)) return fail(ProblemCode::file, "Python ended without an answer");
  return WEXITSTATUS(status);
}

Result<ExitCode> hand_over(Invocation& invocation, std::vector<std::string> words) {
  COMITIA_TRY(const auto studies, studies_folder(invocation));
  const auto python = python_for(studies);
  words.insert(words.begin(), {python, "-B", (studies / "comitia_studies").string()});
  std::vector<char*> pointers;
  for (auto& word : words) pointers.push_back(word.data());
  pointers.push_back(nullptr);

  pid_t child = 0;
  const int error = ::posix_spawnp(&child, python.c_str(), nullptr, nullptr, pointers.data(), ::environ);
  if (error != 0) return cannot_start(python, error);
  COMITIA_TRY(const int code, wait_for(child, invocation.context()));
  switch (const auto exit = static_cast<ExitCode>(code)) {
    case ExitCode::done:
    case ExitCode::usage:
    case ExitCode::input_output:
      return exit;  // the harness has said why
    default:
      return code == kNotFound ? cannot_start(python, ENOENT) : ExitCode::internal;
  }
}

}  // namespace

Result<ExitCode> run_study_list(Invocation& invocation) {
  COMITIA_CHECK(invocation.expect_format({Format::table, Format::json}));
  std::vector<std::string> words = {"list"};
  if (invocation.settings().format == Format::json) words.emplace_back("--json");
  if (!invocation.settings().output.empty()) words.insert(words.end(), {"--output", invocation.settings().output});
  return hand_over(invocation, std::move(words));
}

Result<ExitCode> run_study_run(Invocation& invocation) {
  COMITIA_CHECK(invocation.expect_format({Format::table, Format::html}));
  std::vector<std::string> words = {"run"};
  if (invocation.arguments().on("quick")) words.emplace_back("--quick");
  if (invocation.settings().quiet) words.emplace_back("--quiet");
  if (!invocation.settings().output.empty()) words.insert(words.end(), {"--output", invocation.settings().output});
  words.emplace_back("--");
  words.insert(words.end(), invocation.arguments().inputs.begin(), invocation.arguments().inputs.end());
  return hand_over(invocation, std::move(words));
}

}  // namespace comitia::cli
