// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Voices as a PrefLib file with the header of 2022.
#include <algorithm>
#include <map>
#include <utility>

#include <fmt/format.h>

#include "comitia/io/losses.h"
#include "comitia/io/preflib.h"
#include "comitia/io/preflib_internal.h"
#include "comitia/io/text_cursor.h"

namespace comitia::io {
namespace {

using preflib::Kind;

/// The options of each place, best first; for categories one place each.
using Places = std::vector<std::vector<OptionId>>;

/// One row of the file; its places are worked out when it is written.
struct Row {
  std::int64_t weight = 0;  ///< over the scale of the voices
  std::size_t number = 0;   ///< in the order of their first voices
  BallotId ballot;
  std::string_view categories = {};  ///< of its groups, such as "1,3", when there are more than two
};

std::vector<std::string> category_names(const Electorate& electorate) {
  std::vector<std::string> names;
  for (const auto& [key, value] : electorate.attributes)
    if (key == fmt::format("{}{}", preflib::kCategoryName, names.size() + 1)) names.push_back(value);
  return names;
}

Places places_of(const RankedVoices& voices, BallotId ballot) {
  Places places;
  const auto ranking = voices.ranking(ballot);
  const auto groups = voices.groups(ballot);
  for (std::size_t i = 0; i < ranking.size(); ++i) {
    if (i == 0 || groups[i] != groups[i - 1]) places.emplace_back();
    places.back().push_back(ranking[i]);
  }
  return places;
}

/// The most restrictive kind of orders.
Kind kind_of_orders(const RankedVoices& voices) {
  bool complete = true;
  for (std::int64_t i = 0; i < voices.ballot_count(); ++i)
    complete = complete && std::ssize(voices.ballots().row(i)) == voices.option_count();
  if (voices.strict()) return complete ? Kind::soc : Kind::soi;
  return complete ? Kind::toc : Kind::toi;
}

std::vector<Row> rows_of_ballots(const BallotVoices& voices) {
  std::vector<Row> rows;
  for (std::uint32_t i = 0; i < voices.ballot_count(); ++i)
    rows.push_back({voices.weight(BallotId{i}), i, BallotId{i}});
  return rows;
}

Places places_of(const ApprovalVoices& voices, BallotId ballot, std::size_t categories) {
  const auto approved = voices.approved(ballot);
  Places places(categories);
  places.front().assign(approved.begin(), approved.end());
  for (std::uint32_t option = 0; categories == 2 && option < voices.option_count(); ++option) {
    if (!std::binary_search(approved.begin(), approved.end(), OptionId{option}))
      places.back().push_back(OptionId{option});
  }
  return places;
}

/// The groups of a ballot spread over the categories that the cell names, such as "1,3"; empty when it does not fit.
Places spread(Places groups, std::string_view cell, std::size_t categories) {
  Places places(categories);
  std::size_t last = 0;
  std::size_t used = 0;
  while (!cell.empty()) {
    const auto comma = std::min(cell.find(','), cell.size());
    const auto category = parse_integer(cell.substr(0, comma)).value_or(0);
    if (category <= static_cast<std::int64_t>(last) || category > static_cast<std::int64_t>(categories) ||
        used == groups.size())
      return {};
    last = static_cast<std::size_t>(category);
    places[last - 1] = std::move(groups[used++]);
    cell.remove_prefix(std::min(comma + 1, cell.size()));
  }
  if (used != groups.size()) return {};
  return places;
}

/// Rows by category for voices that were read from them; empty when these voices were not.
std::vector<Row> rows_of_categories(const RankedVoices& voices, std::size_t categories) {
  const auto& table = voices.electorate().voices;
  const auto column = std::find_if(table.columns.begin(), table.columns.end(),
                                   [](const TextColumn& c) { return c.name == kPreflibCategories; });
  if (categories < 3 || column == table.columns.end()) return {};
  std::vector<Row> rows;
  std::map<std::pair<BallotId, std::string_view>, std::size_t> row_of;
  for (std::int64_t voice = 0; voice < table.size(); ++voice) {
    const auto at = static_cast<std::size_t>(voice);
    const BallotId ballot = table.ballots[at];
    const auto cell = column->cells[voice];
    const auto [known, is_new] = row_of.try_emplace({ballot, cell}, rows.size());
    if (is_new) {
      if (spread(places_of(voices, ballot), cell, categories).empty()) return {};
      rows.push_back({0, rows.size(), ballot, cell});
    }
    rows[known->second].weight += table.count(voice) * (table.weights ? table.weights->numerators[at] : 1);
  }
  return rows;
}

void append_places(std::string& out, const Places& places) {
  const char* separator = "";
  for (const auto& place : places) {
    out += std::exchange(separator, ",");
    if (place.size() != 1) out += '{';
    for (std::size_t i = 0; i < place.size(); ++i)
      fmt::format_to(std::back_inserter(out), "{}{}", i == 0 ? "" : ",", place[i].value + 1);
    if (place.size() != 1) out += '}';
  }
  if (places.empty()) out += "{}";
}

std::string file_name(const Electorate& electorate, Kind kind) {
  std::string name(electorate.attribute("FILE NAME").value_or(""));
  if (name.empty()) return name;
  if (preflib::kind_by_extension(name)) name.resize(name.rfind('.'));
  return fmt::format("{}.{}", name, word_of(kind));
}

bool is_derived(std::string_view key) {
  for (const auto derived : {"NUMBER ALTERNATIVES", "NUMBER VOTERS", "NUMBER UNIQUE ORDERS",
                             "NUMBER UNIQUE PREFERENCES", "NUMBER CATEGORIES"})
    if (key == derived) return true;
  return key.starts_with(preflib::kAlternativeName) || key.starts_with(preflib::kCategoryName) ||
         std::find(preflib::kDescriptiveKeys.begin(), preflib::kDescriptiveKeys.end(), key) !=
             preflib::kDescriptiveKeys.end();
}

void append_header(Written& written, const Electorate& electorate, Kind kind) {
  const auto line = [&](std::string_view key, std::string_view value) {
    fmt::format_to(std::back_inserter(written.bytes), "# {}: {}\n", key, one_line(value));
  };
  for (const auto key : preflib::kDescriptiveKeys) {
    if (key == "FILE NAME") {
      line(key, file_name(electorate, kind));
    } else if (key == "TITLE") {
      line(key, electorate.title);
    } else if (key == "DATA TYPE") {
      line(key, word_of(kind));
    } else {
      line(key, electorate.attribute(key).value_or(""));
    }
  }
  for (const auto& [key, value] : electorate.attributes) {
    if (is_derived(key)) continue;
    if (key != one_line(key) || key.find(':') != std::string::npos) {
      written.losses.push_back(fmt::format("the attribute '{}': its key is more than words on a line", one_line(key)));
    } else {
      line(key, value);
    }
  }
}

/// @param places  gives the places of a row
template <class PlacesOf>
Result<Written> write_rows(const BallotVoices& voices, Kind kind, std::vector<Row> rows,
                           const std::vector<std::string>& categories, PlacesOf&& places) {
  const auto& electorate = voices.electorate();
  std::int64_t voters = 0;
  for (auto& row : rows) {
    const auto whole = whole_weight(row.weight, voices.weight_scale());
    if (!whole)
      return fail(ProblemCode::weight, "PrefLib counts whole voters, but a ballot has a fractional weight",
                  "scale the weights to whole numbers");
    row.weight = *whole;
    voters += row.weight;
  }
  std::sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) {
    return a.weight != b.weight ? a.weight > b.weight : a.number < b.number;
  });

