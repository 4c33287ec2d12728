// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// From the lines of an ABIF file to voices; abif.h says what decides the kind and when order and scores agree.
#include <algorithm>
#include <limits>
#include <set>
#include <span>
#include <unordered_map>
#include <utility>

#include <fmt/format.h>

#include "comitia/io/abif.h"
#include "comitia/io/abif_lines_internal.h"
#include "comitia/io/option_index.h"
#include "comitia/io/reading.h"
#include "comitia/io/text_cursor.h"

namespace comitia::io {
namespace {

using abif::Candidate;
using abif::Complaint;
using abif::LineReader;
using abif::Pair;
using abif::Vote;

enum class Line { nothing, header, metadata, candidate, vote, old_candidate };

Line sort_of(std::string_view line, bool first) {
  const std::string_view text = trim(line);
  if (text.empty() || text.front() == '#') return Line::nothing;
  if (text.front() == '{') return Line::metadata;
  if (is_digit(text.front())) return Line::vote;
  if (text.front() == '[') return Line::old_candidate;
  if (first && text.starts_with("ABIF")) {
    const std::string_view rest = trim(text.substr(4));
    const bool header = rest.empty() || rest.front() == '#' || rest.front() == '{' || is_digit(rest.front());
    if (header && (text.size() == 4 || text[4] != '#')) return Line::header;
  }
  return Line::candidate;
}

/// An item whose option is known.
struct Mark {
  OptionId option;
  char link = 0;
  std::optional<std::int64_t> score;
  std::string_view where;
};

struct Ballot {
  std::int64_t count = 0;
  std::size_t first = 0;  ///< its marks are marks_[first, last)
  std::size_t last = 0;
  std::string_view where;
  std::string_view data;
};

class Reader {
 public:
  Reader(const Source& source, const ReadOptions& options) : reading_(source, options), options_(reading_) {}

  Result<ReadResult> read() {
    read_lines();
    if (reading_.failed()) return std::move(reading_).failure();
    VoicesBuilder builder(kind());
    options_.fill(builder);
    Electorate& electorate = builder.electorate();
    electorate.title = std::move(title_);
    electorate.seats = seats_;
    electorate.attributes = std::move(attributes_);
    for (const Ballot& ballot : ballots_) add(builder, ballot);
    if (with_data_) electorate.voices.columns.push_back({"data", std::move(data_)});
    note_what_is_not_kept(builder.kind());
    return std::move(reading_).finish(std::move(builder));
  }

 private:
  enum class Stated { nothing, ranked, rated, choose_many, choose_one };

  void mend(const Complaint& complaint) {
    reading_.mend(complaint.code, complaint.where, complaint.text, complaint.hint);
  }

  void read_lines() {
    LineCursor lines(reading_.text());
    bool first = true;
    for (auto line = lines.next(); line && reading_.goes_on(); line = lines.next()) {
      const Line sort = sort_of(*line, first);
      if (sort == Line::nothing) continue;
      first = false;
      LineReader reader(*line);
      if (sort == Line::vote) {
        if (auto vote = reader.vote())
          take_vote(*vote);
        else
          refuse_vote(reader.complaint());
      } else if (sort == Line::candidate) {
        if (auto candidate = reader.candidate())
          take_candidate(*std::move(candidate));
        else
          mend(reader.complaint());
      } else if (sort == Line::old_candidate) {
        reading_.mend(ProblemCode::syntax, trim(*line).substr(0, 1), "a line cannot begin with a bracket",
                      "declare a candidate as =token:[Full Name]");
      } else {
        auto pairs = sort == Line::header ? reader.header() : reader.metadata();
        if (!pairs)
          mend(reader.complaint());
        else
          for (Pair& pair : *pairs) take_metadata(std::move(pair));
      }
    }
  }

  void refuse_vote(const Complaint& complaint) {
    reading_.drop(complaint.code, complaint.where, complaint.text, complaint.hint);
  }

