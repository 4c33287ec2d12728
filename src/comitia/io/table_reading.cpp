// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Findings, options and voters of a table, and the loop over its batches; see the headers.
#include <limits>
#include <utility>

#include <fmt/format.h>

#include "comitia/base/context.h"
#include "comitia/io/reading.h"
#include "comitia/io/table_reading_internal.h"
#include "comitia/io/text_cursor.h"
#include "comitia/voices/text.h"

namespace comitia::io {
namespace tables {

TableReading::TableReading(const TableStream& table, const TableOptions& options, const ReadOptions& reading,
                           BallotKind kind)
    : table_(table), options_(options), reading_(reading), builder_(kind), patience_(reading.cancel_requested) {}

void TableReading::add(Problems& list, ProblemCode code, std::int64_t row, std::size_t column, std::string text,
                       std::string hint) {
  if (std::ssize(list.kept()) >= Problems::kKept) return list.add({code, {}, {}, {}});
  const auto& name = table_.fields()[column].name;
  if (!table_.has_lines())
    text = row == kHeader ? fmt::format("column '{}': {}", name, text)
                          : fmt::format("column '{}', row {}: {}", name, row + 1, text);
  list.add({code, table_.locate(row, column), std::move(text), std::move(hint)});
}

void TableReading::error(ProblemCode code, std::int64_t row, std::size_t column, std::string text, std::string hint) {
  add(errors_, code, row, column, std::move(text), std::move(hint));
}

void TableReading::drop(ProblemCode code, std::int64_t row, std::size_t column, std::string text, std::string hint) {
  if (reading_.strictness == Strictness::strict) return error(code, row, column, std::move(text), std::move(hint));
  note(code, row, column, std::move(text), std::move(hint));
  ++dropped_;
}

void TableReading::note(ProblemCode code, std::int64_t row, std::size_t column, std::string text, std::string hint) {
  add(notes_, code, row, column, std::move(text), std::move(hint));
}

std::optional<OptionId> TableReading::option_of(std::string_view label, std::int64_t row, std::size_t column) {
  return option_of_label(labels_.intern(label), row, column);
}

std::optional<OptionId> TableReading::option_of_label(std::uint32_t label, std::int64_t row, std::size_t column) {
  if (label >= of_label_.size()) of_label_.resize(labels_.size(), Interner::kMissing);
  std::uint32_t& known = of_label_[label];
  if (known != Interner::kMissing) return OptionId{known};
  const auto option = declare(labels_[label], row, column);
  if (option) known = option->value;
  return option;
}

std::optional<OptionId> TableReading::declare(std::string_view label, std::int64_t row, std::size_t column) {
  std::string name(trim(label));
  if (name.empty()) {
    error(ProblemCode::name, row, column, "an option has an empty name", "leave the cell missing, or name the option");
    return std::nullopt;
  }
  if (first_invalid_utf8(name) != name.size()) {
    error(ProblemCode::encoding, row, column, "the name of this option is not UTF-8 text");
    return std::nullopt;
  }
  if (const auto fault = name_fault(name); !fault.empty()) {
    const auto text = fmt::format("the name {} {}", name, fault);
    for (char& c : name)
      if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) c = ' ';
    name = to_nfc(trim(name));
    const std::string hint = "write it in Unicode normal form C, on one line";
    if (reading_.strictness == Strictness::strict) {
      error(ProblemCode::name, row, column, text, hint);
      return std::nullopt;
    }
    note(ProblemCode::name, row, column, text, hint);
  }
  const auto before = names_.size();
  const OptionId option{names_.intern(name)};
  if (names_.size() == before) return option;  // written in another form before
  if (before == kMostOptions) {
    error(ProblemCode::too_large, row, column, fmt::format("there are more than {} options", kMostOptions),
          "is this the column of the options?");
    return std::nullopt;
  }
  if (before < kMostOptions) builder_.add_option(name);
  return before < kMostOptions ? std::optional(option) : std::nullopt;
}

std::optional<Rational> TableReading::number_of(const Column& column, std::int64_t row) {
  if (!column.field().is_text()) return column.number(row);
  return Rational::parse(trim(column.text(row)));
}

std::optional<TableReading::Head> TableReading::head(const Batch& batch, const Roles& roles, std::int64_t row,
                                                     std::int64_t table_row) {
  Head head;
  const auto& columns = batch.columns();
  if (roles.voter) {
    const Column& column = columns[*roles.voter];
    head.id = column.missing(row) ? std::string_view() : trim(column.label(row, voter_buffer_));
    if (head.id.empty()) {
      drop(ProblemCode::name, table_row, *roles.voter, "the voter has no id",
           "give each voter an id, or leave the column out");
      return std::nullopt;
    }
    if (const auto fault = first_invalid_utf8(head.id) == head.id.size() ? name_fault(head.id) : "is not UTF-8";
        !fault.empty()) {
      drop(ProblemCode::name, table_row, *roles.voter, fmt::format("the id {} {}", head.id, fault));
      return std::nullopt;
    }
  }
  if (roles.count) {
    const Column& column = columns[*roles.count];
    const auto count = column.missing(row) ? std::nullopt : number_of(column, row);
    const auto whole = count && count->is_integer() ? count->to_int64() : std::nullopt;
    if (!whole || *whole < 1) {
      drop(ProblemCode::multiplicity, table_row, *roles.count,
           "the number of equal ballots is a whole number from 1 on");
      return std::nullopt;
    }
    head.count = *whole;
  }
  if (roles.weight) {
    const Column& column = columns[*roles.weight];
    const auto weight = column.missing(row) ? std::nullopt : number_of(column, row);
    if (!weight) {
      drop(ProblemCode::number, table_row, *roles.weight, "a weight is a number such as 1, 0.5 or 2/3");
      return std::nullopt;
    }
    if (weight->sign() <= 0) {
      drop(ProblemCode::weight, table_row, *roles.weight, "a weight is above 0");
      return std::nullopt;
    }
    head.weight = *weight;
  }
  return head;
}

void TableReading::end_voice(const Head& head, std::size_t column, const std::function<std::int64_t()>& duplicate_row) {
  if (builder_.end_voice(head.id, head.count, head.weight) == VoicesBuilder::EndVoice::added) return;
  drop(ProblemCode::duplicate_option, duplicate_row(), column,
       fmt::format("the ballot names {} twice", names_[builder_.duplicate().value]), "name each option once");
}

Result<ReadResult> TableReading::finish(const Roles& roles) && {
  for (const VoiceId voice : builder_.repeated_ids()) {
    const auto id = builder_.electorate().voices.ids[voice.value];
    // Voices are rows as long as no row was left out; the rows of a long table are others.
    const bool is_row = dropped_ == 0 && !roles.option;
    if (is_row)
      error(ProblemCode::duplicate_id, voice.value, *roles.voter, fmt::format("the id {} stands twice", id),
            "give each ballot an id of its own, or leave the column out");
  }
  if (patience_.ended()) return fail(Context::stopped(ProblemCode::interrupted));
  if (failed()) return fail(std::move(errors_));
  auto voices = std::move(builder_).finish();
  if (!voices) return fail(std::move(voices).error().at(table_.name()));
  return ReadResult{*std::move(voices), std::move(notes_), dropped_};
}

}  // namespace tables

