// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Some of the voices, with everything else as it was.
#include "comitia/voices/builder.h"

namespace comitia {
namespace {

BallotKind kind_of_ballots(const Voices& voices) {
  if (std::holds_alternative<ApprovalVoices>(voices)) return BallotKind::approval;
  return std::holds_alternative<RankedVoices>(voices) ? BallotKind::ranked : BallotKind::scored;
}

void push_ballot(VoicesBuilder& builder, const ApprovalVoices& voices, BallotId ballot) {
  for (const OptionId option : voices.approved(ballot)) builder.approve(option);
}

void push_ballot(VoicesBuilder& builder, const RankedVoices& voices, BallotId ballot) {
  const auto options = voices.ranking(ballot);
  const auto groups = voices.groups(ballot);
  for (std::size_t i = 0; i < options.size(); ++i) {
    if (i > 0 && groups[i] != groups[i - 1]) builder.next_group();
    builder.rank(options[i]);
  }
}

void push_ballot(VoicesBuilder& builder, const ScoredVoices& voices, BallotId ballot) {
  const auto options = voices.scored(ballot);
  const auto scores = voices.scores(ballot);
  for (std::size_t i = 0; i < options.size(); ++i) {
    if (voices.score_scale() == 1)
      builder.score(options[i], scores[i]);
    else
      builder.score(options[i], Rational(scores[i], voices.score_scale()));
  }
}

}  // namespace

Result<Voices> subset(const Voices& voices, std::span<const VoiceId> keep) {
  const Electorate& source = ballot_voices(voices).electorate();
  VoicesBuilder builder(kind_of_ballots(voices));
  Electorate& electorate = builder.electorate();
  electorate.options = source.options;
  electorate.budget = source.budget;
  electorate.seats = source.seats;
  electorate.title = source.title;
  electorate.attributes = source.attributes;
  for (const TextColumn& column : source.voices.columns) {
    TextColumn& kept = electorate.voices.columns.emplace_back(TextColumn{column.name, {}});
    for (const VoiceId voice : keep) kept.cells.push_back(column.cells[voice.value]);
  }
  for (const VoiceId voice : keep) {
    const BallotId ballot = source.voices.ballots[voice.value];
    std::visit([&](const auto& kind) { push_ballot(builder, kind, ballot); }, voices);
    const std::string_view id = source.voices.ids.empty() ? std::string_view() : source.voices.ids[voice.value];
    const std::int64_t count = source.voices.count(voice.value);
    if (source.voices.weights)
      builder.end_voice(id, count, source.voices.weights->value(voice.value));
    else
      builder.end_voice(id, count);
  }
  return std::move(builder).finish();
}

}  // namespace comitia
