// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Ranked voices as a BLT file.
#include <algorithm>
#include <unordered_map>
#include <utility>

#include <fmt/format.h>

#include "comitia/io/blt.h"
#include "comitia/io/blt_internal.h"
#include "comitia/io/losses.h"
#include "comitia/io/text_cursor.h"

namespace comitia::io {
namespace {

/// The numbers that options go by, and those in between who withdrew.
struct Numbering {
  std::vector<std::int64_t> of_option;
  std::vector<std::int64_t> withdrawn;
  bool kept = false;  ///< the ids of the options are these numbers
};

/// The ids of the options, when they and the attribute "withdrawn" give each number from 1 on exactly once, in order.
Numbering numbering_of(const Electorate& electorate) {
  Numbering numbering;
  std::string_view rest = electorate.attribute(blt::kWithdrawn).value_or("");
  while (!rest.empty()) {
    const auto comma = std::min(rest.find(','), rest.size());
    numbering.withdrawn.push_back(parse_integer(rest.substr(0, comma)).value_or(0));
    rest.remove_prefix(std::min(comma + 1, rest.size()));
  }
  const auto& options = electorate.options;
  std::int64_t number = 0;
  auto gone = numbering.withdrawn.begin();
  numbering.kept = true;
  const auto pass_withdrawn = [&] {
    while (gone != numbering.withdrawn.end() && *gone == number + 1) ++gone, ++number;
  };
  for (std::uint32_t i = 0; i < options.size(); ++i) {
    pass_withdrawn();
    ++number;
    numbering.of_option.push_back(number);
    numbering.kept = numbering.kept && options.id(OptionId{i}) == std::to_string(number);
  }
  pass_withdrawn();
  if (!numbering.kept || gone != numbering.withdrawn.end()) {
    numbering.kept = false;
    numbering.withdrawn.clear();
    for (std::size_t i = 0; i < numbering.of_option.size(); ++i)
      numbering.of_option[i] = static_cast<std::int64_t>(i + 1);
  }
  return numbering;
}

/// A decimal where the value has a finite one of at most 18 places, else a fraction.
std::string weight_text(const Rational& weight) {
  auto denominator = weight.denominator().to_int64().value_or(0);
  int twos = 0;
  int fives = 0;
  for (; denominator > 0 && denominator % 2 == 0; denominator /= 2) ++twos;
  for (; denominator > 0 && denominator % 5 == 0; denominator /= 5) ++fives;
  const int digits = std::max(twos, fives);
  return denominator == 1 && digits > 0 && digits <= 18 ? to_decimal(weight, digits) : weight.to_string();
}

std::string quoted(std::string_view text) {
  std::string result = "\"";
  for (const char c : one_line(text)) {
    if (c == '"') result += '"';
    result += c;
  }
  return result + '"';
}

void append_ballot(std::string& out, const RankedVoices& voices, BallotId ballot, const Numbering& numbering) {
  const auto ranking = voices.ranking(ballot);
  const auto groups = voices.groups(ballot);
  for (std::size_t i = 0; i < ranking.size(); ++i) {
    const bool joined = i > 0 && groups[i] == groups[i - 1];
    fmt::format_to(std::back_inserter(out), "{}{}", joined ? '=' : ' ', numbering.of_option[ranking[i].value]);
  }
  out += " 0\n";
}

bool can_be_id(std::string_view id) { return id == trim(id) && id.find_first_of(")\r\n") == std::string_view::npos; }

/// True when each voice can be written on its own line under its id.
bool can_write_ids(const VoiceTable& voices) {
  for (std::int64_t i = 0; i < voices.ids.size(); ++i) {
    if (!can_be_id(voices.ids[i])) return false;
  }
  return !voices.ids.empty();
}

}  // namespace

Result<Written> write_blt(const Voices& voices) {
  const auto* ranked = std::get_if<RankedVoices>(&voices);
  if (ranked == nullptr)
    return fail(ProblemCode::vote_type, "BLT holds rankings, not approvals or scores", "write Pabulib instead");
  const auto& electorate = ranked->electorate();
  const auto& table = electorate.voices;
  const auto numbering = numbering_of(electorate);
  const bool with_ids = can_write_ids(table);

  Written written;
  written.losses = losses(electorate, {.option_ids = numbering.kept, .voice_ids = with_ids, .seats = true});
  if (!electorate.seats) written.losses.push_back("that the number of seats is not known: 1 is written");
  for (const auto& [key, value] : electorate.attributes) {
    const bool of_withdrawn = key == blt::kWithdrawn || key.starts_with(fmt::format("{} ", blt::kWithdrawn));
    if (!of_withdrawn || !numbering.kept) written.losses.push_back(fmt::format("the attribute '{}'", one_line(key)));
  }

  auto& bytes = written.bytes;
  const auto out = std::back_inserter(bytes);
  fmt::format_to(out, "{} {}\n", numbering.of_option.size() + numbering.withdrawn.size(), electorate.seats.value_or(1));
  for (std::size_t i = 0; i < numbering.withdrawn.size(); ++i)
    fmt::format_to(out, "-{}{}", numbering.withdrawn[i], i + 1 == numbering.withdrawn.size() ? '\n' : ' ');

  if (with_ids) {
    for (std::int64_t voice = 0; voice < table.size(); ++voice) {
      const auto weight = Rational(table.count(voice)) * (table.weights ? table.weights->value(voice) : Rational(1));
      fmt::format_to(out, "({}) {}", table.ids[voice], weight_text(weight));
      append_ballot(bytes, *ranked, table.ballots[static_cast<std::size_t>(voice)], numbering);
    }
  } else {
    for (std::uint32_t i = 0; i < ranked->ballot_count(); ++i) {
      fmt::format_to(out, "{}", weight_text(Rational(ranked->weight(BallotId{i}), ranked->weight_scale())));
      append_ballot(bytes, *ranked, BallotId{i}, numbering);
    }
  }
  bytes += "0\n";

  const std::unordered_map<std::string, std::string> names_of_withdrawn(electorate.attributes.begin(),
                                                                        electorate.attributes.end());
  auto gone = numbering.withdrawn.begin();
  for (std::uint32_t i = 0; i < electorate.options.size() || gone != numbering.withdrawn.end();) {
    if (gone != numbering.withdrawn.end() && (i == numbering.of_option.size() || *gone < numbering.of_option[i])) {
      const auto known = names_of_withdrawn.find(fmt::format("{} {}", blt::kWithdrawn, *gone));
      bytes += quoted(known == names_of_withdrawn.end() ? std::to_string(*gone) : known->second);
      ++gone;
    } else {
      bytes += quoted(electorate.options.name(OptionId{i++}));
    }
    bytes += '\n';
  }
  if (!electorate.title.empty()) bytes += quoted(electorate.title) + '\n';
  return written;
}

}  // namespace comitia::io
