// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// The exact rules of Thiele's family: one way to the best committee and its ties, with the weights of each rule.
#include <algorithm>
#include <limits>
#include <set>

#include <fmt/format.h>

#include "comitia/base/assert.h"
#include "comitia/decision/outcome.h"
#include "comitia/decision/seats.h"
#include "comitia/elect/cc.h"
#include "comitia/elect/exchanges_internal.h"
#include "comitia/elect/fraction_terms_internal.h"
#include "comitia/elect/geometric.h"
#include "comitia/elect/pav.h"
#include "comitia/elect/slav.h"
#include "comitia/elect/steps_internal.h"
#include "comitia/elect/thiele_oracle_internal.h"

namespace comitia::elect {
namespace {

/// Every committee with the highest score, or as many as may be returned; enough to decide by any policy.
struct Tied {
  std::vector<Committee> committees;  ///< ascending lexicographically, the first of all among them
  bool complete = true;
  std::optional<ProblemCode> stopped;
};

Result<std::unique_ptr<ThieleOracle>> oracle_for(const ApprovalVoices& voices, std::int64_t seats,
                                                 const ThieleWeights& weights, ThieleSolver solver, Context& context) {
  if (solver == ThieleSolver::search) return thiele_by_search(voices, seats, weights, context);
  const auto backend = solver == ThieleSolver::highs ? SolverBackend::highs : SolverBackend::cbc;
  const auto present = solver_backends();
  if (std::find(present.begin(), present.end(), backend) == present.end())
    return fail(ProblemCode::option_range,
                fmt::format("solver: this build has no {}", kEnumWords<ThieleSolver>[static_cast<std::size_t>(solver)]),
                "use the solver 'search', or build with that package");
  return thiele_by_program(voices, seats, weights, backend, context);
}

/// The committee with this score that comes first in the order of the file. Each option in turn is elected if some
/// committee with those before it as decided, and with it, has the score.
Committee first_with_score(ThieleOracle& oracle, const Rational& score, Committee known, std::int64_t options) {
  ThieleFixing fixing;
  for (std::uint32_t c = 0; c < static_cast<std::uint32_t>(options); ++c) {
    const OptionId option{c};
    if (fixing.in.size() == known.size()) break;
    fixing.in.push_back(option);
    if (std::binary_search(known.begin(), known.end(), option)) continue;
    auto listing = oracle.with_score(score, 1, fixing);
    if (!listing.committees.empty()) {
      known = std::move(listing.committees.front());
    } else {
      fixing.in.pop_back();
      fixing.out.push_back(option);
    }
  }
  return known;
}

Tied tied_with(ThieleOracle& oracle, const Committee& best, const Rational& score, std::int64_t options,
               const Context& context) {
  const bool refuses = context.run.ties == TiePolicy::refuse;
  const std::int64_t most =
      refuses ? 1 : std::min(context.run.max_decisions, std::numeric_limits<std::int64_t>::max() - 1);
  auto listing = oracle.with_score(score, most + 1, {});
  Tied tied{std::move(listing.committees), listing.complete, listing.stopped};
  const auto place = std::lower_bound(tied.committees.begin(), tied.committees.end(), best);
  if (place == tied.committees.end() || *place != best) tied.committees.insert(place, best);
  if (!tied.complete && !tied.stopped && !refuses) {
    auto first = first_with_score(oracle, score, tied.committees.front(), options);
    if (first != tied.committees.front()) tied.committees.insert(tied.committees.begin(), std::move(first));
  }
  if (!refuses && static_cast<std::int64_t>(tied.committees.size()) > most) {
    tied.committees.resize(static_cast<std::size_t>(most));
    tied.complete = false;
  }
  return tied;
}

/// One of the tied committees: member by member, among those with which tied committees continue.
Result<Committee> choose(const std::vector<Committee>& tied, std::string_view on, Chooser& chooser) {
  std::vector<Committee> left = tied;
  for (std::size_t j = 0; j < tied.front().size(); ++j) {
    std::set<OptionId> next;
    for (const auto& committee : left) next.insert(committee[j]);
    const std::vector<OptionId> among(next.begin(), next.end());
    COMITIA_TRY(const auto winner, chooser.winner(static_cast<std::int64_t>(j) + 1, among, on));
    std::erase_if(left, [&](const Committee& committee) { return committee[j] != winner; });
  }
  return left.front();
}

/// What committees score that have one member exchanged: the best for each option outside.
std::vector<Valued> exchanges(const ApprovalVoices& voices, const Committee& committee, const Rational& score,
                              const ThieleWeights& weights) {
  FractionTerms parts;
  for (const auto& weight : first_weights(weights, std::ssize(committee) + 1)) parts.push_back(weight);
  std::vector<Valued> result;
  for_each_exchange(voices, committee, [&](OptionId in, OptionId, std::span<const std::int64_t> terms) {
    auto value = -(score + parts.sum(terms));
    if (result.empty() || result.back().option != in)
      result.push_back({in, std::move(value)});
    else if (value < result.back().value)
      result.back().value = std::move(value);
  });
  std::stable_sort(result.begin(), result.end(), [](const Valued& a, const Valued& b) { return a.value < b.value; });
  return result;
}

/// @param on  what ties are on, such as "PAV score"
Result<Decision> elect(const ApprovalVoices& voices, const ThieleWeights& weights, std::string_view on,
                       const ThieleOptions& options, Context& context) {
  COMITIA_TRY(const auto seats, resolve_seats(options.seats, voices.electorate()));
  constexpr std::int64_t kBytesPerBallot = 64;  // counts, slopes and their copies
  COMITIA_CHECK(check_memory(context, kBytesPerBallot * voices.ballot_count()));
  COMITIA_TRY(auto oracle, oracle_for(voices, seats, weights, options.solver, context));
  auto best = oracle->best();
  if (!best.committee && !best.stopped) {  // a solver that gave up, over numbers too large for it
    oracle = thiele_by_search(voices, seats, weights, context);
    best = oracle->best();
  }
  if (best.stopped == ProblemCode::interrupted || (best.stopped && !best.committee))
    return fail(Context::stopped(*best.stopped));
  COMITIA_ASSERT(best.committee, "every choice of so many options is a committee: who was not stopped finds one");

  // Ties are known only once the best is proven.
  Tied tied{{*best.committee}, false, best.stopped};
  if (best.proven) tied = tied_with(*oracle, *best.committee, best.score, voices.option_count(), context);
  if (tied.stopped == ProblemCode::interrupted) return fail(Context::stopped(*tied.stopped));
  const bool draws = context.run.ties == TiePolicy::random || context.run.ties == TiePolicy::draw;
  if (draws && best.proven && !tied.complete && !tied.stopped)
    return fail(ProblemCode::tie,
                fmt::format("more than {} committees tie on the {}, too many to draw among all of them",
                            context.run.max_decisions, on),
                "raise --max-decisions, or use --ties order");
  Chooser chooser(context, voices.options());
  COMITIA_TRY(const auto committee, choose(tied.committees, on, chooser));

  Decision decision;
  const bool all = context.run.ties == TiePolicy::all;
  const auto count = static_cast<std::int64_t>(tied.committees.size());
  decision.outcome = committees_outcome(voices.options(), all ? tied.committees : std::vector<Committee>{committee});
  decision.resolved = resolved_seats(seats);
  decision.ties = chooser.take();

  const Rational unit(1, voices.weight_scale());
  const Rational score = thiele_score(voices, committee, weights);
  const Rational bound = best.bound.value_or(score);
  Tracer tracer(voices, Arithmetic::exact, context);
  for (std::size_t j = 0; j < committee.size() && context.wants_trace(); ++j) {
    Committee others = committee;
    others.erase(others.begin() + static_cast<std::ptrdiff_t>(j));
    tracer.add(static_cast<std::int64_t>(j) + 1, "member",
               {{"pick", tracer.option(committee[j])},
                {"adds", tracer.number((score - thiele_score(voices, others, weights)) * unit)},
                {"supporters", tracer.weight(support(voices, committee[j]))}});
  }
  Json::Object fields{
      {"winners", ids_json(voices.options(), committee)}, {"score", tracer.number(score * unit)}, {"seats", seats}};
  if (!best.proven) fields.emplace_back("bound", tracer.number(bound * unit));
  tracer.add(seats + 1, best.proven ? "best" : "best-known", std::move(fields));
  if (all && count > 1) tracer.add(seats + 1, "equals", {{"committees", count}});
  if (context.wants_full_trace() && seats < voices.option_count()) {
    const auto ordered = exchanges(voices, committee, score, weights);
    Json::Object compared{{"option", tracer.option(ordered.front().option)},
                          {"score", tracer.number(-ordered.front().value * unit)}};
    tracer.add_compared(compared, ordered, -unit, static_cast<std::int64_t>(ordered.size()));
    tracer.add(seats + 1, "exchanges", std::move(compared));
  }
  decision.trace = tracer.take();

  if (!best.proven) {
    const std::string why = best.stopped ? std::string(word_of(*best.stopped)) : "solver-bound";
    decision.standing = {true, why, (score * unit).to_string(), (bound * unit).to_string()};
    decision.warnings.push_back(best.stopped
                                    ? "the time limit ended the search: the committee is the best that was found"
                                    : "the committee is the best that was found: " + best.why);
  } else if (tied.stopped) {
    decision.standing = {true, std::string(word_of(*tied.stopped)), (score * unit).to_string(),
                         (score * unit).to_string()};
    decision.warnings.push_back(
        "the committee has the highest score, but the time limit ended the search for others with the same");
  } else if (all && !tied.complete) {
    decision.standing = {true, "max-decisions", std::to_string(count), {}};
    decision.warnings.push_back(
        fmt::format("more than {} committees have the highest score; these are some of them", count));
  }
  return decision;
}

}  // namespace

Result<Decision> pav(const ApprovalVoices& voices, const PavOptions& options, Context& context) {
  return elect(voices, pav_weights(), "PAV score", options, context);
}

Result<Decision> slav(const ApprovalVoices& voices, const SlavOptions& options, Context& context) {
  return elect(voices, slav_weights(), "SLAV score", options, context);
}

Result<Decision> geometric(const ApprovalVoices& voices, const GeometricOptions& options, Context& context) {
  return elect(voices, geometric_weights(options.p), "geometric score", options, context);
}

Result<Decision> cc(const ApprovalVoices& voices, const CcOptions& options, Context& context) {
  return elect(voices, cc_weights(), "CC score", options, context);
}

}  // namespace comitia::elect
