// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
#include "cli/show.h"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "comitia/audit/axiom.h"
#include "comitia/audit/criterion.h"
#include "comitia/catalog/catalog.h"
#include "comitia/catalog/explain.h"
#include "comitia/decision/document.h"
#include "comitia/decision/sentences.h"

namespace comitia::cli {
namespace {

constexpr std::size_t kMostOutcomes = 20;  // of an irresolute decision shown to people; documents hold all

struct Traced {
  std::string step;   // at which it was picked
  std::string value;  // by which it was compared last, up to that step
};

// What the trace knows of each option, by the conventions of decision.h.
std::map<std::string, Traced> traced(const Decision& decision) {
  std::map<std::string, Traced> known;
  for (const auto& step : decision.trace) {
    const Json* pick = nullptr;
    const Json* compared = nullptr;
    for (const auto& [key, value] : step.fields) {
      if (key == "pick") pick = &value;
      if (key == "compared") compared = &value;
    }
    if (compared != nullptr && compared->is_array())
      for (const auto& pair : compared->as_array()) {
        if (!pair.is_array() || pair.as_array().size() != 2 || !pair.as_array()[0].is_string()) continue;
        const auto& value = pair.as_array()[1];
        auto& entry = known[pair.as_array()[0].as_string()];
        if (entry.step.empty()) entry.value = value.is_string() ? value.as_string() : compact_text(value);
      }
    if (pick != nullptr && pick->is_string()) known[pick->as_string()].step = fmt::format("{}", step.step);
  }
  return known;
}

void add_list(std::vector<Place>& all, const Json& ids, std::string outcome, std::string position, bool elected,
              const Decision& decision, const std::map<std::string, Traced>& known) {
  if (!ids.is_array()) return;
  for (const auto& id : ids.as_array()) {
    if (!id.is_string()) continue;
    Place place{
        outcome, position, id.as_string(), std::string(shown_name(id.as_string(), decision.voices.names)), elected,
        {},      {}};
    if (const auto found = known.find(place.option); found != known.end()) {
      place.step = found->second.step;
      place.value = found->second.value;
    }
    all.push_back(std::move(place));
  }
}

bool any(const std::vector<Place>& places, std::string Place::* member) {
  return std::any_of(places.begin(), places.end(), [&](const Place& place) { return !(place.*member).empty(); });
}

bool any_name(const std::vector<Place>& places) {
  return std::any_of(places.begin(), places.end(), [](const Place& place) { return place.name != place.option; });
}

Table places_table(const std::vector<Place>& places) {
  Table table;
  const auto column = [&](const char* title, std::string Place::* member, bool right) {
    table.header.emplace_back(title);
    table.right.push_back(right);
    if (table.rows.empty()) table.rows.resize(places.size());
    for (std::size_t i = 0; i < places.size(); ++i) table.rows[i].push_back(places[i].*member);
  };
  if (any(places, &Place::position)) column("rank", &Place::position, true);
  column("option", &Place::option, false);
  if (any_name(places)) column("name", &Place::name, false);
  if (any(places, &Place::step)) column("step", &Place::step, true);
  if (any(places, &Place::value)) {
    column("compared by", &Place::value, true);
    for (auto& row : table.rows) row.back() = row.back().empty() ? "" : shown_number(row.back());
  }
  return table;
}

Table outcomes_table(const Decision& decision, const Json::Array& outcomes) {
  Table table{{"", "members"}, {}, {true, false}};
  for (std::size_t i = 0; i < std::min(outcomes.size(), kMostOutcomes); ++i) {
    std::vector<std::string> names;
    for (const auto& id : outcomes[i].as_array()) names.emplace_back(shown_name(id.as_string(), decision.voices.names));
    table.rows.push_back({fmt::format("{}", i + 1), fmt::format("{}", fmt::join(names, ", "))});
  }
  if (outcomes.size() > kMostOutcomes)
    table.rows.push_back({"", fmt::format("... and {} more; --json has all", outcomes.size() - kMostOutcomes)});
  return table;
}

// Options that differ from their defaults; the others would only be noise.
std::string option_words(const Decision& decision) {
  const auto rule = find_rule(decision.rule);
  std::vector<std::string> words;
  if (!decision.options.is_object()) return {};
  for (const auto& [name, value] : decision.options.as_object()) {
    bool is_default = value.is_null();
    if (rule)
      for (const auto& field : (*rule)->options) is_default |= field.name == name && field.default_value == value;
    if (!is_default)
      words.push_back(
          fmt::format("{} {}", kebab_case(name), value.is_string() ? value.as_string() : compact_text(value)));
  }
  return words.empty() ? std::string() : fmt::format(" with {}", fmt::join(words, ", "));
}

std::string rule_words(const Decision& decision) {
  const auto rule = find_rule(decision.rule);
  std::string words = fmt::format("By {}", decision.rule);
  if (rule) words += fmt::format(" ({})", (*rule)->info.title);
  words += option_words(decision);
  if (decision.run.ties != TiePolicy::order)
    words += fmt::format("; ties: {}", kEnumWords<TiePolicy>[static_cast<std::size_t>(decision.run.ties)]);
  if (decision.run.ties == TiePolicy::random) words += fmt::format(", seed {}", decision.run.seed);
  return words;
}

std::string tie_words(const TieRecord& tie, const Decision& decision) {
  constexpr std::size_t kNamed = 6;
  std::vector<std::string> names;
  for (const auto& id : tie.among) {
    if (names.size() == kNamed && tie.among.size() > kNamed + 1) {
      names.push_back(fmt::format("... ({} in all)", tie.among.size()));
      break;
    }
    names.emplace_back(shown_name(id, decision.voices.names));
  }
  const auto equal = fmt::format("  step {}: {} equal on {}", tie.step, fmt::join(names, ", "), tie.on);
  if (tie.chosen.empty()) return equal + "; every way was followed";
  return fmt::format("{}; {} {} by {}", equal, shown_name(tie.chosen, decision.voices.names),
                     decides_who_leaves(decision, tie) ? "leaves" : "chosen",
                     kEnumWords<TiePolicy>[static_cast<std::size_t>(tie.policy)]);
}

void add_ties(Page& page, const Decision& decision, bool verbose) {
  constexpr std::size_t kMostTies = 12;
  if (decision.ties.empty()) return;
  page.gap().line("Ties", Tone::strong);
  const auto shown = verbose ? decision.ties.size() : std::min(decision.ties.size(), kMostTies);
  for (std::size_t i = 0; i < shown; ++i) page.line(tie_words(decision.ties[i], decision));
  if (shown < decision.ties.size())
    page.line(fmt::format("  ... and {} more; -v shows all", decision.ties.size() - shown));
}

void add_steps(Page& page, const Decision& decision) {
  const auto rule = find_rule(decision.rule);
  page.gap().line("Steps", Tone::strong);
  for (const auto& step : decision.trace)
    page.line(fmt::format("  {:>3}  {}", step.step,
                          say(step, rule ? (*rule)->sentences : std::span<const Sentence>(), decision.voices.names)));
}

// The group that proves a representation axiom broken, in a sentence. Other witnesses are for programs: their entry
// says in words what they prove.
std::string witness_words(const Json& witness, const Decision& decision) {
  for (const auto* member : {"option", "level", "weight", "needed"})
    if (witness.find(member) == nullptr) return {};
  const auto level = witness["level"].is_integer() ? witness["level"].as_integer() : 0;
  const auto shown = [&](const char* member) {
    return shown_number(witness[member].is_string() ? witness[member].as_string() : compact_text(witness[member]));
  };
  const auto id = witness["option"].is_string() ? witness["option"].as_string() : std::string();
  auto words = fmt::format("{} voters approve of {}, and {} are enough for {}", shown("weight"),
                           shown_name(id, decision.voices.names), shown("needed"), counted(level, "seat"));
  const Json* together = witness.find("represented_by");
  if (together != nullptr && together->is_array() && !together->as_array().empty())
    words += fmt::format(", but together they approve of only {}", counted(std::ssize(together->as_array()), "member"));
  else
    words += level == 1 ? ", but none of them has a member" : fmt::format(", but none of them has {} members", level);
  return words;
}

}  // namespace

std::vector<Place> places(const Decision& decision) {
  std::vector<Place> all;
  const auto known = traced(decision);
  const auto& outcome = decision.outcome;
  if (const Json* ranking = outcome.find("ranking"); ranking != nullptr && ranking->is_array()) {
    const Json& winners = outcome["winners"];
    std::int64_t rank = 1;
    for (const auto& group : ranking->as_array()) {
      const auto before = std::ssize(all);
      add_list(all, group, "1", fmt::format("{}", rank), false, decision, known);
      rank += std::ssize(all) - before;  // as in sports: after two first places comes a third
    }
    for (auto& place : all)
      place.elected = winners.is_array() && std::find(winners.as_array().begin(), winners.as_array().end(),
                                                      Json(place.option)) != winners.as_array().end();
    return all;
  }
  for (const auto* key : {"committees", "outcomes"})
    if (const Json* lists = outcome.find(key); lists != nullptr && lists->is_array())
      for (std::size_t i = 0; i < lists->as_array().size(); ++i)
        add_list(all, lists->as_array()[i], fmt::format("{}", i + 1), {}, true, decision, known);
  for (const auto* key : {"projects", "winners"})
    if (const Json* list = outcome.find(key)) add_list(all, *list, "1", {}, true, decision, known);
  return all;
}

std::string_view mark(AxiomStatus status) {
  return status == AxiomStatus::holds ? "✓" : status == AxiomStatus::broken ? "✗" : "?";
}

Tone tone(AxiomStatus status) {
  return status == AxiomStatus::holds ? Tone::good : status == AxiomStatus::broken ? Tone::bad : Tone::doubtful;
}

Line certificate_line(const CertificateEntry& entry, std::span<const CertificateEntry> certificate,
                      const Decision& decision) {
  const auto status = kEnumWords<AxiomStatus>[static_cast<std::size_t>(entry.status)];
  std::size_t width = 13;
  for (const auto& each : certificate) width = std::max(width, each.axiom.size());
  auto words = fmt::format("  {} {:<{}} {}", mark(entry.status), entry.axiom, width, status);
  if (!entry.why.empty()) words += fmt::format(": {}", entry.why);
  if (const auto witness = audit::criterion_words(entry, decision.voices.names); !witness.empty())
    words += fmt::format(": {}", witness);
  if (entry.status == AxiomStatus::broken)
    if (const auto witness = witness_words(entry.witness, decision); !witness.empty())
      words += fmt::format(": {}", witness);
  return {std::move(words), tone(entry.status)};
}

std::string margin_sentence(const Margin& margin) {
  const auto one = margin.value == 1 && margin.change.ends_with('s');
  const auto count = fmt::format("{} {}", grouped(margin.value),
                                 one ? margin.change.substr(0, margin.change.size() - 1) : margin.change);
  const auto* verb = margin.value == 1 ? "changes" : "change";
  if (margin.kind == "exact") return fmt::format("The outcome changes when {} {}, and not before.", count, verb);
  if (margin.kind == "at-most") return fmt::format("The outcome changes when {} {}; fewer may suffice.", count, verb);
  return fmt::format("At least {} must change to change the outcome.", count);
}

Page decision_page(const Decision& decision, bool verbose) {
  Page page;
  page.heading(outcome_sentence(decision)).line(rule_words(decision));
  if (decision.standing.best_known) {
    auto words = fmt::format("Not proven: {} ended the work", decision.standing.why);
    if (!decision.standing.value.empty())
      words +=
          fmt::format("; this has {}, the best possible at most {}", decision.standing.value, decision.standing.bound);
    page.line(words, Tone::doubtful);
  }
  page.gap();
  const Json* lists = decision.outcome.find("committees");
  if (lists == nullptr) lists = decision.outcome.find("outcomes");
  if (lists != nullptr && lists->is_array() && lists->as_array().size() != 1)
    page.table(outcomes_table(decision, lists->as_array()));
  else
    page.table(places_table(places(decision)));
  if (verbose && !decision.trace.empty()) add_steps(page, decision);
  add_ties(page, decision, verbose);
  if (decision.certificate && !decision.certificate->empty()) {
    page.gap().line("Certificate", Tone::strong);
    for (const auto& entry : *decision.certificate) {
      auto line = certificate_line(entry, *decision.certificate, decision);
      page.line(std::move(line.text), line.tone);
    }
  }
  if (decision.margin)
    page.gap()
        .line("Margin", Tone::strong)
        .line("  " + margin_sentence(*decision.margin))
        .line("  " + decision.margin->by);
  page.gap();
  for (const auto& warning : decision.warnings) page.line("Warning: " + warning, Tone::doubtful);
  const auto& voices = decision.voices;
  page.line(fmt::format("{} {} on {}{}", counted(voices.voices, "voter"), fmt::format("({})", voices.kind),
                        counted(voices.options, "option"), voices.source.empty() ? "" : ", from " + voices.source),
            Tone::faint);
  page.line(fmt::format("voices   {}", voices.digest), Tone::faint);
  page.line(fmt::format("decision {}", document_digest(to_json(decision))), Tone::faint);
  return page;
}

Table decision_table(const std::vector<Decision>& decisions) {
  Table table{{"source", "rule", "outcome", "rank", "option", "name", "elected", "step", "value"}, {}, {}};
  for (const auto& decision : decisions)
    for (const auto& place : places(decision))
      table.rows.push_back({decision.voices.source, decision.rule, place.outcome, place.position, place.option,
                            place.name, place.elected ? "yes" : "no", place.step, place.value});
  return table;
}

ExitCode exit_code(const Standing& standing) {
  if (!standing.best_known) return ExitCode::done;
  for (const auto& kind : problem_kinds())
    if (kind.word == standing.why) return kind.exit;
  return ExitCode::limit_reached;  // max-decisions is a limit without a problem code
}

}  // namespace comitia::cli
