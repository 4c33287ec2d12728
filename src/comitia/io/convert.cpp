// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Conversions between the kinds of voices; see the header.
#include "comitia/io/convert.h"

#include <algorithm>
#include <numeric>
#include <utility>

#include <fmt/format.h>

#include "comitia/voices/builder.h"

namespace comitia::io {
namespace {

/// A builder with everything but ballots; metadata that name the kind of the ballots are left out.
VoicesBuilder builder_for(BallotKind kind, const Electorate& source) {
  VoicesBuilder builder(kind);
  Electorate& electorate = builder.electorate();
  electorate.options = source.options;
  electorate.budget = source.budget;
  electorate.seats = source.seats;
  electorate.title = source.title;
  electorate.voices.columns = source.voices.columns;
  for (const auto& attribute : source.attributes)
    if (attribute.first != "ballot_type" && attribute.first != "vote_type") electorate.attributes.push_back(attribute);
  return builder;
}

/// Builds all voices; `push` puts the new ballot of an old one into the builder.
template <class Push>
Result<Voices> rebuild(BallotKind kind, const Electorate& source, const Push& push) {
  VoicesBuilder builder = builder_for(kind, source);
  const VoiceTable& table = source.voices;
  for (std::int64_t voice = 0; voice < table.size(); ++voice) {
    push(builder, table.ballots[static_cast<std::size_t>(voice)], table.count(voice));
    const std::string_view id = table.ids.empty() ? std::string_view() : table.ids[voice];
    if (table.weights)
      builder.end_voice(id, table.count(voice), table.weights->value(voice));
    else
      builder.end_voice(id, table.count(voice));
  }
  return std::move(builder).finish();
}

tl::unexpected<Problems> option_range(std::string text, std::string hint) {
  return fail(ProblemCode::option_range, std::move(text), std::move(hint));
}

Result<Converted> first_ranks(const RankedVoices& voices, std::int64_t first) {
  std::int64_t more = 0;
  std::int64_t shortened = 0;
  COMITIA_TRY(auto result, rebuild(BallotKind::approval, voices.electorate(),
                                   [&](VoicesBuilder& builder, BallotId ballot, std::int64_t count) {
                                     const auto ranking = voices.ranking(ballot);
                                     const auto groups = voices.groups(ballot);
                                     // A group of equals is approved of as one, if it begins within the first ranks.
                                     std::size_t end = std::min(ranking.size(), static_cast<std::size_t>(first));
                                     while (end > 0 && end < ranking.size() && groups[end] == groups[end - 1]) ++end;
                                     if (end > static_cast<std::size_t>(first)) more += count;
                                     if (end < ranking.size()) shortened += count;
                                     for (std::size_t i = 0; i < end; ++i) builder.approve(ranking[i]);
                                   }));
  Converted converted{std::move(result), {"the order among the approved options"}};
  if (shortened > 0)
    converted.losses.push_back(fmt::format("all ranks behind the first {}, on {} ballots", first, shortened));
  if (more > 0)
    converted.losses.push_back(fmt::format(
        "the limit of {} on {} ballots, where a tie reaches beyond it and is approved of as one", first, more));
  return converted;
}

Result<Converted> above_option(const RankedVoices& voices, std::string_view id) {
  const auto line = voices.options().find(id);
  if (!line)
    return fail(ProblemCode::unknown_option, fmt::format("there is no option {}", id), "name the option by its id");
  std::int64_t without = 0;
  COMITIA_TRY(auto result, rebuild(BallotKind::approval, voices.electorate(),
                                   [&](VoicesBuilder& builder, BallotId ballot, std::int64_t count) {
                                     const auto ranking = voices.ranking(ballot);
                                     const auto groups = voices.groups(ballot);
                                     const auto found = std::find(ranking.begin(), ranking.end(), *line);
                                     if (found == ranking.end()) without += count;
                                     const std::size_t end = static_cast<std::size_t>(found - ranking.begin());
                                     for (std::size_t i = 0; i < end; ++i)
                                       if (found == ranking.end() || groups[i] < groups[end])
                                         builder.approve(ranking[i]);
                                   }));
  Converted converted{std::move(result), {"the order among the approved options, and among all others"}};
  if (without > 0)
    converted.losses.push_back(
        fmt::format("that {} ballots do not rank {}: all that they rank counts as above it", without, id));
  return converted;
}

Result<Converted> to_approval(const RankedVoices& voices, const ConvertOptions& options) {
  if (options.threshold)
    return option_range("a threshold is for scores, but these voices are ranked", "use first or above");
  if (options.first.has_value() == !options.above.empty())
    return option_range("how approvals follow from ranks has to be said in one way",
                        "use first (so many ranks) or above (an option)");
  return options.first ? first_ranks(voices, *options.first) : above_option(voices, options.above);
}

Result<Converted> to_approval(const ScoredVoices& voices, const ConvertOptions& options) {
  if (options.first || !options.above.empty())
    return option_range("first and above are for ranks, but these voices are scored", "use threshold");
  if (!options.threshold)
    return option_range("how approvals follow from scores has to be said",
                        "use threshold (approve of this score and higher ones)");
  COMITIA_TRY(auto result, rebuild(BallotKind::approval, voices.electorate(),
                                   [&](VoicesBuilder& builder, BallotId ballot, std::int64_t) {
                                     const auto scored = voices.scored(ballot);
                                     const auto scores = voices.scores(ballot);
                                     for (std::size_t i = 0; i < scored.size(); ++i)
                                       if (Rational(scores[i], voices.score_scale()) >= *options.threshold)
                                         builder.approve(scored[i]);
                                   }));
  return Converted{std::move(result),
                   {fmt::format("the scores; only whether they reach {} is kept", options.threshold->to_string())}};
}

tl::unexpected<Problems> needs_no_options() {
  return option_range("first, above and threshold are for conversions to approval", "leave them out");
}

bool has_options(const ConvertOptions& options) { return options.first || !options.above.empty() || options.threshold; }

Result<Converted> to_ranked(const ScoredVoices& voices, const ConvertOptions& options) {
  if (has_options(options)) return needs_no_options();
  COMITIA_TRY(auto result, rebuild(BallotKind::ranked, voices.electorate(),
                                   [&](VoicesBuilder& builder, BallotId ballot, std::int64_t) {
                                     const auto scored = voices.scored(ballot);
                                     const auto scores = voices.scores(ballot);
                                     std::vector<std::size_t> order(scored.size());
                                     std::iota(order.begin(), order.end(), std::size_t{0});
                                     std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
                                       return scores[a] != scores[b] ? scores[a] > scores[b] : a < b;
                                     });
                                     for (std::size_t i = 0; i < order.size(); ++i) {
                                       if (i > 0 && scores[order[i]] != scores[order[i - 1]]) builder.next_group();
                                       builder.rank(scored[order[i]]);
                                     }
                                   }));
  return Converted{std::move(result), {"the scores; only their order is kept"}};
}

