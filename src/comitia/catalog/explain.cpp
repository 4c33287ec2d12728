// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Explanations read the trace by the conventions of decision.h (pick, out, winners, compared), so that they work for
// every rule; what a rule says in its own words comes from its sentences.
#include "comitia/catalog/explain.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "comitia/base/rational.h"
#include "comitia/decision/outcome.h"
#include "comitia/decision/sentences.h"

namespace comitia {
namespace {

const Json* field(const TraceStep& step, std::string_view name) {
  for (const auto& [key, value] : step.fields)
    if (key == name) return &value;
  return nullptr;
}

bool names_option(const Json* value, std::string_view id) {
  if (value == nullptr) return false;
  if (value->is_string()) return value->as_string() == id;
  if (!value->is_array()) return false;
  return std::any_of(value->as_array().begin(), value->as_array().end(),
                     [&](const Json& item) { return item.is_string() && item.as_string() == id; });
}

/// Position (from 1) and value of an option in what a step compared.
struct Compared {
  std::int64_t place = 0;
  std::string value;
  std::string best;
  std::string best_value;
};

std::optional<Compared> compared(const TraceStep& step, std::string_view id) {
  const Json* list = field(step, "compared");
  if (list == nullptr || !list->is_array()) return std::nullopt;
  const auto& pairs = list->as_array();
  const auto at = [](const Json& pair, std::size_t i) {
    return pair.is_array() && pair.as_array().size() == 2 && pair.as_array()[i].is_string() ? pair.as_array()[i].as_string() : std::string();
  };
  for (std::size_t i = 0; i < pairs.size(); ++i)
    if (at(pairs[i], 0) == id)
      return Compared{static_cast<std::int64_t>(i) + 1, at(pairs[i], 1), at(pairs[0], 0), at(pairs[0], 1)};
  return std::nullopt;
}

std::string list_of(std::vector<std::string> names) {
  if (names.empty()) return "nobody";
  const auto last = names.back();
  names.pop_back();
  return names.empty() ? last : fmt::format("{} and {}", fmt::join(names, ", "), last);
}

std::span<const Sentence> sentences_of(const Decision& decision) {
  const auto rule = find_rule(decision.rule);
  return rule ? (*rule)->sentences : std::span<const Sentence>();
}

std::vector<std::string> shown_ids(const Json& ids, Names names) {
  std::vector<std::string> shown;
  if (ids.is_array())
    for (const auto& id : ids.as_array())
      if (id.is_string()) shown.emplace_back(shown_name(id.as_string(), names));
  return shown;
}

std::string tie_sentence(const TieRecord& tie, Names names) {
  std::vector<std::string> among;
  for (const auto& id : tie.among) among.emplace_back(shown_name(id, names));
  static constexpr std::string_view kHow[] = {"the order of the file", "nothing", "nothing", "the seeded draw", "the public draw"};
  return fmt::format("{} were equal on {}; {} decided for {}.", list_of(among), tie.on,
                     kHow[static_cast<std::size_t>(tie.policy)], shown_name(tie.chosen, names));
}

/// Resolves an id, or a name that only one option has.
Result<OptionId> resolve(const OptionTable& options, std::string_view text) {
  if (const auto found = options.find(text)) return *found;
  std::vector<OptionId> named;
  for (std::uint32_t i = 0; i < static_cast<std::uint32_t>(options.size()); ++i)
    if (options.name(OptionId{i}) == text) named.push_back(OptionId{i});
  if (named.size() == 1) return named.front();
  if (named.size() > 1)
    return fail(ProblemCode::unknown_option, fmt::format("{} options are named \"{}\"", named.size(), text), "give the id instead");
  return fail(ProblemCode::unknown_option, fmt::format("there is no option \"{}\"", text), "'comitia describe' lists the options");
}

bool in_outcome(const Decision& decision, const OptionTable& options, OptionId option) {
  const auto committees = committees_of(decision.outcome, options);
  if (!committees) return false;
  return std::any_of(committees->begin(), committees->end(), [&](const Committee& committee) {
    return std::find(committee.begin(), committee.end(), option) != committee.end();
  });
}

/// How the supporters of an option are represented by the (first) committee.
void add_support(const ApprovalVoices& voices, OptionId option, const Decision& decision, Explanation& explanation) {
  const auto committees = committees_of(decision.outcome, voices.options());
  std::int64_t support = 0;
  std::int64_t unrepresented = 0;
  std::int64_t members = 0;
  for (const auto ballot : voices.supporters(option)) {
    support += voices.weight(ballot);
    std::int64_t represented = 0;
    if (committees && !committees->empty())
      for (const auto approved : voices.approved(ballot))
        represented += std::binary_search(committees->front().begin(), committees->front().end(), approved) ? 1 : 0;
    members += represented * voices.weight(ballot);
    if (represented == 0) unrepresented += voices.weight(ballot);
  }
  const Rational scale(voices.weight_scale());
  const auto count = [&](std::int64_t weight) { return shown_number((Rational(weight) / scale).to_string()); };
  const Rational share = Rational(support) * Rational(100) / Rational(std::max<std::int64_t>(1, voices.total_weight()));
  explanation.sentences.push_back(fmt::format("{} of {} voters approve of it ({} %).", count(support),
                                              count(voices.total_weight()), to_decimal(share, 1)));
  if (support > 0)
    explanation.sentences.push_back(fmt::format("On average they have {} members that they approve of; {} of them have none.",
                                                to_decimal(Rational(members) / Rational(support), 2), count(unrepresented)));
}

void add_first_places(const RankedVoices& voices, OptionId option, Explanation& explanation) {
  std::int64_t first = 0;
  std::int64_t ranked = 0;
  for (std::uint32_t b = 0; b < static_cast<std::uint32_t>(voices.ballot_count()); ++b) {
    const auto ranking = voices.ranking(BallotId{b});
    const auto at = std::find(ranking.begin(), ranking.end(), option);
    if (at == ranking.end()) continue;
    ranked += voices.weight(BallotId{b});
    if (voices.groups(BallotId{b})[static_cast<std::size_t>(at - ranking.begin())] == 0) first += voices.weight(BallotId{b});
  }
  const Rational scale(voices.weight_scale());
  explanation.sentences.push_back(fmt::format(
      "{} of {} voters rank it, {} of them first.", shown_number((Rational(ranked) / scale).to_string()),
      shown_number((Rational(voices.total_weight()) / scale).to_string()), shown_number((Rational(first) / scale).to_string())));
}

// The way of an option through the steps: where it stood, and how it entered or left.
void add_steps(const Decision& decision, std::string_view id, bool won, Explanation& explanation) {
  const Names names = decision.voices.names;
  const auto sentences = sentences_of(decision);
  std::optional<std::pair<std::int64_t, Compared>> best;
  for (const auto& step : decision.trace) {
    const auto here = compared(step, id);
    if (here && (!best || here->place < best->second.place)) best = {step.step, *here};
    if (names_option(field(step, "pick"), id) || names_option(field(step, "out"), id)) {
      explanation.sentences.push_back(fmt::format("Step {}: {}", step.step, say(step, sentences, names)));
      if (here && here->place > 1)
        explanation.sentences.push_back(fmt::format("It had {} there; {} had {}.", shown_number(here->value),
                                                    shown_name(here->best, names), shown_number(here->best_value)));
    }
  }
  if (!won && best)
    explanation.sentences.push_back(fmt::format(
        "It came closest in step {}, in place {}: it had {}, while {} had {}.", best->first, best->second.place,
        shown_number(best->second.value), shown_name(best->second.best, names), shown_number(best->second.best_value)));
  for (const auto& tie : decision.ties)
    if (std::find(tie.among.begin(), tie.among.end(), id) != tie.among.end())
      explanation.sentences.push_back(fmt::format("Step {}: {}", tie.step, tie_sentence(tie, names)));
}

}  // namespace

std::string outcome_sentence(const Decision& decision) {
  const Names names = decision.voices.names;
  if (const Json* winners = decision.outcome.find("winners")) {
    const auto shown = shown_ids(*winners, names);
    return shown.size() == 1 ? fmt::format("{} wins.", shown.front()) : fmt::format("{} tie for the win.", list_of(shown));
  }
  const Json* committees = decision.outcome.find("committees");
  if (committees == nullptr) committees = decision.outcome.find("outcomes");
  if (const Json* projects = decision.outcome.find("projects"))
    return fmt::format("{} are funded.", list_of(shown_ids(*projects, names)));
  if (committees == nullptr || !committees->is_array()) return "There is an outcome.";
  const auto& list = committees->as_array();
  if (list.size() != 1) return fmt::format("{} committees tie.", shown_number(std::to_string(list.size())));
  const auto members = shown_ids(list.front(), names);
  if (members.empty()) return "Nobody is elected.";
  return fmt::format("{} {} elected.", list_of(members), members.size() == 1 ? "is" : "are");
}

Explanation explain_decision(const Decision& decision) {
  Explanation explanation{outcome_sentence(decision), {}};
  const auto sentences = sentences_of(decision);
  const Names names = decision.voices.names;
  auto tie = decision.ties.begin();  // in the order of the steps, like the trace
  for (const auto& step : decision.trace) {
    explanation.sentences.push_back(say(step, sentences, names));
    for (; tie != decision.ties.end() && tie->step <= step.step; ++tie)
      explanation.sentences.push_back(tie_sentence(*tie, names));
  }
  for (const auto& warning : decision.warnings) explanation.sentences.push_back(warning);
  return explanation;
}

Result<Explanation> explain_option(const Decision& decision, const Voices& voices, std::string_view text) {
  const auto& options = ballot_voices(voices).options();
  COMITIA_TRY(const auto option, resolve(options, text));
  const auto id = options.id(option);
  const bool won = in_outcome(decision, options, option);
  const bool single = decision.outcome.find("winners") != nullptr;
  Explanation explanation;
  explanation.headline = fmt::format("{} {}.", options.name(option),
                                     won ? (single ? "wins" : "is elected") : (single ? "does not win" : "is not elected"));
  if (const auto* approvals = std::get_if<ApprovalVoices>(&voices)) add_support(*approvals, option, decision, explanation);
  if (const auto* ranked = std::get_if<RankedVoices>(&voices)) add_first_places(*ranked, option, explanation);
  add_steps(decision, id, won, explanation);
  if (decision.margin)
    explanation.sentences.push_back(fmt::format("The outcome changes when {} {} change ({}): {}.", decision.margin->value,
                                                decision.margin->change, decision.margin->kind, decision.margin->by));
  return explanation;
}

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
  const Names names = decision.voices.names;
  std::span<const OptionId> said;
  std::string verb = "approves of";
  if (const auto* approvals = std::get_if<ApprovalVoices>(&voices)) said = approvals->approved(ballot);
  if (const auto* ranked = std::get_if<RankedVoices>(&voices)) said = ranked->ranking(ballot), verb = "ranks";
  if (const auto* scored = std::get_if<ScoredVoices>(&voices)) said = scored->scored(ballot), verb = "scores";