  void take_metadata(Pair pair) {
    const std::string& key = pair.key.text;
    if (!seen_.insert(key).second) {
      reading_.mend(ProblemCode::duplicate_id, pair.key.where, fmt::format("the metadata give {} twice", key),
                    "keep one of them");
      return;
    }
    if (key == "title") {
      title_ = std::move(pair.value.text);
    } else if (key == "seats") {
      const auto seats = parse_integer(pair.value.text);
      if (seats && *seats >= 1)
        seats_ = seats;
      else
        reading_.mend(ProblemCode::seats, pair.value.where, "seats is a number from 1 on", "as in {seats: 3}");
    } else {
      if (key == "ballot_type") take_ballot_type(pair);
      attributes_.emplace_back(std::move(pair.key.text), std::move(pair.value.text));
    }
  }

  void take_ballot_type(const Pair& pair) {
    const std::string& value = pair.value.text;
    if (value == "ranked")
      stated_ = Stated::ranked;
    else if (value == "rated")
      stated_ = Stated::rated;
    else if (value == "choose_many")
      stated_ = Stated::choose_many;
    else if (value == "choose_one")
      stated_ = Stated::choose_one;
    else if (value != "null")
      reading_.note(ProblemCode::vote_type, pair.value.where,
                    fmt::format("the ballot_type {} is none that we know; the votes themselves decide", value),
                    "ranked, rated, choose_many or choose_one");
  }

  void take_candidate(Candidate candidate) {
    std::string name = name_of(reading_, candidate.name.text, candidate.name.where);
    auto option = options_.find(candidate.token.text);
    if (option && declared(*option)) {
      reading_.mend(ProblemCode::duplicate_id, candidate.token.where,
                    fmt::format("the candidate {} is declared twice", candidate.token.text), "keep one of the lines");
      return;
    }
    if (option)
      options_.set_name(*option, name);  // a vote named the token first
    else
      option = options_.declare(candidate.token.text, name, candidate.token.where);
    if (!option) return;
    declared_.resize(static_cast<std::size_t>(options_.size()), false);
    declared_[option->value] = true;
    const auto [at, added] = by_name_.emplace(std::move(name), *option);
    if (!added && at->second != *option) at->second = kAmbiguous;
  }

  bool declared(OptionId option) const { return option.value < declared_.size() && declared_[option.value]; }

  std::optional<OptionId> find_option(const abif::Token& token) {
    if (const auto known = options_.find(token.text)) return known;
    if (token.bracketed) {
      const auto named = by_name_.find(token.text);
      if (named != by_name_.end() && named->second != kAmbiguous) return named->second;
      if (named != by_name_.end()) {
        reading_.error(ProblemCode::name, token.where, fmt::format("several candidates are called {}", token.text),
                       "write the token of the one that is meant");
        return std::nullopt;
      }
    }
    const auto option = options_.find_or_declare(token.text, token.where);
    if (option) undeclared_.emplace_back(*option, token.where);
    return option;
  }

  void take_vote(const Vote& vote) {
    if (!vote.star.empty())
      reading_.mend(ProblemCode::syntax, vote.star, "a colon should stand between count and ballot, not a *",
                    "as in 3:A>B");
    Ballot ballot{vote.count, marks_.size(), marks_.size(), vote.where, vote.data};
    for (const abif::Item& item : vote.items) {
      const auto option = find_option(item.option);
      if (!option) return marks_.resize(ballot.first);
      marks_.push_back({*option, item.link, item.score, item.option.where});
    }
    ballot.last = marks_.size();
    with_data_ |= !vote.data.empty();
    ballots_.push_back(ballot);
  }

  std::span<const Mark> marks(const Ballot& ballot) const {
    return std::span<const Mark>(marks_).subspan(ballot.first, ballot.last - ballot.first);
  }

  BallotKind kind() const {
    if (stated_ == Stated::ranked) return BallotKind::ranked;
    if (stated_ == Stated::rated) return BallotKind::scored;
    if (stated_ != Stated::nothing) return BallotKind::approval;
    bool ordered = false;
    bool all_scored = !marks_.empty();
    for (const Mark& mark : marks_) {
      ordered |= mark.link == '>' || mark.link == '=';
      all_scored &= mark.score.has_value();
    }
    return !ordered && all_scored ? BallotKind::scored : BallotKind::ranked;
  }

  // ---- ballots -----------------------------------------------------------------------------------------------------

