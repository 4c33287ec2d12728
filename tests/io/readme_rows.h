// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// The tables of the README beside the shared data: facts about each file that others have stated.
#pragma once

#include <algorithm>
#include <cctype>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

namespace comitia::io::corpus {

/// The cells of all rows of the README whose first cell ends as asked.
inline std::vector<std::vector<std::string>> readme_rows(const std::filesystem::path& readme, std::string_view ending) {
  std::vector<std::vector<std::string>> rows;
  std::ifstream stream(readme);
  for (std::string line; std::getline(stream, line);) {
    if (!line.starts_with("| ")) continue;
    std::vector<std::string> cells;
    for (std::size_t at = 2; at < line.size();) {
      const auto end = std::min(line.find(" |", at), line.size());
      cells.push_back(line.substr(at, end - at));
      at = end + 3;
    }
    if (cells.front().ends_with(ending)) rows.push_back(std::move(cells));
  }
  return rows;
}

/// The numbers of a cell, such as 43942 and 19299 of "43,942 / 19,299".
inline std::vector<std::int64_t> numbers_in(std::string_view cell) {
  std::vector<std::int64_t> numbers;
  bool inside = false;
  for (const char c : cell) {
    if (std::isdigit(static_cast<unsigned char>(c)) != 0) {
      if (!inside) numbers.push_back(0);
      inside = true;
      numbers.back() = numbers.back() * 10 + (c - '0');
    } else if (c != ',') {
      inside = false;
    }
  }
  return numbers;
}

}  // namespace comitia::io::corpus
