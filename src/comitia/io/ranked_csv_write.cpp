// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Writes ranked voices as CSV, so that reading them again gives the same digest and a spreadsheet runs none of it.
#include <algorithm>

#include <fmt/format.h>

#include "comitia/io/losses.h"
#include "comitia/io/ranked_csv.h"
#include "comitia/io/ranked_csv_internal.h"

namespace comitia::io {
namespace {

using namespace ranked_csv;

class Writer {
 public:
  explicit Writer(const RankedVoices& voices) : voices_(voices), electorate_(voices.electorate()) {}

  Written write() {
    for (std::uint32_t i = 0; i < electorate_.options.size(); ++i)
      cells_.push_back(guarded(electorate_.options.id({i})));
    separator_ = separator();
    write_preamble();
    choose_columns();
    write_header();
    for (std::int64_t voice = 0; voice < electorate_.voices.size(); ++voice) write_row(voice);
    list_losses();
    return std::move(written_);
  }

 private:
  /// A separator that splits joined ids where they were joined: in "id, separator" it first occurs behind the id.
  std::string separator() const {
    const auto works = [&](const std::string& candidate) {
      return std::all_of(cells_.begin(), cells_.end(),
                         [&](const std::string& cell) { return (cell + candidate).find(candidate) == cell.size(); });
    };
    if (voices_.strict()) return {};
    for (const char* candidate : {"|", "//", "~"})
      if (works(candidate)) return candidate;
    std::int64_t number = 1;
    while (!works(fmt::format("|{}|", number))) ++number;
    return fmt::format("|{}|", number);
  }

  void comment(std::string_view text) {
    append_csv_cell(written_.bytes, fmt::format("# {}", text));
    written_.bytes += '\n';
  }

  void write_preamble() {
    if (!electorate_.title.empty()) comment(fmt::format("title: {}", electorate_.title));
    if (electorate_.seats) comment(fmt::format("seats: {}", *electorate_.seats));
    if (!separator_.empty()) comment(fmt::format("equal ranks: {}", separator_));
    const OptionTable& options = electorate_.options;
    if (options_appear_in_order() && !has_names()) return;
    for (std::uint32_t i = 0; i < options.size(); ++i) comment(fmt::format("option {}: {}", i + 1, options.id({i})));
    for (std::uint32_t i = 0; i < options.size(); ++i)
      if (options.name({i}) != options.id({i})) comment(fmt::format("name {}: {}", i + 1, options.name({i})));
  }

  bool has_names() const {
    const OptionTable& options = electorate_.options;
    for (std::uint32_t i = 0; i < options.size(); ++i)
      if (options.name({i}) != options.id({i})) return true;
    return false;
  }

  /// Would a reader find all options, in their order, from the ballots alone?
  bool options_appear_in_order() const {
    std::uint32_t seen = 0;
    std::vector<bool> done(static_cast<std::size_t>(voices_.ballot_count()), false);
    for (const BallotId ballot : electorate_.voices.ballots) {
      if (done[ballot.value]) continue;
      done[ballot.value] = true;
      for (const OptionId option : voices_.ranking(ballot)) {
        if (option.value > seen) return false;
        if (option.value == seen) ++seen;
      }
    }
    return seen == electorate_.options.size();
  }

  void choose_columns() {
    const VoiceTable& table = electorate_.voices;
    for (const TextColumn& column : table.columns) {
      const bool meant = rank_of_column(column.name) > 0 || is_id_column(column.name) ||
                         equal_ignoring_case(column.name, "count") || equal_ignoring_case(column.name, "weight");
      if (!meant && trim(column.name) == column.name) kept_.push_back(&column);
    }
    for (std::uint32_t ballot = 0; ballot < voices_.ballot_count(); ++ballot)
      if (const auto groups = voices_.groups({ballot}); !groups.empty())
        ranks_ = std::max(ranks_, static_cast<std::int64_t>(groups.back()) + 1);
  }

  void add(std::string_view cell) {
    if (!row_begins_) written_.bytes += ',';
    row_begins_ = false;
    append_csv_cell(written_.bytes, cell);
  }

  void add_guarded(std::string_view text) {
    const std::string safe = guarded(text);
    guarded_ |= safe.size() != text.size();
    add(safe);
  }

  void end_row() {
    written_.bytes += '\n';
    row_begins_ = true;
  }

  void write_header() {
    const VoiceTable& table = electorate_.voices;
    if (!table.ids.empty()) add("id");
    if (!table.counts.empty()) add("count");
    if (table.weights) add("weight");
    for (std::int64_t rank = 1; rank <= ranks_; ++rank) add(fmt::format("rank{}", rank));
    for (const TextColumn* column : kept_) add_guarded(column->name);
    end_row();
  }

  void write_row(std::int64_t voice) {
    const VoiceTable& table = electorate_.voices;
    if (!table.ids.empty()) add_guarded(table.ids[voice]);
    if (!table.counts.empty()) add(fmt::format("{}", table.count(voice)));
    if (table.weights) add(table.weights->value(voice).to_string());
    const BallotId ballot = table.ballots[static_cast<std::size_t>(voice)];
    const auto options = voices_.ranking(ballot);
    const auto groups = voices_.groups(ballot);
    std::size_t at = 0;
    std::string cell;
    for (std::int64_t rank = 0; rank < ranks_; ++rank) {
      cell.clear();
      while (at < options.size() && groups[at] == static_cast<std::uint32_t>(rank)) {
        if (!cell.empty()) cell += separator_;
        cell += cells_[options[at++].value];
      }
      add(cell);
    }
    for (const TextColumn* column : kept_) add_guarded(column->cells[voice]);
    end_row();
  }

  void list_losses() {
    Keeps keeps{.option_ids = true, .voice_ids = true, .voice_counts = true, .seats = true, .attributes = false};
    for (const TextColumn* column : kept_) keeps.voice_columns.push_back(column->name);
    written_.losses = losses(electorate_, keeps);
    for (std::uint32_t i = 0; i < electorate_.options.size(); ++i) guarded_ |= cells_[i] != electorate_.options.id({i});
    if (guarded_)
      written_.losses.push_back(
          "for other programs the first letter of cells that a spreadsheet would run, or that would mean a skipped "
          "rank "
          "or an overvote: an apostrophe stands before them, which only this reader takes away");
  }

  const RankedVoices& voices_;
  const Electorate& electorate_;
  std::vector<std::string> cells_;  // of the options
  std::string separator_;
  std::vector<const TextColumn*> kept_;
  std::int64_t ranks_ = 1;
  bool row_begins_ = true;
  bool guarded_ = false;
  Written written_;
};

}  // namespace

Result<Written> write_ranked_csv(const Voices& voices) {
  const auto* ranked = std::get_if<RankedVoices>(&voices);
  if (ranked == nullptr)
    return fail(ProblemCode::vote_type,
                fmt::format("ranked CSV holds ranked voices; these are {}", voices_kind(voices)),
                "convert them first, or write another format");
  return Writer(*ranked).write();
}

}  // namespace comitia::io
