// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
#include "cli/invocation.h"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <unistd.h>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "comitia/base/sha256.h"
#include "comitia/io/duckdb.h"

#include "cli/decide.h"
#include "cli/limits.h"
#include "cli/page.h"

namespace comitia::cli {
namespace {

constexpr const char* kStandardInput = "stdin";

bool shows_progress(const Settings& settings) {
  if (settings.progress != When::automatic) return settings.progress == When::on;
  return !settings.quiet && ::isatty(STDERR_FILENO) != 0;
}

Result<std::string> read_standard_input() {
  constexpr std::size_t kChunk = 1 << 16;
  std::string text;
  while (true) {
    const auto size = text.size();
    text.resize(size + kChunk);
    const auto count = ::read(STDIN_FILENO, text.data() + size, kChunk);
    text.resize(size + static_cast<std::size_t>(std::max<::ssize_t>(count, 0)));
    if (count < 0 && errno == EINTR) continue;
    if (count < 0)
      return fail(Problems(
          {ProblemCode::file, {kStandardInput, 0, 0}, fmt::format("cannot be read: {}", std::strerror(errno)), {}}));
    if (count == 0) return text;
  }
}

}  // namespace

Invocation::Invocation(const Arguments& arguments, Settings settings)
    : arguments_(arguments),
      settings_(std::move(settings)),
      output_(settings_.output),
      start_(std::chrono::steady_clock::now()),
      progress_(std::make_unique<ProgressLine>(shows_progress(settings_))) {}

Invocation::~Invocation() = default;

std::string Invocation::command() const { return fmt::format("comitia {}", fmt::join(arguments_.path, " ")); }

double Invocation::elapsed_seconds() const {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count();
}

Context Invocation::context() {
  Context context(settings_.run);
  context.threads = settings_.threads;
  context.time_limit_seconds = settings_.time_limit_seconds;
  context.memory_limit_bytes = settings_.memory_limit_bytes;
  context.elapsed_seconds = [this] { return elapsed_seconds(); };
  context.cancel_requested = [] { return interrupted(); };
  if (progress_->shown()) context.on_progress = [this](const Progress& progress) { progress_->show(progress); };
  return context;
}

Result<std::string> Invocation::one_input(std::string_view what) const {
  const auto& inputs = arguments_.inputs;
  if (inputs.size() == 1) return inputs.front();
  if (inputs.empty())
    return fail(ProblemCode::usage, fmt::format("{} needs {}", command(), what),
                fmt::format("see '{} --help'", command()));
  return fail(ProblemCode::usage, fmt::format("{} takes {}, not {} of them", command(), what, inputs.size()),
              fmt::format("see '{} --help'", command()));
}

Result<std::vector<std::string>> Invocation::inputs(std::string_view what) const {
  if (!arguments_.inputs.empty()) return arguments_.inputs;
  return fail(ProblemCode::usage, fmt::format("{} needs {}", command(), what),
              fmt::format("see '{} --help'", command()));
}

Result<io::Source> Invocation::open(const std::string& name) const {
  const OutsideEngine outside;
  if (name != "-") return io::Source::open(name);
  if (settings_.no_input && ::isatty(STDIN_FILENO) != 0)
    return fail(ProblemCode::usage, "--no-input forbids waiting for input from the terminal", "name a file");
  COMITIA_TRY(auto text, read_standard_input());
  return io::Source::from_text(std::move(text), kStandardInput);
}

Result<VoicesInput> Invocation::read_voices(const std::string& name) {
  COMITIA_TRY(const auto source, open(name));
  return read_voices(source, name);
}

Result<VoicesInput> Invocation::read_voices(const io::Source& source, const std::string& name) {
  const OutsideEngine outside;
  if (is_document(source))
    return fail(Problem{ProblemCode::format,
                        {source.name(), 1, 1},
                        "this is a Decision, and voices are needed here",
                        "'comitia verify', 'report', 'elect explain' and 'audit check' take decisions"});
  const io::Format* format = nullptr;
  if (settings_.from.empty() && settings_.reading.table.table != io::TableKind::automatic) {
    // Whoever says which table it is wants it read as one, also where its first lines look like something else.
    format = io::find_format(source.is_several() || io::is_duckdb_table(source.name()) ? "table" : "table-csv");
  } else if (settings_.from.empty()) {
    COMITIA_TRY(format, io::detect(source));
  } else {
    format = io::find_format(settings_.from);
  }
  const auto began = elapsed_seconds();
  auto read = io::read(source, format->id, settings_.reading);
  if (!read) return fail(std::move(read).error().at(source.name()));
  read->notes.at(source.name());
  for (const auto& note : read->notes.kept()) say(fmt::format("note: {}", to_string(note)));
  if (const auto hidden = read->notes.total() - std::ssize(read->notes.kept()); hidden > 0)
    say(fmt::format("note: ... and {} more", hidden));
  if (read->dropped > 0)
    say(fmt::format("{}: left out {} that cannot be read", source.name(), counted(read->dropped, "voice")));
  const auto& electorate = ballot_voices(read->voices).electorate();
  say_more(fmt::format("{}: {} on {} ({}, {}, read in {:.2f} s)", source.name(), counted(electorate.voters, "voter"),
                       counted(electorate.options.size(), "option"), voices_kind(read->voices), format->id,
                       elapsed_seconds() - began));
  VoicesInput input{name, format->id, std::move(read->voices), std::move(read->notes), read->dropped, {}};
  if (name != "-") input.source = {source.base_name(), {}};
  input.source.bytes = digest_text(sha256(source.bytes()));
  return input;
}

Result<void> Invocation::expect_format(std::initializer_list<Format> written) const {
  if (!settings_.format || std::find(written.begin(), written.end(), *settings_.format) != written.end()) return {};
  std::vector<std::string_view> words;
  for (const auto format : written) words.push_back(word_of(format));
  return fail(ProblemCode::usage, fmt::format("{} does not write {}", command(), word_of(*settings_.format)),
              fmt::format("it writes {}", fmt::join(words, ", ")));
}

void Invocation::say(std::string_view line) const {
  if (settings_.quiet) return;
  progress_->wipe();
  fmt::print(stderr, "comitia: {}\n", printable(line));
}

void Invocation::say_more(std::string_view line) const {
  if (settings_.verbose) say(line);
}

bool Invocation::color_on_output() const {
  const char* no_color = std::getenv("NO_COLOR");
  const char* terminal = std::getenv("TERM");
  if (!settings_.color || (no_color != nullptr && *no_color != '\0')) return false;
  if (terminal != nullptr && std::string_view(terminal) == "dumb") return false;
  return !output_.is_file() && ::isatty(STDOUT_FILENO) != 0;
}

ExitCode exit_code(const Problems& problems) {
  const auto exit = kind_of(problems.code()).exit;
  const bool in_file = problems.kept().front().where.line > 0;
  return exit == ExitCode::cannot_decide && in_file ? ExitCode::invalid_voices : exit;
}

void print_problems(const Problems& problems) {
  for (const auto& problem : problems.kept()) {
    const auto* name = problem.where.source.empty() ? "comitia: " : "";
    fmt::print(stderr, "{}{}\n", name, printable(to_string(problem)));
  }
  if (const auto hidden = problems.total() - std::ssize(problems.kept()); hidden > 0)
    fmt::print(stderr, "... and {} more\n", hidden);
}

}  // namespace comitia::cli
