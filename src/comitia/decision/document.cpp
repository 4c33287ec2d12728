// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Writing and reading decision/1. Reader and writer stand side by side, member by member, so that they cannot drift.
#include "comitia/decision/document.h"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "comitia/base/assert.h"
#include "comitia/base/sha256.h"

namespace comitia {
namespace {

constexpr std::string_view kFormat = "decision/1";

Json seed_json(const RunSettings& run) {
  if (run.ties == TiePolicy::draw) return Json::object({{"draw", run.draw_seed}});
  return Json(run.seed);
}

// The run without its seeds, which stand in a member of their own.
Json run_json(const RunSettings& run) {
  Json all = write_fields(run);
  auto& members = all.as_object();
  std::erase_if(members, [](const Json::Member& m) { return m.first == "seed" || m.first == "draw_seed"; });
  return all;
}

Json voices_json(const VoicesReference& voices) {
  Json json = Json::object({{"kind", voices.kind}, {"digest", voices.digest}});
  if (!voices.bytes.empty()) json.set("bytes", voices.bytes);
  json.set("voices", voices.voices).set("options", voices.options);
  if (!voices.source.empty()) json.set("source", voices.source);
  if (!voices.names.empty()) {
    Json::Object names;
    for (const auto& [id, name] : voices.names) names.emplace_back(id, name);
    json.set("names", Json(std::move(names)));
  }
  return json;
}

Json tie_json(const TieRecord& tie) {
  return Json::object({{"step", tie.step},
                       {"among", Json::strings(tie.among)},
                       {"on", tie.on},
                       {"policy", kEnumWords<TiePolicy>[static_cast<std::size_t>(tie.policy)]},
                       {"chosen", tie.chosen}});
}

Json ties_json(const std::vector<TieRecord>& ties) {
  Json::Array array;
  for (const auto& tie : ties) array.push_back(tie_json(tie));
  return Json(std::move(array));
}

Json standing_json(const Standing& standing) {
  if (!standing.best_known) return Json("proven");
  Json json = Json::object({{"best_known", standing.why}});
  if (!standing.value.empty()) json.set("value", standing.value);
  if (!standing.bound.empty()) json.set("bound", standing.bound);
  return json;
}

Json certificate_json(const std::vector<CertificateEntry>& certificate) {
  Json::Array array;
  for (const auto& entry : certificate) {
    Json json = Json::object(
        {{"axiom", entry.axiom}, {"status", kEnumWords<AxiomStatus>[static_cast<std::size_t>(entry.status)]}});
    if (!entry.why.empty()) json.set("why", entry.why);
    if (!entry.witness.is_null()) json.set("witness", entry.witness);
    array.push_back(std::move(json));
  }
  return Json(std::move(array));
}

Json margin_json(const std::optional<Margin>& margin) {
  if (!margin) return {};
  return Json::object(
      {{"change", margin->change}, {"value", margin->value}, {"kind", margin->kind}, {"by", margin->by}});
}

Json trace_json(const std::vector<TraceStep>& trace) {
  Json::Array array;
  for (const auto& step : trace) {
    Json::Object members{{"step", step.step}, {"say", step.say}};
    members.insert(members.end(), step.fields.begin(), step.fields.end());
    array.emplace_back(std::move(members));
  }
  return Json(std::move(array));
}

/// Reads members of one object and remembers what was wrong and which members were asked for.
class Reader {
 public:
  Reader(const Json& json, std::string path) : json_(json), path_(std::move(path)) {
    if (!json.is_object()) wrong("", "an object");
  }