  std::vector<std::string> named;
  std::vector<std::string> elected;
  for (const auto option : said) {
    named.emplace_back(options.name(option));
    if (in_outcome(decision, options, option)) elected.emplace_back(options.name(option));
  }
  Explanation explanation;
  explanation.headline = fmt::format("Voice {} {} {}.", voice, verb, list_of(named));
  explanation.sentences.push_back(elected.empty() ? "None of them is in the outcome."
                                                  : fmt::format("In the outcome: {}.", list_of(elected)));
  // Where the rule deals in money: each step's payment is the price per supporter or all that is left.
  std::optional<Rational> money;
  for (const auto& step : decision.trace) {
    if (const Json* start = field(step, "money"); start != nullptr && start->is_string()) money = Rational::parse(start->as_string());
    const Json* pick = field(step, "pick");
    if (pick == nullptr || !pick->is_string()) continue;
    const auto option = options.find(pick->as_string());
    if (!option || std::find(said.begin(), said.end(), *option) == said.end()) continue;
    const Json* price = field(step, "price");
    const auto amount = money && price != nullptr && price->is_string() ? Rational::parse(price->as_string()) : std::nullopt;
    if (amount) {
      const auto paid = std::min(*money, *amount);
      *money -= paid;
      explanation.sentences.push_back(fmt::format("Step {}: it pays {} for {} and keeps {}.", step.step,
                                                  shown_number(paid.to_string()), shown_name(pick->as_string(), names),
                                                  shown_number(money->to_string())));
    } else {
      explanation.sentences.push_back(fmt::format("Step {}: it is among the supporters of {}.", step.step, shown_name(pick->as_string(), names)));
    }
  }
  return explanation;
}

