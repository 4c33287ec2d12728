// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Weights of the merged ballots, the index by option, the groups of rankings; see the header.
#include <algorithm>
#include <numeric>
#include <utility>

#include "comitia/voices/assembler_internal.h"
#include "comitia/voices/builder.h"

namespace comitia {
namespace {

/// Sums below this are exact in doubles too, which solvers use.
constexpr std::int64_t kMostWeight = std::int64_t{1} << 53;

constexpr std::size_t kLine = 64 / sizeof(BallotId);  // one cache line ahead

/// Ballots by option, by counting sort: one pass counts, one pass places. Ballots come out ascending.
Ragged<BallotId> by_option(const Ragged<OptionId>& ballots, std::size_t option_count) {
  std::vector<std::size_t> counts(option_count);
  for (const OptionId option : ballots.items()) ++counts[option.value];
  Buffer<std::size_t> offsets;
  Buffer<BallotId> placed;
  std::vector<BallotId*> next;
  BallotId* place = placed.extend(ballots.items().size());
  offsets.push_back(0);
  for (const std::size_t count : counts) {
    offsets.push_back(offsets.back() + count);
    next.push_back(place);
    place += count;
  }
  const OptionId* item = ballots.items().data();
  for (std::uint32_t ballot = 0; ballot < ballots.rows(); ++ballot) {
    const OptionId* const end = ballots.items().data() + ballots.offsets()[ballot + 1];
    for (; item != end; ++item) {
      BallotId* const here = next[item->value]++;
      *here = BallotId{ballot};
      // Each option's list is a stream of its own, too many for the processor to foresee.
      __builtin_prefetch(here + kLine, 1);
    }
  }
  return {std::move(offsets), std::move(placed)};
}

}  // namespace

Result<void> VoicesAssembler::weigh(BallotVoices& voices, std::size_t ballot_count) {
  const VoiceTable& table = voices.electorate_.voices;
  const auto too_heavy = [] {
    return fail(ProblemCode::weight, "the weights of all voices together exceed 2^53 units of their common denominator",
                "use smaller weights or weights with smaller denominators");
  };
  std::fill_n(voices.weights_.extend(ballot_count), ballot_count, 0);
  voices.weight_scale_ = table.weights ? table.weights->scale : 1;
  std::int64_t voters = 0;
  for (std::size_t voice = 0; voice < table.ballots.size(); ++voice) {
    const std::int64_t count = table.counts.empty() ? 1 : table.counts[voice];
    std::int64_t weight = count;
    if (table.weights && __builtin_mul_overflow(count, table.weights->numerators[voice], &weight)) return too_heavy();
    // Each summand is at most 2^63 - 1 and each sum at most 2^53, so neither sum can overflow before it is refused.
    if (weight > kMostWeight || count > kMostWeight) return too_heavy();
    voices.weights_[table.ballots[voice].value] += weight;
    voices.total_weight_ += weight;
    voters += count;
    if (voices.total_weight_ > kMostWeight || voters > kMostWeight) return too_heavy();
  }
  voices.electorate_.voters = voters;
  return {};
}

Result<Voices> VoicesAssembler::approval(Electorate&& electorate, BallotMerger&& merger, Buffer<OptionId>&& items) {
  ApprovalVoices voices;
  voices.electorate_ = std::move(electorate);
  voices.electorate_.voices.ballots = std::move(merger.ballot_of_voice);
  voices.ballots_ = {std::move(merger.offsets), std::move(items)};
  COMITIA_CHECK(weigh(voices, static_cast<std::size_t>(voices.ballots_.rows())));
  voices.supporters_ = by_option(voices.ballots_, static_cast<std::size_t>(voices.option_count()));
  return Voices(std::move(voices));
}

Result<Voices> VoicesAssembler::ranked(Electorate&& electorate, BallotMerger&& merger, Buffer<OptionId>&& items,
                                       bool strict) {
  RankedVoices voices;
  voices.electorate_ = std::move(electorate);
  voices.electorate_.voices.ballots = std::move(merger.ballot_of_voice);
  voices.strict_ = strict;
  if (strict) {
    std::size_t longest = 0;
    for (std::size_t ballot = 0; ballot + 1 < merger.offsets.size(); ++ballot)
      longest = std::max(longest, merger.offsets[ballot + 1] - merger.offsets[ballot]);
    voices.groups_.extend(longest);
    std::iota(voices.groups_.begin(), voices.groups_.end(), 0U);
  } else {
    voices.groups_.extend(items.size());
    for (std::size_t ballot = 0; ballot + 1 < merger.offsets.size(); ++ballot) {
      std::uint32_t below = 0;  // the first option of a ballot is never marked
      for (std::size_t at = merger.offsets[ballot]; at < merger.offsets[ballot + 1]; ++at) {
        below += (items[at].value & kTiedWithPrevious) == 0 ? 1 : 0;
        items[at].value &= ~kTiedWithPrevious;
        voices.groups_[at] = below - 1;
      }
    }
  }
  voices.ballots_ = {std::move(merger.offsets), std::move(items)};
  COMITIA_CHECK(weigh(voices, static_cast<std::size_t>(voices.ballots_.rows())));
  return Voices(std::move(voices));
}

Result<Voices> VoicesAssembler::scored(Electorate&& electorate, BallotMerger&& merger, Buffer<OptionId>&& items,
                                       std::int64_t score_scale) {
  ScoredVoices voices;
  voices.electorate_ = std::move(electorate);
  voices.electorate_.voices.ballots = std::move(merger.ballot_of_voice);
  voices.ballots_ = {std::move(merger.offsets), std::move(items)};
  voices.scores_ = std::move(merger.scores);
  voices.score_scale_ = score_scale;
  COMITIA_CHECK(weigh(voices, static_cast<std::size_t>(voices.ballots_.rows())));
  return Voices(std::move(voices));
}

}  // namespace comitia
