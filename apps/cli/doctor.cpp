// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// comitia doctor: what this build is made of, what it runs on, and whether its foundations give the published numbers.
#include <array>
#include <fstream>
#include <string>
#include <thread>
#include <unistd.h>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <link.h>

#include "comitia/base/build_info.h"
#include "comitia/base/public_draw.h"
#include "comitia/base/random.h"
#include "comitia/io/duckdb.h"
#include "comitia/solve/linear_program.h"

#include "cli/page.h"
#include "cli/verbs.h"

namespace comitia::cli {
namespace {

struct Test {
  std::string name;
  bool pass;
};

// The published vectors of the public draw, the hash tree and the simulation streams.
std::vector<Test> self_tests() {
  std::vector<Test> tests;
  PublicDraw draw("comitia");
  std::string drawn;
  for (int i = 0; i < 10; ++i) drawn += fmt::format("{} ", draw.below(10));
  tests.push_back({"public draw", drawn == "8 1 3 8 1 1 5 8 1 4 "});
  const std::array<std::string, 3> leaves = {"a", "b", "c"};
  const auto root = to_hex(merkle_root(leaves));
  tests.push_back({"hash tree", root == "36642e73c2540ab121e3a6bf9545b0a24982cd830eb13d3cd19de3ce6c021ec1"});
  tests.push_back({"seed of a draw", public_draw_seed(root, {"alice:11", "bob:22"}) ==
                                         "7758625ea99b7697f3344edea8054cbc26ede52d43a2bce327b430970f6a025b"});
  tests.push_back({"exact fractions", Rational(1, 3) + Rational(1, 6) == Rational(1, 2)});
  for (const auto backend : solver_backends()) {
    // maximise x + y with 2x + y <= 3 and x + 2y <= 3: both are 1, the optimum is 2.
    LinearProgram program;
    program.sense = LinearProgram::Sense::maximise;
    for (int i = 0; i < 2; ++i) program.add_column({Rational(0), std::nullopt, Rational(1), false});
    program.add_row({std::nullopt, Rational(3), {{0, Rational(2)}, {1, Rational(1)}}});
    program.add_row({std::nullopt, Rational(3), {{0, Rational(1)}, {1, Rational(2)}}});
    Context context;
    const auto solution = solve_linear(program, context, backend);
    tests.push_back({backend == SolverBackend::highs ? "solver HiGHS" : "solver CBC",
                     solution.status == SolveStatus::optimal && solution.objective == Rational(2)});
  }
  return tests;
}

std::string processor() {
  std::ifstream file("/proc/cpuinfo");
  for (std::string line; std::getline(file, line);)
    if (line.starts_with("model name")) {
      const auto colon = line.find(": ");
      if (colon != std::string::npos) return line.substr(colon + 2);
    }
  return "unknown";
}

std::int64_t memory_megabytes() {
  constexpr std::int64_t kMegabyte = 1'000'000;
  return ::sysconf(_SC_PHYS_PAGES) * (::sysconf(_SC_PAGESIZE) / 1024) * 1024 / kMegabyte;
}

// The shared libraries as the loader found them: names carry their versions.
std::vector<std::string> libraries() {
  std::vector<std::string> names;
  ::dl_iterate_phdr(
      [](dl_phdr_info* info, std::size_t, void* data) {
        const std::string path = info->dlpi_name;
        const auto name = path.substr(path.rfind('/') + 1);
        if (name.starts_with("lib")) {
          std::array<char, 4096> real{};
          const auto length = ::readlink(path.c_str(), real.data(), real.size());
          const std::string target(real.data(), length > 0 ? static_cast<std::size_t>(length) : 0);
          static_cast<std::vector<std::string>*>(data)->push_back(
              target.empty() ? name : target.substr(target.rfind('/') + 1));
        }
        return 0;
      },
      &names);
  return names;
}

std::vector<std::string> solvers() {
  std::vector<std::string> names;
  for (const auto backend : solver_backends()) names.emplace_back(backend == SolverBackend::highs ? "HiGHS" : "CBC");
  return names;
}

}  // namespace

Result<ExitCode> run_doctor(Invocation& invocation) {
  COMITIA_CHECK(invocation.expect_format({Format::table, Format::json, Format::md}));
  const auto& build = build_info();
  const auto tests = self_tests();
  bool sound = true;
  Json::Object results;
  for (const auto& test : tests) {
    sound = sound && test.pass;
    results.emplace_back(test.name, test.pass ? "pass" : "fail");
  }
  const auto threads = static_cast<std::int64_t>(std::thread::hardware_concurrency());
  const auto duckdb = io::duckdb_version(invocation.settings().reading.duckdb_libraries);
  std::string text;
  if (invocation.settings().format == Format::json) {
    text = pretty_text(Json::object({{"sound", sound},
                                     {"version", build.version},
                                     {"commit", build.commit},
                                     {"compiler", build.compiler},
                                     {"build_type", build.build_type},
                                     {"parallel", build.parallel},
                                     {"processor", processor()},
                                     {"processors", threads},
                                     {"memory_megabytes", memory_megabytes()},
                                     {"solvers", Json::strings(solvers())},
                                     {"duckdb", duckdb ? Json(*duckdb) : Json()},
                                     {"libraries", Json::strings(libraries())},
                                     {"self_tests", Json(std::move(results))}}));
  } else {
    Page page;
    page.heading(sound ? "This build is sound." : "This build is NOT sound: do not use its results.").gap();
    Table table{{"", ""}, {}, {}};
    table.rows = {{"version", fmt::format("comitia {} ({})", build.version, build.commit)},
                  {"built by", fmt::format("{}, {}", build.compiler, build.build_type)},
                  {"threads", fmt::format("{} ({} processors)", build.parallel, threads)},
                  {"processor", processor()},
                  {"memory", fmt::format("{} MB", grouped(memory_megabytes()))},
                  {"solvers", solvers().empty() ? "none" : fmt::format("{}", fmt::join(solvers(), ", "))},
                  {"tables", duckdb ? "CSV; Parquet, JSON lines by DuckDB " + *duckdb
                                    : "CSV; Parquet and JSON lines need DuckDB's library (tools/setup)"}};
    const auto names = libraries();
    for (std::size_t i = 0; i < names.size(); ++i) table.rows.push_back({i == 0 ? "libraries" : "", names[i]});
    page.table(std::move(table)).gap();
    for (const auto& test : tests)
      page.line(fmt::format("  {} {}", test.pass ? "✓" : "✗", test.name), test.pass ? Tone::good : Tone::bad);
    text = invocation.settings().format == Format::md ? page.markdown() : page.text(invocation.color_on_output());
  }
  COMITIA_CHECK(invocation.output().write(text));
  return sound ? ExitCode::done : ExitCode::does_not_hold;
}

}  // namespace comitia::cli
