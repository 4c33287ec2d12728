// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Parameters and votes of a Condorcet Election Format file.
#include "comitia/io/cef.h"

#include <algorithm>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "comitia/io/cef_internal.h"
#include "comitia/io/reading.h"
#include "comitia/io/text_cursor.h"
#include "comitia/voices/text.h"

namespace comitia::io {
namespace {

using enum ProblemCode;

constexpr std::int64_t kMostVoters = std::int64_t{1} << 53;  // what the builder can weigh exactly

/// The parts of one line "tag, tag || A > B = C ^weight * count", with the numbers as written.
struct Parts {
  std::string_view tags;
  std::string_view ranking;
  std::optional<std::string_view> weight;
  std::optional<std::string_view> count;
};

/// A vote that waits until all candidates are known; its ranking is a range of the shared list.
struct Vote {
  std::size_t ranking_end = 0;
  std::int64_t weight = 1;
  std::int64_t count = 1;
  std::string tags;
};

struct Place {
  OptionId candidate;
  bool joined = false;  ///< ranked equal to the one before
};

/// Calls part(text) for each part between separators, without blanks around it, until one call returns false.
template <class Part>
bool split(std::string_view text, char separator, Part&& part) {
  for (;;) {
    const auto end = std::min(text.find(separator), text.size());
    if (!part(trim(text.substr(0, end)))) return false;
    if (end == text.size()) return true;
    text.remove_prefix(end + 1);
  }
}

std::optional<std::int64_t> positive(std::string_view text) {
  const auto value = parse_integer(text);
  return value && *value >= 1 && *value <= kMostVoters ? value : std::nullopt;
}

/// A name as voices hold it: in normal form C, blanks for control characters.
std::string cleaned(std::string_view name) {
  std::string text = to_nfc(name);
  for (char& c : text)
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) c = ' ';
  return std::string(trim(text));
}

class Election {
 public:
  explicit Election(Reading& reading) : reading_(reading), builder_(BallotKind::ranked) {}
  Result<ReadResult> read() &&;

 private:
  void read_parameter(std::string_view line);
  void set_parameter(std::string_view key, std::string_view value);
  void read_candidates(std::string_view value);
  void read_flag(std::string_view value, std::optional<bool>& flag);
  std::optional<OptionId> find_candidate(std::string_view written) const;
  std::optional<OptionId> add_candidate(std::string_view written);

  void read_vote(std::string_view line);
  /// The parts of a line, or nothing when it was dropped; the same for its ranking.
  std::optional<Parts> split_vote(std::string_view line);
  bool scan_ranking(std::string_view ranking);
  bool scan_candidate(std::string_view written, bool joined);
  void add_votes();

