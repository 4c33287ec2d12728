// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Reading Pabulib: recognise, read the sections in order, build. See the header.
#include "comitia/io/pabulib.h"

#include "comitia/io/pabulib_internal.h"

namespace comitia::io {
namespace {

BallotKind ballot_kind(pabulib::VoteType type) {
  switch (type) {
    case pabulib::VoteType::approval:
    case pabulib::VoteType::choose_one:
      return BallotKind::approval;
    case pabulib::VoteType::ordinal:
      return BallotKind::ranked;
    case pabulib::VoteType::cumulative:
    case pabulib::VoteType::scoring:
      break;
  }
  return BallotKind::scored;
}

}  // namespace

int recognise_pabulib(std::string_view first_bytes, std::string_view name) {
  std::vector<Cell> cells;
  RowCursor cursor(first_bytes, ';');
  const bool has_row = cursor.next(cells) == RowCursor::Step::row;
  if (has_row && pabulib::is_title(cells) && cells.front().source == "META") return 2;
  return name.ends_with(".pb") ? 1 : 0;
}

Result<ReadResult> read_pabulib(const Source& source, const ReadOptions& options) {
  Reading reading(source, options);
  if (reading.failed()) return std::move(reading).failure();
  if (trim(reading.text()).empty()) {
    reading.error(ProblemCode::empty, reading.text(), "there is nothing in this file",
                  "a Pabulib file starts with META");
    return std::move(reading).failure();
  }
  pabulib::Sections sections(reading);
  pabulib::Meta meta;
  pabulib::Projects projects;
  if (!pabulib::read_meta(reading, sections, meta)) return std::move(reading).failure();
  if (!pabulib::read_projects(reading, sections, meta, projects)) return std::move(reading).failure();

  VoicesBuilder builder(ballot_kind(meta.vote_type));
  Electorate& electorate = builder.electorate();
  electorate.options = projects.options;
  electorate.budget = meta.budget;
  electorate.title = meta.description;
  electorate.attributes = std::move(meta.attributes);
  // Votes are read even after errors above, so that one run names all that is wrong.
  pabulib::read_votes(reading, sections, meta, projects, builder);
  if (reading.failed()) return std::move(reading).failure();

  auto voices = std::move(builder).finish();
  if (!voices) return fail(std::move(voices.error().at(source.name())));
  pabulib::check_published(reading, meta, projects, *voices);
  return std::move(reading).result(*std::move(voices));
}

}  // namespace comitia::io
