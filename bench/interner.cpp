// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Ten million rows of names become numbers, on one core; peers/interning.py puts the same beside other packages.
#include "comitia/base/interner.h"

#include <cstdint>
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

}  // namespace
}  // namespace comitia
