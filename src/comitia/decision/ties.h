// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Breaking ties by the policy of the run, and remembering each one.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "comitia/base/context.h"
#include "comitia/base/public_draw.h"
#include "comitia/base/result.h"
#include "comitia/decision/decision.h"
#include "comitia/voices/electorate.h"

namespace comitia {

/// One per run of a rule. Policy `all` never reaches choose: a rule explores every alternative instead.
class TieBreaker {
 public:
  TieBreaker(const Context& context, const OptionTable& options);

  /// Picks the one of `among` (ascending, at least one) that wins. One alone is returned without a record.
  /// order: the first in the file; random: Purpose::tie with the step as index; draw: the public generator.
  /// @errors tie (policy refuse), naming all of them
  Result<OptionId> winner(std::int64_t step, std::span<const OptionId> among, std::string_view on);
  /// Picks the one that loses: order takes the last in the file, so that being listed first never hurts.
  Result<OptionId> loser(std::int64_t step, std::span<const OptionId> among, std::string_view on);

  std::vector<TieRecord> take() { return std::move(records_); }

 private:
  Result<OptionId> choose(std::int64_t step, std::span<const OptionId> among, std::string_view on, bool wins);
  const Context& context_;
  const OptionTable& options_;
  PublicDraw draw_;
  std::int64_t used_ = 0;
  std::vector<TieRecord> records_;
};

}  // namespace comitia
