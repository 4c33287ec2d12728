// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Synthetic voices: impartial culture, resampling with noise, disjoint groups, Euclidean, Mallows, urn, truncated urn,
// and resampling of given voices. Seeded and reproducible on any number of threads.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "comitia/base/context.h"
#include "comitia/base/fields.h"
#include "comitia/base/result.h"
#include "comitia/voices/voices.h"

namespace comitia {

enum class SampleModel { impartial, resampling, disjoint, euclidean, mallows, urn, truncated_urn, bootstrap };
template <>
inline constexpr std::array<std::string_view, 8> kEnumWords<SampleModel> = {
    "impartial", "resampling", "disjoint", "euclidean", "mallows", "urn", "truncated-urn", "bootstrap"};
enum class SampleKind { approval, ranked };
template <>
inline constexpr std::array<std::string_view, 2> kEnumWords<SampleKind> = {"approval", "ranked"};

struct SampleOptions {
  SampleModel model = SampleModel::impartial;
  SampleKind kind = SampleKind::approval;
  std::int64_t voices = 100;
  std::int64_t options = 10;
  Rational share = Rational(1, 4);  ///< expected share of options approved (resampling: size of the central ballot)
  Rational noise = Rational(1, 4);  ///< resampling: probability that an option is redrawn; mallows: dispersion
  std::int64_t groups = 3;
  std::int64_t dimensions = 2;
  Rational replacement = Rational(1, 10);

  template <class Self, class Visit>
  static void fields(Self& o, Visit&& visit) {
    visit("model", o.model, any(), "how voices are drawn; each model is described under 'comitia methods sampling'");
    visit("kind", o.kind, any(), "approval or ranked ballots");
    visit("voices", o.voices, between(1, 100'000'000), "number of voices");
    visit("options", o.options, between(1, 100'000), "number of options");
    visit("share", o.share, between(0, 1), "expected share of the options that a ballot approves of, 0 to 1");
    visit("noise", o.noise, between(0, 1),
          "resampling: chance that an option is drawn anew; mallows: dispersion, 0 to 1");
    visit("groups", o.groups, at_least(1), "disjoint: number of groups with options of their own");
    visit("dimensions", o.dimensions, between(1, 10), "euclidean: dimensions of the space of positions");
    visit("replacement", o.replacement, any(),
          "urn: copies put back per drawn ballot, as a share of all possible ballots");
  }
};

/// Voices drawn from a model; `given` is needed by bootstrap alone. Stream: Purpose::sample with the voice as index.
/// @errors option-range
Result<Voices> sample(const SampleOptions& options, const Voices* given, Context& context);

}  // namespace comitia
