// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// The table of ballots; see the header. Linear probing at a load of at most two thirds; a slot keeps 32 bits of the
// hash, which are the position (low bits) and a filter before the ballots themselves are compared.
#include <algorithm>
#include <bit>
#include <utility>

#include "comitia/voices/merging_internal.h"

namespace comitia {
namespace {

constexpr std::size_t kSmallestTable = 1024;
constexpr std::size_t kUsualTable = std::size_t{1} << 16U;    // stays in the cache while ballots repeat
constexpr std::size_t kLargestTable = std::size_t{1} << 32U;  // the hash has 32 bits

// Odd constants with about half of their bits set; any such pair serves.
constexpr std::uint64_t kMultiplier = 0x9E3779B97F4A7C15U;
constexpr std::uint64_t kFinish = 0xD6E8FEB86659FD93U;

std::uint64_t mix(std::uint64_t hash, std::uint64_t word) {
  hash = (hash ^ word) * kMultiplier;
  return hash ^ (hash >> 32U);
}

constexpr std::size_t slots_for(std::size_t ballots) { return ballots + ballots / 2; }

/// Two items a step: the chain of multiplications is what hashing costs.
std::uint32_t hash_of(std::span<const OptionId> items, std::span<const std::int64_t> scores) {
  std::uint64_t hash = items.size() * kFinish;
  std::size_t i = 0;
  for (; i + 2 <= items.size(); i += 2) hash = mix(hash, items[i].value | (std::uint64_t{items[i + 1].value} << 32U));
  if (i < items.size()) hash = mix(hash, items[i].value);
  for (const std::int64_t score : scores) hash = mix(hash, static_cast<std::uint64_t>(score));
  hash *= kFinish;
  return static_cast<std::uint32_t>(hash >> 32U);
}

}  // namespace

BallotMerger::BallotMerger() {
  offsets.push_back(0);
  resize_table(kSmallestTable);
}

void BallotMerger::reserve(std::int64_t voices) {
  ballot_of_voice.reserve(ballot_of_voice.size() + static_cast<std::size_t>(voices));
  offsets.reserve(offsets.size() + static_cast<std::size_t>(voices));
  expected_voices_ = ballot_of_voice.size() + static_cast<std::size_t>(voices);
  const std::size_t slots = std::bit_ceil(slots_for(expected_voices_));
  if (slots > table_.size()) resize_table(std::min(slots, kUsualTable));
}

bool BallotMerger::add(std::span<const OptionId> items, std::size_t begin, std::span<const std::int64_t> points) {
  const std::uint32_t hash = hash_of(items.subspan(begin), points);
  __builtin_prefetch(&table_[hash & (table_.size() - 1)]);
  waiting_scores_.append(points);
  waiting_[waiting_count_++] = {hash, items.size()};
  return waiting_count_ == kQueue;
}

std::size_t BallotMerger::flush(std::span<OptionId> items) {
  const std::size_t first = offsets.back();
  std::size_t begin = first;
  const std::span<const std::int64_t> all_scores(waiting_scores_);
  for (std::size_t w = 0; w < waiting_count_; ++w) {
    const auto [hash, end] = waiting_[w];
    const auto points = all_scores.empty() ? all_scores : all_scores.subspan(begin - first, end - begin);
    ballot_of_voice.push_back(find_or_add(hash, items, begin, end, points));
    begin = end;
  }
  waiting_count_ = 0;
  waiting_scores_.clear();
  return offsets.back();
}

BallotId BallotMerger::find_or_add(std::uint32_t hash, std::span<OptionId> items, std::size_t begin, std::size_t end,
                                   std::span<const std::int64_t> points) {
  const std::span<const OptionId> ballot = items.subspan(begin, end - begin);
  for (std::size_t at = hash & (table_.size() - 1);; at = (at + 1) & (table_.size() - 1)) {
    const Slot slot = table_[at];
    if (slot.ballot_plus_one == 0) break;
    if (slot.hash != hash) continue;
    const std::size_t candidate = slot.ballot_plus_one - 1;
    const std::size_t twin = offsets[candidate];
    const std::size_t size = offsets[candidate + 1] - twin;
    if (size == ballot.size() && std::equal(ballot.begin(), ballot.end(), items.begin() + twin) &&
        std::equal(points.begin(), points.end(), scores.begin() + (points.empty() ? 0 : twin)))
      return BallotId{slot.ballot_plus_one - 1};
  }
  const auto fresh = static_cast<std::uint32_t>(ballot_count());
  const std::size_t kept = offsets.back();
  if (begin != kept) std::copy(ballot.begin(), ballot.end(), items.begin() + kept);
  scores.append(points);
  offsets.push_back(kept + ballot.size());
  insert({hash, fresh + 1});
  if (slots_for(ballot_count()) > table_.size() && table_.size() < kLargestTable) grow_table();
  return BallotId{fresh};
}

void BallotMerger::grow_table() {
  // If the ballots to come are as often new as those so far, the table grows once.
  const double new_ballots = static_cast<double>(ballot_count()) / static_cast<double>(ballot_of_voice.size() + 1);
  const auto expected = static_cast<std::size_t>(new_ballots * static_cast<double>(expected_voices_));
  resize_table(std::min(std::max(2 * table_.size(), std::bit_ceil(slots_for(expected))), kLargestTable));
}

void BallotMerger::insert(Slot slot) {
  std::size_t at = slot.hash & (table_.size() - 1);
  while (table_[at].ballot_plus_one != 0) at = (at + 1) & (table_.size() - 1);
  table_[at] = slot;
}

void BallotMerger::resize_table(std::size_t slots) {
  const Buffer<Slot> old = std::exchange(table_, Buffer<Slot>());
  std::fill_n(table_.extend(slots), slots, Slot{});
  for (const Slot& slot : old)
    if (slot.ballot_plus_one != 0) insert(slot);
}

bool BallotMerger::multiply_scores(std::span<const OptionId> items, std::int64_t factor) {
  for (std::int64_t& score : scores)
    if (__builtin_mul_overflow(score, factor, &score)) return false;
  std::fill(table_.begin(), table_.end(), Slot{});
  for (std::size_t ballot = 0; ballot < ballot_count(); ++ballot) {
    const std::size_t begin = offsets[ballot];
    const std::size_t size = offsets[ballot + 1] - begin;
    const std::uint32_t hash =
        hash_of(items.subspan(begin, size), std::span<const std::int64_t>(scores).subspan(begin, size));
    insert({hash, static_cast<std::uint32_t>(ballot) + 1});
  }
  return true;
}

}  // namespace comitia
