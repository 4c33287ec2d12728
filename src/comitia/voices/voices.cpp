// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// What the kinds of voices have in common.
#include "comitia/voices/voices.h"

namespace comitia {

const BallotVoices& ballot_voices(const Voices& voices) {
  return std::visit(
      [](const BallotVoices& some) -> const BallotVoices& { return some; },  // NOLINT: lives as long as voices
      voices);
}

std::string voices_kind(const Voices& voices) {
  std::string kind(std::visit([]<class Kind>(const Kind&) { return Kind::kKind; }, voices));
  const Electorate& electorate = ballot_voices(voices).electorate();
  if (electorate.options.costs && electorate.budget) kind += "-budget";
  return kind;
}

}  // namespace comitia
