// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Rounds of a count: a stream for each option from round to round, and the count sheet. Any rule whose steps carry
// "round", "compared", "active", "exhausted" and "transfers" (lists of [from, to or null, votes]) gets them.
#include <algorithm>
#include <unordered_map>

#include <fmt/format.h>

#include "comitia/report/markup_internal.h"
#include "comitia/report/sections_internal.h"

namespace comitia::report {
namespace {

struct Move {
  std::string from;
  std::string to;  ///< empty: inactive
  Rational votes;
};

struct Round {
  std::int64_t number = 0;
  std::vector<std::pair<std::string, Rational>> votes;
  Rational active;
  Rational exhausted;
  std::vector<Move> moves;  ///< after the round
};

std::vector<Round> rounds_of(const Decision& decision) {
  std::vector<Round> rounds;
  for (const auto& step : decision.trace) {
    const Json* number = field(step, "round");
    const auto active = number_of(field(step, "active"));
    const auto exhausted = number_of(field(step, "exhausted"));
    if (number == nullptr || !number->is_integer() || !active || !exhausted) continue;
    if (!rounds.empty() && number->as_integer() <= rounds.back().number) continue;  // a verdict on the last round
    Round round{number->as_integer(), {}, *active, *exhausted, {}};
    for (const auto& [id, value] : compared_of(step))
      if (const auto votes = Rational::parse(value)) round.votes.emplace_back(id, *votes);
    if (round.votes.empty()) continue;
    if (const Json* moves = field(step, "transfers"); moves != nullptr && moves->is_array())
      for (const auto& move : moves->as_array()) {
        if (!move.is_array() || move.as_array().size() != 3 || !move.as_array()[0].is_string()) continue;
        const auto& to = move.as_array()[1];
        if (const auto votes = number_of(&move.as_array()[2]))
          round.moves.push_back(
              {move.as_array()[0].as_string(), to.is_string() ? to.as_string() : std::string(), *votes});
      }
    rounds.push_back(std::move(round));
  }
  return rounds;
}

// ---- the drawing

constexpr std::size_t kMostColumns = 6;
constexpr std::size_t kMostStreams = 7;
constexpr double kVotesHeight = 320;
constexpr double kGap = 20;
constexpr double kTop = 34;
constexpr double kNode = 0.016;  // width, as a share
constexpr std::int64_t kNameColumns = 18;

/// Streams: the best options one by one, the others together, and inactive votes.
class Streams {
 public:
  Streams(const View& view, std::vector<Round> rounds) : view_(view), rounds_(std::move(rounds)) {
    std::vector<std::string> ids;
    for (const auto& group : view.ranking)
      for (const auto& id : group)
        if (std::any_of(rounds_.front().votes.begin(), rounds_.front().votes.end(),
                        [&](const auto& v) { return v.first == id; }))
          ids.push_back(id);
    const bool together = ids.size() > kMostStreams;
    for (std::size_t i = 0; i < ids.size(); ++i) {
      const auto stream = together ? std::min(i, kMostStreams - 1) : i;
      stream_of_.emplace(ids[i], stream);
      if (stream == names_.size()) names_.emplace_back(view.plain_name(ids[i]));
    }
    if (together) names_.back() = counted(static_cast<std::int64_t>(ids.size() - (kMostStreams - 1)), "other");
    names_.emplace_back("inactive");
    winner_ = view.outcomes.front().size() == 1 ? view.outcomes.front().front() : std::string();
  }

  Drawing draw() const {
    const auto count = rounds_.size();
    Drawing drawing{"How votes moved from round to round", description(), {}, 0, count > 3 ? 544 : 0};
    std::vector<std::vector<Node>> columns;
    for (const auto& round : rounds_) columns.push_back(nodes(round));
    double bottom = 0;
    for (const auto& column : columns)
      for (const auto& node : column) bottom = std::max(bottom, node.top + node.height);
    drawing.height = static_cast<int>(bottom) + 6;
    drawing.body = fmt::format(
        "<svg x=\"0\" y=\"0\" width=\"100%\" height=\"{0}\" viewBox=\"0 0 1000 {0}\" preserveAspectRatio=\"none\">\n",
        drawing.height);
    for (std::size_t c = 0; c + 1 < count; ++c) drawing.body += ribbons(c, columns[c], columns[c + 1]);
    drawing.body += "</svg>\n";
    for (std::size_t c = 0; c < count; ++c) drawing.body += column_marks(c, columns[c]);
    return drawing;
  }

 private:
  struct Node {
    Rational votes;
    double top = 0;
    double height = 0;
  };

  std::size_t stream_of(const std::string& id) const {
    const auto found = stream_of_.find(id);
    return found == stream_of_.end() ? names_.size() - 1 : found->second;
  }
  bool strong(std::size_t stream) const { return !winner_.empty() && stream == stream_of(winner_); }
  bool inactive(std::size_t stream) const { return stream + 1 == names_.size(); }
  std::string kind(std::size_t stream) const {
    return strong(stream) ? " strong" : inactive(stream) ? " inactive" : "";
  }
  double scale() const {
    const auto total = (rounds_.front().active + rounds_.front().exhausted).to_double();
    return total > 0 ? kVotesHeight / total : 0;
  }
  double place(std::size_t column) const {
    return static_cast<double>(column) / static_cast<double>(rounds_.size() - 1) * (1 - kNode);
  }

