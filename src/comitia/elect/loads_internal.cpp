// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
#include "comitia/elect/loads_internal.h"

#include <cmath>
#include <limits>

#include "comitia/elect/steps_internal.h"

namespace comitia::elect {

Loads::Loads(const ApprovalVoices& voices, std::int64_t seats)
    : Loads(voices, seats, {{}, std::vector<bool>(static_cast<std::size_t>(voices.option_count())), {}}) {}

Loads::Loads(const ApprovalVoices& voices, std::int64_t seats, StartLoads start)
    : voices_(voices),
      start_(std::move(start)),
      terms_(start_.terms),
      table_(voices, terms_.size() + seats),
      state_(static_cast<std::size_t>(voices.ballot_count()), kAtStart),
      elected_(start_.elected) {
  for (std::int64_t i = 0; i < terms_.size(); ++i) nearest_.push_back(terms_.value(i).to_double());
  for (std::uint32_t c = 0; c < elected_.size(); ++c) support_.push_back(elect::support(voices, OptionId{c}));
  if (start_.terms_of)
    for (std::uint32_t b = 0; b < state_.size(); ++b) count_start(BallotId{b}, 1);
}

void Loads::count_start(BallotId ballot, std::int64_t sign) {
  if (!start_.terms_of) return;
  std::vector<std::uint32_t> terms;
  start_.terms_of(ballot, terms);
  for (const auto term : terms) table_.add(ballot, term, sign);
}

std::int64_t Loads::remaining() const {
  std::int64_t count = 0;
  for (std::size_t c = 0; c < elected_.size(); ++c) count += !elected_[c] && support_[c] > 0 ? 1 : 0;
  return count;
}

// Weights are below 2^53, so each is a double. With t terms, the products and the sum of at most t + 1 summands are off
// by at most (t + 3) half units in the last place of the sum of magnitudes; the bound below is more than twice that.
Bounds<double> Loads::bounds(OptionId option) const {
  constexpr double kEpsilon = std::numeric_limits<double>::epsilon();
  const auto weights = table_.of(option);
  double sum = 1;
  double magnitude = 1;
  for (std::size_t i = 0; i < nearest_.size(); ++i) {
    const double product = nearest_[i] * static_cast<double>(weights[i]);
    sum += product;
    magnitude += std::abs(product);
  }
  const auto supporters = static_cast<double>(support_[option.value]);
  const double error = magnitude / supporters * static_cast<double>(nearest_.size() + 6) * kEpsilon;
  return {option, sum / supporters - error, sum / supporters + error};
}

Rational Loads::exact(OptionId option) const {
  const auto sum = terms_.sum(table_.of(option).first(static_cast<std::size_t>(terms_.size())));
  return (sum + Rational(1)) / Rational(support_[option.value]);
}

std::vector<Valued> Loads::best(std::size_t count) const {
  std::vector<Bounds<double>> loaded;
  std::vector<Valued> unsupported;
  for (std::uint32_t c = 0; c < elected_.size(); ++c) {
    if (elected_[c]) continue;
    if (support_[c] > 0)
      loaded.push_back(bounds(OptionId{c}));
    else
      unsupported.push_back({OptionId{c}, Rational()});
  }
  if (loaded.empty()) return unsupported;
  return smallest_first<double>(loaded, count, [&](std::span<const OptionId> options) {
    std::vector<Rational> values;
    for (const auto option : options) values.push_back(exact(option));
    return values;
  });
}

void Loads::pick(const Valued& choice) {
  Pick pick{choice.option, {}};
  const auto state = static_cast<std::uint32_t>(terms_.size());
  terms_.push_back(choice.value);
  nearest_.push_back(choice.value.to_double());
  for (const auto ballot : voices_.supporters(choice.option)) {
    const auto before = state_[ballot.value];
    pick.states_before.push_back(before);
    if (before != kAtStart) {
      table_.move(ballot, before, state);
    } else {
      count_start(ballot, -1);
      table_.add(ballot, state, 1);
    }
    state_[ballot.value] = state;
  }
  elected_[choice.option.value] = true;
  picks_.push_back(std::move(pick));
}

void Loads::undo() {
  const auto& pick = picks_.back();
  const auto supporters = voices_.supporters(pick.option);
  for (std::size_t i = 0; i < supporters.size(); ++i) {
    const auto before = pick.states_before[i];
    const auto now = state_[supporters[i].value];
    if (before != kAtStart) {
      table_.move(supporters[i], now, before);
    } else {
      table_.add(supporters[i], now, -1);
      count_start(supporters[i], 1);
    }
    state_[supporters[i].value] = before;
  }
  elected_[pick.option.value] = false;
  terms_.pop_back();
  nearest_.pop_back();
  picks_.pop_back();
}

}  // namespace comitia::elect
