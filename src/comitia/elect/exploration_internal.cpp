// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
#include "comitia/elect/exploration_internal.h"

#include <functional>
#include <numeric>
#include <unordered_map>

#include <fmt/format.h>

namespace comitia::elect {
namespace {

// States are cheap, but a walk through millions of them for few committees must end: the limit grows with what was
// asked.
constexpr std::int64_t kStatesPerDecision = 1000;

std::uint32_t root_of(std::vector<std::uint32_t>& parents, std::uint32_t at) {
  while (parents[at] != at) at = parents[at] = parents[parents[at]];
  return at;
}

}  // namespace

std::string state_key(std::vector<Valued> picks, bool with_values) {
  std::sort(picks.begin(), picks.end(), [](const Valued& a, const Valued& b) { return a.option < b.option; });
  std::string key;
  for (const auto& pick : picks) {
    key += fmt::format("{} ", pick.option.value);
    if (with_values) key += pick.value.to_string() + ' ';
  }
  return key;
}

Exploration::Exploration(const ApprovalVoices& voices, const Context& context)
    : voices_(voices), context_(context), class_of_(static_cast<std::size_t>(voices.option_count())) {
  // Options with equal supporters are sorted next to each other; classes are then numbered by their first member.
  std::vector<OptionId> order;
  for (std::uint32_t c = 0; c < class_of_.size(); ++c) order.push_back(OptionId{c});
  const auto before = [&](OptionId a, OptionId b) {
    const auto x = voices_.supporters(a);
    const auto y = voices_.supporters(b);
    if (x.size() != y.size()) return x.size() < y.size();
    const auto [at_x, at_y] = std::mismatch(x.begin(), x.end(), y.begin());
    return at_x != x.end() ? *at_x < *at_y : a < b;
  };
  std::sort(order.begin(), order.end(), before);
  std::vector<std::vector<OptionId>> classes;
  for (std::size_t i = 0; i < order.size(); ++i) {
    const bool clone = i > 0 && std::ranges::equal(voices_.supporters(order[i - 1]), voices_.supporters(order[i]));
    if (!clone) classes.emplace_back();
    classes.back().push_back(order[i]);
  }
  std::sort(classes.begin(), classes.end());
  for (std::uint32_t i = 0; i < classes.size(); ++i)
    for (const auto option : classes[i]) class_of_[option.value] = i;
  classes_ = std::move(classes);
}

void Exploration::look_at_clock() {
  const auto stop = context_.stop();
  if (stop && !ended_) ended_ = *stop == ProblemCode::time_limit ? End::time_limit : End::interrupted;
}

void Exploration::count_state() {
  look_at_clock();
  if (++states_ / kStatesPerDecision >= context_.run.max_decisions && !ended_) ended_ = End::max_decisions;
}

std::vector<Valued> Exploration::branches(std::vector<Valued> ordered, bool commute) const {
  auto tied = tied_with_first(ordered);
  ordered.resize(tied.size());
  if (tied.size() < 2) return ordered;
  if (commute) tied = smallest_group(tied);
  // Of clones only the first is followed. Options that are already elected are never tied, so it is the first of those
  // that are left, too.
  std::set<std::uint32_t> seen;
  std::erase_if(tied, [&](OptionId option) { return !seen.insert(class_of_[option.value]).second; });
  std::erase_if(ordered,
                [&](const Valued& each) { return !std::binary_search(tied.begin(), tied.end(), each.option); });
  return ordered;
}

// The smallest set of tied options that shares no supporter with the other tied options.
std::vector<OptionId> Exploration::smallest_group(const std::vector<OptionId>& tied) const {
  std::vector<std::uint32_t> parents(tied.size());
  std::iota(parents.begin(), parents.end(), 0U);
  std::unordered_map<std::uint32_t, std::uint32_t> first_of_ballot;
  for (std::uint32_t i = 0; i < tied.size(); ++i)
    for (const auto ballot : voices_.supporters(tied[i])) {
      const auto [at, is_new] = first_of_ballot.try_emplace(ballot.value, i);
      if (!is_new) parents[root_of(parents, i)] = root_of(parents, at->second);
    }
  std::vector<std::vector<OptionId>> groups(tied.size());
  for (std::uint32_t i = 0; i < tied.size(); ++i) groups[root_of(parents, i)].push_back(tied[i]);
  std::erase_if(groups, [](const auto& group) { return group.empty(); });
  return *std::min_element(groups.begin(), groups.end(), [](const auto& a, const auto& b) {
    return a.size() != b.size() ? a.size() < b.size() : a.front() < b.front();
  });
}

Committee Exploration::canonical(Committee committee) const {
  std::vector<std::size_t> taken(classes_.size());  // as many of each class, from its beginning
  for (auto& option : committee) {
    const auto number = class_of_[option.value];
    option = classes_[number][taken[number]++];
  }
  std::sort(committee.begin(), committee.end());
  return committee;
}

void Exploration::found(Committee committee) {
  look_at_clock();
  if (ended()) return;
  committee = canonical(std::move(committee));
  if (!canonical_.insert(committee).second) return;
  std::vector<std::pair<std::size_t, std::int64_t>> counts;  // (class, members taken)
  for (const auto option : committee) {
    const auto number = class_of_[option.value];
    const auto at = std::find_if(counts.begin(), counts.end(), [&](const auto& c) { return c.first == number; });
    if (at != counts.end())
      ++at->second;
    else
      counts.emplace_back(number, 1);
  }
  Committee chosen;
  exchange(counts, chosen);
}

// Adds every committee that consists of `chosen` and of so many members of each class.
void Exploration::exchange(std::span<const std::pair<std::size_t, std::int64_t>> counts, Committee& chosen) {
  if (counts.empty()) {
    auto committee = chosen;
    std::sort(committee.begin(), committee.end());
    if (static_cast<std::int64_t>(committees_.size()) < context_.run.max_decisions)
      committees_.insert(std::move(committee));
    else if (!committees_.contains(committee))
      ended_ = End::max_decisions;
    return look_at_clock();
  }
  for_each_subset(classes_[counts.front().first], counts.front().second, [&](const Committee& members) {
    const auto before = chosen.size();
    chosen.insert(chosen.end(), members.begin(), members.end());
    exchange(counts.subspan(1), chosen);
    chosen.resize(before);
    return !ended();
  });
}

Result<void> Exploration::conclude(Decision& decision) const {
  if (ended_ == End::interrupted) return fail(Context::stopped(ProblemCode::interrupted));
  if (committees_.empty()) return fail(Context::stopped(ProblemCode::time_limit));
  decision.outcome = committees_outcome(voices_.options(), {committees_.begin(), committees_.end()});
  if (!ended_) return {};
  decision.standing.best_known = true;
  decision.standing.why = ended_ == End::max_decisions ? "max-decisions" : "time-limit";
  decision.warnings.push_back(
      fmt::format("there may be more winning committees than the {} listed here: the limit {} ended the search",
                  committees_.size(), decision.standing.why));
  return {};
}

}  // namespace comitia::elect
