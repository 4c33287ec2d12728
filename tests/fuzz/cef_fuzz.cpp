// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// The Condorcet Election Format.
#include "comitia/io/cef.h"

#include "fuzz/format_fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace comitia::io;
  fuzz::run({recognise_cef, read_cef, write_cef}, fuzz::view(data, size));
  return 0;
}
