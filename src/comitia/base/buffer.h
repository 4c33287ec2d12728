// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// A growing array of plain values for data of hundreds of megabytes. Differs from std::vector where that costs: new
// elements need not be filled with zeros first, whole runs are copied at once, and large blocks ask for large pages,
// since otherwise the first touch of each 4 KiB page takes longer than computing what is stored in it.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <span>
#include <type_traits>
#include <utility>

namespace comitia {

/// Memory of this many bytes, on large pages if it is large. @throws std::bad_alloc
void* acquire_memory(std::size_t bytes);
void release_memory(void* memory, std::size_t bytes) noexcept;

template <class T>
class Buffer {
  static_assert(std::is_trivially_copyable_v<T>, "elements are moved as bytes");

 public:
  using value_type = T;

  Buffer() = default;
  Buffer(const Buffer& other) { append(other); }
  Buffer(Buffer&& other) noexcept { swap(other); }
  Buffer& operator=(Buffer other) noexcept {
    swap(other);
    return *this;
  }
  ~Buffer() {
    if (data_ != nullptr) release_memory(data_, capacity_ * sizeof(T));
  }

  std::size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  T* data() { return data_; }
  const T* data() const { return data_; }
  T* begin() { return data_; }
  T* end() { return data_ + size_; }
  const T* begin() const { return data_; }
  const T* end() const { return data_ + size_; }
  T& operator[](std::size_t i) { return data_[i]; }
  const T& operator[](std::size_t i) const { return data_[i]; }
  T& back() { return data_[size_ - 1]; }
  const T& back() const { return data_[size_ - 1]; }

  void push_back(T value) {
    if (size_ == capacity_) grow(size_ + 1);
    data_[size_++] = value;
  }
  /// Adds elements of any value, for the caller to write.
  T* extend(std::size_t count) {
    if (count > capacity_ - size_) grow(size_ + count);
    size_ += count;
    return data_ + size_ - count;
  }
  /// @pre the values are not elements of this buffer
  void append(std::span<const T> values) {
    if (!values.empty()) std::memcpy(extend(values.size()), values.data(), values.size_bytes());
  }
  void reserve(std::size_t capacity) {
    if (capacity > capacity_) reallocate(capacity);
  }
  /// Keeps the first elements. @pre size <= size()
  void truncate(std::size_t size) { size_ = size; }
  void clear() { size_ = 0; }
  void swap(Buffer& other) noexcept {
    std::swap(data_, other.data_);
    std::swap(size_, other.size_);
    std::swap(capacity_, other.capacity_);
  }
  friend bool operator==(const Buffer& a, const Buffer& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end());
  }

 private:
  void grow(std::size_t least) { reallocate(std::max({least, 2 * capacity_, std::size_t{16}})); }
  void reallocate(std::size_t capacity) {
    auto* const fresh = static_cast<T*>(acquire_memory(capacity * sizeof(T)));
    if (data_ != nullptr) {
      std::memcpy(fresh, data_, size_ * sizeof(T));
      release_memory(data_, capacity_ * sizeof(T));
    }
    data_ = fresh;
    capacity_ = capacity;
  }

  T* data_ = nullptr;
  std::size_t size_ = 0;
  std::size_t capacity_ = 0;
};

}  // namespace comitia
