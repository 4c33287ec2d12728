// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
#include "comitia/decision/rule.h"

#include <fmt/format.h>

namespace comitia {

Problems wrong_kind(std::string_view rule, std::string_view wanted, const Voices& given) {
  return {ProblemCode::vote_type, fmt::format("{} takes {} voices; these are {}", rule, wanted, voices_kind(given)),
          fmt::format("see 'comitia methods' for rules of this kind, or say how to read the ballots otherwise with "
                      "'comitia convert --as {}'",
                      wanted)};
}

}  // namespace comitia
