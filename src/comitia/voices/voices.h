// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Ballots: approval, ranked, scored. Immutable and valid once built; identical ballots are merged; stored both by
// ballot and by option so that a rule's inner loop reads contiguous memory in either direction.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "comitia/base/buffer.h"
#include "comitia/base/sha256.h"
#include "comitia/voices/columns.h"
#include "comitia/voices/electorate.h"

namespace comitia {

/// What every kind of ballot voices offers. b = number of distinct ballots, m = number of options.
class BallotVoices {
 public:
  const Electorate& electorate() const { return electorate_; }
  const OptionTable& options() const { return electorate_.options; }
  std::int64_t option_count() const { return electorate_.options.size(); }
  std::int64_t ballot_count() const { return static_cast<std::int64_t>(weights_.size()); }
  /// Weight of each distinct ballot (b): the sum over its voices of count times weight, as integers over
  /// weight_scale(). A rule whose result is the same for all multiples of the weights may ignore the scale.
  std::span<const std::int64_t> weights() const { return weights_; }
  std::int64_t weight(BallotId ballot) const { return weights_[ballot.value]; }
  std::int64_t weight_scale() const { return weight_scale_; }
  /// Sum of weights(); always fits, checked when built.
  std::int64_t total_weight() const { return total_weight_; }

 protected:
  BallotVoices() = default;
  friend class VoicesAssembler;
  Electorate electorate_;
  Buffer<std::int64_t> weights_;
  std::int64_t weight_scale_ = 1;
  std::int64_t total_weight_ = 0;

 private:
  friend Sha256Digest digest(const std::variant<class ApprovalVoices, class RankedVoices, class ScoredVoices>& voices);
  struct KnownDigest {
    std::once_flag once;
    Sha256Digest digest;
  };
  /// Found when it is first asked for; shared by copies, which say the same.
  std::shared_ptr<KnownDigest> known_digest_ = std::make_shared<KnownDigest>();
};

/// Each ballot is the set of options that it approves of.
class ApprovalVoices : public BallotVoices {
 public:
  static constexpr std::string_view kKind = "approval";
  /// Approved options of a ballot, ascending.
  std::span<const OptionId> approved(BallotId ballot) const { return ballots_.row(ballot.value); }
  /// Ballots that approve of an option, ascending.
  std::span<const BallotId> supporters(OptionId option) const { return supporters_.row(option.value); }
  const Ragged<OptionId>& ballots() const { return ballots_; }
  const Ragged<BallotId>& supporters_by_option() const { return supporters_; }

 private:
  friend class VoicesAssembler;
  Ragged<OptionId> ballots_;
  Ragged<BallotId> supporters_;
};

/// Each ballot is a weak order of some options, best first; options that it does not mention are below all others and
/// not compared among themselves.
class RankedVoices : public BallotVoices {
 public:
  static constexpr std::string_view kKind = "ranked";
  /// Ranked options of a ballot, best first, ascending ids within a group of equals.
  std::span<const OptionId> ranking(BallotId ballot) const { return ballots_.row(ballot.value); }
  /// For each position of ranking(ballot) the index of its group of equals: 0, 0, 1, 2, 2, ...
  std::span<const std::uint32_t> groups(BallotId ballot) const {
    const auto& offsets = ballots_.offsets();
    return std::span<const std::uint32_t>(groups_).subspan(strict_ ? 0 : offsets[ballot.value],
                                                           offsets[ballot.value + 1] - offsets[ballot.value]);
  }
  const Ragged<OptionId>& ballots() const { return ballots_; }
  /// True when no ballot ranks two options equally.
  bool strict() const { return strict_; }

 private:
  friend class VoicesAssembler;
  Ragged<OptionId> ballots_;
  Buffer<std::uint32_t> groups_;  ///< aligned with the items of ballots_; if strict, 0, 1, 2, ... once for all ballots
  bool strict_ = true;
};

/// Each ballot gives points to some options; options that it does not mention have no score.
class ScoredVoices : public BallotVoices {
 public:
  static constexpr std::string_view kKind = "scored";
  /// Scored options of a ballot, ascending.
  std::span<const OptionId> scored(BallotId ballot) const { return ballots_.row(ballot.value); }
  /// Scores aligned with scored(ballot), as integers over score_scale().
  std::span<const std::int64_t> scores(BallotId ballot) const {
    const auto& offsets = ballots_.offsets();
    return std::span<const std::int64_t>(scores_).subspan(offsets[ballot.value],
                                                          offsets[ballot.value + 1] - offsets[ballot.value]);
  }
  std::int64_t score_scale() const { return score_scale_; }
  const Ragged<OptionId>& ballots() const { return ballots_; }

 private:
  friend class VoicesAssembler;
  Ragged<OptionId> ballots_;
  Buffer<std::int64_t> scores_;
  std::int64_t score_scale_ = 1;
};

using Voices = std::variant<ApprovalVoices, RankedVoices, ScoredVoices>;

const BallotVoices& ballot_voices(const Voices& voices);
/// "approval", "ranked" or "scored", with "-budget" appended when the options have costs and there is a budget.
std::string voices_kind(const Voices& voices);

/// Digest of what was said: kind, options (id, name, cost), budget, seats, and either the voices in their order (id,
/// count, weight, ballot) or, when voices have no ids, the distinct ballots with their weights in canonical order. Kept
/// by every lossless conversion; attributes and uninterpreted columns do not enter.
/// @complexity O(size of the voices), plus sorting the distinct ballots when voices have no ids; O(1) from the second
///             time
Sha256Digest digest(const Voices& voices);

}  // namespace comitia