namespace {

BallotKind ballot_kind(TableKind kind) {
  switch (kind) {
    case TableKind::rankings:
    case TableKind::ranks:
    case TableKind::ranking_rows:
      return BallotKind::ranked;
    case TableKind::scores:
    case TableKind::score_rows:
      return BallotKind::scored;
    default:
      return BallotKind::approval;
  }
}

std::unique_ptr<tables::TableReader> reader_for(tables::TableReading& reading, const TableStream& table,
                                                const tables::Roles& roles) {
  switch (roles.kind) {
    case TableKind::approval_lists:
      return tables::list_reader(reading, roles);
    case TableKind::rankings:
      return tables::rankings_reader(reading, roles);
    case TableKind::approval_rows:
    case TableKind::ranking_rows:
    case TableKind::score_rows:
      return tables::rows_reader(reading, roles);
    default:
      return tables::matrix_reader(reading, table, roles);
  }
}

}  // namespace

Result<ReadResult> read_table(TableStream table, const TableOptions& options, const ReadOptions& policies) {
  constexpr std::int64_t kMostRows = std::numeric_limits<std::uint32_t>::max() - 1;
  COMITIA_TRY(auto batch, table.next());
  while (batch && batch->rows() == 0) {
    COMITIA_TRY(batch, table.next());
  }
  COMITIA_TRY(const auto roles, tables::find_roles(table, options, batch ? &*batch : nullptr));
  tables::TableReading reading(table, options, policies, ballot_kind(roles.kind));
  const auto reader = reader_for(reading, table, roles);
  std::int64_t rows = 0;
  while (batch && reading.goes_on()) {
    if (rows + batch->rows() > kMostRows)
      return fail(Problem{ProblemCode::too_large,
                          {table.name(), 0, 0},
                          "the table has more than 2^32 - 2 rows",
                          "merge equal ballots into counts"});
    reader->read(*batch, rows);
    rows += batch->rows();
    batch.reset();  // lets the producer free it before it makes the next one
    COMITIA_TRY(batch, table.next());
  }
  reader->finish();
  return std::move(reading).finish(roles);
}

}  // namespace comitia::io
