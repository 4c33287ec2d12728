// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Scores of proportional approval voting, in fractions.
#include "comitia/elect/pav_oracle_internal.h"

namespace comitia::elect {

std::vector<Rational> harmonic_numbers(std::int64_t most) {
  std::vector<Rational> result{Rational(0)};
  for (std::int64_t j = 1; j <= most; ++j) result.push_back(result.back() + Rational(1, j));
  return result;
}

std::vector<std::int64_t> members_on_ballots(const ApprovalVoices& voices, const Committee& committee) {
  std::vector<std::int64_t> result(static_cast<std::size_t>(voices.ballot_count()));
  for (const OptionId option : committee)
    for (const BallotId ballot : voices.supporters(option)) ++result[ballot.value];
  return result;
}

Rational pav_score(const ApprovalVoices& voices, const Committee& committee) {
  std::vector<std::int64_t> weight_with(committee.size() + 1);
  const auto members = members_on_ballots(voices, committee);
  for (std::size_t b = 0; b < members.size(); ++b)
    weight_with[static_cast<std::size_t>(members[b])] += voices.weights()[b];
  Rational score;
  Rational harmonic;
  for (std::size_t j = 1; j < weight_with.size(); ++j) {
    harmonic += Rational(1, static_cast<std::int64_t>(j));
    score += Rational(weight_with[j]) * harmonic;
  }
  return score;
}

}  // namespace comitia::elect
