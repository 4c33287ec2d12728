// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Rows of PrefLib files in their usual form, "12: 3,{1,2},4" without other blanks, read at the speed of the stops in
// their text. Everything else, and all that is wrong, is left to the reader that can tell what it is.
#pragma once

#include <cstdint>
#include <string_view>

#include "comitia/io/text_blocks_internal.h"
#include "comitia/voices/builder.h"

namespace comitia::io::preflib {

class UsualRows {
 public:
  struct Row {
    std::uint32_t count = 0;
    const char* order = nullptr;  ///< where the order starts
    const char* end = nullptr;    ///< where the row ends
    OptionId* options_end = nullptr;
    bool has_groups = false;
  };

  /// @param text         the whole text, of which the rows are the end
  /// @param after_count  what stands between the count of a row and its order
  UsualRows(std::string_view text, std::string_view rows, char after_count, std::uint32_t alternatives)
      : text_(text),
        stops_(rows, rows.data() + rows.size()),
        next_row_(rows.data()),
        after_count_(after_count),
        alternatives_(alternatives) {}

  /// Goes on at the start of these rows, the end of the text.
  void go_to(std::string_view rows) {
    next_row_ = rows.data();
    stops_ = {rows, end()};
  }
  /// Where the next row starts.
  const char* place() const { return next_row_; }

  /// Reads the next row; options that equal the one before them carry kTiedWithPrevious. False when the row is not of
  /// the usual form; go_to() is then needed before the next call. @pre there is one; room for all alternatives
  bool read(OptionId* options, Row& row) {
    const char* begin = next_row_;
    const char* stop = stops_.next();
    if (begin - text_.data() < 8 || !is_number(begin, stop) || stop == end() || *stop != after_count_) return false;
    row.count = number(begin, stop);
    begin = stop + 1;
    if (begin != end() && *begin == ' ') begin = stops_.next() + 1;
    row.has_groups = false;
    OptionId* const room_end = options + alternatives_;
    std::uint32_t in_group = 0;  // kTiedWithPrevious in a group of equals
    std::uint32_t tie = 0;
    for (const char* const order = begin;; begin = stop + 1) {
      stop = stops_.next();
      if (stop == begin) {
        if (stop == end() || *stop != '{' || in_group != 0) return false;
        in_group = kTiedWithPrevious;
        tie = 0;
        row.has_groups = true;
        continue;
      }
      if (!is_number(begin, stop) || options == room_end) return false;
      const std::uint32_t position = number(begin, stop) - 1;
      if (position >= alternatives_) return false;
      *options++ = OptionId{position | tie};
      tie = in_group;
      if (stop != end() && *stop == ',') continue;
      if (stop != end() && *stop == '}' && in_group != 0) {
        in_group = tie = 0;
        const char* const close = stop;
        stop = stops_.next();
        if (stop != close + 1) return false;
        if (stop != end() && *stop == ',') continue;
      }
      if (in_group != 0 || (stop != end() && *stop != '\n')) return false;
      row.order = order;
      row.end = stop;
      row.options_end = options;
      next_row_ = stop == end() ? stop : stop + 1;
      return row.count != 0;
    }
  }

 private:
  static bool is_number(const char* begin, const char* stop) { return static_cast<std::size_t>(stop - begin) - 1 < 8; }
  static std::uint32_t number(const char* begin, const char* stop) {
    return number_before(stop, static_cast<std::size_t>(stop - begin));
  }
  const char* end() const { return text_.data() + text_.size(); }

  std::string_view text_;
  Stops<NoDigit> stops_;
  const char* next_row_;
  char after_count_;
  std::uint32_t alternatives_;
};

}  // namespace comitia::io::preflib
