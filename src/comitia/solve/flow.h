// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Maximum flow, minimum-cost flow and matching on integer data. Scale rationals to integers first.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

namespace comitia {

struct FlowArc {
  std::int64_t from;
  std::int64_t to;
  std::int64_t capacity;
  std::int64_t cost = 0;  ///< per unit; only used by minimum_cost_flow
};

struct FlowNetwork {
  std::int64_t nodes = 0;
  std::vector<FlowArc> arcs;
  std::int64_t add_node() { return nodes++; }
  std::int64_t add_arc(std::int64_t from, std::int64_t to, std::int64_t capacity, std::int64_t cost = 0) {
    arcs.push_back({from, to, capacity, cost});
    return static_cast<std::int64_t>(arcs.size()) - 1;
  }
};

struct MaximumFlow {
  std::int64_t value = 0;
  std::vector<std::int64_t> flow;  ///< per arc
  std::vector<bool> source_side;   ///< per node: a minimum cut, the witness that no larger flow exists
};

/// @pre capacities >= 0 and their sum fits 63 bits   @complexity preflow-push, O(nodes^2 sqrt(arcs))
MaximumFlow maximum_flow(const FlowNetwork& network, std::int64_t source, std::int64_t sink);

struct CostFlow {
  std::int64_t value = 0;
  std::int64_t cost = 0;
  std::vector<std::int64_t> flow;
};

/// Cheapest flow of exactly `amount`, or nothing when that much does not fit.
std::optional<CostFlow> minimum_cost_flow(const FlowNetwork& network, std::int64_t source, std::int64_t sink,
                                          std::int64_t amount);

struct WeightedEdge {
  std::int64_t a;
  std::int64_t b;
  std::int64_t weight;
};

/// Matching of largest total weight in a general graph; mate[v] = -1 when v is unmatched.
/// @pre weights are below 2^60, so that sums of four of them fit
struct Matching {
  std::int64_t weight = 0;
  std::vector<std::int64_t> mate;
};
Matching maximum_weight_matching(std::int64_t nodes, const std::vector<WeightedEdge>& edges);

}  // namespace comitia
