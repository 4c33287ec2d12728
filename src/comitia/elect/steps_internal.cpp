// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
#include "comitia/elect/steps_internal.h"

#include <fmt/format.h>

namespace comitia::elect {

Result<OptionId> Chooser::winner(std::int64_t step, std::span<const OptionId> tied, std::string_view on) {
  met_tie_ |= tied.size() > 1;
  if (context_.run.ties != TiePolicy::all) return ties_.winner(step, tied, on);
  follow_all(step, tied, on);
  return tied.front();
}

Result<OptionId> Chooser::loser(std::int64_t step, std::span<const OptionId> tied, std::string_view on) {
  met_tie_ |= tied.size() > 1;
  if (context_.run.ties != TiePolicy::all) return ties_.loser(step, tied, on);
  follow_all(step, tied, on);
  return tied.back();
}

void Chooser::follow_all(std::int64_t step, std::span<const OptionId> tied, std::string_view on) {
  if (tied.size() < 2) return;
  std::vector<std::string> among;
  for (const auto option : tied) among.emplace_back(options_.id(option));
  followed_all_.push_back({step, std::move(among), std::string(on), TiePolicy::all, {}});
}

std::vector<TieRecord> Chooser::take() {
  return context_.run.ties == TiePolicy::all ? std::move(followed_all_) : ties_.take();
}

void Tracer::add(std::int64_t step, std::string_view say, Json::Object fields) {
  if (context_.wants_trace()) steps_.push_back({step, std::string(say), std::move(fields)});
}

void Tracer::add_compared(Json::Object& fields, std::span<const Valued> ordered, const Rational& unit,
                          std::int64_t remaining) const {
  if (!context_.wants_full_trace()) return;
  Json::Array list;
  for (const auto& each : ordered.first(std::min(ordered.size(), kCompared)))
    list.push_back(Json::array({option(each.option), number(each.value * unit)}));
  const bool cut = ordered.size() >= kCompared && remaining > static_cast<std::int64_t>(kCompared);
  fields.emplace_back("compared", Json(std::move(list)));
  if (cut) fields.emplace_back("compared_of", remaining);
}

Json Tracer::number(const Rational& value) const {
  return arithmetic_ == Arithmetic::exact ? Json(value.to_string()) : Json(fmt::format("{}", value.to_double()));
}

Json Tracer::weight(std::int64_t weight) const {
  const Rational value(weight, voices_.weight_scale());
  const auto integer = value.to_int64();
  return integer ? Json(*integer) : Json(value.to_string());
}

Result<void> check_memory(const Context& context, std::int64_t bytes) {
  if (context.memory_limit_bytes == 0 || bytes <= context.memory_limit_bytes) return {};
  return fail(ProblemCode::memory_limit,
              fmt::format("the rule needs {} MiB for its tables, the limit is {} MiB", bytes >> 20,
                          context.memory_limit_bytes >> 20),
              "raise the memory limit");
}

std::int64_t support(const ApprovalVoices& voices, OptionId option) {
  std::int64_t weight = 0;
  for (const auto ballot : voices.supporters(option)) weight += voices.weight(ballot);
  return weight;
}

Json resolved_seats(std::int64_t seats) { return Json::object({{"seats", seats}}); }

}  // namespace comitia::elect
