// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// The three back ends of parallel loops. The build defines one of COMITIA_PARALLEL_TBB, COMITIA_PARALLEL_THREAD and
// COMITIA_PARALLEL_SERIAL; without a definition it is TBB.
#include "comitia/base/parallel.h"

#if defined(COMITIA_PARALLEL_TBB) + defined(COMITIA_PARALLEL_THREAD) + defined(COMITIA_PARALLEL_SERIAL) > 1
#error "define one back end of parallel loops only"
#endif

#if defined(COMITIA_PARALLEL_THREAD)
#include <system_error>
#include <thread>
#elif !defined(COMITIA_PARALLEL_SERIAL)
#include <optional>

#include <tbb/global_control.h>
#include <tbb/info.h>
#include <tbb/parallel_for.h>
#include <tbb/partitioner.h>
#include <tbb/task_arena.h>
#endif

#include <atomic>
#include <exception>
#include <limits>
#include <mutex>

namespace comitia {
namespace {

using Run = std::function<void(std::int64_t)>;

thread_local bool inside_a_block = false;

/// Marks this thread as working in a block, so that a loop started from there runs serially.
class InsideABlock {
 public:
  InsideABlock() : before_(std::exchange(inside_a_block, true)) {}
  ~InsideABlock() { inside_a_block = before_; }
  InsideABlock(const InsideABlock&) = delete;
  InsideABlock& operator=(const InsideABlock&) = delete;

 private:
  bool before_;
};

void run_serially(std::int64_t blocks, const Run& run) {
  const InsideABlock inside;
  for (std::int64_t i = 0; i < blocks; ++i) run(i);
}

#if !defined(COMITIA_PARALLEL_SERIAL)

/// Runs blocks and keeps the exception of the lowest one that fails. Blocks below a failed one still run, those above
/// may be left out, so the exception that survives is the one a serial loop would have met.
class Guarded {
 public:
  explicit Guarded(const Run& run) : run_(run) {}

  void operator()(std::int64_t i) {
    if (i > lowest_failed_.load(std::memory_order_relaxed)) return;
    const InsideABlock inside;
    try {
      run_(i);
    } catch (...) {
      const std::lock_guard lock(mutex_);
      if (i < lowest_failed_.load(std::memory_order_relaxed)) {
        lowest_failed_.store(i, std::memory_order_relaxed);
        failure_ = std::current_exception();
      }
    }
  }
  void throw_failure() const {
    if (failure_) std::rethrow_exception(failure_);
  }

 private:
  const Run& run_;
  std::atomic<std::int64_t> lowest_failed_ = std::numeric_limits<std::int64_t>::max();
  std::mutex mutex_;
  std::exception_ptr failure_;
};

#endif

#if defined(COMITIA_PARALLEL_THREAD)

int processors() { return static_cast<int>(std::max(1U, std::thread::hardware_concurrency())); }

void run_on_threads(int threads, std::int64_t blocks, Guarded& guarded) {
  std::atomic<std::int64_t> next = 0;
  const auto work = [&] {
    for (std::int64_t i = next++; i < blocks; i = next++) guarded(i);
  };
  std::vector<std::jthread> helpers;
  helpers.reserve(static_cast<std::size_t>(threads) - 1);
  try {
    while (static_cast<int>(helpers.size()) < threads - 1) helpers.emplace_back(work);
  } catch (const std::system_error&) {
    // No further thread can be had: those there are do the work.
  }
  work();
}

#elif !defined(COMITIA_PARALLEL_SERIAL)

int processors() { return tbb::info::default_concurrency(); }

void run_on_threads(int threads, std::int64_t blocks, Guarded& guarded) {
  // More threads than processors are granted only on demand; this is what tests of determinism ask for.
  std::optional<tbb::global_control> more;
  if (threads > processors())
    more.emplace(tbb::global_control::max_allowed_parallelism, static_cast<std::size_t>(threads));
  tbb::task_arena arena(threads);
  // One task per block: blocks are coarse already, and any free thread can take the next.
  arena.execute([&] {
    tbb::parallel_for(std::int64_t{0}, blocks, [&](std::int64_t i) { guarded(i); }, tbb::simple_partitioner());
  });
}

#endif

}  // namespace

#if defined(COMITIA_PARALLEL_SERIAL)

void run_blocks(int /*threads*/, std::int64_t blocks, const Run& run) { run_serially(blocks, run); }
const char* parallel_backend() { return "serial"; }

#else

void run_blocks(int threads, std::int64_t blocks, const Run& run) {
  const std::int64_t wanted = std::min<std::int64_t>(threads > 0 ? threads : processors(), blocks);
  if (wanted <= 1 || inside_a_block) return run_serially(blocks, run);
  Guarded guarded(run);
  run_on_threads(static_cast<int>(wanted), blocks, guarded);
  guarded.throw_failure();
}

#if defined(COMITIA_PARALLEL_THREAD)
const char* parallel_backend() { return "thread"; }
#else
const char* parallel_backend() { return "tbb"; }
#endif

#endif

}  // namespace comitia
