// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// The C data interface and C stream interface of Apache Arrow, as its specification lays them out
// (arrow.apache.org/docs/format/CDataInterface.html), and owners that call release exactly once. Every package that
// knows Arrow can hand us columns through them, and take ours, without a copy and without linking anything.
#pragma once

#include <cstdint>
#include <utility>

extern "C" {

#ifndef ARROW_C_DATA_INTERFACE
#define ARROW_C_DATA_INTERFACE

#define ARROW_FLAG_DICTIONARY_ORDERED 1
#define ARROW_FLAG_NULLABLE 2
#define ARROW_FLAG_MAP_KEYS_SORTED 4

struct ArrowSchema {
  const char* format;
  const char* name;
  const char* metadata;
  int64_t flags;
  int64_t n_children;
  struct ArrowSchema** children;
  struct ArrowSchema* dictionary;
  void (*release)(struct ArrowSchema*);
  void* private_data;
};

struct ArrowArray {
  int64_t length;
  int64_t null_count;
  int64_t offset;
  int64_t n_buffers;
  int64_t n_children;
  const void** buffers;
  struct ArrowArray** children;
  struct ArrowArray* dictionary;
  void (*release)(struct ArrowArray*);
  void* private_data;
};

#endif  // ARROW_C_DATA_INTERFACE

#ifndef ARROW_C_STREAM_INTERFACE
#define ARROW_C_STREAM_INTERFACE

struct ArrowArrayStream {
  int (*get_schema)(struct ArrowArrayStream*, struct ArrowSchema* out);
  int (*get_next)(struct ArrowArrayStream*, struct ArrowArray* out);
  const char* (*get_last_error)(struct ArrowArrayStream*);
  void (*release)(struct ArrowArrayStream*);
  void* private_data;
};

#endif  // ARROW_C_STREAM_INTERFACE

}  // extern "C"

namespace comitia::io {

/// Owns one of the three structs: released when this goes, unless it was handed on.
template <class Struct>
class ArrowOwner {
 public:
  ArrowOwner() = default;
  /// Takes over; the source is marked as released, as the interface demands of a move.
  explicit ArrowOwner(Struct* source) : value_(*source) { source->release = nullptr; }
  ArrowOwner(ArrowOwner&& other) noexcept : value_(std::exchange(other.value_, Struct{})) {}
  ArrowOwner& operator=(ArrowOwner&& other) noexcept {
    if (this != &other) {
      reset();
      value_ = std::exchange(other.value_, Struct{});
    }
    return *this;
  }
  ~ArrowOwner() { reset(); }

  void reset() {
    if (value_.release != nullptr) value_.release(&value_);
    value_ = {};
  }
  /// False when there is nothing to release: nothing was taken over, or a stream has ended.
  explicit operator bool() const { return value_.release != nullptr; }
  Struct* get() { return &value_; }
  const Struct* get() const { return &value_; }
  Struct* operator->() { return &value_; }
  const Struct* operator->() const { return &value_; }
  /// Hands the struct on; its new owner releases it.
  void move_to(Struct* target) { *target = std::exchange(value_, Struct{}); }

 private:
  Struct value_ = {};
};

using OwnedSchema = ArrowOwner<ArrowSchema>;
using OwnedArray = ArrowOwner<ArrowArray>;
using OwnedStream = ArrowOwner<ArrowArrayStream>;

}  // namespace comitia::io
