// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// What the tests of the report share: a strict reader of markup that knows nothing of how pages are written, and small
// decisions made by hand.
#pragma once

#include <algorithm>
#include <map>
#include <set>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "comitia/report/report.h"
#include "comitia/voices/builder.h"

namespace comitia::testing {

struct Tag {
  std::string name;
  std::vector<std::pair<std::string, std::string>> attributes;
  std::string attribute(std::string_view key) const {
    for (const auto& [name, value] : attributes)
      if (name == key) return value;
    return {};
  }
};

/// A page as the list of its opening and closing tags ("/p") in order, and its text. Throws where tags do not match,
/// an attribute is not quoted, or an ampersand does not begin one of the five references.
class Markup {
 public:
  explicit Markup(std::string_view page) {
    std::vector<std::string> open;
    for (std::size_t at = 0; at < page.size();) {
      if (page[at] != '<') {
        check_text(page, at);
        text += page[at++];
        continue;
      }
      const auto end = end_of_tag(page, at);
      auto inside = page.substr(at + 1, end - at - 1);
      at = end + 1;
      if (inside.starts_with('!') || inside.starts_with('?')) continue;
      if (inside.starts_with('/')) {
        if (open.empty() || open.back() != inside.substr(1))
          throw std::runtime_error("</" + std::string(inside.substr(1)) + "> closes <" +
                                   (open.empty() ? "" : open.back()) + ">");
        tags.push_back({std::string(inside), {}});
        open.pop_back();
        continue;
      }
      const bool closed = inside.ends_with('/');
      if (closed) inside.remove_suffix(1);
      tags.push_back(read_tag(inside));
      static const std::set<std::string> kVoid = {"meta", "link", "br"};
      if (closed || kVoid.contains(tags.back().name)) continue;
      open.push_back(tags.back().name);
      if (open.back() == "style") {  // its content is no markup
        const auto close = page.find("</style>", at);
        at = close;
      }
    }
    if (!open.empty()) throw std::runtime_error("<" + open.back() + "> stays open");
  }

  std::vector<Tag> tags;
  std::string text;

  std::vector<std::string> names() const {
    std::vector<std::string> names;
    for (const auto& tag : tags) names.push_back(tag.name);
    return names;
  }
  bool has_text(std::string_view words) const { return text.find(words) != std::string::npos; }

 private:
  static void check_text(std::string_view page, std::size_t at) {
    if (page[at] == '>')
      throw std::runtime_error("a bare > in the text: " +
                               std::string(page.substr(at - std::min<std::size_t>(at, 40), 60)));
    if (page[at] != '&') return;
    for (const auto* reference : {"&amp;", "&lt;", "&gt;", "&quot;", "&#39;"})
      if (page.substr(at).starts_with(reference)) return;
    throw std::runtime_error("a bare & in the text: " + std::string(page.substr(at, 20)));
  }
  static std::size_t end_of_tag(std::string_view page, std::size_t at) {
    bool quoted = false;
    for (auto i = at + 1; i < page.size(); ++i) {
      if (page[i] == '"') quoted = !quoted;
      if (page[i] == '<') throw std::runtime_error("< inside a tag: " + std::string(page.substr(at, 60)));
      if (page[i] == '>' && !quoted) return i;
    }
    throw std::runtime_error("a tag without end: " + std::string(page.substr(at, 60)));
  }
  static Tag read_tag(std::string_view inside) {
    auto blank = inside.find_first_of(" \n");
    Tag tag{std::string(inside.substr(0, blank)), {}};
    while (blank != std::string_view::npos) {
      const auto begin = inside.find_first_not_of(" \n", blank);
      if (begin == std::string_view::npos) break;
      const auto equals = inside.find("=\"", begin);
      if (equals == std::string_view::npos)
        throw std::runtime_error("an attribute without quotes: " + std::string(inside));
      const auto close = inside.find('"', equals + 2);
      tag.attributes.emplace_back(inside.substr(begin, equals - begin), inside.substr(equals + 2, close - equals - 2));
      blank = close + 1;
    }
    return tag;
  }
};

/// A small approval election: A and B share voters, C has voters of its own, D has few. 10 voters, 2 seats.
///   4: A B    2: A    3: C    1: D
struct Names {
  std::vector<std::string> ids = {"a", "b", "c", "d"};
  std::vector<std::string> names = {"Ada", "Ben", "Cleo", "Dora"};
};

inline Voices small_approvals(const Names& names = {}, std::string_view title = "A small election") {
  VoicesBuilder builder(BallotKind::approval);
  for (std::size_t i = 0; i < 4; ++i) builder.add_option(names.ids[i], names.names[i]);
  builder.electorate().title = title;
  const auto add = [&](std::vector<std::uint32_t> approved, std::int64_t count) {
    for (const auto option : approved) builder.approve(OptionId{option});
    if (builder.end_voice({}, count) != VoicesBuilder::EndVoice::added)
      throw std::logic_error("a ballot names an option twice");
  };
  add({0, 1}, 4);
  add({0}, 2);
  add({2}, 3);
  add({3}, 1);
  return std::move(builder).finish().value();
}

/// A decision over them that elects A and B, written by hand, with one of everything that a page shows. The words that
/// a stranger could have written come from `words`.
inline Decision small_decision(const Names& names = {}, const std::string& words = "plain") {
  const auto& id = names.ids;
  Decision decision;
  decision.outcome = Json::object({{"committees", Json::array({Json::strings(std::vector{id[0], id[1]})})}});
  decision.resolved = Json::object({{"seats", 2}});
  decision.rule = "elect/by-hand " + words;
  decision.options = Json::object({{"seats", 2}, {"word " + words, words}});
  decision.voices = {"approval", "sha256:" + words, "sha256:" + words, words + ".abif", 10, 4, {}};
  for (std::size_t i = 0; i < 4; ++i) decision.voices.names.emplace_back(id[i], names.names[i]);
  decision.trace = {
      {1,
       "take " + words,
       {{"pick", id[0]},
        {"score", "6"},
        {"compared", Json::array({Json::array({id[0], "6"}), Json::array({id[1], "4"}), Json::array({id[2], "3"})})}}},
      {2,
       "take " + words,
       {{"pick", id[1]},
        {"score", "10/3"},
        {"note", words},
        {"compared", Json::array({Json::array({id[1], "10/3"}), Json::array({id[2], "10/3"})})}}},
  };
  decision.ties = {{2, {id[1], id[2]}, "score " + words, TiePolicy::order, id[1]}};
  decision.certificate = {
      {"jr", AxiomStatus::broken,
       Json::object({{"option", id[2]},
                     {"level", 1},
                     {"weight", "3"},
                     {"needed", "5"},
                     {"voters", 3},
                     {"voices", Json::array({words})}}),
       words},
      {"no such axiom " + words, AxiomStatus::unknown, Json(), words},
      {"priceability", AxiomStatus::holds,
       Json::object(
           {{"price", "5/2"},
            {"payments",
             Json::array({Json::object(
                 {{"voice", words}, {"weight", "4"}, {"pays", Json::array({Json::array({id[0], "5/2"})})}})})}}),
       ""},
  };
  decision.margin = Margin{"ballots", 2, "exact", words};
  decision.warnings = {words};
  decision.provenance = {"comitia test " + words, words, "other"};
  return decision;
}

}  // namespace comitia::testing
