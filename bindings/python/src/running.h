// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// One run of the engine on behalf of Python: the interpreter's lock is released while it works. The thread that called
// looks every few milliseconds whether a signal came or cancel() says so, and tells progress; other threads of the
// engine only see the answer, so that Python code runs in the caller's thread alone.
#pragma once

#include <atomic>
#include <chrono>
#include <exception>
#include <thread>

#include "comitia/base/context.h"

#include "engine.h"

namespace comitia::python {

class Run {
 public:
  /// `settings`: run options by name, and threads, time_limit, memory_limit, progress, cancel.
  explicit Run(const nb::dict& settings = {});

  /// Calls work(context) with the lock released; its problems, and what Python raised meanwhile, become exceptions.
  template <class Work>
  auto operator()(Work&& work) {
    look();
    raise();
    auto result = [&] {
      const nb::gil_scoped_release unlocked;
      return work(context_);
    }();
    raise();
    return unwrap(std::move(result));
  }

 private:
  using Clock = std::chrono::steady_clock;
  bool stop_wanted();
  void tell(const Progress& progress);
  /// Asks for signals and cancel(); needs the lock.
  void look();
  void raise();

  Context context_;
  nb::object progress_;
  nb::object cancel_;
  std::thread::id caller_ = std::this_thread::get_id();
  Clock::time_point start_ = Clock::now();
  Clock::time_point looked_ = start_;
  Clock::time_point told_ = start_;
  std::atomic<bool> stop_ = false;
  std::exception_ptr error_;
};

}  // namespace comitia::python
