// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Solvers run on threads of their own, since none of them can be interrupted at any time: presolve and the first
// relaxation of a large program may take many seconds without a look at a flag or a clock. The caller looks at its
// limits meanwhile and leaves when they are reached.
#include <chrono>
#include <condition_variable>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <thread>
#include <unistd.h>
#include <utility>

#include "comitia/solve/backend_internal.h"

namespace comitia::solve_detail {

void Assignment::found(std::span<const double> values) {
  const std::lock_guard lock(mutex_);
  values_.assign(values.begin(), values.end());
}

void Assignment::bounded(double bound) {
  const std::lock_guard lock(mutex_);
  bound_ = bound;
}

Proposal Assignment::found_so_far() const {
  const std::lock_guard lock(mutex_);
  Proposal proposal;
  proposal.values = values_;
  proposal.bound = bound_;
  return proposal;
}

namespace {

using std::chrono::milliseconds;

constexpr milliseconds kLook{10};    // between two looks at the limits
constexpr milliseconds kGrace{100};  // for a solver that was told to stop

Proposal run([[maybe_unused]] Assignment& assignment) {
#ifdef COMITIA_WITH_HIGHS
  if (assignment.backend == SolverBackend::highs)
    return assignment.integer ? highs_integer(assignment) : highs_linear(assignment);
#endif
#ifdef COMITIA_WITH_CBC
  if (assignment.backend == SolverBackend::cbc)
    return assignment.integer ? cbc_integer(assignment) : cbc_linear(assignment);
#endif
  return {};
}

/// The end of a run, as its thread tells it.
struct Report {
  std::mutex mutex;
  std::condition_variable ended;
  bool has_ended = false;
  Proposal proposal;
  std::exception_ptr failure;
};

/// Threads that nobody waits for. The end of the process destroys what their solvers use, so that a process which exits
/// while one is at work skips what is left of its end: C streams are flushed, the status stands.
class LeftAlone {
 public:
  static void keep(std::thread thread, std::shared_ptr<Report> report) {
    static LeftAlone* const all = new LeftAlone;  // never destroyed: threads may still come while the process exits
    const std::lock_guard lock(all->mutex_);
    // Registered anew each time: what is registered last is called first.
    on_exit([](int status, void*) { all->at_exit(status); }, nullptr);
    all->join_those_that_ended();
    all->threads_.push_back({std::move(thread), std::move(report)});
  }

 private:
  struct Left {
    std::thread thread;
    std::shared_ptr<Report> report;
  };

  void join_those_that_ended() {
    std::erase_if(threads_, [](Left& left) {
      std::unique_lock lock(left.report->mutex);
      if (!left.report->has_ended) return false;
      lock.unlock();
      left.thread.join();
      return true;
    });
  }

  void at_exit(int status) {
    const std::lock_guard lock(mutex_);
    join_those_that_ended();
    if (threads_.empty()) return;
    std::fflush(nullptr);
    ::_exit(status);
  }

  std::mutex mutex_;
  std::vector<Left> threads_;
};

/// Gives the interrupt signal back to whom it belonged: Cbc takes it for itself.
class KeepInterruptHandler {
 public:
  KeepInterruptHandler() { sigaction(SIGINT, nullptr, &owner_); }
  ~KeepInterruptHandler() { give_back(); }
  KeepInterruptHandler(const KeepInterruptHandler&) = delete;
  KeepInterruptHandler& operator=(const KeepInterruptHandler&) = delete;
  void give_back() const { sigaction(SIGINT, &owner_, nullptr); }

 private:
  struct sigaction owner_ = {};
};

Proposal propose(std::shared_ptr<Assignment> assignment, const Context& context) {
  assignment->seconds = context.seconds_left();
  const auto report = std::make_shared<Report>();
  const auto interrupts =
      assignment->backend == SolverBackend::cbc ? std::make_unique<const KeepInterruptHandler>() : nullptr;
  std::thread solver([assignment, report] {
    Proposal proposal;
    std::exception_ptr failure;
    try {
      proposal = run(*assignment);
    } catch (...) {
      failure = std::current_exception();
    }
    const std::lock_guard lock(report->mutex);
    report->proposal = std::move(proposal);
    report->failure = std::move(failure);
    report->has_ended = true;
    report->ended.notify_one();
  });

  std::optional<ProblemCode> why;
  std::unique_lock lock(report->mutex);
  const auto has_ended = [&] { return report->has_ended; };
  while (!why && !report->ended.wait_for(lock, kLook, has_ended)) {
    lock.unlock();  // what the context calls may take its time
    why = context.stop();
    if (interrupts) interrupts->give_back();
    lock.lock();
  }
  if (why) assignment->stop();
  if (!report->ended.wait_for(lock, kGrace, has_ended)) {
    lock.unlock();
    LeftAlone::keep(std::move(solver), report);
    Proposal proposal = assignment->found_so_far();
    proposal.claim = Proposal::Claim::stopped;
    proposal.stopped = why;
    return proposal;
  }
  lock.unlock();
  solver.join();
  if (report->failure) std::rethrow_exception(report->failure);
  Proposal proposal = std::move(report->proposal);
  if (proposal.claim == Proposal::Claim::stopped) proposal.stopped = why.value_or(ProblemCode::time_limit);
  return proposal;
}

std::shared_ptr<Assignment> assignment_of(SolverBackend backend, std::shared_ptr<const FloatProgram> program,
                                          Effort effort, bool integer) {
  auto assignment = std::make_shared<Assignment>();
  assignment->backend = backend;
  assignment->program = std::move(program);
  assignment->effort = effort;
  assignment->integer = integer;
  return assignment;
}

}  // namespace

Proposal propose_linear(SolverBackend backend, std::shared_ptr<const FloatProgram> program, Effort effort,
                        const Context& context) {
  return propose(assignment_of(backend, std::move(program), effort, false), context);
}

Proposal propose_integer(SolverBackend backend, std::shared_ptr<const FloatProgram> program, const Context& context) {
  return propose(assignment_of(backend, std::move(program), Effort::normal, true), context);
}

}  // namespace comitia::solve_detail
