// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
#include "comitia/elect/balances_internal.h"

#include <algorithm>
#include <limits>
#include <map>
#include <string_view>

#include "comitia/base/sha256.h"

namespace comitia::elect {

Balances::Balances(const ApprovalVoices& voices)
    : voices_(voices), voters_(voices, 0), elected_(static_cast<std::size_t>(voices.option_count())) {}

bool Balances::pays(VoterClasses::Class number) const {
  const auto nearest = voters_.nearest(number);
  const auto rounds = static_cast<double>(round());
  return nearest != rounds ? nearest < rounds : voters_.value(number) < Rational(round());
}

Rational Balances::sum(OptionId option) {
  auto counts = voters_.counts(option);
  std::erase_if(counts, [&](const auto& count) { return !pays(count.number); });
  std::int64_t weight = 0;
  for (const auto& count : counts) weight += count.weight;
  return Rational(weight) * Rational(round()) - voters_.sum(counts);
}

// Weights are below 2^53, so each is a double. A balance is a difference of two doubles of which the larger is at most
// the round in magnitude, or else it does not count, so a summand is off by at most four half units in the last place
// of weight times round, and a sum of t summands by at most t more; the bound below is more than twice that. Summands
// that rounding moves across zero are within it, too.
std::vector<Valued> Balances::best(std::size_t count) {
  constexpr double kEpsilon = std::numeric_limits<double>::epsilon();
  const auto rounds = static_cast<double>(round());
  std::vector<Bounds<double>> all;
  for (std::uint32_t c = 0; c < elected_.size(); ++c) {
    if (elected_[c]) continue;
    const auto counts = voters_.counts(OptionId{c});
    double sum = 0;
    double magnitude = 0;
    for (const auto& [number, weight] : counts) {
      sum += static_cast<double>(weight) * std::max(0.0, rounds - voters_.nearest(number));
      magnitude += static_cast<double>(weight) * rounds;
    }
    const double error = magnitude * static_cast<double>(counts.size() + 6) * kEpsilon;
    all.push_back({OptionId{c}, -sum - error, -sum + error});
  }
  return smallest_first<double>(all, count, [&](std::span<const OptionId> options) {
    std::vector<Rational> values;
    for (const auto option : options) values.push_back(-sum(option));
    return values;
  });
}

std::int64_t Balances::payers(OptionId option) {
  std::int64_t weight = 0;
  for (const auto& count : voters_.counts(option))
    if (pays(count.number)) weight += count.weight;
  return weight;
}

void Balances::pick(const Valued& choice) {
  const auto paying = payers(choice.option);
  const auto share = paying > 0 ? payment(paying) : Rational();
  voters_.change(
      choice.option, [&](auto number) { return pays(number); },
      [&](auto number) { return voters_.value(number) + share; });
  elected_[choice.option.value] = true;
  picks_.push_back(choice.option);
}

void Balances::undo() {
  voters_.undo();
  elected_[picks_.back().value] = false;
  picks_.pop_back();
}

std::string Balances::state() const {
  // Numbers of classes depend on the way here, what they paid does not.
  std::map<VoterClasses::Class, std::string> paid;
  Sha256 digest;
  for (std::uint32_t c = 0; c < elected_.size(); ++c)
    if (elected_[c]) digest.update(std::to_string(c) + ' ');
  for (std::uint32_t b = 0; b < static_cast<std::uint32_t>(voices_.ballot_count()); ++b) {
    const auto number = voters_.class_of(BallotId{b});
    const auto [at, is_new] = paid.try_emplace(number);
    if (is_new) at->second = voters_.value(number).to_string() + ' ';
    digest.update(at->second);
  }
  const auto bytes = digest.finish();
  return {bytes.begin(), bytes.end()};
}

}  // namespace comitia::elect
