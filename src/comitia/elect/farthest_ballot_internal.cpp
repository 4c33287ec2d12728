// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
#include "comitia/elect/farthest_ballot_internal.h"

#include <algorithm>
#include <functional>
#include <limits>
#include <map>

namespace comitia::elect {

FarthestBallot::FarthestBallot(const ApprovalVoices& voices, std::int64_t seats, const Context& context)
    : voices_(voices), seats_(seats), context_(context), clones_(static_cast<std::size_t>(voices.option_count())) {
  std::map<std::vector<BallotId>, std::vector<OptionId>> classes;
  for (std::uint32_t c = 0; c < clones_.size(); ++c) {
    const auto supporters = voices.supporters(OptionId{c});
    classes[{supporters.begin(), supporters.end()}].push_back(OptionId{c});
  }
  for (const auto& [supporters, members] : classes)
    for (const auto member : members) clones_[member.value] = members;
}

std::int64_t FarthestBallot::distance(const Committee& committee) const {
  std::vector<std::int64_t> members(static_cast<std::size_t>(voices_.ballot_count()));
  for (const auto member : committee)
    for (const auto ballot : voices_.supporters(member)) ++members[ballot.value];
  std::int64_t farthest = 0;
  for (std::uint32_t b = 0; b < members.size(); ++b)
    farthest = std::max(farthest, std::ssize(voices_.approved(BallotId{b})) + seats_ - 2 * members[b]);
  return farthest;
}

std::int64_t FarthestBallot::least_possible() const {
  std::int64_t least = 0;
  for (std::uint32_t b = 0; b < static_cast<std::uint32_t>(voices_.ballot_count()); ++b) {
    const auto length = std::ssize(voices_.approved(BallotId{b}));
    least = std::max(least, length + seats_ - 2 * std::min(length, seats_));
  }
  return least;
}

Committee FarthestBallot::guess() const {
  // Seat by seat the option that most of the ballots that are farthest then approve of.
  std::vector<std::int64_t> far;
  for (std::uint32_t b = 0; b < static_cast<std::uint32_t>(voices_.ballot_count()); ++b)
    far.push_back(std::ssize(voices_.approved(BallotId{b})));
  Committee committee;
  std::vector<bool> elected(clones_.size());
  while (std::ssize(committee) < seats_) {
    const auto farthest = far.empty() ? 0 : *std::max_element(far.begin(), far.end());
    std::optional<OptionId> best;
    std::int64_t most = -1;
    for (std::uint32_t c = 0; c < clones_.size(); ++c) {
      if (elected[c]) continue;
      const auto supporters = voices_.supporters(OptionId{c});
      const auto count = std::count_if(supporters.begin(), supporters.end(),
                                       [&](BallotId ballot) { return far[ballot.value] >= farthest - 1; });
      if (count > most) best = OptionId{c}, most = count;
    }
    committee.push_back(*best);
    elected[best->value] = true;
    for (const auto ballot : voices_.supporters(*best)) far[ballot.value] -= 2;
  }
  std::sort(committee.begin(), committee.end());
  return committee;
}

Result<void> FarthestBallot::search(std::int64_t distance, const Committee& members,
                                    const std::function<bool(const Committee&)>& visit) {
  states_.assign(clones_.size(), State::free);
  demands_.clear();
  asking_.assign(clones_.size(), {});
  free_seats_ = seats_;
  free_options_ = std::ssize(clones_);
  for (std::uint32_t b = 0; b < static_cast<std::uint32_t>(voices_.ballot_count()); ++b) {
    const auto approved = voices_.approved(BallotId{b});
    const auto excess = std::ssize(approved) + seats_ - distance;
    if (excess <= 0) continue;
    for (const auto option : approved) asking_[option.value].push_back(static_cast<std::uint32_t>(demands_.size()));
    demands_.push_back({BallotId{b}, (excess + 1) / 2, std::ssize(approved)});
  }
  for (const auto member : members) set(member, State::elected);
  const auto all = branch(visit);
  if (!all) return fail(all.error());
  return {};
}

void FarthestBallot::set(OptionId option, State state) {
  states_[option.value] = state;
  --free_options_;
  free_seats_ -= state == State::elected ? 1 : 0;
  for (const auto number : asking_[option.value]) {
    --demands_[number].available;
    demands_[number].missing -= state == State::elected ? 1 : 0;
  }
}

void FarthestBallot::unset(OptionId option) {
  const bool elected = states_[option.value] == State::elected;
  states_[option.value] = State::free;
  ++free_options_;
  free_seats_ += elected ? 1 : 0;
  for (const auto number : asking_[option.value]) {
    ++demands_[number].available;
    demands_[number].missing += elected ? 1 : 0;
  }
}

std::vector<OptionId> FarthestBallot::exclude(OptionId option) {
  std::vector<OptionId> excluded;
  for (const auto clone : clones_[option.value])
    if (states_[clone.value] == State::free) {
      set(clone, State::excluded);
      excluded.push_back(clone);
    }
  return excluded;
}

OptionId FarthestBallot::first_free_clone(OptionId option) const {
  for (const auto clone : clones_[option.value])
    if (states_[clone.value] == State::free) return clone;
  return option;
}

std::optional<OptionId> FarthestBallot::next() const {
  if (free_options_ < free_seats_) return std::nullopt;
  const Demand* tightest = nullptr;
  std::int64_t least_freedom = std::numeric_limits<std::int64_t>::max();
  std::int64_t missing = 0;
  std::vector<std::int64_t> meets(states_.size());  // demands that the option would help to meet
  for (const auto& demand : demands_) {
    if (demand.missing <= 0) continue;
    const auto freedom = std::min(demand.available, free_seats_) - demand.missing;
    if (freedom < 0) return std::nullopt;
    missing += demand.missing;
    for (const auto option : voices_.approved(demand.ballot)) ++meets[option.value];
    const auto choice = 2 * freedom + (demand.available > free_seats_ ? 1 : 0);
    if (choice < least_freedom || (choice == least_freedom && demand.available < tightest->available)) {
      tightest = &demand;
      least_freedom = choice;
    }
  }
  if (tightest == nullptr) {
    for (std::uint32_t c = 0; c < states_.size(); ++c)
      if (states_[c] == State::free) return first_free_clone(OptionId{c});
    return std::nullopt;
  }
  // Each free seat meets one demand of each ballot that approves of its option; the best options are not enough?
  std::vector<std::int64_t> best;
  for (std::uint32_t c = 0; c < states_.size(); ++c)
    if (states_[c] == State::free) best.push_back(meets[c]);
  std::sort(best.begin(), best.end(), std::greater<>());
  for (std::int64_t i = 0; i < free_seats_; ++i) missing -= best[static_cast<std::size_t>(i)];
  if (missing > 0) return std::nullopt;
  std::optional<OptionId> chosen;
  for (const auto option : voices_.approved(tightest->ballot))
    if (states_[option.value] == State::free && (!chosen || meets[option.value] > meets[chosen->value]))
      chosen = option;
  return first_free_clone(*chosen);
}

// Returns false when visit wants no more.
Result<bool> FarthestBallot::branch(const std::function<bool(const Committee&)>& visit) {
  if (++nodes_ % 64 == 1)
    if (const auto stop = context_.stop()) return fail(Context::stopped(*stop));
  if (free_seats_ == 0) {
    for (const auto& demand : demands_)
      if (demand.missing > 0) return true;
    Committee committee;
    for (std::uint32_t c = 0; c < states_.size(); ++c)
      if (states_[c] == State::elected) committee.push_back(OptionId{c});
    return visit(committee);
  }
  const auto option = next();
  if (!option) return true;
  set(*option, State::elected);
  auto more = branch(visit);
  unset(*option);
  if (!more || !*more) return more;
  const auto excluded = exclude(*option);
  more = branch(visit);
  for (const auto clone : excluded) unset(clone);
  return more;
}

}  // namespace comitia::elect
