// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// What became of one ballot. An approval supports what it approves of, step by step; a ranking is read as an order:
// where the winners stand on it, and whom it ranks highest of those left.
#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "comitia/base/rational.h"
#include "comitia/catalog/explain_internal.h"
#include "comitia/decision/sentences.h"

namespace comitia {
namespace {

using explaining::field;
using explaining::list_of;
using explaining::presence_of;

/// Which of the options that a ballot names are in the outcome.
std::string outcome_of(const Decision& decision, const OptionTable& options, std::span<const OptionId> said) {
  if (said.empty()) return "A blank ballot supports no option.";
  const auto outcomes = explaining::outcomes_of(decision, options);
  std::vector<std::string> present;
  for (const auto option : said) {
    const auto [with, of] = presence_of(outcomes, option);
    if (with == 0) continue;
    present.push_back(of == 1 ? std::string(options.name(option))
                              : fmt::format("{} (in {})", options.name(option), with));
  }
  if (outcomes.size() > 1)
    return present.empty()
               ? fmt::format("None of them is in any of the {} committees that tie.", outcomes.size())
               : fmt::format("In the {} committees that tie: {}.", outcomes.size(), list_of(std::move(present)));
  return present.empty() ? "None of them is in the outcome."
                         : fmt::format("In the outcome: {}.", list_of(std::move(present)));
}

/// The steps that elected what the ballot names. Where the rule deals in money, each payment is the price per supporter
/// or all that is left.
void add_support(const Decision& decision, const OptionTable& options, std::span<const OptionId> said,
                 Explanation& explanation) {
  const Names names = decision.voices.names;
  std::optional<Rational> money;
  for (const auto& step : decision.trace) {
    if (const Json* start = field(step, "money"); start != nullptr && start->is_string())
      money = Rational::parse(start->as_string());
    const Json* pick = field(step, "pick");
    if (pick == nullptr || !pick->is_string()) continue;
    const auto option = options.find(pick->as_string());
    if (!option || std::find(said.begin(), said.end(), *option) == said.end()) continue;
    const Json* price = field(step, "price");
    const auto amount =
        money && price != nullptr && price->is_string() ? Rational::parse(price->as_string()) : std::nullopt;
    const auto name = shown_name(pick->as_string(), names);
    if (amount) {
      const auto paid = std::min(*money, *amount);
      *money -= paid;
      explanation.sentences.push_back(fmt::format("Step {}: it pays {} for {} and keeps {}.", step.step,
                                                  shown_number(paid.to_string()), name,
                                                  shown_number(money->to_string())));
    } else {
      explanation.sentences.push_back(fmt::format("Step {}: it is among the supporters of {}.", step.step, name));
    }
  }
}

/// A ranking, best group of equals first.
class Ranking {
 public:
  Ranking(const RankedVoices& voices, BallotId ballot) : options_(voices.options()) {
    const auto ranking = voices.ranking(ballot);
    const auto groups = voices.groups(ballot);
    for (std::size_t i = 0; i < ranking.size(); ++i) {
      if (i == 0 || groups[i] != groups[i - 1]) groups_.emplace_back();
      groups_.back().push_back(ranking[i]);
    }
    ranked_ = ranking.size();
  }

  /// "A, then B and C equally, then D"; "nobody" when it is blank.
  std::string words() const {
    if (groups_.empty()) return "nobody";
    std::vector<std::string> groups;
    for (const auto& group : groups_) groups.push_back(names(group) + (group.size() > 1 ? " equally" : ""));
    return fmt::format("{}", fmt::join(groups, ", then "));
  }

  /// Where an option stands: "stands in place 2 of the 4 that it ranks, equally with B". @pre nothing was dropped
  std::string place(OptionId option) const {
    if (ranked_ == 1 && !groups_.empty() && groups_.front().front() == option) return "is the only one that it ranks";
    std::size_t above = 0;
    for (const auto& group : groups_) {
      if (std::find(group.begin(), group.end(), option) == group.end()) {
        above += group.size();
        continue;
      }
      auto others = group;
      std::erase(others, option);
      return fmt::format("stands in place {} of the {} that it ranks{}", above + 1, ranked_,
                         others.empty() ? std::string() : ", equally with " + names(others));
    }
    return "is not ranked by it";
  }

