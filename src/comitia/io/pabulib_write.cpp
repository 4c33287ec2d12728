// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Writing Pabulib: the fields in the order of the format, interpreted ones from the voices, the others as kept.
#include <algorithm>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "comitia/io/pabulib.h"
#include "comitia/io/pabulib_fields.h"
#include "comitia/io/pabulib_internal.h"

namespace comitia::io {
namespace {

using pabulib::Field;

/// Most rows that are written for voices that speak for several voters each.
constexpr std::int64_t kMostRows = 100'000'000;

/// A first cell that reads like the title of a section must not be taken for it.
void append_first_cell(std::string& out, std::string_view text) {
  if (text == "META" || text == "PROJECTS" || text == "VOTES")
    out += fmt::format("\"{}\"", text);
  else
    append_cell(out, text, ';');
}

class Writer {
 public:
  explicit Writer(const Voices& voices)
      : voices_(voices), ballots_(ballot_voices(voices)), electorate_(ballots_.electorate()) {}

  Result<Written> write() {
    COMITIA_CHECK(check());
    write_meta();
    write_projects();
    write_votes();
    return std::move(written_);
  }

 private:
  Result<void> check() const;
  void write_meta();
  void write_projects();
  void write_votes();

  std::string_view vote_type() const;
  std::string meta_value(std::string_view key) const;
  void append_meta(std::string_view key, std::string_view value);
  void append_ballot(BallotId ballot);
  /// The kept columns in the order in which they are written; those that the format cannot hold become losses.
  template <class Fields>
  std::vector<const TextColumn*> ordered(const std::vector<TextColumn>& columns, const Fields& fields,
                                         const std::vector<std::string_view>& taken);

