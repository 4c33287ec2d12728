// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// The exact rules of Thiele's family by branch and bound.
//
// Bound. Let h(j) = w(1) + ... + w(j). For any slope s of a ballot, h(j) <= s j + max over l of (h(l) - s l), so that
// the score of every committee is at most a constant plus the sum of its members' gains, where the gain of an option is
// the sum of weight * slope over its supporters; the best sum is that of the largest gains. Good slopes are those of an
// optimal fractional committee; they are approached by conditional gradients (M. Frank and P. Wolfe, 1956) on a
// smoothed h whose smoothing shrinks. Whatever the slopes, the bound is valid.
//
// Scores are multiples of a step, so that a committee better than the best known is better by a step; where members
// count 1 and 0 this ends most of the search.
//
// Arithmetic. Bounds and gains are sums of doubles, each wrong by at most a few roundings of a part of the bound; a
// comparison that is closer than the number of terms times that is made again with the slopes as fractions. Committees
// are scored in fractions.
#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <limits>
#include <map>
#include <set>
#include <utility>

#include "comitia/elect/thiele_oracle_internal.h"

namespace comitia::elect {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

std::size_t at(OptionId option) { return option.value; }
OptionId option_at(std::size_t position) { return OptionId{static_cast<std::uint32_t>(position)}; }

enum class Place : std::uint8_t { free, in, out };

/// Slopes with what they prove below the current node.
struct Bound {
  double value = kInfinity;
  std::vector<double> slopes;  ///< (b)
  std::vector<double> gains;   ///< (m)
};

class ThieleSearch final : public ThieleOracle {
 public:
  ThieleSearch(const ApprovalVoices& voices, std::int64_t seats, const ThieleWeights& weights, Context& context)
      : voices_(voices),
        seats_(seats),
        context_(context),
        options_(static_cast<std::size_t>(voices.option_count())),
        weights_(weights),
        exact_weights_(first_weights(weights, seats + 1)),
        exact_h_{Rational(0)},
        step_(step_of_scores(weights, seats)),
        first_clone_(options_) {
    w_.push_back(exact_weights_.front().to_double());
    for (const auto& weight : exact_weights_) w_.push_back(weight.to_double());
    for (std::int64_t l = 0; l < seats; ++l)
      exact_h_.push_back(exact_h_.back() + exact_weights_[static_cast<std::size_t>(l)]);
    for (const auto& number : exact_h_) h_.push_back(number.to_double());
    const auto terms = voices.ballots().item_count() + 2 * voices.ballot_count() + voices.option_count() + 16;
    error_ = 4 * static_cast<double>(terms) * std::numeric_limits<double>::epsilon();
    std::map<std::vector<BallotId>, std::size_t> classes;
    for (std::size_t c = 0; c < options_; ++c) {
      const auto supporters = voices.supporters(option_at(c));
      first_clone_[c] = classes.emplace(std::vector<BallotId>(supporters.begin(), supporters.end()), c).first->second;
    }
  }

  ThieleAnswer best() override {
    begin(Goal::better, Rational(-1), {});
    explore(even_shares(), 0);
    ThieleAnswer answer;
    if (!found_.empty()) answer.committee = *found_.begin();
    answer.score = target_;
    answer.proven = !stopped_;
    if (stopped_) answer.bound = root_bound_;
    answer.stopped = stopped_;
    return answer;
  }

  ThieleListing with_score(const Rational& score, std::int64_t most, const ThieleFixing& fixing) override {
    begin(Goal::equal, score, fixing);
    most_found_ = most;
    if (seats_left_ >= 0 && free_ >= seats_left_) explore(even_shares(), 0);
    ThieleListing listing;
    listing.complete = !stopped_ && !full_;
    listing.stopped = stopped_;
    listing.committees.assign(found_.begin(), found_.end());
    return listing;
  }

 private:
  /// better: committees that score more than the target, which rises with each; equal: all that score the target.
  enum class Goal { better, equal };

  void begin(Goal goal, const Rational& target, const ThieleFixing& fixing) {
    goal_ = goal;
    set_target(target);
    found_.clear();
    full_ = false;
    stopped_.reset();
    root_bound_.reset();
    nodes_ = 0;
    place_.assign(options_, Place::free);
    seats_left_ = seats_;
    free_ = static_cast<std::int64_t>(options_);
    trail_.clear();
    least_.assign(static_cast<std::size_t>(voices_.ballot_count()), 0);
    most_.clear();
    for (std::int64_t b = 0; b < voices_.ballot_count(); ++b)
      most_.push_back(static_cast<std::int32_t>(voices_.ballots().row(b).size()));
    for (const OptionId option : fixing.in) decide(option, Place::in);
    for (const OptionId option : fixing.out) decide(option, Place::out);
  }

