// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Approval rules on random electorates whose options differ in popularity. Items are approvals, so items per second is
// comparable between sizes. Peak memory is that of the process so far; run one size alone to see its own.
#include <cstdint>
#include <map>
#include <sys/resource.h>
#include <utility>

#include <benchmark/benchmark.h>

#include "comitia/base/random.h"
#include "comitia/elect/av.h"
#include "comitia/elect/equal_shares.h"
#include "comitia/elect/sav.h"
#include "comitia/elect/seq_pav.h"
#include "comitia/elect/seq_phragmen.h"
#include "comitia/voices/builder.h"

namespace comitia::elect {
namespace {

/// Every voter approves of option c with probability 0.02 to 0.18, depending on c: a tenth of the options on average.
const ApprovalVoices& electorate(std::int64_t voters, std::int64_t options) {
  static std::map<std::pair<std::int64_t, std::int64_t>, ApprovalVoices> made;
  const auto key = std::make_pair(voters, options);
  if (const auto found = made.find(key); found != made.end()) return found->second;
  VoicesBuilder builder(BallotKind::approval);
  for (std::int64_t c = 0; c < options; ++c) builder.add_option("c" + std::to_string(c));
  builder.reserve(voters, voters * options / 10);
  for (std::int64_t v = 0; v < voters; ++v) {
    Stream stream(1, Purpose::sample, static_cast<std::uint64_t>(v));
    for (std::int64_t c = 0; c < options; ++c)
      if (stream.unit() < 0.02 + 0.16 * static_cast<double>(c * 37 % options) / static_cast<double>(options))
        builder.approve(OptionId{static_cast<std::uint32_t>(c)});
    builder.end_voice();
  }
  auto voices = std::get<ApprovalVoices>(std::move(builder).finish().value());
  return made.emplace(key, std::move(voices)).first->second;
}

/// Arguments: voters, options, seats, arithmetic (0 exact, 1 certified-float), trace (0 none, 1 summary, 2 full).
template <class Options>
void run(benchmark::State& state, Result<Decision> (*rule)(const ApprovalVoices&, const Options&, Context&),
         Options options) {
  const auto& voices = electorate(state.range(0), state.range(1));
  options.seats = state.range(2);
  if constexpr (requires { options.arithmetic; }) options.arithmetic = static_cast<Arithmetic>(state.range(3));
  for (auto _ : state) {
    Context context;
    context.run.trace = static_cast<TraceLevel>(state.range(4));
    auto decision = rule(voices, options, context);
    if (!decision) state.SkipWithError(to_string(decision.error()).c_str());
    benchmark::DoNotOptimize(decision);
  }
  state.SetItemsProcessed(state.iterations() * voices.ballots().item_count());
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  state.counters["approvals"] = static_cast<double>(voices.ballots().item_count());
  state.counters["peak_MiB"] = static_cast<double>(usage.ru_maxrss) / 1024;
}

void sizes(benchmark::internal::Benchmark* bench) {
  for (const int arithmetic : {0, 1}) bench->Args({100'000, 100, 10, arithmetic, 2});
  bench->Args({1'000'000, 200, 50, 0, 2});
  bench->Args({1'000'000, 200, 50, 1, 0});
  bench->Unit(benchmark::kMillisecond)->MeasureProcessCPUTime()->UseRealTime();
}

EqualSharesOptions with(Completion completion) { return {.completion = completion}; }

BENCHMARK_CAPTURE(run, av, &av, AvOptions{})->Apply(sizes);
BENCHMARK_CAPTURE(run, sav, &sav, SavOptions{})->Apply(sizes);
BENCHMARK_CAPTURE(run, seq_pav, &seq_pav, SeqPavOptions{})->Apply(sizes);
BENCHMARK_CAPTURE(run, seq_phragmen, &seq_phragmen, SeqPhragmenOptions{})->Apply(sizes);
BENCHMARK_CAPTURE(run, equal_shares, &equal_shares, with(Completion::none))->Apply(sizes);
BENCHMARK_CAPTURE(run, equal_shares_phragmen, &equal_shares, with(Completion::seq_phragmen))->Apply(sizes);
BENCHMARK_CAPTURE(run, equal_shares_increment, &equal_shares, with(Completion::increment))
    ->Args({100'000, 100, 10, 0, 2})
    ->Args({1'000'000, 200, 50, 0, 2})
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();

}  // namespace
}  // namespace comitia::elect
