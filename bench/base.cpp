// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Kernels below every rule: sums of fractions beside GMP on the same numbers, streams, digests.
#include <cstdint>
#include <string>
#include <vector>

#include <benchmark/benchmark.h>
#include <gmpxx.h>

#include "comitia/base/random.h"
#include "comitia/base/rational.h"
#include "comitia/base/sha256.h"

namespace comitia {
namespace {

/// Weights of ballots divided by small ranks, as the harmonic scores of a committee of 20 add them up.
std::vector<std::pair<std::int64_t, std::int64_t>> harmonic_terms() {
  Stream stream(1, Purpose::test, 0);
  std::vector<std::pair<std::int64_t, std::int64_t>> terms;
  for (int i = 0; i < 10'000; ++i) terms.emplace_back(stream.below(1000) + 1, stream.below(20) + 1);
  return terms;
}

template <class Number>
void sum_of_integers(benchmark::State& state) {
  std::vector<Number> terms;
  for (const auto& [p, q] : harmonic_terms()) terms.emplace_back(p);
  for (auto _ : state) {
    Number sum = 0;
    for (const Number& term : terms) sum += term;
    benchmark::DoNotOptimize(sum);
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(terms.size()));
}
BENCHMARK(sum_of_integers<Rational>);
BENCHMARK(sum_of_integers<mpq_class>);

template <class Number>
std::vector<Number> fractions() {
  std::vector<Number> terms;
  for (const auto& [p, q] : harmonic_terms()) terms.push_back(Number(p) / Number(q));
  return terms;
}

template <class Number>
void harmonic_sum(benchmark::State& state) {
  const auto terms = fractions<Number>();
  for (auto _ : state) {
    Number sum = 0;
    for (const Number& term : terms) sum += term;
    benchmark::DoNotOptimize(sum);
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(terms.size()));
}
BENCHMARK(harmonic_sum<Rational>);
BENCHMARK(harmonic_sum<mpq_class>);

template <class Number>
void product(benchmark::State& state) {
  const auto terms = fractions<Number>();
  for (auto _ : state) {
    Number last = 1;
    for (const Number& term : terms) benchmark::DoNotOptimize(last = term * terms.front());
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(terms.size()));
}
BENCHMARK(product<Rational>);
BENCHMARK(product<mpq_class>);

template <class Number>
void greatest(benchmark::State& state) {
  const auto terms = fractions<Number>();
  for (auto _ : state) {
    const Number* best = terms.data();
    for (const Number& term : terms)
      if (term > *best) best = &term;
    benchmark::DoNotOptimize(best);
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(terms.size()));
}
BENCHMARK(greatest<Rational>);
BENCHMARK(greatest<mpq_class>);

/// Money over the numbers of supporters: denominators share little, so sums of 12 terms need more than 64 bits.
template <class Number>
void sums_beyond_64_bits(benchmark::State& state) {
  std::vector<Number> terms;
  for (const std::int64_t supporters : {997, 991, 983, 977, 971, 967, 953, 947, 941, 937, 929, 919})
    terms.push_back(Number(100'000) / Number(supporters));
  for (auto _ : state) {
    Number sum = 0;
    for (const Number& term : terms) sum += term;
    benchmark::DoNotOptimize(sum);
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(terms.size()));
}
BENCHMARK(sums_beyond_64_bits<Rational>);
BENCHMARK(sums_beyond_64_bits<mpq_class>);

void stream_words(benchmark::State& state) {
  Stream stream(1, Purpose::test, 0);
  for (auto _ : state) benchmark::DoNotOptimize(stream.next());
  state.SetBytesProcessed(state.iterations() * 8);
}
BENCHMARK(stream_words);

void stream_below(benchmark::State& state) {
  Stream stream(1, Purpose::test, 0);
  for (auto _ : state) benchmark::DoNotOptimize(stream.below(1000));
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(stream_below);

void stream_normal(benchmark::State& state) {
  Stream stream(1, Purpose::test, 0);
  for (auto _ : state) benchmark::DoNotOptimize(stream.normal());
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(stream_normal);

void digest(benchmark::State& state) {
  const std::string bytes(static_cast<std::size_t>(state.range(0)), 'x');
  for (auto _ : state) benchmark::DoNotOptimize(sha256(bytes));
  state.SetBytesProcessed(state.iterations() * state.range(0));
}
BENCHMARK(digest)->Arg(64)->Arg(1 << 20);

}  // namespace
}  // namespace comitia
