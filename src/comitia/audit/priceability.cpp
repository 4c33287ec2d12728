// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Priceability by one linear program that always has an optimum. Take the price as the unit: everybody has the same
// money per unit of weight, members receive 1, and t is the most that supporters of one other option have left. The
// committee is priceable exactly when the least t is at most 1; the optimum gives the price system, its multipliers the
// proof that there is none.
#include <utility>

#include <fmt/format.h>

#include "comitia/audit/audit_internal.h"
#include "comitia/base/assert.h"
#include "comitia/solve/linear_program.h"

namespace comitia::audit {
namespace {

/// Payment variables beyond which the exact program is not attempted: it takes about a minute at this size.
constexpr std::int64_t kMostPayments = 60'000;

/// The program with what its columns and rows mean.
struct PriceProgram {
  struct Payment {
    BallotId ballot;
    OptionId member;
    std::int64_t column;
  };
  LinearProgram program;
  std::int64_t money = 0;                                    ///< column: money per unit of weight
  std::vector<Payment> payments;                             ///< by ballot, then member
  std::vector<std::pair<OptionId, std::int64_t>> receipts;   ///< member -> its row
  std::vector<std::pair<OptionId, std::int64_t>> leftovers;  ///< other option -> its row
};

PriceProgram price_program(const CommitteeCase& given, const std::vector<bool>& member) {
  PriceProgram result;
  auto& program = result.program;
  const auto options = static_cast<std::size_t>(given.voices.option_count());
  const auto most_left = program.add_column({.objective = Rational(1)});
  result.money = program.add_column({});

  std::vector<LinearProgram::Row> row_of_option(options);
  for (std::int64_t b = 0; b < given.voices.ballot_count(); ++b) {
    const BallotId ballot{static_cast<std::uint32_t>(b)};
    const Rational weight(given.voices.weight(ballot));
    LinearProgram::Row purse;  // payments + what is left = weight * money
    for (const OptionId option : given.voices.approved(ballot)) {
      if (!member[option.value]) continue;
      const auto column = program.add_column({});
      result.payments.push_back({ballot, option, column});
      purse.terms.push_back({column, Rational(1)});
      row_of_option[option.value].terms.push_back({column, Rational(1)});
    }
    // Without members everything is left, and needs no row.
    const bool pays = !purse.terms.empty();
    std::optional<std::int64_t> left;
    for (const OptionId option : given.voices.approved(ballot)) {
      if (member[option.value]) continue;
      if (pays && !left) left = program.add_column({});
      row_of_option[option.value].terms.push_back(pays ? LinearProgram::Term{*left, Rational(-1)}
                                                       : LinearProgram::Term{result.money, -weight});
    }
    if (!pays) continue;
    if (left) purse.terms.push_back({*left, Rational(1)});
    purse.terms.push_back({result.money, -weight});
    purse.upper = Rational(0);
    if (left) purse.lower = Rational(0);
    program.add_row(std::move(purse));
  }
  for (std::size_t c = 0; c < options; ++c) {
    const OptionId option{static_cast<std::uint32_t>(c)};
    auto& row = row_of_option[c];
    if (member[c]) {
      row.lower = row.upper = Rational(1);
      result.receipts.emplace_back(option, program.add_row(std::move(row)));
    } else {
      // Many ballots without members: their terms on `money` are one.
      Rational unspent;
      std::erase_if(row.terms, [&](const LinearProgram::Term& term) {
        if (term.column != result.money) return false;
        unspent += term.coefficient;
        return true;
      });
      if (unspent.sign() != 0) row.terms.push_back({result.money, unspent});
      row.terms.push_back({most_left, Rational(1)});
      row.lower = Rational(0);
      result.leftovers.emplace_back(option, program.add_row(std::move(row)));
    }
  }
  return result;
}

/// A voice for each distinct ballot, by which a witness names it.
std::vector<VoiceId> first_voices(const CommitteeCase& given) {
  const auto& table = given.voices.electorate().voices;
  std::vector<VoiceId> result(static_cast<std::size_t>(given.voices.ballot_count()));
  for (std::int64_t i = table.size() - 1; i >= 0; --i)
    result[table.ballots[static_cast<std::size_t>(i)].value] = VoiceId{static_cast<std::uint32_t>(i)};
  return result;
}

Json pair_of(const CommitteeCase& given, OptionId option, const Rational& number) {
  return Json::array({given.voices.options().id(option), number.to_string()});
}

/// The optimum in the units of the axiom: everybody has 1 per unit of weight, so money is scaled to that.
Json price_system(const CommitteeCase& given, const PriceProgram& priced, const std::vector<Rational>& values) {
  const Rational scale =
      Rational(1) / (values[static_cast<std::size_t>(priced.money)] * Rational(given.voices.weight_scale()));
  const auto voices = first_voices(given);
  Json::Array payers;
  for (std::size_t i = 0; i < priced.payments.size();) {
    const BallotId ballot = priced.payments[i].ballot;
    Json::Array pays;
    for (; i < priced.payments.size() && priced.payments[i].ballot == ballot; ++i) {
      const Rational& amount = values[static_cast<std::size_t>(priced.payments[i].column)];
      if (amount.sign() != 0) pays.push_back(pair_of(given, priced.payments[i].member, amount * scale));
    }
    if (pays.empty()) continue;
    payers.push_back(Json::object({{"voice", given.voices.electorate().voices.id(voices[ballot.value])},
                                   {"weight", in_units(given, given.voices.weight(ballot)).to_string()},
                                   {"pays", Json(std::move(pays))}}));
  }
  return Json::object({{"price", scale.to_string()}, {"payments", Json(std::move(payers))}});
}

/// Multipliers of the rows of members and of other options; see witness.cpp for why they prove what they prove.
Json contradiction(const CommitteeCase& given, const PriceProgram& priced, const std::vector<Rational>& multipliers) {
  Json::Array values;
  Json::Array penalties;
  for (const auto& [option, row] : priced.receipts)
    if (const auto& value = multipliers[static_cast<std::size_t>(row)]; value.sign() != 0)
      values.push_back(pair_of(given, option, value));
  for (const auto& [option, row] : priced.leftovers)
    if (const auto& penalty = multipliers[static_cast<std::size_t>(row)]; penalty.sign() != 0)
      penalties.push_back(pair_of(given, option, penalty));
  return Json::object({{"values", Json(std::move(values))}, {"penalties", Json(std::move(penalties))}});
}

/// Without members nothing is paid, and any price that no option's supporters exceed will do.
Json price_of_nothing(const CommitteeCase& given) {
  std::int64_t most = 0;
  for (std::int64_t c = 0; c < given.voices.option_count(); ++c) {
    std::int64_t weight = 0;
    for (const BallotId ballot : given.voices.supporters(OptionId{static_cast<std::uint32_t>(c)}))
      weight += given.voices.weight(ballot);
    most = std::max(most, weight);
  }
  const Rational price = most > 0 ? in_units(given, most) : Rational(1);
  return Json::object({{"price", price.to_string()}, {"payments", Json(Json::Array{})}});
}

CertificateEntry verified(const CommitteeCase& given, CertificateEntry entry) {
  COMITIA_ASSERT(priceability_witness_holds(given, entry), "a witness is verified by definition before it is returned");
  return entry;
}

}  // namespace

CertificateEntry check_priceability(const CommitteeCase& given, Context& context) {
  CertificateEntry entry{"priceability", AxiomStatus::unknown, Json(), ""};
  const auto member = members_of(given);
  std::int64_t payments = 0;
  for (const auto approved : members_approved(given, member)) payments += approved;
  for (const OptionId option : given.committee) {
    if (!given.voices.supporters(option).empty()) continue;
    // Nobody could pay for this member: a value of 2 on it alone contradicts every price.
    entry.status = AxiomStatus::broken;
    entry.why = "nobody approves of this member, so nobody may pay for it";
    entry.witness = Json::object(
        {{"values", Json::array({pair_of(given, option, Rational(2))})}, {"penalties", Json(Json::Array{})}});
    return verified(given, std::move(entry));
  }
  if (given.committee.empty()) {
    entry.status = AxiomStatus::holds;
    entry.witness = price_of_nothing(given);
    return verified(given, std::move(entry));
  }
  if (payments > kMostPayments) {
    entry.why = fmt::format("too large for the exact linear program: {} payment variables, at most {} are attempted",
                            payments, kMostPayments);
    return entry;
  }
  const auto priced = price_program(given, member);
  const auto solution = solve_linear(priced.program, context);
  if (solution.stopped) {
    entry.why = "stopped by a limit while the linear program was solved";
  } else if (solution.status != SolveStatus::optimal) {
    entry.why = "the linear program was not solved exactly: " + solution.why;
  } else if (solution.objective <= Rational(1)) {
    entry.status = AxiomStatus::holds;
    entry.witness = price_system(given, priced, solution.values);
    return verified(given, std::move(entry));
  } else {
    entry.status = AxiomStatus::broken;
    entry.witness = contradiction(given, priced, solution.row_duals);
    entry.why = fmt::format(
        "at every price at which the voters can buy this committee, the supporters of some other option have at least "
        "{} times the price left",
        solution.objective.to_string());
    return verified(given, std::move(entry));
  }
  return entry;
}

}  // namespace comitia::audit
