// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Real elections, from file to winner: the facts that the corpus' own description states of each file, which were
// computed by another program or published by the authority that held the election.
#include <cstdlib>
#include <fstream>

#include <fmt/format.h>
#include <gmock/gmock.h>

#include "comitia/elect/copeland.h"
#include "comitia/elect/instant_runoff.h"
#include "comitia/elect/minimax.h"
#include "comitia/elect/pairwise.h"
#include "comitia/elect/plurality.h"
#include "comitia/elect/ranked_pairs.h"
#include "comitia/elect/schulze.h"
#include "comitia/io/format.h"

#include "ranked_generators.h"

namespace comitia::elect {
namespace {

using namespace ranked_testing;

class RankedCorpus : public ::testing::Test {
 protected:
  void SetUp() override {
    const char* shared = std::getenv("COMITIA_SHARED");
    folder_ = shared != nullptr ? shared : "../shared";
    if (!std::ifstream(folder_ + "/data/README.md")) GTEST_SKIP() << "the corpus is not here: " << folder_ << "/data";
  }

  std::optional<RankedVoices> read(const std::string& path) const {
    const auto source = io::Source::open(folder_ + "/data/elect/" + path);
    if (!source) {
      ADD_FAILURE() << to_string(source.error());
      return std::nullopt;
    }
    auto result = io::read(*source, "", {});
    if (!result) {
      ADD_FAILURE() << to_string(result.error());
      return std::nullopt;
    }
    return std::get<RankedVoices>(std::move(result->voices));
  }

