// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Takes the lines of an ABIF file apart; see the header.
#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "comitia/io/abif_lines_internal.h"
#include "comitia/io/text_cursor.h"

namespace comitia::io::abif {
namespace {

constexpr int kDeepestJson = 32;

constexpr bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
constexpr bool is_token_char(char c) { return is_letter(c) || is_digit(c) || c == '_' || c == '-'; }
constexpr bool is_literal_char(char c) { return is_letter(c) || is_digit(c) || c == '+' || c == '-' || c == '.'; }

void append_utf8(std::string& out, std::uint32_t code) {
  const auto byte = [&](std::uint32_t bits) { out.push_back(static_cast<char>(static_cast<unsigned char>(bits))); };
  if (code < 0x80) {
    byte(code);
  } else if (code < 0x800) {
    byte(0xC0 | code >> 6);
    byte(0x80 | (code & 0x3F));
  } else if (code < 0x10000) {
    byte(0xE0 | code >> 12);
    byte(0x80 | (code >> 6 & 0x3F));
    byte(0x80 | (code & 0x3F));
  } else {
    byte(0xF0 | code >> 18);
    byte(0x80 | (code >> 12 & 0x3F));
    byte(0x80 | (code >> 6 & 0x3F));
    byte(0x80 | (code & 0x3F));
  }
}

/// The text between two positions of the same line.
std::string_view between(std::string_view from, std::string_view to) {
  return from.substr(0, static_cast<std::size_t>(to.data() - from.data()));
}

}  // namespace

bool LineReader::complain(ProblemCode code, std::string_view where, std::string text, std::string hint) {
  complaint_ = {code, where, std::move(text), std::move(hint)};
  return false;
}

void LineReader::skip_blanks() {
  while (!rest_.empty() && is_blank(rest_.front())) rest_.remove_prefix(1);
}

bool LineReader::take(char c) {
  skip_blanks();
  if (peek() != c) return false;
  rest_.remove_prefix(1);
  return true;
}

bool LineReader::end_of_line() {
  skip_blanks();
  if (rest_.empty() || rest_.front() == '#') return true;
  return complain(ProblemCode::syntax, here(), fmt::format("the line should end before \"{}\"", trim(rest_)),
                  "start a comment with #");
}

bool LineReader::code_unit(std::uint32_t& out) {
  out = 0;
  if (rest_.size() < 4) return false;
  for (int i = 0; i < 4; ++i) {
    const char c = rest_.front();
    rest_.remove_prefix(1);
    out <<= 4;
    if (is_digit(c)) {
      out |= static_cast<std::uint32_t>(c - '0');
    } else if (c >= 'a' && c <= 'f') {
      out |= static_cast<std::uint32_t>(c - 'a' + 10);
    } else if (c >= 'A' && c <= 'F') {
      out |= static_cast<std::uint32_t>(c - 'A' + 10);
    } else {
      return false;
    }
  }
  return true;
}

// Behind the backslash.
bool LineReader::escape(std::string& out, std::string_view where) {
  constexpr std::string_view kPlain = "\"\\/bfnrt";
  constexpr std::string_view kMeant = "\"\\/\b\f\n\r\t";
  const auto plain = rest_.empty() ? std::string_view::npos : kPlain.find(rest_.front());
  if (plain != std::string_view::npos) {
    out.push_back(kMeant[plain]);
    rest_.remove_prefix(1);
    return true;
  }
  const auto wrong = [&] {
    return complain(ProblemCode::syntax, where, "this escape is not one of JSON", R"(write \\ for a backslash)");
  };
  if (peek() != 'u') return wrong();
  rest_.remove_prefix(1);
  std::uint32_t code = 0;
  if (!code_unit(code)) return wrong();
  if (code >= 0xD800 && code < 0xDC00) {
    std::uint32_t low = 0;
    if (!rest_.starts_with("\\u")) return wrong();
    rest_.remove_prefix(2);
    if (!code_unit(low) || low < 0xDC00 || low >= 0xE000) return wrong();
    code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
  } else if (code >= 0xDC00 && code < 0xE000) {
    return wrong();
  }
  if (code == 0) return complain(ProblemCode::encoding, where, "a text cannot hold the NUL character");
  append_utf8(out, code);
  return true;
}

bool LineReader::quoted(Token& out) {
  const std::string_view start = rest_;
  out.text.clear();
  rest_.remove_prefix(1);
  while (!rest_.empty() && rest_.front() != '"') {
    const std::string_view where = here();
    const char c = rest_.front();
    rest_.remove_prefix(1);
    if (c != '\\') {
      out.text.push_back(c);
    } else if (!escape(out.text, where)) {
      return false;
    }
  }
  if (rest_.empty())
    return complain(ProblemCode::syntax, start.substr(0, 1), "the quote is not closed on this line", "add \"");
  rest_.remove_prefix(1);
  out.where = between(start, rest_);
  out.bracketed = false;
  return true;
}

bool LineReader::bracketed(Token& out) {
  const std::size_t close = rest_.find(']');
  if (close == std::string_view::npos)
    return complain(ProblemCode::syntax, here(), "the bracket is not closed on this line", "add ]");
  out.where = rest_.substr(0, close + 1);
  out.text = trim(rest_.substr(1, close - 1));
  out.bracketed = true;
  rest_.remove_prefix(close + 1);
  return true;
}

bool LineReader::token(Token& out, std::string_view purpose) {
  skip_blanks();
  const std::string_view start = rest_;
  if (peek() == '"') {
    if (!quoted(out)) return false;
    out.text = trim(out.text);
  } else if (peek() == '[') {
    if (!bracketed(out)) return false;
  } else {
    if (!is_letter(peek())) {
      return complain(ProblemCode::syntax, here(),
                      rest_.empty() ? fmt::format("{} is missing at the end of the line", purpose)
                                    : fmt::format("{} should stand here", purpose),
                      "a token is a letter and then letters, digits, _ or -; put any other text into [brackets]");
    }
    while (is_token_char(peek())) rest_.remove_prefix(1);
    out.where = between(start, rest_);
    out.text = out.where;
    out.bracketed = false;
    if (static_cast<unsigned char>(peek()) >= 0x80)
      return complain(ProblemCode::syntax, here(), "a bare token holds only letters a-z, digits, _ and -",
                      "put the token into [brackets]");
  }
  if (out.text.empty()) return complain(ProblemCode::name, out.where, fmt::format("{} is empty", purpose));
  return true;
}

bool LineReader::json_array(int depth) {
  rest_.remove_prefix(1);
  if (take(']')) return true;
  for (;;) {
    Token ignored;
    if (!json_value(ignored, depth)) return false;
    if (take(']')) return true;
    if (!take(',')) return complain(ProblemCode::syntax, here(), "the list goes on with , or ends with ]");
  }
}

bool LineReader::json_value(Token& out, int depth) {
  skip_blanks();
  const std::string_view start = rest_;
  if (depth > kDeepestJson)
    return complain(ProblemCode::syntax, here(), fmt::format("values are nested deeper than {}", kDeepestJson));
  if (peek() == '"') return quoted(out);
  if (peek() == '{') {
    if (!json_object(nullptr, depth + 1)) return false;
  } else if (peek() == '[') {
    if (!json_array(depth + 1)) return false;
  } else {
    while (is_literal_char(peek())) rest_.remove_prefix(1);
    const std::string_view literal = between(start, rest_);
    const bool word = literal == "true" || literal == "false" || literal == "null";
    const bool number = !literal.empty() && (is_digit(literal.front()) || literal.front() == '-');
    if (!word && !number)
      return complain(ProblemCode::syntax, start.substr(0, 1), "a value should stand here",
                      "a quoted text, a number, true, false or null");
  }
  out.where = between(start, rest_);
  out.text = out.where;
  return true;
}

bool LineReader::json_object(std::vector<Pair>* pairs, int depth) {
  rest_.remove_prefix(1);
  if (take('}')) return true;
  for (;;) {
    Pair pair;
    if (!token(pair.key, "a key")) return false;
    if (!take(':')) return complain(ProblemCode::syntax, here(), "a colon should stand between key and value");
    if (!json_value(pair.value, depth)) return false;
    if (pairs != nullptr) pairs->push_back(std::move(pair));
    if (take('}')) return true;
    if (!take(',')) return complain(ProblemCode::syntax, here(), "the metadata go on with , or end with }");
  }
}

std::optional<std::vector<Pair>> LineReader::metadata() {
  std::vector<Pair> pairs;
  skip_blanks();
  if (!json_object(&pairs, 0) || !end_of_line()) return std::nullopt;
  return pairs;
}

std::optional<std::vector<Pair>> LineReader::header() {
  std::vector<Pair> pairs;
  skip_blanks();
  const std::string_view word = rest_.substr(0, 4);
  rest_.remove_prefix(4);
  skip_blanks();
  const std::string_view start = rest_;
  while (is_digit(peek()) || peek() == '.') rest_.remove_prefix(1);
  if (const std::string_view version = between(start, rest_); !version.empty())
    pairs.push_back({{word, "abif_version"}, {version, std::string(version)}});
  skip_blanks();
  if (peek() == '{' && !json_object(&pairs, 0)) return std::nullopt;
  if (!end_of_line()) return std::nullopt;
  return pairs;
}

std::optional<Candidate> LineReader::candidate() {
  Candidate candidate;
  take('=');
  if (!token(candidate.token, "the token of a candidate")) return std::nullopt;
  if (!take(':')) {
    complain(ProblemCode::syntax, here(), "a colon should stand between the token of a candidate and the name",
             "a vote starts with its count, as in 3:A>B");
    return std::nullopt;
  }
  if (!token(candidate.name, "the name of a candidate") || !end_of_line()) return std::nullopt;
  return candidate;
}

bool LineReader::score(std::int64_t& out) {
  skip_blanks();
  const std::string_view start = rest_;
  if (peek() == '-') rest_.remove_prefix(1);
  while (is_digit(peek())) rest_.remove_prefix(1);
  const std::string_view written = between(start, rest_);
  const auto value = parse_integer(written);
  if (!value || peek() == '.')
    return complain(ProblemCode::number, start.substr(0, 1), "a score is an integer",
                    "multiply all scores, if they have decimals");
  out = *value;
  return true;
}

bool LineReader::items(std::vector<Item>& out) {
  char link = 0;
  for (;;) {
    Item item;
    item.link = link;
    if (!token(item.option, "the token of a candidate")) return false;
    if (take('/')) {
      std::int64_t value = 0;
      if (!score(value)) return false;
      item.score = value;
    }
    out.push_back(std::move(item));
    skip_blanks();
    link = peek();
    if (link == '*')
      return complain(ProblemCode::syntax, here(), "shares of a vote (A*2) are not supported", "use scores: A/2,B/1");
    if (link != '>' && link != '=' && link != ',') return true;
    rest_.remove_prefix(1);
  }
}

std::optional<Vote> LineReader::vote() {
  Vote vote;
  skip_blanks();
  const std::string_view start = rest_;
  while (is_digit(peek())) rest_.remove_prefix(1);
  vote.where = between(start, rest_);
  if (const auto count = parse_integer(vote.where)) {
    vote.count = *count;
  } else {
    complain(ProblemCode::number, vote.where, fmt::format("the count {} is beyond 2^63", vote.where));
    return std::nullopt;
  }
  if (vote.count == 0) {
    complain(ProblemCode::multiplicity, vote.where, "these ballots are counted 0 times", "leave the line out");
    return std::nullopt;
  }
  skip_blanks();
  if (peek() == '*') {
    vote.star = here();
    rest_.remove_prefix(1);
  } else if (!take(':')) {
    complain(ProblemCode::syntax, here(), "a colon should stand between count and ballot", "as in 3:A>B");
    return std::nullopt;
  }
  skip_blanks();
  const auto ends = [&] { return rest_.empty() || peek() == '#' || peek() == '{' || peek() == ':'; };
  if (!ends() && !items(vote.items)) return std::nullopt;
  skip_blanks();
  const bool colon = take(':');
  skip_blanks();
  if (peek() == '{') {
    const std::string_view data = rest_;
    if (!json_object(nullptr, 0)) return std::nullopt;
    vote.data = between(data, rest_);
  } else if (colon) {
    complain(ProblemCode::syntax, here(), "only data in braces may follow a second colon", "as in 3:A>B:{\"booth\":7}");
    return std::nullopt;
  }
  if (!end_of_line()) return std::nullopt;
  return vote;
}

}  // namespace comitia::io::abif
