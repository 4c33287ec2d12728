// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// A row of the catalog: a rule with what is known about it. rule<&f>(id, info) takes voices and options from the type
// of f, so a wrong row does not compile.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string_view>
#include <type_traits>
#include <vector>

#include "comitia/base/context.h"
#include "comitia/base/fields.h"
#include "comitia/base/result.h"
#include "comitia/decision/decision.h"
#include "comitia/decision/sentences.h"
#include "comitia/voices/voices.h"

namespace comitia {

/// Growth of time with the input.
enum class Cost { near_linear, polynomial, exponential };
template <>
inline constexpr std::array<std::string_view, 3> kEnumWords<Cost> = {"near-linear", "polynomial", "exponential"};

/// What a rule elects, which decides the audits and views that apply.
enum class OutcomeKind { committee, winner };
template <>
inline constexpr std::array<std::string_view, 2> kEnumWords<OutcomeKind> = {"committee", "winner"};

struct RuleInfo {
  std::string_view title;  ///< "Sequential PAV"
  OutcomeKind outcome = OutcomeKind::committee;
  Cost cost = Cost::polynomial;
  std::vector<std::string_view> guarantees = {};  ///< axioms (ids of audit/) that every outcome satisfies, at least
                                                  ///< with the default options; @guarantee says which options keep them
  std::vector<std::string_view> verified = {};    ///< how it is checked: "hand", "brute", "peer:abcvoting"
  std::int64_t version = 1;                       ///< raised whenever an outcome could differ from before
  bool order_of_voices = false;                   ///< by its definition the order of the voices may decide
  bool whole_voters = false;                      ///< by its definition voters are not divided, so that scaling all
                                                  ///< weights may change an outcome
};

struct RuleEntry {
  std::string_view id;      ///< "elect/seq-pav"
  std::string_view voices;  ///< kind that it takes: "approval", "ranked", "scored"
  RuleInfo info;
  std::vector<FieldSpec> options;
  std::span<const Sentence> sentences;
  /// Reads options, checks the kind of voices, runs. @errors option-range, vote-type, and those of the rule
  std::function<Result<Decision>(const Voices&, const Json& options, Context&)> run;
  /// All options with their values, defaults filled in.
  std::function<Result<Json>(const Json& options)> complete_options;
};

/// The problem of giving a rule voices of another kind, with what could be done.
Problems wrong_kind(std::string_view rule, std::string_view wanted, const Voices& given);

template <auto Function>
struct RuleSignature;
template <class V, class O, Result<Decision> (*Function)(const V&, const O&, Context&)>
struct RuleSignature<Function> {
  using VoicesType = V;
  using OptionsType = O;
};

/// An options struct also holds the rule's sentences: static constexpr Sentence kSentences[] = {...};
template <auto Function>
RuleEntry rule(std::string_view id, RuleInfo info) {
  using V = typename RuleSignature<Function>::VoicesType;
  using O = typename RuleSignature<Function>::OptionsType;
  return {id,
          V::kKind,
          std::move(info),
          describe_fields<O>(),
          std::span<const Sentence>(O::kSentences),
          [id](const Voices& voices, const Json& options, Context& context) -> Result<Decision> {
            COMITIA_TRY(const auto read, read_fields<O>(options));
            const V* wanted = std::get_if<V>(&voices);
            if (wanted == nullptr) return fail(wrong_kind(id, V::kKind, voices));
            return Function(*wanted, read, context);
          },
          [](const Json& options) -> Result<Json> {
            COMITIA_TRY(const auto read, read_fields<O>(options));
            return write_fields(read);
          }};
}

}  // namespace comitia
