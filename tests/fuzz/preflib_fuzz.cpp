// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// PrefLib; the name without an extension leaves the kind to the header.
#include "comitia/io/preflib.h"

#include "fuzz/format_fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace comitia::io;
  fuzz::run({recognise_preflib, read_preflib, write_preflib}, fuzz::view(data, size));
  return 0;
}
