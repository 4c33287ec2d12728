// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// One line on standard error that says how far the work is, at most ten times a second; wiped before anything else is
// said.
#pragma once

#include <chrono>
#include <mutex>
#include <string>

#include "comitia/base/context.h"

namespace comitia::cli {

class ProgressLine {
 public:
  explicit ProgressLine(bool shown) : shown_(shown) {}
  ~ProgressLine() { wipe(); }
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;

  bool shown() const { return shown_; }
  /// May be called from any thread.
  void show(const Progress& progress);
  void wipe();

 private:
  using Clock = std::chrono::steady_clock;
  std::mutex mutex_;
  bool shown_;
  bool drawn_ = false;
  Clock::time_point start_ = Clock::now();
  Clock::time_point last_{};
};

/// "seats 12 of 50 (24 %), 3 s"
std::string progress_words(const Progress& progress, double seconds);

}  // namespace comitia::cli
