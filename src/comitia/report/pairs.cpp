// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Head to head: every two options compared, counted from the ballots, or read from the trace of a rule that counts
// pairs.
#include <algorithm>
#include <cmath>
#include <numbers>

#include <fmt/format.h>

#include "comitia/elect/pairwise.h"
#include "comitia/report/markup_internal.h"
#include "comitia/report/sections_internal.h"

namespace comitia::report {
namespace {

constexpr std::int64_t kMostCounted = 2000;  // options beyond which pairs are not counted for a page
constexpr std::size_t kMostShown = 10;       // rows of the table
constexpr std::size_t kMostDuels = 4;        // options whose pairs are drawn one by one
constexpr std::size_t kMostInGraph = 8;
constexpr std::size_t kMostNamed = 6;

/// Votes for a over b; options in the order of the result.
struct Pairs {
  std::vector<std::string> ids;
  std::vector<Rational> above;
  const Rational& over(std::size_t a, std::size_t b) const { return above[a * ids.size() + b]; }
  bool beats(std::size_t a, std::size_t b) const { return over(a, b) > over(b, a); }
  Rational margin(std::size_t a, std::size_t b) const { return over(a, b) - over(b, a); }
};

std::optional<Pairs> from_trace(const Decision& decision) {
  for (const auto& step : decision.trace) {
    const Json* matrix = field(step, "matrix");
    if (step.say != "pairwise" || matrix == nullptr || !matrix->is_array()) continue;
    Pairs pairs{texts_of(field(step, "options")), {}};
    for (const auto& row : matrix->as_array())
      if (row.is_array())
        for (const auto& cell : row.as_array())
          if (const auto votes = number_of(&cell)) pairs.above.push_back(*votes);
    if (!pairs.ids.empty() && pairs.above.size() == pairs.ids.size() * pairs.ids.size()) return pairs;
  }
  return std::nullopt;
}

std::optional<Pairs> from_voices(const View& view) {
  if (view.ranked == nullptr || view.ranked->option_count() > kMostCounted) return std::nullopt;
  const bool ignored = view.decision.options["unranked"] == Json("ignored");
  const auto matrix =
      elect::count_pairwise(*view.ranked, ignored ? elect::Unranked::ignored : elect::Unranked::below, Context());
  if (!matrix) return std::nullopt;
  Pairs pairs;
  const auto m = matrix->options();
  for (std::int64_t x = 0; x < m; ++x) pairs.ids.emplace_back(view.options[static_cast<std::size_t>(x)].id);
  for (std::int64_t x = 0; x < m; ++x)
    for (std::int64_t y = 0; y < m; ++y) pairs.above.push_back(view.people(matrix->above(x, y)));
  return pairs;
}

Pairs in_order(const View& view, const Pairs& given) {
  std::vector<std::size_t> from;
  for (const auto place : view.order) {
    const auto found = std::find(given.ids.begin(), given.ids.end(), view.options[place].id);
    if (found != given.ids.end()) from.push_back(static_cast<std::size_t>(found - given.ids.begin()));
  }
  Pairs pairs;
  for (const auto a : from) pairs.ids.push_back(given.ids[a]);
  for (const auto a : from)
    for (const auto b : from) pairs.above.push_back(given.over(a, b));
  return pairs;
}

std::string condorcet_note(const View& view, const Pairs& pairs) {
  const auto m = pairs.ids.size();
  std::optional<std::size_t> best;
  for (std::size_t x = 0; x < m && !best; ++x) {
    bool all = true;
    for (std::size_t y = 0; y < m && all; ++y) all = x == y || pairs.beats(x, y);
    if (all) best = x;
  }
  std::string text;
  if (best && view.elected(pairs.ids[*best]))
    text = fmt::format("<p>{} beats every other option head to head.</p>\n", view.name(pairs.ids[*best]));
  else if (best)
    text = fmt::format(
        "<div class=\"notice\"><p>{} beats every other option head to head and does not win under this "
        "rule.</p></div>\n",
        view.name(pairs.ids[*best]));
  else
    text = "<p>No option beats every other one head to head.</p>\n";
  const auto& winners = view.outcomes.front();
  if (winners.size() != 1) return text;
  const auto w =
      static_cast<std::size_t>(std::find(pairs.ids.begin(), pairs.ids.end(), winners.front()) - pairs.ids.begin());
  std::vector<std::string> lost;
  for (std::size_t y = 0; y < m && w < m; ++y)
    if (pairs.beats(y, w))
      lost.push_back(fmt::format("{} ({} to {})", view.name(pairs.ids[y]), short_number(pairs.over(y, w)),
                                 short_number(pairs.over(w, y))));
  if (!lost.empty())
    text += fmt::format("<p>{} loses head to head against {}.</p>\n", view.name(winners.front()),
                        list_of(lost, kMostNamed));
  return text;
}

Table pair_table(const View& view, const Pairs& pairs) {
  const auto shown = std::min(pairs.ids.size(), kMostShown);
  const bool by_name = shown <= 4;
  std::vector<Table::Column> columns{{"Votes for"}};
  for (std::size_t y = 0; y < shown; ++y)
    columns.push_back({by_name ? "over " + view.name(pairs.ids[y])
                               : fmt::format("<span class=\"unseen\">over number </span>{}", y + 1),
                       true});
  Table table("Votes for the option of the row over the option of the column; a win is coloured", columns);
  for (std::size_t x = 0; x < shown; ++x) {
    std::vector<std::string> cells{by_name ? view.name(pairs.ids[x])
                                           : fmt::format("{}. {}", x + 1, view.name(pairs.ids[x]))};
    for (std::size_t y = 0; y < shown; ++y) {
      const auto number = short_number(pairs.over(x, y));
      cells.push_back(x == y ? "–"
                      : pairs.beats(x, y)
                          ? fmt::format("<span class=\"win\">{}<span class=\"unseen\"> wins</span></span>", number)
                          : number);
    }
    table.row(cells);
  }
  if (shown < pairs.ids.size())
    table.note(fmt::format("and {}", counted(static_cast<std::int64_t>(pairs.ids.size() - shown), "more option")));
  return table;
}

Drawing duels(const View& view, const Pairs& pairs) {
  Drawing drawing{"Head to head", {}, {}, 0, 0};
  std::vector<std::string> said;
  for (std::size_t x = 0; x < pairs.ids.size(); ++x)
    for (std::size_t y = x + 1; y < pairs.ids.size(); ++y) {
      const auto a = pairs.over(x, y);
      const auto b = pairs.over(y, x);
      const auto total = a + b;
      const double split = total.sign() > 0 ? (a / total).to_double() : 0.5;
      const int top = drawing.height;
      const auto side = [&](std::size_t option, const Rational& votes, const Rational& other, std::string_view end) {
        const std::string_view bold = votes > other ? " bold" : "";
        const auto x_at = end.empty() ? "0" : "100%";
        return fmt::format(
            "<text class=\"{0}{1}\" x=\"{2}\" y=\"{3}\">{4}</text><text class=\"quiet{0}\" x=\"{2}\" "
            "y=\"{5}\">{6}</text>",
            end, bold, x_at, top + 14, escaped(shortened(view.plain_name(pairs.ids[option]), 19)), top + 46,
            short_number(votes) + " · " + percent(votes, total));
      };
      drawing.body += side(x, a, b, "") + side(y, b, a, " end");
      drawing.body +=
          fmt::format("<g class=\"row{}\"><rect class=\"bar\" x=\"0\" y=\"{}\" width=\"{}\" height=\"8\"/></g>",
                      a > b ? " strong" : "", top + 22, at_percent(std::max(0.0, split - 0.002)));
      drawing.body +=
          fmt::format("<g class=\"row{}\"><rect class=\"bar\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"8\"/></g>",
                      b > a ? " strong" : "", at_percent(std::min(1.0, split + 0.002)), top + 22,
                      at_percent(std::max(0.0, 1 - split - 0.002)));
      drawing.body +=
          fmt::format("<line class=\"mark\" x1=\"50%\" x2=\"50%\" y1=\"{}\" y2=\"{}\"/>\n", top + 18, top + 34);
      said.push_back(fmt::format("{} {} to {} {}", shortened(view.plain_name(pairs.ids[x]), 60), short_number(a),
                                 short_number(b), shortened(view.plain_name(pairs.ids[y]), 60)));
      drawing.height += 66;
    }
  drawing.description = list_of(said, said.size()) + ".";
  return drawing;
}

/// Options on a circle, an arrow from each winner of a pair to its loser, with the margin.
std::string graph(const View& view, const Pairs& pairs) {
  constexpr double kWidth = 340, kHeight = 330, kRadius = 112, kDot = 13;
  const auto m = pairs.ids.size();
  const auto place = [&](std::size_t i) {
    const double angle = 2 * std::numbers::pi * static_cast<double>(i) / static_cast<double>(m) - std::numbers::pi / 2;
    return std::pair(kWidth / 2 + kRadius * std::cos(angle), kHeight / 2 + kRadius * std::sin(angle));
  };
  Rational widest;
  for (std::size_t x = 0; x < m; ++x)
    for (std::size_t y = 0; y < m; ++y) widest = std::max(widest, pairs.margin(x, y));
  std::string edges, numbers, dots;
  Table table("Margins: by how many votes one option beats another",
              {{"Winner of the pair"}, {"Loser"}, {"Margin", true}});
  for (std::size_t x = 0; x < m; ++x)
    for (std::size_t y = 0; y < m; ++y) {
      if (!pairs.beats(x, y)) continue;
      const auto [x0, y0] = place(x);
      const auto [x1, y1] = place(y);
      const double length = std::hypot(x1 - x0, y1 - y0);
      const double dx = (x1 - x0) / length, dy = (y1 - y0) / length;
      const std::string_view strong = view.elected(pairs.ids[x]) ? " strong" : "";
      const double thick = 1 + 3 * (widest.sign() > 0 ? (pairs.margin(x, y) / widest).to_double() : 0);
      const double tip_x = x1 - dx * (kDot + 3), tip_y = y1 - dy * (kDot + 3);
      edges +=
          fmt::format("<line class=\"edge{}\" x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\" stroke-width=\"{}\"/>", strong,
                      at_pixel(x0), at_pixel(y0), at_pixel(tip_x - dx * 6), at_pixel(tip_y - dy * 6), at_pixel(thick));
      edges += fmt::format("<path class=\"tip{}\" d=\"M{} {}L{} {}L{} {}Z\"/>\n", strong, at_pixel(tip_x),
                           at_pixel(tip_y), at_pixel(tip_x - dx * 10 - dy * 5), at_pixel(tip_y - dy * 10 + dx * 5),
                           at_pixel(tip_x - dx * 10 + dy * 5), at_pixel(tip_y - dy * 10 - dx * 5));
      if (m <= 5)  // nearer to the winner, so that numbers of crossing lines do not meet
        numbers += fmt::format("<text class=\"quiet over middle\" x=\"{}\" y=\"{}\">{}</text>\n",
                               at_pixel(x0 + (x1 - x0) * 0.42), at_pixel(y0 + (y1 - y0) * 0.42 + 4),
                               short_number(pairs.margin(x, y)));
      table.row({view.name(pairs.ids[x]), view.name(pairs.ids[y]), short_number(pairs.margin(x, y))});
    }
  for (std::size_t i = 0; i < m; ++i) {
    const auto [x, y] = place(i);
    const std::string_view strong = view.elected(pairs.ids[i]) ? " strong" : "";
    dots += fmt::format(
        "<circle class=\"dot{0}\" cx=\"{1}\" cy=\"{2}\" r=\"{3}\"/><text class=\"dot-text{0}\" x=\"{1}\" "
        "y=\"{4}\">{5}</text>\n",
        strong, at_pixel(x), at_pixel(y), at_pixel(kDot), at_pixel(y + 5), i + 1);
  }
  std::vector<std::string> key;
  for (std::size_t i = 0; i < m; ++i) key.push_back(fmt::format("{} {}", i + 1, view.name(pairs.ids[i])));
  return fmt::format(
      "<figure>\n<figcaption>Who beats whom<span class=\"quiet\">An arrow leads from the winner of a pair to its "
      "loser; the thicker, the larger the "
      "margin. {}.</span></figcaption>\n<svg class=\"graph\" viewBox=\"0 0 {} {}\" width=\"100%\" role=\"img\" "
      "aria-labelledby=\"chart-graph-title "
      "chart-graph-text\">\n<title id=\"chart-graph-title\">Who beats whom</title>\n<desc id=\"chart-graph-text\">{} "
      "options on a circle with an arrow "
      "for each head-to-head win; the table lists them.</desc>\n{}{}{}</svg>\n{}</figure>\n",
      list_of(key, key.size()), kWidth, kHeight, m, edges, numbers, dots, details("The same as a table", table.html()));
}

}  // namespace

Section pairs_section(const View& view) {
  Section section{"pairs", "Head to head", {}, {}};
  if (!view.single) return section;
  auto given = from_trace(view.decision);
  if (!given) given = from_voices(view);
  if (!given || given->ids.size() < 2) return section;
  const auto pairs = in_order(view, *given);
  section.guide =
      "<p>For every two options: how many voters rank one above the other, whatever they say about the rest.</p>"
      "<p>Not every rule looks at this; some elect an option that loses a pair.</p>";
  section.body = condorcet_note(view, pairs);
  const auto table = pair_table(view, pairs).html();
  if (pairs.ids.size() <= kMostDuels)
    section.body += figure(duels(view, pairs), "chart-pairs",
                           "Votes for each of two options<span class=\"quiet\">The line marks one half.</span>", table);
  else
    section.body += table;
  if (pairs.ids.size() >= kMostDuels && pairs.ids.size() <= kMostInGraph) section.body += graph(view, pairs);
  return section;
}

}  // namespace comitia::report
