// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Handlers use only what POSIX allows in a handler: write, unlink, _exit, timer_settime and lock-free atomics.
#include "cli/limits.h"

#include <atomic>
#include <cmath>
#include <csignal>
#include <ctime>
#include <string_view>
#include <sys/resource.h>
#include <unistd.h>

#include "comitia/base/problem.h"

#include "cli/output.h"

namespace comitia::cli {
namespace {

constexpr long kGraceNanoseconds = 200'000'000;  // of the 250 ms promised, this much is the engine's

std::atomic<int> interrupt_exit{0};  // exit code of the interrupt that came, or 0
std::atomic<int> outside_engine{0};
std::atomic<bool> limit_passed{false};
timer_t timer{};
static_assert(std::atomic<int>::is_always_lock_free && std::atomic<bool>::is_always_lock_free);

[[noreturn]] void leave(int code, std::string_view words) {
  if (unfinished_file()[0] != '\0') ::unlink(unfinished_file());
  // Nothing can be done about a standard error that takes no more.
  [[maybe_unused]] const auto written = ::write(STDERR_FILENO, words.data(), words.size());
  ::_exit(code);
}

void on_interrupt(int signal) {
  const int code = 128 + signal;
  if (interrupt_exit.exchange(code) != 0) leave(code, "comitia: interrupted\n");  // the second time at once
  itimerspec grace{};
  grace.it_value.tv_nsec = kGraceNanoseconds;
  ::timer_settime(timer, 0, &grace, nullptr);
}

void on_timer(int) {
  if (const int code = interrupt_exit.load(); code != 0) leave(code, "comitia: interrupted\n");
  limit_passed = true;
  if (outside_engine > 0)
    leave(static_cast<int>(ExitCode::limit_reached),
          "comitia: time-limit: the time limit ended the work before a decision was reached (raise --time-limit)\n");
}

void handle(int signal, void (*handler)(int)) {
  struct sigaction action{};
  action.sa_handler = handler;
  action.sa_flags = SA_RESTART;
  ::sigaction(signal, &action, nullptr);
}

}  // namespace

void listen_for_signals() {
  sigevent event{};
  event.sigev_notify = SIGEV_SIGNAL;
  event.sigev_signo = SIGALRM;
  ::timer_create(CLOCK_MONOTONIC, &event, &timer);
  handle(SIGALRM, on_timer);
  struct sigaction inherited{};
  ::sigaction(SIGINT, nullptr, &inherited);
  if (inherited.sa_handler != SIG_IGN) handle(SIGINT, on_interrupt);  // a background job was told to ignore it
  handle(SIGTERM, on_interrupt);
  handle(SIGPIPE, SIG_DFL);
}

bool interrupted() { return interrupt_exit != 0; }

void start_time_limit(double seconds) {
  if (seconds <= 0) return;
  double whole = 0;
  const double rest = std::modf(seconds, &whole);
  itimerspec limit{};
  limit.it_value.tv_sec = static_cast<std::time_t>(whole);
  limit.it_value.tv_nsec = static_cast<long>(rest * 1e9);
  ::timer_settime(timer, 0, &limit, nullptr);
}

OutsideEngine::OutsideEngine() {
  ++outside_engine;
  if (limit_passed) on_timer(SIGALRM);
}

OutsideEngine::~OutsideEngine() { --outside_engine; }

void limit_memory(std::int64_t bytes) {
  if (bytes <= 0) return;
  const rlimit limit{static_cast<rlim_t>(bytes), static_cast<rlim_t>(bytes)};
  ::setrlimit(RLIMIT_DATA, &limit);
}

}  // namespace comitia::cli
