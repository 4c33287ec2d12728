// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Finding equal ballots while they come in: an open-addressed table of hashes over the ballots kept so far. Ballots
// wait in a short queue between hashing and lookup, so that the processor fetches their slots meanwhile; with millions
// of distinct ballots nearly every lookup would otherwise wait for main memory. The queue is the end of the items, so
// that a ballot which is new stays where it was written.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "comitia/base/buffer.h"
#include "comitia/base/ids.h"

namespace comitia {

class BallotMerger {
 public:
  BallotMerger();

  /// Adds the ballot of the next voice, in canonical order: the items from `begin` to the end.
  /// `scores` is empty or aligned with them. True when the queue must be flushed before the next ballot.
  bool add(std::span<const OptionId> items, std::size_t begin, std::span<const std::int64_t> scores);
  /// Looks up the ballots that wait, moves those that are new to the ballots kept, and returns where these end.
  std::size_t flush(std::span<OptionId> items);
  /// Room for this many voices.
  void reserve(std::int64_t voices);
  /// Multiplies all scores, for a finer common denominator. False when one does not fit. @pre nothing waits
  bool multiply_scores(std::span<const OptionId> items, std::int64_t factor);

  /// Frees what only add() needs, before the other direction of storage is built.
  void forget_hashes() { table_ = {}; }

  // Complete after flush().
  std::vector<BallotId> ballot_of_voice;
  Buffer<std::size_t> offsets;  ///< (b + 1) into the items
  Buffer<std::int64_t> scores;  ///< aligned with the items, or empty

 private:
  struct Slot {
    std::uint32_t hash;
    std::uint32_t ballot_plus_one;  ///< 0 = free
  };
  struct Waiting {
    std::uint32_t hash;
    std::size_t end;  ///< in the items
  };
  static constexpr std::size_t kQueue = 32;

  /// The ballot kept that equals items [begin, end); if there is none, they become one.
  BallotId find_or_add(std::uint32_t hash, std::span<OptionId> items, std::size_t begin, std::size_t end,
                       std::span<const std::int64_t> points);
  void insert(Slot slot);
  void grow_table();
  void resize_table(std::size_t slots);
  std::size_t ballot_count() const { return offsets.size() - 1; }

  Buffer<Slot> table_;
  std::size_t expected_voices_ = 0;
  std::array<Waiting, kQueue> waiting_{};
  std::size_t waiting_count_ = 0;
  Buffer<std::int64_t> waiting_scores_;
};

}  // namespace comitia
