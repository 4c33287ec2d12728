// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Reads ranked CSV: one row a ballot, one column a rank. Clean-up is a policy, never silent: a ballot that a policy
// does not allow is refused at its cell, and what a policy mends is counted.
#include <algorithm>
#include <unordered_set>
#include <utility>

#include <fmt/format.h>

#include "comitia/io/ranked_csv.h"
#include "comitia/io/ranked_csv_internal.h"

namespace comitia::io {
namespace {

using namespace ranked_csv;

enum class Overvote { refuse, exhaust, skip, equal };
enum class Skipped { refuse, skip, exhaust_at_two };
enum class Repeated { refuse, first };

struct Policies {
  Overvote overvote = Overvote::refuse;
  Skipped skipped = Skipped::skip;
  Repeated repeated = Repeated::first;

  static Result<Policies> from(const ReadOptions& options) {
    Policies policies;
    Problems problems;
    const auto choose = [&](std::string_view policy, const std::string& word, auto& value, const auto& words) {
      for (const auto& [known, meant] : words)
        if (word == known) return void(value = meant);
      problems.add({ProblemCode::option_range, {}, fmt::format("there is no {} policy called {}", policy, word), {}});
    };
    choose("overvote", options.overvote, policies.overvote,
           std::initializer_list<std::pair<std::string_view, Overvote>>{{"refuse", Overvote::refuse},
                                                                        {"exhaust", Overvote::exhaust},
                                                                        {"skip", Overvote::skip},
                                                                        {"equal", Overvote::equal}});
    choose("skipped-rank", options.skipped_rank, policies.skipped,
           std::initializer_list<std::pair<std::string_view, Skipped>>{
               {"refuse", Skipped::refuse}, {"skip", Skipped::skip}, {"exhaust-at-two", Skipped::exhaust_at_two}});
    choose("repeated-rank", options.repeated_rank, policies.repeated,
           std::initializer_list<std::pair<std::string_view, Repeated>>{{"refuse", Repeated::refuse},
                                                                        {"first", Repeated::first}});
    if (!problems.empty()) return fail(std::move(problems));
    return policies;
  }
};

/// Ballots that a policy mended, and where the first of them stands.
struct Mended {
  std::int64_t ballots = 0;
  std::string_view first;

  void add(std::int64_t count, std::string_view where) {
    if (ballots == 0) first = where;
    ballots += count;
  }
};

struct Columns {
  std::size_t width = 0;
  std::optional<std::size_t> id, count, weight;
  std::vector<std::size_t> ranks;  ///< the column of rank 1, 2, ...
  std::vector<std::size_t> kept;
  std::vector<std::string> kept_names;
};

class Reader {
 public:
  Reader(Reading& reading, OptionIndex& options, const Preamble& preamble, const Policies& policies)
      : reading_(reading), options_(options), preamble_(preamble), policies_(policies), builder_(BallotKind::ranked) {}

  void read(const std::vector<Cell>& header, std::string_view rest) {
    take_header(header);
    if (reading_.failed()) return;
    builder_.electorate().title = preamble_.title;
    builder_.electorate().seats = preamble_.seats;
    options_.fill(builder_);
    kept_.resize(columns_.kept.size());
    RowCursor rows(rest, ',');
    for (auto step = rows.next(cells_); step != RowCursor::Step::end && reading_.goes_on(); step = rows.next(cells_))
      if (check_step(step, rows, reading_)) take_row(rows.row());
    note_mendings();
    auto& columns = builder_.electorate().voices.columns;
    for (std::size_t i = 0; i < kept_.size(); ++i) columns.push_back({columns_.kept_names[i], std::move(kept_[i])});
  }

  VoicesBuilder& builder() { return builder_; }

