// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Any bytes as a Pabulib file, strict and lenient: no crash; what strict accepts, lenient reads alike; what is accepted
// survives writing and reading with its digest.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "comitia/io/pabulib.h"

namespace {

using namespace comitia;

void demand(bool holds) {
  if (!holds) std::abort();
}

void round_trip(const Voices& voices) {
  const auto written = io::write_pabulib(voices);
  demand(written.has_value());
  // Lenient: what a lenient reader accepted may lack fields that a strict one demands.
  const auto source = io::Source::from_text(written->bytes, "written.pb");
  const auto again = io::read_pabulib(source, {.strictness = io::Strictness::lenient});
  demand(again.has_value());
  demand(again->dropped == 0);
  demand(digest(again->voices) == digest(voices));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto source = io::Source::from_text(std::string(reinterpret_cast<const char*>(data), size), "fuzz.pb");
  const auto strict = io::read_pabulib(source, {.strictness = io::Strictness::strict});
  const auto lenient = io::read_pabulib(source, {.strictness = io::Strictness::lenient});
  if (strict) {
    demand(lenient.has_value());
    demand(lenient->dropped == 0);
    demand(digest(strict->voices) == digest(lenient->voices));
  }
  if (lenient) round_trip(lenient->voices);
  return 0;
}
