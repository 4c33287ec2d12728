// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// The approval rules by their definitions, with fractions and without any shortcut: every group of voters by itself,
// every way of breaking ties followed as a tree of orders. They share nothing with the engine but the fractions.
#pragma once

#include <algorithm>
#include <functional>
#include <set>
#include <stdexcept>
#include <string>
#include <vector>

#include "comitia/base/rational.h"

#include "generators.h"

namespace comitia::testing::naive {

using Set = std::set<std::uint32_t>;
using Sets = std::set<Set>;

/// Voters that approve of the same options.
struct Group {
  Set approves;
  Rational size;
  bool contains(std::uint32_t option) const { return approves.contains(option); }
};

inline std::vector<Group> groups_of(const ApprovalProfile& profile) {
  std::vector<Group> groups;
  for (const auto& group : profile.groups)
    groups.push_back({Set(group.options.begin(), group.options.end()), Rational(group.count)});
  return groups;
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

inline std::int64_t common(const Group& group, const Set& committee) {
  return std::count_if(committee.begin(), committee.end(), [&](std::uint32_t c) { return group.contains(c); });
}

inline Sets av(const ApprovalProfile& profile, std::size_t k) {
  return best_committees(profile.options, k, [&](const Set& committee) {
    Rational score;
    for (const auto& group : groups_of(profile)) score += group.size * Rational(common(group, committee));
    return score;
  });
}

inline Sets sav(const ApprovalProfile& profile, std::size_t k) {
  return best_committees(profile.options, k, [&](const Set& committee) {
    Rational score;
    for (const auto& group : groups_of(profile))
      if (!group.approves.empty()) score += group.size * Rational(common(group, committee), std::ssize(group.approves));
    return score;
  });
}

/// An election in progress: `numbers` holds the load, or what is left of the money, of each voter of a group.
struct State {
  std::vector<Group> groups;
  std::uint32_t options;
  Set committee;
  std::vector<Rational> numbers;
  bool electable(std::uint32_t option) const { return !committee.contains(option); }
};

using Values = std::vector<std::pair<Rational, std::uint32_t>>;  ///< the smallest is elected next
using Evaluate = std::function<Values(const State&)>;
using Elect = std::function<void(State&, std::uint32_t, const Rational&)>;

/// Elects until the committee has k members or nothing can be elected, in every way of breaking ties (or only in the
/// way that takes the first option), and calls end with each final state.
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
  auto groups = groups_of(profile);
  const auto size = groups.size();
  return {std::move(groups), profile.options, {}, std::vector<Rational>(size, number)};
}

/// What the l-th member on a ballot counts; by its definition for the rule with this name.
using Weight = std::function<Rational(std::int64_t l)>;

inline Weight weight(const std::string& rule, const Rational& p = 2) {
  if (rule == "pav") return [](std::int64_t l) { return Rational(1, l); };
  if (rule == "slav") return [](std::int64_t l) { return Rational(1, 2 * l - 1); };
  if (rule == "cc") return [](std::int64_t l) { return Rational(l < 2 ? 1 : 0); };
  if (rule != "geometric") throw std::logic_error(rule + " has no weights");
  return [p](std::int64_t l) {
    Rational power = 1;
    while (l-- > 0) power /= p;
    return power;
  };
}

/// Voter by voter, what her members count.
inline Rational thiele_score(const ApprovalProfile& profile, const Set& committee, const Weight& weight) {
  Rational score;
  for (const auto& group : groups_of(profile))
    for (std::int64_t l = 1; l <= common(group, committee); ++l) score += group.size * weight(l);
  return score;
}

inline Sets seq_thiele(const ApprovalProfile& profile, std::size_t k, const Weight& weight, bool first_only = false) {
  const auto evaluate = [&](const State& state) {
    Values values;
    for (std::uint32_t c = 0; c < state.options; ++c) {
      if (!state.electable(c)) continue;
      auto with = state.committee;
      with.insert(c);
      values.emplace_back(-thiele_score(profile, with, weight), c);
    }
    return values;
  };
  Sets found;
  run(
      start(profile, 0), k, first_only, evaluate, [](State&, std::uint32_t, const Rational&) {},
      [&](const State& state) { found.insert(state.committee); });
  return found;
}

/// From all options, the one leaves without which the score is largest, until k are left.
inline Sets rev_seq_thiele(const ApprovalProfile& profile, std::size_t k, const Weight& weight,
                           bool last_only = false) {
  Set everybody;
  for (std::uint32_t c = 0; c < profile.options; ++c) everybody.insert(c);
  Sets found;
  const std::function<void(const Set&)> drop = [&](const Set& left) {
    if (left.size() == k) return void(found.insert(left));
    Values values;
    for (const auto c : left) {
      auto without = left;
      without.erase(c);
      values.emplace_back(-thiele_score(profile, without, weight), c);
    }
    const auto least = std::min_element(values.begin(), values.end())->first;
    std::erase_if(values, [&](const auto& each) { return each.first != least; });
    if (last_only) values.erase(values.begin(), values.end() - 1);
    for (const auto& each : values) {
      auto without = left;
      without.erase(each.second);
      drop(without);
    }
  };
  drop(everybody);
  return found;
}

/// From the committees of the sequential rule, in every way of breaking ties: the best exchange of a member for another
/// option, while it raises the score by w(1) n / k^2. With first_only the option that enters is the first of those that
/// can, and who leaves for it the last.
inline Sets local_search(const ApprovalProfile& profile, std::size_t k, const Weight& weight, bool first_only = false) {
  const auto seats = static_cast<std::int64_t>(k);
  const auto enough = weight(1) * Rational(profile.voters(), seats * seats);
  Sets found;
  Sets known;
  const std::function<void(const Set&)> search = [&](const Set& committee) {
    if (!known.insert(committee).second) return;
    const auto before = thiele_score(profile, committee, weight);
    std::vector<std::pair<Rational, Set>> exchanged;  // by the option that enters, then by who leaves, the last first
    for (std::uint32_t in = 0; in < profile.options; ++in)
      for (auto out = committee.rbegin(); out != committee.rend() && !committee.contains(in); ++out) {
        auto next = committee;
        next.erase(*out);
        next.insert(in);
        exchanged.emplace_back(thiele_score(profile, next, weight) - before, next);
      }
    Rational most = -1;
    for (const auto& each : exchanged) most = std::max(most, each.first);
    if (most < enough) return void(found.insert(committee));
    for (const auto& each : exchanged) {
      if (each.first != most) continue;
      search(each.second);
      if (first_only) break;
    }
  };
  for (const auto& start : seq_thiele(profile, k, weight, first_only)) search(start);
  return found;
}

inline Sets seq_pav(const ApprovalProfile& profile, std::size_t k, bool first_only = false) {
  return seq_thiele(profile, k, weight("pav"), first_only);
}

inline void run_loads(const State& state, std::size_t k, bool first_only,
                      const std::function<void(const State&)>& end) {
  const auto evaluate = [](const State& now) {
    Values values;
    Values unsupported;
    for (std::uint32_t c = 0; c < now.options; ++c) {
      if (!now.electable(c)) continue;
      Rational total = 1;
      Rational supporters;
      for (std::size_t i = 0; i < now.groups.size(); ++i) {
        if (!now.groups[i].contains(c)) continue;
        total += now.groups[i].size * now.numbers[i];
        supporters += now.groups[i].size;
      }
      if (supporters > Rational(0))
        values.emplace_back(total / supporters, c);
      else
        unsupported.emplace_back(0, c);
    }
    return values.empty() ? unsupported : values;
  };
  const auto elect = [](State& now, std::uint32_t c, const Rational& load) {
    for (std::size_t i = 0; i < now.groups.size(); ++i)
      if (now.groups[i].contains(c)) now.numbers[i] = load;
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
  std::vector<std::pair<Rational, Rational>> purses;  // (money of each voter, voters)
  Rational paying;
  for (std::size_t i = 0; i < state.groups.size(); ++i) {
    if (!state.groups[i].contains(option)) continue;
    purses.emplace_back(state.numbers[i], state.groups[i].size);
    paying += state.groups[i].size;
  }
  std::sort(purses.begin(), purses.end());
  Rational missing = 1;
  for (const auto& [money, size] : purses) {
    if (missing <= money * paying) return missing / paying;
    missing -= money * size;
    paying -= size;
  }
  return -1;
}

inline void pay(State& state, std::uint32_t option, const Rational& price) {
  for (std::size_t i = 0; i < state.groups.size(); ++i)
    if (state.groups[i].contains(option)) state.numbers[i] -= std::min(state.numbers[i], price);
}

inline void run_purchases(const State& state, std::size_t k, bool first_only,
                          const std::function<void(const State&)>& end) {
  const auto evaluate = [](const State& now) {
    Values values;
    for (std::uint32_t c = 0; c < now.options; ++c) {
      if (!now.electable(c)) continue;
      const auto p = price(now, c);
      if (p >= Rational(0)) values.emplace_back(p, c);
    }
    return values;
  };
  run(state, k, first_only, evaluate, pay, end);
}

/// Fills a committee with the most approved options, in every way of breaking ties.
inline void fill_by_approvals(const State& state, std::size_t k, bool first_only,
                              const std::function<void(const State&)>& end) {
  const auto evaluate = [](const State& now) {
    Values values;
    for (std::uint32_t c = 0; c < now.options; ++c) {
      if (!now.electable(c)) continue;
      Rational approvals;
      for (const auto& group : now.groups)
        if (group.contains(c)) approvals += group.size;
      values.emplace_back(-approvals, c);
    }
    return values;
  };
  run(state, k, first_only, evaluate, [](State&, std::uint32_t, const Rational&) {}, end);
}

inline Sets equal_shares(const ApprovalProfile& profile, std::size_t k, const std::string& completion,
                         bool first_only = false) {
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
      if (state.committee.size() == wanted)
        fill_by_approvals(state, k, first_only, keep);
      else
        all_full = false;
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
