// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Ranked rules: the pairwise matrix of many ballots, Schulze and Ranked Pairs of many options, instant runoff.
// Items are ballots, or pairs of options where the ballots are few.
#include <numeric>

#include <benchmark/benchmark.h>

#include "comitia/elect/instant_runoff.h"
#include "comitia/elect/pairwise.h"
#include "comitia/elect/ranked_pairs.h"
#include "comitia/elect/schulze.h"
#include "comitia/voices/builder.h"

namespace comitia::elect {
namespace {

/// Strict ballots of `ranked` of the options, each drawn afresh: nearly all are distinct when there are many options.
const RankedVoices& ballots(std::int64_t voters, std::uint32_t options, std::uint32_t ranked) {
  static std::map<std::tuple<std::int64_t, std::uint32_t, std::uint32_t>, RankedVoices> built;
  const auto key = std::tuple(voters, options, ranked);
  if (const auto found = built.find(key); found != built.end()) return found->second;
  VoicesBuilder builder(BallotKind::ranked);
  for (std::uint32_t x = 0; x < options; ++x) builder.add_option("option " + std::to_string(x));
  builder.reserve(voters, voters * ranked);
  Stream stream(1, Purpose::sample, 0);
  std::vector<std::uint32_t> order(options);
  std::iota(order.begin(), order.end(), 0U);
  for (std::int64_t i = 0; i < voters; ++i) {
    stream.shuffle(order);
    for (std::uint32_t at = 0; at < ranked; ++at) builder.rank(OptionId{order[at]}), builder.next_group();
    builder.end_voice();
  }
  return built.emplace(key, std::get<RankedVoices>(*std::move(builder).finish())).first->second;
}

Context context_with(int threads) {
  RunSettings run;
  run.trace = TraceLevel::summary;
  Context context(run);
  context.threads = threads;
  return context;
}

// Arguments: voters, options, ranked options of a ballot, threads.
void Pairwise(benchmark::State& state) {
  const auto& voices =
      ballots(state.range(0), static_cast<std::uint32_t>(state.range(1)), static_cast<std::uint32_t>(state.range(2)));
  const auto context = context_with(static_cast<int>(state.range(3)));
  for (auto _ : state) benchmark::DoNotOptimize(count_pairwise(voices, Unranked::below, context));
  state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(Pairwise)
    ->Args({1000000, 20, 20, 1})
    ->Args({1000000, 20, 20, 2})
    ->Args({1000000, 20, 6, 1})
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime()
    ->MeasureProcessCPUTime();

void InstantRunoff(benchmark::State& state) {
  const auto& voices =
      ballots(state.range(0), static_cast<std::uint32_t>(state.range(1)), static_cast<std::uint32_t>(state.range(2)));
  auto context = context_with(1);
  for (auto _ : state)
    benchmark::DoNotOptimize(instant_runoff(voices, {Elimination::one_by_one, StopCount::last}, context));
  state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(InstantRunoff)->Args({1000000, 20, 20})->Args({1000000, 20, 6})->Unit(benchmark::kMillisecond);

// Arguments: options, threads. 101 voters who rank all options: a dense, nearly circular tournament.
void StrongestPaths(benchmark::State& state) {
  const auto m = static_cast<std::uint32_t>(state.range(0));
  const auto context = context_with(static_cast<int>(state.range(1)));
  const auto matrix = *count_pairwise(ballots(101, m, m), Unranked::below, context);
  const auto wins = win_ranks(matrix, PairwiseStrength::winning_votes);
  for (auto _ : state) benchmark::DoNotOptimize(strongest_paths(wins, m, context));
  state.SetItemsProcessed(state.iterations() * m * m);
}
BENCHMARK(StrongestPaths)->Args({500, 1})->Args({500, 2})->Unit(benchmark::kMillisecond)->UseRealTime();

void Schulze(benchmark::State& state) {
  const auto m = static_cast<std::uint32_t>(state.range(0));
  auto context = context_with(1);
  const auto& voices = ballots(101, m, m);
  for (auto _ : state) benchmark::DoNotOptimize(schulze(voices, {}, context));
}
BENCHMARK(Schulze)->Arg(500)->Unit(benchmark::kMillisecond);

void RankedPairs(benchmark::State& state) {
  const auto m = static_cast<std::uint32_t>(state.range(0));
  auto context = context_with(1);
  const auto& voices = ballots(state.range(1), m, m);
  for (auto _ : state) benchmark::DoNotOptimize(ranked_pairs(voices, {}, context));
}
BENCHMARK(RankedPairs)->Args({500, 10001})->Args({500, 101})->Args({500, 3})->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace comitia::elect
