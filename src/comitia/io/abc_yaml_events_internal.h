// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// The one place that knows the YAML library: it turns a document into the few things that an .abc.yaml file consists
// of, each with its place, and the library's exceptions into a problem.
#pragma once

#include <cstddef>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "comitia/io/reading.h"

namespace comitia::io::abc_yaml {

struct Scalar {
  std::string_view text;
  std::string_view where;
};

/// A top-level key with its value.
struct Entry {
  enum class Shape { scalar, list, lists, other };

  Scalar key;
  Shape shape = Shape::scalar;
  /// scalar: one; list: its items; lists: the items of all lists, one after the other. A set {1, 2} is a list.
  std::vector<Scalar> values;
  std::vector<std::size_t> ends;         ///< lists: behind the last value of each list
  std::vector<std::string_view> places;  ///< lists: where each begins
};

/// Everything at the top level, in its order.
struct Document {
  std::vector<Entry> entries;
  std::deque<std::string> texts;  ///< those that do not stand in the source as they are
};

/// Problems are added to the reading.
Document read_document(Reading& reading);

}  // namespace comitia::io::abc_yaml
