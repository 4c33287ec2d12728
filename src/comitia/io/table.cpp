// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Schemas and streams of tables; see the header. What a column holds is read in table_column.cpp.
#include "comitia/io/table.h"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "comitia/io/text_cursor.h"

namespace comitia::io {
namespace {

constexpr int kMostDepth = 4;  // lists of lists are not read, but their schemas are

struct FormatWord {
  std::string_view word;
  CellType type;
};

constexpr std::array kFormats = {
    FormatWord{"n", CellType::nothing},     FormatWord{"b", CellType::boolean},
    FormatWord{"c", CellType::int8},        FormatWord{"C", CellType::uint8},
    FormatWord{"s", CellType::int16},       FormatWord{"S", CellType::uint16},
    FormatWord{"i", CellType::int32},       FormatWord{"I", CellType::uint32},
    FormatWord{"l", CellType::int64},       FormatWord{"L", CellType::uint64},
    FormatWord{"f", CellType::float32},     FormatWord{"g", CellType::float64},
    FormatWord{"u", CellType::text},        FormatWord{"U", CellType::large_text},
    FormatWord{"vu", CellType::text_view},  FormatWord{"tdD", CellType::date32},
    FormatWord{"tdm", CellType::date64},    FormatWord{"+l", CellType::list},
    FormatWord{"+L", CellType::large_list},
};

tl::unexpected<Problems> unreadable(std::string_view column, std::string_view format) {
  return fail(ProblemCode::format,
              fmt::format("column '{}' has a type that is not read (Arrow calls it \"{}\")", column, format),
              "give numbers, truth values, dates, text, categories, or lists of these");
}

bool is_integer(CellType type) { return type >= CellType::int8 && type <= CellType::uint64; }

/// "d:19,2" is a decimal with two places in 128 bits.
Result<int> decimal_places(std::string_view column, std::string_view format) {
  const auto comma = std::min(format.find(','), format.size() - 1);
  const auto second = std::min(format.find(',', comma + 1), format.size());
  const auto places = parse_integer(format.substr(comma + 1, second - comma - 1)).value_or(-1);
  const bool wide = second < format.size() && format.substr(second + 1) != "128";
  if (places < 0 || places > 38 || wide) return unreadable(column, format);
  return static_cast<int>(places);
}

Result<Field> read_field(const ArrowSchema& schema, std::string_view column, int depth) {
  const std::string_view format = schema.format == nullptr ? "" : schema.format;
  Field field;
  field.name = schema.name == nullptr ? "" : schema.name;
  if (depth > kMostDepth) return unreadable(column, format);
  const auto* const known =
      std::find_if(kFormats.begin(), kFormats.end(), [&](const FormatWord& f) { return f.word == format; });
  if (known != kFormats.end()) {
    field.type = known->type;
  } else if (format.starts_with("d:")) {
    field.type = CellType::decimal;
    COMITIA_TRY(field.decimal_places, decimal_places(column, format));
  } else if (format.starts_with("ts")) {
    field.type = CellType::timestamp;
  } else {
    return unreadable(column, format);
  }
  if (schema.dictionary != nullptr) {
    if (!is_integer(field.type)) return unreadable(column, format);
    field.index = std::exchange(field.type, CellType::dictionary);
    COMITIA_TRY(auto values, read_field(*schema.dictionary, column, depth + 1));
    if (values.is_list() || values.type == CellType::dictionary) return unreadable(column, "dictionary of lists");
    field.inner.push_back(std::move(values));
  } else if (field.is_list()) {
    if (schema.n_children != 1) return unreadable(column, format);
    COMITIA_TRY(auto items, read_field(*schema.children[0], column, depth + 1));
    field.inner.push_back(std::move(items));
  }
  return field;
}

Result<std::unique_ptr<std::vector<Field>>> read_fields_of(const ArrowSchema& schema) {
  auto fields = std::make_unique<std::vector<Field>>();
  Problems problems;
  for (std::int64_t i = 0; i < schema.n_children; ++i) {
    const ArrowSchema& child = *schema.children[i];
    const std::string name = child.name == nullptr ? "" : child.name;
    if (std::any_of(fields->begin(), fields->end(), [&](const Field& f) { return f.name == name; }))
      problems.add({ProblemCode::column, {}, fmt::format("two columns are called '{}'", name), "rename one of them"});
    auto field = read_field(child, name, 0);
    if (field)
      fields->push_back(*std::move(field));
    else
      problems.append(field.error());
  }
  if (problems.empty() && fields->empty()) problems.add({ProblemCode::empty, {}, "the table has no columns", {}});
  if (!problems.empty()) return fail(std::move(problems));
  return fields;
}

tl::unexpected<Problems> producer_failed(ArrowArrayStream& stream) {
  const char* const why = stream.get_last_error == nullptr ? nullptr : stream.get_last_error(&stream);
  return fail(ProblemCode::file, fmt::format("the table cannot be read: {}", why == nullptr ? "no reason given" : why));
}

}  // namespace

bool Field::is_text() const {
  const CellType type = value_type();
  return type == CellType::text || type == CellType::large_text || type == CellType::text_view;
}

bool Field::is_number() const {
  const CellType type = value_type();
  return is_integer(type) || type == CellType::float32 || type == CellType::float64 || type == CellType::decimal;
}

Result<Batch> Batch::over(const std::vector<Field>& fields, OwnedArray array) {
  Batch batch;
  batch.array_ = std::make_unique<OwnedArray>(std::move(array));
  const ArrowArray& rows = *batch.array_->get();
  if (rows.n_children != std::ssize(fields) || rows.length < 0)
    return fail(ProblemCode::format, "a batch of the table has other columns than the table");
  if (rows.null_count > 0 && rows.buffers != nullptr && rows.n_buffers > 0 && rows.buffers[0] != nullptr)
    return fail(ProblemCode::format, "whole rows of the table are missing", "leave missing rows out");
  batch.rows_ = rows.length;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    const ArrowArray& child = *rows.children[i];
    if (child.length < rows.offset + rows.length)
      return fail(ProblemCode::format, fmt::format("column '{}' is shorter than the table", fields[i].name));
    COMITIA_TRY(auto column, Column::over(fields[i], child, rows.offset, rows.length));
    batch.columns_.push_back(std::move(column));
  }
  return batch;
}