  const Voices& voices_;
  const BallotVoices& ballots_;
  const Electorate& electorate_;
  Written written_;
};

Result<void> Writer::check() const {
  const auto cannot = [](ProblemCode code, std::string text, std::string hint) {
    return fail(code, "Pabulib cannot hold these voices: " + std::move(text), std::move(hint));
  };
  const OptionTable& options = electorate_.options;
  const VoiceTable& table = electorate_.voices;
  if (!options.costs || !electorate_.budget)
    return cannot(ProblemCode::vote_type, "they have no budget", "choose a format for elections");
  const auto* const ranked = std::get_if<RankedVoices>(&voices_);
  if (ranked != nullptr && !ranked->strict())
    return cannot(ProblemCode::vote_type, "some rank projects equally", "choose a format with weak orders");
  if (table.weights) return cannot(ProblemCode::weight, "they have weights", "choose a format with weights");
  if (!table.ids.empty() && !table.counts.empty())
    return cannot(ProblemCode::weight, "voices with ids speak for several voters each", "give each voter a voice");
  if (electorate_.voters > kMostRows)
    return cannot(ProblemCode::too_large, fmt::format("there are more than {} voters", kMostRows),
                  "choose a format with counts");
  for (std::int64_t i = 0; i < options.size(); ++i)
    if (options.ids[i].find(',') != std::string_view::npos)
      return cannot(ProblemCode::name, fmt::format("the id {} holds a comma", options.ids[i]), "rename the project");
  return {};
}

std::string_view Writer::vote_type() const {
  const auto stated = electorate_.attribute("vote_type");
  if (const auto* const approval = std::get_if<ApprovalVoices>(&voices_)) {
    if (stated != "choose-1") return "approval";
    for (std::uint32_t b = 0; b < approval->ballot_count(); ++b)
      if (approval->approved(BallotId{b}).size() > 1) return "approval";
    return "choose-1";
  }
  if (std::holds_alternative<RankedVoices>(voices_)) return "ordinal";
  const auto& scored = std::get<ScoredVoices>(voices_);
  bool negative = false;
  for (std::uint32_t b = 0; b < scored.ballot_count(); ++b)
    for (const std::int64_t score : scored.scores(BallotId{b})) negative = negative || score < 0;
  return stated == "cumulative" && !negative ? "cumulative" : "scoring";
}

std::string Writer::meta_value(std::string_view key) const {
  if (key == "description") return electorate_.title;
  if (key == "num_projects") return std::to_string(electorate_.options.size());
  if (key == "num_votes") return std::to_string(electorate_.voters);
  if (key == "budget") return format_number(*electorate_.budget);
  if (key == "vote_type") return std::string(vote_type());
  return std::string(electorate_.attribute(key).value_or(""));
}

void Writer::append_meta(std::string_view key, std::string_view value) {
  append_first_cell(written_.bytes, key);
  written_.bytes += ';';
  append_cell(written_.bytes, value, ';');
  written_.bytes += '\n';
}

void Writer::write_meta() {
  written_.bytes += "META\nkey;value\n";
  std::vector<std::string_view> unknown;
  for (const Field& field : pabulib::kMetaFields) {
    const std::string value = meta_value(field.name);
    if (!value.empty())
      append_meta(field.name, value);
    else if (field.mandatory)
      unknown.push_back(field.name);
  }
  std::vector<std::string_view> written;
  for (const auto& [key, value] : electorate_.attributes) {
    if (is_known(pabulib::kMetaFields, key)) continue;
    if (key.empty() || trim(key) != key || std::find(written.begin(), written.end(), key) != written.end()) {
      written_.losses.push_back(fmt::format("the attribute \"{}\" has no key of its own in META", key));
      continue;
    }
    written.push_back(key);
    append_meta(key, value);
  }
  if (!unknown.empty())
    written_.losses.push_back(
        fmt::format("Pabulib demands {}, which the voices do not say; a strict reader will refuse the file",
                    fmt::join(unknown, ", ")));
  if (electorate_.seats) written_.losses.push_back("Pabulib has no number of seats");
}

template <class Fields>
std::vector<const TextColumn*> Writer::ordered(const std::vector<TextColumn>& columns, const Fields& fields,
                                               const std::vector<std::string_view>& taken) {
  std::vector<const TextColumn*> order;
  std::vector<std::string_view> names = taken;
  for (const TextColumn& column : columns) {
    const std::string_view name = column.name;
    if (name.empty() || trim(name) != name || std::find(names.begin(), names.end(), name) != names.end()) {
      written_.losses.push_back(fmt::format("the column \"{}\" has no name of its own", name));
      continue;
    }
    names.push_back(name);
    order.push_back(&column);
  }
  const auto rank = [&](const TextColumn* column) {
    return std::find_if(fields.begin(), fields.end(), [&](const Field& field) { return field.name == column->name; }) -
           fields.begin();
  };
  // Columns of one rank keep their order: they stand in one vector, so their addresses ascend.
  std::sort(order.begin(), order.end(),
            [&](const TextColumn* a, const TextColumn* b) { return std::pair(rank(a), a) < std::pair(rank(b), b); });
  return order;
}

void Writer::write_projects() {
  const OptionTable& options = electorate_.options;
  std::string& out = written_.bytes;
  // Names stand behind votes and score in the order of the format.
  auto columns = ordered(options.columns, pabulib::kProjectFields, {"project_id", "cost", "name"});
  const auto before_name = [](const TextColumn* column) { return column->name == "votes" || column->name == "score"; };
  const auto name_at = std::find_if_not(columns.begin(), columns.end(), before_name) - columns.begin();
  const TextColumn name{"name", options.names};
  if (!options.names.empty()) columns.insert(columns.begin() + name_at, &name);

  out += "PROJECTS\nproject_id;cost";
  for (const TextColumn* column : columns) append_cell(out += ';', column->name, ';');
  out += '\n';
  for (std::int64_t i = 0; i < options.size(); ++i) {
    append_first_cell(out, options.ids[i]);
    out += ';' + format_number(options.costs->value(i));
    for (const TextColumn* column : columns) append_cell(out += ';', column->cells[i], ';');
    out += '\n';
  }
}

void Writer::append_ballot(BallotId ballot) {
  const auto options = std::visit([&](const auto& kind) { return kind.ballots().row(ballot.value); }, voices_);
  std::string list;
  for (const OptionId option : options) {
    if (!list.empty()) list += ',';
    list += electorate_.options.id(option);
  }
  append_cell(written_.bytes += ';', list, ';');
  const auto* const scored = std::get_if<ScoredVoices>(&voices_);
  if (scored == nullptr) return;
  written_.bytes += ';';
  bool first = true;
  for (const std::int64_t score : scored->scores(ballot)) {
    if (!std::exchange(first, false)) written_.bytes += ',';
    written_.bytes += format_number(Rational(score, scored->score_scale()));
  }
}

void Writer::write_votes() {
  const VoiceTable& table = electorate_.voices;
  const bool scored = std::holds_alternative<ScoredVoices>(voices_);
  std::string& out = written_.bytes;
  std::vector<std::string_view> taken = {"voter_id", "vote"};
  if (scored) taken.push_back("points");
  const auto columns = ordered(table.columns, pabulib::kVoteFields, taken);
  out += scored ? "VOTES\nvoter_id;vote;points" : "VOTES\nvoter_id;vote";
  for (const TextColumn* column : columns) append_cell(out += ';', column->name, ';');
  out += '\n';
  std::int64_t row = 0;
  for (std::int64_t voice = 0; voice < table.size(); ++voice) {
    for (std::int64_t copy = 0; copy < table.count(voice); ++copy) {
      ++row;
      if (table.ids.empty())
        out += std::to_string(row);
      else
        append_first_cell(out, table.ids[voice]);
      append_ballot(table.ballots[static_cast<std::size_t>(voice)]);
      for (const TextColumn* column : columns) append_cell(out += ';', column->cells[voice], ';');
      out += '\n';
    }
  }
  if (table.ids.empty()) written_.losses.push_back("voices without ids are numbered 1, 2, 3, ...");
}

}  // namespace

Result<Written> write_pabulib(const Voices& voices) { return Writer(voices).write(); }

}  // namespace comitia::io
