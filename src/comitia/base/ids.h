// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Strong 32-bit ids: positions in a table, so that an option can never be taken for a ballot.
#pragma once

#include <compare>
#include <cstdint>
#include <functional>

namespace comitia {

template <class Tag>
struct Id {
  std::uint32_t value = 0;
  friend constexpr auto operator<=>(Id, Id) = default;
};

using OptionId = Id<struct OptionTag>;  ///< a candidate or project: its position in the file's list of options
using BallotId = Id<struct BallotTag>;  ///< a distinct ballot (identical ballots are merged)
using VoiceId = Id<struct VoiceTag>;    ///< a voice as the source gave it: its position among the source's ballots

}  // namespace comitia

template <class Tag>
struct std::hash<comitia::Id<Tag>> {
  std::size_t operator()(comitia::Id<Tag> id) const noexcept { return std::hash<std::uint32_t>{}(id.value); }
};