  void add(VoicesBuilder& builder, const Ballot& ballot) {
    const auto marked = marks(ballot);
    bool good = agrees(marked);
    if (good && builder.kind() == BallotKind::ranked) good = rank(builder, marked);
    if (good && builder.kind() == BallotKind::scored) good = score(builder, marked);
    if (good && builder.kind() == BallotKind::approval) good = approve(builder, marked);
    if (!good) return builder.drop_ballot();
    if (builder.end_voice({}, ballot.count) == VoicesBuilder::EndVoice::duplicate_option) {
      const OptionId twice = builder.duplicate();
      const auto second =
          std::find_if(marked.rbegin(), marked.rend(), [&](const Mark& m) { return m.option == twice; });
      drop(ProblemCode::duplicate_option, second == marked.rend() ? ballot.where : second->where,
           fmt::format("the ballot names {} twice", options_.id(twice)), "name each candidate once");
      return;
    }
    if (with_data_) data_.push_back(ballot.data);
  }

  bool drop(ProblemCode code, std::string_view where, std::string text, std::string hint) {
    reading_.drop(code, where, std::move(text), std::move(hint));
    return false;
  }

  /// Do the scores go down with the order? ">" may separate equal scores; "=" may not join different ones.
  bool agrees(std::span<const Mark> marked) {
    std::int64_t least_above = std::numeric_limits<std::int64_t>::max();
    std::int64_t least_here = least_above;
    const Mark* equal = nullptr;  // the last scored item of the run of "=" that reaches the current one
    for (const Mark& mark : marked) {
      if (mark.link == '>') least_above = least_here;
      if (mark.link != '=') equal = nullptr;
      if (!mark.score) continue;
      if (*mark.score > least_above || (equal != nullptr && *equal->score != *mark.score))
        return drop(ProblemCode::rank_score_conflict, mark.where,
                    fmt::format("the score {} of {} contradicts the order", *mark.score, options_.id(mark.option)),
                    "give lower ranks lower scores, and equal ranks equal ones");
      least_here = std::min(least_here, *mark.score);
      equal = &mark;
    }
    return true;
  }

  bool rank(VoicesBuilder& builder, std::span<const Mark> marked) {
    for (std::size_t at = 0; at < marked.size();) {
      std::size_t end = at + 1;
      while (end < marked.size() && marked[end].link != '>') ++end;
      if (at > 0) builder.next_group();
      if (!rank_level(builder, marked.subspan(at, end - at))) return false;
      at = end;
    }
    return true;
  }

  /// Items without ">" between them: equals, unless commas leave the order to scores.
  bool rank_level(VoicesBuilder& builder, std::span<const Mark> level) {
    scores_kept_ = scores_kept_ && std::none_of(level.begin(), level.end(), [](const Mark& m) { return m.score; });
    const auto comma = [](const Mark& mark) { return mark.link == ','; };
    const auto unscored = [](const Mark& mark) { return !mark.score; };
    const auto open = std::find_if(level.begin(), level.end(), unscored);
    const bool by_scores = std::any_of(level.begin() + 1, level.end(), comma) && open == level.end();
    if (std::any_of(level.begin() + 1, level.end(), comma) && open != level.end() &&
        !std::all_of(level.begin(), level.end(), unscored))
      return drop(ProblemCode::rank_score_conflict, open->where,
                  fmt::format("the place of {} is open: a comma leaves it to the score, and there is none",
                              options_.id(open->option)),
                  "give each item of a comma list a score, or none");
    std::vector<Mark> sorted(level.begin(), level.end());
    if (by_scores)
      std::sort(sorted.begin(), sorted.end(), [](const Mark& a, const Mark& b) {
        return *a.score != *b.score ? *a.score > *b.score : a.option < b.option;
      });
    for (std::size_t i = 0; i < sorted.size(); ++i) {
      if (i > 0 && by_scores && *sorted[i].score != *sorted[i - 1].score) builder.next_group();
      builder.rank(sorted[i].option);
    }
    return true;
  }

