// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
#include "comitia/elect/districts_internal.h"

#include <algorithm>

#include "comitia/base/sha256.h"
#include "comitia/elect/steps_internal.h"

namespace comitia::elect {

Districts::Districts(const ApprovalVoices& voices, std::int64_t seats)
    : voices_(voices),
      seats_(seats),
      total_(voices.total_weight()),
      unrepresented_(total_),
      elected_(static_cast<std::size_t>(voices.option_count())) {
  const auto& table = voices.electorate().voices;
  left_.reserve(static_cast<std::size_t>(table.size()));
  for (std::int64_t v = 0; v < table.size(); ++v)
    left_.push_back(table.count(v) * (table.weights ? table.weights->numerators[static_cast<std::size_t>(v)] : 1));
  for (std::uint32_t c = 0; c < elected_.size(); ++c) free_.push_back(support(voices, OptionId{c}));
}

std::int64_t Districts::bytes(const ApprovalVoices& voices) {
  // Each voice is counted once; at worst each of them is split among all that represent a part of it.
  return voices.electorate().voices.size() * static_cast<std::int64_t>(3 * sizeof(std::int64_t));
}

std::vector<Valued> Districts::best(std::size_t count) const {
  std::vector<Bounds<std::int64_t>> all;
  for (std::uint32_t c = 0; c < elected_.size(); ++c)
    if (!elected_[c]) all.push_back({OptionId{c}, -free_[c], -free_[c]});
  return smallest_first<std::int64_t>(all, count, [&](std::span<const OptionId> options) {
    std::vector<Rational> values;
    for (const auto option : options) values.emplace_back(-free_[option.value]);
    return values;
  });
}

void Districts::take(std::size_t voice, std::int64_t weight) {
  left_[voice] -= weight;
  unrepresented_ -= weight;
  for (const auto option : voices_.approved(voices_.electorate().voices.ballots[voice])) free_[option.value] -= weight;
}

void Districts::pick(const Valued& choice) {
  Pick pick{choice.option, 0, {}};
  std::vector<bool> supports(static_cast<std::size_t>(voices_.ballot_count()));
  for (const auto ballot : voices_.supporters(choice.option)) supports[ballot.value] = true;
  const auto& ballots = voices_.electorate().voices.ballots;
  for (std::size_t v = 0; v < left_.size() && pick.represented < size(); ++v) {
    if (left_[v] == 0 || !supports[ballots[v].value]) continue;
    const auto weight = std::min(left_[v], size() - pick.represented);
    take(v, weight);
    pick.taken.emplace_back(v, weight);
    pick.represented += weight;
  }
  elected_[choice.option.value] = true;
  picks_.push_back(std::move(pick));
}

void Districts::undo() {
  for (const auto& [voice, weight] : picks_.back().taken) take(voice, -weight);
  elected_[picks_.back().option.value] = false;
  picks_.pop_back();
}

std::string Districts::state() const {
  Sha256 digest;
  for (std::uint32_t c = 0; c < elected_.size(); ++c)
    if (elected_[c]) digest.update(std::to_string(c) + ' ');
  for (const auto weight : left_) digest.update(std::to_string(weight) + ' ');
  const auto bytes = digest.finish();
  return {bytes.begin(), bytes.end()};
}

}  // namespace comitia::elect
