// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Wins of equal strength form a tier. Those that lie on no circle of what is locked in and what is pending are locked
// in by every order of the tier, so only the others need a tie break, or a search when all outcomes are wanted.
#include "comitia/elect/ranked_pairs.h"

#include <unordered_set>

#include "comitia/decision/outcome.h"
#include "comitia/elect/locked_order_internal.h"
#include "comitia/elect/ranked_internal.h"

namespace comitia::elect {
namespace {

struct Win {
  std::uint32_t above = 0;
  std::uint32_t below = 0;
};
using Wins = std::vector<Win>;

/// All wins, the strongest tier first; by the order of the file within a tier.
std::vector<Wins> tiers_of(const PairwiseMatrix& matrix, PairwiseStrength strength) {
  const auto ranks = win_ranks(matrix, strength);
  const auto m = matrix.options();
  std::int32_t highest = 0;
  for (const auto rank : ranks) highest = std::max(highest, rank);
  std::vector<Wins> tiers(static_cast<std::size_t>(highest));
  for (std::int64_t x = 0; x < m; ++x)
    for (std::int64_t y = 0; y < m; ++y)
      if (const auto rank = ranks[static_cast<std::size_t>(x * m + y)]; rank > 0)
        tiers[static_cast<std::size_t>(highest - rank)].push_back({option_at(x).value, option_at(y).value});
  return tiers;
}

/// What happens to each win of a tier; the search has nobody to tell.
struct Listener {
  virtual ~Listener() = default;
  virtual void locked(const Win&) {}
  virtual void skipped(const Win&) {}
};

/// Locks in what every order of the tier locks in, drops what every order drops, and leaves the contradicting rest.
void lock_undisputed(LockedOrder& order, Wins& pending, Listener& listener) {
  Wins open;
  for (const auto& win : pending) {
    if (order.test(win.below, win.above))
      listener.skipped(win);
    else if (order.test(win.above, win.below))
      listener.locked(win);
    else
      open.push_back(win);
  }
  pending.clear();
  if (open.size() == 1) {
    order.lock(open.front().above, open.front().below);
    listener.locked(open.front());
    return;
  }
  if (open.empty()) return;
  auto reach = order;
  for (const auto& win : open) reach.set(win.above, win.below);
  reach.close();
  for (const auto& win : open) {
    if (reach.test(win.below, win.above)) {
      pending.push_back(win);
    } else {
      order.lock(win.above, win.below);
      listener.locked(win);
    }
  }
}

/// One order of the ties, or the point at which the first one would matter.
struct Locked {
  LockedOrder order;
  std::size_t tier = 0;  ///< tier whose wins contradict each other; the number of tiers when all is locked in
  Wins disputed;
};

/// Locks in tier by tier. Without a tie breaker it stops at the first wins that contradict each other.
Result<Locked> lock_all(const std::vector<Wins>& tiers, std::int64_t options, TieBreaker* ties, const StepLog& log,
                        Listener& listener, const Context& context) {
  LockedOrder order(options);
  for (std::size_t tier = 0; tier < tiers.size(); ++tier) {
    auto pending = tiers[tier];
    for (lock_undisputed(order, pending, listener); !pending.empty(); lock_undisputed(order, pending, listener)) {
      if (const auto why = context.stop()) return fail(Context::stopped(*why));
      if (ties == nullptr) return Locked{std::move(order), tier, std::move(pending)};
      // Wins of one option never contradict each other, so choosing an option settles all of its wins of this tier.
      std::vector<OptionId> sources;
      for (const auto& win : pending)
        if (sources.empty() || sources.back().value != win.above) sources.push_back(option_at(win.above));
      COMITIA_TRY(const auto first, ties->winner(log.next(), sources, "strength of wins that contradict each other"));
      Wins rest;
      for (const auto& win : pending) {
        if (win.above != first.value) {
          rest.push_back(win);
          continue;
        }
        order.lock(win.above, win.below);
        listener.locked(win);
      }
      pending = std::move(rest);
    }
    if (tier % 64 == 0)
      if (const auto why = context.stop()) return fail(Context::stopped(*why));
  }
  return Locked{std::move(order), tiers.size(), {}};
}

struct HashWords {
  std::size_t operator()(const std::vector<std::uint64_t>& words) const noexcept {
    std::uint64_t hash = 0;
    for (const auto word : words) hash = (hash ^ word) * 0x9E3779B97F4A7C15U, hash ^= hash >> 29;
    return static_cast<std::size_t>(hash);
  }
};

struct Search {
  std::vector<bool> wins;   ///< (m) options that win under some order of the ties
  std::int64_t states = 0;  ///< distinct partial orders that were followed
  std::string stopped;      ///< why it is incomplete; empty when it is complete
};

/// A relation on the way of the search, with the wins that may come next.
struct Branch {
  LockedOrder order;
  std::size_t tier = 0;
  Wins pending;
  std::size_t next = 0;
  std::int64_t bytes() const {
    return static_cast<std::int64_t>(order.bits().size() * sizeof(std::uint64_t) + pending.size() * sizeof(Win)) + 128;
  }
};

/// Follows every order of equally strong wins, depth first. Two orders that have locked in the same relation have the
/// same future, so each relation is followed once; one whose possible winners are all known already is not followed.
Result<Search> search_all(const std::vector<Wins>& tiers, const Locked& start, const Context& context) {
  constexpr std::int64_t kMostBytes = std::int64_t{1} << 28;
  Search search{std::vector<bool>(static_cast<std::size_t>(start.order.options())), 0, {}};
  std::unordered_set<std::vector<std::uint64_t>, HashWords> followed;
  std::vector<Branch> path;
  std::int64_t bytes = 0;
  bool found = false;
  Listener silent;
  // Locks in what follows from a new relation; remembers a branch if more than one thing may come next.
  const auto follow = [&](LockedOrder order, std::size_t tier) {
    Wins pending;
    for (; tier < tiers.size() && pending.empty(); ++tier) {
      pending = tiers[tier];
      lock_undisputed(order, pending, silent);
    }
    const auto tops = order.tops();
    if (std::all_of(tops.begin(), tops.end(), [&](OptionId x) { return search.wins[x.value]; })) return;
    // The relation alone is the key: which wins are still pending follows from it.
    if (!followed.insert(order.bits()).second) return;
    ++search.states;
    bytes += static_cast<std::int64_t>(order.bits().size() * sizeof(std::uint64_t)) + 64;
    if (pending.empty() || tops.size() == 1) {
      for (const auto x : tops) search.wins[x.value] = true;
      found = true;
      return;
    }
    path.push_back({std::move(order), tier - 1, std::move(pending), 0});
    bytes += path.back().bytes();
  };
  follow(start.order, start.tier);
  while (!path.empty()) {
    auto why = context.stop();
    if (!why && bytes > kMostBytes) why = ProblemCode::memory_limit;
    if (why && found && *why != ProblemCode::interrupted) {
      search.stopped = word_of(*why);
      return search;
    }
    if (why == ProblemCode::memory_limit)
      return fail(*why, "too many wins of equal strength contradict each other to follow every order of them",
                  "choose another way of breaking ties, such as --ties order");
    if (why) return fail(Context::stopped(*why));
    if (path.back().next == path.back().pending.size()) {
      bytes -= path.back().bytes();
      path.pop_back();
      continue;
    }
    const auto win = path.back().pending[path.back().next++];
    auto order = path.back().order;
    order.lock(win.above, win.below);
    follow(std::move(order), path.back().tier);
  }
  return search;
}

/// Writes a step for each win, with the locked wins that contradict a skipped one.
class Reporter : public Listener {
 public:
  Reporter(const RankedVoices& voices, const PairwiseMatrix& matrix, PairwiseStrength strength, StepLog& log)
      : voices_(voices),
        matrix_(matrix),
        strength_(strength),
        log_(log),
        direct_(static_cast<std::size_t>(matrix.options())) {}

