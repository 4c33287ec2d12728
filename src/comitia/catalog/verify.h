// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Verification of a Decision by someone who has only the document and the voices.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "comitia/base/context.h"
#include "comitia/base/fields.h"
#include "comitia/catalog/decide.h"
#include "comitia/voices/voices.h"

namespace comitia {

enum class StepResult { pass, fail, not_applicable, not_checked };
template <>
inline constexpr std::array<std::string_view, 4> kEnumWords<StepResult> = {"pass", "fail", "not applicable",
                                                                           "not checked"};

/// V1 header and form, V2 schema, V9 voices digest, V10 announced rule, V11 draw, V12 recomputation, V13 certificate,
/// V14 margin (V3 to V8 concern a ballot log and are not applicable to a document alone).
struct VerifyStep {
  std::string id;     ///< "V12"
  std::string title;  ///< "recomputation"
  StepResult result = StepResult::not_checked;
  std::string detail;  ///< what was compared; for a failure where it differs: "outcome.committees[0][2]: \"d\" stands,
                       ///< \"c\" follows"
};

struct Verification {
  std::vector<VerifyStep> steps;
  bool ok() const;  ///< no step failed and recomputation was done
};

struct VerifyOptions {
  bool reformatted = false;  ///< accept a document that was pretty-printed by another tool (its digest still counts)
  bool converted = false;    ///< accept voices from another file or format that say the same
};

/// The voices to verify against: read from a source, with the digest of its bytes.
struct VoicesAtHand {
  const Voices& voices;
  SourceReference source;
};

Verification verify(std::string_view document, const std::optional<VoicesAtHand>& voices, const VerifyOptions& options,
                    Context& context);

}  // namespace comitia
