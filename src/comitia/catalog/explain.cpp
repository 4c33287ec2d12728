// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Explanations read the trace by the conventions of decision.h (pick, out, winners, compared), so that they work for
// every rule; what a rule says in its own words comes from its sentences.
#include "comitia/catalog/explain.h"

#include <algorithm>
#include <limits>
#include <optional>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "comitia/audit/criterion.h"
#include "comitia/base/rational.h"
#include "comitia/catalog/explain_internal.h"
#include "comitia/decision/outcome.h"
#include "comitia/decision/sentences.h"

namespace comitia {

namespace explaining {

const Json* field(const TraceStep& step, std::string_view name) {
  for (const auto& [key, value] : step.fields)
    if (key == name) return &value;
  return nullptr;
}

std::string list_of(std::vector<std::string> names) {
  if (names.empty()) return "nobody";
  const auto last = names.back();
  names.pop_back();
  return names.empty() ? last : fmt::format("{} and {}", fmt::join(names, ", "), last);
}

std::string tie_sentence(const Decision& decision, const TieRecord& tie) {
  const Names names = decision.voices.names;
  std::vector<std::string> among;
  for (const auto& id : tie.among) among.emplace_back(shown_name(id, names));
  const auto equal = fmt::format("{} were equal on {}", list_of(among), tie.on);
  if (tie.chosen.empty()) return equal + "; all of them were kept, and every way was followed.";
  static constexpr std::string_view kHow[] = {"the order of the file", "nothing", "nothing", "the seeded draw",
                                              "the public draw"};
  const auto how = kHow[static_cast<std::size_t>(tie.policy)];
  const auto chosen = shown_name(tie.chosen, names);
  if (decides_who_leaves(decision, tie)) return fmt::format("{}; {} decided that {} leaves.", equal, how, chosen);
  // Without the steps we cannot know whether to be picked meant to enter or to leave.
  return fmt::format("{}; {} {} {}.", equal, how, decision.trace.empty() ? "picked" : "decided for", chosen);
}

std::vector<Committee> outcomes_of(const Decision& decision, const OptionTable& options) {
  auto outcomes = committees_of(decision.outcome, options);
  return outcomes ? *std::move(outcomes) : std::vector<Committee>();
}

Presence presence_of(const std::vector<Committee>& outcomes, OptionId option) {
  Presence presence{0, std::ssize(outcomes)};
  for (const auto& committee : outcomes)
    presence.with += std::binary_search(committee.begin(), committee.end(), option) ? 1 : 0;
  return presence;
}

}  // namespace explaining

namespace {

using explaining::field;
using explaining::list_of;
using explaining::tie_sentence;

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
    return pair.is_array() && pair.as_array().size() == 2 && pair.as_array()[i].is_string()
               ? pair.as_array()[i].as_string()
               : std::string();
  };
  for (std::size_t i = 0; i < pairs.size(); ++i)
    if (at(pairs[i], 0) == id)
      return Compared{static_cast<std::int64_t>(i) + 1, at(pairs[i], 1), at(pairs[0], 0), at(pairs[0], 1)};
  return std::nullopt;
}

std::span<const Sentence> sentences_of(const Decision& decision) {
  const auto rule = find_rule(decision.rule);
  return rule ? (*rule)->sentences : std::span<const Sentence>();
}

std::vector<std::string> texts_of(const Json& ids) {
  std::vector<std::string> texts;
  if (ids.is_array())
    for (const auto& id : ids.as_array())
      if (id.is_string()) texts.push_back(id.as_string());
  return texts;
}

std::vector<std::string> shown_ids(const Json& ids, Names names) {
  auto shown = texts_of(ids);
  for (auto& id : shown) id = shown_name(id, names);
  return shown;
}

/// Resolves an id, or a name that only one option has.
Result<OptionId> resolve(const OptionTable& options, std::string_view text) {
  if (const auto found = options.find(text)) return *found;
  std::vector<OptionId> named;
  for (std::uint32_t i = 0; i < static_cast<std::uint32_t>(options.size()); ++i)
    if (options.name(OptionId{i}) == text) named.push_back(OptionId{i});
  if (named.size() == 1) return named.front();
  if (named.size() > 1)
    return fail(ProblemCode::unknown_option, fmt::format("{} options are named \"{}\"", named.size(), text),
                "give the id instead");
  return fail(ProblemCode::unknown_option, fmt::format("there is no option \"{}\"", text),
              "'comitia describe' lists the options");
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
  explanation.sentences.push_back(
      fmt::format("{} of {} voters {} of it ({} %).", count(support), count(voices.total_weight()),
                  support == voices.weight_scale() ? "approves" : "approve", to_decimal(share, 1)));
  if (support == 0) return;
  const auto where = committees && committees->size() > 1
                         ? fmt::format("In the first of the {} committees they have, on average,", committees->size())
                         : std::string("On average they have");
  const auto none = unrepresented == 0 ? std::string("each of them has at least one")
                    : unrepresented == voices.weight_scale()
                        ? std::string("1 of them has none")
                        : fmt::format("{} of them have none", count(unrepresented));
  explanation.sentences.push_back(fmt::format("{} {} members that they approve of; {}.", where,
                                              to_decimal(Rational(members) / Rational(support), 2), none));
}