  void locked(const Win& win) override {
    ++locked_;
    direct_[static_cast<std::size_t>(win.above)].push_back(win.below);
    if (each()) log_.add("lock", fields(win));
  }
  void skipped(const Win& win) override {
    ++skipped_;
    if (!each()) return;
    auto members = fields(win);
    members.emplace_back("because", ids_json(voices_.options(), chain(win.below, win.above)));
    log_.add("skip", std::move(members));
  }
  void summarise() { log_.add("pairs", {{"locked", locked_}, {"skipped", skipped_}}); }

 private:
  bool each() const { return log_.full() && matrix_.options() <= kMostShown; }

  Json::Object fields(const Win& win) const {
    return {{"above", voices_.options().id(option_at(win.above))},
            {"below", voices_.options().id(option_at(win.below))},
            {"votes", people(voices_, matrix_.above(win.above, win.below)).to_string()},
            {"against", people(voices_, matrix_.above(win.below, win.above)).to_string()},
            {"strength", shown_strength(voices_, matrix_, strength_, win.above, win.below).to_string()}};
  }

  /// A shortest chain of locked wins. @pre there is one
  std::vector<OptionId> chain(std::int64_t from, std::int64_t to) const {
    std::vector<std::int64_t> before(direct_.size(), -1);
    std::vector<std::int64_t> queue{from};
    before[static_cast<std::size_t>(from)] = from;
    for (std::size_t i = 0; i < queue.size() && before[static_cast<std::size_t>(to)] < 0; ++i)
      for (const auto y : direct_[static_cast<std::size_t>(queue[i])]) {
        if (before[static_cast<std::size_t>(y)] >= 0) continue;
        before[static_cast<std::size_t>(y)] = queue[i];
        queue.push_back(y);
      }
    std::vector<OptionId> links{option_at(to)};
    while (links.back().value != from) links.push_back(option_at(before[links.back().value]));
    std::reverse(links.begin(), links.end());
    return links;
  }

