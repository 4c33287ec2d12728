// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Approval profiles for tests: plain values that print themselves and shrink, seeded random ones, and all small ones.
#pragma once

#include <cstdint>
#include <ostream>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include <rapidcheck.h>

#include "comitia/base/random.h"
#include "comitia/voices/builder.h"

namespace comitia::testing {

/// One group of voters that approve of the same options, ascending.
struct ApprovalGroup {
  std::vector<std::uint32_t> options;
  std::int64_t count = 1;
  friend bool operator==(const ApprovalGroup&, const ApprovalGroup&) = default;
};

/// Options are called a, b, c, ..., from the 27th on o26, o27, ...
struct ApprovalProfile {
  std::uint32_t options = 0;
  std::vector<ApprovalGroup> groups;

  std::int64_t voters() const {
    std::int64_t sum = 0;
    for (const auto& group : groups) sum += group.count;
    return sum;
  }
};

inline std::string option_name(std::uint32_t option) {
  return option < 26 ? std::string(1, static_cast<char>('a' + option)) : "o" + std::to_string(option);
}

/// Reads "3 ab, 2 ad, e" and "2 -" (two empty ballots); options are a, b, ... up to `options`.
inline ApprovalProfile profile_of(std::uint32_t options, const std::string& text) {
  ApprovalProfile profile{options, {}};
  std::size_t at = 0;
  while (at < text.size()) {
    const auto end = std::min(text.find(',', at), text.size());
    ApprovalGroup group;
    std::int64_t count = 0;
    for (const char c : text.substr(at, end - at)) {
      if (c >= '0' && c <= '9') count = 10 * count + (c - '0');
      if (c >= 'a' && c <= 'z') group.options.push_back(static_cast<std::uint32_t>(c - 'a'));
    }
    group.count = count == 0 ? 1 : count;
    profile.groups.push_back(std::move(group));
    at = end + 1;
  }
  return profile;
}

inline std::ostream& operator<<(std::ostream& out, const ApprovalProfile& profile) {
  out << profile.options << " options:";
  for (const auto& group : profile.groups) {
    out << ' ' << group.count << '{';
    for (const auto option : group.options) out << option_name(option);
    out << '}';
  }
  return out;
}

/// The profile as voices; each voter has this weight.
inline ApprovalVoices build(const ApprovalProfile& profile, const Rational& weight = Rational(1)) {
  VoicesBuilder builder(BallotKind::approval);
  for (std::uint32_t c = 0; c < profile.options; ++c) builder.add_option(option_name(c));
  for (const auto& group : profile.groups) {
    for (const auto option : group.options) builder.approve(OptionId{option});
    if (builder.end_voice({}, group.count, weight) != VoicesBuilder::EndVoice::added)
      throw std::logic_error("a ballot of a test names an option twice");
  }
  return std::get<ApprovalVoices>(std::move(builder).finish().value());
}

/// Each voter approves of each option with this probability.
inline ApprovalProfile random_profile(Stream& stream, std::int64_t voters, std::uint32_t options, double probability) {
  ApprovalProfile profile{options, {}};
  for (std::int64_t v = 0; v < voters; ++v) {
    ApprovalGroup group;
    for (std::uint32_t c = 0; c < options; ++c)
      if (stream.unit() < probability) group.options.push_back(c);
    profile.groups.push_back(std::move(group));
  }
  return profile;
}

/// Calls visit(profile) for every profile of `voters` voters over `options` options, up to the order of the voters.
template <class Visit>
void each_profile(std::int64_t voters, std::uint32_t options, Visit&& visit) {
  std::vector<std::uint32_t> ballots(static_cast<std::size_t>(voters), 0);  // bit masks, ascending
  const std::uint32_t last = (1U << options) - 1;
  while (true) {
    ApprovalProfile profile{options, {}};
    for (const auto ballot : ballots) {
      ApprovalGroup group;
      for (std::uint32_t c = 0; c < options; ++c)
        if (ballot >> c & 1U) group.options.push_back(c);
      profile.groups.push_back(std::move(group));
    }
    visit(profile);
    std::size_t at = ballots.size();
    while (at > 0 && ballots[at - 1] == last) --at;
    if (at == 0) return;
    const auto next = ballots[at - 1] + 1;
    for (auto i = at - 1; i < ballots.size(); ++i) ballots[i] = next;
  }
}

/// Profiles for RapidCheck: up to this many groups of one to three voters; shrinks to fewer and emptier ballots.
inline rc::Gen<ApprovalProfile> approval_profiles(std::uint32_t most_groups, std::uint32_t most_options) {
  return rc::gen::exec([=] {
    ApprovalProfile profile{*rc::gen::inRange<std::uint32_t>(1, most_options + 1), {}};
    const auto groups = *rc::gen::inRange<std::uint32_t>(1, most_groups + 1);
    for (std::uint32_t g = 0; g < groups; ++g) {
      const auto mask = *rc::gen::inRange<std::uint32_t>(0, 1U << profile.options);
      ApprovalGroup group{{}, *rc::gen::inRange<std::int64_t>(1, 4)};
      for (std::uint32_t c = 0; c < profile.options; ++c)
        if (mask >> c & 1U) group.options.push_back(c);
      profile.groups.push_back(std::move(group));
    }
    return profile;
  });
}

}  // namespace comitia::testing
