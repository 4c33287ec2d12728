// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// What the three sheets of ranked CSV and their writer share: the comments before the header, the policies, the cells.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "comitia/io/option_index.h"
#include "comitia/io/reading.h"
#include "comitia/io/text_cursor.h"

namespace comitia::io::ranked_csv {

/// The comments before the header.
struct Preamble {
  std::string title;
  std::optional<std::int64_t> seats;
  std::string equal_ranks;  ///< separator of equally ranked options in a cell; empty: there are none
};

/// Takes the comment lines off the front of `rest`, declaring the options among them.
Preamble read_preamble(std::string_view& rest, Reading& reading, OptionIndex& options);

/// The rank that a column stands for, or 0 when it is no rank.
std::int64_t rank_of_column(std::string_view header);
bool is_id_column(std::string_view header);

/// Words that stand for no option.
bool means_skipped(std::string_view cell);
bool means_overvote(std::string_view cell);

/// A text that no spreadsheet takes for a formula and the reader for no word; taken back by unguarded.
std::string guarded(std::string_view text);
std::string_view unguarded(std::string_view text);

/// Appends a cell as RFC 4180 wants it: in quotes when it holds a quote, a comma, a line end or blanks around it.
void append_csv_cell(std::string& out, std::string_view text);

/// What makes a row unreadable, said once for all sheets; true when the step is a row.
bool check_step(RowCursor::Step step, const RowCursor& rows, Reading& reading);

bool is_scottish(const std::vector<Cell>& first_row);
bool is_tally(const std::vector<Cell>& header);
/// `rest` starts behind the header.
Result<ReadResult> read_tally(Reading&& reading, OptionIndex& options, const Preamble& preamble, std::string_view rest);
/// `rest` starts with the first row.
Result<ReadResult> read_scottish(Reading&& reading, std::string_view rest);

}  // namespace comitia::io::ranked_csv
