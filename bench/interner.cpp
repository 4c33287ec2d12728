// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Ten million rows of names become numbers, on one core. With --serve OFFSETS BYTES (files as Arrow lays columns out,
// with 32-bit offsets) the program interns that column once for each line on its standard input, and answers with the
// seconds it took, the number of distinct names, and the file to which the numbers were written: peers/interning.py
// asks it.
#include "comitia/base/interner.h"

#include <cstdint>
#include <cstdio>
#include <cstring>
#include <ctime>
#include <string>
#include <vector>

#include <benchmark/benchmark.h>

#include "comitia/base/random.h"

namespace comitia {
namespace {

// Arguments: rows, distinct names, bytes in front of the number of a name.
void Intern(benchmark::State& state) {
  const auto rows = static_cast<std::size_t>(state.range(0));
  Stream stream(1, Purpose::test, 0);
  std::string bytes;
  std::vector<std::int32_t> offsets = {0};
  for (std::size_t i = 0; i < rows; ++i) {
    bytes.append(static_cast<std::size_t>(state.range(2)), 'm').append(std::to_string(stream.below(state.range(1))));
    offsets.push_back(static_cast<std::int32_t>(bytes.size()));
  }
  std::vector<std::uint32_t> ids(rows);
  for (auto _ : state) {
    Interner interner;
    interner.intern(offsets.data(), bytes.data(), nullptr, 0, ids);
    benchmark::DoNotOptimize(interner.size());
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(bytes.size() + 4 * rows));
}
BENCHMARK(Intern)
    ->Args({10'000'000, 1000, 1})
    ->Args({10'000'000, 1'000'000, 1})
    ->Args({10'000'000, 1'000'000, 12})
    ->Unit(benchmark::kMillisecond);

template <class Value>
std::vector<Value> read_file(const char* path) {
  std::vector<Value> values;
  if (std::FILE* const file = std::fopen(path, "rb"); file != nullptr) {
    std::fseek(file, 0, SEEK_END);
    values.resize(static_cast<std::size_t>(std::ftell(file)) / sizeof(Value));
    std::rewind(file);
    values.resize(std::fread(values.data(), sizeof(Value), values.size(), file));
    std::fclose(file);
  }
  return values;
}

int serve(const char* offsets_path, const char* bytes_path) {
  const auto offsets = read_file<std::int32_t>(offsets_path);
  const auto bytes = read_file<char>(bytes_path);
  if (offsets.size() < 2 || static_cast<std::size_t>(offsets.back()) != bytes.size()) return 1;
  std::vector<std::uint32_t> ids(offsets.size() - 1);
  const std::string ids_path = std::string(bytes_path) + ".ids";
  for (int c = std::getchar(); c != EOF; c = std::getchar()) {
    if (c != '\n') continue;
    const std::clock_t began = std::clock();
    Interner interner;
    interner.intern(offsets.data(), bytes.data(), nullptr, 0, ids);
    const double took = static_cast<double>(std::clock() - began) / CLOCKS_PER_SEC;
    std::FILE* const file = std::fopen(ids_path.c_str(), "wb");
    if (file == nullptr || std::fwrite(ids.data(), 4, ids.size(), file) != ids.size() || std::fclose(file) != 0)
      return 1;
    std::printf("%.9f %u %s\n", took, interner.size(), ids_path.c_str());
    std::fflush(stdout);
  }
  return 0;
}

}  // namespace
}  // namespace comitia

int main(int argc, char** argv) {
  if (argc == 4 && std::strcmp(argv[1], "--serve") == 0) return comitia::serve(argv[2], argv[3]);
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 1;
  benchmark::RunSpecifiedBenchmarks();
}
