// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// The page as a whole: head, sections, foot. Its security policy forbids every request and every script.
#include "comitia/report/report.h"

#include <algorithm>

#include <fmt/format.h>

#include "comitia/decision/sentences.h"
#include "comitia/report/markup_internal.h"
#include "comitia/report/sections_internal.h"
#include "comitia/report/style_internal.h"

namespace comitia::report {
namespace {

constexpr std::size_t kMostInHeadline = 8;

/// The outcome in a sentence. `name` turns an id into what is written.
template <class Name>
std::string headline(const View& view, Name&& name) {
  const auto& first = view.outcomes.front();
  std::vector<std::string> names;
  for (const auto place : view.order)
    if (names.size() < kMostInHeadline && view.options[place].outcomes > 0)
      names.push_back(name(view.options[place].id));
  if (view.single) {
    if (first.size() == 1) return names.front() + " wins.";
    return first.size() <= kMostInHeadline ? list_of(names) + " tie for the win."
                                           : fmt::format("{} options tie for the win.", first.size());
  }
  const std::string_view done = view.funding ? "funded" : "elected";
  if (view.outcomes.size() > 1)
    return fmt::format("{} {} tie.", shown_number(std::to_string(view.outcomes.size())),
                       view.funding ? "outcomes" : "committees");
  if (first.empty()) return fmt::format("{} is {}.", view.funding ? "Nothing" : "Nobody", done);
  if (first.size() <= kMostInHeadline) return fmt::format("{} {}.", list_of(names), view.verb(first.size()));
  return fmt::format("{} of {} are {}.", shown_number(std::to_string(first.size())),
                     counted(std::max(view.decision.voices.options, std::ssize(view.options)), "option"), done);
}

std::string title_of(const View& view) {
  if (view.ballots != nullptr && !view.ballots->electorate().title.empty()) return view.ballots->electorate().title;
  return view.decision.voices.source;
}

/// Of a single winner the verdict, which is the last step; of a committee who decided what.
std::string lede(const View& view) {
  const auto voters = counted(view.decision.voices.voices, "voter");
  const auto& trace = view.decision.trace;
  if (view.single && !trace.empty() &&
      (field(trace.back(), "pick") != nullptr || field(trace.back(), "winners") != nullptr))
    return view.sentence(trace.back());
  if (view.single || view.funding) return fmt::format("{}, from the ballots of {}.", rule_title(view.decision), voters);
  return fmt::format("{} fills {} from the ballots of {}.", rule_title(view.decision), counted(view.seats, "seat"),
                     voters);
}

std::string facts(const View& view) {
  const auto& decision = view.decision;
  std::string html;
  const auto add = [&](std::string_view term, const std::string& value) {
    html += fmt::format("<div><dt>{}</dt><dd>{}</dd></div>\n", term, value);
  };
  add("Rule", rule_title(decision));
  add("Voters", shown_number(std::to_string(decision.voices.voices)));
  add("Options", shown_number(std::to_string(decision.voices.options)));
  if (!view.single && !view.funding) add("Seats", shown_number(std::to_string(view.seats)));
  if (decision.certificate && !decision.certificate->empty()) {
    const auto& entries = *decision.certificate;
    const auto holding =
        std::count_if(entries.begin(), entries.end(), [](const auto& e) { return e.status == AxiomStatus::holds; });
    add("Axioms that hold", fmt::format("<a href=\"#certificate\">{} of {}</a>", holding, entries.size()));
  }
  add(decision.run.ties == TiePolicy::all ? "Ties met" : "Ties broken",
      decision.ties.empty()
          ? "none"
          : fmt::format("<a href=\"#ties\">{}</a>", shown_number(std::to_string(decision.ties.size()))));
  if (decision.margin)
    add("Margin", fmt::format("<a href=\"#margin\">{}{} {}</a>",
                              decision.margin->kind == "at-most"    ? "at most "
                              : decision.margin->kind == "at-least" ? "at least "
                                                                    : "",
                              shown_number(std::to_string(decision.margin->value)), escaped(decision.margin->change)));
  return fmt::format("<dl class=\"facts\">\n{}</dl>\n", html);
}

std::string notices(const View& view) {
  std::string html;
  const auto& standing = view.decision.standing;
  if (standing.best_known) {
    std::string text = fmt::format("Not proven: a limit ({}) ended the work. This is the best outcome that was found.",
                                   escaped(standing.why));
    if (!standing.value.empty()) text += fmt::format(" Its value is {}", exact_number(standing.value));
    if (!standing.value.empty() && !standing.bound.empty())
      text += fmt::format("; no outcome can exceed {}", exact_number(standing.bound));
    html += fmt::format("<p>{}</p>\n", standing.value.empty() ? text : text + ".");
  }
  constexpr std::size_t kMostWarnings = 20;
  const auto& warnings = view.decision.warnings;
  for (std::size_t i = 0; i < std::min(warnings.size(), kMostWarnings); ++i)
    html += fmt::format("<p>{}</p>\n", escaped(warnings[i]));
  if (warnings.size() > kMostWarnings)
    html += fmt::format("<p>and {}</p>\n",
                        counted(static_cast<std::int64_t>(warnings.size() - kMostWarnings), "more warning"));
  return html.empty() ? html : fmt::format("<div class=\"notice\">\n{}</div>\n", html);
}

std::vector<Section> sections_of(const View& view) {
  std::vector<Section> sections;
  const auto add = [&](Section section) {
    if (!section.body.empty()) sections.push_back(std::move(section));
  };
  add(view.single ? winner_section(view) : committee_section(view));
  add(representation_section(view));
  add(rounds_section(view));
  add(pairs_section(view));
  add(certificate_section(view));
  add(steps_section(view));
  add(ties_section(view));
  add(questions_section(view));
  add(comparison_section(view));
  add(margin_section(view));
  add(verify_section(view));
  return sections;
}

}  // namespace

Result<std::string> html(const ReportInput& input) {
  COMITIA_TRY(const auto view, View::of(input));
  const auto title = title_of(view);
  const auto plain = headline(view, [&](std::string_view id) { return shortened(view.plain_name(id), 60); });
  const auto sections = sections_of(view);

  std::string page = fmt::format(
      "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>{}{}</title>\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" "
      "content=\"light dark\">\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src &#39;none&#39;; style-src "
      "&#39;unsafe-inline&#39;; img-src data:; base-uri "
      "&#39;none&#39;; form-action &#39;none&#39;\">\n<meta name=\"generator\" content=\"{}\">\n<link rel=\"icon\" "
      "href=\"data:,\">\n<style>{}{}{}</style>\n</head>\n"
      "<body>\n<a class=\"skip\" href=\"#outcome\">To the result</a>\n<div class=\"page\">\n",
      escaped(plain), title.empty() ? "" : " · " + escaped(title), escaped(input.decision.provenance.engine), kColours,
      kChartStyle, kPageStyle);

  page += "<header>\n";
  if (!title.empty()) page += fmt::format("<p class=\"kicker\">{}</p>\n", name_html(title));
  page += fmt::format("<h1>{}</h1>\n<p class=\"lede\">{}</p>\n{}{}",
                      headline(view, [&](std::string_view id) { return view.name(id); }), lede(view), notices(view),
                      facts(view));
  page += "<nav class=\"contents\" aria-label=\"On this page\"><ul>\n";
  for (const auto& section : sections)
    page += fmt::format("<li><a href=\"#{}\">{}</a></li>\n", section.id, section.title);
  page += "</ul></nav>\n</header>\n<main>\n";
  for (const auto& section : sections)
    page += fmt::format(
        "<section id=\"{0}\" aria-labelledby=\"{0}-heading\">\n<div class=\"guide\"><h2 "
        "id=\"{0}-heading\">{1}</h2>\n{2}</div>\n<div>\n{3}</div>\n</section>\n",
        section.id, section.title, section.guide, section.body);
  page += fmt::format(
      "</main>\n<footer><p>Made by {}. The page asks for nothing outside itself and runs no script; save it or print "
      "it as it is.</p></footer>\n</div>\n</body>\n</html>\n",
      input.decision.provenance.engine.empty() ? "comitia" : escaped(input.decision.provenance.engine));
  return page;
}

}  // namespace comitia::report
