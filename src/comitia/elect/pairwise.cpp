// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Counting: a ballot adds, for each option it ranks, one row of weights to the table: its own weight for every option
// that stands lower, zero for the others. Adding whole rows instead of single pairs keeps the loop free of branches.
#include "comitia/elect/pairwise.h"

#include <algorithm>
#include <array>
#include <tuple>
#include <utility>

#include <fmt/format.h>

#include "comitia/base/parallel.h"

namespace comitia::elect {
namespace {

// Eight 16-bit, four 32-bit or two 64-bit counters that are added at once.
using Counters16 [[gnu::vector_size(16)]] = std::uint16_t;
using Counters32 [[gnu::vector_size(16)]] = std::uint32_t;
using Counters64 [[gnu::vector_size(16)]] = std::int64_t;

/// The table of one block of ballots, with rows padded to whole vectors.
template <class Vector, class Lane>
class BlockTable {
 public:
  explicit BlockTable(std::int64_t options)
      : stride_((options + kLanes - 1) / kLanes),
        table_(static_cast<std::size_t>(options * stride_)),
        lower_(static_cast<std::size_t>(stride_)) {
    for (std::int64_t lane = 0; lane < kLanes; ++lane) all_but_[lane] = ~Vector{}, all_but_[lane][lane] = 0;
  }

  void add(std::span<const OptionId> ranking, std::span<const std::uint32_t> groups, Lane weight, Unranked unranked) {
    if (unranked == Unranked::below) {
      std::fill(lower_.begin(), lower_.end(), Vector{} + weight);
    } else {
      std::fill(lower_.begin(), lower_.end(), Vector{});
      for (const auto x : ranking) lower_[x.value / kLanes][x.value % kLanes] = weight;
    }
    for (std::size_t begin = 0, end = 0; begin < ranking.size(); begin = end) {
      while (end < ranking.size() && groups[end] == groups[begin]) clear_lower(ranking[end++]);
      for (auto i = begin; i < end; ++i) {
        Vector* row = table_.data() + std::int64_t{ranking[i].value} * stride_;
        for (std::int64_t k = 0; k < stride_; ++k) row[k] += lower_[static_cast<std::size_t>(k)];
      }
    }
  }

  void add_to(PairwiseMatrix& matrix) const {
    for (std::int64_t x = 0; x < matrix.options(); ++x)
      for (std::int64_t y = 0; y < matrix.options(); ++y)
        matrix.row(x)[y] +=
            static_cast<std::int64_t>(table_[static_cast<std::size_t>(x * stride_ + y / kLanes)][y % kLanes]);
  }

 private:
  static constexpr std::int64_t kLanes = sizeof(Vector) / sizeof(Lane);
  /// By a whole vector: writing one lane would make the next read of the vector wait for the write.
  void clear_lower(OptionId option) { lower_[option.value / kLanes] &= all_but_[option.value % kLanes]; }

