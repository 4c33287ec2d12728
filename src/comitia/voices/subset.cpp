// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Copies of voices: some of them, or voters drawn from them, with everything else as it was.
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

/// A builder with the options, money, seats and description of the source, and no voices yet.
VoicesBuilder builder_like(const Voices& voices) {
  const Electorate& source = ballot_voices(voices).electorate();
  VoicesBuilder builder(kind_of_ballots(voices));
  Electorate& electorate = builder.electorate();
  electorate.options = source.options;
  electorate.budget = source.budget;
  electorate.seats = source.seats;
  electorate.title = source.title;
  electorate.attributes = source.attributes;
  return builder;
}

void end_copied_voice(VoicesBuilder& builder, const VoiceTable& source, VoiceId voice, std::string_view id,
                      std::int64_t count) {
  if (source.weights)
    builder.end_voice(id, count, source.weights->value(voice.value));
  else
    builder.end_voice(id, count);
}

}  // namespace

void push_ballot(VoicesBuilder& builder, const Voices& voices, BallotId ballot) {
  std::visit([&](const auto& kind) { push_ballot(builder, kind, ballot); }, voices);
}

Result<Voices> subset(const Voices& voices, std::span<const VoiceId> keep) {
  const VoiceTable& source = ballot_voices(voices).electorate().voices;
  VoicesBuilder builder = builder_like(voices);
  for (const TextColumn& column : source.columns) {
    TextColumn& kept = builder.electorate().voices.columns.emplace_back(TextColumn{column.name, {}});
    for (const VoiceId voice : keep) kept.cells.push_back(column.cells[voice.value]);
  }
  for (const VoiceId voice : keep) {
    push_ballot(builder, voices, source.ballots[voice.value]);
    end_copied_voice(builder, source, voice, source.ids.empty() ? std::string_view() : source.ids[voice.value],
                     source.count(voice.value));
  }
  return std::move(builder).finish();
}

Result<Voices> resample(const Voices& voices, std::span<const VoiceId> drawn) {
  const VoiceTable& source = ballot_voices(voices).electorate().voices;
  VoicesBuilder builder = builder_like(voices);
  for (const VoiceId voice : drawn) {
    push_ballot(builder, voices, source.ballots[voice.value]);
    end_copied_voice(builder, source, voice, {}, 1);
  }
  return std::move(builder).finish();
}

Result<Voices> with_changes(const Voices& voices, std::span<const VoiceChange> changes) {
  const VoiceTable& source = ballot_voices(voices).electorate().voices;
  VoicesBuilder builder = builder_like(voices);
  std::vector<std::int64_t> kept(static_cast<std::size_t>(source.size()));
  for (std::int64_t i = 0; i < source.size(); ++i) kept[static_cast<std::size_t>(i)] = source.count(i);
  for (const VoiceChange& change : changes) {
    kept[change.voice.value] -= change.count;
    for (const auto& group : change.ballot) {
      for (const OptionId option : group) {
        if (builder.kind() == BallotKind::approval)
          builder.approve(option);
        else
          builder.rank(option);
      }
      builder.next_group();
    }
    end_copied_voice(builder, source, change.voice, {}, change.count);
  }
  for (std::uint32_t i = 0; i < kept.size(); ++i) {
    if (kept[i] == 0) continue;
    push_ballot(builder, voices, source.ballots[i]);
    end_copied_voice(builder, source, VoiceId{i}, {}, kept[i]);
  }
  return std::move(builder).finish();
}

}  // namespace comitia
