// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Models of synthetic voices, each from its own stream: stream 0 draws what all voices share (central ballots,
// positions of options), stream i + 1 draws voice i. Approval models follow Szufa et al., "How to Sample Approval
// Elections?", IJCAI 2022; ranked ones are the classics (Mallows 1957; Polya-Eggenberger urn; impartial culture).
#include "comitia/catalog/sample.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>
#include <vector>

#include <fmt/format.h>

#include "comitia/base/assert.h"
#include "comitia/voices/builder.h"

namespace comitia {
namespace {

using Ranking = std::vector<std::uint32_t>;  // options, best first
using Point = std::vector<double>;

/// True with exactly this probability. @pre 0 <= probability <= 1 and its denominator fits 63 bits
bool chance(Stream& stream, const Rational& probability) {
  const auto numerator = probability.numerator().to_int64();
  const auto denominator = probability.denominator().to_int64();
  COMITIA_ASSERT(numerator && denominator, "probabilities of sampling are validated to be short fractions");
  return stream.below(*denominator) < *numerator;
}

Ranking in_order(std::int64_t options) {
  Ranking ranking(static_cast<std::size_t>(options));
  std::iota(ranking.begin(), ranking.end(), 0U);
  return ranking;
}

Ranking uniform_ranking(Stream& stream, std::int64_t options) {
  auto ranking = in_order(options);
  stream.shuffle(ranking);
  return ranking;
}

class Sampler {
 public:
  Sampler(const SampleOptions& options, Context& context)
      : o_(options), context_(context), shared_(context.stream(Purpose::sample, 0)) {
    const Rational top = (o_.share * Rational(o_.options) + Rational(1, 2)).floor();
    top_ = *top.to_int64();
    prepare();
  }

  Result<Voices> run() {
    VoicesBuilder builder(o_.kind == SampleKind::approval ? BallotKind::approval : BallotKind::ranked);
    for (std::int64_t i = 0; i < o_.options; ++i) builder.add_option(fmt::format("{}", i + 1));
    builder.electorate().title =
        fmt::format("{} voices over {} options, model {}, seed {}", o_.voices, o_.options,
                    kEnumWords<SampleModel>[static_cast<std::size_t>(o_.model)], context_.run.seed);
    for (std::int64_t i = 0; i < o_.voices; ++i) {
      if (i % 1024 == 0) {
        if (const auto stop = context_.stop()) return fail(Context::stopped(*stop));
        context_.progress("sampling", i, o_.voices);
      }
      auto stream = context_.stream(Purpose::sample, static_cast<std::uint64_t>(i) + 1);
      if (o_.kind == SampleKind::ranked) {
        for (const auto option : ranking(stream, i)) {
          builder.rank(OptionId{option});
          builder.next_group();
        }
      } else {
        for (const auto option : approvals(stream, i)) builder.approve(OptionId{option});
      }
      const auto ended = builder.end_voice();
      COMITIA_ASSERT(ended == VoicesBuilder::EndVoice::added, "a sampled ballot names no option twice");
    }
    return std::move(builder).finish();
  }

 private:
  // What all voices of a model share, drawn once from stream 0.
  void prepare() {
    const auto m = o_.options;
    switch (o_.model) {
      case SampleModel::resampling:
      case SampleModel::mallows:
      case SampleModel::disjoint:
        center_ = uniform_ranking(shared_, m);
        break;
      case SampleModel::euclidean:
        for (std::int64_t i = 0; i < m; ++i) positions_.push_back(position(shared_));
        break;
      default:
        break;
    }
    if (o_.model == SampleModel::mallows) {
      // Weight of inserting at distance j from the end is noise^j; cumulated once for every length.
      const double phi = o_.noise.to_double();
      double power = 1;
      double sum = 0;
      for (std::int64_t j = 0; j < m; ++j) {
        cumulated_.push_back(sum += power);
        power *= phi;
      }
    }
  }

  Point position(Stream& stream) const {
    Point point;
    for (std::int64_t d = 0; d < o_.dimensions; ++d) point.push_back(stream.unit());
    return point;
  }

  Ranking ranking(Stream& stream, std::int64_t voice) {
    switch (o_.model) {
      case SampleModel::mallows:
        return mallows(stream);
      case SampleModel::euclidean:
        return by_distance(stream);
      case SampleModel::urn:
      case SampleModel::truncated_urn:
        return urn(stream, voice);
      default:
        return uniform_ranking(stream, o_.options);
    }
  }

  Ranking approvals(Stream& stream, std::int64_t voice) {
    const auto m = static_cast<std::uint32_t>(o_.options);
    Ranking approved;
    switch (o_.model) {
      case SampleModel::resampling:
      case SampleModel::disjoint: {
        const auto group = o_.model == SampleModel::disjoint ? stream.below(o_.groups) : 0;
        const auto size =
            std::min<std::int64_t>(top_, o_.options / (o_.model == SampleModel::disjoint ? o_.groups : 1));
        std::vector<bool> central(m);
        for (std::int64_t i = 0; i < size; ++i) central[center_[static_cast<std::size_t>(group * size + i)]] = true;
        for (std::uint32_t option = 0; option < m; ++option)
          if (chance(stream, o_.noise) ? chance(stream, o_.share) : central[option]) approved.push_back(option);
        return approved;
      }
      case SampleModel::mallows:
      case SampleModel::euclidean:
      case SampleModel::urn:
      case SampleModel::truncated_urn:
        approved = ranking(stream, voice);
        approved.resize(static_cast<std::size_t>(top_));
        return approved;
      default:
        for (std::uint32_t option = 0; option < m; ++option)
          if (chance(stream, o_.share)) approved.push_back(option);
        return approved;
    }
  }

