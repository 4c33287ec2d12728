// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Ranked ballots for tests: written in a line ("5 A>B=C"), all there are of a size, or drawn at random; and what the
// tests of the ranked rules ask of a Decision.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "comitia/base/context.h"
#include "comitia/base/random.h"
#include "comitia/decision/decision.h"
#include "comitia/voices/builder.h"
#include "comitia/voices/voices.h"

namespace comitia::ranked_testing {

using Order = std::vector<std::vector<int>>;  ///< groups of equal options, best first; the others are not ranked

struct Ballot {
  std::int64_t count = 1;
  Order order;
  friend bool operator==(const Ballot&, const Ballot&) = default;
};

/// Options 0 ... m - 1 with the ids A, B, C, ...
struct Profile {
  int options = 0;
  std::vector<Ballot> ballots;
};

inline std::string id_of(int option) { return std::string(1, static_cast<char>('A' + option)); }

inline std::ostream& operator<<(std::ostream& out, const Profile& profile) {
  out << profile.options << " options:";
  for (const auto& [count, order] : profile.ballots) {
    out << "\n" << count << " ";
    for (std::size_t g = 0; g < order.size(); ++g)
      for (std::size_t i = 0; i < order[g].size(); ++i) out << (i > 0 ? "=" : g > 0 ? ">" : "") << id_of(order[g][i]);
  }
  return out;
}

/// "5 A>B=C" is five voters who rank A first and B and C equally below; "2" is two blank ballots.
inline Profile profile_of(int options, const std::vector<std::string_view>& lines) {
  Profile profile{options, {}};
  for (const auto line : lines) {
    Ballot ballot{0, {}};
    bool below = true;
    for (const char c : line) {
      if (c >= '0' && c <= '9') ballot.count = 10 * ballot.count + (c - '0');
      if (c == '>') below = true;
      if (c < 'A' || c > 'Z') continue;
      if (below) ballot.order.emplace_back();
      below = false;
      ballot.order.back().push_back(c - 'A');
    }
    profile.ballots.push_back(std::move(ballot));
  }
  return profile;
}

/// Every letter is an option: "ACBED" is A>C>B>E>D.
inline Ballot strict(std::int64_t count, std::string_view letters) {
  Ballot ballot{count, {}};
  for (const char c : letters) ballot.order.push_back({c - 'A'});
  return ballot;
}

inline void add_ballot(VoicesBuilder& builder, const Ballot& ballot, const Rational& weight = Rational(1)) {
  for (const auto& group : ballot.order) {
    for (const int x : group) builder.rank(OptionId{static_cast<std::uint32_t>(x)});
    builder.next_group();
  }
  ASSERT_EQ(builder.end_voice({}, ballot.count, weight), VoicesBuilder::EndVoice::added);
}

inline RankedVoices voices_of(const Profile& profile, const std::vector<Rational>& weights = {}) {
  VoicesBuilder builder(BallotKind::ranked);
  for (int x = 0; x < profile.options; ++x) builder.add_option(id_of(x));
  for (std::size_t i = 0; i < profile.ballots.size(); ++i)
    add_ballot(builder, profile.ballots[i], weights.empty() ? Rational(1) : weights[i]);
  auto voices = std::move(builder).finish();
  if (!voices) throw std::runtime_error(to_string(voices.error()));
  return std::get<RankedVoices>(*std::move(voices));
}

/// All weak orders of the subsets of the options, the empty one included.
inline std::vector<Order> all_orders(int options, bool strict_only = false) {
  std::vector<Order> orders{{}};
  for (std::size_t i = 0; i < orders.size(); ++i) {  // each order gets every possible last group
    int used = 0;
    for (const auto& group : orders[i])
      for (const int x : group) used |= 1 << x;
    for (int set = 1; set < 1 << options; ++set) {
      if ((set & used) != 0 || (strict_only && (set & (set - 1)) != 0)) continue;
      auto order = orders[i];
      order.emplace_back();
      for (int x = 0; x < options; ++x)
        if (set >> x & 1) order.back().push_back(x);
      orders.push_back(std::move(order));
    }
  }
  return orders;
}

/// Visits every profile of 1 ... voters voters, as multisets: the order of voters does not matter.
template <class Visit>
void for_all_profiles(int options, int voters, bool strict_only, Visit&& visit) {
  const auto orders = all_orders(options, strict_only);
  std::vector<std::size_t> chosen;
  const auto extend = [&](auto&& self, std::size_t from) -> void {
    if (!chosen.empty()) {
      Profile profile{options, {}};
      for (const auto i : chosen) profile.ballots.push_back({1, orders[i]});
      visit(profile);
    }
    if (static_cast<int>(chosen.size()) == voters) return;
    for (auto i = from; i < orders.size(); ++i) {
      chosen.push_back(i);
      self(self, i);
      chosen.pop_back();
    }
  };
  extend(extend, 0);
}

/// Kinds of ballots that a random profile has.
enum class Shape { complete_strict, truncated_strict, any };

/// A random ballot: options one after the other, with chance of joining the group before and of stopping.
template <class Draw>
Order random_order(int options, Shape shape, Draw&& below) {
  std::vector<int> left;
  for (int x = 0; x < options; ++x) left.push_back(x);
  Order order;
  while (!left.empty()) {
    if (shape != Shape::complete_strict && below(6) == 0) break;
    const auto at = static_cast<std::size_t>(below(static_cast<int>(left.size())));
    if (shape != Shape::any || order.empty() || below(3) != 0) order.emplace_back();
    order.back().push_back(left[at]);
    left.erase(left.begin() + static_cast<std::ptrdiff_t>(at));
  }
  return order;
}

inline Profile random_profile(int options, int voters, Shape shape, Stream& stream) {
  Profile profile{options, {}};
  for (int i = 0; i < voters; ++i)
    profile.ballots.push_back(
        {1, random_order(options, shape, [&](int n) { return static_cast<int>(stream.below(n)); })});
  return profile;
}

/// For RapidCheck: profiles that shrink to fewer ballots and smaller counts.
inline rc::Gen<Profile> profiles(int most_options, int most_voters, Shape shape = Shape::any) {
  return rc::gen::mapcat(rc::gen::inRange(1, most_options + 1), [=](int options) {
    const auto ballot = rc::gen::map(rc::gen::pair(rc::gen::inRange(1, 4), rc::gen::arbitrary<std::uint64_t>()),
                                     [=](const std::pair<int, std::uint64_t>& drawn) {
                                       Stream stream(drawn.second, Purpose::test, 0);
                                       return Ballot{drawn.first, random_order(options, shape, [&](int n) {
                                                       return static_cast<int>(stream.below(n));
                                                     })};
                                     });
    return rc::gen::map(rc::gen::suchThat(rc::gen::container<std::vector<Ballot>>(ballot),
                                          [=](const std::vector<Ballot>& b) {
                                            return !b.empty() && b.size() <= static_cast<std::size_t>(most_voters);
                                          }),
                        [=](std::vector<Ballot> ballots) { return Profile{options, std::move(ballots)}; });
  });
}

/// The parts of a Decision that tests of ranked rules look at, in letters: winners "AC", ranking "AC>B".
struct Outcome {
  std::string winners;
  std::string ranking;
  friend bool operator==(const Outcome&, const Outcome&) = default;
};
inline std::ostream& operator<<(std::ostream& out, const Outcome& outcome) {
  return out << outcome.winners << " of " << outcome.ranking;
}

inline Outcome outcome_of(const Decision& decision) {
  Outcome outcome;
  for (const auto& id : decision.outcome["winners"].as_array()) outcome.winners += id.as_string();
  for (const auto& group : decision.outcome["ranking"].as_array()) {
    if (!outcome.ranking.empty()) outcome.ranking += ">";
    for (const auto& id : group.as_array()) outcome.ranking += id.as_string();
  }
  return outcome;
}

inline Context context_of(TiePolicy ties, TraceLevel trace = TraceLevel::full) {
  RunSettings run;
  run.ties = ties;
  run.trace = trace;
  return Context(run);
}

/// Runs a rule that must decide.
template <class Options>
Decision decide(Result<Decision> (*rule)(const RankedVoices&, const Options&, Context&), const RankedVoices& voices,
                const Options& options = {}, TiePolicy ties = TiePolicy::all, TraceLevel trace = TraceLevel::full) {
  auto context = context_of(ties, trace);
  auto decision = rule(voices, options, context);
  if (!decision) throw std::runtime_error(to_string(decision.error()));
  return *std::move(decision);
}

/// The winners under ties = all, without a trace.
template <class Options>
std::string winners(Result<Decision> (*rule)(const RankedVoices&, const Options&, Context&), const RankedVoices& voices,
                    const Options& options = {}, TiePolicy ties = TiePolicy::all) {
  return outcome_of(decide(rule, voices, options, ties, TraceLevel::none)).winners;
}

/// A field of the last step.
inline std::string last(const Decision& decision, std::string_view field) {
  for (const auto& [key, value] : decision.trace.back().fields)
    if (key == field) return value.is_string() ? value.as_string() : compact_text(value);
  return "(absent)";
}

/// A field of the first step of that name.
inline std::string field(const Decision& decision, std::string_view say, std::string_view name) {
  for (const auto& step : decision.trace)
    if (step.say == say)
      for (const auto& [key, value] : step.fields)
        if (key == name) return value.is_string() ? value.as_string() : compact_text(value);
  return "(absent)";
}

/// Ids of the options that a profile's letters stand for, "" when nobody.
inline std::string letters(const std::vector<int>& options) {
  std::string text;
  for (const int x : options) text += id_of(x);
  return text;
}

// ---- Definitions in a few lines, by voter and without any code of the rules
// ------------------------------------------

/// Level of an option on a ballot, 0 best; kNotRanked below all.
inline constexpr int kNotRanked = 1000;
inline int level(const Ballot& ballot, int option) {
  for (std::size_t g = 0; g < ballot.order.size(); ++g)
    for (const int x : ballot.order[g])
      if (x == option) return static_cast<int>(g);
  return kNotRanked;
}

/// Voters who rank x above y; with ignored, only those who rank both.
inline std::int64_t above(const Profile& profile, int x, int y, bool ignored = false) {
  std::int64_t votes = 0;
  for (const auto& ballot : profile.ballots)
    if (level(ballot, x) < level(ballot, y) && !(ignored && level(ballot, y) == kNotRanked)) votes += ballot.count;
  return votes;
}

/// Options with the best value, in letters; best is the highest.
inline std::string best_of(const std::vector<std::int64_t>& values) {
  std::string text;
  for (std::size_t x = 0; x < values.size(); ++x)
    if (values[x] == *std::max_element(values.begin(), values.end())) text += id_of(static_cast<int>(x));
  return text;
}

/// 840 times the votes of x among the options of a set (bits): shares of up to eight options are integers. With whole,
/// options that share the best rank of a ballot get a whole vote each.
inline std::int64_t votes_840(const Profile& profile, int set, int x, bool whole = false) {
  std::int64_t votes = 0;
  for (const auto& ballot : profile.ballots) {
    int best = kNotRanked;
    for (int y = 0; y < profile.options; ++y)
      if (set >> y & 1) best = std::min(best, level(ballot, y));
    int sharers = 0;
    for (int y = 0; y < profile.options; ++y) sharers += (set >> y & 1) != 0 && level(ballot, y) == best ? 1 : 0;
    if (best != kNotRanked && level(ballot, x) == best) votes += ballot.count * 840 / (whole ? 1 : sharers);
  }
  return votes;
}

}  // namespace comitia::ranked_testing