 private:
  void take_header(const std::vector<Cell>& header) {
    columns_.width = header.size();
    for (std::size_t i = 0; i < header.size(); ++i) {
      const std::string_view title = trim(unguarded(header[i].text(buffer_)));
      const std::int64_t rank = rank_of_column(title);
      if (rank > 0)
        take_rank_column(rank, i, header[i]);
      else if (is_id_column(title))
        take_column(columns_.id, i, header[i]);
      else if (equal_ignoring_case(title, "count"))
        take_column(columns_.count, i, header[i]);
      else if (equal_ignoring_case(title, "weight"))
        take_column(columns_.weight, i, header[i]);
      else {
        columns_.kept.push_back(i);
        columns_.kept_names.emplace_back(title);
      }
    }
    const auto gap = std::find(columns_.ranks.begin(), columns_.ranks.end(), kNone);
    if (columns_.ranks.empty())
      reading_.error(ProblemCode::column, header.front().source, "no column of the header names a rank",
                     "call the columns rank1, rank2, ...");
    else if (gap != columns_.ranks.end())
      reading_.error(ProblemCode::column, header.front().source,
                     fmt::format("there is no column for rank {}", gap - columns_.ranks.begin() + 1));
  }

  void take_rank_column(std::int64_t rank, std::size_t column, const Cell& cell) {
    const auto at = static_cast<std::size_t>(rank) - 1;
    if (at >= columns_.width)
      return reading_.error(ProblemCode::column, cell.source,
                            fmt::format("rank {} is more than there are columns", rank),
                            "number the ranks 1, 2, 3, ...");
    if (at >= columns_.ranks.size()) columns_.ranks.resize(at + 1, kNone);
    if (columns_.ranks[at] != kNone)
      return reading_.error(ProblemCode::column, cell.source, fmt::format("rank {} has two columns", rank));
    columns_.ranks[at] = column;
  }

  void take_column(std::optional<std::size_t>& column, std::size_t at, const Cell& cell) {
    if (column)
      reading_.error(ProblemCode::column, cell.source,
                     fmt::format("{} has the same meaning as a column before it", cell.text()),
                     "rename one of the two");
    else
      column = at;
  }

  void take_row(std::string_view row) {
    const bool blank = cells_.size() == 1 && cells_.front().empty();
    if (blank && columns_.width > 1) return;
    if (cells_.size() != columns_.width)
      return reading_.drop(ProblemCode::column,
                           cells_.size() < columns_.width ? row.substr(row.size()) : cells_[columns_.width].source,
                           fmt::format("the row has {} cells, the header {}", cells_.size(), columns_.width));
    std::int64_t count = 1;
    Rational weight(1);
    if (!read_count(count) || !read_weight(weight)) return;
    std::string id;
    if (!read_id(id) || !read_ranks(count)) return builder_.drop_ballot();
    if (columns_.id) ids_.insert(id);
    builder_.end_voice(id, count, weight);
    for (std::size_t i = 0; i < kept_.size(); ++i)
      kept_[i].push_back(unguarded(cells_[columns_.kept[i]].text(buffer_)));
  }

  bool drop(ProblemCode code, std::string_view where, std::string text, std::string hint = {}) {
    reading_.drop(code, where, std::move(text), std::move(hint));
    return false;
  }

  bool read_count(std::int64_t& count) {
    if (!columns_.count) return true;
    const Cell& cell = cells_[*columns_.count];
    const auto value = parse_integer(trim(cell.text(buffer_)));
    if (!value) return drop(ProblemCode::number, cell.source, "a count is a whole number");
    if (*value < 1) return drop(ProblemCode::multiplicity, cell.source, "a count is 1 or more", "leave the row out");
    count = *value;
    return true;
  }

  bool read_weight(Rational& weight) {
    if (!columns_.weight) return true;
    const Cell& cell = cells_[*columns_.weight];
    const auto value = Rational::parse(trim(cell.text(buffer_)));
    if (!value) return drop(ProblemCode::number, cell.source, "a weight is a number such as 1, 0.5 or 2/3");
    if (value->sign() <= 0) return drop(ProblemCode::weight, cell.source, "a weight is above 0");
    weight = *value;
    return true;
  }

