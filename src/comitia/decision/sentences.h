// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Sentences: a trace is data, and templates turn each step into words. A placeholder is {field} for a value,
// {field:option} or {field:options} for ids shown by their names, {field:number} for an exact number with its decimal,
// {field:count} for an integer with thousands separators, {field:one voter|voters} for the word that goes with the
// number.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "comitia/base/json.h"
#include "comitia/base/rational.h"
#include "comitia/decision/decision.h"

namespace comitia {

/// A template, named within its rule: {"pick", "{pick:option} joins the committee: it adds {gain:number}."}
struct Sentence {
  std::string_view id;
  std::string_view text;
};

using Names = std::span<const std::pair<std::string, std::string>>;

/// The name of an option for people, or its id.
std::string_view shown_name(std::string_view id, Names names);
/// The sentence of a step; a step whose template or field is missing is shown as "say: field = value, ...", never lost.
std::string say(const TraceStep& step, std::span<const Sentence> sentences, Names names);
/// "2/3 (0.667)", "12,345".
std::string shown_number(std::string_view exact);
/// "0.6667", "0.000854": four digits after the point, more where the number is small.
std::string shown_decimal(const Rational& value);

}  // namespace comitia
