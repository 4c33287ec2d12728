// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// ABIF.
#include "comitia/io/abif.h"

#include "fuzz/format_fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace comitia::io;
  fuzz::run({recognise_abif, read_abif, write_abif}, fuzz::view(data, size));
  return 0;
}