  void drop(OptionId option) {
    for (auto& group : groups_) std::erase(group, option);
    std::erase_if(groups_, [](const auto& group) { return group.empty(); });
  }
  std::vector<OptionId> top() const { return groups_.empty() ? std::vector<OptionId>() : groups_.front(); }

  std::string names(const std::vector<OptionId>& list) const {
    std::vector<std::string> names;
    for (const auto option : list) names.emplace_back(options_.name(option));
    return list_of(std::move(names));
  }

 private:
  const OptionTable& options_;
  std::vector<std::vector<OptionId>> groups_;
  std::size_t ranked_ = 0;
};

void add_places(const Decision& decision, const OptionTable& options, const Ranking& ranking,
                Explanation& explanation) {
  const bool single = decision.outcome.find("winners") != nullptr;
  const auto outcomes = explaining::outcomes_of(decision, options);
  for (std::uint32_t i = 0; i < static_cast<std::uint32_t>(options.size()); ++i) {
    const auto [with, of] = presence_of(outcomes, OptionId{i});
    if (with == 0) continue;
    const auto* verdict = !single ? "is elected" : of == 1 ? "wins" : "ties for the win";
    explanation.sentences.push_back(
        fmt::format("{}, which {}, {}.", options.name(OptionId{i}), verdict, ranking.place(OptionId{i})));
  }
}

/// When options leave one after the other, whom the ballot ranks highest of those left changes now and then. Steps that
/// say who is left belong to many ways of breaking ties at once, which no single ballot follows.
void add_departures(const Decision& decision, const OptionTable& options, Ranking ranking, Explanation& explanation) {
  for (const auto& step : decision.trace) {
    const Json* out = field(step, "out");
    if (out == nullptr || field(step, "left") != nullptr) continue;
    const auto top = ranking.top();
    std::vector<OptionId> gone;
    for (const auto& id : out->is_array() ? out->as_array() : Json::Array{*out}) {
      const auto option = id.is_string() ? options.find(id.as_string()) : std::nullopt;
      if (!option) continue;
      if (std::find(top.begin(), top.end(), *option) != top.end()) gone.push_back(*option);
      ranking.drop(*option);
    }
    if (gone.empty()) continue;
    const auto next = ranking.top();
    explanation.sentences.push_back(
        fmt::format("Step {}: {}, which it ranks highest of those left, {}; {}.", step.step, ranking.names(gone),
                    gone.size() == 1 ? "leaves" : "leave",
                    next.empty() ? std::string("it ranks none of the others")
                                 : fmt::format("of the others it ranks {} highest", ranking.names(next))));
  }
}

}  // namespace

Result<Explanation> explain_voice(const Decision& decision, const Voices& voices, std::string_view voice) {
  const auto& ballots = ballot_voices(voices);
  const auto& table = ballots.electorate().voices;
  const auto found = table.find(voice);
  if (!found)
    return fail(ProblemCode::option_range, fmt::format("there is no voice \"{}\"", voice),
                table.ids.empty() ? fmt::format("voices are called by their numbers, 1 to {}", table.size())
                                  : std::string("give an id of the voices' file"));
  const auto ballot = table.ballots[found->value];
  const auto& options = ballots.options();
  Explanation explanation;
  if (const auto* ranked = std::get_if<RankedVoices>(&voices)) {
    const Ranking ranking(*ranked, ballot);
    explanation.headline = fmt::format("Voice {} ranks {}.", voice, ranking.words());
    add_places(decision, options, ranking, explanation);
    add_departures(decision, options, ranking, explanation);
    return explanation;
  }
  const auto* approvals = std::get_if<ApprovalVoices>(&voices);
  const auto said = approvals != nullptr ? approvals->approved(ballot) : std::get<ScoredVoices>(voices).scored(ballot);
  std::vector<std::string> named;
  for (const auto option : said) named.emplace_back(options.name(option));
  explanation.headline =
      fmt::format("Voice {} {} {}.", voice, approvals != nullptr ? "approves of" : "scores", list_of(std::move(named)));
  explanation.sentences.push_back(outcome_of(decision, options, said));
  if (approvals != nullptr) add_support(decision, options, said, explanation);
  return explanation;
}

}  // namespace comitia
