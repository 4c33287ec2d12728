// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// The numbers of a BLT file: candidates, seats, withdrawn candidates, ballots.
#include "comitia/io/blt.h"

#include <algorithm>
#include <optional>
#include <unordered_set>
#include <utility>

#include <fmt/format.h>

#include "comitia/io/blt_internal.h"
#include "comitia/io/text_cursor.h"
#include "comitia/voices/text.h"

namespace comitia::io {
namespace blt {

void Tokens::skip_blanks_and_comments() {
  while (!rest_.empty()) {
    const char c = rest_.front();
    if (c == '\n') {
      line_is_new_ = true;
      rest_.remove_prefix(1);
    } else if (is_blank(c) || c == '\r') {
      rest_.remove_prefix(1);
    } else if (const auto comment = comment_length(rest_)) {
      rest_.remove_prefix(comment);
    } else {
      return;
    }
  }
}

void Tokens::advance() {
  skip_blanks_and_comments();
  token_ = {TokenKind::end, rest_.substr(0, 0), std::exchange(line_is_new_, false)};
  if (rest_.empty()) return;
  std::size_t length = 1;
  switch (rest_.front()) {
    case '=':
      token_.kind = TokenKind::equals;
      break;
    case '"':
      token_.kind = TokenKind::quote;
      break;
    case '(': {
      const auto close = rest_.find_first_of(")\n");
      const bool closed = close != std::string_view::npos && rest_[close] == ')';
      token_.kind = closed ? TokenKind::id : TokenKind::unclosed_id;
      if (!closed) break;
      token_.text = trim(rest_.substr(1, close - 1));
      rest_.remove_prefix(close + 1);
      return;
    }
    default:
      token_.kind = TokenKind::word;
      length = std::min(rest_.find_first_of(" \t\r\n=(\"#"), rest_.size());
      length = std::min(length, rest_.substr(0, length).find("/*"));
  }
  token_.text = rest_.substr(0, length);
  rest_.remove_prefix(length);
}

Token Tokens::take() {
  const Token taken = token_;
  behind_ = rest_;
  advance();
  return taken;
}

}  // namespace blt

namespace {

using blt::Token;
using blt::TokenKind;
using blt::Tokens;
using enum ProblemCode;

constexpr std::int64_t kMostVoters = std::int64_t{1} << 53;  // what the builder can weigh exactly

/// A preference of the ballot under way.
struct Preference {
  std::size_t candidate = 0;  ///< from 0
  bool joined = false;        ///< ranked equal to the one before
};

struct Ballot {
  std::string_view where;  ///< its first word
  std::string_view id;
  bool has_id = false;
  Rational weight = Rational(1);
  std::vector<Preference> preferences;
};

/// Why a ballot cannot be read.
struct Fault {
  ProblemCode code = syntax;
  std::string_view where;
  std::string text;
  std::string hint;
};

bool is_word(const Token& token, std::string_view text) { return token.kind == TokenKind::word && token.text == text; }

class Election {
 public:
  explicit Election(Reading& reading) : reading_(reading), tokens_(reading.text()), builder_(BallotKind::ranked) {}
  Result<ReadResult> read() &&;

 private:
  bool read_sizes();
  void read_withdrawn();
  /// The ballots and the lone 0.
  void read_ballots();
  void read_ballot();
  std::optional<Fault> scan_head();
  std::optional<Fault> scan_preferences();
  std::optional<Fault> scan_candidate(const Token& token, bool joined);
  Token take_of_ballot();
  void skip_rest_of_ballot();
  bool check_id();
  void add_ballot();
  void read_names();

