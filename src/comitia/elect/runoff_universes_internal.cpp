// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
#include "comitia/elect/runoff_universes_internal.h"

#include <unordered_set>

#include "comitia/decision/outcome.h"
#include "comitia/elect/first_choices_internal.h"

namespace comitia::elect {
namespace {

std::vector<OptionId> members(const Bitset& set) {
  std::vector<OptionId> options;
  set.for_each([&](std::int64_t x) { options.push_back(option_at(x)); });
  return options;
}

/// Lists the first universes as steps and counts the rest.
class UniverseLog {
 public:
  UniverseLog(const OptionTable& options, StepLog& log) : options_(options), log_(log) {}
  void add(std::string_view say, const std::vector<OptionId>& left, const Groups& groups,
           const std::vector<Rational>& votes, const std::vector<OptionId>& among) {
    if (++universes_ > kMostListed) return;
    Json::Object fields{{"left", ids_json(options_, left)}, {"votes", votes[among.front().value].to_string()}};
    if (log_.full()) fields.emplace_back("compared", compared_json(options_, groups, votes));
    if (say == "end")
      fields.emplace_back("pick", options_.id(among.front()));
    else if (say == "leave")
      fields.emplace_back("out", options_.id(among.front()));
    else
      fields.emplace_back("among", ids_json(options_, among));
    log_.add(say, std::move(fields));
  }
  void finish() {
    if (universes_ > kMostListed) log_.add("more", {{"count", universes_ - kMostListed}});
  }

 private:
  static constexpr std::int64_t kMostListed = 200;
  const OptionTable& options_;
  StepLog& log_;
  std::int64_t universes_ = 0;
};

}  // namespace

Result<Universes> follow_universes(const RankedVoices& voices, const std::vector<OptionId>& left,
                                   const InstantRunoffOptions& options, StepLog& log, const Context& context) {
  constexpr std::int64_t kMostUniverses = std::int64_t{1} << 20;
  const auto outside = static_cast<std::int64_t>(left.size()) + 1;
  std::vector<std::int64_t> places(static_cast<std::size_t>(voices.option_count()), outside);
  const auto reach = [&](const std::vector<OptionId>& group, std::int64_t place) {
    for (const auto x : group) places[x.value] = std::min(places[x.value], place);
  };
  Universes universes;
  UniverseLog steps(voices.options(), log);
  std::unordered_set<Bitset> seen;
  std::vector<Bitset> open;
  bool ended = false;
  const auto visit = [&](Bitset set) {
    if (seen.insert(set).second) open.push_back(std::move(set));
  };
  Bitset start(voices.option_count());
  for (const auto x : left) start.set(x.value);
  visit(std::move(start));
  while (!open.empty()) {
    auto why = context.stop();
    if (!why && universes.count >= kMostUniverses) why = ProblemCode::memory_limit;
    if (why) {
      if (!ended || *why == ProblemCode::interrupted) return fail(Context::stopped(*why));
      universes.stopped = word_of(*why);
      break;
    }
    ++universes.count;
    context.progress("universes", universes.count, 0);
    const auto set = std::move(open.back());
    open.pop_back();
    const auto inside = members(set);
    const auto size = static_cast<std::int64_t>(inside.size());
    const auto votes = first_choices(voices, set, options.equal_ranks).votes;
    const auto groups = group_by_score(inside, votes, Best::highest);
    Rational active;
    for (const auto x : inside) active += votes[x.value];
    const auto& most = votes[groups.front().front().value];
    const auto& lowest = groups.back();

    if (size == 1 || (options.stop == StopCount::majority && most + most > active)) {
      // Below the winner options stand by their votes.
      std::int64_t above = 0;
      for (const auto& group : groups) {
        reach(group, above + 1);
        above += static_cast<std::int64_t>(group.size());
      }
      steps.add("end", inside, groups, votes, groups.front());
      ended = true;
    } else if (most.sign() == 0) {
      // Nobody has votes, so they leave in any order and each can be the last.
      reach(inside, 1);
      steps.add("unranked", inside, groups, votes, inside);
      ended = true;
    } else if (votes[lowest.front().value].sign() == 0) {
      // Their leaving moves no vote, so all of them leave next, in any order: one universe instead of 2^k.
      reach(lowest, size - static_cast<std::int64_t>(lowest.size()) + 1);
      auto next = set;
      for (const auto x : lowest) next.reset(x.value);
      steps.add("empty", inside, groups, votes, lowest);
      visit(std::move(next));
    } else {
      reach(lowest, size);
      steps.add(lowest.size() > 1 ? "split" : "leave", inside, groups, votes, lowest);
      for (auto x = lowest.rbegin(); x != lowest.rend(); ++x) {
        auto next = set;
        next.reset(x->value);
        visit(std::move(next));
      }
    }
  }
  steps.finish();
  for (const auto place : places) universes.best_places.emplace_back(place == outside ? 0 : place);
  // Options whose place no universe has told yet stand last; only possible when the search was ended early.
  for (const auto x : left)
    if (universes.best_places[x.value].sign() == 0) universes.best_places[x.value] = Rational(outside);
  return universes;
}

}  // namespace comitia::elect