  Reading& reading_;
  VoicesBuilder builder_;
  std::unordered_map<std::string, OptionId> candidates_;
  std::optional<std::string_view> stated_candidates_;
  std::optional<bool> implicit_;
  std::optional<bool> weight_allowed_;
  bool voting_ = false;  ///< the first vote was read; parameters are over
  bool too_many_ = false;
  std::vector<Vote> votes_;
  std::vector<Place> places_;            ///< the rankings of all votes, one after the other
  std::vector<std::int64_t> last_vote_;  ///< by candidate: the last line that ranks it
  std::int64_t lines_ = 0;
};

void Election::read_parameter(std::string_view line) {
  if (voting_) {
    reading_.mend(parameter_order, line, "a parameter stands behind the first vote",
                  "parameters come before the votes");
    return;
  }
  const auto colon = line.find(':');
  if (colon == std::string_view::npos) {
    reading_.mend(syntax, line, "a parameter without a colon", "#/Name: value");
    return;
  }
  const auto key = line.substr(2, colon - 2);
  if (key != trim(key) || key.empty())
    reading_.mend(syntax, key, "the name of a parameter stands directly between '#/' and ':'", "#/Name: value");
  const auto value = line.substr(colon + 1);
  const auto comment = value.find('#');
  if (comment != std::string_view::npos)
    reading_.mend(syntax, value.substr(comment), "a comment on the line of a parameter", "put it on a line of its own");
  set_parameter(trim(key), trim(value.substr(0, comment)));
}

void Election::set_parameter(std::string_view key, std::string_view value) {
  auto& electorate = builder_.electorate();
  const auto is_new = [&](bool known) {
    if (known)
      reading_.mend(syntax, key, fmt::format("the parameter '{}' is stated twice", key), "keep one of the lines");
    return !known;
  };
  if (equal_ignoring_case(key, "Candidates")) {
    if (is_new(stated_candidates_.has_value())) read_candidates(value);
  } else if (equal_ignoring_case(key, "Number of Seats") || equal_ignoring_case(key, "Number of Seat")) {
    if (!is_new(electorate.seats.has_value())) return;
    electorate.seats = positive(value);
    if (!electorate.seats)
      reading_.mend(seats, value, fmt::format("'{}' is not a number of seats", value), "a whole number from 1");
  } else if (equal_ignoring_case(key, cef::kImplicitRanking)) {
    if (is_new(implicit_.has_value())) read_flag(value, implicit_);
  } else if (equal_ignoring_case(key, "Weight Allowed")) {
    if (is_new(weight_allowed_.has_value())) read_flag(value, weight_allowed_);
  } else {
    electorate.attributes.emplace_back(key, value);
  }
}

void Election::read_flag(std::string_view value, std::optional<bool>& flag) {
  if (equal_ignoring_case(value, "true") || equal_ignoring_case(value, "false")) {
    flag = equal_ignoring_case(value, "true");
  } else {
    reading_.mend(syntax, value, fmt::format("'{}' is neither true nor false", value), "true or false");
  }
}

void Election::read_candidates(std::string_view value) {
  stated_candidates_ = value;
  split(value, ';', [&](std::string_view candidate) {
    if (candidate.empty()) {
      reading_.mend(name, candidate, "a candidate without a name", "#/Candidates: A ; B ; C");
    } else if (find_candidate(candidate)) {
      reading_.mend(duplicate_id, candidate, fmt::format("the candidate '{}' is listed twice", candidate),
                    "list each candidate once");
    } else {
      add_candidate(candidate);
    }
    return true;
  });
}

std::optional<OptionId> Election::find_candidate(std::string_view written) const {
  const auto found = candidates_.find(cleaned(written));
  return found == candidates_.end() ? std::nullopt : std::optional(found->second);
}

std::optional<OptionId> Election::add_candidate(std::string_view written) {
  if (written.find_first_of(cef::kReserved) != std::string_view::npos)
    reading_.error(name, written, fmt::format("the name '{}' holds a reserved character", written),
                   fmt::format("reserved are {}", cef::kReserved));
  if (const auto fault = name_fault(written); !fault.empty())
    reading_.mend(name, written, fmt::format("the name '{}' {}", written, fault),
                  "write it in normal form C, without tabs");
  if (builder_.electorate().options.size() == kMostOptions) {
    if (!std::exchange(too_many_, true))
      reading_.error(too_large, written, fmt::format("more than {} candidates", kMostOptions));
    return std::nullopt;
  }
  auto id = cleaned(written);
  const auto option = builder_.add_option(id);
  candidates_.emplace(std::move(id), option);
  last_vote_.push_back(0);
  return option;
}

std::optional<Parts> Election::split_vote(std::string_view line) {
  Parts parts;
  parts.ranking = line;
  const auto refuse = [&](ProblemCode code, std::string_view where, std::string text, std::string hint) {
    reading_.drop(code, where, std::move(text), std::move(hint));
    return std::nullopt;
  };
  if (const auto bars = line.find("||"); bars != std::string_view::npos) {
    parts.tags = trim(line.substr(0, bars));
    parts.ranking = line.substr(bars + 2);
    if (const auto more = parts.ranking.find("||"); more != std::string_view::npos)
      return refuse(syntax, parts.ranking.substr(more, 2), "'||' stands twice", "tag, tag || A > B");
  }
  const auto star = parts.ranking.find('*');
  const auto caret = parts.ranking.find('^');
  if (caret != std::string_view::npos && star < caret)
    return refuse(syntax, parts.ranking.substr(star, 1), "the count stands before the weight",
                  "A > B ^7 * 8: weight 7, 8 times");
  if (star != std::string_view::npos) {
    parts.count = trim(parts.ranking.substr(star + 1));
    parts.ranking = parts.ranking.substr(0, star);
  }
  if (caret != std::string_view::npos) {
    parts.weight = trim(parts.ranking.substr(caret + 1));
    parts.ranking = parts.ranking.substr(0, caret);
  }
  if (parts.count && !positive(*parts.count))
    return refuse(multiplicity, *parts.count, fmt::format("'{}' is not a number of votes", *parts.count), "A > B * 8");
  if (parts.weight && !positive(*parts.weight))
    return refuse(weight, *parts.weight, fmt::format("'{}' is not a weight", *parts.weight),
                  "a whole number from 1: A > B ^7");
  parts.ranking = trim(parts.ranking);
  if (parts.ranking.empty())
    return refuse(syntax, parts.ranking, "a vote without a ranking",
                  fmt::format("a blank vote is {}", cef::kBlankVote));
  return parts;
}

bool Election::scan_candidate(std::string_view written, bool joined) {
  if (written.empty()) {
    reading_.drop(syntax, written, "a place of the ranking is empty", "A > B = C");
    return false;
  }
  if (const auto at = written.find_first_of("/<|;,"); at != std::string_view::npos) {
    reading_.drop(syntax, written.substr(at), fmt::format("'{}' inside a ranking", written[at]),
                  "a ranking is A > B = C, or a blank one as a whole");
    return false;
  }
  auto candidate = find_candidate(written);
  if (!candidate && stated_candidates_) {
    reading_.note(unknown_option, written, fmt::format("'{}' is no candidate and is left out", written));
    return true;
  }
  if (!candidate) candidate = add_candidate(written);
  if (!candidate) return false;
  if (std::exchange(last_vote_[candidate->value], lines_) == lines_) {
    reading_.drop(duplicate_option, written, fmt::format("the vote ranks '{}' twice", written),
                  "rank each candidate once");
    return false;
  }
  places_.push_back({*candidate, joined});
  return true;
}

bool Election::scan_ranking(std::string_view ranking) {
  for (const auto blank : cef::kBlankVotes) {
    if (equal_ignoring_case(ranking, blank)) return true;
  }
  return split(ranking, '>', [&](std::string_view group) {
    const auto begin = places_.size();
    return split(group, '=', [&](std::string_view written) { return scan_candidate(written, places_.size() > begin); });
  });
}

void Election::read_vote(std::string_view line) {
  voting_ = true;
  ++lines_;
  const auto parts = split_vote(line);
  if (!parts) return;
  const auto begin = places_.size();
  if (!scan_ranking(parts->ranking)) return places_.resize(begin);
  Vote vote;
  vote.ranking_end = places_.size();
  vote.count = parts->count ? *positive(*parts->count) : 1;
  if (parts->weight && weight_allowed_.value_or(false)) {
    vote.weight = *positive(*parts->weight);
  } else if (parts->weight) {
    reading_.note(weight, *parts->weight, "the weight is ignored, since the parameter Weight Allowed is not true");
  }
  split(parts->tags, ',', [&](std::string_view tag) {
    if (!tag.empty()) fmt::format_to(std::back_inserter(vote.tags), "{}{}", vote.tags.empty() ? "" : ",", tag);
    return true;
  });
  votes_.push_back(std::move(vote));
}

void Election::add_votes() {
  Strings tags;
  bool any_tags = false;
  std::size_t at = 0;
  for (const auto& vote : votes_) {
    for (; at < vote.ranking_end; ++at) {
      if (!places_[at].joined) builder_.next_group();
      builder_.rank(places_[at].candidate);
    }
    builder_.end_voice({}, vote.count, Rational(vote.weight));
    tags.push_back(vote.tags);
    any_tags = any_tags || !vote.tags.empty();
  }
  auto& electorate = builder_.electorate();
  if (any_tags) electorate.voices.columns.push_back({std::string(kCefTags), std::move(tags)});
  if (implicit_) electorate.attributes.emplace_back(cef::kImplicitRanking, *implicit_ ? "true" : "false");
}

Result<ReadResult> Election::read() && {
  LineCursor cursor(reading_.text());
  for (auto next = cursor.next(); next && reading_.goes_on(); next = cursor.next()) {
    const auto line = *next;
    const auto content = trim(line);
    if (content.starts_with("#/")) {
      if (!line.starts_with("#/"))
        reading_.mend(syntax, content, "a parameter does not start at the beginning of its line",
                      "remove the blanks before it");
      read_parameter(content);
    } else if (const auto vote = trim(content.substr(0, content.find('#'))); !vote.empty()) {
      read_vote(vote);
    }
  }
  if (implicit_ == false) {
    reading_.note(
        format, {},
        "Implicit Ranking is false, but here candidates that a vote leaves out stand below those that it ranks",
        "rules that compare candidates in pairs may give another result");
  }
  add_votes();
  return std::move(reading_).finish(std::move(builder_));
}

}  // namespace

int recognise_cef(std::string_view first_bytes, std::string_view name) {
  const auto dot = name.rfind('.');
  if (dot != std::string_view::npos && equal_ignoring_case(name.substr(dot), ".cvotes")) return 2;
  LineCursor cursor(first_bytes);
  while (const auto line = cursor.next()) {
    if (!line->starts_with("#/")) continue;
    const auto key = line->substr(2, std::min(line->find(':'), line->size()) - 2);
    for (const auto known : cef::kParameters) {
      if (equal_ignoring_case(trim(key), known)) return 2;
    }
  }
  return 0;
}

Result<ReadResult> read_cef(const Source& source, const ReadOptions& options) {
  Reading reading(source, options);
  if (!reading.failed() && reading.text().empty()) reading.error(empty, reading.text(), "the file is empty");
  if (reading.failed()) return std::move(reading).failure();
  return Election(reading).read();
}

}  // namespace comitia::io