  const Json* member(std::string_view key, bool required = true) {
    asked_.push_back(key);
    const Json* found = json_.find(key);
    if (found == nullptr && required) wrong(key, "present");
    return found;
  }
  std::string text(std::string_view key, bool required = true) {
    const Json* found = member(key, required);
    if (found == nullptr) return {};
    if (!found->is_string()) return wrong(key, "a text"), std::string();
    return found->as_string();
  }
  std::int64_t integer(std::string_view key) {
    const Json* found = member(key);
    if (found == nullptr) return 0;
    if (!found->is_integer()) return wrong(key, "an integer"), 0;
    return found->as_integer();
  }
  const Json::Array& array(std::string_view key) {
    static const Json::Array kNone;
    const Json* found = member(key);
    if (found == nullptr) return kNone;
    if (!found->is_array()) return wrong(key, "a list"), kNone;
    return found->as_array();
  }
  Json object(std::string_view key) {
    const Json* found = member(key);
    if (found == nullptr) return {};
    if (!found->is_object()) return wrong(key, "an object"), Json();
    return *found;
  }
  std::vector<std::string> texts(std::string_view key) {
    std::vector<std::string> list;
    for (const auto& item : array(key)) {
      if (item.is_string())
        list.push_back(item.as_string());
      else
        wrong(key, "a list of texts");
    }
    return list;
  }
  template <class Enum>
  Enum choice(std::string_view key) {
    const auto& words = kEnumWords<Enum>;
    const auto word = text(key);
    const auto found = std::find(words.begin(), words.end(), word);
    if (found == words.end()) return wrong(key, fmt::format("one of {}", fmt::join(words, ", "))), Enum{};
    return static_cast<Enum>(found - words.begin());
  }
  void wrong(std::string_view key, std::string_view wanted) {
    const auto where = key.empty() ? path_ : path_.empty() ? std::string(key) : fmt::format("{}.{}", path_, key);
    problems_.add(
        {ProblemCode::document, {}, fmt::format("{} is not {}", where.empty() ? "the document" : where, wanted), {}});
  }
  /// Members that nobody asked for are unknown.
  Problems finish() {
    if (json_.is_object())
      for (const auto& [key, value] : json_.as_object())
        if (std::find(asked_.begin(), asked_.end(), key) == asked_.end())
          problems_.add({ProblemCode::document,
                         {},
                         fmt::format("{} has no member \"{}\"", path_.empty() ? kFormat : std::string_view(path_), key),
                         {}});
    return std::move(problems_);
  }

