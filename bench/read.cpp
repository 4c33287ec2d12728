// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Reading files of about 100 MB into voices, on one core. Distinct ballots are the hard case (nothing merges and memory
// is the limit); repeated ones are drawn from 10,000.
//   Pabulib: 2.4 million voters, 200 projects, 5 to 15 approvals each
//   PrefLib: 2.4 million orders of 15 out of 60 alternatives (.soi), and the same with groups of equals (.toi)
#include <cstdint>
#include <string>
#include <vector>

#include <benchmark/benchmark.h>

#include "comitia/base/random.h"
#include "comitia/io/pabulib.h"
#include "comitia/io/preflib.h"

namespace comitia::io {
namespace {

constexpr std::int64_t kVoters = 2'400'000;
constexpr std::int64_t kProjects = 200;
constexpr std::int64_t kAlternatives = 60;
constexpr std::int64_t kRanked = 15;

/// `size` different numbers up to `most`, in a random order.
std::vector<std::int64_t> numbers(Stream& stream, std::int64_t size, std::int64_t most) {
  std::vector<std::int64_t> all;
  for (std::int64_t i = 1; i <= most; ++i) all.push_back(i);
  for (std::int64_t i = 0; i < size; ++i)
    std::swap(all[static_cast<std::size_t>(i)], all[static_cast<std::size_t>(i + stream.below(most - i))]);
  all.resize(static_cast<std::size_t>(size));
  return all;
}

std::string ballot(std::int64_t number) {
  Stream stream(1, Purpose::test, static_cast<std::uint64_t>(number));
  std::string text;
  for (const auto project : numbers(stream, 5 + stream.below(11), kProjects))
    text += (text.empty() ? "" : ",") + std::to_string(project);
  return text;
}

Source town(std::int64_t distinct) {
  std::string text =
      "META\nkey;value\ndescription;town\ncountry;Elbonia\nunit;x\ninstance;1\nnum_projects;" +
      std::to_string(kProjects) + "\nnum_votes;" + std::to_string(kVoters) +
      "\nbudget;5000000\nvote_type;approval\nrule;greedy\ndate_begin;2026\ndate_end;2026\nmax_length;20\n"
      "PROJECTS\nproject_id;cost\n";
  for (std::int64_t i = 1; i <= kProjects; ++i) text += std::to_string(i) + ";" + std::to_string(1000 * i) + "\n";
  text += "VOTES\nvoter_id;vote\n";
  for (std::int64_t i = 1; i <= kVoters; ++i) text += std::to_string(i) + ";" + ballot(i % distinct) + "\n";
  return Source::from_text(std::move(text), "town.pb");
}

/// Equals come in ascending pairs: 4,{1,3},2,{5,6},... Groups ascend in nearly all files: 17,068 of the 17,071 groups
/// in 59 files of PrefLib.
std::string order(std::int64_t number, bool equals) {
  Stream stream(2, Purpose::test, static_cast<std::uint64_t>(number));
  std::string text;
  std::int64_t place = 0;
  auto alternatives = numbers(stream, kRanked, kAlternatives);
  for (std::size_t i = 2; equals && i < alternatives.size(); i += 3)
    if (alternatives[i] < alternatives[i - 1]) std::swap(alternatives[i], alternatives[i - 1]);
  for (const auto alternative : alternatives) {
    if (place > 0) text += ',';
    if (equals && place % 3 == 1) text += '{';
    text += std::to_string(alternative);
    if (equals && place % 3 == 2) text += '}';
    ++place;
  }
  return text;
}

Source orders(std::int64_t distinct, bool equals) {
  const auto line = [](std::string_view key, std::string_view value) {
    return "# " + std::string(key) + ": " + std::string(value) + "\n";
  };
  std::string text =
      line("FILE NAME", equals ? "orders.toi" : "orders.soi") + line("TITLE", "orders") + line("DESCRIPTION", "") +
      line("DATA TYPE", equals ? "toi" : "soi") + line("MODIFICATION TYPE", "synthetic") + line("RELATES TO", "") +
      line("RELATED FILES", "") + line("PUBLICATION DATE", "2026-01-01") + line("MODIFICATION DATE", "2026-01-01") +
      line("NUMBER ALTERNATIVES", std::to_string(kAlternatives)) + line("NUMBER VOTERS", std::to_string(kVoters)) +
      line("NUMBER UNIQUE ORDERS", std::to_string(kVoters));
  for (std::int64_t i = 1; i <= kAlternatives; ++i)
    text += line("ALTERNATIVE NAME " + std::to_string(i), "a" + std::to_string(i));
  for (std::int64_t i = 0; i < kVoters; ++i) text += "1: " + order(i % distinct, equals) + "\n";
  return Source::from_text(std::move(text), equals ? "orders.toi" : "orders.soi");
}

void read_preflib(benchmark::State& state, bool equals) {
  const Source source = orders(state.range(0), equals);
  benchmark::DoNotOptimize(read_preflib(source, {}));  // the first one also pays for memory that was never used
  for (auto _ : state) {
    const auto result = read_preflib(source, {});
    if (!result) {
      const std::string problems = to_string(result.error());
      return state.SkipWithError(problems.c_str());
    }
    benchmark::DoNotOptimize(ballot_voices(result->voices).ballot_count());
  }
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(source.bytes().size()));
}
BENCHMARK_CAPTURE(read_preflib, orders, false)->Arg(kVoters)->Arg(10'000)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(read_preflib, weak_orders, true)->Arg(kVoters)->Arg(10'000)->Unit(benchmark::kMillisecond);

void read_pabulib_approvals(benchmark::State& state) {
  const Source source = town(state.range(0));
  benchmark::DoNotOptimize(read_pabulib(source, {}));
  for (auto _ : state) {
    const auto result = read_pabulib(source, {});
    if (!result) return state.SkipWithError("the file was refused");
    benchmark::DoNotOptimize(ballot_voices(result->voices).ballot_count());
  }
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(source.bytes().size()));
}
BENCHMARK(read_pabulib_approvals)->Arg(kVoters)->Arg(10'000)->Unit(benchmark::kMillisecond);

void digest_of_approvals(benchmark::State& state) {
  const Source source = town(kVoters);
  const auto result = read_pabulib(source, {});
  if (!result) return state.SkipWithError("the file was refused");
  for (auto _ : state) benchmark::DoNotOptimize(digest(result->voices));
}
BENCHMARK(digest_of_approvals)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace comitia::io
