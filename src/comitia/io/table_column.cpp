// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// What the cells of a column are, straight from the producer's buffers; see table.h.
#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>

#include <fmt/format.h>

#include "comitia/io/table.h"

namespace comitia::io {
namespace {

/// Buffers of an array of this type; the list ends where the format lets further ones follow.
std::int64_t least_buffers(CellType type) {
  switch (type) {
    case CellType::nothing:
      return 0;
    case CellType::text:
    case CellType::large_text:
    case CellType::text_view:
      return 3;
    default:
      return 2;
  }
}

/// A view of Arrow's string-view layout: up to 12 bytes lie in it, longer texts in one of the further buffers.
struct TextView {
  std::int32_t size;
  std::array<char, 4> begin;
  std::int32_t buffer;
  std::int32_t offset;
};
static_assert(sizeof(TextView) == 16);
constexpr std::int32_t kInlineView = 12;

/// 10^0 to 10^18.
constexpr std::array<std::int64_t, 19> kPowers = [] {
  std::array<std::int64_t, 19> powers{};
  std::int64_t power = 1;
  for (auto& p : powers) {
    p = power;
    if (&p != &powers.back()) power *= 10;
  }
  return powers;
}();

template <class Float>
std::optional<Rational> exact(Float value) {
  if (!std::isfinite(value)) return std::nullopt;
  return Rational::parse(fmt::format("{}", value));  // the shortest decimal that reads back as the same float
}

template <class Float>
std::optional<std::int64_t> whole(Float value) {
  constexpr Float kBound = 9'007'199'254'740'992;  // 2^53: below, whole floats are exact
  if (!(std::abs(value) <= kBound) || std::trunc(value) != value) return std::nullopt;
  return static_cast<std::int64_t>(value);
}

}  // namespace

Result<Column> Column::over(const Field& field, const ArrowArray& array, std::int64_t offset, std::int64_t rows) {
  const CellType layout = field.type == CellType::dictionary ? field.index : field.type;
  const auto refuse = [&](std::string_view what) {
    return fail(ProblemCode::format, fmt::format("column '{}' {}", field.name, what));
  };
  if (array.n_buffers < least_buffers(layout) || array.length < 0 || array.offset < 0)
    return refuse("is not of the type that the table says");
  Column column;
  column.field_ = &field;
  column.offset_ = array.offset + offset;
  column.rows_ = rows;
  if (layout == CellType::nothing) return column;
  if (array.null_count != 0) column.validity_ = static_cast<const std::uint8_t*>(array.buffers[0]);
  column.buffer_ = array.buffers[1];
  column.buffers_ = array.buffers;
  if (rows > 0 && column.buffer_ == nullptr) return refuse("has no values");
  if (layout == CellType::text || layout == CellType::large_text)
    column.bytes_ = static_cast<const char*>(array.buffers[2]);
  if (field.is_list()) {
    if (array.n_children != 1) return refuse("is not of the type that the table says");
    COMITIA_TRY(auto items, over(field.inner.front(), *array.children[0], 0, array.children[0]->length));
    column.inner_.push_back(std::move(items));
  }
  if (field.type == CellType::dictionary) {
    if (array.dictionary == nullptr) return refuse("has no dictionary");
    COMITIA_TRY(auto values, over(field.inner.front(), *array.dictionary, 0, array.dictionary->length));
    column.inner_.push_back(std::move(values));
    COMITIA_CHECK(column.check_codes());
  }
  return column;
}

Result<void> Column::check_codes() const {
  const std::int64_t size = inner_.front().rows();
  for (std::int64_t row = 0; row < rows_; ++row) {
    if (validity_ != nullptr && ((validity_[(offset_ + row) >> 3] >> ((offset_ + row) & 7)) & 1) == 0) continue;
    const std::int64_t at = code(row);
    if (at < 0 || at >= size)
      return fail(ProblemCode::format,
                  fmt::format("column '{}' has the code {}, and its dictionary {} values", field_->name, at, size));
  }
  return {};
}

std::int64_t Column::code(std::int64_t row) const {
  switch (field_->index) {
    case CellType::int8:
      return values<std::int8_t>()[row];
    case CellType::uint8:
      return values<std::uint8_t>()[row];
    case CellType::int16:
      return values<std::int16_t>()[row];
    case CellType::uint16:
      return values<std::uint16_t>()[row];
    case CellType::int32:
      return values<std::int32_t>()[row];
    case CellType::uint32:
      return values<std::uint32_t>()[row];
    default:
      return values<std::int64_t>()[row];  // codes beyond 63 bits are negative here, and refused
  }
}

std::string_view Column::text(std::int64_t row) const {
  const auto between = [&](const auto* offsets) {
    return std::string_view(bytes_ + offsets[row], static_cast<std::size_t>(offsets[row + 1] - offsets[row]));
  };
  switch (field_->type) {
    case CellType::text:
      return between(values<std::int32_t>());
    case CellType::large_text:
      return between(values<std::int64_t>());
    case CellType::text_view: {
      const TextView& view = values<TextView>()[row];
      const auto size = static_cast<std::size_t>(view.size);
      if (view.size <= kInlineView) return {view.begin.data(), size};
      return {static_cast<const char*>(buffers_[2 + view.buffer]) + view.offset, size};
    }
    case CellType::dictionary:
      return inner_.front().text(code(row));
    default:
      return {};
  }
}

std::optional<std::int64_t> Column::integer(std::int64_t row) const {
  switch (field_->type) {
    case CellType::boolean: {
      const std::int64_t bit = offset_ + row;
      return (static_cast<const std::uint8_t*>(buffer_)[bit >> 3] >> (bit & 7)) & 1;
    }
    case CellType::int8:
      return values<std::int8_t>()[row];
    case CellType::uint8:
      return values<std::uint8_t>()[row];
    case CellType::int16:
      return values<std::int16_t>()[row];
    case CellType::uint16:
      return values<std::uint16_t>()[row];
    case CellType::int32:
    case CellType::date32:
      return values<std::int32_t>()[row];
    case CellType::uint32:
      return values<std::uint32_t>()[row];
    case CellType::int64:
    case CellType::date64:
    case CellType::timestamp:
      return values<std::int64_t>()[row];
    case CellType::uint64: {
      const auto value = static_cast<std::int64_t>(values<std::uint64_t>()[row]);
      return value < 0 ? std::nullopt : std::optional(value);
    }
    case CellType::float32:
      return whole(values<float>()[row]);
    case CellType::float64:
      return whole(values<double>()[row]);
    case CellType::decimal: {
      const auto value = number(row);
      return value && value->is_integer() ? value->to_int64() : std::nullopt;
    }
    case CellType::dictionary:
      return inner_.front().integer(code(row));
    default:
      return std::nullopt;
  }
}

std::optional<Rational> Column::number(std::int64_t row) const {
  switch (field_->type) {
    case CellType::float32:
      return exact(values<float>()[row]);
    case CellType::float64:
      return exact(values<double>()[row]);
    case CellType::uint64:
      return Rational::from_wide(static_cast<Rational::Wide>(values<std::uint64_t>()[row]));
    case CellType::decimal: {
      Rational::Wide unscaled = 0;
      std::memcpy(&unscaled, static_cast<const char*>(buffer_) + 16 * (offset_ + row), 16);
      auto value = Rational::from_wide(unscaled);
      for (int left = field_->decimal_places; left > 0; left -= 18)
        value /= Rational(kPowers[static_cast<std::size_t>(std::min(left, 18))]);
      return value;
    }
    case CellType::dictionary:
      return inner_.front().number(code(row));
    default:
      if (const auto value = integer(row)) return Rational(*value);
      return std::nullopt;
  }
}

Column::Span Column::list(std::int64_t row) const {
  if (field_->type == CellType::list) return {values<std::int32_t>()[row], values<std::int32_t>()[row + 1]};
  return {values<std::int64_t>()[row], values<std::int64_t>()[row + 1]};
}

std::string_view Column::label(std::int64_t row, std::string& buffer) const {
  if (field_->is_text()) return text(row);
  if (field_->value_type() == CellType::boolean) return *integer(row) != 0 ? "true" : "false";
  buffer.clear();
  if (const auto value = integer(row))
    fmt::format_to(std::back_inserter(buffer), "{}", *value);
  else if (const auto fraction = number(row))
    buffer = fraction->to_string();
  else
    buffer = "nan";
  return buffer;
}

void Column::intern(std::int64_t begin, std::span<std::uint32_t> ids, Interner& interner) const {
  const auto rows = static_cast<std::int64_t>(ids.size());
  if (field_->type == CellType::text)
    return interner.intern(values<std::int32_t>() + begin, bytes_, validity_, offset_ + begin, ids);
  if (field_->type == CellType::large_text)
    return interner.intern(values<std::int64_t>() + begin, bytes_, validity_, offset_ + begin, ids);
  std::string buffer;
  if (field_->type == CellType::dictionary) {
    constexpr std::uint32_t kUnseen = Interner::kMissing - 1;  // no table has so many rows
    std::vector<std::uint32_t> known(static_cast<std::size_t>(inner_.front().rows()), kUnseen);
    for (std::int64_t i = 0; i < rows; ++i) {
      auto& id = ids[static_cast<std::size_t>(i)];
      id = Interner::kMissing;
      if (missing(begin + i)) continue;
      auto& of_code = known[static_cast<std::size_t>(code(begin + i))];
      if (of_code == kUnseen) of_code = interner.intern(inner_.front().label(code(begin + i), buffer));
      id = of_code;
    }
    return;
  }
  for (std::int64_t i = 0; i < rows; ++i)
    ids[static_cast<std::size_t>(i)] =
        missing(begin + i) ? Interner::kMissing : interner.intern(label(begin + i, buffer));
}

}  // namespace comitia::io
