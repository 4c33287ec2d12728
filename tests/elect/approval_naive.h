// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// The approval rules by their definitions, with fractions and without any shortcut: every voter by itself, every way of
// breaking ties followed as a tree of orders. They share nothing with the engine but the fractions.
#pragma once

#include <algorithm>
#include <functional>
#include <set>
#include <string>
#include <vector>

#include "comitia/base/rational.h"
#include "generators.h"

namespace comitia::testing::naive {

using Set = std::set<std::uint32_t>;
using Sets = std::set<Set>;
using Voter = Set;  ///< what it approves of

inline std::vector<Voter> voters_of(const ApprovalProfile& profile) {
  std::vector<Voter> voters;
  for (const auto& group : profile.groups)
    voters.insert(voters.end(), static_cast<std::size_t>(group.count), Voter(group.options.begin(), group.options.end()));
  return voters;
}

/// The committees of k options with the largest score, by trying all.
inline Sets best_committees(std::uint32_t options, std::size_t k, const std::function<Rational(const Set&)>& score) {
  Sets best;
  Rational most = -1;
  for (std::uint32_t mask = 0; mask < 1U << options; ++mask) {
    Set committee;
    for (std::uint32_t c = 0; c < options; ++c)
      if (mask >> c & 1U) committee.insert(c);
    if (committee.size() != k) continue;
    const auto value = score(committee);
    if (value > most) best.clear(), most = value;
    if (value == most) best.insert(committee);
  }
  return best;
}

inline std::int64_t common(const Voter& voter, const Set& committee) {
  return std::count_if(committee.begin(), committee.end(), [&](std::uint32_t c) { return voter.contains(c); });
}

inline Sets av(const ApprovalProfile& profile, std::size_t k) {
  return best_committees(profile.options, k, [&](const Set& committee) {
    Rational score;
    for (const auto& voter : voters_of(profile)) score += Rational(common(voter, committee));
    return score;
  });
}

inline Sets sav(const ApprovalProfile& profile, std::size_t k) {
  return best_committees(profile.options, k, [&](const Set& committee) {
    Rational score;
    for (const auto& voter : voters_of(profile))
      if (!voter.empty()) score += Rational(common(voter, committee), static_cast<std::int64_t>(voter.size()));
    return score;
  });
}

/// An election in progress: `numbers` holds a load or what is left of the money for each voter.
struct State {
  std::vector<Voter> voters;
  std::uint32_t options;
  Set committee;
  std::vector<Rational> numbers;
  bool electable(std::uint32_t option) const { return !committee.contains(option); }
};

using Values = std::vector<std::pair<Rational, std::uint32_t>>;  ///< the smallest is elected next
using Evaluate = std::function<Values(const State&)>;
using Elect = std::function<void(State&, std::uint32_t, const Rational&)>;

/// Elects until the committee has k members or nothing can be elected, in every way of breaking ties (or only in the way
/// that takes the first option), and calls end with each final state.
inline void run(const State& state, std::size_t k, bool first_only, const Evaluate& evaluate, const Elect& elect,
                const std::function<void(const State&)>& end) {
  auto values = state.committee.size() == k ? Values() : evaluate(state);
  if (values.empty()) return end(state);
  std::sort(values.begin(), values.end());
  for (const auto& [value, option] : values) {
    if (value != values.front().first) break;
    State next = state;
    elect(next, option, value);
    next.committee.insert(option);
    run(next, k, first_only, evaluate, elect, end);
    if (first_only) break;
  }
}

inline State start(const ApprovalProfile& profile, const Rational& number) {
  auto voters = voters_of(profile);
  const auto n = voters.size();
  return {std::move(voters), profile.options, {}, std::vector<Rational>(n, number)};
}

inline Sets seq_pav(const ApprovalProfile& profile, std::size_t k, bool first_only = false) {
  const auto evaluate = [](const State& state) {
    Values values;
    for (std::uint32_t c = 0; c < state.options; ++c) {
      if (!state.electable(c)) continue;
      Rational gain;
      for (const auto& voter : state.voters)
        if (voter.contains(c)) gain += Rational(1, common(voter, state.committee) + 1);
      values.emplace_back(-gain, c);
    }
    return values;
  };
  Sets found;
  run(start(profile, 0), k, first_only, evaluate, [](State&, std::uint32_t, const Rational&) {},
      [&](const State& state) { found.insert(state.committee); });
  return found;
}

inline void run_loads(const State& state, std::size_t k, bool first_only, const std::function<void(const State&)>& end) {
  const auto evaluate = [](const State& now) {
    Values values;
    Values unsupported;
    for (std::uint32_t c = 0; c < now.options; ++c) {
      if (!now.electable(c)) continue;
      Rational total = 1;
      std::int64_t supporters = 0;
      for (std::size_t i = 0; i < now.voters.size(); ++i)
        if (now.voters[i].contains(c)) total += now.numbers[i], ++supporters;
      if (supporters > 0) values.emplace_back(total / Rational(supporters), c);
      else unsupported.emplace_back(0, c);
    }
    return values.empty() ? unsupported : values;
  };
  const auto elect = [](State& now, std::uint32_t c, const Rational& load) {
    for (std::size_t i = 0; i < now.voters.size(); ++i)
      if (now.voters[i].contains(c)) now.numbers[i] = load;
  };
  run(state, k, first_only, evaluate, elect, end);
}

inline Sets seq_phragmen(const ApprovalProfile& profile, std::size_t k, bool first_only = false) {
  Sets found;
  run_loads(start(profile, 0), k, first_only, [&](const State& state) { found.insert(state.committee); });
  return found;
}

/// Least price such that the supporters, each paying it or all they have, pay 1 together; -1 when they cannot.
inline Rational price(const State& state, std::uint32_t option) {
  std::vector<Rational> purses;
  for (std::size_t i = 0; i < state.voters.size(); ++i)
    if (state.voters[i].contains(option)) purses.push_back(state.numbers[i]);
  std::sort(purses.begin(), purses.end());
  Rational missing = 1;
  for (std::size_t i = 0; i < purses.size(); ++i) {
    const auto equal_share = missing / Rational(static_cast<std::int64_t>(purses.size() - i));
    if (equal_share <= purses[i]) return equal_share;
    missing -= purses[i];
  }
  return -1;
}

inline void run_purchases(const State& state, std::size_t k, bool first_only, const std::function<void(const State&)>& end) {
  const auto evaluate = [](const State& now) {
    Values values;
    for (std::uint32_t c = 0; c < now.options; ++c) {
      if (!now.electable(c)) continue;
      const auto p = price(now, c);
      if (p >= Rational(0)) values.emplace_back(p, c);
    }
    return values;
  };
  const auto elect = [](State& now, std::uint32_t c, const Rational& p) {
    for (std::size_t i = 0; i < now.voters.size(); ++i)
      if (now.voters[i].contains(c)) now.numbers[i] -= std::min(now.numbers[i], p);
  };
  run(state, k, first_only, evaluate, elect, end);
}

/// Fills a committee with the most approved options, in every way of breaking ties.
inline void fill_by_approvals(const State& state, std::size_t k, bool first_only, const std::function<void(const State&)>& end) {
  const auto evaluate = [](const State& now) {
    Values values;
    for (std::uint32_t c = 0; c < now.options; ++c)
      if (now.electable(c))
        values.emplace_back(-std::count_if(now.voters.begin(), now.voters.end(), [&](const Voter& v) { return v.contains(c); }), c);
    return values;
  };
  run(state, k, first_only, evaluate, [](State&, std::uint32_t, const Rational&) {}, end);
}

inline Sets equal_shares(const ApprovalProfile& profile, std::size_t k, const std::string& completion, bool first_only = false) {
  Sets found;
  const auto keep = [&](const State& state) { found.insert(state.committee); };
  const auto n = profile.voters();
  if (completion != "increment") {
    run_purchases(start(profile, Rational(static_cast<std::int64_t>(k), n)), k, first_only, [&](const State& state) {
      if (completion == "none") keep(state);
      if (completion == "av") fill_by_approvals(state, k, first_only, keep);
      if (completion == "seq-phragmen") {
        State loads = state;
        for (auto& number : loads.numbers) number = -number;
        run_loads(loads, k, first_only, keep);
      }
    });
    return found;
  }
  Set supported;
  for (const auto& group : profile.groups) supported.insert(group.options.begin(), group.options.end());
  const auto wanted = std::min(k, supported.size());
  for (auto budget = static_cast<std::int64_t>(k);; ++budget) {
    bool all_full = true;
    run_purchases(start(profile, Rational(budget, n)), wanted, first_only, [&](const State& state) {
      if (state.committee.size() == wanted) fill_by_approvals(state, k, first_only, keep);
      else all_full = false;
    });
    if (all_full) return found;
  }
}

inline std::string text(const Sets& sets) {
  std::string text;
  for (const auto& set : sets) {
    for (const auto option : set) text += option_name(option);
    text += ' ';
  }
  return text;
}

}  // namespace comitia::testing::naive