  const RankedVoices& voices_;
  const PairwiseMatrix& matrix_;
  PairwiseStrength strength_;
  StepLog& log_;
  std::vector<std::vector<std::int64_t>> direct_;  ///< locked wins by option
  std::int64_t locked_ = 0;
  std::int64_t skipped_ = 0;
};

/// Winners first, then the order that all outcomes share: layers of what was locked in before the first tie that
/// matters.
Groups winners_first(Groups shared, const std::vector<OptionId>& winners) {
  Groups ranking{winners};
  for (auto& group : shared) {
    std::erase_if(group, [&](OptionId x) { return std::find(winners.begin(), winners.end(), x) != winners.end(); });
    if (!group.empty()) ranking.push_back(std::move(group));
  }
  return ranking;
}

}  // namespace

Result<Decision> ranked_pairs(const RankedVoices& voices, const RankedPairsOptions& options, Context& context) {
  COMITIA_TRY(const auto matrix, count_pairwise(voices, options.unranked, context));
  const auto& table = voices.options();
  Decision decision;
  StepLog log(context, decision);
  log_pairwise(voices, matrix, log);

  const auto tiers = tiers_of(matrix, options.strength);
  const bool all = context.run.ties == TiePolicy::all;
  TieBreaker ties(context, table);
  Reporter reporter(voices, matrix, options.strength, log);
  COMITIA_TRY(const auto locked, lock_all(tiers, matrix.options(), all ? nullptr : &ties, log, reporter, context));
  reporter.summarise();
  auto ranking = layers(matrix.options(), [&](std::int64_t x, std::int64_t y) { return locked.order.test(x, y); });

  std::vector<OptionId> winners;
  if (locked.tier < tiers.size()) {
    const auto& disputed = locked.disputed.front();
    Json::Array pairs;
    for (const auto& win : locked.disputed)
      pairs.push_back(Json::array({table.id(option_at(win.above)), table.id(option_at(win.below))}));
    const auto strength = shown_strength(voices, matrix, options.strength, disputed.above, disputed.below);
    log.add("branch", {{"strength", strength.to_string()}, {"pairs", std::move(pairs)}});
    COMITIA_TRY(const auto search, search_all(tiers, locked, context));
    for (const auto x : all_options(voices))
      if (search.wins[x.value]) winners.push_back(x);
    if (!search.stopped.empty()) {
      const auto possible = locked.order.tops().size();
      decision.standing = {true, search.stopped, std::to_string(winners.size()), std::to_string(possible)};
      decision.warnings.push_back("not every order of equally strong wins was followed: there may be further winners");
    }
    ranking = winners_first(std::move(ranking), winners);
  } else {
    COMITIA_TRY(winners, settle(ranking.front(), log.next(), "locked wins", ties, context));
  }
  decision.outcome = ranking_outcome(table, winners, ranking);
  decision.ties = ties.take();

  const auto say = verdict(ranking, winners);
  Json::Object last;
  if (winners.size() > 1)
    last.emplace_back("winners", ids_json(table, winners));
  else
    last.emplace_back("pick", table.id(winners.front()));
  if (say == "picked") last.emplace_back("among", ids_json(table, ranking.front()));
  if (const auto rival = runner_up(ranking, winners.front()); rival && winners.size() == 1) {
    last.emplace_back("runner_up", table.id(*rival));
    last.emplace_back("margin", people(voices, matrix.margin(winners.front().value, rival->value)).to_string());
  }
  log.add(say, std::move(last));
  return decision;
}

}  // namespace comitia::elect
