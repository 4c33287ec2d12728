// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// VOTES: the section that is long. Rows are split in blocks of text and ballots are parsed in place, so that a row
// costs no allocation; only rows with quotes take the general way.
#include <algorithm>
#include <unordered_set>

#include <fmt/format.h>

#include "comitia/io/pabulib_ballot_internal.h"
#include "comitia/io/pabulib_fields.h"
#include "comitia/io/text_blocks_internal.h"
#include "comitia/voices/text.h"

namespace comitia::io::pabulib {
namespace {

constexpr std::size_t kAbsent = static_cast<std::size_t>(-1);

class VoteReader {
 public:
  VoteReader(Reading& reading, Sections& sections, const Meta& meta, const Projects& projects, VoicesBuilder& builder)
      : reading_(reading), sections_(sections), meta_(meta), builder_(builder), ballot_(reading, meta, projects) {}

  /// Decides which column is what. False, with an error, when one is missing.
  bool prepare(const std::vector<std::string>& columns);
  void read_all();

 private:
  bool next_row();
  /// Splits the next row. False when a cell starts with a quote; nothing has been read then.
  bool split_plain_row();
  /// The same for any row. False, with the problem at its place, when the row cannot be split.
  bool split_quoted_row();
  void row();
  /// The voter's id, or nothing when the row is dropped.
  std::string_view take_id();
  void report_repeated_ids();
  void reserve();

  Reading& reading_;
  Sections& sections_;
  const Meta& meta_;
  VoicesBuilder& builder_;
  BallotReader ballot_;

  std::size_t columns_ = 0;
  std::size_t id_column_ = 0, vote_column_ = 0, points_column_ = kAbsent;
  std::vector<std::size_t> kept_columns_;

  std::string_view rest_;
  Stops<EitherOf> ends_of_cells_{{}, nullptr, {';', '\n'}};  // of rest_
  std::vector<Cell> cells_;                                  // the current row
  std::string_view row_;
  std::int64_t rows_ = 0;

