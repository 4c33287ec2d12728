// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// The margin of any rule. Additive rules are counted exactly. For the others, all changes of one ballot, then of two,
// and so on are tried while they are few; beyond that a directed search gives an upper bound. Whatever is reported was
// reached by running the rule on the changed voices.
#include "comitia/catalog/margin.h"

#include <algorithm>
#include <numeric>

#include <fmt/format.h>

#include "comitia/base/assert.h"
#include "comitia/catalog/margin_internal.h"
#include "comitia/voices/builder.h"

namespace comitia {
namespace margin_detail {
namespace {

using Ballot = std::vector<std::vector<OptionId>>;  // one group of approvals, or groups of equals, best first
using Change = VoiceChange;

Ballot ballot_of(const Voices& voices, BallotId id) {
  Ballot ballot;
  if (const auto* approvals = std::get_if<ApprovalVoices>(&voices)) {
    const auto approved = approvals->approved(id);
    ballot.emplace_back(approved.begin(), approved.end());
  } else if (const auto* ranked = std::get_if<RankedVoices>(&voices)) {
    const auto ranking = ranked->ranking(id);
    const auto groups = ranked->groups(id);
    for (std::size_t i = 0; i < ranking.size(); ++i) {
      if (i == 0 || groups[i] != groups[i - 1]) ballot.emplace_back();
      ballot.back().push_back(ranking[i]);
    }
  }
  return ballot;
}

/// All ballots over m options, or none when there are more than `most`.
std::vector<Ballot> all_ballots(bool approval, std::int64_t m, std::size_t most) {
  std::vector<Ballot> ballots;
  if (approval) {
    if (m > 12) return {};
    for (std::uint32_t set = 0; set < (1U << m); ++set) {
      Ballot ballot(1);
      for (std::uint32_t i = 0; i < static_cast<std::uint32_t>(m); ++i)
        if ((set >> i) & 1U) ballot.front().push_back(OptionId{i});
      ballots.push_back(std::move(ballot));
    }
    return ballots.size() <= most ? ballots : std::vector<Ballot>();
  }
  if (m > 4) return {};
  // Ordered partitions of every subset: each option is unranked (0) or in a group; groups must be gapless.
  std::vector<std::int64_t> group(static_cast<std::size_t>(m), 0);
  while (true) {
    Ballot ballot;
    for (std::int64_t g = 1; g <= m; ++g) {
      std::vector<OptionId> members;
      for (std::uint32_t i = 0; i < static_cast<std::uint32_t>(m); ++i)
        if (group[i] == g) members.push_back(OptionId{i});
      ballot.push_back(std::move(members));
    }
    while (!ballot.empty() && ballot.back().empty()) ballot.pop_back();
    if (std::none_of(ballot.begin(), ballot.end(), [](const auto& g) { return g.empty(); }))
      ballots.push_back(std::move(ballot));
    std::size_t digit = 0;
    while (digit < group.size() && ++group[digit] > m) group[digit++] = 0;
    if (digit == group.size()) break;
  }
  return ballots.size() <= most ? ballots : std::vector<Ballot>();
}

class MarginSearch {
 public:
  MarginSearch(const RuleEntry& rule, const Voices& voices, const Json& options, Context& context)
      : rule_(rule), voices_(voices), ballots_(ballot_voices(voices)), options_(options), context_(context) {}

  Result<Margin> run() {
    COMITIA_TRY(const auto decision, run_rule(voices_));
    outcome_ = compared_part(decision.outcome);
    COMITIA_TRY(committees_, committees_of(decision.outcome, ballots_.options()));
    if (const auto* additive = additive_rule(rule_.id); additive != nullptr && options_are_plain())
      if (auto counted = additive_margin(*additive, voices_, committees_, context_)) return *counted;
    const auto ruled_out = try_all_small_changes();
    if (found_) return *found_;
    search_upper_bound();
    if (!found_) {
      if (const auto stop = context_.stop()) return fail(Context::stopped(*stop));
      return Margin{"ballots", ruled_out + 1, "at-least", "no smaller change does; none was found"};
    }
    if (found_->value == ruled_out + 1) found_->kind = "exact";
    return *found_;
  }

 private:
  static constexpr std::int64_t kMostTrials = 20'000;

  Result<Decision> run_rule(const Voices& voices) {
    const auto trace = std::exchange(context_.run.trace, TraceLevel::none);
    auto decision = rule_.run(voices, options_, context_);
    context_.run.trace = trace;
    return decision;
  }

  /// The points of an additive rule are known for its default options; seats do not enter them.
  bool options_are_plain() const {
    auto given = rule_.complete_options(options_);
    auto plain = rule_.complete_options({});
    if (!given || !plain) return false;
    for (const auto* apart : {"seats", "arithmetic"})
      if (plain->find(apart) != nullptr) given->set(apart, {}), plain->set(apart, {});
    return *given == *plain;
  }

  /// What must differ: of a single-winner rule the winners, not the ranking below them.
  static Json compared_part(const Json& outcome) {
    const Json* winners = outcome.find("winners");
    return winners == nullptr ? outcome : Json::object({{"winners", *winners}});
  }

