// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// What exchanging a member of a committee for another option changes by the weights of Thiele's family.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "comitia/decision/outcome.h"
#include "comitia/voices/voices.h"

namespace comitia::elect {

/// Calls visit(in, out, terms) for every option `in` outside the committee and every member `out`, in the order of the
/// options and then of the members: the score of the committee changes by the sum over l of terms[l - 1] * w(l).
/// terms has one entry more than the committee has members. O(nnz + m k^2) in all.
template <class Visit>
void for_each_exchange(const ApprovalVoices& voices, const Committee& committee, Visit&& visit) {
  using Weights = std::vector<std::int64_t>;  // of ballots, by number of members
  std::vector<std::int64_t> members(static_cast<std::size_t>(voices.ballot_count()));
  std::vector<std::int64_t> place(static_cast<std::size_t>(voices.option_count()), -1);
  for (std::size_t i = 0; i < committee.size(); ++i) {
    place[committee[i].value] = static_cast<std::int64_t>(i);
    for (const BallotId ballot : voices.supporters(committee[i])) ++members[ballot.value];
  }
  const auto levels = committee.size() + 1;
  std::vector<Weights> leaving;  // by member, weights of its supporters
  for (const OptionId member : committee) {
    leaving.emplace_back(levels);
    for (const BallotId ballot : voices.supporters(member))
      leaving.back()[static_cast<std::size_t>(members[ballot.value])] += voices.weight(ballot);
  }
  Weights terms(levels);
  for (std::uint32_t c = 0; c < static_cast<std::uint32_t>(voices.option_count()); ++c) {
    if (place[c] >= 0) continue;
    Weights entering(levels);
    std::vector<Weights> shared(committee.size(), entering);  // supporters of both, for whom nothing changes
    for (const BallotId ballot : voices.supporters(OptionId{c})) {
      const auto j = static_cast<std::size_t>(members[ballot.value]);
      entering[j] += voices.weight(ballot);
      for (const OptionId other : voices.approved(ballot))
        if (place[other.value] >= 0) shared[static_cast<std::size_t>(place[other.value])][j] += voices.weight(ballot);
    }
    for (std::size_t i = 0; i < committee.size(); ++i) {
      // With j members, who approves only of the newcomer counts w(j + 1) more, who approves only of the leaver w(j)
      // less.
      terms.assign(levels, 0);
      for (std::size_t j = 0; j < levels; ++j) {
        terms[j] += entering[j] - shared[i][j];
        if (j > 0) terms[j - 1] -= leaving[i][j] - shared[i][j];
      }
      visit(OptionId{c}, committee[i], std::span<const std::int64_t>(terms));
    }
  }
}

}  // namespace comitia::elect