 private:
  const Json& json_;
  std::string path_;
  std::vector<std::string_view> asked_;
  Problems problems_;
};

VoicesReference read_voices(const Json& json, Problems& problems) {
  Reader reader(json, "voices");
  VoicesReference voices;
  voices.kind = reader.text("kind");
  voices.digest = reader.text("digest");
  voices.bytes = reader.text("bytes", false);
  voices.voices = reader.integer("voices");
  voices.options = reader.integer("options");
  voices.source = reader.text("source", false);
  if (const Json* names = reader.member("names", false)) {
    if (names->is_object()) {
      for (const auto& [id, name] : names->as_object()) {
        if (name.is_string())
          voices.names.emplace_back(id, name.as_string());
        else
          reader.wrong("names", "an object of texts");
      }
    } else {
      reader.wrong("names", "an object");
    }
  }
  problems.append(reader.finish());
  return voices;
}

std::vector<TieRecord> read_ties(const Json::Array& array, Problems& problems) {
  std::vector<TieRecord> ties;
  for (std::size_t i = 0; i < array.size(); ++i) {
    Reader reader(array[i], fmt::format("ties[{}]", i));
    TieRecord tie;
    tie.step = reader.integer("step");
    tie.among = reader.texts("among");
    tie.on = reader.text("on");
    tie.policy = reader.choice<TiePolicy>("policy");
    tie.chosen = reader.text("chosen");
    ties.push_back(std::move(tie));
    problems.append(reader.finish());
  }
  return ties;
}

std::vector<CertificateEntry> read_certificate(const Json::Array& array, Problems& problems) {
  std::vector<CertificateEntry> certificate;
  for (std::size_t i = 0; i < array.size(); ++i) {
    Reader reader(array[i], fmt::format("certificate[{}]", i));
    CertificateEntry entry;
    entry.axiom = reader.text("axiom");
    entry.status = reader.choice<AxiomStatus>("status");
    entry.why = reader.text("why", false);
    if (const Json* witness = reader.member("witness", false)) entry.witness = *witness;
    certificate.push_back(std::move(entry));
    problems.append(reader.finish());
  }
  return certificate;
}

std::vector<TraceStep> read_trace(const Json::Array& array, Problems& problems) {
  std::vector<TraceStep> trace;
  for (std::size_t i = 0; i < array.size(); ++i) {
    Reader reader(array[i], fmt::format("trace[{}]", i));
    TraceStep step;
    step.step = reader.integer("step");
    step.say = reader.text("say");
    if (array[i].is_object())
      for (const auto& [key, value] : array[i].as_object()) {
        if (key == "step" || key == "say") continue;
        reader.member(key);
        step.fields.emplace_back(key, value);
      }
    trace.push_back(std::move(step));
    problems.append(reader.finish());
  }
  return trace;
}

Standing read_standing(const Json* json, Problems& problems) {
  Standing standing;
  if (json == nullptr || *json == Json("proven")) return standing;
  Reader reader(*json, "standing");
  standing.best_known = true;
  standing.why = reader.text("best_known");
  standing.value = reader.text("value", false);
  standing.bound = reader.text("bound", false);
  problems.append(reader.finish());
  return standing;
}

std::optional<Margin> read_margin(const Json* json, Problems& problems) {
  if (json == nullptr || json->is_null()) return std::nullopt;
  Reader reader(*json, "margin");
  Margin margin;
  margin.change = reader.text("change");
  margin.value = reader.integer("value");
  margin.kind = reader.text("kind");
  margin.by = reader.text("by");
  problems.append(reader.finish());
  return margin;
}

void read_seed_member(const Json* json, RunSettings& run, Problems& problems) {
  if (json == nullptr) return;
  if (run.ties != TiePolicy::draw) {
    if (json->is_string())
      run.seed = json->as_string();
    else
      problems.add({ProblemCode::document, {}, "seed is not a text", {}});
    if (auto seed = read_seed(run.seed); !seed) problems.append(seed.error());
    return;
  }
  Reader reader(*json, "seed");
  run.draw_seed = reader.text("draw");
  problems.append(reader.finish());
}

}  // namespace

Json to_json(const Decision& decision) {
  COMITIA_ASSERT(decision.outcome.is_object(), "a Decision has an outcome");
  COMITIA_ASSERT(decision.certificate.has_value(), "a Decision has an explicit certificate list");
  COMITIA_ASSERT(!decision.rule.empty() && !decision.provenance.engine.empty() && !decision.voices.digest.empty(),
                 "a Decision has provenance");
  return Json::object({
      {"format", kFormat},
      {"rule",
       Json::object({{"id", decision.rule}, {"version", decision.rule_version}, {"options", decision.options}})},
      {"run", run_json(decision.run)},
      {"seed", seed_json(decision.run)},
      {"voices", voices_json(decision.voices)},
      {"outcome", decision.outcome},
      {"standing", standing_json(decision.standing)},
      {"uncertainty", decision.uncertainty},
      {"resolved", decision.resolved},
      {"certificate", certificate_json(*decision.certificate)},
      {"margin", margin_json(decision.margin)},
      {"ties", ties_json(decision.ties)},
      {"trace", trace_json(decision.trace)},
      {"warnings", Json::strings(decision.warnings)},
      {"provenance", Json::object({{"engine", decision.provenance.engine},
                                   {"commit", decision.provenance.commit},
                                   {"decided_under", decision.provenance.decided_under}})},
  });
}

std::string document_digest(const Json& document) {
  Json bare = document;
  if (bare.is_object())
    std::erase_if(bare.as_object(), [](const Json::Member& m) { return m.first == "digest" || m.first == "timings"; });
  return digest_text(sha256(canonical_text(bare)));
}

std::string document_text(const Decision& decision) {
  Json document = to_json(decision);
  document.set("digest", document_digest(document));
  return pretty_text(document);
}

Result<Decision> from_json(const Json& document) {
  if (document["format"] != Json(kFormat))
    return fail(ProblemCode::document, fmt::format("this is not a document of format {}", kFormat));
  Problems problems;
  Reader reader(document, "");
  for (const auto* known : {"format", "digest", "timings"}) reader.member(known, false);
  Decision decision;
  const Json rule = reader.object("rule");
  {
    Reader rule_reader(rule, "rule");
    decision.rule = rule_reader.text("id");
    decision.rule_version = rule_reader.integer("version");
    decision.options = rule_reader.object("options");
    problems.append(rule_reader.finish());
  }
  if (auto run = read_fields<RunSettings>(reader.object("run")))
    decision.run = *std::move(run);
  else
    problems.append(run.error());
  read_seed_member(reader.member("seed"), decision.run, problems);
  decision.voices = read_voices(reader.object("voices"), problems);
  decision.outcome = reader.object("outcome");
  decision.standing = read_standing(reader.member("standing"), problems);
  if (const Json* uncertainty = reader.member("uncertainty")) decision.uncertainty = *uncertainty;
  if (const Json* resolved = reader.member("resolved")) decision.resolved = *resolved;
  decision.certificate = read_certificate(reader.array("certificate"), problems);
  decision.margin = read_margin(reader.member("margin"), problems);
  decision.ties = read_ties(reader.array("ties"), problems);
  decision.trace = read_trace(reader.array("trace"), problems);
  decision.warnings = reader.texts("warnings");
  {
    const Json provenance = reader.object("provenance");
    Reader provenance_reader(provenance, "provenance");
    decision.provenance.engine = provenance_reader.text("engine");
    decision.provenance.commit = provenance_reader.text("commit");
    decision.provenance.decided_under = provenance_reader.text("decided_under");
    problems.append(provenance_reader.finish());
  }
  problems.append(reader.finish());
  if (!problems.empty()) return fail(std::move(problems));
  return decision;
}

Result<Decision> read_document(std::string_view text, std::string_view source) {
  COMITIA_TRY(const auto json, parse_json(text, source));
  auto decision = from_json(json);
  if (!decision) return fail(std::move(decision).error().at(source));
  return decision;
}

}  // namespace comitia