  std::string folder_;
};

std::string name_of_winner(const RankedVoices& voices, const Decision& decision) {
  const auto& ids = decision.outcome["winners"].as_array();
  if (ids.size() != 1) return fmt::format("{} winners", ids.size());
  return std::string(voices.options().name(*voices.options().find(ids[0].as_string())));
}

/// The text between two marks, or nothing.
std::optional<std::string> between(const std::string& text, std::string_view from, std::string_view to) {
  const auto begin = text.find(from);
  if (begin == std::string::npos) return std::nullopt;
  const auto start = begin + from.size();
  return text.substr(start, to.empty() ? std::string::npos : text.find(to, start) - start);
}

TEST_F(RankedCorpus, ElectsWhomTheDescriptionOfEachFileNames) {
  std::ifstream readme(folder_ + "/data/README.md");
  int condorcet = 0;
  int none = 0;
  int runoffs = 0;
  int leaders = 0;
  bool here = false;
  for (std::string line; std::getline(readme, line);) {
    if (line.starts_with("## ")) here = line.starts_with("## elect/preflib");
    const auto file = between(line, "| ", " |");
    if (!here || !line.starts_with("| 0") || !file || file->ends_with(".cat")) continue;
    const auto fact =
        line.substr(line.rfind("| ", line.size() - 2) + 2, line.rfind(" |") - line.rfind("| ", line.size() - 2) - 2);
    const auto voices = read("preflib/" + *file);
    if (!voices) continue;
    SCOPED_TRACE(*file + ": " + fact);

    Context context;
    const auto matrix = *count_pairwise(*voices, Unranked::below, context);
    const auto winner = condorcet_winner(matrix);
    // Long names are cut in the description, and quotes around names left out.
    const auto starts_with = [](std::string_view name, std::string_view cut) {
      if (name.starts_with('"')) name.remove_prefix(1);
      return name.starts_with(cut);
    };
    if (fact.starts_with("Condorcet winner ")) {
      ++condorcet;
      auto name = fact.substr(17, fact.find(';') == std::string::npos ? std::string::npos : fact.find(';') - 17);
      ASSERT_TRUE(winner.has_value());
      EXPECT_PRED2(starts_with, voices->options().name(*winner), name);
      // Whoever beats everybody is elected by each of these rules.
      EXPECT_EQ(name_of_winner(*voices, decide(&copeland, *voices)), voices->options().name(*winner));
      EXPECT_EQ(name_of_winner(*voices, decide(&minimax, *voices)), voices->options().name(*winner));
      EXPECT_EQ(name_of_winner(*voices, decide(&schulze, *voices)), voices->options().name(*winner));
      EXPECT_EQ(name_of_winner(*voices, decide(&ranked_pairs, *voices, RankedPairsOptions{}, TiePolicy::order)),
                voices->options().name(*winner));
    }
    if (fact.starts_with("no strict Condorcet winner")) {
      ++none;
      EXPECT_FALSE(winner.has_value());
    }
    if (const auto name = between(fact, "ties by higher id out) ", "")) {
      ++runoffs;
      EXPECT_PRED2(starts_with,
                   name_of_winner(*voices, decide(&instant_runoff, *voices, InstantRunoffOptions{}, TiePolicy::order)),
                   *name);
    }
    if (const auto name = between(fact, "plurality leader ", " with ")) {
      ++leaders;
      const auto decision = decide(&plurality, *voices);
      bool among_winners = false;
      for (const auto& id : decision.outcome["winners"].as_array())
        among_winners =
            among_winners || starts_with(voices->options().name(*voices->options().find(id.as_string())), *name);
      EXPECT_TRUE(among_winners);
      auto votes = *between(fact, " with ", "");
      std::erase(votes, ',');
      EXPECT_EQ(last(decision, "score"), votes);
    }
  }
  EXPECT_GE(condorcet, 150);
  EXPECT_GE(none, 10);
  EXPECT_GE(runoffs, 10);
  EXPECT_GE(leaders, 1);
}

TEST_F(RankedCorpus, BurlingtonElectsKissThoughMontrollBeatsEverybody) {
  for (const auto* file : {"preflib/00005-00000002.toi", "abif/burl2009.abif"}) {
    const auto voices = read(file);
    ASSERT_TRUE(voices.has_value());
    EXPECT_EQ(voices->total_weight(), 8980);
    for (const auto elimination : {Elimination::one_by_one, Elimination::all_lowest, Elimination::parallel_universes})
      EXPECT_THAT(name_of_winner(*voices, decide(&instant_runoff, *voices, InstantRunoffOptions{elimination})),
                  ::testing::HasSubstr("Kiss"))
          << file;
    EXPECT_THAT(name_of_winner(*voices, decide(&schulze, *voices)), ::testing::HasSubstr("Montroll")) << file;
  }
}

TEST_F(RankedCorpus, DebianElectsTheLeadersOfTheOfficialTallies) {
  // 2006 Anthony Towns, 190 to 184 over Steve McIntyre; 2020 Jonathan Carter. Debian counts by Schulze's method.
  const auto year_2006 = read("cvr/debian_2006_leader_tally.csv");
  const auto year_2020 = read("cvr/debian_2020_leader_tally.csv");
  ASSERT_TRUE(year_2006 && year_2020);
  EXPECT_THAT(name_of_winner(*year_2006, decide(&schulze, *year_2006)), ::testing::HasSubstr("Towns"));
  EXPECT_THAT(name_of_winner(*year_2020, decide(&schulze, *year_2020)), ::testing::HasSubstr("Carter"));
}

TEST_F(RankedCorpus, InstantRunoffElectsWhoWasElected) {
  const std::pair<const char*, const char*> contests[] = {
      {"cvr/alaska_2022_special_general.3cand.profile", "Peltola"},
      {"raire/Aspen_2009_Mayor.raire", "4"},
      {"raire/Berkeley_2010_D1CityCouncil.raire", "380"},
      {"raire/Berkeley_2010_D4CityCouncil.raire", "385"},
  };
  for (const auto& [file, elected] : contests) {
    const auto voices = read(file);
    ASSERT_TRUE(voices.has_value());
    EXPECT_THAT(name_of_winner(*voices, decide(&instant_runoff, *voices)), ::testing::HasSubstr(elected)) << file;
  }
}

}  // namespace
}  // namespace comitia::elect
