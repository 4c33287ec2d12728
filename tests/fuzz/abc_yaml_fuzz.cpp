// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// .abc.yaml committees.
#include "comitia/io/abc_yaml.h"

#include "fuzz/format_fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace comitia::io;
  fuzz::run({recognise_abc_yaml, read_abc_yaml, write_abc_yaml}, fuzz::view(data, size));
  return 0;
}
