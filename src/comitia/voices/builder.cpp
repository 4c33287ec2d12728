// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Ballots into canonical order, voices into columns; see the header. Validation of the whole is in validation.cpp.
#include "comitia/voices/builder.h"

#include <algorithm>
#include <bit>
#include <tuple>
#include <utility>

#include "comitia/base/assert.h"
#include "comitia/voices/assembler_internal.h"
#include "comitia/voices/merging_internal.h"
#include "comitia/voices/validation_internal.h"

namespace comitia {
namespace {

/// With at most this many options a ballot is sorted through a bit per option; beyond, clearing and scanning the bits
/// costs more than sorting a typical ballot of ten options.
constexpr std::size_t kMostBitWords = 64;

bool ascending(std::span<const OptionId> items) {
  for (std::size_t i = 1; i < items.size(); ++i)
    if (!(items[i - 1] < items[i])) return false;
  return true;
}

}  // namespace

struct VoicesBuilder::State {
  BallotKind kind = BallotKind::approval;
  Electorate electorate;
  BallotMerger merger;
  std::int64_t voices = 0;
  std::vector<std::uint64_t> bits;      // one per option; all zero between ballots
  std::vector<std::uint64_t> last_use;  // per option: the ballot that named it last
  std::uint64_t ballot_number = 0;
  std::vector<Rational> weights;     // empty while all are 1
  std::vector<std::int64_t> scores;  // the current ballot over score_scale
  std::int64_t score_scale = 1;
  bool scores_fit = true;
  bool strict = true;  // no ranking so far has equals
  IncreasingIntegers id_order;
};

VoicesBuilder::VoicesBuilder(BallotKind kind) : state_(std::make_unique<State>()) { state_->kind = kind; }
VoicesBuilder::VoicesBuilder(VoicesBuilder&&) noexcept = default;
VoicesBuilder& VoicesBuilder::operator=(VoicesBuilder&&) noexcept = default;
VoicesBuilder::~VoicesBuilder() = default;

Electorate& VoicesBuilder::electorate() { return state_->electorate; }
BallotKind VoicesBuilder::kind() const { return state_->kind; }
std::int64_t VoicesBuilder::voice_count() const { return state_->voices; }

OptionId VoicesBuilder::add_option(std::string_view id, std::string_view name) {
  OptionTable& options = state_->electorate.options;
  const std::int64_t position = options.size();
  // Names are stored only from the first one that differs from its id.
  if (options.names.empty() && !name.empty() && name != id)
    for (std::int64_t earlier = 0; earlier < position; ++earlier) options.names.push_back(options.ids[earlier]);
  const bool named = !options.names.empty() || (!name.empty() && name != id);
  options.ids.push_back(id);
  if (named) options.names.push_back(name.empty() ? id : name);
  return OptionId{static_cast<std::uint32_t>(position)};
}

void VoicesBuilder::score(OptionId option, const Rational& points) {
  const auto numerator = points.numerator().to_int64();
  const auto denominator = points.denominator().to_int64();
  items_.push_back(option);
  points_.push_back(numerator && denominator ? Points{*numerator, *denominator} : Points{0, 0});
}

void VoicesBuilder::drop_ballot() {
  items_.truncate(begin_);
  points_.clear();
  tie_ = 0;
}

/// Merges the ballots that wait; the one under construction stays.
void VoicesBuilder::settle_queue() {
  const std::size_t kept = state_->merger.flush({items_.data(), begin_});
  if (kept != begin_) std::copy(items_.begin() + begin_, items_.end(), items_.begin() + kept);
  items_.truncate(items_.size() - (begin_ - kept));
  begin_ = kept;
}

void VoicesBuilder::reserve(std::int64_t voices, std::int64_t items) {
  state_->merger.reserve(voices);
  items_.reserve(items_.size() + static_cast<std::size_t>(items));
  state_->electorate.voices.ids.reserve(state_->voices + voices, 0);
}

bool VoicesBuilder::order_approvals() {
  const std::span<OptionId> items = ballot();
  if (ascending(items)) return true;
  const std::size_t words = (static_cast<std::size_t>(state_->electorate.options.size()) + 63) / 64;
  if (words > kMostBitWords) {
    std::sort(items.begin(), items.end());
    return !find_twin(items);
  }
  auto& bits = state_->bits;
  if (words > bits.size()) bits.resize(words);
  std::uint64_t* const word = bits.data();
  bool distinct = true;
  for (const OptionId option : items) {
    const std::uint64_t bit = std::uint64_t{1} << (option.value & 63U);
    if ((word[option.value >> 6U] & bit) != 0) {
      if (distinct) duplicate_ = option;
      distinct = false;
    }
    word[option.value >> 6U] |= bit;
  }
  OptionId* out = items.data();
  for (std::size_t w = 0; w < words; ++w) {
    for (std::uint64_t left = word[w]; left != 0; left &= left - 1)
      *out++ = OptionId{static_cast<std::uint32_t>(w * 64 + static_cast<std::size_t>(std::countr_zero(left)))};
    word[w] = 0;
  }
  return distinct;
}

/// @pre the items ascend
bool VoicesBuilder::find_twin(std::span<const OptionId> items) {
  const auto twin = std::adjacent_find(items.begin(), items.end());
  if (twin == items.end()) return false;
  duplicate_ = *twin;
  return true;
}

bool VoicesBuilder::order_ranking() {
  const std::span<OptionId> items = ballot();
  auto& last_use = state_->last_use;
  if (last_use.size() < static_cast<std::size_t>(state_->electorate.options.size()))
    last_use.resize(static_cast<std::size_t>(state_->electorate.options.size()));
  const std::uint64_t number = ++state_->ballot_number;
  std::uint64_t* const last = last_use.data();
  std::uint32_t marks = 0;
  std::uint32_t descents = 0;  // of equals
  std::uint32_t previous = 0;
  for (const OptionId item : items) {
    const std::uint32_t option = item.value & ~kTiedWithPrevious;
    marks |= item.value;
    descents |= option < previous ? item.value : 0;
    previous = option;
    if (last[option] == number) {
      duplicate_ = OptionId{option};
      return false;
    }
    last[option] = number;
  }
  if ((marks & kTiedWithPrevious) != 0) state_->strict = false;
  if ((descents & kTiedWithPrevious) != 0) order_groups();
  return true;
}

/// Brings equal options into ascending order.
void VoicesBuilder::order_groups() {
  const std::span<OptionId> items = ballot();
  for (std::size_t begin = 0; begin < items.size();) {
    std::size_t end = begin + 1;
    while (end < items.size() && (items[end].value & kTiedWithPrevious) != 0) items[end++].value &= ~kTiedWithPrevious;
    const std::span<OptionId> group = items.subspan(begin, end - begin);
    if (group.size() > 1) std::sort(group.begin(), group.end());
    for (OptionId& option : group.subspan(1)) option.value |= kTiedWithPrevious;
    begin = end;
  }
}

bool VoicesBuilder::order_scores() {
  const std::span<OptionId> items = ballot();
  if (!ascending(items)) {
    std::vector<std::pair<OptionId, Points>> pairs;
    for (std::size_t i = 0; i < items.size(); ++i) pairs.emplace_back(items[i], points_[i]);
    std::sort(pairs.begin(), pairs.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    for (std::size_t i = 0; i < pairs.size(); ++i) std::tie(items[i], points_[i]) = pairs[i];
    if (find_twin(items)) return false;
  }
  auto& scale = state_->score_scale;
  for (const Points& points : points_) {
    if (points.denominator == 1) continue;
    const auto finer = points.denominator == 0 ? std::nullopt : checked_lcm(scale, points.denominator);
    if (finer && *finer != scale) settle_queue();
    if (!finer || (*finer != scale && !state_->merger.multiply_scores(items_, *finer / scale))) {
      state_->scores_fit = false;
      continue;
    }
    scale = *finer;
  }
  state_->scores.clear();
  for (const Points& points : points_) {
    std::int64_t score = 0;
    if (points.denominator != 0 && scale % points.denominator == 0 &&
        !__builtin_mul_overflow(points.numerator, scale / points.denominator, &score)) {
      state_->scores.push_back(score);
    } else {
      state_->scores_fit = false;
      state_->scores.push_back(0);
    }
  }
  return true;
}

bool VoicesBuilder::order_ballot() {
  switch (state_->kind) {
    case BallotKind::approval:
      return order_approvals();
    case BallotKind::ranked:
      return order_ranking();
    case BallotKind::scored:
      return order_scores();
  }
  return false;
}

VoicesBuilder::EndVoice VoicesBuilder::end_voice(std::string_view id, std::int64_t count) {
  COMITIA_DCHECK(count >= 1, "a voice speaks for at least one voter");
  if (!order_ballot()) {
    drop_ballot();
    return EndVoice::duplicate_option;
  }
  State& state = *state_;
  VoiceTable& table = state.electorate.voices;
  const bool full = state.merger.add(items_, begin_, state.scores);
  begin_ = items_.size();
  if (full) settle_queue();
  if (count != 1 && table.counts.empty()) table.counts.assign(static_cast<std::size_t>(state.voices), 1);
  if (count != 1 || !table.counts.empty()) table.counts.push_back(count);
  if (!state.weights.empty()) state.weights.emplace_back(1);
  if (!id.empty()) {
    // Earlier voices without an id get the number that they go by, so that the column is complete.
    while (table.ids.size() < state.voices) add_voice_id(std::to_string(table.ids.size() + 1));
    add_voice_id(id);
  } else if (!table.ids.empty()) {
    add_voice_id(std::to_string(state.voices + 1));
  }
  ++state.voices;
  drop_ballot();
  return EndVoice::added;
}

void VoicesBuilder::add_voice_id(std::string_view id) {
  state_->id_order.add(id);
  state_->electorate.voices.ids.push_back(id);
}

VoicesBuilder::EndVoice VoicesBuilder::end_voice(std::string_view id, std::int64_t count, const Rational& weight) {
  COMITIA_DCHECK(weight.sign() > 0, "weights are positive");
  if (end_voice(id, count) == EndVoice::duplicate_option) return EndVoice::duplicate_option;
  auto& weights = state_->weights;
  if (!weights.empty()) {
    weights.back() = weight;
  } else if (weight != Rational(1)) {
    weights.assign(static_cast<std::size_t>(state_->voices), Rational(1));
    weights.back() = weight;
  }
  return EndVoice::added;
}

bool VoicesBuilder::ids_may_repeat() const { return !state_->id_order.holds(); }

std::vector<VoiceId> VoicesBuilder::repeated_ids() const {
  if (!ids_may_repeat()) return {};
  std::vector<VoiceId> voices;
  for (const std::int64_t row : repeated_rows(state_->electorate.voices.ids))
    voices.push_back(VoiceId{static_cast<std::uint32_t>(row)});
  return voices;
}

Result<Voices> VoicesBuilder::finish() && {
  State& state = *state_;
  drop_ballot();
  settle_queue();
  state.merger.forget_hashes();
  Problems problems;
  if (state.voices > std::int64_t{0xFFFF'FFFE})
    problems.add({ProblemCode::too_large, {}, "there are more than 2^32 - 2 voices", "merge equal ones into counts"});
  if (!state.scores_fit)
    problems.add({ProblemCode::number,
                  {},
                  "the scores have no common denominator below 2^63",
                  "write scores with fewer decimals or smaller denominators"});
  if (!state.weights.empty()) {
    state.electorate.voices.weights = ScaledColumn::from(state.weights);
    if (!state.electorate.voices.weights)
      problems.add({ProblemCode::weight,
                    {},
                    "the weights have no common denominator below 2^63",
                    "write weights with fewer decimals or smaller denominators"});
  }
  problems.append(electorate_problems(state.electorate, state.voices, !state.id_order.holds()));
  if (!problems.empty()) return fail(std::move(problems));
  switch (state.kind) {
    case BallotKind::approval:
      return VoicesAssembler::approval(std::move(state.electorate), std::move(state.merger), std::move(items_));
    case BallotKind::ranked:
      return VoicesAssembler::ranked(std::move(state.electorate), std::move(state.merger), std::move(items_),
                                     state.strict);
    case BallotKind::scored:
      break;
  }
  return VoicesAssembler::scored(std::move(state.electorate), std::move(state.merger), std::move(items_),
                                 state.score_scale);
}

}  // namespace comitia
