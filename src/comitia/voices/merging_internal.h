// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Finding equal ballots while they come in: an open-addressed table of hashes over the ballots kept so far. Ballots
// wait in a short queue between hashing and lookup, so that the processor fetches their slots meanwhile; with millions
// of distinct ballots nearly every lookup would otherwise wait for main memory.
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

  /// Adds the ballot of the next voice, in canonical order, as the end of the queue: items [begin, queue.size()).
  /// `scores` is empty or aligned with them. True when the queue must be flushed before the next ballot.
  bool add(std::span<const OptionId> queue, std::size_t begin, std::span<const std::int64_t> scores);
  /// Looks up the ballots that wait in the queue.
  void flush(std::span<const OptionId> queue);
  /// Room for this many voices and items.
  void reserve(std::int64_t voices, std::int64_t items);
  /// Multiplies all scores, for a finer common denominator. False when one does not fit. @pre nothing waits
  bool multiply_scores(std::int64_t factor);

  /// Frees what only add() needs, before the other direction of storage is built.
  void forget_hashes() { table_ = {}; }

  // Complete after flush().
  std::vector<BallotId> ballot_of_voice;
  Buffer<std::size_t> offsets;  ///< (b + 1) into items
  Buffer<OptionId> items;
  Buffer<std::int64_t> scores;  ///< aligned with items, or empty

 private:
  struct Slot {
    std::uint32_t hash;
    std::uint32_t ballot_plus_one;  ///< 0 = free
  };
  struct Waiting {
    std::uint32_t hash;
    std::size_t end;  ///< in the queue
  };
  static constexpr std::size_t kQueue = 32;

  BallotId find_or_add(std::uint32_t hash, std::span<const OptionId> ballot, std::span<const std::int64_t> points);
  void insert(Slot slot);
  void resize_table(std::size_t slots);
  std::size_t ballot_count() const { return offsets.size() - 1; }

  Buffer<Slot> table_;
  std::array<Waiting, kQueue> waiting_{};
  std::size_t waiting_count_ = 0;
  Buffer<std::int64_t> waiting_scores_;
};

}  // namespace comitia
