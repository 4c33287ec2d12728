// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// The rules of the family elect, one line each; a rule that is not here does not exist.
#include "comitia/elect/catalog.h"

#include "comitia/elect/av.h"
#include "comitia/elect/borda.h"
#include "comitia/elect/cc.h"
#include "comitia/elect/consensus.h"
#include "comitia/elect/copeland.h"
#include "comitia/elect/e_pluribus_hugo.h"
#include "comitia/elect/enestrom_phragmen.h"
#include "comitia/elect/equal_shares.h"
#include "comitia/elect/geometric.h"
#include "comitia/elect/greedy_justified_candidate.h"
#include "comitia/elect/greedy_monroe.h"
#include "comitia/elect/instant_runoff.h"
#include "comitia/elect/local_search_cc.h"
#include "comitia/elect/local_search_geometric.h"
#include "comitia/elect/local_search_pav.h"
#include "comitia/elect/local_search_slav.h"
#include "comitia/elect/minimax.h"
#include "comitia/elect/minimax_av.h"
#include "comitia/elect/pav.h"
#include "comitia/elect/plurality.h"
#include "comitia/elect/ranked_pairs.h"
#include "comitia/elect/rev_seq_cc.h"
#include "comitia/elect/rev_seq_geometric.h"
#include "comitia/elect/rev_seq_pav.h"
#include "comitia/elect/rev_seq_slav.h"
#include "comitia/elect/sav.h"
#include "comitia/elect/schulze.h"
#include "comitia/elect/seq_cc.h"
#include "comitia/elect/seq_geometric.h"
#include "comitia/elect/seq_pav.h"
#include "comitia/elect/seq_phragmen.h"
#include "comitia/elect/seq_slav.h"
#include "comitia/elect/slav.h"