  bool read_id(std::string& id) {
    if (!columns_.id) return true;
    const Cell& cell = cells_[*columns_.id];
    id = name_of(reading_, trim(unguarded(cell.text(buffer_))), cell.source);
    if (id.empty()) return drop(ProblemCode::name, cell.source, "the id of this ballot is empty");
    if (ids_.contains(id))
      return drop(ProblemCode::duplicate_id, cell.source, fmt::format("the id {} stands twice", id),
                  "give each ballot an id of its own, or leave the column out");
    return true;
  }

  /// The ballot of the current row; false when a policy refuses it, or an option is refused.
  bool read_ranks(std::int64_t count) {
    ++ballot_;
    marked_ = 0;
    met_ = {};
    std::size_t skipped = 0;  // ranks without a mark just before the current one
    std::string_view first_skipped;
    for (const std::size_t column : columns_.ranks) {
      const Cell& cell = cells_[column];
      const std::string_view text = trim(cell.text(buffer_));
      if (means_skipped(text)) {
        if (skipped++ == 0) first_skipped = cell.source;
        continue;
      }
      if (skipped > 0 && !pass_gap(first_skipped)) return false;
      if (skipped >= 2 && policies_.skipped == Skipped::exhaust_at_two) break;
      skipped = 0;
      if (!means_overvote(text)) {
        if (!read_mark(text, cell)) return false;
        continue;
      }
      if (!pass_overvote(cell)) return false;
      if (policies_.overvote == Overvote::exhaust) break;
    }
    if (met_.gap) skipped_.add(count, *met_.gap);
    if (met_.repeated) repeated_.add(count, *met_.repeated);
    if (met_.overvote) overvotes_.add(count, *met_.overvote);
    return true;
  }

  bool pass_gap(std::string_view where) {
    if (!met_.gap) met_.gap = where;
    return policies_.skipped != Skipped::refuse ||
           drop(ProblemCode::skipped_rank, where, "this rank is skipped, and a later one is given",
                "the policies skip and exhaust-at-two for skipped ranks mend this");
  }

  bool pass_overvote(const Cell& cell) {
    if (!met_.overvote) met_.overvote = cell.source;
    if (policies_.overvote == Overvote::exhaust || policies_.overvote == Overvote::skip) return true;
    return drop(ProblemCode::overvote, cell.source,
                policies_.overvote == Overvote::refuse ? "several options are marked at this rank"
                                                       : "the cell does not say which options are marked at this rank",
                "the policies exhaust and skip for overvotes mend this");
  }

  bool pass_repeated(OptionId option, const Cell& cell) {
    if (!met_.repeated) met_.repeated = cell.source;
    return policies_.repeated != Repeated::refuse ||
           drop(ProblemCode::repeated_rank, cell.source, fmt::format("{} is ranked a second time", options_.id(option)),
                "the policy first for repeated ranks mends this");
  }

  /// The option of a cell, or several equals where the source declares a separator for them.
  bool read_mark(std::string_view text, const Cell& cell) {
    const std::string& separator = preamble_.equal_ranks;
    bool group_is_open = marked_ == 0;
    for (bool more = true; more;) {
      std::string_view part = text;
      const std::size_t end = separator.empty() ? std::string_view::npos : text.find(separator);
      more = end != std::string_view::npos;
      if (more) {
        part = trim(text.substr(0, end));
        text = trim(text.substr(end + separator.size()));
      }
      const auto option = options_.find_or_declare(unguarded(part), cell.source);
      if (!option) return false;
      if (options_.size() != builder_.electorate().options.size()) options_.fill(builder_);
      last_use_.resize(static_cast<std::size_t>(options_.size()));
      if (std::exchange(last_use_[option->value], ballot_) == ballot_) {
        if (!pass_repeated(*option, cell)) return false;
        continue;
      }
      ++marked_;
      if (!std::exchange(group_is_open, true)) builder_.next_group();
      builder_.rank(*option);
    }
    return true;
  }

