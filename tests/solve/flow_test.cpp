// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Flows against all cuts and against a linear program; matchings against all matchings.
#include "comitia/solve/flow.h"

#include <algorithm>
#include <functional>

#include <gtest/gtest.h>

#include "comitia/base/random.h"
#include "comitia/solve/linear_program.h"

namespace comitia {
namespace {

FlowNetwork random_network(Stream& stream, bool with_costs) {
  FlowNetwork network;
  network.nodes = 2 + stream.below(6);
  const auto arcs = stream.below(15);
  for (std::int64_t i = 0; i < arcs; ++i)
    network.add_arc(stream.below(network.nodes), stream.below(network.nodes), stream.below(12),
                    with_costs ? stream.below(20) - 4 : 0);
  return network;
}

std::int64_t cut_capacity(const FlowNetwork& network, const std::function<bool(std::int64_t)>& inside) {
  std::int64_t total = 0;
  for (const auto& arc : network.arcs)
    if (inside(arc.from) && !inside(arc.to)) total += arc.capacity;
  return total;
}

/// Sum of what leaves each node minus what enters, from an answer's flow; fails outside the capacities.
std::vector<std::int64_t> excess(const FlowNetwork& network, const std::vector<std::int64_t>& flow) {
  std::vector<std::int64_t> result(static_cast<std::size_t>(network.nodes));
  for (std::size_t i = 0; i < flow.size(); ++i) {
    EXPECT_GE(flow[i], 0);
    EXPECT_LE(flow[i], network.arcs[i].capacity);
    result[static_cast<std::size_t>(network.arcs[i].from)] += flow[i];
    result[static_cast<std::size_t>(network.arcs[i].to)] -= flow[i];
  }
  return result;
}

// Two paths 0-1-3 and 0-2-3 with bottlenecks 3 and 2.
TEST(MaximumFlow, FillsBothPaths) {
  FlowNetwork network;
  network.nodes = 4;
  network.add_arc(0, 1, 5);
  network.add_arc(1, 3, 3);
  network.add_arc(0, 2, 2);
  network.add_arc(2, 3, 9);
  const auto answer = maximum_flow(network, 0, 3);
  EXPECT_EQ(answer.value, 5);
  EXPECT_EQ(answer.flow, (std::vector<std::int64_t>{3, 3, 2, 2}));
  EXPECT_TRUE(answer.source_side[0]);
  EXPECT_TRUE(answer.source_side[1]);
  EXPECT_FALSE(answer.source_side[2]);
  EXPECT_FALSE(answer.source_side[3]);
}

TEST(MaximumFlow, EqualsTheSmallestOfAllCuts) {
  for (std::uint64_t i = 0; i < 3000; ++i) {
    Stream stream(11, Purpose::test, i);
    const auto network = random_network(stream, false);
    const std::int64_t sink = network.nodes - 1;
    const auto answer = maximum_flow(network, 0, sink);
    std::int64_t smallest = std::numeric_limits<std::int64_t>::max();
    for (std::uint32_t mask = 0; mask < (1U << network.nodes); ++mask) {
      const auto inside = [&](std::int64_t v) { return ((mask >> v) & 1U) != 0; };
      if (inside(0) && !inside(sink)) smallest = std::min(smallest, cut_capacity(network, inside));
    }
    ASSERT_EQ(answer.value, smallest) << "network " << i;
    const auto side = [&](std::int64_t v) {
      return static_cast<bool>(answer.source_side[static_cast<std::size_t>(v)]);
    };
    ASSERT_TRUE(side(0) && !side(sink)) << "network " << i;
    ASSERT_EQ(cut_capacity(network, side), smallest) << "network " << i;
    const auto at_nodes = excess(network, answer.flow);
    for (std::int64_t v = 1; v < sink; ++v) ASSERT_EQ(at_nodes[static_cast<std::size_t>(v)], 0) << "network " << i;
    ASSERT_EQ(at_nodes[0], smallest) << "network " << i;
  }
}

TEST(MinimumCostFlow, EqualsTheLinearProgram) {
  int possible = 0;
  for (std::uint64_t i = 0; i < 400; ++i) {
    Stream stream(12, Purpose::test, i);
    const auto network = random_network(stream, true);
    const std::int64_t sink = network.nodes - 1;
    const auto amount = stream.below(8);
    LinearProgram program;
    std::vector<LinearProgram::Row> balance(static_cast<std::size_t>(network.nodes));
    for (const auto& arc : network.arcs) {
      const auto column = program.add_column({.upper = Rational(arc.capacity), .objective = Rational(arc.cost)});
      balance[static_cast<std::size_t>(arc.from)].terms.push_back({column, Rational(1)});
      balance[static_cast<std::size_t>(arc.to)].terms.push_back({column, Rational(-1)});
    }
    for (std::int64_t v = 0; v < network.nodes; ++v) {
      auto& row = balance[static_cast<std::size_t>(v)];
      row.lower = row.upper = Rational(v == 0 ? amount : v == sink ? -amount : 0);
      program.add_row(row);
    }
    Context context;
    const auto expected = solve_linear(program, context);
    const auto answer = minimum_cost_flow(network, 0, sink, amount);
    if (!answer) {
      ASSERT_EQ(expected.status, SolveStatus::infeasible) << "network " << i;
      continue;
    }
    ++possible;
    ASSERT_EQ(expected.status, SolveStatus::optimal) << "network " << i << ": " << expected.why;
    ASSERT_EQ(expected.objective, Rational(answer->cost)) << "network " << i;
    const auto at_nodes = excess(network, answer->flow);
    for (std::int64_t v = 0; v < network.nodes; ++v)
      ASSERT_EQ(at_nodes[static_cast<std::size_t>(v)], v == 0 ? amount : v == sink ? -amount : 0) << "network " << i;
    std::int64_t cost = 0;
    for (std::size_t a = 0; a < network.arcs.size(); ++a) cost += network.arcs[a].cost * answer->flow[a];
    ASSERT_EQ(cost, answer->cost) << "network " << i;
  }
  EXPECT_GT(possible, 100);
}

/// The largest weight of a matching, by trying to use or leave each edge.
std::int64_t best_matching(const std::vector<WeightedEdge>& edges, std::size_t from, std::uint32_t used) {
  if (from == edges.size()) return 0;
  const auto& edge = edges[from];
  std::int64_t best = best_matching(edges, from + 1, used);
  const std::uint32_t ends = (1U << edge.a) | (1U << edge.b);
  if (edge.a != edge.b && (used & ends) == 0)
    best = std::max(best, edge.weight + best_matching(edges, from + 1, used | ends));
  return best;
}

TEST(Matching, EqualsTheBestOfAllMatchings) {
  for (std::uint64_t i = 0; i < 3000; ++i) {
    Stream stream(13, Purpose::test, i);
    const auto nodes = 1 + stream.below(8);
    std::vector<WeightedEdge> edges;
    const auto count = stream.below(14);
    for (std::int64_t e = 0; e < count; ++e)
      edges.push_back({stream.below(nodes), stream.below(nodes), stream.below(30) - 4});
    const auto answer = maximum_weight_matching(nodes, edges);
    ASSERT_EQ(answer.weight, best_matching(edges, 0, 0)) << "graph " << i;
    std::int64_t weight = 0;
    for (std::int64_t v = 0; v < nodes; ++v) {
      const auto mate = answer.mate[static_cast<std::size_t>(v)];
      if (mate < 0) continue;
      ASSERT_EQ(answer.mate[static_cast<std::size_t>(mate)], v) << "graph " << i;
      if (mate < v) continue;
      std::int64_t heaviest = 0;
      for (const auto& edge : edges)
        if (std::minmax(edge.a, edge.b) == std::minmax(v, mate)) heaviest = std::max(heaviest, edge.weight);
      weight += heaviest;
    }
    ASSERT_EQ(weight, answer.weight) << "graph " << i;
  }
}

}  // namespace
}  // namespace comitia
