// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Additive rules: an option's total is a sum of what each ballot gives it. To lift L over W, changing one voter gains
// at most  points(W) - points(L) + largest lead,  whatever the others do; so taking voters by falling gain is optimal.
#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "comitia/base/rational.h"
#include "comitia/catalog/margin_internal.h"

namespace comitia::margin_detail {
namespace {

Rational one(const Voices&) { return 1; }

bool approves(const ApprovalVoices& voices, BallotId ballot, OptionId option) {
  const auto approved = voices.approved(ballot);
  return std::binary_search(approved.begin(), approved.end(), option);
}

Rational approval_points(const Voices& voices, BallotId ballot, OptionId option) {
  return approves(std::get<ApprovalVoices>(voices), ballot, option) ? 1 : 0;
}

Rational satisfaction_points(const Voices& voices, BallotId ballot, OptionId option) {
  const auto& approvals = std::get<ApprovalVoices>(voices);
  if (!approves(approvals, ballot, option)) return 0;
  return {1, static_cast<std::int64_t>(approvals.approved(ballot).size())};
}

/// Sizes of the groups of a ballot above, at and below an option's group; below also counts the unranked.
struct Place {
  std::int64_t above = 0;
  std::int64_t equal = 0;
};

Place place_of(const RankedVoices& voices, BallotId ballot, OptionId option) {
  const auto ranking = voices.ranking(ballot);
  const auto groups = voices.groups(ballot);
  const auto ranked = static_cast<std::int64_t>(ranking.size());
  const auto at = std::find(ranking.begin(), ranking.end(), option) - ranking.begin();
  if (at == ranked) return {ranked, voices.option_count() - ranked};
  const auto [first, last] = std::equal_range(groups.begin(), groups.end(), groups[static_cast<std::size_t>(at)]);
  return {first - groups.begin(), last - first};
}

Rational first_points(const Voices& voices, BallotId ballot, OptionId option) {
  const auto& ranked = std::get<RankedVoices>(voices);
  if (ranked.ranking(ballot).empty()) return 0;
  const auto place = place_of(ranked, ballot, option);
  return place.above == 0 ? Rational(1, place.equal) : Rational(0);
}

// Options strictly below count 1, equal ones 1/2.
Rational borda_points(const Voices& voices, BallotId ballot, OptionId option) {
  const auto& ranked = std::get<RankedVoices>(voices);
  const auto place = place_of(ranked, ballot, option);
  return Rational(2 * (ranked.option_count() - place.above - place.equal) + place.equal - 1, 2);
}

Rational all_others(const Voices& voices) { return ballot_voices(voices).option_count() - 1; }

constexpr AdditiveRule kAdditive[] = {
    {"elect/av", approval_points, one},
    {"elect/sav", satisfaction_points, one},
    {"elect/plurality", first_points, one},
    {"elect/borda", borda_points, all_others},
};

class AdditiveMargin {
 public:
  AdditiveMargin(const AdditiveRule& rule, const Voices& voices, const Context& context)
      : rule_(rule), voices_(voices), ballots_(ballot_voices(voices)), context_(context) {
    const auto m = ballots_.option_count();
    totals_.resize(static_cast<std::size_t>(m));
    for (std::int64_t i = 0; i < m; ++i)
      totals_[static_cast<std::size_t>(i)] = total(OptionId{static_cast<std::uint32_t>(i)});
  }

  std::optional<Margin> smallest(const Committee& committee) {
    struct Pair {
      Rational deficit;
      OptionId leaves, enters;
    };
    std::vector<Pair> pairs;
    for (const auto leaves : committee)
      for (std::uint32_t i = 0; i < static_cast<std::uint32_t>(totals_.size()); ++i)
        if (!std::binary_search(committee.begin(), committee.end(), OptionId{i}))
          pairs.push_back({totals_[leaves.value] - totals_[i], leaves, OptionId{i}});
    std::stable_sort(pairs.begin(), pairs.end(), [](const Pair& a, const Pair& b) { return a.deficit < b.deficit; });
    std::optional<Margin> best;
    const Rational largest_gain = (rule_.largest_lead(voices_) * Rational(2)) * largest_weight();
    for (const auto& pair : pairs) {
      // One voter gains at most largest_gain: later pairs have larger deficits and cannot do better.
      if (best && pair.deficit > largest_gain * Rational(best->value)) break;
      if (context_.stop()) return std::nullopt;
      const auto needed = voters_needed(pair.leaves, pair.enters, pair.deficit);
      if (needed && (!best || *needed < best->value))
        best = Margin{"ballots", *needed, "exact", replaces(ballots_.options(), pair.enters, pair.leaves)};
    }
    return best;
  }

 private:
  Rational total(OptionId option) const {
    Rational sum;
    for (std::uint32_t b = 0; b < static_cast<std::uint32_t>(ballots_.ballot_count()); ++b)
      sum +=
          rule_.points(voices_, BallotId{b}, option) * Rational(ballots_.weight(BallotId{b}), ballots_.weight_scale());
    return sum;
  }

  Rational largest_weight() const {
    const auto& table = ballots_.electorate().voices;
    Rational largest = 1;
    if (table.weights)
      for (std::int64_t i = 0; i < table.size(); ++i) largest = std::max(largest, table.weights->value(i));
    return largest;
  }

  std::optional<std::int64_t> voters_needed(OptionId leaves, OptionId enters, Rational deficit) const {
    const auto& table = ballots_.electorate().voices;
    const auto lead = rule_.largest_lead(voices_);
    std::map<Rational, std::int64_t, std::greater<>> voters_by_gain;
    for (std::int64_t voice = 0; voice < table.size(); ++voice) {
      const auto ballot = table.ballots[static_cast<std::size_t>(voice)];
      auto gain = rule_.points(voices_, ballot, leaves) - rule_.points(voices_, ballot, enters) + lead;
      if (table.weights) gain *= table.weights->value(voice);
      if (gain.sign() > 0) voters_by_gain[gain] += table.count(voice);
    }
    // A tie suffices when the policy lets the newcomer win it, and when a tie is an outcome of its own.
    const bool tie_suffices = context_.run.ties != TiePolicy::order || enters < leaves;
    std::int64_t needed = 0;
    for (const auto& [gain, voters] : voters_by_gain) {
      const auto full = deficit / gain;
      auto here = full.ceil();
      if (!tie_suffices && here * gain == deficit) here += Rational(1);
      if (here.sign() <= 0) return needed;
      if (here <= Rational(voters)) return needed + *here.to_int64();
      needed += voters;
      deficit -= gain * Rational(voters);
    }
    return std::nullopt;
  }

  const AdditiveRule& rule_;
  const Voices& voices_;
  const BallotVoices& ballots_;
  const Context& context_;
  std::vector<Rational> totals_;
};

}  // namespace

const AdditiveRule* additive_rule(std::string_view id) {
  const auto found =
      std::find_if(std::begin(kAdditive), std::end(kAdditive), [&](const auto& rule) { return rule.id == id; });
  return found == std::end(kAdditive) ? nullptr : found;
}

std::string replaces(const OptionTable& options, OptionId enters, OptionId leaves) {
  return fmt::format("{} takes the place of {}", options.name(enters), options.name(leaves));
}

std::optional<Margin> additive_margin(const AdditiveRule& rule, const Voices& voices,
                                      const std::vector<Committee>& outcome, const Context& context) {
  if (outcome.size() != 1) return std::nullopt;  // several outcomes: breaking their tie is a change, too
  return AdditiveMargin(rule, voices, context).smallest(outcome.front());
}

}  // namespace comitia::margin_detail
