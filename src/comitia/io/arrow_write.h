// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Tables of ours for everybody who knows Arrow: columns are filled row by row and handed over through the C stream
// interface without a copy.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "comitia/base/buffer.h"
#include "comitia/base/result.h"
#include "comitia/io/arrow.h"

namespace comitia::io {

enum class NewColumnType { text, integer, real, boolean };

/// The name and type of a column to be written.
struct NewField {
  std::string name;
  NewColumnType type = NewColumnType::text;
};

/// One batch under construction. Each row gets one value in each column, in any order of columns.
class NewBatch {
 public:
  explicit NewBatch(std::vector<NewField> fields);

  void text(std::size_t column, std::string_view value);
  void integer(std::size_t column, std::int64_t value);
  void real(std::size_t column, double value);
  void boolean(std::size_t column, bool value);
  void missing(std::size_t column);

  const std::vector<NewField>& fields() const { return fields_; }
  std::int64_t rows() const { return columns_.empty() ? 0 : columns_.front().rows; }
  /// Hands the columns over. @pre all columns have the same number of rows
  OwnedArray finish() &&;

 private:
  struct Data {
    std::int64_t rows = 0;
    std::int64_t missing = 0;
    Buffer<std::uint8_t> validity;  ///< bits; empty while nothing is missing
    Buffer<std::int64_t> words;     ///< integers, or offsets of text
    Buffer<double> reals;
    Buffer<std::uint8_t> bits;
    Buffer<char> bytes;
  };
  struct Parts;
  void added(Data& data, bool there);

  std::vector<NewField> fields_;
  std::vector<Data> columns_;
};

/// The schema of such batches.
OwnedSchema new_schema(const std::vector<NewField>& fields);

/// Whoever makes batches one after the other.
class BatchProducer {
 public:
  virtual ~BatchProducer() = default;
  virtual Result<OwnedSchema> schema() = 0;
  /// The next batch, or nothing at the end.
  virtual Result<std::optional<OwnedArray>> next() = 0;
};

/// A stream over a producer. Its problems become the stream's last error. @param stream   filled in; to be released
void export_stream(std::unique_ptr<BatchProducer> producer, ArrowArrayStream* stream);
/// A stream of one batch.
void export_batch(NewBatch batch, ArrowArrayStream* stream);

}  // namespace comitia::io
