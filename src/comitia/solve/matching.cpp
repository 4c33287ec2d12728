// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Matching of largest weight in general graphs, by LEMON. Compiled as C++17: this part of LEMON uses members of
// std::allocator that C++20 removed. (Boost's algorithm leaks its blossoms, which refer to each other, and overflows on
// a graph without edges.)
#include <algorithm>
#include <map>
#include <utility>

#include <lemon/matching.h>
#include <lemon/smart_graph.h>

#include "comitia/base/assert.h"
#include "comitia/solve/flow.h"

namespace comitia {

Matching maximum_weight_matching(std::int64_t nodes, const std::vector<WeightedEdge>& edges) {
  // Of parallel edges only the heaviest can matter, and an edge without positive weight never adds anything.
  std::map<std::pair<std::int64_t, std::int64_t>, std::int64_t> heaviest;
  for (const auto& edge : edges) {
    COMITIA_ASSERT(std::min(edge.a, edge.b) >= 0 && std::max(edge.a, edge.b) < nodes, "edges join nodes of the graph");
    if (edge.a == edge.b || edge.weight <= 0) continue;
    auto& weight = heaviest[std::minmax(edge.a, edge.b)];
    weight = std::max(weight, edge.weight);
  }
  using Graph = lemon::SmartGraph;
  Graph graph;
  graph.reserveNode(static_cast<int>(nodes));
  for (std::int64_t v = 0; v < nodes; ++v) graph.addNode();
  const auto node = [](std::int64_t v) { return Graph::nodeFromId(static_cast<int>(v)); };
  Graph::EdgeMap<std::int64_t> weights(graph);
  for (const auto& [ends, weight] : heaviest) weights[graph.addEdge(node(ends.first), node(ends.second))] = weight;
  lemon::MaxWeightedMatching<Graph, Graph::EdgeMap<std::int64_t>> matching(graph, weights);
  matching.run();

  Matching result;
  for (std::int64_t v = 0; v < nodes; ++v) {
    const auto mate = matching.mate(node(v));
    result.mate.push_back(mate == lemon::INVALID ? -1 : Graph::id(mate));
    if (v < result.mate.back()) result.weight += heaviest.at({v, result.mate.back()});
  }
  return result;
}

}  // namespace comitia
