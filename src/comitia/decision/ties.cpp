// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
#include "comitia/decision/ties.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "comitia/base/assert.h"

namespace comitia {

TieBreaker::TieBreaker(const Context& context, const OptionTable& options)
    : context_(context), options_(options), draw_(context.run.draw_seed) {}

Result<OptionId> TieBreaker::winner(std::int64_t step, std::span<const OptionId> among, std::string_view on) {
  return choose(step, among, on, true);
}

Result<OptionId> TieBreaker::loser(std::int64_t step, std::span<const OptionId> among, std::string_view on) {
  return choose(step, among, on, false);
}

Result<OptionId> TieBreaker::choose(std::int64_t step, std::span<const OptionId> among, std::string_view on,
                                    bool wins) {
  COMITIA_ASSERT(!among.empty(), "a tie is among at least one option");
  if (among.size() == 1) return among.front();
  const auto size = static_cast<std::int64_t>(among.size());
  std::vector<std::string> ids;
  for (const auto id : among) ids.emplace_back(options_.id(id));
  std::int64_t at = wins ? 0 : size - 1;
  switch (context_.run.ties) {
    case TiePolicy::order:
      break;
    case TiePolicy::refuse:
      return fail(ProblemCode::tie, fmt::format("step {}: {} tie on {}", step, fmt::join(ids, ", "), on),
                  "choose how ties are broken, such as --ties order or --ties all");
    // Several ties of one step must not draw the same number, so each tie of the run is a work item of its own.
    case TiePolicy::random:
      at = context_.stream(Purpose::tie, static_cast<std::uint64_t>(used_)).below(size);
      break;
    case TiePolicy::draw:
      at = draw_.below(size);
      break;
    case TiePolicy::all:
      COMITIA_ASSERT(false, "a rule explores all alternatives itself when ties = all");
  }
  ++used_;
  const auto chosen = among[static_cast<std::size_t>(at)];
  auto id = std::string(options_.id(chosen));
  records_.push_back({step, std::move(ids), std::string(on), context_.run.ties, std::move(id)});
  return chosen;
}

}  // namespace comitia
