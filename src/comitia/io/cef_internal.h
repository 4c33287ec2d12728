// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Words of the Condorcet Election Format that its reader and its writer share.
#pragma once

#include <array>
#include <string_view>

namespace comitia::io::cef {

/// Characters with a meaning of their own; no name holds them.
inline constexpr std::string_view kReserved = "><=;,#/^*|";
/// A vote that ranks nobody. Early versions of the format wrote the second form.
inline constexpr std::array<std::string_view, 2> kBlankVotes = {"/EMPTY_RANKING/", "/EMPTY/"};
inline constexpr std::string_view kBlankVote = kBlankVotes.front();
inline constexpr std::string_view kImplicitRanking = "Implicit Ranking";
/// Parameters of the standard; other ones are kept as attributes.
inline constexpr std::array<std::string_view, 5> kParameters = {"Candidates", "Number of Seats", "Number of Seat",
                                                                kImplicitRanking, "Weight Allowed"};

}  // namespace comitia::io::cef
