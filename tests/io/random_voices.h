// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Small random voices with names that are hard to write: quotes, separators, brackets, formulas, letters of other
// scripts. What the formats must keep is chosen by the caller.
#pragma once

#include <set>
#include <string>
#include <vector>

#include <rapidcheck.h>

#include "comitia/voices/builder.h"

namespace comitia::io {

struct Hard {
  bool ids = false;  ///< voices with ids
  bool counts = true;
  bool weights = false;
  bool names = false;  ///< names beside ids
  bool ties = true;
  bool seats = true;
};

inline std::string hard_text() {
  static const std::vector<std::string> pieces = {
      "A", "b", "7",        "é",         "蘇",      "\"",   "'",    ",",  ";", "|", "=", "-", "+",
      "@", "#", "[",        "]",         "{",       "}",    "/",    "\\", ":", ">", "<", "*", "(",
      ")", " ", "overvote", "undervote", "skipped", "ABIF", "null", "~",  "&", "!", "%"};
  const auto chosen = *rc::gen::container<std::vector<std::string>>(rc::gen::elementOf(pieces));
  std::string text;
  for (const std::string& piece : chosen) text += piece;
  const auto blank = [](char c) { return c == ' '; };
  while (!text.empty() && blank(text.front())) text.erase(0, 1);
  while (!text.empty() && blank(text.back())) text.pop_back();
  return text.empty() ? "x" : text;
}

inline Voices hard_voices(BallotKind kind, const Hard& hard) {
  VoicesBuilder builder(kind);
  const auto options = *rc::gen::inRange<std::uint32_t>(1, 6);
  std::set<std::string> used;
  while (used.size() < options) {
    std::string id = hard_text();
    while (used.contains(id)) id += "x";
    used.insert(id);
    builder.add_option(id, hard.names ? hard_text() : std::string());
  }
  if (hard.seats && *rc::gen::arbitrary<bool>()) builder.electorate().seats = *rc::gen::inRange<std::int64_t>(1, 4);
  if (builder.electorate().seats)
    builder.electorate().seats = std::min<std::int64_t>(*builder.electorate().seats, options);
  builder.electorate().title = *rc::gen::arbitrary<bool>() ? hard_text() : std::string();
  const auto voices = *rc::gen::inRange(1, 8);
  for (int voice = 0; voice < voices; ++voice) {
    auto order = *rc::gen::container<std::vector<std::uint32_t>>(rc::gen::inRange<std::uint32_t>(0, options));
    std::set<std::uint32_t> seen;
    for (const std::uint32_t option : order) {
      if (!seen.insert(option).second) continue;
      if (kind == BallotKind::approval) builder.approve({option});
      if (kind == BallotKind::scored) builder.score({option}, *rc::gen::inRange<std::int64_t>(-3, 9));
      if (kind != BallotKind::ranked) continue;
      if (seen.size() > 1 && (!hard.ties || *rc::gen::arbitrary<bool>())) builder.next_group();
      builder.rank({option});
    }
    const std::string id = hard.ids ? std::to_string(voice) + hard_text() : std::string();
    const std::int64_t count = hard.counts ? *rc::gen::inRange<std::int64_t>(1, 4) : 1;
    const Rational weight = hard.weights
                                ? Rational(*rc::gen::inRange<std::int64_t>(1, 9), *rc::gen::inRange<std::int64_t>(1, 4))
                                : Rational(1);
    builder.end_voice(id, count, weight);
  }
  auto built = std::move(builder).finish();
  if (!built) RC_FAIL(to_string(built.error()));
  return *std::move(built);
}

}  // namespace comitia::io