Result<Batch> Batch::of_column(const Field& field, OwnedArray array) {
  Batch batch;
  batch.array_ = std::make_unique<OwnedArray>(std::move(array));
  const ArrowArray& column = *batch.array_->get();
  batch.rows_ = column.length;
  COMITIA_TRY(auto read, Column::over(field, column, 0, column.length));
  batch.columns_.push_back(std::move(read));
  return batch;
}

Result<void> TableStream::take_schema(const ArrowSchema& schema) {
  if (schema.format != nullptr && std::string_view(schema.format) == "+s") {
    auto fields = read_fields_of(schema);
    if (!fields) return fail(std::move(fields).error().at(name_));
    fields_ = *std::move(fields);
    return {};
  }
  auto field = read_field(schema, "approved", 0);
  if (!field) return fail(std::move(field).error().at(name_));
  field->name = "approved";
  fields_ = std::make_unique<std::vector<Field>>();
  fields_->push_back(*std::move(field));
  one_column_ = true;
  return {};
}

Result<TableStream> TableStream::open(ArrowArrayStream* stream, std::string name, Locate locate) {
  TableStream table;
  table.stream_ = OwnedStream(stream);
  table.name_ = std::move(name);
  table.locate_ = std::move(locate);
  ArrowSchema raw = {};
  if (table.stream_->get_schema(table.stream_.get(), &raw) != 0)
    return fail(std::move(producer_failed(*table.stream_.get()).value()).at(table.name_));
  const OwnedSchema schema(&raw);
  COMITIA_CHECK(table.take_schema(*schema.get()));
  return table;
}

Result<TableStream> TableStream::of_batch(ArrowSchema* schema, ArrowArray* array, std::string name) {
  const OwnedSchema owned(schema);
  TableStream table;
  table.only_ = OwnedArray(array);
  table.name_ = std::move(name);
  COMITIA_CHECK(table.take_schema(*owned.get()));
  return table;
}

std::optional<std::size_t> TableStream::find(std::string_view column) const {
  for (std::size_t i = 0; i < fields_->size(); ++i)
    if ((*fields_)[i].name == column) return i;
  return std::nullopt;
}

Result<std::optional<Batch>> TableStream::next() {
  OwnedArray array;
  if (only_) {
    array = std::move(only_);
  } else if (stream_) {
    ArrowArray raw = {};
    if (stream_->get_next(stream_.get(), &raw) != 0)
      return fail(std::move(producer_failed(*stream_.get()).value()).at(name_));
    if (raw.release == nullptr) return std::nullopt;
    array = OwnedArray(&raw);
  } else {
    return std::nullopt;
  }
  auto batch =
      one_column_ ? Batch::of_column(fields_->front(), std::move(array)) : Batch::over(*fields_, std::move(array));
  if (!batch) return fail(std::move(batch).error().at(name_));
  return std::optional<Batch>(*std::move(batch));
}

Location TableStream::locate(std::int64_t row, std::size_t column) const {
  return locate_ != nullptr ? locate_(row, column) : Location{name_, 0, 0};
}

}  // namespace comitia::io
