// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// The tables of the engine: rules, formats, axioms, options.
#include "comitia/catalog/catalog.h"

#include "comitia/audit/axiom.h"
#include "comitia/base/build_info.h"
#include "comitia/base/context.h"
#include "comitia/catalog/sample.h"
#include "comitia/io/convert.h"
#include "comitia/io/format.h"

#include "engine.h"

namespace comitia::python {
namespace {

nb::list formats() {
  nb::list rows;
  for (const auto& format : io::formats()) {
    nb::list extensions;
    for (const auto extension : format.extensions) extensions.append(text(extension));
    rows.append(nb::make_tuple(text(format.id), text(format.title), nb::tuple(extensions), text(format.holds),
                               format.write != nullptr));
  }
  return rows;
}

nb::list axioms() {
  nb::list rows;
  for (const auto* axiom : audit::all_axioms())
    rows.append(nb::make_tuple(text(axiom->id), text(axiom->title), text(axiom->meaning), text(axiom->source),
                               text(axiom->method), text(axiom->voices)));
  return rows;
}

nb::dict families() {
  nb::dict rows;
  for (const auto& family : comitia::families()) rows[text(family.id)] = text(family.summary);
  return rows;
}

nb::dict build_info() {
  const auto& info = comitia::build_info();
  nb::dict facts;
  facts["version"] = text(info.version);
  facts["commit"] = text(info.commit);
  facts["compiler"] = text(info.compiler);
  facts["build_type"] = text(info.build_type);
  facts["parallel"] = text(info.parallel);
  return facts;
}

}  // namespace

void bind_catalog(nb::module_& module) {
  module.def("catalog", [] { return to_python(catalog_json(all_rules())); });
  module.def("families", &families);
  module.def("run_fields", [] { return to_python(fields_json(describe_fields<RunSettings>())); });
  module.def("sample_fields", [] { return to_python(fields_json(describe_fields<SampleOptions>())); });
  module.def("convert_fields", [] { return to_python(fields_json(describe_fields<io::ConvertOptions>())); });
  module.def("formats", &formats);
  module.def("axioms", &axioms);
  module.def("build_info", &build_info);
}

}  // namespace comitia::python
