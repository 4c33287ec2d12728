// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
#include "comitia/catalog/decide.h"

#include <fmt/format.h>

#include "comitia/base/assert.h"
#include "comitia/base/build_info.h"
#include "comitia/base/sha256.h"

namespace comitia {

VoicesReference reference_to(const Voices& voices, const SourceReference& source) {
  const auto& ballots = ballot_voices(voices);
  VoicesReference reference;
  reference.kind = voices_kind(voices);
  reference.digest = digest_text(digest(voices));
  reference.bytes = source.bytes;
  reference.source = source.name;
  reference.voices = ballots.electorate().voters;
  reference.options = ballots.option_count();
  const auto& options = ballots.options();
  for (std::uint32_t i = 0; i < static_cast<std::uint32_t>(options.size()); ++i)
    if (options.id(OptionId{i}) != options.name(OptionId{i}))
      reference.names.emplace_back(options.id(OptionId{i}), options.name(OptionId{i}));
  return reference;
}

Result<Decision> decide(const RuleEntry& rule, const Voices& voices, const Json& options, Context& context,
                        const SourceReference& source) {
  COMITIA_CHECK(read_seed(context.run.seed));
  if (context.run.ties == TiePolicy::draw && context.run.draw_seed.empty())
    return fail(ProblemCode::usage, "a public draw needs its seed", "say --ties draw:FILE, where FILE holds the seed");
  COMITIA_TRY(auto completed, rule.complete_options(options));
  COMITIA_TRY(auto decision, rule.run(voices, options, context));
  if (context.run.trace == TraceLevel::none) decision.trace.clear();

  decision.rule = rule.id;
  decision.rule_version = rule.info.version;
  decision.options = std::move(completed);
  decision.run = context.run;
  decision.voices = reference_to(voices, source);
  const auto& build = build_info();
  decision.provenance.engine = fmt::format("comitia {}", build.version);
  decision.provenance.commit = build.commit;

  const Json& resolved_seats = decision.resolved["seats"];
  const auto seats = resolved_seats.is_integer() ? resolved_seats.as_integer() : 1;
  COMITIA_TRY(decision.certificate, certify(voices, decision.outcome, seats, context.run.certify, &rule, context));
  return decision;
}

}  // namespace comitia