  std::vector<Node> nodes(const Round& round) const {
    std::vector<Node> nodes(names_.size());
    for (const auto& [id, votes] : round.votes) nodes[stream_of(id)].votes += votes;
    nodes.back().votes += round.exhausted;
    double top = kTop;
    for (auto& node : nodes) {
      node.top = top;
      node.height = node.votes.to_double() * scale();
      if (node.votes.sign() > 0) top += node.height + kGap;
    }
    return nodes;
  }

  std::string ribbons(std::size_t column, const std::vector<Node>& from, const std::vector<Node>& to) const {
    const auto& round = rounds_[column];
    const auto n = names_.size();
    std::vector<Rational> flow(n * n);
    for (const auto& [id, votes] : round.votes) {
      const auto& next = rounds_[column + 1].votes;
      if (std::any_of(next.begin(), next.end(), [&](const auto& v) { return v.first == id; }))
        flow[stream_of(id) * n + stream_of(id)] += votes;
    }
    for (const auto& move : round.moves)
      flow[stream_of(move.from) * n + (move.to.empty() ? n - 1 : stream_of(move.to))] += move.votes;
    flow[n * n - 1] += round.exhausted;

    std::string out;
    std::vector<double> leave(n), arrive(n);
    const double x0 = 1000 * (place(column) + kNode);
    const double x1 = 1000 * place(column + 1);
    const double middle = (x0 + x1) / 2;
    for (std::size_t s = 0; s < n; ++s)
      for (std::size_t t = 0; t < n; ++t) {
        const auto& votes = flow[s * n + t];
        if (votes.sign() <= 0) continue;
        const double h = votes.to_double() * scale();
        const double y0 = from[s].top + leave[s];
        const double y1 = to[t].top + arrive[t];
        leave[s] += h;
        arrive[t] += h;
        const auto p = [](double v) { return at_pixel(v); };
        out += fmt::format("<path class=\"{}{}\" d=\"M{} {}C{} {} {} {} {} {}V{}C{} {} {} {} {} {}Z\"/>\n",
                           s == t ? "stay" : "move", kind(t), p(x0), p(y0), p(middle), p(y0), p(middle), p(y1), p(x1),
                           p(y1), p(y1 + h), p(middle), p(y1 + h), p(middle), p(y0 + h), p(x0), p(y0 + h));
      }
    return out;
  }

  std::string column_marks(std::size_t column, const std::vector<Node>& nodes) const {
    const bool first = column == 0;
    const bool last = column + 1 == rounds_.size();
    const double x = place(column);
    const auto& round = rounds_[column];
    std::string out = fmt::format("<text class=\"quiet{}\" x=\"{}\" y=\"14\">Round {}</text>\n",
                                  first  ? ""
                                  : last ? " end"
                                         : " middle",
                                  at_percent(last    ? 1
                                             : first ? 0
                                                     : x + kNode / 2),
                                  round.number);
    for (std::size_t s = 0; s < nodes.size(); ++s) {
      const auto& node = nodes[s];
      if (node.votes.sign() <= 0) continue;
      out += fmt::format("<rect class=\"node{}\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"/>\n", kind(s),
                         at_percent(x), at_pixel(node.top), at_percent(kNode), at_pixel(std::max(1.0, node.height)));
      const auto text_x = at_percent(last ? x - 0.014 : x + kNode + 0.014);
      const std::string_view end = last ? " end" : "";
      const auto number = short_number(node.votes);
      const bool two_lines = node.height > 42;
      const double y = two_lines ? node.top + 18 : node.top + node.height / 2 + 5;
      // Where columns stand close, names stand once and numbers only where there is room for both.
      const bool close = rounds_.size() > 3;
      const auto name = first || (last && !close)
                            ? escaped(shortened(names_[s], close ? kNameColumns - 4 : kNameColumns))
                            : std::string();
      if (name.empty() || !two_lines)
        out += fmt::format("<text class=\"over{}{}\" x=\"{}\" y=\"{}\">{}{}</text>\n", end, strong(s) ? " bold" : "",
                           text_x, at_pixel(y), name,
                           name.empty() ? number
                           : close      ? ""
                                        : " " + number);
      else
        out += fmt::format(
            "<text class=\"over{0}{1}\" x=\"{2}\" y=\"{3}\">{4}</text><text class=\"over{0}\" x=\"{2}\" "
            "y=\"{5}\">{6}</text>\n",
            end, strong(s) ? " bold" : "", text_x, at_pixel(y), name, at_pixel(y + 18), number);
    }
    if (last && !winner_.empty()) {
      const auto y = at_pixel(nodes[stream_of(winner_)].top + round.active.to_double() / 2 * scale());
      out += fmt::format("<line class=\"majority\" x1=\"{}\" x2=\"100%\" y1=\"{}\" y2=\"{}\"/>\n", at_percent(x - 0.05),
                         y, y);
    }
    return out;
  }

