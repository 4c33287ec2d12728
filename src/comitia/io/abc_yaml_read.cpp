// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// From the entries of an .abc.yaml file to approval voices.
#include <algorithm>
#include <optional>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "comitia/io/abc_yaml.h"
#include "comitia/io/abc_yaml_events_internal.h"
#include "comitia/io/option_index.h"
#include "comitia/io/reading.h"
#include "comitia/io/text_cursor.h"

namespace comitia::io {
namespace {

using abc_yaml::Entry;
using abc_yaml::Scalar;

class Reader {
 public:
  Reader(const Source& source, const ReadOptions& options)
      : reading_(source, options), options_(reading_), builder_(BallotKind::approval) {}

  Result<ReadResult> read() {
    const abc_yaml::Document document = abc_yaml::read_document(reading_);
    if (!reading_.failed()) take_entries(document.entries);
    if (!reading_.failed()) declare_candidates();
    if (!reading_.failed()) take_voters();
    return std::move(reading_).finish(std::move(builder_));
  }

 private:
  void take_entries(const std::vector<Entry>& entries) {
    std::set<std::string_view> seen;
    for (const Entry& entry : entries) {
      const std::string_view key = entry.key.text;
      if (!seen.insert(key).second) {
        reading_.error(ProblemCode::duplicate_id, entry.key.where, fmt::format("the key {} stands twice", key),
                       "keep one of them");
      } else if (key == "profile") {
        // "profile: []" is a list without voters.
        const bool empty_list = entry.shape == Entry::Shape::list && entry.values.empty();
        if (expect(entry, entry.shape == Entry::Shape::lists || empty_list, "a list of sets of candidates"))
          profile_ = &entry;
      } else if (key == "voter_weights") {
        if (expect(entry, entry.shape == Entry::Shape::list, "a list of numbers, one per voter")) weights_ = &entry;
      } else if (key == "cand_names") {
        if (expect(entry, entry.shape == Entry::Shape::list, "a list of names")) names_ = &entry;
      } else if (key == "num_cand") {
        candidates_ = whole(entry);
      } else if (key == "committeesize") {
        seats_ = &entry;
        builder_.electorate().seats = whole(entry);
      } else if (entry.shape == Entry::Shape::scalar) {
        const std::string_view value = entry.values.front().text;
        if (key == "description")
          builder_.electorate().title = value;
        else
          builder_.electorate().attributes.emplace_back(std::string(key), std::string(value));
      } else {
        reading_.note(ProblemCode::unknown_field, entry.key.where,
                      fmt::format("{} is no part of the voices and is left out", key));
      }
    }
    if (profile_ == nullptr && !reading_.failed())
      reading_.error(ProblemCode::section, reading_.text(), "the profile is missing",
                     "as in \"profile: [[0, 1], [1]]\"");
  }

  bool expect(const Entry& entry, bool fits, std::string_view what) {
    if (!fits)
      reading_.error(ProblemCode::section, entry.key.where, fmt::format("{} should be {}", entry.key.text, what));
    return fits;
  }

  std::optional<std::int64_t> whole(const Entry& entry) {
    if (entry.shape == Entry::Shape::scalar)
      if (const auto value = parse_integer(entry.values.front().text); value && *value >= 0) return value;
    reading_.error(ProblemCode::number, entry.values.empty() ? entry.key.where : entry.values.front().where,
                   fmt::format("{} should be a whole number", entry.key.text));
    return std::nullopt;
  }

  void declare_candidates() {
    if (!candidates_)
      candidates_ = names_ != nullptr ? static_cast<std::int64_t>(names_->values.size()) : largest() + 1;
    if (*candidates_ > kMostOptions)
      return reading_.error(ProblemCode::too_large, profile_->key.where,
                            fmt::format("there are more than {} candidates", kMostOptions));
    if (names_ != nullptr && static_cast<std::int64_t>(names_->values.size()) != *candidates_)
      return reading_.error(ProblemCode::name_count, names_->key.where,
                            fmt::format("there are {} candidates, but {} names", *candidates_, names_->values.size()));
    if (names_ == nullptr) {
      for (std::int64_t i = 0; i < *candidates_; ++i) builder_.add_option(fmt::format_int(i).c_str());
    } else {
      for (const Scalar& name : names_->values) options_.declare(trim(name.text), {}, name.where);
      options_.fill(builder_);
    }
    const auto seats = builder_.electorate().seats;
    if (seats && (*seats < 1 || *seats > *candidates_))
      reading_.error(ProblemCode::seats, seats_->values.front().where,
                     fmt::format("a committee of {} cannot be chosen from {} candidates", *seats, *candidates_));
  }

  std::int64_t largest() const {
    std::int64_t most = -1;
    for (const Scalar& number : profile_->values) most = std::max(most, parse_integer(number.text).value_or(-1));
    return std::min(most, kMostOptions);  // more is refused
  }

  void take_voters() {
    const std::size_t voters = profile_->ends.size();
    if (weights_ != nullptr && weights_->values.size() != voters)
      return reading_.error(ProblemCode::count_mismatch, weights_->key.where,
                            fmt::format("there are {} voters, but {} weights", voters, weights_->values.size()));
    std::size_t begin = 0;
    for (std::size_t voter = 0; voter < voters; ++voter) {
      const std::size_t end = profile_->ends[voter];
      if (!take_voter(voter, begin, end)) builder_.drop_ballot();
      begin = end;
    }
  }

  bool take_voter(std::size_t voter, std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      const Scalar& number = profile_->values[i];
      const auto candidate = parse_integer(number.text);
      if (!candidate) {
        reading_.drop(ProblemCode::number, number.where, "a candidate is a whole number, counted from 0");
        return false;
      }
      if (*candidate < 0 || *candidate >= *candidates_) {
        reading_.drop(
            ProblemCode::index, number.where,
            fmt::format("there is no candidate {}: they are counted from 0 to {}", *candidate, *candidates_ - 1));
        return false;
      }
      builder_.approve(OptionId{static_cast<std::uint32_t>(*candidate)});
    }
    Rational weight(1);
    if (weights_ != nullptr) {
      const Scalar& written = weights_->values[voter];
      const auto value = Rational::parse(written.text);
      if (!value || value->sign() <= 0) {
        reading_.drop(value ? ProblemCode::weight : ProblemCode::number, written.where,
                      "a weight is a number above 0, such as 2, 1.5 or 1/3");
        return false;
      }
      weight = *value;
    }
    if (builder_.end_voice({}, 1, weight) == VoicesBuilder::EndVoice::added) return true;
    reading_.drop(ProblemCode::duplicate_option, profile_->places[voter],
                  fmt::format("voter {} names candidate {} twice", voter + 1, builder_.duplicate().value),
                  "name each candidate once");
    return false;
  }

  Reading reading_;
  OptionIndex options_;
  VoicesBuilder builder_;
  const Entry* profile_ = nullptr;
  const Entry* weights_ = nullptr;
  const Entry* names_ = nullptr;
  const Entry* seats_ = nullptr;
  std::optional<std::int64_t> candidates_;
};

}  // namespace

int recognise_abc_yaml(std::string_view first_bytes, std::string_view name) {
  if (name.ends_with(".abc.yaml") || name.ends_with(".abc.yml")) return 2;
  LineCursor lines(first_bytes);
  while (const auto line = lines.next())
    if (line->starts_with("profile:")) return 2;
  return 0;
}

Result<ReadResult> read_abc_yaml(const Source& source, const ReadOptions& options) {
  return Reader(source, options).read();
}

}  // namespace comitia::io
