// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// The one place that fills voices: from merged ballots and a validated electorate to both directions of storage.
#pragma once

#include <cstdint>
#include <optional>

#include "comitia/base/result.h"
#include "comitia/voices/merging_internal.h"
#include "comitia/voices/voices.h"

namespace comitia {

class VoicesAssembler {
 public:
  /// @pre electorate.voices is filled except for its ballots; merger is flushed, items are those of its ballots
  /// @errors weight
  static Result<Voices> approval(Electorate&& electorate, BallotMerger&& merger, Buffer<OptionId>&& items);
  static Result<Voices> ranked(Electorate&& electorate, BallotMerger&& merger, Buffer<OptionId>&& items, bool strict);
  static Result<Voices> scored(Electorate&& electorate, BallotMerger&& merger, Buffer<OptionId>&& items,
                               std::int64_t score_scale);

 private:
  static Result<void> weigh(BallotVoices& voices, std::size_t ballot_count);
};

}  // namespace comitia