void add_first_places(const RankedVoices& voices, OptionId option, Explanation& explanation) {
  std::int64_t first = 0;
  std::int64_t ranked = 0;
  for (std::uint32_t b = 0; b < static_cast<std::uint32_t>(voices.ballot_count()); ++b) {
    const auto ranking = voices.ranking(BallotId{b});
    const auto at = std::find(ranking.begin(), ranking.end(), option);
    if (at == ranking.end()) continue;
    ranked += voices.weight(BallotId{b});
    if (voices.groups(BallotId{b})[static_cast<std::size_t>(at - ranking.begin())] == 0)
      first += voices.weight(BallotId{b});
  }
  const auto count = [&](std::int64_t weight) {
    return shown_number(Rational(weight, voices.weight_scale()).to_string());
  };
  explanation.sentences.push_back(fmt::format("{} of {} voters {} it, {} of them first.", count(ranked),
                                              count(voices.total_weight()),
                                              ranked == voices.weight_scale() ? "ranks" : "rank", count(first)));
}

/// "it had 4, while B had 6", or "as did B"; an option is not compared with itself.
std::string beside_the_best(const Compared& here, std::string_view id, Names names) {
  auto text = shown_number(here.value);
  if (here.best == id) return text;
  if (here.value == here.best_value) return fmt::format("{}, as did {}", text, shown_name(here.best, names));
  return fmt::format("{}, while {} had {}", text, shown_name(here.best, names), shown_number(here.best_value));
}

// The way of an option through the steps: where it stood, and how it entered or left.
void add_steps(const Decision& decision, std::string_view id, bool won, Explanation& explanation) {
  const Names names = decision.voices.names;
  const auto sentences = sentences_of(decision);
  std::optional<std::pair<std::int64_t, Compared>> best;
  auto tie = decision.ties.begin();  // in the order of the steps, like the trace
  const auto add_ties = [&](std::int64_t until) {
    for (; tie != decision.ties.end() && tie->step <= until; ++tie)
      if (std::find(tie->among.begin(), tie->among.end(), id) != tie->among.end())
        explanation.sentences.push_back(fmt::format("Step {}: {}", tie->step, tie_sentence(decision, *tie)));
  };
  for (const auto& step : decision.trace) {
    add_ties(step.step - 1);
    const auto here = compared(step, id);
    if (here && (!best || here->place < best->second.place)) best = {step.step, *here};
    const bool involved = names_option(field(step, "pick"), id) || names_option(field(step, "out"), id) ||
                          names_option(field(step, "winners"), id);
    if (!involved) continue;
    explanation.sentences.push_back(fmt::format("Step {}: {}", step.step, say(step, sentences, names)));
    if (here && here->place > 1 && field(step, "winners") == nullptr)
      explanation.sentences.push_back(fmt::format("There it had {}.", beside_the_best(*here, id, names)));
  }
  add_ties(std::numeric_limits<std::int64_t>::max());
  if (!won && best)
    explanation.sentences.push_back(fmt::format("It came closest in step {}, in place {}: it had {}.", best->first,
                                                best->second.place, beside_the_best(best->second, id, names)));
}

/// "is elected", "does not win", "ties for the win with B", "is elected in 3 of the 6 committees that tie"
std::string verdict_on(const Decision& decision, const explaining::Presence& presence, std::string_view id) {
  if (const Json* winners = decision.outcome.find("winners")) {
    if (presence.with == 0) return "does not win";
    if (presence.of == 1) return "wins";
    auto others = texts_of(*winners);
    std::erase(others, id);
    for (auto& other : others) other = shown_name(other, decision.voices.names);
    return fmt::format("ties for the win with {}", list_of(std::move(others)));
  }
  if (presence.of <= 1) return presence.with > 0 ? "is elected" : "is not elected";
  const auto of = shown_number(std::to_string(presence.of));
  if (presence.with == presence.of) return fmt::format("is elected in all of the {} committees that tie", of);
  if (presence.with == 0) return fmt::format("is elected in none of the {} committees that tie", of);
  return fmt::format("is elected in {} of the {} committees that tie", shown_number(std::to_string(presence.with)), of);
}

}  // namespace

