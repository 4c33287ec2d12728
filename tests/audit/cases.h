// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Small elections for the audit's tests, and the axioms by their definitions over all groups of voters.
#pragma once

#include <bit>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "comitia/audit/axiom.h"
#include "comitia/base/random.h"
#include "comitia/voices/builder.h"

namespace comitia::audit {

/// Each voter approves of the options whose bits are set.
using Masks = std::vector<std::uint32_t>;

inline ApprovalVoices approval(const Masks& voters, int options, const std::vector<Rational>& weights = {}) {
  VoicesBuilder builder(BallotKind::approval);
  for (int c = 0; c < options; ++c)
    builder.add_option(c < 26 ? std::string(1, static_cast<char>('a' + c)) : "a" + std::to_string(c));
  for (std::size_t i = 0; i < voters.size(); ++i) {
    for (std::uint32_t c = 0; c < static_cast<std::uint32_t>(options); ++c)
      if ((voters[i] >> c) & 1U) builder.approve(OptionId{c});
    builder.end_voice({}, 1, weights.empty() ? Rational(1) : weights[i]);
  }
  return std::get<ApprovalVoices>(std::move(builder).finish().value());
}

inline Committee committee_of(std::uint32_t mask) {
  Committee result;
  for (std::uint32_t c = 0; c < 32; ++c)
    if ((mask >> c) & 1U) result.push_back(OptionId{c});
  return result;
}

/// Does a group of voters that may demand l members for an l >= 1 find its demand unmet? Looks at every group S with a
/// common option outside the committee, and at every l with |S| >= l n / k.
inline bool some_group_is_wronged(const Masks& voters, std::uint32_t committee, int options, int seats, int highest,
                                  const std::function<bool(const Masks& group, int level)>& wronged) {
  const auto n = static_cast<int>(voters.size());
  for (std::uint32_t set = 1; set < (1U << n); ++set) {
    Masks group;
    std::uint32_t common = (1U << options) - 1;
    for (int i = 0; i < n; ++i) {
      if (((set >> i) & 1U) == 0) continue;
      group.push_back(voters[static_cast<std::size_t>(i)]);
      common &= group.back();
    }
    if ((common & ~committee) == 0) continue;
    for (int level = 1; level <= highest; ++level)
      if (static_cast<int>(group.size()) * seats >= level * n && wronged(group, level)) return true;
  }
  return false;
}

inline bool everybody_below(const Masks& group, std::uint32_t committee, int level) {
  for (const auto ballot : group)
    if (std::popcount(ballot & committee) >= level) return false;
  return true;
}

inline bool brute_jr(const Masks& voters, std::uint32_t committee, int options, int seats) {
  return !some_group_is_wronged(voters, committee, options, seats, 1, [&](const Masks& group, int level) {
    return everybody_below(group, committee, level);
  });
}

inline bool brute_ejr_plus(const Masks& voters, std::uint32_t committee, int options, int seats) {
  return !some_group_is_wronged(voters, committee, options, seats, seats, [&](const Masks& group, int level) {
    return everybody_below(group, committee, level);
  });
}

inline bool brute_pjr_plus(const Masks& voters, std::uint32_t committee, int options, int seats) {
  return !some_group_is_wronged(voters, committee, options, seats, seats, [&](const Masks& group, int level) {
    std::uint32_t together = 0;
    for (const auto ballot : group) together |= ballot & committee;
    return std::popcount(together) < level;
  });
}

/// Largest value of costs x subject to rows x <= limits, x >= 0, by the textbook simplex with Bland's rule in
/// fractions: nothing when infeasible, `unbounded` when there is no largest.
struct Largest {
  bool feasible = false;
  bool unbounded = false;
  Rational value;
};
inline Largest largest(std::vector<std::vector<Rational>> rows, std::vector<Rational> limits,
                       const std::vector<Rational>& costs) {
  const std::size_t m = rows.size();
  const std::size_t n = costs.size();
  // Columns: n variables, m slacks, one artificial; the last is the limit. The artificial enters first, on the worst
  // row.
  const std::size_t width = n + m + 2;
  std::vector<std::vector<Rational>> table(m, std::vector<Rational>(width));
  std::vector<std::size_t> basis(m);
  for (std::size_t i = 0; i < m; ++i) {
    for (std::size_t j = 0; j < n; ++j) table[i][j] = rows[i][j];
    table[i][n + i] = Rational(1);
    table[i][n + m] = Rational(-1);
    table[i][width - 1] = limits[i];
    basis[i] = n + i;
  }
  const auto pivot = [&](std::size_t row, std::size_t column) {
    const Rational by = table[row][column];
    for (auto& entry : table[row])
      if (entry.sign() != 0) entry /= by;
    for (std::size_t i = 0; i < m; ++i) {
      if (i == row || table[i][column].sign() == 0) continue;
      const Rational factor = table[i][column];
      for (std::size_t j = 0; j < width; ++j)
        if (table[row][j].sign() != 0) table[i][j] -= factor * table[row][j];
    }
    basis[row] = column;
  };
  // Maximises the objective over the columns allowed; false when unbounded.
  const auto maximise = [&](const std::vector<Rational>& objective, std::size_t allowed) {
    while (true) {
      std::size_t enter = allowed;
      for (std::size_t j = 0; j < allowed && enter == allowed; ++j) {
        Rational reduced = objective[j];
        for (std::size_t i = 0; i < m; ++i)
          if (objective[basis[i]].sign() != 0) reduced -= objective[basis[i]] * table[i][j];
        if (reduced.sign() > 0) enter = j;
      }
      if (enter == allowed) return true;
      std::size_t leave = m;
      for (std::size_t i = 0; i < m; ++i) {
        if (table[i][enter].sign() <= 0) continue;
        if (leave == m) {
          leave = i;
          continue;
        }
        const Rational ratio = table[i][width - 1] / table[i][enter];
        const Rational best = table[leave][width - 1] / table[leave][enter];
        if (ratio < best || (ratio == best && basis[i] < basis[leave])) leave = i;
      }
      if (leave == m) return false;
      pivot(leave, enter);
    }
  };
  std::size_t worst = 0;
  for (std::size_t i = 1; i < m; ++i)
    if (limits[i] < limits[worst]) worst = i;
  if (m > 0 && limits[worst].sign() < 0) {
    pivot(worst, n + m);
    std::vector<Rational> first(width - 1);
    first[n + m] = Rational(-1);
    maximise(first, n + m + 1);
    for (std::size_t i = 0; i < m; ++i) {
      if (basis[i] != n + m) continue;
      if (table[i][width - 1].sign() != 0) return {};
      for (std::size_t j = 0; j < n + m; ++j)
        if (table[i][j].sign() != 0) {
          pivot(i, j);
          break;
        }
    }
  }
  std::vector<Rational> second(width - 1);
  for (std::size_t j = 0; j < n; ++j) second[j] = costs[j];
  Largest result;
  result.feasible = true;
  result.unbounded = !maximise(second, n + m);
  for (std::size_t i = 0; i < m; ++i) result.value += second[basis[i]] * table[i][width - 1];
  return result;
}

/// Priceability voter by voter, as Peters and Skowron define it: variables p and p_i(c) for approved members c.
inline bool brute_priceable(const Masks& voters, std::uint32_t committee, int options) {
  std::vector<std::pair<std::size_t, int>> payments;
  for (std::size_t i = 0; i < voters.size(); ++i)
    for (int c = 0; c < options; ++c)
      if (((voters[i] & committee) >> c) & 1U) payments.emplace_back(i, c);
  std::vector<std::vector<Rational>> rows;
  std::vector<Rational> limits;
  const auto add = [&](const std::function<Rational(std::size_t, int)>& coefficient, int of_price, int limit) {
    std::vector<Rational> row{Rational(of_price)};
    for (const auto& [voter, option] : payments) row.push_back(coefficient(voter, option));
    rows.push_back(row);
    limits.emplace_back(limit);
  };
  for (std::size_t i = 0; i < voters.size(); ++i)  // nobody spends more than 1
    add([&](std::size_t voter, int) { return Rational(voter == i ? 1 : 0); }, 0, 1);
  for (int c = 0; c < options; ++c) {
    if ((committee >> c) & 1U) {  // members receive exactly p
      add([&](std::size_t, int option) { return Rational(option == c ? 1 : 0); }, -1, 0);
      add([&](std::size_t, int option) { return Rational(option == c ? -1 : 0); }, 1, 0);
    } else {  // supporters of others have at most p left: sum (1 - spent) <= p
      int supporters = 0;
      for (const auto ballot : voters) supporters += (ballot >> c) & 1U;
      add([&](std::size_t voter, int) { return Rational((voters[voter] >> c) & 1U ? -1 : 0); }, -1, -supporters);
    }
  }
  std::vector<Rational> costs(1 + payments.size());
  costs[0] = Rational(1);
  const auto best = largest(rows, limits, costs);
  return best.feasible && (best.unbounded || best.value.sign() > 0);
}

/// All profiles of exactly `count` voters over `options` options, up to the order of voters.
inline void for_all_profiles(int count, int options, const std::function<void(const Masks&)>& visit) {
  Masks voters;
  const std::function<void(std::uint32_t)> extend = [&](std::uint32_t from) {
    if (static_cast<int>(voters.size()) == count) return visit(voters);
    for (std::uint32_t ballot = from; ballot < (1U << options); ++ballot) {
      voters.push_back(ballot);
      extend(ballot);
      voters.pop_back();
    }
  };
  extend(0);
}

inline Masks random_masks(Stream& stream, std::int64_t voters, std::int64_t options) {
  Masks result;
  const auto density = 1 + stream.below(4);
  for (std::int64_t i = 0; i < voters; ++i) {
    std::uint32_t mask = 0;
    for (std::int64_t c = 0; c < options; ++c)
      if (stream.below(5) < density) mask |= 1U << c;
    result.push_back(mask);
  }
  return result;
}

inline std::string shown(const Masks& voters, std::uint32_t committee, int seats) {
  std::string text;
  for (const auto ballot : voters) text += std::to_string(ballot) + " ";
  return text + "W " + std::to_string(committee) + " k " + std::to_string(seats);
}

}  // namespace comitia::audit
