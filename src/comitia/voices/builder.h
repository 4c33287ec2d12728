// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Building voices: parsers and generators add options and ballots; finish() validates, merges identical ballots and
// indexes both ways. A built object is always valid.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "comitia/base/buffer.h"
#include "comitia/base/ids.h"
#include "comitia/base/result.h"
#include "comitia/voices/voices.h"

namespace comitia {

enum class BallotKind { approval, ranked, scored };

/// In the items of a ranking under construction this bit marks an option that is equal to the one before it.
inline constexpr std::uint32_t kTiedWithPrevious = 0x8000'0000U;

/// Collects one ballot at a time, merging equal ones as they come (a hash of the ballot's items finds its twin).
/// Usage: fill electorate().options first, then for every voice push items and call end_voice.
class VoicesBuilder {
 public:
  explicit VoicesBuilder(BallotKind kind);
  VoicesBuilder(VoicesBuilder&&) noexcept;
  VoicesBuilder& operator=(VoicesBuilder&&) noexcept;
  ~VoicesBuilder();

  /// Title, attributes, options, budget, seats and the uninterpreted columns are filled in directly; voices.ballots,
  /// voices.counts, voices.weights and voices.ids are filled by end_voice.
  Electorate& electorate();
  BallotKind kind() const;

  /// Adds an option. @errors none here; duplicates are found by finish (duplicate-id) or by the caller's index
  OptionId add_option(std::string_view id, std::string_view name = {});

  /// Approval: adds an approved option. The same option twice in a ballot is found by end_voice.
  void approve(OptionId option) { items_.push_back(option); }
  void approve(std::span<const OptionId> options) { items_.append(options); }
  /// The same in place: room for this many approvals, of which keep_approvals() then keeps those before `end`.
  OptionId* write_approvals(std::size_t most) { return items_.extend(most); }
  void keep_approvals(const OptionId* end) { items_.truncate(static_cast<std::size_t>(end - items_.data())); }
  /// Ranked: adds an option to the current group of equals; next_group starts the group below.
  void rank(OptionId option) {
    items_.push_back({option.value | tie_});
    tie_ = kTiedWithPrevious;
  }
  void next_group() { tie_ = 0; }
  /// The same in place: room for this many options, of which keep_ranking() then keeps those before `end`; options that
  /// are equal to the one before them carry kTiedWithPrevious.
  OptionId* write_ranking(std::size_t most) { return items_.extend(most); }
  void keep_ranking(const OptionId* end) { items_.truncate(static_cast<std::size_t>(end - items_.data())); }
  /// Scored: gives points.
  void score(OptionId option, std::int64_t points) { items_.push_back(option), points_.push_back({points, 1}); }
  void score(OptionId option, const Rational& points);

  enum class EndVoice { added, duplicate_option };
  /// Ends the ballot of a voice. With duplicate_option nothing is added (duplicate() names the option) and the ballot
  /// is cleared; the caller decides whether that is a problem or a dropped row. An empty ballot is legal.
  /// @pre count >= 1, weight > 0
  EndVoice end_voice(std::string_view id = {}, std::int64_t count = 1);
  EndVoice end_voice(std::string_view id, std::int64_t count, const Rational& weight);
  OptionId duplicate() const { return duplicate_; }
  /// Drops the ballot under construction.
  void drop_ballot();
  std::int64_t voice_count() const;
  /// Room for this many more voices and items; only a hint.
  void reserve(std::int64_t voices, std::int64_t items);

  /// False while all ids are integers in increasing order, which proves them distinct.
  bool ids_may_repeat() const;
  /// Voices whose id an earlier voice has, ascending; finish() refuses them, a parser may want to point at them first.
  /// @complexity O(1) unless ids_may_repeat(), else O(number of voices)
  std::vector<VoiceId> repeated_ids() const;

  /// Validates and indexes. @errors no-options, no-voices, duplicate-id (option or voice id), name (not UTF-8 or not
  /// NFC, or empty id), weight (sum beyond 2^53 or no common denominator), number (scores without a common
  /// denominator), cost, budget, too-large
  Result<Voices> finish() &&;

 private:
  struct State;
  struct Points {
    std::int64_t numerator;
    std::int64_t denominator;  ///< 0 when the points do not fit
  };
  std::span<OptionId> ballot() { return {items_.data() + begin_, items_.size() - begin_}; }
  void settle_queue();
  /// Brings the ballot under construction into its canonical order. False when it names an option twice.
  bool order_ballot();
  bool order_approvals();
  bool order_ranking();
  void order_groups();
  bool order_scores();
  bool find_twin(std::span<const OptionId> items);
  void add_voice_id(std::string_view id);

  std::unique_ptr<State> state_;
  Buffer<OptionId> items_;  ///< of distinct ballots, of those that wait to be merged, of the one under construction
  std::size_t begin_ = 0;   ///< where the last starts
  Buffer<Points> points_;
  std::uint32_t tie_ = 0;  ///< marks the next ranked option
  OptionId duplicate_;
};

/// Adds the items of a ballot of given voices to the ballot under construction.
/// @pre the builder is of the voices' kind and has their options
void push_ballot(VoicesBuilder& builder, const Voices& voices, BallotId ballot);

/// The voices of a source that stay, in their order, each once. @errors no-voices
Result<Voices> subset(const Voices& voices, std::span<const VoiceId> keep);

/// Single voters drawn from a source, repeats allowed: row i of the result is one voter who says what voice drawn[i]
/// says; the result has no voice ids. @errors no-voices
Result<Voices> resample(const Voices& voices, std::span<const VoiceId> drawn);

/// `count` of the voters of a voice say something else: one group of approved options, or groups of equals, best first.
struct VoiceChange {
  VoiceId voice;
  std::int64_t count = 1;
  std::vector<std::vector<OptionId>> ballot;
};

/// Approval or ranked voices after some voters changed theirs; the result has no voice ids.
/// @pre no voice loses more voters than it has, and no new ballot names an option twice   @errors no-voices
Result<Voices> with_changes(const Voices& voices, std::span<const VoiceChange> changes);

}  // namespace comitia