  Written written;
  Keeps keeps;
  if (kind == Kind::cat) keeps.voice_columns = {kPreflibCategories};
  written.losses = losses(electorate, keeps);
  append_header(written, electorate, kind);
  auto out = std::back_inserter(written.bytes);
  fmt::format_to(out, "# NUMBER ALTERNATIVES: {}\n# NUMBER VOTERS: {}\n", voices.option_count(), voters);
  fmt::format_to(out, "# NUMBER UNIQUE {}: {}\n", kind == Kind::cat ? "PREFERENCES" : "ORDERS", rows.size());
  if (kind == Kind::cat) {
    fmt::format_to(out, "# NUMBER CATEGORIES: {}\n", categories.size());
    for (std::size_t i = 0; i < categories.size(); ++i)
      fmt::format_to(out, "# {}{}: {}\n", preflib::kCategoryName, i + 1, one_line(categories[i]));
  }
  for (std::uint32_t i = 0; i < voices.option_count(); ++i)
    fmt::format_to(out, "# {}{}: {}\n", preflib::kAlternativeName, i + 1, voices.options().name(OptionId{i}));
  for (const auto& row : rows) {
    fmt::format_to(out, "{}: ", row.weight);
    append_places(written.bytes, places(row));
    written.bytes += '\n';
  }
  return written;
}

}  // namespace

Result<Written> write_preflib(const Voices& voices) {
  const auto& electorate = ballot_voices(voices).electorate();
  auto categories = category_names(electorate);
  if (const auto* approvals = std::get_if<ApprovalVoices>(&voices)) {
    if (categories.empty() || categories.size() > 2) categories = {"Approved", "Not approved"};
    return write_rows(*approvals, Kind::cat, rows_of_ballots(*approvals), categories,
                      [&](const Row& row) { return places_of(*approvals, row.ballot, categories.size()); });
  }
  const auto* ranked = std::get_if<RankedVoices>(&voices);
  if (ranked == nullptr)
    return fail(ProblemCode::vote_type, "PrefLib holds orders and categories, not scores",
                "write Pabulib or ABIF instead");
  if (auto rows = rows_of_categories(*ranked, categories.size()); !rows.empty()) {
    return write_rows(*ranked, Kind::cat, std::move(rows), categories, [&](const Row& row) {
      return spread(places_of(*ranked, row.ballot), row.categories, categories.size());
    });
  }
  return write_rows(*ranked, kind_of_orders(*ranked), rows_of_ballots(*ranked), {},
                    [&](const Row& row) { return places_of(*ranked, row.ballot); });
}

}  // namespace comitia::io
