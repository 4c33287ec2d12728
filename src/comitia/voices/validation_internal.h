// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// What must hold of an electorate before voices exist: options and voices present, ids unique, names clean, money sane.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "comitia/base/problem.h"
#include "comitia/voices/electorate.h"

namespace comitia {

/// Watches ids as they come. While all are positive integers of equal form (at most 18 digits, no leading zero) in
/// increasing order, none can repeat, and no index is needed to know it.
class IncreasingIntegers {
 public:
  void add(std::string_view id) {
    std::uint64_t number = 0;
    bool digits = !id.empty() && id.size() <= 18 && id.front() != '0';
    for (const char c : id) {
      digits = digits && c >= '0' && c <= '9';
      number = number * 10 + static_cast<std::uint64_t>(c - '0');
    }
    holds_ = holds_ && digits && number > last_;
    last_ = number;
  }
  bool holds() const { return holds_; }

 private:
  bool holds_ = true;
  std::uint64_t last_ = 0;
};

/// Rows whose text an earlier row has, ascending.
std::vector<std::int64_t> repeated_rows(const Strings& strings);

/// @param check_voice_ids  false when the voice ids are known to be unique
Problems electorate_problems(const Electorate& electorate, std::int64_t voice_count, bool check_voice_ids);

}  // namespace comitia
