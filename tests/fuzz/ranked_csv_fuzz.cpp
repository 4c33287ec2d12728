// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Ranked CSV, under the default policies and under each of the others.
#include "comitia/io/ranked_csv.h"

#include "fuzz/format_fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace comitia::io;
  const fuzz::Target target{recognise_ranked_csv, read_ranked_csv, write_ranked_csv};
  fuzz::run(target, fuzz::view(data, size));
  ReadOptions policies;
  policies.overvote = "exhaust";
  policies.skipped_rank = "exhaust-at-two";
  fuzz::run(target, fuzz::view(data, size), policies);
  policies.overvote = "skip";
  policies.skipped_rank = "refuse";
  policies.repeated_rank = "refuse";
  fuzz::run(target, fuzz::view(data, size), policies);
  return 0;
}