  bool score(VoicesBuilder& builder, std::span<const Mark> marked) {
    const Mark* above = nullptr;
    for (const Mark& mark : marked) {
      if (!mark.score)
        return drop(ProblemCode::points, mark.where,
                    fmt::format("{} has no score, but the ballots are rated", options_.id(mark.option)),
                    "write it as token/score");
      if (mark.link == '>' && *above->score == *mark.score) ++orders_lost_;
      above = &mark;
      builder.score(mark.option, *mark.score);
    }
    return true;
  }

  bool approve(VoicesBuilder& builder, std::span<const Mark> marked) {
    std::int64_t approved = 0;
    for (const Mark& mark : marked) {
      const bool ranks = mark.link == '>' && !mark.score;
      if (ranks || (mark.score && *mark.score != 0 && *mark.score != 1))
        return drop(ProblemCode::vote_type, mark.where,
                    fmt::format("approval ballots are stated, but {} is {}", options_.id(mark.option),
                                ranks ? std::string("ranked") : fmt::format("given {} points", *mark.score)),
                    "join what is approved by =, or give it the score 1 and the rest 0");
      if (mark.score && *mark.score == 0) continue;
      if (++approved > 1 && stated_ == Stated::choose_one)
        return drop(ProblemCode::ballot_limits, mark.where, "choose_one ballots name one option at most",
                    "state {ballot_type: \"choose_many\"}");
      builder.approve(mark.option);
    }
    return true;
  }

  void note_what_is_not_kept(BallotKind kind) {
    if (kind == BallotKind::ranked && !scores_kept_)
      reading_.note(ProblemCode::vote_type, {},
                    "the ballots are ranked: their scores agree with the order and are not kept",
                    "state {ballot_type: \"rated\"} to read the scores instead");
    if (orders_lost_ > 0)
      reading_.note(
          ProblemCode::vote_type, {},
          fmt::format("on {} lines > stands between equal scores; rated voices do not keep that", orders_lost_),
          "state {ballot_type: \"ranked\"} to read the order instead");
    if (declared_.empty()) return;
    for (const auto& [option, where] : undeclared_)
      if (!declared(option))
        reading_.note(ProblemCode::unknown_option, where,
                      fmt::format("no line declares the candidate {}; taken as one more", options_.id(option)),
                      fmt::format("add a line =token:[{}]", options_.id(option)));
  }

  static constexpr OptionId kAmbiguous{std::numeric_limits<std::uint32_t>::max()};

  Reading reading_;
  OptionIndex options_;
  std::vector<bool> declared_;                         // by option
  std::unordered_map<std::string, OptionId> by_name_;  // only looked up
  std::vector<std::pair<OptionId, std::string_view>> undeclared_;
  std::vector<Mark> marks_;
  std::vector<Ballot> ballots_;
  Strings data_;
  bool with_data_ = false;
  Stated stated_ = Stated::nothing;
  std::string title_;
  std::optional<std::int64_t> seats_;
  std::vector<std::pair<std::string, std::string>> attributes_;
  std::set<std::string> seen_;
  bool scores_kept_ = true;
  std::int64_t orders_lost_ = 0;
};

}  // namespace

int recognise_abif(std::string_view first_bytes, std::string_view name) {
  if (name.ends_with(".abif") || name.ends_with(".ABIF")) return 2;
  if (first_bytes.starts_with("\xEF\xBB\xBF")) first_bytes.remove_prefix(3);
  LineCursor lines(first_bytes);
  while (const auto line = lines.next()) {
    const Line sort = sort_of(*line, true);
    LineReader reader(*line);
    switch (sort) {
      case Line::nothing:
        continue;
      case Line::header:
        return reader.header() ? 2 : 0;
      case Line::metadata:
        if (!reader.metadata()) return 0;
        continue;  // may be any JSON so far
      case Line::candidate:
        return trim(*line).starts_with('=') && reader.candidate() ? 2 : 0;
      case Line::vote: {
        const auto vote = reader.vote();
        if (!vote || !vote->star.empty()) return 0;
        return std::any_of(vote->items.begin(), vote->items.end(), [](const auto& item) { return item.link == '>'; })
                   ? 2
                   : 1;
      }
      case Line::old_candidate:
        return 0;
    }
  }
  return 0;
}

Result<ReadResult> read_abif(const Source& source, const ReadOptions& options) {
  return Reader(source, options).read();
}

}  // namespace comitia::io
