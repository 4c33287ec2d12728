// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// The parts of audit/: the checks that find witnesses, and the definitions by which witnesses are verified. The two
// share nothing but the readings of a case below.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "comitia/audit/axiom.h"
#include "comitia/base/rational.h"

namespace comitia::audit {

/// A committee as a mask over the options.
std::vector<bool> members_of(const CommitteeCase& given);
/// |A_b and W| for each distinct ballot b.
std::vector<std::int64_t> members_approved(const CommitteeCase& given, const std::vector<bool>& member);
/// An integer weight of the voices in the units of their source.
Rational in_units(const CommitteeCase& given, std::int64_t weight);

/// A group that deserves `level` members: all of it approves of `option`, which is not elected.
struct Group {
  OptionId option;
  std::int64_t level = 0;
  std::int64_t weight = 0;
  std::vector<BallotId> ballots;  ///< ascending
  Committee represented_by;       ///< members that somebody in the group approves of; filled for PJR+ alone
};

/// The lowest level, then the first option, at which supporters with fewer than that many members deserve them. Levels
/// up to `highest` are looked at: 1 is JR, the number of seats EJR+.
std::optional<Group> find_underrepresented(const CommitteeCase& given, std::int64_t highest);

struct UnionSearch {
  enum class Result { none, found, too_large, stopped } result = Result::none;
  Group group;
};
/// A violation of PJR+: one minimum cut per option that is not elected.
UnionSearch find_underrepresented_union(const CommitteeCase& given, Context& context);

CertificateEntry check_jr(const CommitteeCase& given, Context& context);
CertificateEntry check_ejr_plus(const CommitteeCase& given, Context& context);
CertificateEntry check_pjr_plus(const CommitteeCase& given, Context& context);
CertificateEntry check_priceability(const CommitteeCase& given, Context& context);

/// Verification by definition. Each is true only if the entry's witness proves the entry's status.
bool jr_witness_holds(const CommitteeCase& given, const CertificateEntry& entry);
bool ejr_plus_witness_holds(const CommitteeCase& given, const CertificateEntry& entry);
bool pjr_plus_witness_holds(const CommitteeCase& given, const CertificateEntry& entry);
bool priceability_witness_holds(const CommitteeCase& given, const CertificateEntry& entry);

}  // namespace comitia::audit
