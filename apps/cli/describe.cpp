// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// comitia describe: what a file of voices holds.
#include <algorithm>

#include <fmt/format.h>

#include "comitia/base/sha256.h"
#include "comitia/decision/sentences.h"

#include "cli/page.h"
#include "cli/verbs.h"

namespace comitia::cli {
namespace {

std::string weight_text(std::int64_t weight, const BallotVoices& voices) {
  return Rational(weight, voices.weight_scale()).to_string();
}

// What each ballot says on average, in the words of its kind.
struct Habits {
  Json json;
  std::string words;
};

template <class V>
Rational mean_length(const V& voices) {
  Rational sum;
  for (std::uint32_t b = 0; b < static_cast<std::uint32_t>(voices.ballot_count()); ++b)
    sum += Rational(voices.weight(BallotId{b})) * Rational(static_cast<std::int64_t>(voices.ballots().row(b).size()));
  return voices.total_weight() == 0 ? Rational(0) : sum / Rational(voices.total_weight());
}

Habits habits(const ApprovalVoices& voices) {
  const auto mean = to_decimal(mean_length(voices), 2);
  return {Json::object({{"approvals_per_ballot", mean}}), fmt::format("{} approvals per ballot", mean)};
}

Habits habits(const RankedVoices& voices) {
  const auto mean = to_decimal(mean_length(voices), 2);
  return {Json::object({{"ranked_per_ballot", mean}, {"strict", voices.strict()}}),
          fmt::format("{} options ranked per ballot, {}", mean, voices.strict() ? "none equally" : "some equally")};
}

Habits habits(const ScoredVoices& voices) {
  const auto mean = to_decimal(mean_length(voices), 2);
  return {Json::object({{"scored_per_ballot", mean}}), fmt::format("{} options scored per ballot", mean)};
}

// Weight behind each option: approvals, first places, or points.
std::vector<Rational> support(const Voices& voices) {
  const auto& any = ballot_voices(voices);
  std::vector<Rational> sums(static_cast<std::size_t>(any.option_count()));
  for (std::uint32_t b = 0; b < static_cast<std::uint32_t>(any.ballot_count()); ++b) {
    const BallotId ballot{b};
    const Rational weight(any.weight(ballot), any.weight_scale());
    if (const auto* approval = std::get_if<ApprovalVoices>(&voices))
      for (const auto option : approval->approved(ballot)) sums[option.value] += weight;
    if (const auto* ranked = std::get_if<RankedVoices>(&voices))
      for (std::size_t i = 0; i < ranked->ranking(ballot).size() && ranked->groups(ballot)[i] == 0; ++i)
        sums[ranked->ranking(ballot)[i].value] += weight;
    if (const auto* scored = std::get_if<ScoredVoices>(&voices))
      for (std::size_t i = 0; i < scored->scored(ballot).size(); ++i)
        sums[scored->scored(ballot)[i].value] += weight * Rational(scored->scores(ballot)[i], scored->score_scale());
  }
  return sums;
}

const char* support_word(const Voices& voices) {
  if (std::holds_alternative<ApprovalVoices>(voices)) return "approvals";
  return std::holds_alternative<RankedVoices>(voices) ? "first places" : "points";
}

Table options_table(const Voices& voices) {
  const auto& options = ballot_voices(voices).options();
  Table table{{"option", "name", support_word(voices)}, {}, {false, false, true}};
  if (options.costs) {
    table.header.emplace_back("cost");
    table.right.push_back(true);
  }
  const auto sums = support(voices);
  for (std::uint32_t i = 0; i < static_cast<std::uint32_t>(options.size()); ++i) {
    table.rows.push_back({std::string(options.id(OptionId{i})), std::string(options.name(OptionId{i})),
                          shown_number(sums[i].to_string())});
    if (options.costs) table.rows.back().push_back(shown_number(options.costs->value(i).to_string()));
  }
  return table;
}

Json options_json(const Voices& voices) {
  const auto& options = ballot_voices(voices).options();
  const auto sums = support(voices);
  Json::Array array;
  for (std::uint32_t i = 0; i < static_cast<std::uint32_t>(options.size()); ++i) {
    Json option = Json::object(
        {{"id", options.id(OptionId{i})}, {"name", options.name(OptionId{i})}, {"support", sums[i].to_string()}});
    if (options.costs) option.set("cost", options.costs->value(i).to_string());
    array.push_back(std::move(option));
  }
  return Json(std::move(array));
}

// The same facts for people and for programs, in one order.
struct Facts {
  Page page;
  Json json;
};

Facts facts(const VoicesInput& input, const Invocation& invocation) {
  const auto& voices = ballot_voices(input.voices);
  const auto& electorate = voices.electorate();
  Facts facts;
  Table table{{"", input.name}, {}, {}};
  const auto add = [&](std::string key, const char* label, Json value, std::string words) {
    facts.json.set(std::move(key), std::move(value));
    table.rows.push_back({label, std::move(words)});
  };
  facts.json.set("source", input.name);
  add("format", "format", input.format, std::string(input.format));
  add("kind", "kind", voices_kind(input.voices), voices_kind(input.voices));
  if (!electorate.title.empty()) add("title", "title", electorate.title, electorate.title);
  add("voters", "voters", electorate.voters, grouped(electorate.voters));
  add("voices", "voices", electorate.voices.size(), grouped(electorate.voices.size()));
  add("distinct_ballots", "distinct ballots", voices.ballot_count(), grouped(voices.ballot_count()));
  const auto total = weight_text(voices.total_weight(), voices);
  if (total != fmt::format("{}", electorate.voters)) add("total_weight", "total weight", total, shown_number(total));
  add("options", "options", electorate.options.size(), grouped(electorate.options.size()));
  if (electorate.seats) add("seats", "seats", *electorate.seats, grouped(*electorate.seats));
  if (electorate.budget)
    add("budget", "budget", electorate.budget->to_string(), shown_number(electorate.budget->to_string()));
  auto each = std::visit([](const auto& v) { return habits(v); }, input.voices);
  add("ballots", "ballots", std::move(each.json), std::move(each.words));
  if (input.dropped > 0) add("dropped", "left out", input.dropped, grouped(input.dropped));
  const auto content = digest_text(digest(input.voices));
  add("digest", "digest", content, content);
  add("bytes", "file digest", input.source.bytes, input.source.bytes);
  facts.page.table(std::move(table));
  if (invocation.arguments().on("options")) {
    facts.page.gap().table(options_table(input.voices));
    facts.json.set("option_table", options_json(input.voices));
  }
  return facts;
}

}  // namespace

Result<ExitCode> run_describe(Invocation& invocation) {
  COMITIA_CHECK(invocation.expect_format({Format::table, Format::json, Format::jsonl, Format::csv, Format::md}));
  COMITIA_TRY(const auto names, invocation.inputs("a file of voices"));
  const auto format = invocation.settings().format.value_or(Format::table);
  bool first = true;
  for (const auto& name : names) {
    COMITIA_TRY(const auto input, invocation.read_voices(name));
    const auto found = facts(input, invocation);
    std::string text;
    switch (format) {
      case Format::json:
        text = names.size() == 1 ? pretty_text(found.json) : compact_text(found.json) + "\n";
        break;
      case Format::jsonl:
        text = compact_text(found.json) + "\n";
        break;
      case Format::csv:
        text = csv(options_table(input.voices));
        if (!first) text.erase(0, text.find('\n') + 1);  // one header
        break;
      case Format::md:
        text = found.page.markdown();
        break;
      default:
        text = (first ? "" : "\n") + found.page.text(invocation.color_on_output());
    }
    first = false;
    COMITIA_CHECK(invocation.output().write(text));
  }
  return ExitCode::done;
}

}  // namespace comitia::cli