  // Strict: where each voice stands whose id may turn out to be repeated. Lenient: the ids so far, since such a row
  // must be dropped before it becomes a voice.
  std::vector<std::pair<VoiceId, const char*>> places_;
  std::unordered_set<std::string> known_ids_;
  std::string id_buffer_, cell_buffer_;
};

bool VoteReader::prepare(const std::vector<std::string>& columns) {
  rest_ = sections_.rest();
  columns_ = columns.size();
  const bool scored = builder_.kind() == BallotKind::scored;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (columns[i] == "voter_id")
      id_column_ = i;
    else if (columns[i] == "vote")
      vote_column_ = i;
    else if (columns[i] == "points" && scored)
      points_column_ = i;
    else
      kept_columns_.push_back(i);
  }
  if (scored && points_column_ == kAbsent) {
    reading_.error(ProblemCode::column, rest_.substr(0, 0),
                   fmt::format("the section VOTES has no column points, but the vote type is {}",
                               kVoteTypes[static_cast<std::size_t>(meta_.vote_type)]),
                   "add the column, aligned with vote");
    return false;
  }
  for (const std::size_t column : kept_columns_) builder_.electorate().voices.columns.push_back({columns[column], {}});
  ends_of_cells_ = {rest_, rest_.data() + rest_.size(), {';', '\n'}};
  reserve();
  return true;
}

/// The first part of the section tells how much is to come; memory that stays unused is never touched.
void VoteReader::reserve() {
  const std::string_view sample = rest_.substr(0, std::size_t{1} << 16U);
  if (sample.empty()) return;
  const double parts = 1.05 * static_cast<double>(rest_.size()) / static_cast<double>(sample.size());
  const auto lines = static_cast<double>(std::count(sample.begin(), sample.end(), '\n') + 1);
  const auto commas = static_cast<double>(std::count(sample.begin(), sample.end(), ','));
  builder_.reserve(static_cast<std::int64_t>(lines * parts), static_cast<std::int64_t>((lines + commas) * parts));
}

bool VoteReader::split_plain_row() {
  const char* const text_end = rest_.data() + rest_.size();
  cells_.clear();
  for (const char* begin = rest_.data();;) {
    const char* const end = ends_of_cells_.next();
    const bool row_ends = end == text_end || *end == '\n';
    std::string_view cell(begin, static_cast<std::size_t>(end - begin));
    if (row_ends && !cell.empty() && cell.back() == '\r') cell.remove_suffix(1);
    cell = trim(cell);
    if (!cell.empty() && cell.front() == '"') return false;
    cells_.push_back({cell, false});
    if (row_ends) {
      row_ = rest_.substr(0, static_cast<std::size_t>(end - rest_.data()));
      rest_.remove_prefix(std::min(row_.size() + 1, rest_.size()));
      return true;
    }
    begin = end + 1;
  }
}

bool VoteReader::split_quoted_row() {
  RowCursor cursor(rest_, ';');
  const RowCursor::Step step = cursor.next(cells_);
  rest_ = cursor.rest();
  ends_of_cells_ = {rest_, rest_.data() + rest_.size(), {';', '\n'}};
  row_ = cursor.row();
  if (step == RowCursor::Step::row) return true;
  ++rows_;
  const bool unclosed = step == RowCursor::Step::unclosed_quote;
  reading_.drop(
      ProblemCode::syntax, cursor.trouble(),
      unclosed ? "the quote that opens here is not closed" : "a cell ends with its closing quote, but text follows",
      unclosed ? "close it, or double quotes inside quoted text" : "double quotes inside quoted text");
  return false;
}

bool VoteReader::next_row() {
  while (!rest_.empty()) {
    if (!split_plain_row() && !split_quoted_row()) continue;
    if (cells_.size() == columns_ && !cells_[id_column_].empty()) return true;
    if (cells_.size() == 1 && cells_.front().source.empty()) {
      if (rest_.find_first_not_of(" \t\r\n") == std::string_view::npos) return false;
      reading_.mend(ProblemCode::syntax, row_, "this line is empty", "remove it");
    } else if (is_title(cells_)) {
      sections_.misplaced_title(cells_.front().source, cells_.front().source);
      return false;
    } else {
      ++rows_;
      if (has_all_cells(reading_, cells_, columns_, row_, true))
        reading_.drop(ProblemCode::name, cells_[id_column_].source, "this voter has no id", "give each voter an id");
    }
  }
  return false;
}

std::string_view VoteReader::take_id() {
  const Cell& cell = cells_[id_column_];
  const std::string_view id = trim(cell.text(id_buffer_));
  const bool plain = std::all_of(id.begin(), id.end(), [](char c) { return c > 0x20 && c < 0x7F; });
  const std::string_view fault = plain ? (id.empty() ? "is empty" : std::string_view()) : name_fault(id);
  if (!fault.empty()) {
    reading_.drop(ProblemCode::name, cell.source, fmt::format("the id of this voter {}", fault),
                  "write it in normal form C, on one line");
    return {};
  }
  if (!reading_.strict() && !known_ids_.emplace(id).second) {
    reading_.drop(ProblemCode::duplicate_id, cell.source, fmt::format("there is another voter {} above", id),
                  "give each voter their own id");
    return {};
  }
  return id;
}

void VoteReader::row() {
  ++rows_;
  const std::string_view id = take_id();
  if (id.empty()) return;
  const Cell points = points_column_ == kAbsent ? Cell{} : cells_[points_column_];
  if (!ballot_.read(cells_[vote_column_], points, builder_)) return;
  if (builder_.end_voice(id) == VoicesBuilder::EndVoice::duplicate_option) {
    ballot_.report_duplicate(builder_.duplicate());
    return;
  }
  if (builder_.ids_may_repeat() && reading_.strict())
    places_.emplace_back(VoiceId{static_cast<std::uint32_t>(builder_.voice_count() - 1)},
                         cells_[id_column_].source.data());
  auto& columns = builder_.electorate().voices.columns;
  for (std::size_t i = 0; i < kept_columns_.size(); ++i)
    columns[i].cells.push_back(cells_[kept_columns_[i]].text(cell_buffer_));
}

void VoteReader::report_repeated_ids() {
  auto place = places_.begin();
  for (const VoiceId voice : builder_.repeated_ids()) {
    while (place->first != voice) ++place;
    reading_.error(ProblemCode::duplicate_id, {place->second, 1},
                   fmt::format("there is another voter {} above", builder_.electorate().voices.id(voice)),
                   "give each voter their own id");
  }
}

void VoteReader::read_all() {
  while (reading_.goes_on() && next_row()) row();
  if (reading_.strict()) report_repeated_ids();
  if (meta_.vote_count && *meta_.vote_count != rows_)
    reading_.mend(ProblemCode::count_mismatch, meta_.vote_count_place,
                  fmt::format("num_votes is {}, but there are {} rows of votes", *meta_.vote_count, rows_),
                  "correct it, or look for lost rows");
  if (builder_.voice_count() == 0 && !reading_.failed())
    reading_.error(ProblemCode::no_voices, rest_.substr(0, 0), "there are no votes", "at least one ballot is needed");
}

}  // namespace

void read_votes(Reading& reading, Sections& sections, const Meta& meta, const Projects& projects,
                VoicesBuilder& builder) {
  std::vector<std::string> columns;
  if (!sections.enter("VOTES") || !sections.header("VOTES", kVoteFields, columns)) return;
  VoteReader reader(reading, sections, meta, projects, builder);
  if (reader.prepare(columns)) reader.read_all();
}

}  // namespace comitia::io::pabulib
