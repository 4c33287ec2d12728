// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
#include "comitia/elect/e_pluribus_hugo.h"

#include <algorithm>
#include <limits>

#include "comitia/decision/outcome.h"
#include "comitia/decision/seats.h"
#include "comitia/elect/divisible_votes_internal.h"
#include "comitia/elect/exploration_internal.h"
#include "comitia/elect/steps_internal.h"

namespace comitia::elect {
namespace {

class Elimination {
 public:
  Elimination(const ApprovalVoices& voices, std::int64_t seats, Context& context)
      : voices_(voices),
        seats_(seats),
        context_(context),
        chooser_(context, voices.options()),
        tracer_(voices, Arithmetic::exact, context),
        unit_(1, voices.weight_scale()),
        votes_(voices) {}

  Result<Decision> decide() {
    while (votes_.count() > seats_) {
      if (const auto stop = context_.stop()) return fail(Context::stopped(*stop));
      COMITIA_CHECK(eliminate());
      context_.progress("eliminated", voices_.option_count() - votes_.count(), voices_.option_count() - seats_);
    }
    const auto ordered = votes_.left();
    for (const auto& each : ordered)
      tracer_.add(++step_, "pick",
                  {{"pick", tracer_.option(each.option)},
                   {"points", tracer_.number(-each.value * unit_)},
                   {"supporters", tracer_.weight(support(voices_, each.option))}});

    Decision decision;
    decision.resolved = resolved_seats(seats_);
    if (context_.run.ties == TiePolicy::all && !competing_.empty()) {
      COMITIA_CHECK(list_all(decision));
    } else {
      decision.outcome = committees_outcome(voices_.options(), {options_of(ordered)});
    }
    decision.ties = chooser_.take();
    decision.trace = tracer_.take();
    return decision;
  }

 private:
  Result<void> eliminate() {
    const auto fewest = votes_.fewest();
    auto supporters = std::numeric_limits<std::int64_t>::max();
    for (const auto& each : fewest) supporters = std::min(supporters, support(voices_, each.option));
    std::vector<OptionId> leaving;
    for (const auto& each : fewest)
      if (support(voices_, each.option) == supporters) leaving.push_back(each.option);
    std::sort(leaving.begin(), leaving.end());

    ++step_;
    const auto tied = leaving;
    const auto too_many = seats_ - (votes_.count() - std::ssize(leaving));  // so many of them stay
    if (too_many > 0) {
      competing_ = tied;
      seats_for_competing_ = too_many;
      for (std::int64_t i = 0; i < too_many; ++i) {
        COMITIA_TRY(const auto stays, chooser_.winner(step_, leaving, "number of supporters"));
        std::erase(leaving, stays);
      }
    }
    for (const auto option : leaving) votes_.eliminate(option);
    if (context_.wants_trace()) say(fewest, tied, leaving, supporters);
    return {};
  }

  void say(const std::vector<Valued>& fewest, const std::vector<OptionId>& tied, const std::vector<OptionId>& leaving,
           std::int64_t supporters) {
    const auto& options = voices_.options();
    const bool some = leaving.size() < tied.size();
    const bool several = some || leaving.size() > 1;
    auto among = options_of(fewest);
    std::sort(among.begin(), among.end());
    Json::Object fields{{"out", several ? ids_json(options, leaving) : tracer_.option(leaving.front())},
                        {"among", ids_json(options, among)},
                        {"supporters", tracer_.weight(supporters)}};
    if (some) {
      fields.emplace_back("tied", ids_json(options, tied));
      fields.emplace_back("out_count", std::ssize(leaving));
    }
    // The options with most points of the lowest come first, as everywhere.
    const std::vector<Valued> best_first(fewest.rbegin(), fewest.rend());
    tracer_.add_compared(fields, best_first, unit_, std::ssize(best_first));
    tracer_.add(step_, some ? "out-some" : several ? "out-several" : "out", std::move(fields));
  }

  Result<void> list_all(Decision& decision) {
    // Whoever is left and did not compete is elected for sure.
    auto sure = options_of(votes_.left());
    std::erase_if(sure, [&](OptionId option) {
      return std::find(competing_.begin(), competing_.end(), option) != competing_.end();
    });
    Exploration exploration(voices_, context_);
    for_each_subset(competing_, seats_for_competing_, [&](const Committee& subset) {
      auto committee = sure;
      committee.insert(committee.end(), subset.begin(), subset.end());
      exploration.found(std::move(committee));
      return !exploration.ended();
    });
    COMITIA_CHECK(exploration.conclude(decision));
    tracer_.add(step_, "all", {{"among", ids_json(voices_.options(), competing_)}, {"seats", seats_for_competing_}});
    return {};
  }

  const ApprovalVoices& voices_;
  std::int64_t seats_;
  Context& context_;
  Chooser chooser_;
  Tracer tracer_;
  Rational unit_;
  DivisibleVotes votes_;
  std::int64_t step_ = 0;
  std::vector<OptionId> competing_;  // in the last elimination, when only some of them left
  std::int64_t seats_for_competing_ = 0;
};

}  // namespace

Result<Decision> e_pluribus_hugo(const ApprovalVoices& voices, const EPluribusHugoOptions& options, Context& context) {
  COMITIA_TRY(const auto seats, resolve_seats(options.seats, voices.electorate()));
  COMITIA_CHECK(check_memory(context, DivisibleVotes::bytes(voices)));
  if (const auto stop = context.stop()) return fail(Context::stopped(*stop));
  return Elimination(voices, seats, context).decide();
}

}  // namespace comitia::elect
