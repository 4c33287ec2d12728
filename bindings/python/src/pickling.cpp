// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// All that voices hold as plain Python values, and back through the builder, so that nothing invalid comes of it.
#include <cstring>
#include <span>
#include <string>
#include <vector>

#include <nanobind/stl/pair.h>
#include <nanobind/stl/string.h>
#include <nanobind/stl/vector.h>

#include "comitia/voices/builder.h"

#include "engine.h"

namespace comitia::python {
namespace {

template <class T>
nb::bytes pack(std::span<const T> items) {
  return nb::bytes(reinterpret_cast<const char*>(items.data()), items.size_bytes());
}

void expect(bool fits) {
  if (!fits) throw nb::value_error("these are not the bytes of voices that comitia pickled");
}

template <class T>
std::vector<T> unpack(const nb::handle packed) {
  const auto bytes = nb::cast<nb::bytes>(packed);
  expect(bytes.size() % sizeof(T) == 0);
  std::vector<T> items(bytes.size() / sizeof(T));
  if (!items.empty()) std::memcpy(items.data(), bytes.c_str(), bytes.size());
  return items;
}

nb::tuple pack(const Strings& column) {
  std::vector<std::uint64_t> ends;
  std::uint64_t end = 0;
  for (std::int64_t i = 0; i < column.size(); ++i) ends.push_back(end += column[i].size());
  return nb::make_tuple(nb::bytes(column.bytes().data(), column.bytes().size()), pack<std::uint64_t>(ends));
}

Strings unpack_strings(const nb::handle packed) {
  const auto bytes = nb::cast<nb::bytes>(packed[0]);
  Strings column;
  std::size_t begin = 0;
  for (const auto end : unpack<std::uint64_t>(packed[1])) {
    expect(begin <= end && end <= bytes.size());
    column.push_back({bytes.c_str() + begin, static_cast<std::size_t>(end) - begin});
    begin = static_cast<std::size_t>(end);
  }
  return column;
}

nb::list pack(const std::vector<TextColumn>& columns) {
  nb::list packed;
  for (const auto& column : columns) packed.append(nb::make_tuple(column.name, pack(column.cells)));
  return packed;
}

std::vector<TextColumn> unpack_columns(const nb::handle packed) {
  std::vector<TextColumn> columns;
  for (const auto column : packed) columns.push_back({nb::cast<std::string>(column[0]), unpack_strings(column[1])});
  return columns;
}

nb::object pack(const std::optional<ScaledColumn>& column) {
  if (!column) return nb::none();
  return nb::make_tuple(pack<std::int64_t>(column->numerators), column->scale);
}

std::optional<ScaledColumn> unpack_scaled(const nb::handle packed) {
  if (packed.is_none()) return std::nullopt;
  ScaledColumn column{unpack<std::int64_t>(packed[0]), nb::cast<std::int64_t>(packed[1])};
  expect(column.scale > 0);
  return column;
}

template <class V>
nb::dict ballots(const V& voices) {
  nb::dict state;
  state["offsets"] = pack<std::size_t>(voices.ballots().offsets());
  state["items"] = pack<OptionId>(voices.ballots().items());
  if constexpr (std::is_same_v<V, RankedVoices>) {
    std::vector<std::uint32_t> groups;
    for (std::uint32_t b = 0; b < static_cast<std::uint32_t>(voices.ballot_count()); ++b) {
      const auto here = voices.groups(BallotId{b});
      groups.insert(groups.end(), here.begin(), here.end());
    }
    state["groups"] = pack<std::uint32_t>(groups);
  }
  if constexpr (std::is_same_v<V, ScoredVoices>) {
    std::vector<std::int64_t> scores;
    for (std::uint32_t b = 0; b < static_cast<std::uint32_t>(voices.ballot_count()); ++b) {
      const auto here = voices.scores(BallotId{b});
      scores.insert(scores.end(), here.begin(), here.end());
    }
    state["scores"] = pack<std::int64_t>(scores);
    state["score_scale"] = voices.score_scale();
  }
  return state;
}

nb::dict state_of(const HeldVoices& held) {
  auto state = std::visit([](const auto& voices) { return ballots(voices); }, held.voices);
  const auto& electorate = held.electorate();
  state["kind"] = held.voices.index();
  state["options"] = pack(electorate.options.ids);
  state["names"] = pack(electorate.options.names);
  state["costs"] = pack(electorate.options.costs);
  state["option_columns"] = pack(electorate.options.columns);
  state["rows"] = pack<BallotId>(electorate.voices.ballots);
  state["counts"] = pack<std::int64_t>(electorate.voices.counts);
  state["weights"] = pack(electorate.voices.weights);
  state["ids"] = pack(electorate.voices.ids);
  state["columns"] = pack(electorate.voices.columns);
  state["budget"] = electorate.budget ? nb::object(text(electorate.budget->to_string())) : nb::none();
  state["seats"] = electorate.seats ? nb::object(nb::int_(*electorate.seats)) : nb::none();
  state["title"] = text(electorate.title);
  nb::list attributes;
  for (const auto& [key, value] : electorate.attributes) attributes.append(nb::make_tuple(text(key), text(value)));
  state["attributes"] = attributes;
  state["source"] = nb::make_tuple(text(held.source.name), text(held.source.bytes), text(held.format));
  return state;
}

HeldVoices from_state(const nb::dict& state) {
  const auto kind = nb::cast<std::int64_t>(state["kind"]);
  expect(kind >= 0 && kind <= 2);
  VoicesBuilder builder(static_cast<BallotKind>(kind));
  auto& electorate = builder.electorate();
  electorate.options.ids = unpack_strings(state["options"]);
  electorate.options.names = unpack_strings(state["names"]);
  electorate.options.costs = unpack_scaled(state["costs"]);
  electorate.options.columns = unpack_columns(state["option_columns"]);
  electorate.voices.columns = unpack_columns(state["columns"]);
  if (!state["budget"].is_none()) electorate.budget = Rational::parse(nb::cast<std::string>(state["budget"]));
  if (!state["seats"].is_none()) electorate.seats = nb::cast<std::int64_t>(state["seats"]);
  electorate.title = nb::cast<std::string>(state["title"]);
  electorate.attributes = nb::cast<std::vector<std::pair<std::string, std::string>>>(state["attributes"]);

  const auto offsets = unpack<std::size_t>(state["offsets"]);
  const auto items = unpack<OptionId>(state["items"]);
  const auto groups = kind == 1 ? unpack<std::uint32_t>(state["groups"]) : std::vector<std::uint32_t>();
  const auto scores = kind == 2 ? unpack<std::int64_t>(state["scores"]) : std::vector<std::int64_t>();
  const auto scale = kind == 2 ? nb::cast<std::int64_t>(state["score_scale"]) : 1;
  const auto rows = unpack<BallotId>(state["rows"]);
  const auto counts = unpack<std::int64_t>(state["counts"]);
  const auto weights = unpack_scaled(state["weights"]);
  const auto ids = unpack_strings(state["ids"]);
  expect((kind != 1 || groups.size() == items.size()) && (kind != 2 || scores.size() == items.size()) && scale > 0);
  expect((counts.empty() || counts.size() == rows.size()) && (!weights || weights->numerators.size() == rows.size()));
  expect(ids.empty() || ids.size() == std::ssize(rows));
  for (const auto item : items) expect(item.value < electorate.options.size());
  for (std::size_t row = 0; row < rows.size(); ++row) {
    expect(rows[row].value + 1 < offsets.size());
    const auto begin = offsets[rows[row].value];
    const auto end = offsets[rows[row].value + 1];
    expect(begin <= end && end <= items.size());
    for (auto i = begin; i < end; ++i) {
      if (kind == 0) builder.approve(items[i]);
      if (kind == 1) {
        if (i > begin && groups[i] != groups[i - 1]) builder.next_group();
        builder.rank(items[i]);
      }
      if (kind == 2) builder.score(items[i], Rational(scores[i], scale));
    }
    const auto at = static_cast<std::int64_t>(row);
    const auto count = counts.empty() ? 1 : counts[row];
    const auto id = ids.empty() ? std::string_view() : ids[at];
    expect(count >= 1 && (!weights || weights->numerators[row] > 0));
    const auto ended = weights ? builder.end_voice(id, count, weights->value(at)) : builder.end_voice(id, count);
    expect(ended == VoicesBuilder::EndVoice::added);
  }
  return {unwrap(std::move(builder).finish()),
          {nb::cast<std::string>(state["source"][0]), nb::cast<std::string>(state["source"][1])},
          nb::cast<std::string>(state["source"][2])};
}

}  // namespace

void bind_pickling(nb::module_& module) {
  module.def("state_of", &state_of);
  module.def("from_state", &from_state);
}

}  // namespace comitia::python
