// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Several decisions on the same voices: by how many members they differ, and who is elected by how many of them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "comitia/base/result.h"
#include "comitia/catalog/catalog.h"
#include "comitia/decision/decision.h"
#include "comitia/decision/outcome.h"

namespace comitia {

/// A rule with its decision, or with the reason why there is none.
struct Compared {
  const RuleEntry* rule;
  Result<Decision> decision;
};

/// Members of one committee that the other lacks: the larger of the two numbers, so that a committee that is short of a
/// member differs by one. @pre both ascending
std::int64_t members_that_differ(const Committee& a, const Committee& b);
/// The same for outcomes with several committees each: of the pair that is closest.
std::int64_t distance(const std::vector<Committee>& a, const std::vector<Committee>& b);

class Comparison {
 public:
  /// How many of the rules elect an option in every outcome.
  struct Support {
    OptionId option;
    std::int64_t rules = 0;
  };

  /// @errors document (an outcome that does not fit the options)
  static Result<Comparison> of(std::vector<Compared> compared, const OptionTable& options);

  const std::vector<Compared>& compared() const { return compared_; }
  /// The decision of a rule, or null when there is none.
  const Decision* decision(std::size_t i) const { return compared_[i].decision ? &*compared_[i].decision : nullptr; }
  /// The outcomes of each rule, or nothing where there is no decision.
  const std::vector<std::optional<std::vector<Committee>>>& committees() const { return committees_; }
  /// Options that some rule elects in every outcome, most supported first.
  const std::vector<Support>& support() const { return support_; }
  const OptionTable& options() const { return *options_; }
  /// The axioms of all certificates, in the order in which they first stand there.
  std::vector<std::string> axioms() const;
  Json json() const;

 private:
  std::vector<Compared> compared_;
  std::vector<std::optional<std::vector<Committee>>> committees_;
  std::vector<Support> support_;
  const OptionTable* options_ = nullptr;
};

}  // namespace comitia
