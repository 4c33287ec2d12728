// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// The parts of the BLT reader: tokens of the numbers, and the names behind them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "comitia/io/reading.h"

namespace comitia::io::blt {

inline constexpr std::string_view kWithdrawn = "withdrawn";

enum class TokenKind {
  word,         ///< digits, or whatever else stands without blanks
  equals,       ///< '='
  id,           ///< the text between parentheses, without blanks around it
  unclosed_id,  ///< a parenthesis that is not closed on its line
  quote,        ///< the quote at which a quoted text starts
  end,
};

struct Token {
  TokenKind kind = TokenKind::end;
  std::string_view text;
  bool first_on_line = false;
};

/// Walks over the numbers of the file. Blanks, line ends and comments separate words. Copies are cheap: a copy is a
/// place to come back to.
class Tokens {
 public:
  explicit Tokens(std::string_view text) : rest_(text), behind_(text) { advance(); }

  const Token& peek() const { return token_; }
  Token take();
  /// The text behind the token taken last, comments included.
  std::string_view behind() const { return behind_; }

 private:
  void advance();
  void skip_blanks_and_comments();

  std::string_view rest_;
  std::string_view behind_;
  Token token_;
  bool line_is_new_ = true;
};

/// Names of the candidates and the title.
struct Names {
  std::vector<std::string> names;
  std::string title;
};

/// Reads what stands behind the lone 0. Names that are missing are filled up with numbers, after a problem.
Names read_names(Reading& reading, std::string_view text, std::int64_t count);

/// Length of the comment that starts at the beginning of the text, or 0. A comment that is not closed runs to the end.
std::size_t comment_length(std::string_view text);

}  // namespace comitia::io::blt