  std::int64_t stride_;
  std::vector<Vector> table_;
  std::vector<Vector> lower_;             // the ballot's weight for each option below those passed, else 0
  std::array<Vector, kLanes> all_but_{};  // all ones, but zero in the lane of the index
};

template <class Vector, class Lane>
void count_block(const RankedVoices& voices, Unranked unranked, std::int64_t begin, std::int64_t end,
                 PairwiseMatrix& matrix) {
  BlockTable<Vector, Lane> table(voices.option_count());
  for (auto i = begin; i < end; ++i) {
    const BallotId ballot{static_cast<std::uint32_t>(i)};
    table.add(voices.ranking(ballot), voices.groups(ballot), static_cast<Lane>(voices.weight(ballot)), unranked);
  }
  table.add_to(matrix);
}

/// Ballots [begin, end) in a table of the smallest counters into which their whole weight fits.
PairwiseMatrix count_range(const RankedVoices& voices, Unranked unranked, std::int64_t begin, std::int64_t end) {
  PairwiseMatrix matrix(voices.option_count());
  const auto weights = voices.weights().subspan(static_cast<std::size_t>(begin), static_cast<std::size_t>(end - begin));
  std::int64_t total = 0;
  for (const auto weight : weights) total += weight;
  if (total <= std::int64_t{UINT16_MAX})
    count_block<Counters16, std::uint16_t>(voices, unranked, begin, end, matrix);
  else if (total <= std::int64_t{UINT32_MAX})
    count_block<Counters32, std::uint32_t>(voices, unranked, begin, end, matrix);
  else
    count_block<Counters64, std::int64_t>(voices, unranked, begin, end, matrix);
  return matrix;
}

}  // namespace

Result<PairwiseMatrix> count_pairwise(const RankedVoices& voices, Unranked unranked, const Context& context) {
  const auto m = voices.option_count();
  const auto bytes = m * m * static_cast<std::int64_t>(sizeof(std::int64_t));
  // The tables of blocks that are counted at the same time together stay below this, one at least.
  constexpr std::int64_t kBlockBytes = std::int64_t{1} << 27;
  // A larger matrix is refused even without a limit: it would be a mistake in the input, not an election.
  constexpr std::int64_t kMostBytes = std::int64_t{1} << 32;
  const auto limit = context.memory_limit_bytes > 0 ? std::min(kMostBytes, context.memory_limit_bytes) : kMostBytes;
  if (2 * bytes > limit)
    return fail(ProblemCode::memory_limit, fmt::format("comparing {0} options head to head takes {0} x {0} numbers", m),
                "choose a rule that does not compare pairs, such as elect/borda");

  // Between chunks we ask whether to stop: about 2^27 counters are 50 ms on one core. A block of fewer than 2^18 is not
  // worth a thread. All sizes depend on the voices alone, and sums of integers do not depend on their order.
  const auto parts = std::clamp<std::int64_t>(kBlockBytes / std::max<std::int64_t>(bytes, 1), 1, 16);
  const auto per_ballot = m * (1 + voices.ballots().item_count() / std::max<std::int64_t>(voices.ballot_count(), 1));
  const auto chunk = std::max<std::int64_t>((std::int64_t{1} << 27) / per_ballot, 4 * parts);
  const auto block = std::max((chunk + parts - 1) / parts, (std::int64_t{1} << 18) / per_ballot);
  PairwiseMatrix matrix(m);
  for (std::int64_t begin = 0; begin < voices.ballot_count(); begin += chunk) {
    if (const auto why = context.stop()) return fail(Context::stopped(*why));
    context.progress("pairwise", begin, voices.ballot_count());
    const auto count = std::min(chunk, voices.ballot_count() - begin);
    auto counted = reduce_blocks(
        context.threads, count, block, PairwiseMatrix(0),
        [&](std::int64_t from, std::int64_t to) { return count_range(voices, unranked, begin + from, begin + to); },
        [](PairwiseMatrix a, const PairwiseMatrix& b) {
          for (std::int64_t x = 0; x < a.options(); ++x)
            for (std::int64_t y = 0; y < a.options(); ++y) a.row(x)[y] += b.above(x, y);
          return a;
        });
    for (std::int64_t x = 0; x < m; ++x)
      for (std::int64_t y = 0; y < m; ++y) matrix.row(x)[y] += counted.above(x, y);
  }
  return matrix;
}

std::optional<OptionId> condorcet_winner(const PairwiseMatrix& matrix) {
  for (std::int64_t x = 0; x < matrix.options(); ++x) {
    bool beats_all = true;
    for (std::int64_t y = 0; y < matrix.options() && beats_all; ++y) beats_all = x == y || matrix.margin(x, y) > 0;
    if (beats_all) return OptionId{static_cast<std::uint32_t>(x)};
  }
  return std::nullopt;
}

std::vector<std::int32_t> win_ranks(const PairwiseMatrix& matrix, PairwiseStrength strength) {
  const auto m = matrix.options();
  using Strength = std::pair<std::int64_t, std::int64_t>;  // compared first, then second
  const auto strength_of = [&](std::int64_t x, std::int64_t y) {
    return strength == PairwiseStrength::margins ? Strength{matrix.margin(x, y), 0}
                                                 : Strength{matrix.above(x, y), -matrix.above(y, x)};
  };
  std::vector<std::pair<Strength, std::int64_t>> wins;  // with the index of the pair
  for (std::int64_t x = 0; x < m; ++x)
    for (std::int64_t y = 0; y < m; ++y)
      if (x != y && matrix.margin(x, y) > 0) wins.push_back({strength_of(x, y), x * m + y});
  std::sort(wins.begin(), wins.end());
  std::vector<std::int32_t> ranks(static_cast<std::size_t>(m * m));
  std::int32_t rank = 0;
  for (std::size_t i = 0; i < wins.size(); ++i) {
    if (i == 0 || wins[i].first != wins[i - 1].first) ++rank;
    ranks[static_cast<std::size_t>(wins[i].second)] = rank;
  }
  return ranks;
}

}  // namespace comitia::elect
