// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Voices from whatever hands out Arrow's C structs (pandas, Polars, pyarrow, DuckDB), and tables of ours for them.
// Columns stay where they are.
#include <memory>
#include <utility>

#include <nanobind/stl/string.h>

#include "comitia/io/table_voices.h"
#include "comitia/io/tables_out.h"

#include "engine.h"
#include "running.h"

namespace comitia::python {
namespace {

/// The struct in a capsule of the Arrow PyCapsule interface.
template <class Struct>
Struct* in_capsule(nb::handle capsule, const char* name) {
  auto* const found = static_cast<Struct*>(PyCapsule_GetPointer(capsule.ptr(), name));
  if (found == nullptr) throw nb::python_error();
  return found;
}

HeldVoices read(io::TableStream table, const nb::dict& wanted, const std::string& kind, bool lenient) {
  auto options = unwrap(read_fields<io::TableOptions>(from_python(wanted)));
  if (kind == "approval") options.wanted = io::TableOptions::Wanted::approval;
  if (kind == "ranked") options.wanted = io::TableOptions::Wanted::ranked;
  if (kind == "scored") options.wanted = io::TableOptions::Wanted::scored;
  io::ReadOptions reading;
  if (lenient) reading.strictness = io::Strictness::lenient;
  auto result = Run()([&](const Context& context) {  // a producer in Python takes the lock itself
    reading.cancel_requested = context.cancel_requested;
    return io::read_table(std::move(table), options, reading);
  });
  return HeldVoices{std::move(result.voices), {}, "table", std::move(result.notes), result.dropped};
}

HeldVoices from_stream(nb::handle capsule, const nb::dict& wanted, const std::string& kind, bool lenient) {
  auto* const stream = in_capsule<ArrowArrayStream>(capsule, "arrow_array_stream");
  return read(unwrap(io::TableStream::open(stream, "the table")), wanted, kind, lenient);
}

HeldVoices from_array(nb::handle schema, nb::handle array, const nb::dict& wanted, const std::string& kind,
                      bool lenient) {
  auto* const its_schema = in_capsule<ArrowSchema>(schema, "arrow_schema");
  auto* const its_array = in_capsule<ArrowArray>(array, "arrow_array");
  return read(unwrap(io::TableStream::of_batch(its_schema, its_array, "the table")), wanted, kind, lenient);
}

/// A table of ours in a capsule; whoever takes it reads the columns where they are.
nb::object stream_capsule(io::NewBatch batch) {
  auto stream = std::make_unique<ArrowArrayStream>();
  io::export_batch(std::move(batch), stream.get());
  auto capsule = nb::steal(PyCapsule_New(stream.get(), "arrow_array_stream", [](PyObject* self) {
    auto* const held = static_cast<ArrowArrayStream*>(PyCapsule_GetPointer(self, "arrow_array_stream"));
    if (held->release != nullptr) held->release(held);
    delete held;
  }));
  if (!capsule.is_valid()) throw nb::python_error();
  stream.release();
  return capsule;
}

nb::object ballots_of(const HeldVoices& held) { return stream_capsule(io::ballots_table(held.voices)); }

}  // namespace

void bind_tables(nb::module_& module) {
  module.def("from_stream", &from_stream);
  module.def("from_array", &from_array);
  module.def("table_of_ballots", &ballots_of);
}

}  // namespace comitia::python
