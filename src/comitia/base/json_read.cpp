// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Reading JSON into our value through a well-kept parser, with stricter rules than the grammar: integers only, no
// duplicate members, bounded depth.
#include <algorithm>
#include <unordered_set>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "comitia/base/json.h"

namespace comitia {
namespace {

constexpr std::size_t kMostDepth = 32;

/// Receives the parser's events. Every event that refuses leaves its reason in `problem`.
class Receiver : public nlohmann::json::json_sax_t {
 public:
  Json root;
  std::string problem;
  ProblemCode code = ProblemCode::syntax;
  std::size_t error_at = 0;

  bool null() override { return put(Json()); }
  bool boolean(bool value) override { return put(Json(value)); }
  bool number_integer(std::int64_t value) override { return put(Json(value)); }
  bool number_unsigned(std::uint64_t value) override {
    if (value > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()))
      return refuse(ProblemCode::number, fmt::format("{} exceeds 63 bits", value));
    return put(Json(static_cast<std::int64_t>(value)));
  }
  bool number_float(double, const std::string& text) override {
    return refuse(ProblemCode::number,
                  fmt::format("{} is not an integer; exact numbers are texts such as \"3/2\"", text));
  }
  bool string(std::string& value) override { return put(Json(std::move(value))); }
  bool binary(nlohmann::json::binary_t&) override {
    return refuse(ProblemCode::syntax, "binary values do not belong here");
  }
  bool start_object(std::size_t) override { return open(Json(Json::Object())); }
  bool key(std::string& value) override {
    if (!keys_seen_.back().insert(value).second)
      return refuse(ProblemCode::duplicate_id, fmt::format("the member \"{}\" stands twice", value));
    keys_.back() = value;
    return true;
  }
  bool end_object() override { return close(); }
  bool start_array(std::size_t) override { return open(Json(Json::Array())); }
  bool end_array() override { return close(); }
  bool parse_error(std::size_t position, const std::string&, const nlohmann::json::exception& error) override {
    error_at = position;
    const std::string_view text = error.what();  // "[json.exception.parse_error.101] parse error at line 1, ...: why"
    const auto why = text.rfind("; ");
    return refuse(ProblemCode::syntax, std::string(why == std::string_view::npos ? text : text.substr(why + 2)));
  }

 private:
  bool refuse(ProblemCode why, std::string text) {
    code = why;
    problem = std::move(text);
    return false;
  }
  bool open(Json container) {
    if (open_.size() >= kMostDepth)
      return refuse(ProblemCode::too_large, fmt::format("nested deeper than {}", kMostDepth));
    open_.push_back(std::move(container));
    keys_.emplace_back();
    keys_seen_.emplace_back();
    return true;
  }
  bool close() {
    Json done = std::move(open_.back());
    open_.pop_back();
    keys_.pop_back();
    keys_seen_.pop_back();
    return put(std::move(done));
  }
  bool put(Json value) {
    if (open_.empty())
      root = std::move(value);
    else if (open_.back().is_array())
      open_.back().as_array().push_back(std::move(value));
    else
      open_.back().as_object().emplace_back(keys_.back(), std::move(value));
    return true;
  }
  std::vector<Json> open_;
  std::vector<std::string> keys_;
  std::vector<std::unordered_set<std::string>> keys_seen_;
};

/// Counts the bytes that the parser has taken, so that a refusal can be located.
class CountingIterator {
 public:
  using iterator_category = std::input_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = const char&;
  CountingIterator(const char* at, const char** furthest) : at_(at), furthest_(furthest) {}
  reference operator*() const { return *at_; }
  CountingIterator& operator++() {
    *furthest_ = ++at_;
    return *this;
  }
  CountingIterator operator++(int) {
    auto before = *this;
    ++*this;
    return before;
  }
  friend bool operator==(const CountingIterator& a, const CountingIterator& b) { return a.at_ == b.at_; }

 private:
  const char* at_;
  const char** furthest_;
};

}  // namespace

Result<Json> parse_json(std::string_view text, std::string_view source) {
  Receiver receiver;
  const char* const first = text.data();
  const char* furthest = first;
  const CountingIterator begin(first, &furthest);
  const CountingIterator end(first + text.size(), &furthest);
  if (!nlohmann::json::sax_parse(begin, end, &receiver, nlohmann::json::input_format_t::json, true)) {
    const std::string_view read = text.substr(0, static_cast<std::size_t>(furthest - first));
    const auto line = 1 + std::count(read.begin(), read.end(), '\n');
    const auto last_break = read.rfind('\n');
    const auto column = last_break == std::string_view::npos ? read.size() : read.size() - last_break - 1;
    return fail(Problem{receiver.code,
                        {std::string(source), line, std::max<std::int64_t>(1, static_cast<std::int64_t>(column))},
                        receiver.problem,
                        {}});
  }
  return std::move(receiver.root);
}

}  // namespace comitia