  void set_target(const Rational& score) {
    target_ = score;
    needed_ = goal_ == Goal::better && step_ ? score + *step_ : score;
    const double rounded = needed_.to_double();
    needed_below_ = std::nextafter(rounded, -kInfinity);
    needed_above_ = std::nextafter(rounded, kInfinity);
  }

  bool done() {
    if (!stopped_) stopped_ = context_.stop();
    return stopped_ || full_;
  }

  // ---- the current node: what is decided ----

  void decide(OptionId option, Place place) {
    place_[at(option)] = place;
    trail_.push_back(option);
    --free_;
    if (place == Place::in) --seats_left_;
    for (const BallotId ballot : voices_.supporters(option)) {
      if (place == Place::in)
        ++least_[ballot.value];
      else
        --most_[ballot.value];
    }
  }

  void undo_to(std::size_t length) {
    for (; trail_.size() > length; trail_.pop_back()) {
      const OptionId option = trail_.back();
      const bool in = std::exchange(place_[at(option)], Place::free) == Place::in;
      ++free_;
      if (in) ++seats_left_;
      for (const BallotId ballot : voices_.supporters(option)) {
        if (in)
          --least_[ballot.value];
        else
          ++most_[ballot.value];
      }
    }
  }

  bool is_free(std::size_t position) const { return place_[position] == Place::free; }
  bool is_leaf() const { return seats_left_ == 0 || seats_left_ == free_; }

  std::vector<double> even_shares() const {
    return std::vector<double>(options_, static_cast<double>(seats_) / static_cast<double>(options_));
  }

  // ---- the search ----

  /// Visits the committees below the current node, best chances first. `shares` is a fractional committee to start
  /// from.
  void explore(std::vector<double> shares, std::int64_t depth) {
    if (done()) return;
    if (++nodes_ % 1024 == 0) context_.progress("committees compared", nodes_, 0);
    if (is_leaf()) return visit(leaf());
    if (!narrow(shares, depth == 0)) return;
    if (is_leaf()) return visit(leaf());

    const OptionId branch = most_doubtful(shares);
    const bool in_first = shares[at(branch)] >= 0.5;
    const std::size_t mark = trail_.size();
    for (const bool in : {in_first, !in_first}) {
      decide(branch, in ? Place::in : Place::out);
      // The first of clones are elected first: without this one, none of the later ones need be tried.
      if (!in && goal_ == Goal::better)
        for (std::size_t c = at(branch) + 1; c < options_; ++c)
          if (first_clone_[c] == first_clone_[at(branch)] && is_free(c)) decide(option_at(c), Place::out);
      if (free_ >= seats_left_) explore(shares, depth + 1);
      undo_to(mark);
    }
  }

  /// Bounds the current node and decides what the bound decides; false when nothing below it can meet the goal.
  bool narrow(std::vector<double>& shares, bool root) {
    const Bound bound = improve(shares, root);
    if (root && bound.value < kInfinity) root_bound_ = exact_bound(bound);
    if (done() || hopeless(bound)) return false;
    visit(with_largest_gains(bound.gains));
    if (root && goal_ == Goal::better) visit(climb(with_largest_gains(bound.gains)));
    if (done() || hopeless(bound)) return false;
    decide_by_gains(bound);
    return true;
  }

  Committee leaf() const {
    Committee committee;
    for (std::size_t c = 0; c < options_; ++c)
      if (place_[c] == Place::in || (is_free(c) && seats_left_ > 0)) committee.push_back(option_at(c));
    return committee;
  }

  /// Takes a committee if it meets the goal; the same one may come more than once.
  void visit(Committee committee) {
    const Rational score = thiele_score(voices_, committee, weights_);
    if (goal_ == Goal::better) {
      if (score <= target_) return;
      set_target(score);
      found_ = {std::move(committee)};
    } else if (score == target_) {
      found_.insert(std::move(committee));
      full_ = static_cast<std::int64_t>(found_.size()) >= most_found_;
    }
  }

  Committee with_largest_gains(const std::vector<double>& gains) const {
    Committee committee;
    for (std::size_t c = 0; c < options_; ++c)
      if (place_[c] == Place::in) committee.push_back(option_at(c));
    const auto order = by_gain(gains);
    committee.insert(committee.end(), order.begin(), order.begin() + seats_left_);
    std::sort(committee.begin(), committee.end());
    return committee;
  }

