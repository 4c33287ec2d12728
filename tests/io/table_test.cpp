// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
// Columns of every layout that producers use, laid out by hand; what is written is what is read; releases happen once.
#include "comitia/io/table.h"

#include <array>
#include <cmath>
#include <cstring>
#include <limits>

#include <gmock/gmock.h>

#include "io/table_testing.h"

namespace comitia::io {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

// One column as a producer lays it out; nothing of it is owned.
struct Made {
  std::array<const void*, 4> buffers = {};
  ArrowArray array = {};

  Made(std::int64_t length, std::int64_t offset, std::initializer_list<const void*> from, std::int64_t missing = 0) {
    std::size_t i = 0;
    for (const void* buffer : from) buffers[i++] = buffer;
    array.length = length;
    array.offset = offset;
    array.null_count = missing;
    array.n_buffers = static_cast<std::int64_t>(from.size());
    array.buffers = buffers.data();
  }
};

Field field_of(CellType type) {
  Field field;
  field.name = "x";
  field.type = type;
  return field;
}

TEST(Column, ReadsIntegersOfAllWidthsBehindAnOffset) {
  const std::array<std::int8_t, 3> narrow = {7, -1, 2};
  const std::array<std::uint64_t, 2> wide = {5, std::numeric_limits<std::uint64_t>::max()};
  const Made made(2, 1, {nullptr, narrow.data()});
  const Field field = field_of(CellType::int8);
  const auto column = Column::over(field, made.array, 0, 2);
  ASSERT_TRUE(column);
  EXPECT_EQ(column->integer(0), -1);
  EXPECT_EQ(column->integer(1), 2);
  const Made big(2, 0, {nullptr, wide.data()});
  const Field unsigned_field = field_of(CellType::uint64);
  const auto large = Column::over(unsigned_field, big.array, 0, 2);
  ASSERT_TRUE(large);
  EXPECT_EQ(large->integer(1), std::nullopt);  // beyond 63 bits
  EXPECT_EQ(large->number(1)->to_string(), "18446744073709551615");
}

TEST(Column, ReadsMissingCellsByTheirBits) {
  const std::array<std::int32_t, 3> values = {1, 2, 3};
  const std::array<std::uint8_t, 1> bits = {0b101};
  const Made made(3, 0, {bits.data(), values.data()}, 1);
  const Field field = field_of(CellType::int32);
  const auto column = Column::over(field, made.array, 0, 3);
  ASSERT_TRUE(column);
  EXPECT_FALSE(column->missing(0));
  EXPECT_TRUE(column->missing(1));
}

TEST(Column, ReadsFloatsAsTheirShortestDecimals) {
  const std::array<double, 4> values = {0.1, 3, std::nan(""), 1e300};
  const Made made(4, 0, {nullptr, values.data()});
  const Field field = field_of(CellType::float64);
  const auto column = Column::over(field, made.array, 0, 4);
  ASSERT_TRUE(column);
  EXPECT_EQ(column->number(0), Rational(1, 10));
  EXPECT_EQ(column->integer(1), 3);
  EXPECT_EQ(column->number(2), std::nullopt);
  EXPECT_EQ(column->integer(3), std::nullopt);
}

TEST(Column, ReadsDecimals) {
  const std::array<__int128, 2> values = {125, -7};
  const Made made(2, 0, {nullptr, values.data()});
  Field field = field_of(CellType::decimal);
  field.decimal_places = 2;
  const auto column = Column::over(field, made.array, 0, 2);
  ASSERT_TRUE(column);
  EXPECT_EQ(column->number(0), Rational(5, 4));
  EXPECT_EQ(column->number(1), Rational(-7, 100));
}

TEST(Column, ReadsTextViews) {
  const std::string far = "a text of more than twelve bytes";
  std::array<char, 32> views = {};
  const std::int32_t short_size = 5;
  std::memcpy(views.data(), &short_size, 4);
  std::memcpy(views.data() + 4, "hello", 5);
  const auto long_size = static_cast<std::int32_t>(far.size());
  const std::int32_t zero = 0;
  std::memcpy(views.data() + 16, &long_size, 4);
  std::memcpy(views.data() + 24, &zero, 4);
  std::memcpy(views.data() + 28, &zero, 4);
  const Made made(2, 0, {nullptr, views.data(), far.data(), nullptr});
  const Field field = field_of(CellType::text_view);
  const auto column = Column::over(field, made.array, 0, 2);
  ASSERT_TRUE(column);
  EXPECT_EQ(column->text(0), "hello");
  EXPECT_EQ(column->text(1), far);
}

struct Categories {
  std::array<std::int32_t, 4> offsets = {0, 1, 2, 3};
  std::array<std::int16_t, 4> codes = {2, 0, 2, 1};
  Made values{3, 0, {nullptr, offsets.data(), "abc"}};
  Made column{4, 0, {nullptr, codes.data()}};
  Field field = field_of(CellType::dictionary);

