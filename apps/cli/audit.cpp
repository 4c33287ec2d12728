// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// comitia audit check: axioms of any outcome, whoever proposed it.
#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "comitia/audit/axiom.h"
#include "comitia/catalog/decide.h"
#include "comitia/decision/document.h"

#include "cli/decide.h"
#include "cli/page.h"
#include "cli/show.h"
#include "cli/verbs.h"

namespace comitia::cli {
namespace {

// What is audited: an outcome on voices, with the number of seats.
struct Case {
  Decision decision;  // of a raw outcome only outcome, names and digest are set
  VoicesInput voices;
  std::int64_t seats = 0;
};

Result<std::int64_t> seats_of(const Invocation& invocation, std::int64_t without, std::int64_t most) {
  if (!invocation.arguments().given("seats")) return without;
  const auto text = invocation.arguments().text("seats");
  const auto number = Rational::parse(text);
  const auto seats = number ? number->to_int64() : std::nullopt;
  if (!seats || *seats < 1 || *seats > most)
    return fail(ProblemCode::seats, fmt::format("--seats {} is no number of seats here", text),
                fmt::format("give a number from 1 to {}, the number of options", most));
  return *seats;
}

// An id, or a name that only one option has.
Result<std::string> id_of(const std::string& word, const OptionTable& options) {
  if (options.find(word)) return word;
  std::vector<std::string> ids;
  std::vector<std::string> known;
  for (std::uint32_t i = 0; i < static_cast<std::uint32_t>(options.size()); ++i) {
    if (options.name(OptionId{i}) == word) ids.emplace_back(options.id(OptionId{i}));
    known.emplace_back(options.id(OptionId{i}));
    known.emplace_back(options.name(OptionId{i}));
  }
  if (ids.size() == 1) return ids.front();
  if (ids.size() > 1)
    return fail(ProblemCode::unknown_option, fmt::format("{} options are named \"{}\"", ids.size(), word),
                fmt::format("give one of the ids {}", fmt::join(ids, ", ")));
  const auto meant = closest(word, known);
  return fail(ProblemCode::unknown_option, fmt::format("the voices have no option \"{}\"", word),
              meant ? fmt::format("did you mean {}?", *meant) : "'comitia describe --options' lists them");
}

Result<Case> raw_case(Invocation& invocation, VoicesInput voices) {
  auto members = invocation.arguments().list("committee");
  for (auto& member : members) {
    COMITIA_TRY(member, id_of(member, ballot_voices(voices.voices).options()));
  }
  Decision decision;
  decision.outcome = Json::object({{"committees", Json::array({Json::strings(members)})}});
  decision.voices = reference_to(voices.voices, voices.source);
  const auto count = ballot_voices(voices.voices).option_count();
  COMITIA_TRY(const auto seats, seats_of(invocation, std::ssize(members), count));
  if (seats < std::ssize(members))
    return fail(ProblemCode::seats, fmt::format("{} members are more than {} seats", members.size(), seats),
                "raise --seats, or name fewer members");
  return Case{std::move(decision), std::move(voices), seats};
}

Result<Case> the_case(Invocation& invocation) {
  COMITIA_TRY(const auto name, invocation.one_input("a Decision document or voices"));
  COMITIA_TRY(const auto source, invocation.open(name));
  const bool raw = invocation.arguments().given("committee");
  if (!is_document(source)) {
    if (!raw)
      return fail(ProblemCode::usage, fmt::format("{} is not a Decision document", name),
                  "give one, or name a committee on these voices with --committee a,b,c");
    COMITIA_TRY(auto voices, invocation.read_voices(source, name));
    return raw_case(invocation, std::move(voices));
  }
  if (raw)
    return fail(ProblemCode::usage, "--committee stands beside voices, and a Decision has its own outcome",
                "leave one out");
  COMITIA_TRY(auto decided, decided_input(invocation));
  if (!decided.voices)
    return fail(ProblemCode::usage, "an audit needs the voices that were decided on", "give them with --voices FILE");
  const Json& resolved = decided.decision.resolved["seats"];
  COMITIA_TRY(const auto seats,
              seats_of(invocation, resolved.is_integer() ? resolved.as_integer() : 1, decided.decision.voices.options));
  return Case{std::move(decided.decision), *std::move(decided.voices), seats};
}

Json certificate_json(const Case& audited, const std::vector<CertificateEntry>& certificate) {
  Json::Array entries;
  for (const auto& entry : certificate) {
    Json json = Json::object(
        {{"axiom", entry.axiom}, {"status", kEnumWords<AxiomStatus>[static_cast<std::size_t>(entry.status)]}});
    if (!entry.why.empty()) json.set("why", entry.why);
    if (!entry.witness.is_null()) json.set("witness", entry.witness);
    entries.push_back(std::move(json));
  }
  return Json::object({{"outcome", audited.decision.outcome},
                       {"seats", audited.seats},
                       {"voices", audited.decision.voices.digest},
                       {"certificate", Json(std::move(entries))}});
}

Table certificate_table(const Case& audited, const std::vector<CertificateEntry>& certificate) {
  Table table{{"source", "seats", "axiom", "status", "why", "witness"}, {}, {}};
  for (const auto& entry : certificate)
    table.rows.push_back({audited.voices.source.name, fmt::format("{}", audited.seats), entry.axiom,
                          std::string(kEnumWords<AxiomStatus>[static_cast<std::size_t>(entry.status)]), entry.why,
                          entry.witness.is_null() ? "" : compact_text(entry.witness)});
  return table;
}

Page certificate_page(const Case& audited, const std::vector<CertificateEntry>& certificate) {
  const auto count = [&](AxiomStatus status) {
    return std::count_if(certificate.begin(), certificate.end(),
                         [&](const auto& entry) { return entry.status == status; });
  };
  Page page;
  const auto broken = count(AxiomStatus::broken);
  const auto unknown = count(AxiomStatus::unknown);
  if (broken > 0)
    page.heading(fmt::format("{} of {} broken.", broken, counted(std::ssize(certificate), "axiom")));
  else if (unknown > 0)
    page.heading(fmt::format("{} of {} could not be settled.", unknown, counted(std::ssize(certificate), "axiom")));
  else
    page.heading(certificate.size() == 1 ? "The axiom holds." : fmt::format("All {} axioms hold.", certificate.size()));
  page.gap();
  for (const auto& entry : certificate) {
    auto line = certificate_line(entry, certificate, audited.decision);
    page.line(std::move(line.text), line.tone);
  }
  return page;
}

// A limit that ended the work explains what could not be settled.
ExitCode exit_of(const std::vector<CertificateEntry>& certificate, const Context& context) {
  const auto has = [&](AxiomStatus status) {
    return std::any_of(certificate.begin(), certificate.end(),
                       [&](const auto& entry) { return entry.status == status; });
  };
  if (has(AxiomStatus::broken)) return ExitCode::does_not_hold;
  if (!has(AxiomStatus::unknown)) return ExitCode::done;
  const auto stop = context.stop();
  return stop ? kind_of(*stop).exit : ExitCode::does_not_hold;
}

}  // namespace

Result<ExitCode> run_audit_check(Invocation& invocation) {
  COMITIA_CHECK(invocation.expect_format({Format::table, Format::json, Format::csv, Format::md}));
  COMITIA_TRY(const auto audited, the_case(invocation));
  auto wanted = invocation.arguments().list("axiom");
  if (wanted.empty()) wanted = {"all"};
  auto context = invocation.context();
  COMITIA_TRY(const auto certificate,
              certify(audited.voices.voices, audited.decision.outcome, audited.seats, wanted, nullptr, context));
  if (certificate.empty())
    return fail(ProblemCode::vote_type,
                fmt::format("no axiom speaks of this outcome on {} voices", voices_kind(audited.voices.voices)),
                "axioms speak of committees by approval ballots and of single winners by rankings; 'comitia methods "
                "axioms' describes them");
  std::string text;
  switch (invocation.settings().format.value_or(Format::table)) {
    case Format::json:
      text = pretty_text(certificate_json(audited, certificate));
      break;
    case Format::csv:
      text = csv(certificate_table(audited, certificate));
      break;
    case Format::md:
      text = certificate_page(audited, certificate).markdown();
      break;
    default:
      text = certificate_page(audited, certificate).text(invocation.color_on_output());
  }
  COMITIA_CHECK(invocation.output().write(text));
  return exit_of(certificate, context);
}

}  // namespace comitia::cli
