// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
#include "running.h"

namespace comitia::python {
namespace {

constexpr std::chrono::milliseconds kBetweenLooks(20);
constexpr std::chrono::milliseconds kBetweenProgress(100);

double seconds_between(std::chrono::steady_clock::time_point from, std::chrono::steady_clock::time_point to) {
  return std::chrono::duration<double>(to - from).count();
}

}  // namespace

Run::Run(const nb::dict& settings) : progress_(nb::none()), cancel_(nb::none()) {
  Json::Object run;
  for (const auto [key, value] : settings) {
    const std::string_view name = nb::borrow<nb::str>(key).c_str();
    if (name == "threads")
      context_.threads = nb::cast<int>(value);
    else if (name == "time_limit")
      context_.time_limit_seconds = nb::cast<double>(value);
    else if (name == "memory_limit")
      context_.memory_limit_bytes = nb::cast<std::int64_t>(value);
    else if (name == "progress")
      progress_ = nb::borrow(value);
    else if (name == "cancel")
      cancel_ = nb::borrow(value);
    else
      run.emplace_back(std::string(name), from_python(value));
  }
  context_.run = unwrap(read_fields<RunSettings>(Json(std::move(run))));
  context_.elapsed_seconds = [this] { return seconds_between(start_, Clock::now()); };
  context_.cancel_requested = [this] { return stop_wanted(); };
  if (!progress_.is_none()) context_.on_progress = [this](const Progress& progress) { tell(progress); };
}

bool Run::stop_wanted() {
  if (stop_.load(std::memory_order_relaxed)) return true;
  if (std::this_thread::get_id() != caller_) return false;
  if (const auto now = Clock::now(); now - looked_ >= kBetweenLooks) {
    looked_ = now;
    const nb::gil_scoped_acquire locked;
    look();
  }
  return stop_.load(std::memory_order_relaxed);
}

void Run::look() {
  try {
    if (PyErr_CheckSignals() != 0) throw nb::python_error();
    if (!cancel_.is_none() && nb::cast<bool>(nb::bool_(cancel_()))) stop_ = true;
  } catch (...) {
    error_ = std::current_exception();
    stop_ = true;
  }
}

void Run::tell(const Progress& progress) {
  if (std::this_thread::get_id() != caller_) return;
  const auto now = Clock::now();
  const bool last = progress.total > 0 && progress.done >= progress.total;
  if (now - told_ < kBetweenProgress && !last) return;
  told_ = now;
  const nb::gil_scoped_acquire locked;
  if (error_) return;
  try {
    progress_(text(progress.stage), progress.done, progress.total);
  } catch (...) {
    error_ = std::current_exception();
    stop_ = true;
  }
}

void Run::raise() {
  if (error_) std::rethrow_exception(std::exchange(error_, nullptr));
  if (stop_) throw Refused(Context::stopped(ProblemCode::interrupted));
}

}  // namespace comitia::python