  /// Whether the rule decides otherwise after the changes; a tie that the policy refuses is a change, too.
  bool changes_outcome(const std::vector<Change>& changes, Json* outcome) {
    const auto after = with_changes(voices_, changes);
    if (!after) return false;
    const auto decision = run_rule(*after);
    if (!decision) return decision.error().code() == ProblemCode::tie;
    *outcome = compared_part(decision->outcome);
    return *outcome != outcome_;
  }

  std::string describe(const Json& outcome) const {
    const auto after = committees_of(outcome, ballots_.options());
    if (!after || after->empty() || committees_.empty()) return "the outcome changes";
    if (after->size() != 1 || committees_.size() != 1) return "the set of tied outcomes changes";
    const auto& before = committees_.front();
    std::vector<OptionId> enters, leaves;
    std::set_difference(after->front().begin(), after->front().end(), before.begin(), before.end(),
                        std::back_inserter(enters));
    std::set_difference(before.begin(), before.end(), after->front().begin(), after->front().end(),
                        std::back_inserter(leaves));
    if (enters.size() == 1 && leaves.size() == 1) return replaces(ballots_.options(), enters.front(), leaves.front());
    if (enters.empty() && leaves.empty()) return "the order of the options changes";
    return fmt::format("{} members change", std::max(enters.size(), leaves.size()));
  }

  void found(std::int64_t value, std::string kind, const Json& outcome) {
    if (!found_ || value < found_->value) found_ = Margin{"ballots", value, std::move(kind), describe(outcome)};
  }

  /// Tries every change of r = 1, 2, ... voters while that is few trials. Returns the largest r that was ruled out.
  std::int64_t try_all_small_changes() {
    const bool approval = std::holds_alternative<ApprovalVoices>(voices_);
    const auto ballots = all_ballots(approval, ballots_.option_count(), 4096);
    if (ballots.empty()) return 0;
    const auto& table = ballots_.electorate().voices;
    // Single voters who say the same are interchangeable; weighted ones are not.
    std::vector<VoiceId> kinds;
    std::vector<std::int64_t> voters;
    for (std::uint32_t v = 0; v < static_cast<std::uint32_t>(table.size()); ++v) {
      const auto same = std::find_if(kinds.begin(), kinds.end(), [&](VoiceId k) {
        return !table.weights && table.ballots[k.value] == table.ballots[v];
      });
      if (same != kinds.end() && table.count(v) == 1 && table.count(same->value) == 1)
        ++voters[static_cast<std::size_t>(same - kinds.begin())];
      else
        kinds.push_back(VoiceId{v}), voters.push_back(table.count(v));
      if (std::ssize(kinds) * std::ssize(ballots) > kMostTrials) return 0;
    }
    std::int64_t trials = 1;
    for (std::int64_t r = 1; r <= ballots_.electorate().voters; ++r) {
      trials *= std::ssize(kinds) * std::ssize(ballots);
      if (trials > kMostTrials) return r - 1;
      std::vector<Change> changes;
      if (try_changes(r, 0, 0, kinds, voters, ballots, changes)) return r - 1;
      if (context_.stop()) return r - 1;
    }
    return ballots_.electorate().voters;
  }

  // Combinations of (kind of voter, new ballot) in ascending order; members of a kind with count 1 are drawn in turn.
  bool try_changes(std::int64_t left, std::size_t kind, std::size_t ballot, const std::vector<VoiceId>& kinds,
                   std::vector<std::int64_t>& voters, const std::vector<Ballot>& ballots,
                   std::vector<Change>& changes) {
    if (left == 0) {
      Json outcome;
      if (!changes_outcome(spread(changes), &outcome)) return false;
      found(std::ssize(changes), "exact", outcome);
      return true;
    }
    for (; kind < kinds.size(); ++kind, ballot = 0) {
      if (voters[kind] == 0) continue;
      for (; ballot < ballots.size(); ++ballot) {
        if (context_.stop()) return false;
        changes.push_back({kinds[kind], 1, ballots[ballot]});
        --voters[kind];
        const bool hit = try_changes(left - 1, kind, ballot, kinds, voters, ballots, changes);
        ++voters[kind];
        changes.pop_back();
        if (hit) return true;
      }
    }
    return false;
  }

  // Several changes of one kind fall on different voices when each voice is a single voter.
  std::vector<Change> spread(std::vector<Change> changes) const {
    const auto& table = ballots_.electorate().voices;
    std::vector<std::int64_t> used(static_cast<std::size_t>(table.size()), 0);
    for (auto& change : changes) {
      const auto ballot = table.ballots[change.voice.value];
      while (used[change.voice.value] >= table.count(change.voice.value) || table.ballots[change.voice.value] != ballot)
        ++change.voice.value;
      ++used[change.voice.value];
    }
    return changes;
  }