namespace comitia::elect {

std::span<const RuleEntry> rules() {
  // clang-format off
  static const std::array kRules = {
      rule<&av>("elect/av", {.title = "Approval voting", .cost = Cost::near_linear, .verified = {"hand", "brute", "peer:abcvoting"}}),
      rule<&sav>("elect/sav", {.title = "Satisfaction approval voting", .cost = Cost::near_linear, .verified = {"hand", "brute", "peer:abcvoting"}}),
      rule<&pav>("elect/pav", {.title = "Proportional approval voting", .cost = Cost::exponential, .guarantees = {"jr", "pjr+", "ejr+"}, .verified = {"hand", "brute", "peer:abcvoting"}}),
      rule<&slav>("elect/slav", {.title = "Sainte-Laguë approval voting", .cost = Cost::exponential, .guarantees = {"jr"}, .verified = {"hand", "brute", "peer:abcvoting"}}),
      rule<&geometric>("elect/geometric", {.title = "Geometric rule", .cost = Cost::exponential, .guarantees = {"jr"}, .verified = {"hand", "brute", "peer:abcvoting"}}),
      rule<&cc>("elect/cc", {.title = "Chamberlin-Courant on approvals", .cost = Cost::exponential, .guarantees = {"jr"}, .verified = {"hand", "brute", "peer:abcvoting"}}),
      rule<&seq_pav>("elect/seq-pav", {.title = "Sequential PAV", .verified = {"hand", "brute", "peer:abcvoting"}}),
      rule<&seq_slav>("elect/seq-slav", {.title = "Sequential SLAV", .verified = {"hand", "brute", "peer:abcvoting"}}),
      rule<&seq_geometric>("elect/seq-geometric", {.title = "Sequential geometric rule", .verified = {"hand", "brute", "peer:abcvoting"}}),
      rule<&seq_cc>("elect/seq-cc", {.title = "Sequential Chamberlin-Courant", .guarantees = {"jr"}, .verified = {"hand", "brute", "peer:abcvoting"}}),
      rule<&rev_seq_pav>("elect/rev-seq-pav", {.title = "Reverse sequential PAV", .verified = {"hand", "brute", "peer:abcvoting"}}),
      rule<&rev_seq_slav>("elect/rev-seq-slav", {.title = "Reverse sequential SLAV", .verified = {"hand", "brute", "peer:abcvoting"}}),
      rule<&rev_seq_geometric>("elect/rev-seq-geometric", {.title = "Reverse sequential geometric rule", .verified = {"hand", "brute", "peer:abcvoting"}}),
      rule<&rev_seq_cc>("elect/rev-seq-cc", {.title = "Reverse sequential Chamberlin-Courant", .verified = {"hand", "brute", "peer:abcvoting"}}),
      rule<&local_search_pav>("elect/local-search-pav", {.title = "Local search PAV", .guarantees = {"jr", "pjr+", "ejr+"}, .verified = {"hand", "brute"}}),
      rule<&local_search_slav>("elect/local-search-slav", {.title = "Local search SLAV", .guarantees = {"jr"}, .verified = {"hand", "brute"}}),
      rule<&local_search_geometric>("elect/local-search-geometric", {.title = "Local search for the geometric rule", .guarantees = {"jr"}, .verified = {"hand", "brute"}}),
      rule<&local_search_cc>("elect/local-search-cc", {.title = "Local search Chamberlin-Courant", .guarantees = {"jr"}, .verified = {"hand", "brute"}}),
      rule<&seq_phragmen>("elect/seq-phragmen", {.title = "Phragmén's sequential rule", .guarantees = {"jr", "pjr+"}, .verified = {"hand", "brute", "peer:abcvoting"}}),
      rule<&equal_shares>("elect/equal-shares", {.title = "Method of equal shares", .guarantees = {"jr", "pjr+", "ejr+"}, .verified = {"hand", "brute", "peer:abcvoting"}}),
      rule<&enestrom_phragmen>("elect/enestrom-phragmen", {.title = "Method of Eneström and Phragmén", .guarantees = {"jr", "pjr+"}, .verified = {"hand", "brute", "peer:abcvoting"}}),
      rule<&greedy_monroe>("elect/greedy-monroe", {.title = "Greedy Monroe", .guarantees = {"jr"}, .verified = {"hand", "brute", "peer:abcvoting"}, .order_of_voices = true, .whole_voters = true}),
      rule<&consensus>("elect/consensus", {.title = "Consensus rule", .verified = {"hand", "brute", "peer:abcvoting"}}),
      rule<&e_pluribus_hugo>("elect/e-pluribus-hugo", {.title = "E Pluribus Hugo", .verified = {"hand", "brute", "peer:abcvoting"}}),
      rule<&greedy_justified_candidate>("elect/greedy-justified-candidate", {.title = "Greedy justified candidate rule", .guarantees = {"jr", "pjr+", "ejr+"}, .verified = {"hand", "brute"}}),
      rule<&minimax_av>("elect/minimax-av", {.title = "Minimax approval voting", .cost = Cost::exponential, .verified = {"hand", "brute", "peer:abcvoting"}}),
      rule<&plurality>("elect/plurality", {.title = "Plurality", .outcome = OutcomeKind::winner, .cost = Cost::near_linear, .guarantees = {"majority"}, .verified = {"hand", "brute", "peer:pref-voting"}}),
      rule<&borda>("elect/borda", {.title = "Borda count", .outcome = OutcomeKind::winner, .cost = Cost::near_linear, .guarantees = {"majority-loser", "condorcet-loser"}, .verified = {"hand", "brute", "peer:pref-voting"}}),
      rule<&instant_runoff>("elect/instant-runoff", {.title = "Instant runoff", .outcome = OutcomeKind::winner, .cost = Cost::near_linear, .guarantees = {"majority", "majority-loser", "mutual-majority", "condorcet-loser"}, .verified = {"hand", "brute", "peer:pref-voting"}}),
      rule<&copeland>("elect/copeland", {.title = "Copeland", .outcome = OutcomeKind::winner, .cost = Cost::polynomial, .guarantees = {"majority", "majority-loser", "mutual-majority", "condorcet-winner", "condorcet-loser", "smith"}, .verified = {"hand", "brute", "peer:pref-voting"}}),
      rule<&minimax>("elect/minimax", {.title = "Minimax", .outcome = OutcomeKind::winner, .cost = Cost::polynomial, .guarantees = {"majority", "condorcet-winner"}, .verified = {"hand", "brute", "peer:pref-voting"}}),
      rule<&schulze>("elect/schulze", {.title = "Schulze", .outcome = OutcomeKind::winner, .cost = Cost::polynomial, .guarantees = {"majority", "majority-loser", "mutual-majority", "condorcet-winner", "condorcet-loser", "smith"}, .verified = {"hand", "brute", "peer:pref-voting"}}),
      rule<&ranked_pairs>("elect/ranked-pairs", {.title = "Ranked Pairs", .outcome = OutcomeKind::winner, .cost = Cost::polynomial, .guarantees = {"majority", "majority-loser", "mutual-majority", "condorcet-winner", "condorcet-loser", "smith"}, .verified = {"hand", "brute", "peer:pref-voting"}}),
  };
  // clang-format on
  return kRules;
}

}  // namespace comitia::elect
