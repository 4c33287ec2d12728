// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
#include "comitia/elect/claims_internal.h"

namespace comitia::elect {

Claims::Claims(const ApprovalVoices& voices, std::int64_t seats)
    : voices_(voices),
      seats_(seats),
      total_(voices.total_weight()),
      level_(seats),
      elected_on_(static_cast<std::size_t>(voices.ballot_count())),
      claims_(static_cast<std::size_t>(voices.option_count())),
      elected_(static_cast<std::size_t>(voices.option_count())) {
  set_level(seats);
}

void Claims::set_level(std::int64_t level) {
  level_ = level;
  for (std::uint32_t c = 0; c < claims_.size(); ++c) {
    claims_[c] = 0;
    for (const auto ballot : voices_.supporters(OptionId{c}))
      if (elected_on_[ballot.value] < level) claims_[c] += voices_.weight(ballot);
  }
}

bool Claims::enough(std::int64_t claim) const {
  return static_cast<__int128>(claim) * seats_ >= static_cast<__int128>(level_) * total_;
}

std::vector<Valued> Claims::best(std::size_t count) {
  std::vector<Bounds<std::int64_t>> all;
  while (true) {
    for (std::uint32_t c = 0; c < claims_.size(); ++c)
      if (!elected_[c] && claims_[c] > 0 && enough(claims_[c])) all.push_back({OptionId{c}, -claims_[c], -claims_[c]});
    if (!all.empty() || level_ == 1) break;
    set_level(level_ - 1);
  }
  claimed_ = std::ssize(all);
  return smallest_first<std::int64_t>(all, count, [&](std::span<const OptionId> options) {
    std::vector<Rational> values;
    for (const auto option : options) values.emplace_back(-claims_[option.value]);
    return values;
  });
}

void Claims::move(OptionId option, std::int64_t by) {
  for (const auto ballot : voices_.supporters(option)) {
    auto& number = elected_on_[ballot.value];
    const bool claimed = number < level_;
    number += by;
    if (claimed == (number < level_)) continue;
    const auto weight = claimed ? -voices_.weight(ballot) : voices_.weight(ballot);
    for (const auto other : voices_.approved(ballot)) claims_[other.value] += weight;
  }
  elected_[option.value] = by > 0;
}

void Claims::pick(const Valued& choice) {
  picks_.push_back({choice.option, level_});
  move(choice.option, 1);
}

void Claims::undo() {
  const auto [option, level] = picks_.back();
  picks_.pop_back();
  move(option, -1);
  if (level != level_) set_level(level);
}

}  // namespace comitia::elect
