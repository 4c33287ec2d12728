// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Reading a Pabulib file of about 100 MB into voices, on one core: 2.4 million voters, 200 projects, 5 to 15 approvals
// each. Distinct ballots are the hard case (nothing merges); repeated ones are drawn from 10,000.
#include <cstdint>
#include <string>
#include <vector>

#include <benchmark/benchmark.h>

#include "comitia/base/random.h"
#include "comitia/io/pabulib.h"

namespace comitia::io {
namespace {

constexpr std::int64_t kVoters = 2'400'000;
constexpr std::int64_t kProjects = 200;

std::string ballot(std::int64_t number) {
  Stream stream(1, Purpose::test, static_cast<std::uint64_t>(number));
  std::vector<std::int64_t> projects;
  for (std::int64_t i = 1; i <= kProjects; ++i) projects.push_back(i);
  std::string text;
  const auto size = 5 + stream.below(11);
  for (std::int64_t i = 0; i < size; ++i) {
    const auto pick = i + stream.below(kProjects - i);
    std::swap(projects[static_cast<std::size_t>(i)], projects[static_cast<std::size_t>(pick)]);
    if (i > 0) text += ',';
    text += std::to_string(projects[static_cast<std::size_t>(i)]);
  }
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

void read_pabulib_approvals(benchmark::State& state) {
  const Source source = town(state.range(0));
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