  std::string description() const {
    std::vector<std::string> parts;
    const auto& end = rounds_.back();
    for (const auto& [id, votes] : end.votes)
      if (parts.size() < kMostStreams)
        parts.push_back(fmt::format("{} {}", shortened(view_.plain_name(id), 60), short_number(votes)));
    return fmt::format("Rounds {} to {}. In the last one: {}; {} votes are inactive.", rounds_.front().number,
                       end.number, list_of(parts), short_number(end.exhausted));
  }

  const View& view_;
  std::vector<Round> rounds_;
  std::unordered_map<std::string, std::size_t> stream_of_;
  std::vector<std::string> names_;
  std::string winner_;
};

// ---- the count sheet

Table count_sheet(const View& view, const std::vector<Round>& rounds) {
  constexpr std::size_t kMostRounds = 12;
  constexpr std::size_t kMostRows = 60;
  const auto first = rounds.size() > kMostRounds ? rounds.size() - kMostRounds : 0;
  std::vector<Table::Column> columns{{"Option"}};
  for (auto r = first; r < rounds.size(); ++r) columns.push_back({fmt::format("Round {}", rounds[r].number), true});
  Table table("Votes in each round, and what each gained when others left", columns);

  std::vector<std::string> ids;
  for (const auto& group : view.ranking) ids.insert(ids.end(), group.begin(), group.end());
  std::vector<std::unordered_map<std::string, Rational>> votes, gains;
  for (const auto& round : rounds) {
    votes.emplace_back(round.votes.begin(), round.votes.end());
    gains.emplace_back();
    for (const auto& move : round.moves) gains.back()[move.to] += move.votes;
  }
  const auto cell = [&](std::size_t r, const std::string& id, const Rational& value) {
    auto html = short_number(value);
    if (r == 0) return html;
    const auto gain = gains[r - 1].find(id);
    if (gain != gains[r - 1].end() && gain->second.sign() > 0)
      html += fmt::format("<br><span class=\"quiet\">+{}</span>", short_number(gain->second));
    return html;
  };
  std::size_t shown = 0;
  std::size_t left_out = 0;
  for (const auto& id : ids) {
    std::vector<std::string> cells{view.name(id)};
    bool present = false;
    for (auto r = first; r < rounds.size(); ++r) {
      const auto found = votes[r].find(id);
      cells.push_back(found == votes[r].end() ? "–" : cell(r, id, found->second));
      present |= found != votes[r].end();
    }
    if (!present) continue;
    if (shown == kMostRows)
      ++left_out;
    else
      table.row(cells, {}, view.elected(id) ? "strong" : ""), ++shown;
  }
  std::vector<std::string> exhausted{"Inactive"};
  std::vector<std::string> majority{"More than half of the votes that count"};
  for (auto r = first; r < rounds.size(); ++r) {
    exhausted.push_back(cell(r, "", rounds[r].exhausted));
    majority.push_back("over " + short_number(rounds[r].active / Rational(2)));
  }
  if (left_out > 0) table.note(fmt::format("and {}", counted(static_cast<std::int64_t>(left_out), "more option")));
  table.row(exhausted).row(majority);
  if (first > 0)
    table.note(
        fmt::format("The first {} are among the steps below.", counted(static_cast<std::int64_t>(first), "round")));
  return table;
}

std::vector<Round> last_rounds(std::vector<Round> rounds) {
  if (rounds.size() > kMostColumns)
    rounds.erase(rounds.begin(), rounds.end() - static_cast<std::ptrdiff_t>(kMostColumns));
  return rounds;
}

}  // namespace

std::optional<Drawing> rounds_drawing(const View& view) {
  auto rounds = rounds_of(view.decision);
  if (rounds.size() < 2) return std::nullopt;
  return Streams(view, last_rounds(std::move(rounds))).draw();
}

Section rounds_section(const View& view) {
  Section section{"rounds", "The rounds", {}, {}};
  const auto rounds = rounds_of(view.decision);
  const auto drawing = rounds_drawing(view);
  if (!drawing) return section;
  section.guide =
      "<p>Each stream is an option; its width is its votes. When an option leaves, each of its ballots moves to the "
      "next option on it that is left.</p>"
      "<p>A ballot that names nobody who is left becomes inactive; the majority that is needed shrinks with it.</p>";
  const auto part = rounds.size() > kMostColumns
                        ? fmt::format(" The last {} of {} rounds.", kMostColumns, rounds.size())
                        : std::string();
  section.body = figure(
      *drawing, "chart-rounds",
      fmt::format("{}<span class=\"quiet\">Dashed: half of the votes that still count in the last round.{}</span>",
                  drawing->title, part),
      count_sheet(view, rounds).html());
  return section;
}

}  // namespace comitia::report