bool decides_who_leaves(const Decision& decision, const TieRecord& tie) {
  return std::any_of(decision.trace.begin(), decision.trace.end(), [&](const TraceStep& step) {
    return step.step == tie.step && names_option(field(step, "out"), tie.chosen);
  });
}

std::string outcome_sentence(const Decision& decision) {
  const Names names = decision.voices.names;
  if (const Json* winners = decision.outcome.find("winners")) {
    const auto shown = shown_ids(*winners, names);
    return shown.size() == 1 ? fmt::format("{} wins.", shown.front())
                             : fmt::format("{} tie for the win.", list_of(shown));
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

namespace {

/// The criteria that the outcome breaks; with an id, only those in whose witness this option stands.
void add_broken_criteria(const Decision& decision, std::optional<std::string_view> id, Explanation& explanation) {
  if (!decision.certificate) return;
  for (const auto& entry : *decision.certificate) {
    const auto* criterion = audit::find_criterion(entry.axiom);
    if (criterion == nullptr || entry.status != AxiomStatus::broken) continue;
    if (id && !names_option(entry.witness.find("option"), *id) && !names_option(entry.witness.find("winner"), *id) &&
        !names_option(entry.witness.find("set"), *id))
      continue;
    explanation.sentences.push_back(
        fmt::format("{} broken: {}.", criterion->title, audit::criterion_words(entry, decision.voices.names)));
  }
}

}  // namespace

Explanation explain_decision(const Decision& decision) {
  Explanation explanation{outcome_sentence(decision), {}};
  const auto sentences = sentences_of(decision);
  const Names names = decision.voices.names;
  auto tie = decision.ties.begin();  // in the order of the steps, like the trace
  for (const auto& step : decision.trace) {
    explanation.sentences.push_back(say(step, sentences, names));
    for (; tie != decision.ties.end() && tie->step <= step.step; ++tie)
      explanation.sentences.push_back(tie_sentence(decision, *tie));
  }
  for (; tie != decision.ties.end(); ++tie) explanation.sentences.push_back(tie_sentence(decision, *tie));
  add_broken_criteria(decision, std::nullopt, explanation);
  for (const auto& warning : decision.warnings) explanation.sentences.push_back(warning);
  return explanation;
}

Result<Explanation> explain_option(const Decision& decision, const Voices& voices, std::string_view text) {
  const auto& options = ballot_voices(voices).options();
  COMITIA_TRY(const auto option, resolve(options, text));
  const auto id = options.id(option);
  const auto presence = explaining::presence_of(explaining::outcomes_of(decision, options), option);
  Explanation explanation;
  explanation.headline = fmt::format("{} {}.", options.name(option), verdict_on(decision, presence, id));
  if (const auto* approvals = std::get_if<ApprovalVoices>(&voices))
    add_support(*approvals, option, decision, explanation);
  if (const auto* ranked = std::get_if<RankedVoices>(&voices)) add_first_places(*ranked, option, explanation);
  add_steps(decision, id, presence.with > 0, explanation);
  add_broken_criteria(decision, id, explanation);
  if (decision.margin) {
    const auto& margin = *decision.margin;
    const bool one = margin.value == 1 && margin.change.ends_with('s');
    explanation.sentences.push_back(fmt::format("The outcome changes when {} {} {} ({}): {}.", margin.value,
                                                one ? margin.change.substr(0, margin.change.size() - 1) : margin.change,
                                                one ? "changes" : "change", margin.kind, margin.by));
  }
  return explanation;
}

Result<Explanation> explain_step(const Decision& decision, std::int64_t number) {
  const auto found =
      std::find_if(decision.trace.begin(), decision.trace.end(), [&](const auto& s) { return s.step == number; });
  if (found == decision.trace.end())
    return fail(ProblemCode::option_range, fmt::format("there is no step {}", number),
                decision.trace.empty()
                    ? "the decision was made without a trace; use --trace full"
                    : fmt::format("steps are {} to {}", decision.trace.front().step, decision.trace.back().step));
  const Names names = decision.voices.names;
  Explanation explanation{fmt::format("Step {}", number), {}};
  for (auto step = found; step != decision.trace.end() && step->step == number; ++step) {
    explanation.sentences.push_back(say(*step, sentences_of(decision), names));
    if (const Json* list = field(*step, "compared"); list != nullptr && list->is_array())
      for (const auto& pair : list->as_array())
        if (pair.is_array() && pair.as_array().size() == 2 && pair.as_array()[0].is_string() &&
            pair.as_array()[1].is_string())
          explanation.sentences.push_back(fmt::format("  {}: {}", shown_name(pair.as_array()[0].as_string(), names),
                                                      shown_number(pair.as_array()[1].as_string())));
  }
  for (const auto& tie : decision.ties)
    if (tie.step == number) explanation.sentences.push_back(tie_sentence(decision, tie));
  return explanation;
}

}  // namespace comitia
