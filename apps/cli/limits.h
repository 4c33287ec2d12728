// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Interrupts, the time limit and the memory limit. The engine is asked to stop through its Context; what is not the
// engine (reading a large file, say) or does not answer is ended here, so that Ctrl-C and --time-limit always work
// within 250 ms.
#pragma once

#include <cstdint>

namespace comitia::cli {

/// Listens for interrupts (SIGINT, SIGTERM); a reader that went away (SIGPIPE) ends the program without a word.
void listen_for_signals();
/// True once an interrupt came; the engine polls this.
bool interrupted();

/// Ends the program with exit code 5 after so many seconds if it is then outside the engine.
void start_time_limit(double seconds);
/// While one of these lives, the time limit is enforced here and not by the engine.
class OutsideEngine {
 public:
  OutsideEngine();
  ~OutsideEngine();
  OutsideEngine(const OutsideEngine&) = delete;
  OutsideEngine& operator=(const OutsideEngine&) = delete;
};

/// Lets allocations fail beyond so many bytes of memory of our own (mapped input files do not count).
void limit_memory(std::int64_t bytes);

}  // namespace comitia::cli