  // Repeated insertion: option i of the centre goes j places before the end with probability proportional to noise^j.
  Ranking mallows(Stream& stream) const {
    Ranking ranking;
    for (std::size_t i = 0; i < center_.size(); ++i) {
      const double at = stream.unit() * cumulated_[i];
      const auto j = std::upper_bound(cumulated_.begin(), cumulated_.begin() + static_cast<std::ptrdiff_t>(i), at) -
                     cumulated_.begin();
      ranking.insert(ranking.end() - j, center_[i]);
    }
    return ranking;
  }

  Ranking by_distance(Stream& stream) const {
    const auto voter = position(stream);
    std::vector<double> distances;
    for (const auto& option : positions_) {
      double squared = 0;
      for (std::size_t d = 0; d < option.size(); ++d) squared += (option[d] - voter[d]) * (option[d] - voter[d]);
      distances.push_back(squared);
    }
    auto ranking = in_order(o_.options);
    std::stable_sort(ranking.begin(), ranking.end(), [&](auto a, auto b) { return distances[a] < distances[b]; });
    return ranking;
  }

  // After i draws the urn holds the original orders (weight 1) and i copies of weight r: a copy comes with i r/(1 + i
  // r).
  Ranking urn(Stream& stream, std::int64_t voice) {
    const Rational copies = o_.replacement * Rational(voice);
    const bool copy = voice > 0 && stream.unit() < (copies / (copies + Rational(1))).to_double();
    drawn_.push_back(copy ? drawn_[static_cast<std::size_t>(stream.below(voice))]
                          : uniform_ranking(stream, o_.options));
    return drawn_.back();
  }

  const SampleOptions& o_;
  Context& context_;
  Stream shared_;
  std::int64_t top_ = 0;
  Ranking center_;
  std::vector<Point> positions_;
  std::vector<double> cumulated_;
  std::vector<Ranking> drawn_;
};

Result<void> check(const SampleOptions& o) {
  for (const auto& [name, value] : {std::pair("share", &o.share), std::pair("noise", &o.noise)})
    if (!value->numerator().to_int64() || !value->denominator().to_int64())
      return fail(ProblemCode::option_range, fmt::format("option {} has too long a fraction", name),
                  "give fewer digits");
  if (o.replacement.sign() < 0)
    return fail(ProblemCode::option_range, "option replacement is negative", "give 0 or more");
  const bool needs_approval = o.model == SampleModel::resampling || o.model == SampleModel::disjoint;
  if (needs_approval && o.kind == SampleKind::ranked)
    return fail(ProblemCode::option_range,
                fmt::format("the model {} draws approval ballots only",
                            kEnumWords<SampleModel>[static_cast<std::size_t>(o.model)]),
                "choose impartial, euclidean, mallows or urn for ranked ballots");
  if (o.model == SampleModel::disjoint && o.groups > o.options)
    return fail(ProblemCode::option_range,
                fmt::format("{} groups cannot have options of their own among {}", o.groups, o.options),
                "give at most as many groups as options");
  return {};
}

// Draws as many voters as there are, each uniformly among them (a voice stands for `count` voters).
Result<Voices> bootstrap(const Voices& given, Context& context) {
  const auto& table = ballot_voices(given).electorate().voices;
  std::vector<std::int64_t> cumulated;
  std::int64_t voters = 0;
  for (std::int64_t i = 0; i < table.size(); ++i) cumulated.push_back(voters += table.count(i));
  std::vector<VoiceId> drawn;
  for (std::int64_t i = 0; i < voters; ++i) {
    if (i % 65536 == 0)
      if (const auto stop = context.stop()) return fail(Context::stopped(*stop));
    auto stream = context.stream(Purpose::sample, static_cast<std::uint64_t>(i) + 1);
    const auto at = std::upper_bound(cumulated.begin(), cumulated.end(), stream.below(voters)) - cumulated.begin();
    drawn.push_back(VoiceId{static_cast<std::uint32_t>(at)});
  }
  std::sort(drawn.begin(), drawn.end());
  return resample(given, drawn);
}

}  // namespace

Result<Voices> sample(const SampleOptions& options, const Voices* given, Context& context) {
  COMITIA_CHECK(read_seed(context.run.seed));
  if (options.model == SampleModel::bootstrap) {
    if (given == nullptr) return fail(ProblemCode::usage, "the model bootstrap draws from given voices", "name a file");
    return bootstrap(*given, context);
  }
  COMITIA_CHECK(check(options));
  return Sampler(options, context).run();
}

}  // namespace comitia