  /// Exchanges members that are not decided for free options while that surely raises the score.
  Committee climb(Committee committee) const {
    auto members = members_on_ballots(voices_, committee);
    const auto change = [&](OptionId option, std::int64_t by) {
      for (const BallotId ballot : voices_.supporters(option)) members[ballot.value] += by;
    };
    // What an option adds to the others.
    const auto gain = [&](OptionId option) {
      double sum = 0;
      for (const BallotId ballot : voices_.supporters(option))
        sum += static_cast<double>(voices_.weight(ballot)) * w_[static_cast<std::size_t>(members[ballot.value] + 1)];
      return sum;
    };
    for (bool changed = true; changed;) {
      changed = false;
      for (auto& member : committee) {
        if (!is_free(at(member))) continue;
        if (context_.stop()) return committee;
        change(member, -1);
        OptionId choice = member;
        double most = gain(member);
        for (std::size_t c = 0; c < options_; ++c) {
          if (!is_free(c) || std::find(committee.begin(), committee.end(), option_at(c)) != committee.end()) continue;
          if (const double here = gain(option_at(c)); here > most * (1 + error_)) {
            most = here;
            choice = option_at(c);
            changed = true;
          }
        }
        change(choice, 1);
        member = choice;
      }
    }
    std::sort(committee.begin(), committee.end());
    return committee;
  }

  /// Free options, largest gains first, then in the order of the file.
  std::vector<OptionId> by_gain(const std::vector<double>& gains) const {
    std::vector<OptionId> order;
    for (std::size_t c = 0; c < options_; ++c)
      if (is_free(c)) order.push_back(option_at(c));
    std::stable_sort(order.begin(), order.end(), [&](OptionId a, OptionId b) { return gains[at(a)] > gains[at(b)]; });
    return order;
  }

  /// The free option whose share is closest to a half; of clones the first.
  OptionId most_doubtful(const std::vector<double>& shares) const {
    std::size_t choice = options_;
    for (std::size_t c = 0; c < options_; ++c)
      if (is_free(c) && (choice == options_ || std::abs(shares[c] - 0.5) < std::abs(shares[choice] - 0.5))) choice = c;
    for (std::size_t c = 0; c < choice; ++c)
      if (first_clone_[c] == first_clone_[choice] && is_free(c)) return option_at(c);
    return option_at(choice);
  }

  // ---- bounds ----

  /// Improves a fractional committee; returns the best bound met on the way.
  Bound improve(std::vector<double>& shares, bool root) {
    // Below the root the shares are nearly right: few steps of the last width are the fastest by measurement.
    static constexpr std::array<double, 6> kWidths = {0.5, 0.25, 0.12, 0.06, 0.03, 0.015};
    const std::size_t first_width = root ? 0 : kWidths.size() - 1;
    const int steps = root ? 40 : 3;
    balance(shares);
    Bound best;
    Bound here;
    here.slopes.resize(least_.size());
    for (std::size_t w = first_width; w < kWidths.size(); ++w)
      for (int step = 0; step < steps; ++step) {
        if (done()) return best;
        const auto order = evaluate(shares, kWidths[w], here);
        if (here.value < best.value) best = here;
        if (surely_hopeless(best)) return best;
        // A step towards the committee with the largest gains.
        const double length = 2.0 / (step + (root && w == 0 ? 2 : 30));
        for (std::size_t c = 0; c < options_; ++c)
          if (is_free(c)) shares[c] *= 1 - length;
        for (std::int64_t i = 0; i < seats_left_; ++i) shares[at(order[static_cast<std::size_t>(i)])] += length;
      }
    return best;
  }

  /// Makes shares of decided options 0 or 1, and free ones sum to the seats left, each in [0, 1].
  void balance(std::vector<double>& shares) const {
    double sum = 0;
    for (std::size_t c = 0; c < options_; ++c) {
      if (is_free(c))
        sum += shares[c];
      else
        shares[c] = place_[c] == Place::in ? 1 : 0;
    }
    const auto wanted = static_cast<double>(seats_left_);
    const auto room = static_cast<double>(free_) - sum;
    for (std::size_t c = 0; c < options_; ++c) {
      if (!is_free(c)) continue;
      if (sum > wanted)
        shares[c] *= wanted / sum;
      else if (room > 0)
        shares[c] += (1 - shares[c]) * (wanted - sum) / room;
    }
  }

