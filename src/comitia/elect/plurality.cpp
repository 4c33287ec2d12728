// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
#include "comitia/elect/plurality.h"

#include "comitia/elect/first_choices_internal.h"
#include "comitia/elect/ranked_internal.h"

namespace comitia::elect {

Result<Decision> plurality(const RankedVoices& voices, const PluralityOptions&, Context& context) {
  if (const auto why = context.stop()) return fail(Context::stopped(*why));
  Decision decision;
  StepLog log(context, decision);
  COMITIA_CHECK(finish_by_score(voices, first_choices(voices, all_in(voices), EqualRanks::split).votes, Best::highest,
                                "votes", log, context, decision));
  return decision;
}

}  // namespace comitia::elect
