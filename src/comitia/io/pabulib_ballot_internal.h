// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// One ballot of a Pabulib file: the projects that it names, their points, and the limits that META sets.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "comitia/io/pabulib_index_internal.h"
#include "comitia/io/pabulib_internal.h"

namespace comitia::io::pabulib {

class BallotReader {
 public:
  BallotReader(Reading& reading, const Meta& meta, const Projects& projects);

  /// Reads a ballot and pushes it to the builder, where it waits for its voice. False when the row is dropped.
  /// @param points  the cell of points; used for scored ballots only
  bool read(const Cell& vote, const Cell& points, VoicesBuilder& builder);
  /// Drops the row of the ballot just read, which names this option twice.
  void report_duplicate(OptionId option);

 private:
  /// Writes the options of the list to `out`, which has room for all. Null when the row is dropped.
  OptionId* take_options(std::string_view list, OptionId* out);
  /// The same for short numbers without leading zeros, as most ids are, up to the first item that is none. Returns that
  /// item, or null when there is none.
  const char* take_numbers(std::string_view list, OptionId*& out) const;
  bool take_points();
  bool within_limits();
  bool at_most(const std::optional<Rational>& most, const Rational& value, ProblemCode code, const Cell& cell,
               std::string_view what);
  void at_least(const std::optional<Rational>& least, const Rational& value, ProblemCode code, const Cell& cell,
                std::string_view what);
  bool points_within_limits();
  bool names_option_twice();
  /// Where a part of the cell of projects stands; the cell itself when its text was copied to remove quotes.
  std::string_view place(std::string_view part) const;
  bool copied() const { return list_.data() == vote_buffer_.data(); }

  Reading& reading_;
  const Meta& meta_;
  const Projects& projects_;
  ProjectIndex index_;
  std::size_t least_length_ = 0;  ///< limits on the length as whole numbers; every row is compared with them
  std::size_t most_length_ = static_cast<std::size_t>(-1);
  bool limits_costs_ = false;

  Cell vote_, points_cell_;
  std::string_view list_;
  std::string vote_buffer_, points_buffer_;
  std::span<const OptionId> options_;  ///< of the current ballot, in its order; in own_options_ or at the builder
  Buffer<OptionId> own_options_;
  std::vector<Rational> points_;
};

}  // namespace comitia::io::pabulib
