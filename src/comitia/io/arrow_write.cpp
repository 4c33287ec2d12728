// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Columns to Arrow's structs; see the header. What a struct points to lives in its private data until its release.
#include "comitia/io/arrow_write.h"

#include <array>
#include <cerrno>
#include <exception>
#include <new>
#include <utility>

#include "comitia/base/assert.h"

namespace comitia::io {
namespace {

void set_bit(Buffer<std::uint8_t>& bits, std::int64_t at, bool value) {
  if (at % 8 == 0) bits.push_back(0);
  if (value) bits.back() = static_cast<std::uint8_t>(bits.back() | 1U << (at % 8));
}

const char* format_of(NewColumnType type) {
  switch (type) {
    case NewColumnType::text:
      return "U";
    case NewColumnType::integer:
      return "l";
    case NewColumnType::real:
      return "g";
    case NewColumnType::boolean:
      break;
  }
  return "b";
}

// Children of a struct may be moved away by their consumer; what is left is released with the parent.
template <class Struct>
void release_children(Struct* parent) {
  for (std::int64_t i = 0; i < parent->n_children; ++i)
    if (parent->children[i]->release != nullptr) parent->children[i]->release(parent->children[i]);
}

struct SchemaParts {
  std::string name;
  std::vector<ArrowSchema> fields;
  std::vector<ArrowSchema*> pointers;
};

void release_schema(ArrowSchema* schema) {
  release_children(schema);
  delete static_cast<SchemaParts*>(schema->private_data);
  schema->release = nullptr;
}

ArrowSchema make_schema(const char* format, std::string name, std::vector<ArrowSchema> fields) {
  auto* const parts = new SchemaParts{std::move(name), std::move(fields), {}};
  for (auto& field : parts->fields) parts->pointers.push_back(&field);
  return {format,
          parts->name.c_str(),
          nullptr,
          ARROW_FLAG_NULLABLE,
          static_cast<std::int64_t>(parts->fields.size()),
          parts->pointers.empty() ? nullptr : parts->pointers.data(),
          nullptr,
          release_schema,
          parts};
}

// ---- streams

struct StreamState {
  std::unique_ptr<BatchProducer> producer;
  std::string error;
};

StreamState& state_of(ArrowArrayStream* stream) { return *static_cast<StreamState*>(stream->private_data); }

/// A C function lets no exception through; memory is the only one that can come up here.
template <class F>
int guarded(ArrowArrayStream* stream, F&& f) {
  try {
    auto problems = f();
    if (problems.empty()) return 0;
    const Problem& first = problems.kept().front();
    state_of(stream).error = first.where.source.empty() ? first.text : first.where.source + ": " + first.text;
    return EIO;
  } catch (const std::bad_alloc&) {
    state_of(stream).error.clear();
    return ENOMEM;
  }
}

int stream_schema(ArrowArrayStream* stream, ArrowSchema* out) {
  return guarded(stream, [&]() -> Problems {
    auto schema = state_of(stream).producer->schema();
    if (!schema) return std::move(schema).error();
    schema->move_to(out);
    return {};
  });
}

int stream_next(ArrowArrayStream* stream, ArrowArray* out) {
  return guarded(stream, [&]() -> Problems {
    auto batch = state_of(stream).producer->next();
    if (!batch) return std::move(batch).error();
    *out = {};  // released: the end
    if (*batch) (*batch)->move_to(out);
    return {};
  });
}

const char* stream_error(ArrowArrayStream* stream) {
  const auto& error = state_of(stream).error;
  return error.empty() ? nullptr : error.c_str();
}

void release_stream(ArrowArrayStream* stream) {
  delete &state_of(stream);
  stream->release = nullptr;
}

class OneBatch : public BatchProducer {
 public:
  explicit OneBatch(NewBatch batch) : fields_(batch.fields()), batch_(std::move(batch).finish()) {}
  Result<OwnedSchema> schema() override { return new_schema(fields_); }
  Result<std::optional<OwnedArray>> next() override {
    if (!batch_) return std::nullopt;
    return std::optional(std::move(batch_));
  }

 private:
  std::vector<NewField> fields_;
  OwnedArray batch_;
};

}  // namespace

struct NewBatch::Parts {
  std::vector<Data> columns;
  std::vector<std::array<const void*, 3>> buffers;
  std::array<const void*, 1> no_validity = {nullptr};
  std::vector<ArrowArray> children;
  std::vector<ArrowArray*> pointers;
  std::int64_t users = 1;  ///< the batch, and each column, since a consumer may keep a column alone