Result<Converted> to_ranked(const ApprovalVoices& voices, const ConvertOptions& options) {
  if (has_options(options)) return needs_no_options();
  std::vector<bool> approved(static_cast<std::size_t>(voices.option_count()), false);
  COMITIA_TRY(auto result, rebuild(BallotKind::ranked, voices.electorate(),
                                   [&](VoicesBuilder& builder, BallotId ballot, std::int64_t) {
                                     const auto chosen = voices.approved(ballot);
                                     if (chosen.empty()) return;
                                     for (const OptionId option : chosen) {
                                       builder.rank(option);
                                       approved[option.value] = true;
                                     }
                                     builder.next_group();
                                     for (std::uint32_t i = 0; i < approved.size(); ++i)
                                       if (!approved[i]) builder.rank(OptionId{i});
                                     for (const OptionId option : chosen) approved[option.value] = false;
                                   }));
  return Converted{std::move(result), {}};
}

}  // namespace

Result<Converted> convert_kind(const Voices& voices, std::string_view to, const ConvertOptions& options) {
  const auto* approval = std::get_if<ApprovalVoices>(&voices);
  const auto* ranked = std::get_if<RankedVoices>(&voices);
  const auto* scored = std::get_if<ScoredVoices>(&voices);
  const bool same = (approval && to == ApprovalVoices::kKind) || (ranked && to == RankedVoices::kKind) ||
                    (scored && to == ScoredVoices::kKind);
  if (same && has_options(options))
    return option_range(fmt::format("the voices are {} already", to), "leave the options out");
  if (same) return Converted{voices, {}};
  if (to == ApprovalVoices::kKind && ranked) return to_approval(*ranked, options);
  if (to == ApprovalVoices::kKind && scored) return to_approval(*scored, options);
  if (to == RankedVoices::kKind && scored) return to_ranked(*scored, options);
  if (to == RankedVoices::kKind && approval) return to_ranked(*approval, options);
  return fail(ProblemCode::vote_type, fmt::format("{} voices cannot become {}", voices_kind(voices), to),
              "ranked and scored voices can become approval, scored and approval voices ranked");
}

}  // namespace comitia::io
