// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
#include "cli/chart.h"

#include <algorithm>

#include <fmt/format.h>

#include "comitia/catalog/explain.h"
#include "comitia/decision/sentences.h"

#include "cli/page.h"
#include "cli/show.h"

namespace comitia::cli {
namespace {

struct Bar {
  std::string name;
  std::string shown;
  double length = 0;  // share of the longest
  bool elected = false;
};

std::string escaped(std::string_view text) {
  std::string result;
  for (const char c : printable(text)) {
    if (c == '&')
      result += "&amp;";
    else if (c == '<')
      result += "&lt;";
    else if (c == '>')
      result += "&gt;";
    else if (c == '"')
      result += "&quot;";
    else
      result += c;
  }
  return result;
}

std::vector<Bar> bars(const Decision& decision) {
  std::vector<Bar> bars;
  std::vector<Rational> values;
  Rational longest(0);
  std::vector<std::string> seen;
  for (const auto& place : places(decision)) {
    const auto value = Rational::parse(place.value);
    if (!value || std::find(seen.begin(), seen.end(), place.option) != seen.end()) continue;
    seen.push_back(place.option);
    values.push_back(*value);
    longest = std::max(longest, value->sign() < 0 ? -*value : *value);
    bars.push_back({place.name, shown_number(place.value), 0, place.elected});
  }
  for (std::size_t i = 0; i < bars.size(); ++i)
    if (longest.sign() != 0) bars[i].length = std::max(0.0, (values[i] / longest).to_double());
  return bars;
}

}  // namespace

Result<std::string> outcome_chart(const Decision& decision) {
  const auto all = bars(decision);
  if (all.empty())
    return fail(ProblemCode::infeasible, "the steps of this decision hold no numbers to draw",
                "decide with --trace full, or ask for --format html");
  constexpr int kLabel = 210, kBars = 400, kRow = 26, kTop = 64, kWidth = 760;
  const int height = kTop + kRow * static_cast<int>(all.size()) + 16;
  std::string description;
  for (const auto& bar : all)
    description += fmt::format("{}: {}{}. ", bar.name, bar.shown, bar.elected ? ", elected" : "");
  std::string svg = fmt::format(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {0} {1}\" width=\"{0}\" height=\"{1}\" role=\"img\" "
      "aria-labelledby=\"title description\">\n<title id=\"title\">{2}</title>\n<desc id=\"description\">{3}</desc>\n"
      "<style>text{{font:14px "
      "system-ui,sans-serif;fill:#1b1b1b}}.head{{font-weight:600;font-size:16px}}.small{{fill:#555}}"
      ".in{{fill:#1a5fb4}}.out{{fill:#9a9996}}.ground{{fill:#fff}}"
      "@media(prefers-color-scheme:dark){{text{{fill:#f0f0f0}}.small{{fill:#bbb}}.in{{fill:#78aeed}}.out{{fill:#77767b}"
      "}.ground{{fill:#1e1e1e}}}}</style>\n"
      "<rect class=\"ground\" width=\"{0}\" height=\"{1}\"/>\n",
      kWidth, height, escaped(outcome_sentence(decision)), escaped(description));
  constexpr std::int64_t kHeadline = 84, kName = 26;
  svg += fmt::format("<text class=\"head\" x=\"16\" y=\"28\">{}</text>\n",
                     escaped(shortened(outcome_sentence(decision), kHeadline)));
  svg +=
      fmt::format("<text class=\"small\" x=\"16\" y=\"48\">{}; ✓ marks those elected</text>\n", escaped(decision.rule));
  int y = kTop;
  for (const auto& bar : all) {
    const auto width = std::max(1.0, bar.length * kBars);
    svg += fmt::format("<text x=\"16\" y=\"{}\">{} {}</text>", y + 16, bar.elected ? "✓" : "&#160;&#160;",
                       escaped(shortened(bar.name, kName)));
    svg += fmt::format("<rect class=\"{}\" x=\"{}\" y=\"{}\" width=\"{:.1f}\" height=\"16\" rx=\"2\"/>",
                       bar.elected ? "in" : "out", kLabel, y + 3, width);
    svg += fmt::format("<text class=\"small\" x=\"{:.1f}\" y=\"{}\">{}</text>\n", kLabel + width + 6, y + 16,
                       escaped(bar.shown));
    y += kRow;
  }
  return svg + "</svg>\n";
}

}  // namespace comitia::cli
