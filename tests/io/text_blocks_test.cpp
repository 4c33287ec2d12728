// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Blocks of text against loops over single bytes.
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include "comitia/io/text_blocks_internal.h"

namespace comitia::io {
namespace {

/// Texts around the length of a block, mostly of bytes that matter.
std::string arbitrary_text() {
  const auto length = *rc::gen::inRange(0, 300);
  const auto byte = rc::gen::weightedOneOf<char>({{6, rc::gen::inRange<char>('0', ':')},
                                                  {2, rc::gen::element(';', '\n', ',', '/', ':')},
                                                  {1, rc::gen::arbitrary<char>()}});
  return *rc::gen::container<std::string>(static_cast<std::size_t>(length), byte);
}

template <class Matches>
void expect_same_stops(std::string_view text, std::size_t begin, std::size_t size, Matches matches) {
  const std::string_view part = text.substr(begin, size);
  std::vector<const char*> expected;
  for (const char& c : part)
    if (matches(c)) expected.push_back(&c);
  expected.push_back(part.data() + part.size());
  Stops stops(part, text.data() + text.size(), matches);
  for (const char* stop : expected) RC_ASSERT(stops.next() == stop);
}

RC_GTEST_PROP(TextBlocks, FindEveryStopOnceAndThenTheEnd, ()) {
  const std::string text = arbitrary_text();
  const auto begin = *rc::gen::inRange<std::size_t>(0, text.size() + 1);
  const auto size = *rc::gen::inRange<std::size_t>(0, text.size() - begin + 1);
  expect_same_stops(text, begin, size, NoDigit());
  expect_same_stops(text, begin, size, EitherOf{';', '\n'});
}

RC_GTEST_PROP(TextBlocks, NumbersAreThoseThatTheirDigitsWrite, ()) {
  const auto number = *rc::gen::inRange<std::uint32_t>(0, 100'000'000);
  const std::string digits = std::to_string(number);
  const std::string text = arbitrary_text() + "########" + digits;
  RC_ASSERT(number_before(text.data() + text.size(), digits.size()) == number);
}

}  // namespace
}  // namespace comitia::io
