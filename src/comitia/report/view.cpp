// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
#include <algorithm>
#include <numeric>
#include <tuple>

#include <fmt/format.h>

#include "comitia/decision/outcome.h"
#include "comitia/decision/sentences.h"
#include "comitia/report/markup_internal.h"
#include "comitia/report/view_internal.h"

namespace comitia::report {
namespace {

constexpr std::size_t kMostNamed = 12;  // options that a sentence names

std::vector<std::vector<std::string>> lists_of(const Json& value) {
  std::vector<std::vector<std::string>> lists;
  if (value.is_array())
    for (const auto& list : value.as_array()) lists.push_back(texts_of(&list));
  return lists;
}

}  // namespace

const Json* field(const TraceStep& step, std::string_view name) {
  for (const auto& [key, value] : step.fields)
    if (key == name) return &value;
  return nullptr;
}

std::optional<Rational> number_of(const Json* value) {
  if (value == nullptr) return std::nullopt;
  if (value->is_integer()) return Rational(value->as_integer());
  if (value->is_string()) return Rational::parse(value->as_string());
  return std::nullopt;
}

std::vector<std::string> texts_of(const Json* value) {
  std::vector<std::string> texts;
  if (value != nullptr && value->is_array())
    for (const auto& item : value->as_array())
      if (item.is_string()) texts.push_back(item.as_string());
  return texts;
}

std::vector<Compared> compared_of(const TraceStep& step) {
  std::vector<Compared> list;
  const Json* value = field(step, "compared");
  if (value == nullptr || !value->is_array()) return list;
  for (const auto& pair : value->as_array()) {
    if (!pair.is_array() || pair.as_array().size() != 2) continue;
    const auto& id = pair.as_array()[0];
    const auto& number = pair.as_array()[1];
    if (id.is_string() && (number.is_string() || number.is_integer()))
      list.push_back({id.as_string(), number.is_string() ? number.as_string() : std::to_string(number.as_integer())});
  }
  return list;
}

Result<std::vector<std::vector<std::string>>> outcomes_of(const Decision& decision) {
  const Json& outcome = decision.outcome;
  std::vector<std::vector<std::string>> outcomes;
  for (const auto* single : {"winners", "projects"})
    if (const Json* list = outcome.find(single); list != nullptr && list->is_array())
      outcomes.push_back(texts_of(list));
  for (const auto* several : {"committees", "outcomes"})
    if (const Json* lists = outcome.find(several); outcomes.empty() && lists != nullptr) outcomes = lists_of(*lists);
  if (outcomes.empty())
    return fail(ProblemCode::document, "there is no page for an outcome without committees, winners or projects",
                "the document itself shows it");
  return outcomes;
}

Result<View> View::of(const ReportInput& input) {
  View view(input);
  COMITIA_TRY(view.outcomes, outcomes_of(input.decision));
  const Json& outcome = view.decision.outcome;
  view.single = outcome.find("winners") != nullptr;
  view.funding = outcome.find("projects") != nullptr || outcome.find("outcomes") != nullptr;
  view.ranking = lists_of(outcome["ranking"]);
  if (const auto rule = find_rule(view.decision.rule)) view.rule = *rule;
  if (input.voices != nullptr) {
    view.ballots = &ballot_voices(*input.voices);
    view.approvals = std::get_if<ApprovalVoices>(input.voices);
    view.ranked = std::get_if<RankedVoices>(input.voices);
    COMITIA_CHECK(committees_of(outcome, view.ballots->options()).map([](const auto&) {}));
  }
  const Json& seats = view.decision.resolved["seats"];
  view.seats = seats.is_integer() && seats.as_integer() > 0
                   ? seats.as_integer()
                   : std::max<std::int64_t>(1, std::ssize(view.outcomes.front()));
  view.collect_options();
  if (view.ballots != nullptr) view.weigh_options();
  view.put_in_order();
  const auto& trace = view.decision.trace;
  for (std::size_t i = 0; i < std::min(trace.size(), kMostSteps); ++i) view.shown_steps_.insert(trace[i].step);
  return view;
}

Option& View::add(std::string_view id) {
  const auto [at, is_new] = index_.try_emplace(std::string(id), options.size());
  if (is_new) options.push_back({std::string(id), std::string(id), 0, std::nullopt, 0});
  return options[at->second];
}

void View::collect_options() {
  if (ballots != nullptr) {
    const auto& table = ballots->options();
    for (std::uint32_t i = 0; i < static_cast<std::uint32_t>(table.size()); ++i)
      add(table.id(OptionId{i})).name = table.name(OptionId{i});
  }
  for (const auto& members : outcomes)
    for (const auto& id : members) ++add(id).outcomes;
  for (const auto& group : ranking)
    for (const auto& id : group) add(id);
  for (const auto& step : decision.trace) {
    if (const Json* pick = field(step, "pick"); pick != nullptr && pick->is_string()) {
      auto& option = add(pick->as_string());
      if (!option.entered) option.entered = step.step;
    }
    for (const auto& compared : compared_of(step)) add(compared.id);
  }
  for (const auto& [id, name] : decision.voices.names) add(id).name = name;
}

void View::weigh_options() {
  for (std::int64_t b = 0; b < ballots->ballot_count(); ++b) {
    const BallotId ballot{static_cast<std::uint32_t>(b)};
    if (approvals != nullptr)
      for (const auto option : approvals->approved(ballot)) options[option.value].weight += ballots->weight(ballot);
    if (ranked == nullptr) continue;
    const auto ranking = ranked->ranking(ballot);
    for (std::size_t i = 0; i < ranking.size() && ranked->groups(ballot)[i] == 0; ++i)
      options[ranking[i].value].weight += ballots->weight(ballot);
  }
}

void View::put_in_order() {
  order.resize(options.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::unordered_map<std::string, std::int64_t> rank;
  for (std::size_t group = 0; group < ranking.size(); ++group)
    for (const auto& id : ranking[group]) rank.emplace(id, static_cast<std::int64_t>(group));
  const auto rank_of = [&](const Option& option) {
    const auto found = rank.find(option.id);
    return found == rank.end() ? std::ssize(ranking) : found->second;
  };
  const auto key = [&](std::size_t i) {
    const auto& option = options[i];
    return std::tuple(-option.outcomes, single ? rank_of(option) : 0,
                      option.outcomes > 0 ? option.entered.value_or(0) : 0, -option.weight, i);
  };
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return key(a) < key(b); });
  for (std::size_t place = 0; place < order.size(); ++place) place_.emplace(options[order[place]].id, place);
}