  Reading& reading_;
  Tokens tokens_;
  VoicesBuilder builder_;
  std::int64_t candidates_ = 0;
  std::vector<bool> withdrawn_;
  std::vector<OptionId> options_;               ///< by candidate; unused for those who withdrew
  std::vector<std::int64_t> last_ballot_with_;  ///< by candidate
  std::int64_t ballots_ = 0;
  bool with_ids_ = false;
  std::unordered_set<std::string_view> ids_;
  // The ballot under way.
  Ballot ballot_;
  std::string_view last_word_;
  std::optional<Tokens> next_line_;  ///< where the ballot goes on on a further line
  std::string_view line_end_;        ///< the last word before that line
};

/// "4 2", the numbers of candidates and of seats. False: beyond repair.
bool Election::read_sizes() {
  const Token candidates = tokens_.take();
  if (candidates.kind == TokenKind::end) return reading_.error(empty, candidates.text, "the file is empty"), false;
  const auto count = parse_integer(candidates.text);
  if (candidates.kind != TokenKind::word || !count || *count < 0) {
    reading_.error(number, candidates.text, "the file does not start with the number of candidates",
                   "for example 4 2: four candidates, two seats");
    return false;
  }
  if (*count == 0) return reading_.error(no_options, candidates.text, "there is no candidate"), false;
  if (*count > kMostOptions) {
    reading_.error(too_large, candidates.text,
                   fmt::format("{} candidates; at most {} can be read", *count, kMostOptions));
    return false;
  }
  if (*count > std::ssize(reading_.text())) {
    reading_.error(name_count, candidates.text, fmt::format("{} names have no room in this file", *count));
    return false;
  }
  candidates_ = *count;
  withdrawn_.resize(static_cast<std::size_t>(candidates_));
  last_ballot_with_.resize(withdrawn_.size(), -1);

  const Token& seats = tokens_.peek();
  const auto seat_count = seats.kind == TokenKind::word ? parse_integer(seats.text) : std::nullopt;
  if (seat_count && *seat_count >= 1) {
    builder_.electorate().seats = seat_count;
  } else {
    reading_.error(ProblemCode::seats, seats.text, "the number of seats is not a whole number from 1",
                   "for example 4 2: four candidates, two seats");
  }
  if (seats.kind == TokenKind::word) tokens_.take();
  return true;
}

void Election::read_withdrawn() {
  while (tokens_.peek().kind == TokenKind::word && tokens_.peek().text.size() > 1 &&
         tokens_.peek().text.front() == '-') {
    const auto word = tokens_.take().text;
    const auto candidate = parse_integer(word.substr(1));
    if (!candidate || *candidate < 1 || *candidate > candidates_) {
      reading_.mend(index, word, fmt::format("there is no candidate {} who could withdraw", word.substr(1)),
                    fmt::format("-1 to -{}", candidates_));
    } else if (withdrawn_[static_cast<std::size_t>(*candidate - 1)]) {
      reading_.mend(duplicate_id, word, fmt::format("candidate {} withdraws twice", *candidate));
    } else {
      withdrawn_[static_cast<std::size_t>(*candidate - 1)] = true;
    }
  }
}

void Election::read_ballots() {
  for (std::size_t i = 0; i < withdrawn_.size(); ++i)
    options_.push_back(withdrawn_[i] ? OptionId{} : builder_.add_option(std::to_string(i + 1)));
  while (!is_word(tokens_.peek(), "0") && reading_.goes_on()) {
    const Token& token = tokens_.peek();
    if (token.kind == TokenKind::end || token.kind == TokenKind::quote) {
      reading_.mend(terminator, token.text, "the ballots are not ended by a 0 of its own",
                    "write a line 0 between ballots and names");
      return;
    }
    read_ballot();
  }
  tokens_.take();
}

/// Takes a token of the ballot and remembers where the ballot goes on on a further line.
Token Election::take_of_ballot() {
  if (tokens_.peek().first_on_line && !last_word_.empty() && !next_line_) {
    next_line_ = tokens_;
    line_end_ = last_word_;
  }
  const Token token = tokens_.take();
  last_word_ = token.text;
  return token;
}

void Election::read_ballot() {
  ++ballots_;
  ballot_ = {};
  last_word_ = {};
  next_line_.reset();
  auto fault = scan_head();
  if (!fault) fault = scan_preferences();
  if (!fault) {
    if (next_line_)
      reading_.note(terminator, line_end_, "the ballot goes on on the next line",
                    "if it should not, a 0 is missing here");
    add_ballot();
  } else if (next_line_) {
    // The other way to read it: the 0 is missing and the next line is a ballot of its own.
    reading_.drop(terminator, line_end_,
                  fmt::format("the ballot does not end with 0 on its line, and read on it fails: {}", fault->text),
                  "end each ballot with 0");
    tokens_ = *next_line_;
  } else {
    reading_.drop(fault->code, fault->where, std::move(fault->text), std::move(fault->hint));
    skip_rest_of_ballot();
  }
}

void Election::skip_rest_of_ballot() {
  for (;;) {
    const Token& token = tokens_.peek();
    if (token.kind == TokenKind::end || token.kind == TokenKind::quote || token.first_on_line) return;
    if (is_word(tokens_.take(), "0")) return;
  }
}

/// The id, if any, and the weight.
std::optional<Fault> Election::scan_head() {
  Token token = take_of_ballot();
  ballot_.where = token.text;
  if (token.kind == TokenKind::unclosed_id)
    return Fault{syntax, token.text, "the id of the ballot is not closed", "(id) 1 2 3 0"};
  if (token.kind == TokenKind::id) {
    ballot_.id = token.text;
    ballot_.has_id = true;
    token = take_of_ballot();
  }
  const auto value = token.kind == TokenKind::word ? Rational::parse(token.text) : std::nullopt;
  if (!value)
    return Fault{number, token.text, fmt::format("expected the weight of a ballot, found '{}'", token.text),
                 "a ballot is its weight, its candidates, and 0"};
  if (value->sign() <= 0 || *value > Rational(kMostVoters))
    return Fault{weight, token.text, fmt::format("the weight of the ballot is {}", token.text),
                 fmt::format("weights are above 0 and at most {}", kMostVoters)};
  ballot_.weight = *value;
  return std::nullopt;
}

std::optional<Fault> Election::scan_preferences() {
  const auto& skipped = reading_.options().skipped_rank;
  bool after_candidate = false;
  bool joined = false;
  int skipped_in_a_row = 0;
  bool exhausted = false;
  for (;;) {
    const auto kind = tokens_.peek().kind;
    if (kind == TokenKind::end || kind == TokenKind::quote)
      return Fault{terminator, tokens_.peek().text, "the ballot is not ended by 0", "end each ballot with 0"};
    const Token token = take_of_ballot();
    if (kind == TokenKind::equals ? !after_candidate || joined : joined && (is_word(token, "0") || is_word(token, "-")))
      return Fault{syntax, token.text, "'=' does not stand between two candidates",
                   "candidates ranked equally are written 2=3"};
    if (kind == TokenKind::id || kind == TokenKind::unclosed_id)
      return Fault{syntax, token.text, "a parenthesis inside a ballot",
                   "an id stands before the weight; candidates ranked equally are written 2=3"};
    if (kind == TokenKind::equals) {
      joined = true;
    } else if (is_word(token, "0")) {
      return std::nullopt;
    } else if (is_word(token, "-")) {
      if (skipped == "refuse")
        return Fault{skipped_rank, token.text, "the ballot skips a rank",
                     "the policy for skipped ranks is to refuse them"};
      exhausted = exhausted || (skipped == "exhaust-at-two" && ++skipped_in_a_row == 2);
      after_candidate = false;
    } else {
      if (auto fault = scan_candidate(token, joined)) return fault;
      if (exhausted) ballot_.preferences.pop_back();
      joined = false;
      after_candidate = true;
      skipped_in_a_row = 0;
    }
  }
}

std::optional<Fault> Election::scan_candidate(const Token& token, bool joined) {
  const auto candidate = parse_integer(token.text);
  if (!candidate)
    return Fault{number, token.text, fmt::format("expected a candidate or 0, found '{}'", token.text),
                 "candidates are numbers; a line 0 ends the ballots"};
  if (*candidate < 1 || *candidate > candidates_)
    return Fault{index, token.text, fmt::format("there is no candidate {}", *candidate),
                 fmt::format("candidates are numbered 1 to {}", candidates_)};
  const auto at = static_cast<std::size_t>(*candidate - 1);
  if (std::exchange(last_ballot_with_[at], ballots_) == ballots_)
    return Fault{duplicate_option, token.text, fmt::format("the ballot names candidate {} twice", *candidate),
                 "name it once"};
  ballot_.preferences.push_back({at, joined});
  return std::nullopt;
}

/// Either all ballots have ids, as the first one shows, or none.
bool Election::check_id() {
  if (builder_.voice_count() == 0) with_ids_ = ballot_.has_id;
  if (ballot_.has_id != with_ids_) {
    reading_.drop(
        syntax, ballot_.where,
        with_ids_ ? "the ballot has no id, but the first one has" : "the ballot has an id, but the first one has none",
        "give all ballots ids, or none");
    return false;
  }
  if (!with_ids_) return true;
  const std::string_view fault = ballot_.id.empty() ? "is empty" : name_fault(ballot_.id);
  if (!fault.empty()) {
    reading_.drop(name, ballot_.id, fmt::format("the id of the ballot {}", fault), "(id) 1 2 3 0");
    return false;
  }
  if (!ids_.insert(ballot_.id).second)
    return reading_.drop(duplicate_id, ballot_.id, fmt::format("the ballot id {} stands twice", ballot_.id),
                         "give each ballot its own id"),
           false;
  return true;
}

void Election::add_ballot() {
  if (!check_id()) return;
  for (const auto& [candidate, joined] : ballot_.preferences) {
    if (!joined) builder_.next_group();
    if (!withdrawn_[candidate]) builder_.rank(options_[candidate]);
  }
  if (const auto count = ballot_.weight.to_int64()) {
    builder_.end_voice(ballot_.id, *count);
  } else {
    builder_.end_voice(ballot_.id, 1, ballot_.weight);
  }
}

void Election::read_names() {
  auto [names, title] = blt::read_names(reading_, tokens_.behind(), candidates_);
  auto& electorate = builder_.electorate();
  electorate.title = std::move(title);
  std::string numbers;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (!withdrawn_[i]) {
      electorate.options.names.push_back(names[i]);
    } else {
      numbers += fmt::format("{}{}", numbers.empty() ? "" : ",", i + 1);
      electorate.attributes.emplace_back(fmt::format("{} {}", blt::kWithdrawn, i + 1), names[i]);
    }
  }
  if (!numbers.empty()) electorate.attributes.emplace(electorate.attributes.begin(), blt::kWithdrawn, numbers);
}

Result<ReadResult> Election::read() && {
  if (!read_sizes()) return std::move(reading_).failure();
  read_withdrawn();
  read_ballots();
  read_names();
  return std::move(reading_).finish(std::move(builder_));
}

}  // namespace

int recognise_blt(std::string_view first_bytes, std::string_view name) {
  const auto dot = name.rfind('.');
  if (dot != std::string_view::npos && equal_ignoring_case(name.substr(dot), ".blt")) return 2;
  // "4 2" alone on the first line.
  Tokens tokens(first_bytes);
  for (const bool on_first_line : {true, false}) {
    const Token token = tokens.take();
    if (token.kind != TokenKind::word || parse_integer(token.text).value_or(0) < 1) return 0;
    if (token.first_on_line != on_first_line) return 0;
  }
  return tokens.peek().first_on_line ? 1 : 0;
}

Result<ReadResult> read_blt(const Source& source, const ReadOptions& options) {
  Reading reading(source, options);
  if (reading.failed()) return std::move(reading).failure();
  return Election(reading).read();
}

}  // namespace comitia::io