Result<Explanation> explain_step(const Decision& decision, std::int64_t number) {
  const auto found = std::find_if(decision.trace.begin(), decision.trace.end(), [&](const auto& s) { return s.step == number; });
  if (found == decision.trace.end())
    return fail(ProblemCode::option_range, fmt::format("there is no step {}", number),
                decision.trace.empty() ? "the decision was made without a trace; use --trace full"
                                       : fmt::format("steps are {} to {}", decision.trace.front().step, decision.trace.back().step));
  const Names names = decision.voices.names;
  Explanation explanation{fmt::format("Step {}", number), {}};
  for (auto step = found; step != decision.trace.end() && step->step == number; ++step) {
    explanation.sentences.push_back(say(*step, sentences_of(decision), names));
    if (const Json* list = field(*step, "compared"); list != nullptr && list->is_array())
      for (const auto& pair : list->as_array())
        if (pair.is_array() && pair.as_array().size() == 2 && pair.as_array()[0].is_string() && pair.as_array()[1].is_string())
          explanation.sentences.push_back(fmt::format("  {}: {}", shown_name(pair.as_array()[0].as_string(), names),
                                                      shown_number(pair.as_array()[1].as_string())));
  }
  for (const auto& tie : decision.ties)
    if (tie.step == number) explanation.sentences.push_back(tie_sentence(tie, names));
  return explanation;
}

}  // namespace comitia
