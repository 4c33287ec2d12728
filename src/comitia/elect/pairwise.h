// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Head to head: how much weight ranks each option above each other one. Copeland, minimax, Schulze and Ranked Pairs
// read nothing else of the ballots.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "comitia/base/context.h"
#include "comitia/base/fields.h"
#include "comitia/base/ids.h"
#include "comitia/base/result.h"
#include "comitia/decision/sentences.h"
#include "comitia/voices/voices.h"

namespace comitia::elect {

/// What a ballot says about options that it does not rank: they stand below every ranked one, or it says nothing.
enum class Unranked { below, ignored };

/// What makes a head-to-head win strong. winning_votes: the votes for the winner, and among equals fewer votes for the
/// loser; margins: the difference of the two.
enum class PairwiseStrength { winning_votes, margins };

/// (m, m) row-major: above(x, y) is the weight of the ballots that rank x above y, over the voices' weight_scale().
class PairwiseMatrix {
 public:
  explicit PairwiseMatrix(std::int64_t options)
      : options_(options), above_(static_cast<std::size_t>(options * options)) {}

  std::int64_t options() const { return options_; }
  std::int64_t above(std::int64_t x, std::int64_t y) const {
    return above_[static_cast<std::size_t>(x * options_ + y)];
  }
  std::int64_t margin(std::int64_t x, std::int64_t y) const { return above(x, y) - above(y, x); }
  std::int64_t* row(std::int64_t x) { return above_.data() + x * options_; }
  friend bool operator==(const PairwiseMatrix&, const PairwiseMatrix&) = default;

 private:
  std::int64_t options_;
  std::vector<std::int64_t> above_;
};

/// Count every pair of options on every ballot.
/// @param voices    ranked ballots; b distinct ballots, m options, nnz ranked positions
/// @param unranked  what a ballot says about options that it does not rank
/// @param context   threads, limits; the counts are integers, so they do not depend on threads
/// @errors          time-limit, interrupted, memory-limit (m^2 numbers beyond the limit)
/// @complexity      O(m * nnz) time, O(m^2) memory
Result<PairwiseMatrix> count_pairwise(const RankedVoices& voices, Unranked unranked, const Context& context);

/// The option that beats every other one, if there is one.
std::optional<OptionId> condorcet_winner(const PairwiseMatrix& matrix);

/// (m, m) row-major: 0 where x does not beat y, else the rank of the win among all wins, 1 for the weakest; equally
/// strong wins have equal ranks. Rules that only compare strengths work on these small integers.
std::vector<std::int32_t> win_ranks(const PairwiseMatrix& matrix, PairwiseStrength strength);

// Sentences of the steps with which every rule on the matrix begins.
inline constexpr Sentence kSayPairwise = {"pairwise",
                                          "Every two of the {count:count} options are compared head to head."};
inline constexpr Sentence kSayCondorcet = {
    "condorcet", "{condorcet_winner:option} beats every other option head to head: it is the Condorcet winner."};
inline constexpr Sentence kSayNoCondorcet = {"no_condorcet", "No option beats every other option head to head."};

}  // namespace comitia::elect

namespace comitia {

template <>
inline constexpr std::array<std::string_view, 2> kEnumWords<elect::Unranked> = {"below", "ignored"};
template <>
inline constexpr std::array<std::string_view, 2> kEnumWords<elect::PairwiseStrength> = {"winning-votes", "margins"};

}  // namespace comitia
