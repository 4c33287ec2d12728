// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Counting by definition, slow and plain, to check what was read against published results.
#pragma once

#include <algorithm>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "comitia/voices/voices.h"

namespace comitia::io::tally {

using Votes = std::map<std::string, std::int64_t>;

/// The ballots as words: groups of equals, best first, with the voters behind each.
struct Ballot {
  std::vector<std::vector<std::string>> groups;
  std::int64_t voters;
};

inline std::vector<Ballot> ballots_of(const RankedVoices& voices) {
  std::vector<Ballot> ballots;
  const VoiceTable& table = voices.electorate().voices;
  for (std::int64_t voice = 0; voice < table.size(); ++voice) {
    const BallotId id = table.ballots[static_cast<std::size_t>(voice)];
    Ballot ballot{{}, table.count(voice)};
    const auto ranking = voices.ranking(id);
    for (std::size_t i = 0; i < ranking.size(); ++i) {
      if (i == 0 || voices.groups(id)[i] != voices.groups(id)[i - 1]) ballot.groups.emplace_back();
      ballot.groups.back().emplace_back(voices.options().id(ranking[i]));
    }
    ballots.push_back(std::move(ballot));
  }
  return ballots;
}

/// Voters whose highest remaining option it is; a ballot that ranks it equally with another one counts for neither.
inline Votes first_preferences(const std::vector<Ballot>& ballots, const std::vector<std::string>& remaining) {
  Votes votes;
  for (const std::string& option : remaining) votes[option] = 0;
  for (const Ballot& ballot : ballots) {
    for (const auto& group : ballot.groups) {
      std::vector<std::string> left;
      for (const std::string& option : group)
        if (votes.contains(option)) left.push_back(option);
      if (left.size() == 1) votes[left.front()] += ballot.voters;
      if (!left.empty()) break;
    }
  }
  return votes;
}

inline std::vector<std::string> option_ids(const BallotVoices& voices) {
  std::vector<std::string> ids;
  for (std::uint32_t i = 0; i < voices.option_count(); ++i) ids.emplace_back(voices.options().id({i}));
  return ids;
}

/// The votes of the last two under instant-runoff; of several with fewest votes the alphabetically last one leaves.
inline Votes last_two(const RankedVoices& voices) {
  const auto ballots = ballots_of(voices);
  std::vector<std::string> remaining = option_ids(voices);
  std::sort(remaining.begin(), remaining.end());
  for (;;) {
    const auto votes = first_preferences(ballots, remaining);
    if (remaining.size() <= 2) return votes;
    auto loser = remaining.begin();
    for (auto option = remaining.begin(); option != remaining.end(); ++option)
      if (votes.at(*option) <= votes.at(*loser)) loser = option;
    remaining.erase(loser);
  }
}

/// Voters who rank a above b; what a ballot does not rank is below what it ranks.
inline std::int64_t preferring(const std::vector<Ballot>& ballots, const std::string& a, const std::string& b) {
  std::int64_t voters = 0;
  for (const Ballot& ballot : ballots) {
    const auto place = [&](const std::string& option) {
      std::size_t at = 0;
      while (at < ballot.groups.size() &&
             std::find(ballot.groups[at].begin(), ballot.groups[at].end(), option) == ballot.groups[at].end())
        ++at;
      return at;
    };
    if (place(a) < place(b)) voters += ballot.voters;
  }
  return voters;
}

}  // namespace comitia::io::tally
