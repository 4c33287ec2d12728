// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// What is proven about the outcome: one card for each axiom, with its witness in words and as data.
#include <algorithm>

#include <fmt/format.h>

#include "comitia/audit/axiom.h"
#include "comitia/audit/criterion.h"
#include "comitia/decision/sentences.h"
#include "comitia/report/markup_internal.h"
#include "comitia/report/sections_internal.h"

namespace comitia::report {
namespace {

constexpr std::size_t kMostRows = 20;
constexpr std::size_t kMostData = 4000;  // bytes of a witness that are shown as they are

std::string exact(const Json& value) {
  if (value.is_integer()) return shown_number(std::to_string(value.as_integer()));
  return value.is_string() ? exact_number(value.as_string()) : std::string("–");
}

/// A group of voters that deserves more: JR, EJR+ and PJR+.
std::string group_words(const View& view, const Json& witness) {
  const auto option = view.link(witness["option"].as_string());
  const auto level = witness["level"].as_integer();
  std::string text = fmt::format(
      "<p>{} is not elected. A group of its supporters, {} voters, is as large as {} of the {} seats are worth: {} "
      "voters. ",
      option, exact(witness["weight"]), level, view.seats, exact(witness["needed"]));
  if (witness["represented_by"].is_array()) {
    const auto members = texts_of(&witness["represented_by"]);
    text += members.empty() ? "Together they approve of no member at all.</p>\n"
                            : fmt::format("Together they approve of only {}: {}.</p>\n",
                                          counted(std::ssize(members), "member"), list_of(view.names(members)));
  } else {
    text += level == 1 ? std::string("None of them approves of any member.</p>\n")
                       : fmt::format("None of them approves of {} members.</p>\n", level);
  }
  const auto voices = texts_of(&witness["voices"]);
  if (!voices.empty()) {
    std::vector<std::string> named;
    for (const auto& voice : voices) named.push_back(escaped(shortened(voice, 60)));
    text += fmt::format("<p>The group holds {} of the file: {}{}.</p>\n", voices.size() == 1 ? "voice" : "voices",
                        list_of(named, kMostRows),
                        witness["voters"].is_integer() && witness["voters"].as_integer() > std::ssize(voices) &&
                                voices.size() >= kMostRows
                            ? " and more"
                            : "");
  }
  return text;
}

Table number_table(const View& view, const Json& pairs, std::string caption, std::string head) {
  Table table(std::move(caption), {{"Option"}, {std::move(head), true}});
  std::size_t count = 0;
  for (const auto& pair : pairs.as_array()) {
    if (!pair.is_array() || pair.as_array().size() != 2 || !pair.as_array()[0].is_string() || ++count > kMostRows)
      continue;
    table.row({view.link(pair.as_array()[0].as_string()), exact(pair.as_array()[1])});
  }
  if (count > kMostRows)
    table.note(fmt::format("and {}", counted(static_cast<std::int64_t>(count - kMostRows), "more option")));
  return table;
}

std::string price_words(const View& view, const Json& witness) {
  std::string text = fmt::format(
      "<p>Everybody has the same amount, 1. At a price of {} for each member, voters buy exactly this committee, each "
      "paying only for members that "
      "she approves of, and no other option's supporters have more than the price left.</p>\n",
      exact(witness["price"]));
  Table table("Payments, one line for each kind of ballot", {{"Voice"}, {"Voters", true}, {"They pay together"}});
  const auto& payments = witness["payments"].as_array();
  for (std::size_t i = 0; i < std::min(payments.size(), kMostRows); ++i) {
    std::vector<std::string> pays;
    if (payments[i]["pays"].is_array())
      for (const auto& pair : payments[i]["pays"].as_array())
        if (pair.is_array() && pair.as_array().size() == 2 && pair.as_array()[0].is_string())
          pays.push_back(
              fmt::format("{} for {}", exact(pair.as_array()[1]), view.name(pair.as_array()[0].as_string())));
    const auto& voice = payments[i]["voice"];
    table.row({voice.is_string() ? escaped(shortened(voice.as_string(), 60)) : "–", exact(payments[i]["weight"]),
               list_of(pays)});
  }
  if (payments.size() > kMostRows)
    table.note(fmt::format("and {}", counted(static_cast<std::int64_t>(payments.size() - kMostRows), "more line")));
  return payments.empty() ? text : text + table.html();
}

std::string contradiction_words(const View& view, const Json& witness) {
  std::string text =
      "<p>These numbers prove that no prices exist: values of members that sum to more than 1, and penalties of other "
      "options that sum to at most 1, such "
      "that over all voters the larger of the best member's value and minus the penalties of the options that she "
      "approves of sums to 0 or less.</p>\n";
  if (!witness["values"].as_array().empty())
    text += number_table(view, witness["values"], "Values of members", "Value").html();
  if (!witness["penalties"].as_array().empty())
    text += number_table(view, witness["penalties"], "Penalties of other options", "Penalty").html();
  return text;
}

/// The duels of one option: votes for it and for each other one.
std::string duel_words(const View& view, const Json& witness) {
  const auto option = witness["option"].is_string() ? witness["option"].as_string() : std::string();
  Table table("Head to head", {{"Against"}, {fmt::format("For {}", view.name(option)), true}, {"Against it", true}});
  std::size_t count = 0;
  for (const auto& duel : witness["head_to_head"].as_array()) {
    if (!duel.is_array() || duel.as_array().size() != 3 || !duel.as_array()[0].is_string() || ++count > kMostRows)
      continue;
    table.row({view.link(duel.as_array()[0].as_string()), exact(duel.as_array()[1]), exact(duel.as_array()[2])});
  }
  if (count > kMostRows)
    table.note(fmt::format("and {}", counted(static_cast<std::int64_t>(count - kMostRows), "more option")));
  return count == 0 ? std::string() : table.html();
}

std::string words(const View& view, const Json& witness) {
  if (witness["head_to_head"].is_array()) return duel_words(view, witness);
  if (witness["option"].is_string() && witness["level"].is_integer()) return group_words(view, witness);
  if (witness["payments"].is_array()) return price_words(view, witness);
  if (witness["values"].is_array() && witness["penalties"].is_array()) return contradiction_words(view, witness);
  return {};
}

std::string status_html(AxiomStatus status) {
  switch (status) {
    case AxiomStatus::holds:
      return "<span class=\"status\">✓ holds</span>";
    case AxiomStatus::broken:
      return "<span class=\"status broken\">✗ broken</span>";
    case AxiomStatus::unknown:
      break;
  }
  return "<span class=\"status unknown\">? not known</span>";
}

/// What the witness of a criterion proves, with names isolated; empty for other axioms.
std::string criterion_html(const View& view, const CertificateEntry& entry) {
  std::vector<std::pair<std::string, std::string>> marked;
  for (const auto& option : view.options) marked.emplace_back(option.id, marked_name(option.name));
  auto sentence = audit::criterion_words(entry, marked);
  if (sentence.empty()) return {};
  if (sentence.starts_with("the ")) sentence.front() = 'T';
  return fmt::format("<p>{}.</p>\n", escaped_sentence(sentence));
}

std::string card(const View& view, const CertificateEntry& entry, std::size_t number) {
  const auto* axiom = audit::find_axiom_info(entry.axiom);
  std::string code;
  for (const char c : entry.axiom) code += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  std::string body =
      axiom == nullptr
          ? fmt::format("<h3>{} {}</h3>\n", escaped(entry.axiom), status_html(entry.status))
          : fmt::format("<h3><span>{}{}</span> {}</h3>\n<p>{}</p>\n", escaped(axiom->title),
                        axiom->voices == "approval" && code.size() <= 5 ? fmt::format(" ({})", escaped(code)) : "",
                        status_html(entry.status), escaped(axiom->meaning));
  if (!entry.why.empty())
    body += fmt::format("<p>{}: {}.</p>\n", entry.status == AxiomStatus::unknown ? "Why it is not known" : "Why",
                        escaped(entry.why));
  body += criterion_html(view, entry);
  const auto guaranteed = view.rule == nullptr
                              ? false
                              : std::find(view.rule->info.guarantees.begin(), view.rule->info.guarantees.end(),
                                          entry.axiom) != view.rule->info.guarantees.end();
  if (guaranteed) body += "<p>With its default options the rule guarantees it for all voices.</p>\n";
  if (axiom != nullptr) body += fmt::format("<p class=\"source\">{}</p>\n", escaped(axiom->source));
  body += witness_html(view, entry);
  return fmt::format("<div class=\"axiom\" id=\"axiom-{}\">\n{}</div>\n", number, body);
}

}  // namespace

std::string witness_html(const View& view, const CertificateEntry& entry) {
  const Json& witness = entry.witness;
  if (!witness.is_object()) return {};
  std::string body;
  if (witness["committee"].is_array())
    body += fmt::format("<p>Several committees tie; this concerns {}.</p>\n",
                        list_of(view.names(texts_of(&witness["committee"]))));
  body += words(view, witness);
  auto data = pretty_text(witness);
  const bool cut = data.size() > kMostData;
  if (cut) data = shortened(data, static_cast<std::int64_t>(kMostData));
  body += details(cut ? "As data (beginning)" : "As data", fmt::format("<pre>{}</pre>\n", escaped(data)));
  return details(witness["level"].is_integer() ? "The voters who prove it" : "The proof", body, "witness");
}

Section certificate_section(const View& view) {
  Section section{"certificate", "What is proven about it", {}, {}};
  if (!view.decision.certificate || view.decision.certificate->empty()) return section;
  const bool criteria = audit::find_criterion(view.decision.certificate->front().axiom) != nullptr;
  section.guide = fmt::format(
      "<p>{} Each was checked on the outcome itself, by code that shares nothing with the rule.</p><p>A witness proves "
      "the answer; anybody can check it by hand.</p>",
      criteria ? "Criteria say which option must win, or must not, whatever rule is used. No rule satisfies all that "
                 "have been proposed."
               : "Axioms say what a representative outcome owes to groups of voters.");
  std::size_t number = 0;
  for (const auto& entry : *view.decision.certificate) section.body += card(view, entry, ++number);
  return section;
}

}  // namespace comitia::report