const Option* View::find(std::string_view id) const {
  const auto found = index_.find(std::string(id));
  return found == index_.end() ? nullptr : &options[found->second];
}

bool View::elected(std::string_view id) const {
  const auto* option = find(id);
  return option != nullptr && option->outcomes > 0;
}

std::string_view View::plain_name(std::string_view id) const {
  const auto* option = find(id);
  return option == nullptr ? id : std::string_view(option->name);
}

std::string View::name(std::string_view id) const { return name_html(plain_name(id)); }

std::string View::anchor(std::string_view id) const {
  const auto found = place_.find(std::string(id));
  if (found == place_.end() || found->second >= kMostListed) return {};
  return fmt::format("option-{}", found->second + 1);
}

std::string View::link(std::string_view id) const {
  const auto target = anchor(id);
  return target.empty() ? name(id) : fmt::format("<a href=\"#{}\">{}</a>", target, name(id));
}

std::vector<std::string> View::names(const std::vector<std::string>& ids) const {
  std::vector<std::string> html;
  for (const auto& id : ids) html.push_back(name(id));
  return html;
}

std::string View::sentence(const TraceStep& step) const {
  // A copy with long lists cut, and the names of its options marked.
  TraceStep shown{step.step, step.say, {}};
  std::vector<std::pair<std::string, std::string>> marked;
  const auto mark = [&](const std::string& id) {
    if (find(id) != nullptr) marked.emplace_back(id, marked_name(plain_name(id)));
  };
  for (const auto& [key, value] : step.fields) {
    if (value.is_string()) mark(value.as_string());
    const bool list = value.is_array() && !value.as_array().empty() && value.as_array().front().is_string();
    if (!list) {
      shown.fields.emplace_back(key, value);
      continue;
    }
    auto ids = texts_of(&value);
    const auto left_out = ids.size() > kMostNamed ? ids.size() - (kMostNamed - 1) : 0;
    ids.resize(ids.size() - left_out);
    for (const auto& id : ids) mark(id);
    if (left_out > 0) ids.push_back(counted(static_cast<std::int64_t>(left_out), "other"));
    shown.fields.emplace_back(key, Json::strings(ids));
  }
  return escaped_sentence(say(shown, rule == nullptr ? std::span<const Sentence>() : rule->sentences, marked));
}

std::string View::step_link(std::int64_t step, std::string_view words) const {
  if (!shown_steps_.contains(step)) return std::string(words);
  return fmt::format("<a href=\"#step-{}\">{}</a>", step, words);
}

std::string View::verb(std::size_t count) const {
  return fmt::format("{} {}", count == 1 ? "is" : "are", funding ? "funded" : "elected");
}

Rational View::people(std::int64_t weight) const {
  return ballots == nullptr ? Rational(weight) : Rational(weight, ballots->weight_scale());
}

std::string View::people_text(std::int64_t weight) const { return short_number(people(weight)); }

std::string View::share_text(std::int64_t weight) const {
  return percent(Rational(weight), Rational(ballots == nullptr ? 0 : ballots->total_weight()));
}

std::string percent(const Rational& part, const Rational& whole) {
  if (whole.sign() == 0) return "–";
  return to_decimal(part * Rational(100) / whole, 1) + "\u00A0%";
}

std::string short_number(const Rational& value) {
  if (value.is_integer()) return shown_number(value.to_string());
  return shown_decimal(value);
}

std::string exact_number(std::string_view text) { return escaped(shown_number(text)); }

std::string rule_title(const Decision& decision) {
  const auto rule = find_rule(decision.rule);
  return escaped(rule ? (*rule)->info.title : std::string_view(decision.rule));
}

}  // namespace comitia::report