  Categories() {
    field.index = CellType::int16;
    field.inner = {field_of(CellType::text)};
    column.array.dictionary = &values.array;
  }
};

TEST(Column, NumbersCategoriesInTheOrderOfTheRows) {
  const Categories made;
  const auto column = Column::over(made.field, made.column.array, 0, 4);
  ASSERT_TRUE(column);
  EXPECT_EQ(column->text(0), "c");
  Interner interner;
  std::vector<std::uint32_t> ids(4);
  column->intern(0, ids, interner);
  EXPECT_THAT(ids, ElementsAre(0, 1, 0, 2));
  EXPECT_EQ(interner[0], "c");
}

TEST(Column, RefusesCodesOutsideOfTheDictionary) {
  Categories made;
  made.codes[1] = 3;
  const auto column = Column::over(made.field, made.column.array, 0, 4);
  ASSERT_FALSE(column);
  EXPECT_EQ(column.error().kept().front().text, "column 'x' has the code 3, and its dictionary 3 values");
}

TEST(Column, ReadsLists) {
  const std::array<std::int32_t, 4> offsets = {0, 2, 2, 3};
  const std::array<std::int64_t, 3> items = {10, 20, 30};
  Made inner(3, 0, {nullptr, items.data()});
  Made made(3, 0, {nullptr, offsets.data()});
  ArrowArray* child = &inner.array;
  made.array.n_children = 1;
  made.array.children = &child;
  Field field = field_of(CellType::list);
  field.inner = {field_of(CellType::int64)};
  const auto column = Column::over(field, made.array, 0, 3);
  ASSERT_TRUE(column);
  EXPECT_EQ(column->list(0).end - column->list(0).begin, 2);
  EXPECT_EQ(column->list(1).end, column->list(1).begin);
  EXPECT_EQ(column->items().integer(column->list(2).begin), 30);
}

TEST(TableStream, ReadsWhatWasWritten) {
  NewBatch batch({{"t", NewColumnType::text},
                  {"i", NewColumnType::integer},
                  {"r", NewColumnType::real},
                  {"b", NewColumnType::boolean}});
  for (int row = 0; row < 20; ++row) {
    row % 3 == 0 ? batch.missing(0) : batch.text(0, std::string(static_cast<std::size_t>(row), 'x'));
    row % 7 == 6 ? batch.missing(1) : batch.integer(1, -row);
    batch.real(2, row / 2.0);
    row == 19 ? batch.missing(3) : batch.boolean(3, row % 2 == 1);
  }
  auto table = stream_of(std::move(batch));
  EXPECT_EQ(table.fields()[2].name, "r");
  const auto read = table.next();
  ASSERT_TRUE(read);
  ASSERT_TRUE(*read);
  const auto& columns = (*read)->columns();
  ASSERT_EQ((*read)->rows(), 20);
  for (std::int64_t row = 0; row < 20; ++row) {
    EXPECT_EQ(columns[0].missing(row), row % 3 == 0) << row;
    if (row % 3 != 0) {
      EXPECT_EQ(columns[0].text(row).size(), row);
    }
    EXPECT_EQ(columns[1].missing(row), row % 7 == 6) << row;
    if (row % 7 != 6) {
      EXPECT_EQ(columns[1].integer(row), -row);
    }
    EXPECT_EQ(columns[2].number(row), Rational(row, 2));
    EXPECT_EQ(columns[3].missing(row), row == 19);
    if (row < 19) {
      EXPECT_EQ(columns[3].integer(row), row % 2);
    }
  }
  const auto end = table.next();
  ASSERT_TRUE(end);
  EXPECT_FALSE(*end);
}

TEST(TableStream, AColumnMayOutliveItsBatch) {
  NewBatch batch({{"a", NewColumnType::integer}, {"b", NewColumnType::integer}});
  batch.integer(0, 1), batch.integer(1, 2);
  auto array = std::move(batch).finish();
  const OwnedArray kept(array->children[1]);  // moved out, as the interface allows
  array.reset();
  EXPECT_EQ(static_cast<const std::int64_t*>(kept->buffers[1])[0], 2);
}

class Failing : public BatchProducer {
 public:
  Result<OwnedSchema> schema() override { return new_schema({{"a", NewColumnType::integer}}); }
  Result<std::optional<OwnedArray>> next() override { return fail(ProblemCode::file, "the disk is gone"); }
};

TEST(TableStream, SaysWhyItsProducerFailed) {
  ArrowArrayStream stream;
  export_stream(std::make_unique<Failing>(), &stream);
  auto table = TableStream::open(&stream, "t");
  ASSERT_TRUE(table);
  const auto batch = table->next();
  ASSERT_FALSE(batch);
  EXPECT_EQ(to_string(batch.error().kept().front()), "t: file: the table cannot be read: the disk is gone");
}

TEST(TableStream, RefusesTypesThatItDoesNotRead) {
  auto schema = new_schema({{"when", NewColumnType::integer}});
  schema->children[0]->format = "tDs";  // a duration
  ArrowSchema moved_schema;
  schema.move_to(&moved_schema);
  ArrowArray none = {};
  const auto table = TableStream::of_batch(&moved_schema, &none, "t");
  ASSERT_FALSE(table);
  EXPECT_THAT(to_string(table.error().kept().front()),
              HasSubstr("t: format: column 'when' has a type that is not read"));
}

}  // namespace
}  // namespace comitia::io
