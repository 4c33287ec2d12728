// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Voices for suites that run over every rule: small random ones of each kind, and the transformations under which an
// outcome must not change.
#pragma once

#include <algorithm>
#include <numeric>
#include <string>
#include <vector>

#include "comitia/base/context.h"
#include "comitia/voices/builder.h"

namespace comitia::testing {

/// A ballot as groups of option numbers: one group of approvals, or groups of equals, best first, or single scores.
struct PlainVoice {
  std::vector<std::vector<std::uint32_t>> groups;
  std::int64_t count = 1;
};

struct PlainVoices {
  std::string kind;  ///< "approval", "ranked", "scored"
  std::vector<std::string> ids;
  std::vector<PlainVoice> voices;
};

inline Voices build(const PlainVoices& plain) {
  VoicesBuilder builder(plain.kind == "approval" ? BallotKind::approval
                        : plain.kind == "ranked" ? BallotKind::ranked
                                                 : BallotKind::scored);
  for (const auto& id : plain.ids) builder.add_option(id);
  for (const auto& voice : plain.voices) {
    std::int64_t points = static_cast<std::int64_t>(voice.groups.size());
    for (const auto& group : voice.groups) {
      for (const auto option : group) {
        if (plain.kind == "approval")
          builder.approve(OptionId{option});
        else if (plain.kind == "ranked")
          builder.rank(OptionId{option});
        else
          builder.score(OptionId{option}, Rational(points));
      }
      builder.next_group();
      --points;
    }
    if (builder.end_voice({}, voice.count) != VoicesBuilder::EndVoice::added)
      throw std::logic_error("a generated ballot repeats an option");
  }
  return std::move(builder).finish().value();
}

/// Random small voices: ballots of any size (empty ones too), weak and truncated orders, some voices with a count.
inline PlainVoices random_voices(const std::string& kind, std::uint64_t seed, std::int64_t voices,
                                 std::uint32_t options) {
  Stream stream(seed, Purpose::test, 0);
  PlainVoices plain{kind, {}, {}};
  for (std::uint32_t i = 0; i < options; ++i) plain.ids.push_back("o" + std::to_string(i));
  for (std::int64_t v = 0; v < voices; ++v) {
    PlainVoice voice;
    voice.count = stream.below(4) == 0 ? 1 + stream.below(5) : 1;
    std::vector<std::uint32_t> order(options);
    std::iota(order.begin(), order.end(), 0U);
    stream.shuffle(order);
    order.resize(static_cast<std::size_t>(stream.below(options + 1)));
    if (kind == "approval") {
      voice.groups = {order};
    } else {
      for (const auto option : order) {
        if (voice.groups.empty() || stream.below(4) != 0) voice.groups.emplace_back();
        voice.groups.back().push_back(option);
      }
    }
    plain.voices.push_back(std::move(voice));
  }
  return plain;
}

inline PlainVoices shuffled(PlainVoices plain, std::uint64_t seed) {
  Stream stream(seed, Purpose::test, 1);
  for (auto i = std::ssize(plain.voices) - 1; i > 0; --i)
    std::swap(plain.voices[static_cast<std::size_t>(i)], plain.voices[static_cast<std::size_t>(stream.below(i + 1))]);
  return plain;
}

/// Every voice with a count becomes as many single voices.
inline PlainVoices split(const PlainVoices& plain) {
  PlainVoices result{plain.kind, plain.ids, {}};
  for (const auto& voice : plain.voices)
    for (std::int64_t i = 0; i < voice.count; ++i) result.voices.push_back({voice.groups, 1});
  return result;
}

/// All counts times a factor.
inline PlainVoices scaled(PlainVoices plain, std::int64_t factor) {
  for (auto& voice : plain.voices) voice.count *= factor;
  return plain;
}

/// The same voices with the options listed in another order; the ids go with their options.
inline PlainVoices options_reversed(PlainVoices plain) {
  const auto last = static_cast<std::uint32_t>(plain.ids.size()) - 1;
  std::reverse(plain.ids.begin(), plain.ids.end());
  for (auto& voice : plain.voices)
    for (auto& group : voice.groups)
      for (auto& option : group) option = last - option;
  return plain;
}

}  // namespace comitia::testing
