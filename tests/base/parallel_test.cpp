// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
// Parallel loops: coverage, the same bits on any number of threads, nesting, exceptions.
#include "comitia/base/parallel.h"

#include <atomic>
#include <bit>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <set>
#include <stdexcept>
#include <string>
#include <thread>

#include <gtest/gtest.h>

namespace comitia {
namespace {

class Parallel : public testing::TestWithParam<int> {};
INSTANTIATE_TEST_SUITE_P(Threads, Parallel, testing::Values(0, 1, 2, 8));

TEST_P(Parallel, RunsEveryBlockOnce) {
  for (const std::int64_t blocks : {0, 1, 2, 7, 1000}) {
    std::vector<int> runs(static_cast<std::size_t>(blocks));
    run_blocks(GetParam(), blocks, [&](std::int64_t i) { ++runs[static_cast<std::size_t>(i)]; });
    EXPECT_EQ(runs, std::vector<int>(static_cast<std::size_t>(blocks), 1));
  }
}

TEST_P(Parallel, CoversTheRangeWithBlocksThatDependOnItsLengthOnly) {
  std::mutex mutex;
  std::set<std::pair<std::int64_t, std::int64_t>> ranges;
  for_blocks(GetParam(), 10, 4, [&](std::int64_t begin, std::int64_t end) {
    const std::lock_guard lock(mutex);
    ranges.insert({begin, end});
  });
  EXPECT_EQ(ranges, (std::set<std::pair<std::int64_t, std::int64_t>>{{0, 4}, {4, 8}, {8, 10}}));
}

// Five blocks join as ((0 1)(2 3))4.
TEST_P(Parallel, JoinsInAFixedTree) {
  const auto text = reduce_blocks(
      GetParam(), 5, 1, std::string("nothing"), [](std::int64_t begin, std::int64_t) { return std::to_string(begin); },
      [](const std::string& a, const std::string& b) { return "(" + a + " " + b + ")"; });
  EXPECT_EQ(text, "(((0 1) (2 3)) 4)");
  EXPECT_EQ(reduce_blocks(GetParam(), 0, 1, 17, [](auto, auto) { return 1; }, [](int a, int b) { return a + b; }), 17);
}

TEST_P(Parallel, SumsDoublesToTheSameBits) {
  const auto sum = [](int threads) {
    return reduce_blocks(
        threads, 100'000, 1000, 0.0,
        [](std::int64_t begin, std::int64_t end) {
          double part = 0;
          for (auto i = begin; i < end; ++i) part += 1.0 / static_cast<double>(i + 1);
          return part;
        },
        [](double a, double b) { return a + b; });
  };
  EXPECT_EQ(std::bit_cast<std::uint64_t>(sum(GetParam())), std::bit_cast<std::uint64_t>(sum(1)));
}

TEST_P(Parallel, RunsNestedLoopsOnTheThreadOfTheirBlock) {
  std::atomic<int> elsewhere = 0;
  std::atomic<int> out_of_order = 0;
  run_blocks(GetParam(), 20, [&](std::int64_t) {
    const auto here = std::this_thread::get_id();
    std::int64_t expected = 0;
    run_blocks(8, 50, [&](std::int64_t i) {
      if (std::this_thread::get_id() != here) ++elsewhere;
      if (i != expected++) ++out_of_order;
    });
  });
  EXPECT_EQ(elsewhere, 0);
  EXPECT_EQ(out_of_order, 0);
}

TEST_P(Parallel, ThrowsTheExceptionASerialLoopWouldThrow) {
  for (int repetition = 0; repetition < 100; ++repetition) {
    std::vector<int> runs(64);
    std::string caught;
    try {
      run_blocks(GetParam(), 64, [&](std::int64_t i) {
        runs[static_cast<std::size_t>(i)] = 1;
        if (i % 10 == 9) throw std::runtime_error("block " + std::to_string(i));
      });
    } catch (const std::runtime_error& error) {
      caught = error.what();
    }
    ASSERT_EQ(caught, "block 9");
    ASSERT_EQ(std::vector<int>(runs.begin(), runs.begin() + 10), std::vector<int>(10, 1));
  }
}

TEST_P(Parallel, WorksAgainAfterAnException) {
  EXPECT_THROW(run_blocks(GetParam(), 4, [](std::int64_t) { throw std::runtime_error("no"); }), std::runtime_error);
  EXPECT_THROW(run_blocks(GetParam(), 4, [](std::int64_t) { run_blocks(2, 2, [](std::int64_t) { throw 1; }); }), int);
  std::atomic<int> runs = 0;
  run_blocks(GetParam(), 4, [&](std::int64_t) { ++runs; });
  EXPECT_EQ(runs, 4);
}

// Each of two blocks waits until the other has begun; on one thread neither could end. The limit only ends a failure.
TEST(ParallelBackend, RunsTwoBlocksAtATime) {
  if (std::string(parallel_backend()) == "serial") GTEST_SKIP() << "this build runs loops serially";
  std::mutex mutex;
  std::condition_variable changed;
  int begun = 0;
  int met = 0;
  run_blocks(2, 2, [&](std::int64_t) {
    std::unique_lock lock(mutex);
    ++begun;
    changed.notify_all();
    if (changed.wait_for(lock, std::chrono::seconds(30), [&] { return begun == 2; })) ++met;
  });
  EXPECT_EQ(met, 2);
}

TEST(ParallelBackend, HasAName) {
  EXPECT_TRUE((std::set<std::string>{"tbb", "thread", "serial"}.contains(parallel_backend())));
}

}  // namespace
}  // namespace comitia
