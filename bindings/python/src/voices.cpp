// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Voices: reading, what they hold, writing, converting.
#include <nanobind/stl/string.h>
#include <nanobind/stl/string_view.h>

#include "comitia/io/convert.h"
#include "comitia/io/duckdb.h"
#include "comitia/io/format.h"

#include "engine.h"
#include "running.h"

namespace comitia::python {
namespace {

io::ReadOptions reading(const nb::dict& options) {
  io::ReadOptions wanted;
  if (options.contains("columns"))
    wanted.table = unwrap(read_fields<io::TableOptions>(from_python(options["columns"])));
  if (options.contains("duckdb"))
    wanted.duckdb_libraries.insert(wanted.duckdb_libraries.begin(), nb::cast<std::string>(options["duckdb"]));
  for (const auto [key, value] : options) {
    const std::string_view name = nb::borrow<nb::str>(key).c_str();
    if (name == "lenient") wanted.strictness = nb::cast<bool>(value) ? io::Strictness::lenient : io::Strictness::strict;
    if (name == "overvote") wanted.overvote = nb::cast<std::string>(value);
    if (name == "skipped_rank") wanted.skipped_rank = nb::cast<std::string>(value);
    if (name == "repeated_rank") wanted.repeated_rank = nb::cast<std::string>(value);
  }
  return wanted;
}

Result<HeldVoices> read(const io::Source& source, const std::string& format, const io::ReadOptions& options,
                        bool file) {
  std::string id = format;
  if (id.empty() && options.table.table != io::TableKind::automatic) {
    id = source.is_several() || io::is_duckdb_table(source.name()) ? "table" : "table-csv";
  } else if (id.empty()) {
    COMITIA_TRY(const auto* found, io::detect(source));
    id = found->id;
  }
  auto result = io::read(source, id, options);
  if (!result) return fail(std::move(result).error().at(source.name()));
  result->notes.at(source.name());
  return HeldVoices{std::move(result->voices),
                    {file ? source.base_name() : std::string(), digest_text(sha256(source.bytes()))},
                    id,
                    std::move(result->notes),
                    result->dropped};
}

HeldVoices read_file(const std::string& path, const std::string& format, const nb::dict& options) {
  auto wanted = reading(options);
  return Run()([&](const Context& context) -> Result<HeldVoices> {
    wanted.cancel_requested = context.cancel_requested;
    COMITIA_TRY(const auto source, io::Source::open(path));
    return read(source, format, wanted, true);
  });
}

// Text is str or bytes; whether bytes are UTF-8 says the engine, with the place.
HeldVoices read_text(const nb::object& words, const std::string& name, const std::string& format,
                     const nb::dict& options) {
  std::string bytes;
  if (PyBytes_Check(words.ptr()))
    bytes.assign(PyBytes_AS_STRING(words.ptr()), static_cast<std::size_t>(PyBytes_GET_SIZE(words.ptr())));
  else
    bytes = nb::cast<std::string>(words);
  auto wanted = reading(options);
  return Run()([&](const Context& context) -> Result<HeldVoices> {
    wanted.cancel_requested = context.cancel_requested;
    return read(io::Source::from_text(std::move(bytes), name), format, wanted, false);
  });
}

nb::list strings(const Strings& column) {
  nb::list items;
  for (std::int64_t i = 0; i < column.size(); ++i) items.append(text(column[i]));
  return items;
}

nb::object numbers(const std::optional<ScaledColumn>& column) {
  if (!column) return nb::none();
  nb::list items;
  for (std::int64_t i = 0; i < column->size(); ++i) items.append(text(column->value(i).to_string()));
  return items;
}

// A ballot by positions of options: [i, ...], [[i, ...], ...] or [(i, score), ...].
nb::list ballot(const ApprovalVoices& voices, BallotId id) {
  nb::list items;
  for (const auto option : voices.approved(id)) items.append(option.value);
  return items;
}

nb::list ballot(const RankedVoices& voices, BallotId id) {
  nb::list groups;
  const auto ranking = voices.ranking(id);
  const auto group = voices.groups(id);
  for (std::size_t i = 0; i < ranking.size();) {
    nb::list equal;
    const auto here = group[i];
    for (; i < ranking.size() && group[i] == here; ++i) equal.append(ranking[i].value);
    groups.append(equal);
  }
  return groups;
}

nb::list ballot(const ScoredVoices& voices, BallotId id) {
  nb::list items;
  const auto scored = voices.scored(id);
  const auto scores = voices.scores(id);
  for (std::size_t i = 0; i < scored.size(); ++i)
    items.append(nb::make_tuple(scored[i].value, text(Rational(scores[i], voices.score_scale()).to_string())));
  return items;
}

// Equal ballots of voices are one list, so that a million voices cost a million references.
nb::list ballots(const HeldVoices& held) {
  nb::list distinct;
  std::visit(
      [&](const auto& voices) {
        for (std::uint32_t b = 0; b < static_cast<std::uint32_t>(voices.ballot_count()); ++b)
          distinct.append(ballot(voices, BallotId{b}));
      },
      held.voices);
  nb::list rows;
  for (const auto id : held.electorate().voices.ballots) rows.append(distinct[id.value]);
  return rows;
}

nb::list counts(const HeldVoices& held) {
  nb::list items;
  const auto& table = held.electorate().voices;
  for (std::int64_t i = 0; i < table.size(); ++i) items.append(table.count(i));
  return items;
}

nb::list attributes(const HeldVoices& held) {
  nb::list items;
  for (const auto& [key, value] : held.electorate().attributes) items.append(nb::make_tuple(text(key), text(value)));
  return items;
}

nb::tuple write(const HeldVoices& held, const std::string& format) {
  const auto* found = io::find_format(format);
  if (found == nullptr || found->write == nullptr)
    throw Refused({ProblemCode::format, "\"" + format + "\" is not a format that can be written",
                   "comitia.formats() lists the formats"});
  auto written = unwrap([&] {
    const nb::gil_scoped_release unlocked;
    return found->write(held.voices);
  }());
  nb::list losses;
  for (const auto& loss : written.losses) losses.append(text(loss));
  return nb::make_tuple(nb::bytes(written.bytes.data(), written.bytes.size()), losses);
}

nb::tuple convert(const HeldVoices& held, const std::string& to, const nb::dict& options) {
  const auto wanted = unwrap(read_fields<io::ConvertOptions>(from_python(options)));
  auto converted = unwrap([&] {
    const nb::gil_scoped_release unlocked;
    return io::convert_kind(held.voices, to, wanted);
  }());
  nb::list losses;
  for (const auto& loss : converted.losses) losses.append(text(loss));
  // Another kind of ballots is not what the file said: its bytes are no reference for it.
  return nb::make_tuple(HeldVoices{std::move(converted.voices)}, losses);
}

}  // namespace

void bind_voices(nb::module_& module) {
  nb::class_<HeldVoices>(module, "Voices")
      .def_prop_ro("kind", [](const HeldVoices& held) { return voices_kind(held.voices); })
      .def_prop_ro("voters", [](const HeldVoices& held) { return held.electorate().voters; })
      .def_prop_ro("rows", [](const HeldVoices& held) { return held.electorate().voices.size(); })
      .def_prop_ro("distinct", [](const HeldVoices& held) { return held.ballots().ballot_count(); })
      .def_prop_ro("title", [](const HeldVoices& held) { return text(held.electorate().title); })
      .def_prop_ro("source", [](const HeldVoices& held) { return text(held.source.name); })
      .def_prop_ro("format", [](const HeldVoices& held) { return text(held.format); })
      .def_prop_ro("dropped", [](const HeldVoices& held) { return held.dropped; })
      .def("notes", [](const HeldVoices& held) { return to_python(held.notes); })
      .def("seats",
           [](const HeldVoices& held) -> nb::object {
             const auto seats = held.electorate().seats;
             return seats ? nb::object(nb::int_(*seats)) : nb::none();
           })
      .def("budget",
           [](const HeldVoices& held) -> nb::object {
             const auto& budget = held.electorate().budget;
             return budget ? nb::object(text(budget->to_string())) : nb::none();
           })
      .def("options", [](const HeldVoices& held) { return strings(held.electorate().options.ids); })
      .def("names", [](const HeldVoices& held) { return strings(held.electorate().options.names); })
      .def("costs", [](const HeldVoices& held) { return numbers(held.electorate().options.costs); })
      .def("ids", [](const HeldVoices& held) { return strings(held.electorate().voices.ids); })
      .def("counts", &counts)
      .def("weights", [](const HeldVoices& held) { return numbers(held.electorate().voices.weights); })
      .def("attributes", &attributes)
      .def("ballots", &ballots)
      .def("digest", [](const HeldVoices& held) { return digest_text(digest(held.voices)); })
      .def("write", &write)
      .def("convert", &convert);
  module.def("read_file", &read_file);
  module.def("read_text", &read_text);
}

}  // namespace comitia::python
