// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// What every section of the page reads: the Decision's outcome as sets of options, the options with what is known of
// each, and the words for names, people and shares.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "comitia/base/rational.h"
#include "comitia/report/report.h"

namespace comitia::report {

/// The field of a step, or null.
const Json* field(const TraceStep& step, std::string_view name);
/// Value of a field that is an exact number, written as text or as an integer.
std::optional<Rational> number_of(const Json* value);
/// Strings of an array; others are left out. Nothing when this is no array.
std::vector<std::string> texts_of(const Json* value);

/// [id, value] of what a step compared, best first.
struct Compared {
  std::string id;
  std::string value;
};
std::vector<Compared> compared_of(const TraceStep& step);

/// Members of the outcomes of a Decision: one list for each committee; one list of winners for a single-winner rule.
/// @errors document (no view for this outcome)
Result<std::vector<std::vector<std::string>>> outcomes_of(const Decision& decision);

struct Option {
  std::string id;
  std::string name;
  std::int64_t outcomes = 0;            ///< how many of the outcomes hold it
  std::optional<std::int64_t> entered;  ///< step at which it was picked
  std::int64_t weight = 0;              ///< approvals, or ballots that rank it first, over the voices' scale
};

class View {
 public:
  /// @errors document; unknown-option when the voices do not have an elected option
  static Result<View> of(const ReportInput& input);

  const ReportInput& input;
  const Decision& decision;
  const RuleEntry* rule = nullptr;  ///< null when the catalog does not know the rule
  const ApprovalVoices* approvals = nullptr;
  const RankedVoices* ranked = nullptr;
  const BallotVoices* ballots = nullptr;  ///< the voices of any kind
  bool single = false;                    ///< elects winners, not a committee
  bool funding = false;                   ///< the options are projects
  std::int64_t seats = 1;
  std::vector<std::vector<std::string>> outcomes;
  std::vector<std::vector<std::string>> ranking;  ///< single-winner rules: groups of equals, best first
  std::vector<Option> options;
  std::vector<std::size_t> order;  ///< positions in options: elected ones in order of election, then the rest

  /// Rows of the table of options; those beyond are not linked to.
  static constexpr std::size_t kMostListed = 100;
  /// Entries of the trace that the page shows; later ones are not linked to.
  static constexpr std::size_t kMostSteps = 200;

  const Option* find(std::string_view id) const;
  bool elected(std::string_view id) const;
  std::string_view plain_name(std::string_view id) const;
  std::string name(std::string_view id) const;  ///< HTML
  std::string link(std::string_view id) const;  ///< HTML, a link to the option's row when it has one
  std::vector<std::string> names(const std::vector<std::string>& ids) const;  ///< HTML
  std::string anchor(std::string_view id) const;                              ///< id of the option's row, or empty
  std::string sentence(const TraceStep& step) const;                          ///< HTML
  /// HTML, a link to the step when the page shows it: step_link(3, "Step 3").
  std::string step_link(std::int64_t step, std::string_view words) const;
  std::string verb(std::size_t count) const;  ///< "is elected", "are funded"

  /// Number of voters that a weight stands for.
  Rational people(std::int64_t weight) const;
  std::string people_text(std::int64_t weight) const;
  /// "66.5 %" of all voices.
  std::string share_text(std::int64_t weight) const;

 private:
  explicit View(const ReportInput& given) : input(given), decision(given.decision) {}
  Option& add(std::string_view id);
  void collect_options();
  void weigh_options();
  void put_in_order();
  std::unordered_map<std::string, std::size_t> index_;
  std::unordered_map<std::string, std::size_t> place_;  ///< position in order
  std::set<std::int64_t> shown_steps_;
};

/// "66.5 %"
std::string percent(const Rational& part, const Rational& whole);
/// A number for charts and running text: integers grouped, fractions as a decimal of at most four digits.
std::string short_number(const Rational& value);
/// The exact number, with its decimal: "2/3 (0.667)"; text that is no number stays as it is.
std::string exact_number(std::string_view text);
/// The catalog's title of a rule, or its id. HTML
std::string rule_title(const Decision& decision);

}  // namespace comitia::report
