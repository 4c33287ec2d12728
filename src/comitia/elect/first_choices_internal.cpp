// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
#include "comitia/elect/first_choices_internal.h"

namespace comitia::elect {

Rational ShareCounts::votes(OptionId option, std::int64_t scale) const {
  Rational votes(whole_[option.value], scale);
  for (const auto& [sharers, weight] : shared_[option.value]) votes += Rational(weight, sharers) / Rational(scale);
  return votes;
}

Bitset all_in(const BallotVoices& voices) {
  Bitset inside(voices.option_count());
  for (std::int64_t x = 0; x < voices.option_count(); ++x) inside.set(x);
  return inside;
}

GroupRange best_group(const RankedVoices& voices, BallotId ballot, const Bitset& inside, std::size_t begin) {
  const auto ranking = voices.ranking(ballot);
  GroupRange range{begin, begin, 0};
  if (voices.strict()) {  // every group is one option: reading the groups would only cost memory accesses
    while (range.begin < ranking.size() && !inside.test(ranking[range.begin].value)) ++range.begin;
    range.inside = range.begin < ranking.size() ? 1 : 0;
    range.end = range.begin + static_cast<std::size_t>(range.inside);
    return range;
  }
  const auto groups = voices.groups(ballot);
  while (range.inside == 0 && range.end < ranking.size()) {
    range.begin = range.end;
    for (; range.end < ranking.size() && groups[range.end] == groups[range.begin]; ++range.end)
      range.inside += inside.test(ranking[range.end].value) ? 1 : 0;
  }
  return range;
}

FirstChoices first_choices(const RankedVoices& voices, const Bitset& inside, EqualRanks equal_ranks) {
  ShareCounts counts(voices.option_count());
  std::int64_t exhausted = 0;
  for (std::int64_t i = 0; i < voices.ballot_count(); ++i) {
    const BallotId ballot{static_cast<std::uint32_t>(i)};
    const auto ranking = voices.ranking(ballot);
    const auto best = best_group(voices, ballot, inside);
    if (best.inside == 0) exhausted += voices.weight(ballot);
    const auto sharers = equal_ranks == EqualRanks::split ? best.inside : 1;
    for (auto at = best.begin; best.inside > 0 && at < best.end; ++at)
      if (inside.test(ranking[at].value)) counts.add(ranking[at], sharers, voices.weight(ballot));
  }
  FirstChoices result{{}, Rational(exhausted, voices.weight_scale())};
  for (std::int64_t x = 0; x < voices.option_count(); ++x)
    result.votes.push_back(counts.votes(OptionId{static_cast<std::uint32_t>(x)}, voices.weight_scale()));
  return result;
}

}  // namespace comitia::elect