  void note_mendings() {
    const auto note = [&](ProblemCode code, const Mended& mended, std::string_view what) {
      if (mended.ballots > 0)
        reading_.note(code, mended.first, fmt::format("ballots that {}: {}; here is the first", what, mended.ballots));
    };
    note(ProblemCode::overvote, overvotes_,
         policies_.overvote == Overvote::exhaust ? "mark several options at one rank and end there"
                                                 : "mark several options at one rank, which was skipped");
    note(ProblemCode::skipped_rank, skipped_,
         policies_.skipped == Skipped::exhaust_at_two
             ? "skip ranks (one skipped rank was passed over, two in a row end the ballot)"
             : "skip ranks, which were passed over");
    note(ProblemCode::repeated_rank, repeated_, "rank an option again, where only the first place counts");
  }

  static constexpr auto kNone = static_cast<std::size_t>(-1);

  Reading& reading_;
  OptionIndex& options_;
  const Preamble& preamble_;
  const Policies policies_;
  VoicesBuilder builder_;
  Columns columns_;
  std::vector<Cell> cells_;
  std::string buffer_;
  std::unordered_set<std::string> ids_;  // only looked up
  std::int64_t ballot_ = 0;              // number of the current row
  std::int64_t marked_ = 0;              // options of the current ballot so far
  std::vector<std::int64_t> last_use_;   // by option: the row that ranked it last
  struct {
    std::optional<std::string_view> gap, repeated, overvote;
  } met_;  // where the current ballot needs mending first
  std::vector<Strings> kept_;
  Mended overvotes_, skipped_, repeated_;
};

}  // namespace

int recognise_ranked_csv(std::string_view first_bytes, std::string_view name) {
  const int by_name = name.ends_with(".csv") || name.ends_with(".CSV") ? 1 : 0;
  first_bytes = first_bytes.substr(0, first_bytes.rfind('\n'));  // the last line may be cut off
  const Source source = Source::from_text(std::string(first_bytes), std::string(name));
  Reading reading(source, {});
  OptionIndex options(reading);
  std::string_view rest = reading.text();
  read_preamble(rest, reading, options);
  RowCursor rows(rest, ',');
  std::vector<Cell> cells;
  if (rows.next(cells) != RowCursor::Step::row || (cells.size() < 2 && by_name == 0)) return by_name;
  if (is_tally(cells) && options.size() > 0) return 2;
  if (is_scottish(cells)) return cells.size() == 3 && cells.back().empty() ? 2 : by_name;
  const auto is_rank = [](const Cell& cell) { return rank_of_column(cell.text()) > 0; };
  return std::any_of(cells.begin(), cells.end(), is_rank) ? 2 : by_name;
}

Result<ReadResult> read_ranked_csv(const Source& source, const ReadOptions& read_options) {
  COMITIA_TRY(const Policies policies, Policies::from(read_options));
  Reading reading(source, read_options);
  OptionIndex options(reading);
  std::string_view rest = reading.text();
  const Preamble preamble = read_preamble(rest, reading, options);
  RowCursor rows(rest, ',');
  std::vector<Cell> header;
  const auto step = rows.next(header);
  if (step == RowCursor::Step::end && !reading.failed())
    reading.error(ProblemCode::empty, reading.text(), "there is no header row", "begin with rank1,rank2,...");
  if (step == RowCursor::Step::unclosed_quote || step == RowCursor::Step::text_after_quote)
    reading.error(ProblemCode::syntax, rows.trouble(), "the quotes of the header row do not match");
  if (reading.failed()) return std::move(reading).failure();
  if (is_scottish(header)) return read_scottish(std::move(reading), rest);
  if (is_tally(header)) return read_tally(std::move(reading), options, preamble, rows.rest());
  Reader reader(reading, options, preamble, policies);
  reader.read(header, rows.rest());
  return std::move(reading).finish(std::move(reader.builder()));
}

}  // namespace comitia::io