  static void leave(Parts* parts) {
    if (--parts->users == 0) delete parts;
  }
  static void release_column(ArrowArray* column) {
    column->release = nullptr;
    leave(static_cast<Parts*>(column->private_data));
  }
  static void release_batch(ArrowArray* batch) {
    release_children(batch);
    batch->release = nullptr;
    leave(static_cast<Parts*>(batch->private_data));
  }
};

NewBatch::NewBatch(std::vector<NewField> fields) : fields_(std::move(fields)), columns_(fields_.size()) {
  for (std::size_t i = 0; i < fields_.size(); ++i)
    if (fields_[i].type == NewColumnType::text) columns_[i].words.push_back(0);
}

void NewBatch::added(Data& data, bool there) {
  if (!there && data.missing == 0)
    for (std::int64_t row = 0; row < data.rows; ++row) set_bit(data.validity, row, true);
  if (!there) ++data.missing;
  if (data.missing > 0) set_bit(data.validity, data.rows, there);
  ++data.rows;
}

void NewBatch::text(std::size_t column, std::string_view value) {
  Data& data = columns_[column];
  data.bytes.append(value);
  data.words.push_back(static_cast<std::int64_t>(data.bytes.size()));
  added(data, true);
}

void NewBatch::integer(std::size_t column, std::int64_t value) {
  columns_[column].words.push_back(value);
  added(columns_[column], true);
}

void NewBatch::real(std::size_t column, double value) {
  columns_[column].reals.push_back(value);
  added(columns_[column], true);
}

void NewBatch::boolean(std::size_t column, bool value) {
  set_bit(columns_[column].bits, columns_[column].rows, value);
  added(columns_[column], true);
}

void NewBatch::missing(std::size_t column) {
  Data& data = columns_[column];
  switch (fields_[column].type) {
    case NewColumnType::text:
      data.words.push_back(static_cast<std::int64_t>(data.bytes.size()));
      break;
    case NewColumnType::integer:
      data.words.push_back(0);
      break;
    case NewColumnType::real:
      data.reals.push_back(0);
      break;
    case NewColumnType::boolean:
      set_bit(data.bits, data.rows, false);
      break;
  }
  added(data, false);
}

OwnedArray NewBatch::finish() && {
  const auto length = rows();
  auto parts = std::make_unique<Parts>();
  parts->columns = std::move(columns_);
  const std::size_t count = parts->columns.size();
  parts->buffers.resize(count);
  parts->children.resize(count);
  for (std::size_t i = 0; i < count; ++i) {
    Data& data = parts->columns[i];
    COMITIA_ASSERT(data.rows == length, "all columns of a batch have the same number of rows");
    const bool is_text = fields_[i].type == NewColumnType::text;
    const void* values = data.words.data();
    if (fields_[i].type == NewColumnType::real) values = data.reals.data();
    if (fields_[i].type == NewColumnType::boolean) values = data.bits.data();
    // Some readers refuse null where there are no bytes.
    static constexpr std::int64_t kNothing = 0;
    if (values == nullptr) values = &kNothing;
    const void* const bytes = data.bytes.data() == nullptr ? static_cast<const void*>(&kNothing) : data.bytes.data();
    parts->buffers[i] = {data.missing > 0 ? data.validity.data() : nullptr, values, is_text ? bytes : nullptr};
    parts->children[i] = {
        length,  data.missing,          0,          is_text ? 3 : 2, 0, parts->buffers[i].data(), nullptr,
        nullptr, Parts::release_column, parts.get()};
    parts->pointers.push_back(&parts->children[i]);
    ++parts->users;
  }
  ArrowArray batch = {length,
                      0,
                      0,
                      1,
                      static_cast<std::int64_t>(count),
                      parts->no_validity.data(),
                      parts->pointers.data(),
                      nullptr,
                      Parts::release_batch,
                      parts.get()};
  parts.release();  // owned by the structs from here on
  return OwnedArray(&batch);
}

OwnedSchema new_schema(const std::vector<NewField>& fields) {
  std::vector<ArrowSchema> children;
  for (const auto& field : fields) children.push_back(make_schema(format_of(field.type), field.name, {}));
  auto schema = make_schema("+s", "", std::move(children));
  schema.flags = 0;
  return OwnedSchema(&schema);
}

void export_stream(std::unique_ptr<BatchProducer> producer, ArrowArrayStream* stream) {
  *stream = {stream_schema, stream_next, stream_error, release_stream, new StreamState{std::move(producer), {}}};
}

void export_batch(NewBatch batch, ArrowArrayStream* stream) {
  export_stream(std::make_unique<OneBatch>(std::move(batch)), stream);
}

}  // namespace comitia::io
