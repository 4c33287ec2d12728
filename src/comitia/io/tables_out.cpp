// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Rows of voices, column by column; see the header.
#include "comitia/io/tables_out.h"

namespace comitia::io {
namespace {

using enum NewColumnType;

/// The value of one option on a ballot, besides its being named.
void add_value(NewBatch& batch, std::size_t column, const RankedVoices& voices, BallotId ballot, std::size_t i) {
  batch.integer(column, static_cast<std::int64_t>(voices.groups(ballot)[i]) + 1);
}

void add_value(NewBatch& batch, std::size_t column, const ScoredVoices& voices, BallotId ballot, std::size_t i) {
  const auto score = voices.scores(ballot)[i];
  if (voices.score_scale() == 1)
    batch.integer(column, score);
  else
    batch.real(column, Rational(score, voices.score_scale()).to_double());
}

void add_value(NewBatch&, std::size_t, const ApprovalVoices&, BallotId, std::size_t) {}

std::vector<NewField> ballot_fields(const Voices& voices) {
  std::vector<NewField> fields = {{"voter", text}, {"count", integer}};
  if (ballot_voices(voices).electorate().voices.weights) fields.push_back({"weight", text});
  fields.push_back({"option", text});
  if (std::holds_alternative<RankedVoices>(voices)) fields.push_back({"rank", integer});
  if (const auto* scored = std::get_if<ScoredVoices>(&voices))
    fields.push_back({"score", scored->score_scale() == 1 ? integer : real});
  return fields;
}

}  // namespace

NewBatch ballots_table(const Voices& any) {
  NewBatch batch(ballot_fields(any));
  std::visit(
      [&](const auto& voices) {
        const auto& electorate = voices.electorate();
        const auto& table = electorate.voices;
        const std::size_t option_column = table.weights ? 3 : 2;
        const bool valued = batch.fields().size() > option_column + 1;
        const auto begin_row = [&](std::int64_t voice) {
          batch.text(0, table.id(VoiceId{static_cast<std::uint32_t>(voice)}));
          batch.integer(1, table.count(voice));
          if (table.weights) batch.text(2, table.weights->value(voice).to_string());
        };
        for (std::int64_t voice = 0; voice < table.size(); ++voice) {
          const BallotId ballot = table.ballots[static_cast<std::size_t>(voice)];
          const auto size = voices.ballots().row(ballot.value).size();
          if (size == 0) {
            begin_row(voice);
            batch.missing(option_column);
            if (valued) batch.missing(option_column + 1);
          }
          for (std::size_t i = 0; i < size; ++i) {
            begin_row(voice);
            OptionId option = voices.ballots().row(ballot.value)[i];
            batch.text(option_column, electorate.options.id(option));
            if (valued) add_value(batch, option_column + 1, voices, ballot, i);
          }
        }
      },
      any);
  return batch;
}

}  // namespace comitia::io
