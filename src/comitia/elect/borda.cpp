// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Points are halves at most (the average of consecutive integers), so doubled points are added up as integers.
#include "comitia/elect/borda.h"

#include <vector>

#include "comitia/elect/ranked_internal.h"

namespace comitia::elect {
namespace {

using Wide = Rational::Wide;  // a weight below 2^53 times doubled points, summed over all ballots

/// Twice the points of each option over the voices' weight_scale().
Result<std::vector<Wide>> doubled_points(const RankedVoices& voices, UnrankedPoints unranked, const Context& context) {
  const auto m = voices.option_count();
  std::vector<Wide> points(static_cast<std::size_t>(m));
  // Options that a ballot does not rank all get the same: added to everyone here and taken back from the ranked ones.
  Wide everyone = 0;
  constexpr std::int64_t kBetweenStops = 1 << 16;
  for (std::int64_t i = 0; i < voices.ballot_count(); ++i) {
    if (i % kBetweenStops == 0)
      if (const auto why = context.stop()) return fail(Context::stopped(*why));
    const BallotId ballot{static_cast<std::uint32_t>(i)};
    const auto ranking = voices.ranking(ballot);
    const auto groups = voices.groups(ballot);
    const Wide weight = voices.weight(ballot);
    const auto unranked_count = m - static_cast<std::int64_t>(ranking.size());
    const auto last = unranked == UnrankedPoints::average && unranked_count > 0 ? unranked_count - 1 : 0;
    everyone += weight * last;
    for (std::size_t begin = 0, end = 0; begin < ranking.size(); begin = end) {
      while (end < ranking.size() && groups[end] == groups[begin]) ++end;
      // Positions begin ... end - 1 are worth m - 1 - begin down to m - end: twice the average is their sum.
      const auto doubled = (m - 1 - static_cast<std::int64_t>(begin)) + (m - static_cast<std::int64_t>(end));
      for (auto at = begin; at < end; ++at) points[ranking[at].value] += weight * (doubled - last);
    }
  }
  for (auto& sum : points) sum += everyone;
  return points;
}

}  // namespace

Result<Decision> borda(const RankedVoices& voices, const BordaOptions& options, Context& context) {
  COMITIA_TRY(const auto doubled, doubled_points(voices, options.unranked_points, context));
  std::vector<Rational> points;
  points.reserve(doubled.size());
  for (const auto sum : doubled) points.push_back(Rational::from_wide(sum, Wide{2} * voices.weight_scale()));
  Decision decision;
  StepLog log(context, decision);
  COMITIA_CHECK(finish_by_score(voices, points, Best::highest, "points", log, context, decision));
  return decision;
}

}  // namespace comitia::elect
