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

/// In the items of merged rankings this bit marks an option that is equal to the one before it.
inline constexpr std::uint32_t kTiedWithPrevious = 0x8000'0000U;

class VoicesAssembler {
 public:
  /// @pre electorate.voices is filled except for its ballots; merger is flushed
  /// @errors weight
  static Result<Voices> approval(Electorate&& electorate, BallotMerger&& merger);
  static Result<Voices> ranked(Electorate&& electorate, BallotMerger&& merger);
  static Result<Voices> scored(Electorate&& electorate, BallotMerger&& merger, std::int64_t score_scale);

 private:
  static Result<void> weigh(BallotVoices& voices, std::size_t ballot_count);
};

}  // namespace comitia