  /// The whole number that a ballot's fractional number of members u is closest to.
  std::size_t closest(double u) const {
    return std::min(static_cast<std::size_t>(std::max(u, 0.0) + 0.5), static_cast<std::size_t>(seats_));
  }

  /// The slope of h at u, smoothed over a distance of `width` around whole numbers. It lies between the weights before
  /// and after the closest whole number, so that this is where h(l) - slope * l is largest.
  double smoothed_slope(double u, std::size_t whole, double width) const {
    const auto distance = u - static_cast<double>(whole);
    if (whole == 0 || distance <= -width) return w_[whole];
    if (distance >= width) return w_[whole + 1];
    const double t = (distance + width) / (2 * width);
    return (1 - t) * w_[whole] + t * w_[whole + 1];
  }

  /// The number of members closest to `index` that a ballot can still have; h(l) - slope * l rises before its largest
  /// value and falls after it.
  std::int64_t possible(std::size_t ballot, std::int64_t index) const {
    const std::int64_t most = std::min<std::int64_t>(most_[ballot], least_[ballot] + seats_left_);
    return std::clamp<std::int64_t>(index, least_[ballot], most);
  }

  /// Slopes, gains and bound at a fractional committee. Returns the free options by gain.
  std::vector<OptionId> evaluate(const std::vector<double>& shares, double width, Bound& bound) const {
    bound.gains.assign(options_, 0);
    bound.value = 0;
    for (std::size_t b = 0; b < least_.size(); ++b) {
      const auto approved = voices_.ballots().row(static_cast<std::int64_t>(b));
      double expected = 0;
      for (const OptionId option : approved) expected += shares[at(option)];
      const auto whole = closest(expected);
      const double slope = smoothed_slope(expected, whole, width);
      const auto index = possible(b, static_cast<std::int64_t>(whole));
      const auto weight = static_cast<double>(voices_.weights()[b]);
      bound.slopes[b] = slope;
      bound.value += weight * (h_[static_cast<std::size_t>(index)] - slope * static_cast<double>(index));
      for (const OptionId option : approved) bound.gains[at(option)] += weight * slope;
    }
    auto order = by_gain(bound.gains);
    for (std::size_t c = 0; c < options_; ++c)
      if (place_[c] == Place::in) bound.value += bound.gains[c];
    for (std::int64_t i = 0; i < seats_left_; ++i) bound.value += bound.gains[at(order[static_cast<std::size_t>(i)])];
    return order;
  }

  bool surely_hopeless(const Bound& bound) const { return bound.value * (1 + error_) < needed_below_; }

  /// Nothing below the current node meets the goal.
  bool hopeless(const Bound& bound) const {
    if (surely_hopeless(bound)) return true;
    if (bound.value * (1 - error_) > needed_above_) return false;
    const Rational exact = exact_bound(bound);
    return goal_ == Goal::better && !step_ ? exact <= target_ : exact < needed_;
  }

  /// A fraction near a slope: a weight where one is that close, else of 16 significant bits.
  Rational near(double slope) const {
    constexpr double kClose = 1e-4;
    // The first weight that is not above the slope, and the one before it.
    const auto place = std::lower_bound(w_.begin() + 1, w_.end(), slope, std::greater<>()) - w_.begin();
    for (const auto l : {place, place - 1})
      if (l >= 1 && l < std::ssize(w_) && std::abs(slope - w_[static_cast<std::size_t>(l)]) <= kClose * slope)
        return exact_weights_[static_cast<std::size_t>(l) - 1];
    int exponent = 0;
    const double fraction = std::frexp(slope, &exponent);
    return Rational::from_double(std::ldexp(std::round(std::ldexp(fraction, 16)), exponent - 16));
  }

  /// Where h(l) - slope * l is largest: as many as there are weights not below the slope.
  std::int64_t best_index(const Rational& slope) const {
    return std::partition_point(exact_weights_.begin(), exact_weights_.end() - 1,
                                [&](const Rational& weight) { return slope <= weight; }) -
           exact_weights_.begin();
  }

