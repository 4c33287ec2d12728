// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Who is represented: voters by the number of members that they approve of, in groups by which members those are, and
// what the voters without a member wanted.
#include <algorithm>
#include <unordered_map>

#include <fmt/format.h>

#include "comitia/base/bitset.h"
#include "comitia/decision/sentences.h"
#include "comitia/report/markup_internal.h"
#include "comitia/report/sections_internal.h"

namespace comitia::report {
namespace {

constexpr std::size_t kMostGroups = 12;
constexpr std::size_t kMostWanted = 8;
constexpr std::int64_t kMostCounts = 20;

struct VoterGroup {
  Bitset members;  ///< positions in the committee
  std::int64_t weight = 0;
};

struct Representation {
  std::vector<std::string> committee;
  std::vector<VoterGroup> groups;             ///< largest first
  std::vector<std::int64_t> weight_by_count;  ///< voters who approve of 0, 1, ... members
  std::int64_t total = 0;                     ///< sum over voters of the members that they approve of
  std::int64_t without = 0;
  std::int64_t empty_ballots = 0;
  std::vector<std::int64_t> members_of_ballot;  ///< (b)
  std::vector<std::int64_t> wanted;             ///< (m) approvals by voters without a member
};

Representation represent(const View& view) {
  const auto& voices = *view.approvals;
  Representation result;
  result.committee = view.outcomes.front();
  const auto size = std::ssize(result.committee);
  std::unordered_map<std::string, std::int64_t> position_of;
  for (std::int64_t i = 0; i < size; ++i) position_of.emplace(result.committee[static_cast<std::size_t>(i)], i);
  std::vector<std::int64_t> position(static_cast<std::size_t>(voices.option_count()), -1);
  for (std::size_t c = 0; c < position.size(); ++c)
    if (const auto found = position_of.find(view.options[c].id); found != position_of.end())
      position[c] = found->second;

  result.weight_by_count.resize(static_cast<std::size_t>(size) + 1);
  result.wanted.resize(position.size());
  std::unordered_map<Bitset, std::size_t> known;
  for (std::int64_t b = 0; b < voices.ballot_count(); ++b) {
    const BallotId ballot{static_cast<std::uint32_t>(b)};
    const auto weight = voices.weight(ballot);
    Bitset members(size);
    for (const auto option : voices.approved(ballot))
      if (position[option.value] >= 0) members.set(position[option.value]);
    const auto count = members.count();
    result.weight_by_count[static_cast<std::size_t>(count)] += weight;
    result.total += count * weight;
    result.members_of_ballot.push_back(count);
    if (count == 0) {
      result.without += weight;
      if (voices.approved(ballot).empty()) result.empty_ballots += weight;
      for (const auto option : voices.approved(ballot)) result.wanted[option.value] += weight;
    }
    const auto [at, is_new] = known.try_emplace(members, result.groups.size());
    if (is_new) result.groups.push_back({std::move(members), 0});
    result.groups[at->second].weight += weight;
  }
  std::sort(result.groups.begin(), result.groups.end(), [](const VoterGroup& a, const VoterGroup& b) {
    return a.weight != b.weight ? a.weight > b.weight : a.members < b.members;
  });
  return result;
}

std::vector<std::string> members_of(const Representation& given, const VoterGroup& group) {
  std::vector<std::string> ids;
  group.members.for_each([&](std::int64_t i) { ids.push_back(given.committee[static_cast<std::size_t>(i)]); });
  return ids;
}

std::string summary(const View& view, const Representation& given) {
  const auto total = view.approvals->total_weight();
  const auto with = total - given.without;
  std::string text =
      given.without == 0
          ? fmt::format("<p>All {} voters approve of at least one member. ", view.people_text(total))
          : fmt::format("<p>{} of {} voters ({}) approve of at least one member. ", view.people_text(with),
                        view.people_text(total), percent(Rational(with), Rational(total)));
  text += fmt::format("On average a voter approves of {} of the {} members.</p>\n",
                      to_decimal(Rational(given.total, total), 2), given.committee.size());
  return text;
}

std::string count_figure(const View& view, const Representation& given) {
  BarChart chart{"How many members a voter approves of", {}, {}, 0};
  Table table("Voters by the number of members that they approve of",
              {{"Members approved of"}, {"Voters", true}, {"Share", true}});
  auto last = std::ssize(given.weight_by_count) - 1;
  while (last > 1 && given.weight_by_count[static_cast<std::size_t>(last)] == 0) --last;
  const auto shown = std::min(last, kMostCounts);
  std::vector<std::string> said;
  for (std::int64_t count = 0; count <= shown; ++count) {
    std::int64_t weight = 0;
    for (auto c = count; c <= (count == shown ? last : count); ++c)
      weight += given.weight_by_count[static_cast<std::size_t>(c)];
    const auto label = count == 0 ? std::string("no member")
                                  : fmt::format("{} {}{}", count, count == 1 ? "member" : "members",
                                                count == shown && shown < last ? " or more" : "");
    const auto share = view.share_text(weight);
    chart.bars.push_back({label, view.people_text(weight) + " · " + share, static_cast<double>(weight), count > 0});
    table.row({label, view.people_text(weight), share});
    said.push_back(label + " " + share);
  }
  show_as_shares(chart, static_cast<double>(view.approvals->total_weight()));
  chart.description = "Share of voters with " + list_of(said, said.size()) + ".";
  return figure(draw(chart), "chart-counts", chart.title, table.html());
}

/// True when the groups that would be shown hold at least half of the voters; else there are too many small ones.
bool tell_groups_apart(const View& view, const Representation& given) {
  std::int64_t weight = 0;
  for (std::size_t g = 0; g < std::min(given.groups.size(), kMostGroups); ++g) weight += given.groups[g].weight;
  return 2 * weight >= view.approvals->total_weight();
}

std::string group_figure(const View& view, const Representation& given) {
  const auto total = Rational(view.approvals->total_weight());
  const auto seats = Rational(view.seats);
  BarChart chart{"Voters by the members that they approve of", {}, {}, static_cast<double>(view.seats)};
  Table table(
      "Groups of voters by the members that they approve of, largest first",
      {{"They approve of"}, {"Voters", true}, {"Share", true}, {"Members", true}, {"Seats in proportion", true}});
  const auto shown = std::min(given.groups.size(), kMostGroups);
  std::int64_t rest = view.approvals->total_weight();
  for (std::size_t g = 0; g < shown; ++g) {
    const auto& group = given.groups[g];
    const auto ids = members_of(given, group);
    const auto count = std::ssize(ids);
    const auto fair = seats * Rational(group.weight) / total;
    std::vector<std::string> plain;
    for (const auto& id : ids) plain.emplace_back(view.plain_name(id));
    chart.bars.push_back({ids.empty() ? "no member" : list_of(plain, 6), counted(count, "member"),
                          static_cast<double>(count), count > 0,
                          fmt::format("{} voters ({}), worth {} seats", view.people_text(group.weight),
                                      view.share_text(group.weight), to_decimal(fair, 2)),
                          fair.to_double()});
    table.row({ids.empty() ? "no member" : list_of(view.names(ids)), view.people_text(group.weight),
               view.share_text(group.weight), std::to_string(count), to_decimal(fair, 2)});
    rest -= group.weight;
  }
  if (shown < given.groups.size())
    table.note(fmt::format("and {} with {} voters together",
                           counted(static_cast<std::int64_t>(given.groups.size() - shown), "smaller group"),
                           view.people_text(rest)));
  chart.description = fmt::format(
      "{} groups of voters. For each the bar is the number of members that all of the group approve of, and a line "
      "marks the number of "
      "seats in proportion to the size of the group.",
      shown);
  const auto more = shown < given.groups.size() ? fmt::format(" The {} largest of {} groups.", shown,
                                                              shown_number(std::to_string(given.groups.size())))
                                                : std::string();
  return figure(
      draw(chart), "chart-groups",
      fmt::format(
          "{}<span class=\"quiet\">Bar: members they approve of. Line: seats in proportion to their number.{}</span>",
          chart.title, more),
      table.html());
}

std::string without_member(const View& view, const Representation& given) {
  if (given.without == 0) return {};
  std::string body = fmt::format("<h3>Voters without a member</h3>\n<p>{} voters ({}) approve of no member",
                                 view.people_text(given.without), view.share_text(given.without));
  if (given.empty_ballots > 0)
    body += given.empty_ballots == given.without
                ? ", because their ballots approve of nobody"
                : fmt::format("; the ballots of {} of them approve of nobody", view.people_text(given.empty_ballots));
  body += ".";
  std::vector<std::size_t> wanted;
  for (std::size_t c = 0; c < given.wanted.size(); ++c)
    if (given.wanted[c] > 0) wanted.push_back(c);
  if (wanted.empty()) return body + "</p>\n";
  std::stable_sort(wanted.begin(), wanted.end(),
                   [&](std::size_t a, std::size_t b) { return given.wanted[a] > given.wanted[b]; });
  body += fmt::format(" The share of one seat is {} voters.</p>\n",
                      short_number((view.people(view.approvals->total_weight()) / Rational(view.seats)).ceil()));
  Table table("What voters without a member approve of most",
              {{"Option"}, {"Of them", true}, {"Seats in proportion", true}});
  for (std::size_t i = 0; i < std::min(wanted.size(), kMostWanted); ++i) {
    const auto weight = given.wanted[wanted[i]];
    table.row({view.link(view.options[wanted[i]].id), view.people_text(weight),
               to_decimal(Rational(view.seats) * Rational(weight, view.approvals->total_weight()), 2)});
  }
  if (wanted.size() > kMostWanted)
    table.note(fmt::format("and {}", counted(static_cast<std::int64_t>(wanted.size() - kMostWanted), "more option")));
  return body + table.html();
}

/// Supporters of options that are not elected are groups with a common wish: how many members do they have?
std::string supporters_of_losers(const View& view, const Representation& given) {
  const auto& voices = *view.approvals;
  std::vector<std::size_t> losers;
  for (const auto place : view.order)
    if (losers.size() < kMostWanted && view.options[place].outcomes == 0 && view.options[place].weight > 0)
      losers.push_back(place);
  if (losers.empty()) return {};
  Table table("Supporters of options that are not elected, and how many members they approve of",
              {{"They approve of"},
               {"Voters", true},
               {"Seats in proportion", true},
               {"Members on average", true},
               {"Without a member", true}});
  for (const auto place : losers) {
    const auto& option = view.options[place];
    std::int64_t members = 0;
    std::int64_t without = 0;
    for (const auto ballot : voices.supporters(OptionId{static_cast<std::uint32_t>(place)})) {
      const auto count = given.members_of_ballot[ballot.value];
      members += count * voices.weight(ballot);
      if (count == 0) without += voices.weight(ballot);
    }
    table.row({view.link(option.id), view.people_text(option.weight),
               to_decimal(Rational(view.seats) * Rational(option.weight, voices.total_weight()), 2),
               to_decimal(Rational(members, option.weight), 2), view.people_text(without)});
  }
  return fmt::format("<h3>Supporters of options that are not {}</h3>\n", view.funding ? "funded" : "elected") +
         table.html();
}

}  // namespace

Section representation_section(const View& view) {
  Section section{"representation", "Who is represented", {}, {}};
  if (view.approvals == nullptr || view.single || view.outcomes.front().empty() || view.approvals->total_weight() == 0)
    return section;
  const auto given = represent(view);
  section.guide =
      "<p>A voter is represented by the members that she approves of.</p><p>Groups are voters who approve of the same "
      "members. A group that holds "
      "a third of the votes has a claim to about a third of the seats.</p>";
  if (view.outcomes.size() > 1)
    section.body += "<p class=\"quiet\">Several committees tie; this is the first of them.</p>\n";
  section.body += summary(view, given) + count_figure(view, given);
  if (tell_groups_apart(view, given)) section.body += group_figure(view, given);
  section.body += supporters_of_losers(view, given) + without_member(view, given);
  return section;
}

}  // namespace comitia::report
