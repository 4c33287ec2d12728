// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Flows on integer data, by LEMON: preflow-push and network simplex. The only place that knows LEMON.
#include "comitia/solve/flow.h"

#include <lemon/network_simplex.h>
#include <lemon/preflow.h>
#include <lemon/smart_graph.h>

#include "comitia/base/assert.h"

namespace comitia {
namespace {

using Graph = lemon::SmartDigraph;
using Numbers = Graph::ArcMap<std::int64_t>;

/// Node and arc ids of a SmartDigraph are 0, 1, 2, ... in the order of their creation, which is ours.
void build(Graph& graph, const FlowNetwork& network) {
  graph.reserveNode(static_cast<int>(network.nodes));
  graph.reserveArc(static_cast<int>(network.arcs.size()));
  for (std::int64_t v = 0; v < network.nodes; ++v) graph.addNode();
  for (const auto& arc : network.arcs)
    graph.addArc(Graph::nodeFromId(static_cast<int>(arc.from)), Graph::nodeFromId(static_cast<int>(arc.to)));
}

void fill(Numbers& numbers, const FlowNetwork& network, std::int64_t FlowArc::* member) {
  for (std::size_t i = 0; i < network.arcs.size(); ++i)
    numbers[Graph::arcFromId(static_cast<int>(i))] = network.arcs[i].*member;
}

Graph::Node node(std::int64_t v) { return Graph::nodeFromId(static_cast<int>(v)); }

}  // namespace

MaximumFlow maximum_flow(const FlowNetwork& network, std::int64_t source, std::int64_t sink) {
  COMITIA_ASSERT(source != sink, "a flow has two ends");
  Graph graph;
  build(graph, network);
  Numbers capacities(graph);
  fill(capacities, network, &FlowArc::capacity);
  lemon::Preflow<Graph, Numbers> preflow(graph, capacities, node(source), node(sink));
  preflow.run();
  MaximumFlow result;
  result.value = preflow.flowValue();
  for (std::size_t i = 0; i < network.arcs.size(); ++i)
    result.flow.push_back(preflow.flow(Graph::arcFromId(static_cast<int>(i))));
  for (std::int64_t v = 0; v < network.nodes; ++v) result.source_side.push_back(preflow.minCut(node(v)));
  return result;
}

std::optional<CostFlow> minimum_cost_flow(const FlowNetwork& network, std::int64_t source, std::int64_t sink,
                                          std::int64_t amount) {
  COMITIA_ASSERT(source != sink && amount >= 0, "a flow has two ends and a size");
  Graph graph;
  build(graph, network);
  Numbers capacities(graph);
  Numbers costs(graph);
  fill(capacities, network, &FlowArc::capacity);
  fill(costs, network, &FlowArc::cost);
  using Simplex = lemon::NetworkSimplex<Graph, std::int64_t, std::int64_t>;
  Simplex simplex(graph);
  simplex.upperMap(capacities).costMap(costs).stSupply(node(source), node(sink), amount);
  if (simplex.run() != Simplex::OPTIMAL) return std::nullopt;
  CostFlow result;
  result.value = amount;
  result.cost = simplex.totalCost();
  for (std::size_t i = 0; i < network.arcs.size(); ++i)
    result.flow.push_back(simplex.flow(Graph::arcFromId(static_cast<int>(i))));
  return result;
}

}  // namespace comitia
