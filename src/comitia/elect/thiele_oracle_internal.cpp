// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
#include "comitia/elect/thiele_oracle_internal.h"

namespace comitia::elect {

std::vector<std::int64_t> members_on_ballots(const ApprovalVoices& voices, const Committee& committee) {
  std::vector<std::int64_t> result(static_cast<std::size_t>(voices.ballot_count()));
  for (const OptionId option : committee)
    for (const BallotId ballot : voices.supporters(option)) ++result[ballot.value];
  return result;
}

Rational thiele_score(const ApprovalVoices& voices, const Committee& committee, const ThieleWeights& weights) {
  std::vector<std::int64_t> weight_with(committee.size() + 1);
  const auto members = members_on_ballots(voices, committee);
  for (std::size_t b = 0; b < members.size(); ++b)
    weight_with[static_cast<std::size_t>(members[b])] += voices.weights()[b];
  Rational score;
  Rational sum;  // of the first weights
  for (std::size_t j = 1; j < weight_with.size(); ++j) {
    sum += weights(static_cast<std::int64_t>(j));
    score += Rational(weight_with[j]) * sum;
  }
  return score;
}

std::optional<Rational> step_of_scores(const ThieleWeights& weights, std::int64_t most) {
  std::optional<std::int64_t> common = 1;
  for (std::int64_t l = 1; l <= most && common; ++l) {
    const auto denominator = weights(l).denominator().to_int64();
    common = denominator ? checked_lcm(*common, *denominator) : std::nullopt;
  }
  if (!common) return std::nullopt;
  return Rational(1, *common);
}

}  // namespace comitia::elect
