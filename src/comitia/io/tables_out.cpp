// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Rows of voices and decisions, column by column; see the header.
#include "comitia/io/tables_out.h"

#include <algorithm>

#include "comitia/base/json.h"

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

std::string as_text(const Json& value) { return value.is_string() ? value.as_string() : compact_text(value); }

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

NewBatch options_table(const Voices& voices) {
  const auto& options = ballot_voices(voices).options();
  std::vector<NewField> fields = {{"option", text}, {"name", text}};
  if (options.costs) fields.push_back({"cost", text});
  NewBatch batch(std::move(fields));
  for (std::uint32_t i = 0; i < static_cast<std::uint32_t>(options.size()); ++i) {
    batch.text(0, options.id(OptionId{i}));
    batch.text(1, options.name(OptionId{i}));
    if (options.costs) batch.text(2, options.costs->value(i).to_string());
  }
  return batch;
}

NewBatch steps_table(const Decision& decision) {
  std::vector<NewField> fields = {{"step", integer}, {"say", text}};
  const auto column_of = [&](const std::string& key) {
    const auto found = std::find_if(fields.begin() + 2, fields.end(), [&](const NewField& f) { return f.name == key; });
    return static_cast<std::size_t>(found - fields.begin());
  };
  for (const auto& step : decision.trace)
    for (const auto& [key, value] : step.fields)
      if (column_of(key) == fields.size()) fields.push_back({key, text});
  NewBatch batch(fields);
  for (const auto& step : decision.trace) {
    batch.integer(0, step.step);
    batch.text(1, step.say);
    std::vector<const Json*> cells(fields.size());
    for (const auto& [key, value] : step.fields) cells[column_of(key)] = &value;
    for (std::size_t i = 2; i < cells.size(); ++i)
      cells[i] == nullptr || cells[i]->is_null() ? batch.missing(i) : batch.text(i, as_text(*cells[i]));
  }
  return batch;
}

NewBatch certificate_table(const Decision& decision) {
  NewBatch batch({{"axiom", text}, {"status", text}, {"why", text}, {"witness", text}});
  if (!decision.certificate) return batch;
  for (const auto& entry : *decision.certificate) {
    batch.text(0, entry.axiom);
    batch.text(1, kEnumWords<AxiomStatus>[static_cast<std::size_t>(entry.status)]);
    entry.why.empty() ? batch.missing(2) : batch.text(2, entry.why);
    entry.witness.is_null() ? batch.missing(3) : batch.text(3, compact_text(entry.witness));
  }
  return batch;
}

}  // namespace comitia::io
