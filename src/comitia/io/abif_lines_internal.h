// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// The lines of an ABIF file, taken apart but not yet interpreted.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "comitia/base/problem.h"

namespace comitia::io::abif {

/// What is wrong with a line; the caller decides what becomes of the line.
struct Complaint {
  ProblemCode code = ProblemCode::syntax;
  std::string_view where;
  std::string text;
  std::string hint;
};

struct Token {
  std::string_view where;  ///< as written
  std::string text;        ///< without quotes, brackets and escapes
  bool bracketed = false;
};

struct Pair {
  Token key;
  Token value;
};

struct Candidate {
  Token token;
  Token name;
};

struct Item {
  char link = 0;  ///< '>', '=' or ',' before it; 0 for the first
  Token option;
  std::optional<std::int64_t> score;
};

struct Vote {
  std::string_view where;  ///< the count
  std::int64_t count = 0;
  std::vector<Item> items;
  std::string_view data;  ///< extended data {…}, or empty
  std::string_view star;  ///< the '*' that stands for the colon in old files, or empty
};

/// Walks over one line, without its line end. Each reading function returns nothing after a complaint.
class LineReader {
 public:
  explicit LineReader(std::string_view line) : rest_(line) {}

  std::optional<std::vector<Pair>> metadata();
  /// "ABIF", a version, metadata; the latter two may be absent. The version comes as a pair "abif_version".
  std::optional<std::vector<Pair>> header();
  std::optional<Candidate> candidate();
  std::optional<Vote> vote();
  const Complaint& complaint() const { return complaint_; }

 private:
  bool complain(ProblemCode code, std::string_view where, std::string text, std::string hint = {});
  char peek() const { return rest_.empty() ? '\0' : rest_.front(); }
  void skip_blanks();
  bool take(char c);
  /// The next character, for a complaint; an empty view at the end of the line.
  std::string_view here() const { return rest_.substr(0, 1); }
  bool end_of_line();

  bool token(Token& out, std::string_view purpose);
  bool quoted(Token& out);
  bool escape(std::string& out, std::string_view where);
  bool code_unit(std::uint32_t& out);
  bool bracketed(Token& out);
  bool json_value(Token& out, int depth);
  bool json_object(std::vector<Pair>* pairs, int depth);
  bool json_array(int depth);
  bool items(std::vector<Item>& out);
  bool score(std::int64_t& out);

  std::string_view rest_;
  Complaint complaint_;
};

}  // namespace comitia::io::abif
