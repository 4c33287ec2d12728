// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Matching of largest weight in general graphs, by the Boost Graph Library. The only place that knows it.
#include <algorithm>
#include <map>
#include <utility>

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/maximum_weighted_matching.hpp>

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
  // Boost's algorithm overflows on a graph without edges.
  if (heaviest.empty()) return {0, std::vector<std::int64_t>(static_cast<std::size_t>(nodes), -1)};
  using Graph = boost::adjacency_list<boost::vecS, boost::vecS, boost::undirectedS, boost::no_property,
                                      boost::property<boost::edge_weight_t, std::int64_t>>;
  Graph graph(static_cast<std::size_t>(nodes));
  for (const auto& [ends, weight] : heaviest)
    boost::add_edge(static_cast<std::size_t>(ends.first), static_cast<std::size_t>(ends.second), weight, graph);
  std::vector<boost::graph_traits<Graph>::vertex_descriptor> mates(static_cast<std::size_t>(nodes));
  boost::maximum_weighted_matching(graph, mates.data());

  Matching result;
  for (std::int64_t v = 0; v < nodes; ++v) {
    const auto mate = mates[static_cast<std::size_t>(v)];
    if (mate == boost::graph_traits<Graph>::null_vertex()) {
      result.mate.push_back(-1);
      continue;
    }
    const auto other = static_cast<std::int64_t>(mate);
    result.mate.push_back(other);
    if (v < other) result.weight += heaviest.at({v, other});
  }
  return result;
}

}  // namespace comitia
