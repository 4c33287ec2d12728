// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
#include "comitia/elect/runoff_count_internal.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace comitia::elect {
namespace {
constexpr std::size_t kBetweenStops = 1 << 16;  // ballots; some milliseconds
}

RunoffCount::RunoffCount(const RankedVoices& voices, EqualRanks equal_ranks)
    : voices_(&voices),
      equal_ranks_(equal_ranks),
      left_(all_in(voices)),
      counts_(voices.option_count()),
      begins_(static_cast<std::size_t>(voices.ballot_count())),
      piles_(static_cast<std::size_t>(voices.option_count())) {}

GroupRange RunoffCount::place(BallotId ballot, std::size_t begin) {
  const auto ranking = voices_->ranking(ballot);
  const auto best = best_group(*voices_, ballot, left_, begin);
  begins_[ballot.value] = static_cast<std::uint32_t>(best.begin);
  if (best.inside == 0) exhausted_ += voices_->weight(ballot);
  for (auto at = best.begin; best.inside > 0 && at < best.end; ++at)
    if (left_.test(ranking[at].value)) counts_.add(ranking[at], sharers(best), voices_->weight(ballot));
  return best;
}

Result<RunoffCount> RunoffCount::start(const RankedVoices& voices, EqualRanks equal_ranks, const Context& context) {
  RunoffCount count(voices, equal_ranks);
  for (std::size_t i = 0; i < count.begins_.size(); ++i) {
    if (i % kBetweenStops == 0)
      if (const auto why = context.stop()) return fail(Context::stopped(*why));
    const BallotId ballot{static_cast<std::uint32_t>(i)};
    const auto best = count.place(ballot, 0);
    if (best.inside == 0) continue;
    for (auto at = best.begin; at < best.end; ++at) count.piles_[voices.ranking(ballot)[at].value].push_back(ballot);
  }
  return count;
}

FirstChoices RunoffCount::tallies() const {
  FirstChoices tallies{std::vector<Rational>(piles_.size()), Rational(exhausted_, voices_->weight_scale())};
  left_.for_each([&](std::int64_t x) {
    tallies.votes[static_cast<std::size_t>(x)] =
        counts_.votes(OptionId{static_cast<std::uint32_t>(x)}, voices_->weight_scale());
  });
  return tallies;
}

Result<std::vector<Transfer>> RunoffCount::drop(std::span<const OptionId> out, bool list_transfers,
                                                const Context& context) {
  const auto before = left_;
  std::vector<BallotId> moving;
  for (const auto x : out) {
    left_.reset(x.value);
    auto& pile = piles_[x.value];
    moving.insert(moving.end(), pile.begin(), pile.end());
    pile = {};
  }
  if (out.size() > 1) {  // a ballot that several of them share moves once
    std::sort(moving.begin(), moving.end());
    moving.erase(std::unique(moving.begin(), moving.end()), moving.end());
  }

  // Weights by (from, to, denominator of the share); to = m: exhausted.
  const auto nobody = OptionId{static_cast<std::uint32_t>(piles_.size())};
  std::map<std::tuple<OptionId, OptionId, std::int64_t>, std::int64_t> moved;
  for (std::size_t i = 0; i < moving.size(); ++i) {
    if (i % kBetweenStops == 0)
      if (const auto why = context.stop()) return fail(Context::stopped(*why));
    const auto ballot = moving[i];
    const auto ranking = voices_->ranking(ballot);
    const auto weight = voices_->weight(ballot);
    const auto old = best_group(*voices_, ballot, before, begins_[ballot.value]);
    for (auto at = old.begin; at < old.end; ++at)
      if (before.test(ranking[at].value)) counts_.add(ranking[at], sharers(old), -weight);
    const auto best = place(ballot, old.begin);
    if (best.inside > 0 && best.begin != old.begin)
      for (auto at = best.begin; at < best.end; ++at)
        if (left_.test(ranking[at].value)) piles_[ranking[at].value].push_back(ballot);
    const bool whole = equal_ranks_ == EqualRanks::whole;
    if (!list_transfers || (whole && best.inside > 0 && best.begin == old.begin)) continue;
    for (auto from = old.begin; from < old.end; ++from) {
      if (!before.test(ranking[from].value) || left_.test(ranking[from].value)) continue;
      if (best.inside == 0)
        moved[{ranking[from], nobody, sharers(old)}] += weight;
      else
        for (auto to = best.begin; to < best.end; ++to)
          if (left_.test(ranking[to].value))
            moved[{ranking[from], ranking[to], sharers(old) * sharers(best)}] += weight;
      if (whole) break;
    }
  }

  std::vector<Transfer> transfers;
  for (const auto& [key, weight] : moved) {
    const auto& [from, to, denominator] = key;
    const auto votes = Rational(weight, denominator) / Rational(voices_->weight_scale());
    const auto target = to == nobody ? std::nullopt : std::optional(to);
    if (!transfers.empty() && transfers.back().from == from && transfers.back().to == target)
      transfers.back().votes += votes;
    else
      transfers.push_back({from, target, votes});
  }
  return transfers;
}

}  // namespace comitia::elect
