// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// The fields that Pabulib lists for its three sections, in its order.
#pragma once

#include <array>
#include <string_view>

namespace comitia::io::pabulib {

struct Field {
  std::string_view name;
  bool mandatory = false;
};

inline constexpr auto kMetaFields = std::to_array<Field>({
    {"description", true},
    {"country", true},
    {"unit", true},
    {"district"},
    {"subunit"},
    {"instance", true},
    {"num_projects", true},
    {"num_votes", true},
    {"budget", true},
    {"vote_type", true},
    {"rule", true},
    {"date_begin", true},
    {"date_end", true},
    {"min_length"},
    {"max_length"},
    {"min_sum_cost"},
    {"max_sum_cost"},
    {"min_points"},
    {"max_points"},
    {"min_sum_points"},
    {"max_sum_points"},
    {"default_score"},
    {"min_project_cost"},
    {"max_project_cost"},
    {"min_project_score_threshold"},
    {"neighborhoods"},
    {"subdistricts"},
    {"categories"},
    {"edition"},
    {"language"},
    {"currency"},
    {"fully_funded"},
    {"experimental"},
    {"comment"},
    {"acknowledgments"},
    {"leftover_budget"},
    {"budget_per_category"},
    {"budget_per_neighborhood"},
    {"min_length_per_category"},
    {"max_length_per_category"},
    {"min_sum_cost_per_category"},
    {"max_sum_cost_per_category"},
});

inline constexpr auto kProjectFields = std::to_array<Field>({
    {"project_id", true},
    {"cost", true},
    {"votes"},
    {"score"},
    {"name"},
    {"category"},
    {"beneficiaries"},
    {"selected"},
    {"neighborhood"},
    {"subunit"},
    {"district"},
    {"description"},
    {"proposer"},
    {"public_id"},
    {"latitude"},
    {"longitude"},
});

inline constexpr auto kVoteFields = std::to_array<Field>({
    {"voter_id", true},
    {"vote", true},
    {"points"},
    {"age"},
    {"sex"},
    {"voting_method"},
    {"district"},
    {"neighborhood"},
    {"education"},
    {"topic_preference_transport"},
    {"topic_preference_culture"},
    {"topic_preference_nature"},
    {"district_preference"},
    {"time_taken_seconds"},
    {"format_easiness"},
    {"format_expressiveness"},
    {"format_rank"},
});

template <class Fields>
constexpr bool is_known(const Fields& fields, std::string_view name) {
  for (const Field& field : fields)
    if (field.name == name) return true;
  return false;
}

}  // namespace comitia::io::pabulib
