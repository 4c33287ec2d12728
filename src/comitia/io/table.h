// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Tables: named columns that come in batches through the Arrow C stream interface. Columns are views on the buffers of
// whoever made them; nothing is copied, and a batch is released as soon as it was read.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "comitia/base/interner.h"
#include "comitia/base/rational.h"
#include "comitia/base/result.h"
#include "comitia/io/arrow.h"

namespace comitia::io {

enum class CellType : std::uint8_t {
  nothing,
  boolean,
  int8,
  uint8,
  int16,
  uint16,
  int32,
  uint32,
  int64,
  uint64,
  float32,
  float64,
  decimal,
  date32,
  date64,
  timestamp,
  text,
  large_text,
  text_view,
  list,
  large_list,
  dictionary,
};

/// Name and type of a column.
struct Field {
  std::string name;
  CellType type = CellType::nothing;
  int decimal_places = 0;              ///< decimal
  CellType index = CellType::nothing;  ///< dictionary: the type of its codes
  std::vector<Field> inner;            ///< list: its items; dictionary: its values

  /// The type of a cell once a dictionary is looked up.
  CellType value_type() const { return type == CellType::dictionary ? inner.front().type : type; }
  bool is_text() const;
  bool is_number() const;  ///< integers, floats, decimals
  bool is_list() const { return type == CellType::list || type == CellType::large_list; }
};

/// One column of one batch.
class Column {
 public:
  /// Rows [offset, offset + rows) of an array. @pre they are there, and the array outlives the column
  /// @errors format (the array is not of this type, or a dictionary does not have all its codes)
  static Result<Column> over(const Field& field, const ArrowArray& array, std::int64_t offset, std::int64_t rows);

  const Field& field() const { return *field_; }
  std::int64_t rows() const { return rows_; }
  bool missing(std::int64_t row) const {
    if (validity_ != nullptr) {
      const std::int64_t bit = offset_ + row;
      if (((validity_[bit >> 3] >> (bit & 7)) & 1) == 0) return true;
    }
    if (field_->type == CellType::dictionary) return inner_.front().missing(code(row));
    return field_->type == CellType::nothing;
  }

  /// @pre the field is text (or a dictionary of it) and the cell is not missing
  std::string_view text(std::int64_t row) const;
  /// The value of a number or truth value, exactly; a float stands for its shortest decimal form, as it is printed.
  /// Nothing for a float that is not finite. @pre the field is a number or boolean, and the cell is not missing
  std::optional<Rational> number(std::int64_t row) const;
  /// The same where it is a whole number of at most 63 bits; nothing otherwise. Much cheaper.
  std::optional<std::int64_t> integer(std::int64_t row) const;
  /// The rows of items() that belong to a cell. @pre the field is a list
  struct Span {
    std::int64_t begin;
    std::int64_t end;
  };
  Span list(std::int64_t row) const;
  const Column& items() const { return inner_.front(); }

  /// The cell as a text: text as it is, whole numbers and dates in decimal, truth values as true and false. Uses the
  /// buffer where there is no text to point at. @pre not a list, not missing
  std::string_view label(std::int64_t row, std::string& buffer) const;
  /// Numbers of the labels of rows [begin, begin + ids.size()); kMissing for missing cells. Dictionaries are looked up
  /// once per code and batch.
  void intern(std::int64_t begin, std::span<std::uint32_t> ids, Interner& interner) const;

 private:
  template <class T>
  const T* values() const {
    return static_cast<const T*>(buffer_) + offset_;
  }
  Result<void> check_codes() const;
  std::int64_t code(std::int64_t row) const;

  const Field* field_ = nullptr;
  const void* const* buffers_ = nullptr;
  const std::uint8_t* validity_ = nullptr;  ///< null: nothing is missing
  const void* buffer_ = nullptr;            ///< values, offsets or views
  const char* bytes_ = nullptr;             ///< text
  std::int64_t offset_ = 0;
  std::int64_t rows_ = 0;
  std::vector<Column> inner_;
};

/// Rows that came together.
class Batch {
 public:
  static Result<Batch> over(const std::vector<Field>& fields, OwnedArray array);
  /// A column that came alone.
  static Result<Batch> of_column(const Field& field, OwnedArray array);
  std::int64_t rows() const { return rows_; }
  const std::vector<Column>& columns() const { return columns_; }

 private:
  std::unique_ptr<OwnedArray> array_;  ///< columns point into it
  std::vector<Column> columns_;
  std::int64_t rows_ = 0;
};

/// A table whose batches are read one after the other, once.
class TableStream {
 public:
  /// Where a cell stands in its source: row and column count from 0, and row -1 is the
  /// header. Absent when the source has no lines.
  using Locate = std::function<Location(std::int64_t row, std::size_t column)>;

  /// Takes the stream over. A stream of one column, without a table around it, is a table with a column "approved".
  /// @errors column (a column without a name, or with one that stands twice), format (a type that is not read), file
  ///         (the producer failed)
  static Result<TableStream> open(ArrowArrayStream* stream, std::string name, Locate locate = nullptr);
  /// One batch; takes both over. @errors as open
  static Result<TableStream> of_batch(ArrowSchema* schema, ArrowArray* array, std::string name);

  const std::string& name() const { return name_; }
  const std::vector<Field>& fields() const { return *fields_; }
  std::optional<std::size_t> find(std::string_view column) const;
  /// The next batch, or nothing at the end. @errors file (the producer failed), format (not what the schema says)
  Result<std::optional<Batch>> next();
  Location locate(std::int64_t row, std::size_t column) const;
  bool has_lines() const { return locate_ != nullptr; }

 private:
  TableStream() = default;
  Result<void> take_schema(const ArrowSchema& schema);
  OwnedStream stream_;
  OwnedArray only_;  ///< of_batch
  std::unique_ptr<std::vector<Field>> fields_;
  bool one_column_ = false;
  std::string name_;
  Locate locate_;
};

}  // namespace comitia::io
