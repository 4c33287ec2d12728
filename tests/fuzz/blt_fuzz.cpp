// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// BLT, under each policy for skipped ranks.
#include "comitia/io/blt.h"

#include "fuzz/format_fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace comitia::io;
  for (const auto* const policy : {"skip", "refuse", "exhaust-at-two"}) {
    ReadOptions options;
    options.skipped_rank = policy;
    fuzz::run({recognise_blt, read_blt, write_blt}, fuzz::view(data, size), options);
  }
  return 0;
}