  /// The bound of nearly the same slopes as fractions.
  Rational exact_bound(const Bound& bound) const {
    std::map<double, std::size_t> known;
    std::map<Rational, std::size_t> known_exactly;
    std::vector<Rational> slopes;
    std::vector<std::int64_t> indices;
    std::vector<std::size_t> slope_of(least_.size());
    std::map<std::pair<std::size_t, std::int64_t>, std::int64_t> weight_with;  // by slope and index
    for (std::size_t b = 0; b < least_.size(); ++b) {
      const auto [entry, is_new] = known.emplace(bound.slopes[b], 0);
      if (is_new) {
        auto slope = near(bound.slopes[b]);
        const auto [exactly, is_first] = known_exactly.emplace(slope, slopes.size());
        entry->second = exactly->second;
        if (is_first) {
          indices.push_back(best_index(slope));
          slopes.push_back(std::move(slope));
        }
      }
      slope_of[b] = entry->second;
      const auto index = possible(b, indices[entry->second]);
      weight_with[{entry->second, index}] += voices_.weights()[b];
    }
    Rational total;
    for (const auto& [key, weight] : weight_with) {
      const auto& [slope, index] = key;
      total += Rational(weight) * (exact_h_[static_cast<std::size_t>(index)] - slopes[slope] * Rational(index));
    }
    std::vector<Rational> free_gains;
    std::vector<std::int64_t> weight_at(slopes.size());
    for (std::size_t c = 0; c < options_; ++c) {
      if (place_[c] == Place::out) continue;
      std::vector<std::size_t> touched;
      for (const BallotId ballot : voices_.supporters(option_at(c))) {
        auto& weight = weight_at[slope_of[ballot.value]];
        if (weight == 0) touched.push_back(slope_of[ballot.value]);
        weight += voices_.weight(ballot);
      }
      Rational gain;
      for (const auto slope : touched) gain += slopes[slope] * Rational(std::exchange(weight_at[slope], 0));
      if (place_[c] == Place::in)
        total += gain;
      else
        free_gains.push_back(std::move(gain));
    }
    std::sort(free_gains.begin(), free_gains.end(), [](const auto& a, const auto& b) { return b < a; });
    for (std::int64_t i = 0; i < seats_left_; ++i) total += free_gains[static_cast<std::size_t>(i)];
    return total;
  }

  /// Decides free options whose other decision would surely push the bound below the target.
  void decide_by_gains(const Bound& bound) {
    const auto order = by_gain(bound.gains);
    const auto last_in = static_cast<std::size_t>(seats_left_) - 1;
    const double worst_in = bound.gains[at(order[last_in])];
    const double best_out = bound.gains[at(order[last_in + 1])];
    const double least_loss = bound.value * (1 + 2 * error_) - needed_below_;
    for (std::size_t i = 0; i < order.size(); ++i) {
      const double gain = bound.gains[at(order[i])];
      if (i <= last_in && gain - best_out > least_loss)
        decide(order[i], Place::in);
      else if (i > last_in && worst_in - gain > least_loss)
        decide(order[i], Place::out);
    }
  }

  const ApprovalVoices& voices_;
  std::int64_t seats_;
  Context& context_;
  std::size_t options_;
  const ThieleWeights& weights_;
  std::vector<Rational> exact_weights_;  ///< w(1), w(2), ..., one more than there are seats
  std::vector<double> w_;                ///< by number of members; the first stands in the place of w(0), too
  std::vector<Rational> exact_h_;
  std::vector<double> h_;
  std::optional<Rational> step_;          ///< of scores
  std::vector<std::size_t> first_clone_;  ///< (m) the first option with the same supporters
  double error_ = 0;                      ///< of a bound, relative to it

  Goal goal_ = Goal::better;
  Rational target_;
  Rational needed_;          ///< no less meets the goal
  double needed_below_ = 0;  ///< less than that for sure
  double needed_above_ = 0;
  std::int64_t most_found_ = 0;
  std::set<Committee> found_;
  std::optional<Rational> root_bound_;
  std::int64_t nodes_ = 0;
  bool full_ = false;
  std::optional<ProblemCode> stopped_;

  std::vector<Place> place_;  ///< (m)
  std::int64_t seats_left_ = 0;
  std::int64_t free_ = 0;
  std::vector<OptionId> trail_;      ///< decisions, in their order
  std::vector<std::int32_t> least_;  ///< (b) members for sure
  std::vector<std::int32_t> most_;   ///< (b) approved options that are not out
};

}  // namespace

std::unique_ptr<ThieleOracle> thiele_by_search(const ApprovalVoices& voices, std::int64_t seats,
                                               const ThieleWeights& weights, Context& context) {
  return std::make_unique<ThieleSearch>(voices, seats, weights, context);
}

}  // namespace comitia::elect
