// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Counting for the criteria of single winners. A ballot ranks x above all options but those that it ranks at least as
// high, so only pairs of ranked options are counted, and one subtraction per pair of options does the rest.
#include <algorithm>

#include <fmt/format.h>

#include "comitia/audit/criterion.h"

namespace comitia::audit {
namespace {

std::size_t place(std::int64_t index) { return static_cast<std::size_t>(index); }

/// One ballot, group by group: visit(begin, end) of the positions of each.
template <class Visit>
void for_each_group(std::span<const std::uint32_t> groups, Visit&& visit) {
  for (std::size_t begin = 0, end = 0; begin < groups.size(); begin = end) {
    while (end < groups.size() && groups[end] == groups[begin]) ++end;
    visit(begin, end);
  }
}

/// Visits every ballot; between runs of ballots it asks whether to stop.
template <class Visit>
Result<void> for_each_ballot(const RankedVoices& voices, const Context& context, Visit&& visit) {
  constexpr std::int64_t kPairs = 1 << 22;  // about 10 ms
  std::int64_t pairs = kPairs;
  for (std::int64_t b = 0; b < voices.ballot_count(); ++b) {
    const BallotId ballot{static_cast<std::uint32_t>(b)};
    const auto length = std::ssize(voices.ranking(ballot));
    pairs += 1 + length * length;
    if (pairs >= kPairs) {
      if (const auto stop = context.stop()) return fail(Context::stopped(*stop));
      pairs = 0;
    }
    visit(ballot);
  }
  return {};
}

Result<void> count_above(const RankedVoices& voices, const Context& context, Preferences& result) {
  const auto m = result.options;
  result.above.assign(place(m * m), 0);  // first the weight that ranks y at least as high as x, and x
  std::vector<std::int64_t> ranked(place(m));
  COMITIA_CHECK(for_each_ballot(voices, context, [&](BallotId ballot) {
    const auto ranking = voices.ranking(ballot);
    const auto weight = voices.weight(ballot);
    for_each_group(voices.groups(ballot), [&](std::size_t begin, std::size_t end) {
      for (auto i = begin; i < end; ++i) {
        ranked[ranking[i].value] += weight;
        std::int64_t* row = result.above.data() + std::int64_t{ranking[i].value} * m;
        for (std::size_t j = 0; j < end; ++j) row[ranking[j].value] += weight;
      }
    });
  }));
  for (std::int64_t x = 0; x < m; ++x)
    for (std::int64_t y = 0; y < m; ++y) {
      auto& cell = result.above[place(x * m + y)];
      cell = ranked[place(x)] - cell;
    }
  return {};
}

/// Weight of the ballots that rank all of the set above all other options.
Result<std::int64_t> weight_of_coalition(const RankedVoices& voices, const Context& context, const Committee& set) {
  std::vector<bool> inside(place(voices.option_count()));
  for (const OptionId option : set) inside[option.value] = true;
  const auto size = set.size();
  std::int64_t weight = 0;
  COMITIA_CHECK(for_each_ballot(voices, context, [&](BallotId ballot) {
    const auto ranking = voices.ranking(ballot);
    const auto groups = voices.groups(ballot);
    if (ranking.size() < size || (ranking.size() > size && groups[size] == groups[size - 1])) return;
    if (std::all_of(ranking.begin(), ranking.begin() + std::ssize(set), [&](OptionId x) { return inside[x.value]; }))
      weight += voices.weight(ballot);
  }));
  return weight;
}

/// The smallest set of fewer than all options that more than half of the weight ranks above all others. Two such sets
/// are both ranked on top by some ballot, so one contains the other. If a set of s options is one, then its members are
/// exactly the options that more than half ranks among the first s by groups that end there or before: all its ballots
/// do so for each member, and none of them for anybody else. That leaves one candidate for each s.
Result<void> find_coalition(const RankedVoices& voices, const Context& context, Preferences& result) {
  const auto m = result.options;
  std::vector<std::int64_t> ends(place(m * m));  // (position at which the group of x ends, x): weight
  COMITIA_CHECK(for_each_ballot(voices, context, [&](BallotId ballot) {
    const auto ranking = voices.ranking(ballot);
    const auto weight = voices.weight(ballot);
    for_each_group(voices.groups(ballot), [&](std::size_t begin, std::size_t end) {
      std::int64_t* row = ends.data() + (static_cast<std::int64_t>(end) - 1) * m;
      for (auto i = begin; i < end; ++i) row[ranking[i].value] += weight;
    });
  }));
  std::vector<std::int64_t> reached(place(m));
  for (std::int64_t size = 1; size < m; ++size) {
    Committee set;
    for (std::int64_t x = 0; x < m; ++x) {
      reached[place(x)] += ends[place((size - 1) * m + x)];
      if (result.is_majority(reached[place(x)])) set.push_back(OptionId{static_cast<std::uint32_t>(x)});
    }
    if (std::ssize(set) != size) continue;
    COMITIA_TRY(const auto weight, weight_of_coalition(voices, context, set));
    if (!result.is_majority(weight)) continue;
    result.coalition = std::move(set);
    result.coalition_weight = weight;
    break;
  }
  return {};
}

/// Who is ranked above, and who below, all others.
Result<void> count_ends(const RankedVoices& voices, const Context& context, Preferences& result) {
  const auto m = place(result.options);
  result.first_alone.assign(m, 0);
  result.last_alone.assign(m, 0);
  if (m < 2) return {};
  std::vector<bool> is_ranked(m);
  return for_each_ballot(voices, context, [&](BallotId ballot) {
    const auto ranking = voices.ranking(ballot);
    const auto groups = voices.groups(ballot);
    const auto weight = voices.weight(ballot);
    const auto size = ranking.size();
    if (size == 0) return;
    if (size == 1 || groups[1] != groups[0]) result.first_alone[ranking.front().value] += weight;
    if (size == m && groups[size - 1] != groups[size - 2]) result.last_alone[ranking.back().value] += weight;
    if (size + 1 != m) return;
    for (const OptionId x : ranking) is_ranked[x.value] = true;
    const auto missing = std::find(is_ranked.begin(), is_ranked.end(), false) - is_ranked.begin();
    result.last_alone[place(missing)] += weight;
    for (const OptionId x : ranking) is_ranked[x.value] = false;
  });
}

/// A win counts 2 and a head-to-head tie 1. Whoever beats all options outside a set has more than all of them, so the
/// sets whose members beat all others are among the first few by these points: they are the first k with as many points
/// as k options have that beat all others, whatever happens among the k.
Committee smith_set(const Preferences& preferences) {
  const auto m = preferences.options;
  std::vector<std::int64_t> points(place(m));
  Committee order;
  for (std::uint32_t i = 0; i < static_cast<std::uint32_t>(m); ++i) {
    const OptionId x{i};
    order.push_back(x);
    for (std::uint32_t j = 0; j < static_cast<std::uint32_t>(m); ++j)
      if (const OptionId y{j}; x != y) points[i] += preferences.beats(x, y) ? 2 : preferences.beats(y, x) ? 0 : 1;
  }
  std::stable_sort(order.begin(), order.end(),
                   [&](OptionId x, OptionId y) { return points[x.value] > points[y.value]; });
  std::int64_t size = 0;
  std::int64_t sum = 0;
  do {
    sum += points[order[place(size)].value];
    ++size;
  } while (sum != size * (size - 1) + 2 * size * (m - size));
  order.resize(place(size));
  std::sort(order.begin(), order.end());
  return order;
}

}  // namespace

Result<Preferences> count_preferences(const RankedVoices& voices, const Context& context) {
  constexpr std::int64_t kMostBytes = std::int64_t{1} << 32;  // more would be a mistake in the input, not an election
  const auto m = voices.option_count();
  const auto limit = context.memory_limit_bytes > 0 ? std::min(kMostBytes, context.memory_limit_bytes) : kMostBytes;
  if (m > limit / 16 / m)  // two tables of numbers of eight bytes
    return fail(ProblemCode::memory_limit,
                fmt::format("comparing {0} options head to head takes {0} x {0} numbers", m));
  Preferences result;
  result.options = m;
  result.total = voices.total_weight();
  COMITIA_CHECK(count_ends(voices, context, result));
  COMITIA_CHECK(find_coalition(voices, context, result));
  COMITIA_CHECK(count_above(voices, context, result));
  result.smith = smith_set(result);
  return result;
}

}  // namespace comitia::audit