  /// For pairs of a member and another option: the voters who gain the newcomer most say only what helps it. Bisects on
  /// their number.
  void search_upper_bound() {
    const auto pairs = promising_pairs();
    for (const auto& [leaves, enters] : pairs) {
      const auto voices = by_lead(leaves, enters);
      std::int64_t most = 0;
      for (const auto voice : voices) most += ballots_.electorate().voices.count(voice.value);
      if (found_) most = std::min(most, found_->value - 1);
      Json outcome;
      if (most < 1 || !changes_outcome(first_voters(voices, most, leaves, enters), &outcome)) continue;
      std::int64_t fails = 0;
      Json smallest = outcome;
      while (most - fails > 1) {
        if (context_.stop()) break;
        const auto middle = fails + (most - fails) / 2;
        if (changes_outcome(first_voters(voices, middle, leaves, enters), &outcome))
          most = middle, smallest = outcome;
        else
          fails = middle;
      }
      found(most, "at-most", smallest);
      if (context_.stop()) return;
    }
  }

  // The four weakest members against the four strongest others, by weight of supporters (approvals, or first places).
  std::vector<std::pair<OptionId, OptionId>> promising_pairs() const {
    constexpr std::size_t kEach = 4;
    std::vector<std::int64_t> support(static_cast<std::size_t>(ballots_.option_count()));
    for (std::uint32_t b = 0; b < static_cast<std::uint32_t>(ballots_.ballot_count()); ++b) {
      const auto ballot = ballot_of(voices_, BallotId{b});
      if (!ballot.empty())
        for (const auto option : ballot.front()) support[option.value] += ballots_.weight(BallotId{b});
    }
    std::vector<OptionId> members, others;
    for (std::uint32_t i = 0; i < static_cast<std::uint32_t>(support.size()); ++i) {
      const bool in = std::any_of(committees_.begin(), committees_.end(), [&](const Committee& c) {
        return std::binary_search(c.begin(), c.end(), OptionId{i});
      });
      (in ? members : others).push_back(OptionId{i});
    }
    const auto weaker = [&](OptionId a, OptionId b) { return support[a.value] < support[b.value]; };
    std::stable_sort(members.begin(), members.end(), weaker);
    std::stable_sort(others.begin(), others.end(), [&](OptionId a, OptionId b) { return weaker(b, a); });
    members.resize(std::min(members.size(), kEach));
    others.resize(std::min(others.size(), kEach));
    std::vector<std::pair<OptionId, OptionId>> pairs;
    for (const auto leaves : members)
      for (const auto enters : others) pairs.emplace_back(leaves, enters);
    return pairs;
  }

  // Voices that speak for `leaves` against `enters` first, then those that speak for neither.
  std::vector<VoiceId> by_lead(OptionId leaves, OptionId enters) const {
    const auto group_of = [](const Ballot& ballot, OptionId option) {
      for (std::size_t g = 0; g < ballot.size(); ++g)
        if (std::find(ballot[g].begin(), ballot[g].end(), option) != ballot[g].end())
          return static_cast<std::int64_t>(g);
      return std::ssize(ballot);
    };
    std::vector<std::int64_t> lead;
    for (std::uint32_t b = 0; b < static_cast<std::uint32_t>(ballots_.ballot_count()); ++b) {
      const auto ballot = ballot_of(voices_, BallotId{b});
      lead.push_back(group_of(ballot, enters) - group_of(ballot, leaves));
    }
    const auto& table = ballots_.electorate().voices;
    std::vector<VoiceId> voices(static_cast<std::size_t>(table.size()));
    for (std::uint32_t v = 0; v < voices.size(); ++v) voices[v] = VoiceId{v};
    std::stable_sort(voices.begin(), voices.end(), [&](VoiceId a, VoiceId b) {
      return lead[table.ballots[a.value].value] > lead[table.ballots[b.value].value];
    });
    return voices;
  }

  std::vector<Change> first_voters(const std::vector<VoiceId>& voices, std::int64_t count, OptionId leaves,
                                   OptionId enters) const {
    Ballot helpful{{enters}};
    if (std::holds_alternative<RankedVoices>(voices_)) {
      std::vector<OptionId> between;
      for (std::uint32_t i = 0; i < static_cast<std::uint32_t>(ballots_.option_count()); ++i)
        if (OptionId{i} != leaves && OptionId{i} != enters) between.push_back(OptionId{i});
      if (!between.empty()) helpful.push_back(std::move(between));
      helpful.push_back({leaves});
    }
    std::vector<Change> changes;
    for (const auto voice : voices) {
      if (count == 0) break;
      const auto here = std::min(count, ballots_.electorate().voices.count(voice.value));
      changes.push_back({voice, here, helpful});
      count -= here;
    }
    return changes;
  }

  const RuleEntry& rule_;
  const Voices& voices_;
  const BallotVoices& ballots_;
  const Json& options_;
  Context& context_;
  Json outcome_;
  std::vector<Committee> committees_;
  std::optional<Margin> found_;
};

}  // namespace
}  // namespace margin_detail

Result<Margin> margin(const RuleEntry& rule, const Voices& voices, const Json& options, Context& context) {
  if (std::holds_alternative<ScoredVoices>(voices))
    return fail(ProblemCode::vote_type, "margins are known for approval and ranked ballots",
                "convert the scores first");
  return margin_detail::MarginSearch(rule, voices, options, context).run();
}

}  // namespace comitia
