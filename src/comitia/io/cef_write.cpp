// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Ranked voices as a Condorcet Election Format file.
#include <algorithm>
#include <map>
#include <tuple>
#include <unordered_set>
#include <utility>

#include <fmt/format.h>

#include "comitia/io/cef.h"
#include "comitia/io/cef_internal.h"
#include "comitia/io/losses.h"
#include "comitia/io/text_cursor.h"

namespace comitia::io {
namespace {

bool can_be_name(std::string_view name) {
  return !name.empty() && one_line(name) == name && name.find_first_of(cef::kReserved) == std::string_view::npos;
}

/// Candidates as the file calls them.
struct CandidateNames {
  std::vector<std::string> of_option;
  bool are_ids = true;
  bool are_names = true;
};

CandidateNames candidate_names(const OptionTable& options) {
  CandidateNames result;
  const auto try_texts = [&](auto text_of) {
    result.of_option.clear();
    std::unordered_set<std::string> seen;
    bool usable = true;
    for (std::uint32_t i = 0; i < options.size(); ++i) {
      result.of_option.emplace_back(text_of(OptionId{i}));
      usable = usable && can_be_name(result.of_option.back()) && seen.insert(result.of_option.back()).second;
    }
    return usable;
  };
  if (!try_texts([&](OptionId option) { return options.name(option); }) &&
      !try_texts([&](OptionId option) { return options.id(option); }))
    try_texts([&](OptionId option) { return std::to_string(option.value + 1); });
  for (std::uint32_t i = 0; i < options.size(); ++i) {
    result.are_ids = result.are_ids && options.id(OptionId{i}) == result.of_option[i];
    result.are_names = result.are_names && options.name(OptionId{i}) == result.of_option[i];
  }
  return result;
}

std::string ranking_text(const RankedVoices& voices, BallotId ballot, const CandidateNames& names) {
  const auto ranking = voices.ranking(ballot);
  const auto groups = voices.groups(ballot);
  std::string text;
  for (std::size_t i = 0; i < ranking.size(); ++i) {
    if (i > 0) text += groups[i] == groups[i - 1] ? " = " : " > ";
    text += names.of_option[ranking[i].value];
  }
  return text.empty() ? std::string(cef::kBlankVote) : text;
}

/// Voices that share one line: the same ballot, weight and tags.
struct Line {
  std::int64_t voters = 0;
  std::int64_t first_voice = 0;
};
using Lines = std::map<std::tuple<BallotId, std::int64_t, std::string_view>, Line>;

Lines merge_lines(const RankedVoices& voices) {
  const auto& table = voices.electorate().voices;
  const auto tags =
      std::find_if(table.columns.begin(), table.columns.end(), [](const TextColumn& c) { return c.name == kCefTags; });
  Lines lines;
  for (std::int64_t voice = 0; voice < table.size(); ++voice) {
    const auto at = static_cast<std::size_t>(voice);
    const auto weight = table.weights ? table.weights->numerators[at] : 1;
    const auto cell = tags == table.columns.end() ? std::string_view() : tags->cells[voice];
    lines.try_emplace({table.ballots[at], weight, cell}, Line{0, voice}).first->second.voters += table.count(voice);
  }
  return lines;
}

bool can_be_parameter(std::string_view key, std::string_view value) {
  const auto is_key = [&](std::string_view parameter) { return equal_ignoring_case(key, parameter); };
  return !key.empty() && one_line(key) == key && one_line(value) == value &&
         std::none_of(cef::kParameters.begin(), cef::kParameters.end(), is_key) &&
         key.find_first_of(":#") == std::string_view::npos && value.find('#') == std::string_view::npos;
}

}  // namespace

Result<Written> write_cef(const Voices& voices) {
  const auto* ranked = std::get_if<RankedVoices>(&voices);
  if (ranked == nullptr)
    return fail(ProblemCode::vote_type, "the Condorcet Election Format holds rankings, not approvals or scores",
                "write Pabulib or ABIF instead");
  const auto& electorate = ranked->electorate();
  if (electorate.voices.weights && electorate.voices.weights->scale != 1)
    return fail(ProblemCode::weight,
                "the Condorcet Election Format has whole weights, but a voice has a fractional one",
                "scale the weights to whole numbers");

  const auto names = candidate_names(electorate.options);
  const auto lines = merge_lines(*ranked);
  Written written;
  written.losses =
      losses(electorate,
             {.option_ids = true, .voice_counts = true, .seats = true, .title = false, .voice_columns = {kCefTags}});
  if (!names.are_ids) written.losses.push_back("ids of options: they go by what the file calls them");
  if (!names.are_names) written.losses.push_back("names of options: they go by what the file calls them");

  auto& bytes = written.bytes;
  const auto out = std::back_inserter(bytes);
  if (!electorate.title.empty()) fmt::format_to(out, "# {}\n", one_line(electorate.title));
  bytes += "#/Candidates: ";
  for (std::size_t i = 0; i < names.of_option.size(); ++i)
    fmt::format_to(out, "{}{}", i == 0 ? "" : " ; ", names.of_option[i]);
  bytes += '\n';
  if (electorate.seats) fmt::format_to(out, "#/Number of Seats: {}\n", *electorate.seats);
  const bool implicit = electorate.attribute(cef::kImplicitRanking).value_or("true") != "false";
  const bool weighted =
      std::any_of(lines.begin(), lines.end(), [](const auto& line) { return std::get<1>(line.first) != 1; });
  fmt::format_to(out, "#/{}: {}\n#/Weight Allowed: {}\n", cef::kImplicitRanking, implicit, weighted);
  for (const auto& [key, value] : electorate.attributes) {
    if (can_be_parameter(key, value)) {
      fmt::format_to(out, "#/{}: {}\n", key, value);
    } else if (key != cef::kImplicitRanking) {
      written.losses.push_back(fmt::format("the attribute '{}': a parameter cannot hold it", one_line(key)));
    }
  }
  bytes += '\n';

  std::vector<Lines::const_iterator> order;
  for (auto line = lines.begin(); line != lines.end(); ++line) order.push_back(line);
  std::sort(order.begin(), order.end(),
            [](const auto& a, const auto& b) { return a->second.first_voice < b->second.first_voice; });
  bool tags_kept = true;
  for (const auto& line : order) {
    const auto& [ballot, weight, tags] = line->first;
    const bool tags_fit =
        one_line(tags) == tags && tags.find_first_of("|#") == std::string_view::npos && !tags.starts_with("/");
    tags_kept = tags_kept && tags_fit;
    if (tags_fit && !tags.empty()) fmt::format_to(out, "{} || ", tags);
    bytes += ranking_text(*ranked, ballot, names);
    if (weight != 1) fmt::format_to(out, " ^{}", weight);
    if (line->second.voters != 1) fmt::format_to(out, " * {}", line->second.voters);
    bytes += '\n';
  }
  if (!tags_kept) written.losses.push_back("tags that hold a reserved character");
  return written;
}

}  // namespace comitia::io
