// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// JSON and text between the engine and Python.
#include "engine.h"

namespace comitia::python {

nb::str text(std::string_view words) { return nb::str(words.data(), words.size()); }

nb::object to_python(const Json& value) {
  if (value.is_null()) return nb::none();
  if (value.is_bool()) return nb::bool_(value.as_bool());
  if (value.is_integer()) return nb::int_(value.as_integer());
  if (value.is_string()) return text(value.as_string());
  if (value.is_array()) {
    nb::list items;
    for (const auto& item : value.as_array()) items.append(to_python(item));
    return items;
  }
  nb::dict members;
  for (const auto& [name, member] : value.as_object()) members[text(name)] = to_python(member);
  return members;
}

Json from_python(nb::handle value) {
  if (value.is_none()) return {};
  if (PyBool_Check(value.ptr())) return Json(value.ptr() == Py_True);
  if (PyLong_Check(value.ptr())) {
    int overflow = 0;
    const auto integer = PyLong_AsLongLongAndOverflow(value.ptr(), &overflow);
    if (overflow == 0) return Json(static_cast<std::int64_t>(integer));
  }
  if (PyList_Check(value.ptr()) || PyTuple_Check(value.ptr())) {
    Json::Array items;
    for (const auto item : value) items.push_back(from_python(item));
    return Json(std::move(items));
  }
  if (PyDict_Check(value.ptr())) {
    Json::Object members;
    for (const auto [name, member] : nb::borrow<nb::dict>(value))
      members.emplace_back(nb::str(name).c_str(), from_python(member));
    return Json(std::move(members));
  }
  return Json(std::string_view(nb::str(value).c_str()));
}

nb::list to_python(const Problems& problems) {
  nb::list items;
  for (const auto& problem : problems.kept())
    items.append(nb::make_tuple(text(word_of(problem.code)), text(problem.text), text(problem.hint),
                                text(problem.where.source), problem.where.line, problem.where.column));
  return items;
}

}  // namespace comitia::python
