// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
#include "cli/progress.h"

#include <cstdio>

#include <fmt/format.h>

namespace comitia::cli {

std::string progress_words(const Progress& progress, double seconds) {
  std::string words(progress.stage);
  if (progress.total > 0)
    words += fmt::format(" {} of {} ({} %)", progress.done, progress.total, 100 * progress.done / progress.total);
  else if (progress.done > 0)
    words += fmt::format(" {}", progress.done);
  return fmt::format("{}, {:.0f} s", words, seconds);
}

void ProgressLine::show(const Progress& progress) {
  constexpr std::chrono::milliseconds kBetween(100);
  if (!shown_) return;
  const std::scoped_lock lock(mutex_);
  const auto now = Clock::now();
  // Short work shows nothing at all: a line that flashes by tells nobody anything.
  if (now - start_ < 3 * kBetween || now - last_ < kBetween) return;
  last_ = now;
  drawn_ = true;
  const auto words = progress_words(progress, std::chrono::duration<double>(now - start_).count());
  std::fputs(("\r\033[K" + words).c_str(), stderr);
  std::fflush(stderr);
}

void ProgressLine::wipe() {
  const std::scoped_lock lock(mutex_);
  if (!drawn_) return;
  std::fputs("\r\033[K", stderr);
  std::fflush(stderr);
  drawn_ = false;
}

}  // namespace comitia::cli
