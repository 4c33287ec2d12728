// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Everything that enters a rule besides voices and options: seed, tie policy, threads, limits, progress, cancellation.
// The core reads no clock and no global; the face that starts a rule puts both in here.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "comitia/base/fields.h"
#include "comitia/base/random.h"
#include "comitia/base/result.h"

namespace comitia {

/// How a tie is broken. `all` returns every outcome that some way of breaking ties reaches.
enum class TiePolicy { order, all, refuse, random, draw };
template <>
inline constexpr std::array<std::string_view, 5> kEnumWords<TiePolicy> = {"order", "all", "refuse", "random", "draw"};

enum class TraceLevel { none, summary, full };
template <>
inline constexpr std::array<std::string_view, 3> kEnumWords<TraceLevel> = {"none", "summary", "full"};

/// How numbers are computed. certified_float uses doubles with a running error bound and decides every comparison that
/// is closer than the bound exactly, so its outcome equals that of exact.
enum class Arithmetic { exact, certified_float };
template <>
inline constexpr std::array<std::string_view, 2> kEnumWords<Arithmetic> = {"exact", "certified-float"};

/// What a Decision needs beside voices and rule options to be recomputed; part of the document.
struct RunSettings {
  TiePolicy ties = TiePolicy::order;
  std::string seed = "0";  ///< 64-bit decimal number of the simulation streams
  std::string draw_seed;   ///< seed of the public generator; only with ties = draw
  std::int64_t max_decisions = 1000;
  TraceLevel trace = TraceLevel::full;
  std::vector<std::string> certify = {"default"};

  template <class Self, class Visit>
  static void fields(Self& o, Visit&& visit) {
    visit("ties", o.ties, any(),
          "how ties are broken: order of the file, all outcomes, refuse, random (seeded), public draw");
    visit("seed", o.seed, any(), "seed of random tie breaks and sampling, a number below 2^64");
    visit("draw_seed", o.draw_seed, any(), "seed text of the public generator, with --ties draw");
    visit("max_decisions", o.max_decisions, at_least(1), "most outcomes that --ties all returns");
    visit("trace", o.trace, any(), "how much of the way to the decision is recorded");
    visit("certify", o.certify, any(), "axioms to check: default, none, all, or a list of axioms");
  }
};

struct Progress {
  std::string_view stage;
  std::int64_t done = 0;
  std::int64_t total = 0;  ///< 0 when unknown
};

class Context {
 public:
  Context() = default;
  explicit Context(RunSettings run) : run(std::move(run)) {}

  RunSettings run;
  int threads = 0;                          ///< 0 = all processors
  double time_limit_seconds = 0;            ///< 0 = none; needs elapsed_seconds
  std::int64_t memory_limit_bytes = 0;      ///< 0 = none
  std::function<double()> elapsed_seconds;  ///< seconds since the start, given by the face
  std::function<bool()> cancel_requested;
  std::function<void(const Progress&)> on_progress;

  /// Why work must stop now: interrupted or time_limit. Call at least every 50 ms of work; it is cheap.
  std::optional<ProblemCode> stop() const {
    if (cancel_requested && cancel_requested()) return ProblemCode::interrupted;
    if (time_limit_seconds > 0 && elapsed_seconds && elapsed_seconds() >= time_limit_seconds)
      return ProblemCode::time_limit;
    return std::nullopt;
  }
  /// Seconds left under the time limit, or nothing when there is none.
  std::optional<double> seconds_left() const {
    if (time_limit_seconds <= 0 || !elapsed_seconds) return std::nullopt;
    return std::max(0.0, time_limit_seconds - elapsed_seconds());
  }
  void progress(std::string_view stage, std::int64_t done, std::int64_t total) const {
    if (on_progress) on_progress({stage, done, total});
  }
  /// The problem that a stop becomes when nothing is known yet.
  static Problems stopped(ProblemCode why);

  /// @pre run.seed was validated by read_seed
  Stream stream(Purpose purpose, std::uint64_t index) const;
  bool wants_trace() const { return run.trace != TraceLevel::none; }
  bool wants_full_trace() const { return run.trace == TraceLevel::full; }
};

/// Reads a 64-bit seed. @errors option-range
Result<std::uint64_t> read_seed(std::string_view text);

}  // namespace comitia
