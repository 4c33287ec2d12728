// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
#include "comitia/elect/minimax_av.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "comitia/decision/outcome.h"
#include "comitia/decision/seats.h"
#include "comitia/elect/exploration_internal.h"
#include "comitia/elect/farthest_ballot_internal.h"
#include "comitia/elect/steps_internal.h"

namespace comitia::elect {
namespace {

constexpr std::string_view kDistance = "largest distance";

struct Best {
  Committee committee;
  std::int64_t distance = 0;
  std::int64_t bound = 0;  ///< no committee is nearer than this
  bool proven() const { return distance == bound; }
};

/// The least distance that a committee has, tried from below, so that the first one found is best.
Result<Best> best_committee(FarthestBallot& ballots) {
  Best best{ballots.guess(), 0, ballots.least_possible()};
  best.distance = ballots.distance(best.committee);
  while (!best.proven()) {
    std::optional<Committee> found;
    const auto done = ballots.search(best.bound, {}, [&](const Committee& committee) {
      found = committee;
      return false;
    });
    if (found) {
      best.committee = *std::move(found);
      best.distance = best.bound;
    } else if (done) {
      ++best.bound;
    } else if (done.error().code() == ProblemCode::time_limit) {
      break;
    } else {
      return fail(done.error());
    }
  }
  return best;
}

/// All committees at the least distance, or as many as may be returned, and among them the first in the file.
struct Tied {
  std::vector<Committee> committees;  ///< ascending lexicographically
  Standing standing;
  std::vector<std::string> warnings;
};

Result<Tied> tied_with(FarthestBallot& ballots, const Best& best, const ApprovalVoices& voices,
                       const Context& context) {
  Exploration exploration(voices, context);
  exploration.found(best.committee);
  const auto done = ballots.search(best.distance, {}, [&](const Committee& committee) {
    exploration.found(committee);
    return !exploration.ended();
  });
  if (!done && done.error().code() != ProblemCode::time_limit) return fail(done.error());
  Decision listed;
  exploration.found(best.committee);  // looks at the clock once more, so that a search that was stopped is known to be
  COMITIA_CHECK(exploration.conclude(listed));
  COMITIA_TRY(auto committees, committees_of(listed.outcome, voices.options()));
  Tied tied{std::move(committees), std::move(listed.standing), std::move(listed.warnings)};
  if (tied.standing.why != "max-decisions") return tied;
  // The first committee of all: each option in turn is a member if some committee has it and the members before.
  Committee first;
  for (std::uint32_t c = 0; c < static_cast<std::uint32_t>(voices.option_count()); ++c) {
    if (first.size() == best.committee.size()) break;
    first.push_back(OptionId{c});
    bool possible = false;
    const auto asked = ballots.search(best.distance, first, [&](const Committee&) {
      possible = true;
      return false;
    });
    if (!possible && !asked)
      return asked.error().code() == ProblemCode::time_limit ? tied : Result<Tied>(fail(asked.error()));
    if (!possible) first.pop_back();
  }
  if (tied.committees.front() != first) {
    tied.committees.insert(tied.committees.begin(), std::move(first));
    tied.committees.pop_back();
  }
  return tied;
}

/// One of the tied committees: member by member, among those with which tied committees continue.
Result<Committee> choose(const std::vector<Committee>& tied, Chooser& chooser) {
  std::vector<Committee> left = tied;
  for (std::size_t j = 0; j < tied.front().size(); ++j) {
    std::set<OptionId> next;
    for (const auto& committee : left) next.insert(committee[j]);
    const std::vector<OptionId> among(next.begin(), next.end());
    COMITIA_TRY(const auto winner, chooser.winner(static_cast<std::int64_t>(j) + 1, among, kDistance));
    std::erase_if(left, [&](const Committee& committee) { return committee[j] != winner; });
  }
  return left.front();
}

void say(const ApprovalVoices& voices, const Committee& committee, const Best& best, std::size_t equals,
         Tracer& tracer) {
  const auto seats = std::ssize(committee);
  const auto is_farthest = [&](BallotId ballot) {
    const auto approved = voices.approved(ballot);
    const auto common = std::count_if(committee.begin(), committee.end(), [&](OptionId member) {
      return std::binary_search(approved.begin(), approved.end(), member);
    });
    return std::ssize(approved) + seats - 2 * common == best.distance;
  };
  for (std::int64_t j = 0; j < seats; ++j) {
    const auto member = committee[static_cast<std::size_t>(j)];
    std::int64_t farthest = 0;
    for (const auto ballot : voices.supporters(member)) farthest += is_farthest(ballot) ? voices.weight(ballot) : 0;
    tracer.add(j + 1, "member",
               {{"pick", tracer.option(member)},
                {"supporters", tracer.weight(support(voices, member))},
                {"farthest", tracer.weight(farthest)}});
  }
  Json::Object fields{
      {"winners", ids_json(voices.options(), committee)}, {"distance", best.distance}, {"seats", seats}};
  if (!best.proven()) fields.emplace_back("bound", best.bound);
  tracer.add(seats + 1, best.proven() ? "best" : "best-known", std::move(fields));
  if (equals > 1) tracer.add(seats + 1, "equals", {{"committees", static_cast<std::int64_t>(equals)}});
}

}  // namespace

Result<Decision> minimax_av(const ApprovalVoices& voices, const MinimaxAvOptions& options, Context& context) {
  COMITIA_TRY(const auto seats, resolve_seats(options.seats, voices.electorate()));
  if (const auto stop = context.stop()) return fail(Context::stopped(*stop));
  FarthestBallot ballots(voices, seats, context);
  COMITIA_TRY(const auto best, best_committee(ballots));

  // Ties are known only once the best is proven.
  Tied tied{{best.committee}, {}, {}};
  if (best.proven()) {
    COMITIA_TRY(tied, tied_with(ballots, best, voices, context));
  } else {
    tied.standing = {true, "time-limit", std::to_string(best.distance), std::to_string(best.bound)};
    tied.warnings.emplace_back("the time limit ended the search: the committee is the best that was found");
  }
  const bool all = context.run.ties == TiePolicy::all;
  const bool draws = context.run.ties == TiePolicy::random || context.run.ties == TiePolicy::draw;
  if (draws && tied.standing.why == "max-decisions")
    return fail(ProblemCode::tie,
                fmt::format("more than {} committees tie on the {}, too many to draw among all of them",
                            context.run.max_decisions, kDistance),
                "raise --max-decisions, or use --ties order");
  Chooser chooser(context, voices.options());
  COMITIA_TRY(const auto committee, choose(tied.committees, chooser));

  Decision decision;
  decision.outcome = committees_outcome(voices.options(), all ? tied.committees : std::vector<Committee>{committee});
  decision.resolved = resolved_seats(seats);
  // By order the first committee is known however many there are.
  if (all || tied.standing.why != "max-decisions") {
    decision.standing = std::move(tied.standing);
    decision.warnings = std::move(tied.warnings);
  }
  decision.ties = chooser.take();
  if (context.wants_trace()) {
    Tracer tracer(voices, Arithmetic::exact, context);
    say(voices, committee, best, all ? tied.committees.size() : 0, tracer);
    decision.trace = tracer.take();
  }
  return decision;
}

}  // namespace comitia::elect
