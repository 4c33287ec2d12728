// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "comitia/report/chart_internal.h"
#include "comitia/report/markup_internal.h"
#include "comitia/report/style_internal.h"

namespace comitia::report {
namespace {

// Pixels. A row is a line of words, a bar, and perhaps a line of notes.
constexpr int kWords = 14;
constexpr int kBarTop = 21;
constexpr int kBarHeight = 8;
constexpr int kNotes = 44;
constexpr int kRow = 42;
constexpr int kRowWithNote = 62;
constexpr std::int64_t kNarrow = 40;  // columns that fit into a line on the narrowest screen
constexpr std::int64_t kWide = 70;    // and elsewhere

/// A line of words, in two lengths where they do not fit on a narrow screen.
std::string words(std::string_view kind, int y, const std::string& text, std::int64_t taken) {
  const auto narrow = shortened(text, std::max<std::int64_t>(8, kNarrow - taken));
  const auto wide = shortened(text, std::max<std::int64_t>(8, kWide - taken));
  if (narrow == wide) return fmt::format("<text class=\"{}\" x=\"0\" y=\"{}\">{}</text>", kind, y, escaped(wide));
  return fmt::format(
      "<text class=\"{0} when-wide\" x=\"0\" y=\"{1}\">{2}</text><text class=\"{0} when-narrow\" x=\"0\" "
      "y=\"{1}\">{3}</text>",
      kind, y, escaped(wide), escaped(narrow));
}

}  // namespace

std::string at_percent(double share) { return fmt::format("{:.2f}%", 100 * share); }
std::string at_pixel(double value) { return fmt::format("{:.1f}", value); }

Drawing draw(const BarChart& chart) {
  double least = 0;
  double most = chart.full;
  for (const auto& bar : chart.bars) {
    least = std::min(least, bar.length);
    most = std::max({most, bar.length, bar.mark.value_or(0)});
  }
  const double width = most - least > 0 ? most - least : 1;
  const auto place = [&](double value) { return (value - least) / width; };

  Drawing drawing{chart.title, chart.description, {}, 0, 0};
  auto& out = drawing.body;
  for (const auto& bar : chart.bars) {
    const int top = drawing.height;
    out += fmt::format("<g class=\"row{}\">", bar.strong ? " strong" : "");
    if (columns_of(bar.label) > kNarrow - columns_of(bar.value))
      out += fmt::format("<title>{}</title>", escaped(bar.label));
    out += words("label", top + kWords, bar.label, columns_of(bar.value) + 2);
    out += fmt::format("<text class=\"value\" x=\"100%\" y=\"{}\">{}</text>", top + kWords, escaped(bar.value));
    if (chart.full > 0)
      out += fmt::format("<rect class=\"track\" x=\"0\" y=\"{}\" width=\"100%\" height=\"{}\"/>", top + kBarTop,
                         kBarHeight);
    const double from = place(std::min(0.0, bar.length));
    const double to = place(std::max(0.0, bar.length));
    if (to > from)
      out += fmt::format("<rect class=\"bar\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"/>", at_percent(from),
                         top + kBarTop, at_percent(to - from), kBarHeight);
    if (bar.mark) {
      const auto x = at_percent(place(*bar.mark));
      out += fmt::format("<line class=\"mark\" x1=\"{0}\" x2=\"{0}\" y1=\"{1}\" y2=\"{2}\"/>", x, top + kBarTop - 4,
                         top + kBarTop + kBarHeight + 4);
    }
    if (!bar.note.empty()) out += words("note", top + kNotes, bar.note, -4);
    out += "</g>\n";
    drawing.height += bar.note.empty() ? kRow : kRowWithNote;
  }
  return drawing;
}

void show_as_shares(BarChart& chart, double total) {
  double most = 0;
  for (const auto& bar : chart.bars) most = std::max(most, bar.length);
  chart.full = 3 * most >= total ? total : 0;
}

std::string inline_svg(const Drawing& drawing, std::string_view id) {
  const auto svg = fmt::format(
      "<svg{} width=\"100%\" height=\"{}\" role=\"img\" aria-labelledby=\"{}-title {}-text\">\n<title "
      "id=\"{}-title\">{}</title>\n"
      "<desc id=\"{}-text\">{}</desc>\n{}</svg>\n",
      drawing.least_width > 0 ? " class=\"wide\"" : "", drawing.height, id, id, id, escaped(drawing.title), id,
      escaped(drawing.description), drawing.body);
  if (drawing.least_width == 0) return svg;
  return fmt::format("<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"Chart: {}\">\n{}</div>\n",
                     escaped(drawing.title), svg);
}

std::string figure(const Drawing& drawing, std::string_view id, std::string_view caption, std::string_view table) {
  return fmt::format("<figure>\n<figcaption>{}</figcaption>\n{}{}</figure>\n", caption, inline_svg(drawing, id),
                     details("The same as a table", table));
}

std::string standalone_svg(const Drawing& drawing) {
  constexpr int kEdge = 24;
  constexpr int kHeading = 40;
  const int width = std::max(640, drawing.least_width);
  const int height = drawing.height + kHeading;
  return fmt::format(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"{} {} {} {}\" width=\"{}\" height=\"{}\" role=\"img\" "
      "aria-labelledby=\"title text\">\n<title id=\"title\">{}</title>\n<desc id=\"text\">{}</desc>\n"
      "<style>\n{}{}</style>\n<rect class=\"paper\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"/>\n"
      "<text class=\"heading\" x=\"0\" y=\"18\">{}</text>\n<svg x=\"0\" y=\"{}\" width=\"{}\" "
      "height=\"{}\">\n{}</svg>\n</svg>\n",
      -kEdge, -kEdge, width + 2 * kEdge, height + 2 * kEdge, width + 2 * kEdge, height + 2 * kEdge,
      escaped(drawing.title), escaped(drawing.description), kColours, kChartStyle, -kEdge, -kEdge, width + 2 * kEdge,
      height + 2 * kEdge, escaped(drawing.title), kHeading, width, drawing.height, drawing.body);
}

}  // namespace comitia::report
