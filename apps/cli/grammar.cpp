// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// The whole grammar in one place. Families, their rules and the rules' options come from the catalog: a new line there
// appears here, in --help, in the manual page and in completion without a change of this file.
#include <algorithm>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "comitia/audit/axiom.h"
#include "comitia/catalog/catalog.h"
#include "comitia/catalog/sample.h"
#include "comitia/io/convert.h"

#include "cli/command.h"
#include "cli/exits.h"
#include "cli/settings.h"
#include "cli/verbs.h"

namespace comitia::cli {
namespace {

using enum FlagKind;

const Positional kVoices{"INPUT", "a file of voices, or - for standard input", true, false};
const Flag kVoicesOf{"voices", 0, one, "FILE", "the voices that were decided on"};

std::string value_word(const FieldSpec& field) {
  if (field.type == "integer") return "N";
  if (field.type == "rational") return "NUMBER";
  if (field.type == "list") return "LIST";
  if (field.type == "choice") return fmt::format("{}", fmt::join(field.choices, "|"));
  return "TEXT";
}

std::string default_word(const Json& value) {
  if (value.is_null()) return {};
  if (value.is_string()) return value.as_string();
  if (value.is_array()) {
    std::vector<std::string> items;
    for (const auto& item : value.as_array()) items.push_back(item.as_string());
    return fmt::format("{}", fmt::join(items, ","));
  }
  return compact_text(value);
}

bool same_words(const Flag& a, const Flag& b) {
  return a.kind == b.kind && a.value == b.value && a.help == b.help && a.default_value == b.default_value;
}

// The options of all rules of a family, each once, with the rules that take it. Where rules differ in what they take,
// any value is let through (the rule itself checks it) and --help shows each way.
std::vector<Flag> rule_flags(const Family& family) {
  std::vector<Flag> flags;
  for (const auto& rule : family.rules)
    for (const auto& field : rule.options) {
      auto flag = flag_of(field);
      if (is_global_flag(flag.name)) continue;
      const auto known = std::find_if(flags.begin(), flags.end(), [&](const Flag& f) { return f.name == flag.name; });
      if (known == flags.end()) {
        flag.rules = {std::string(rule.id)};
        flag.group = "Options of rules";
        flag.variants = {flag};
        flags.push_back(std::move(flag));
        continue;
      }
      known->rules.emplace_back(rule.id);
      auto& ways = known->variants;
      const auto way = std::find_if(ways.begin(), ways.end(), [&](const Flag& f) { return same_words(f, flag); });
      if (way != ways.end()) {
        way->rules.emplace_back(rule.id);
        continue;
      }
      flag.rules = {std::string(rule.id)};
      if (known->choices != flag.choices) known->choices.clear();
      if (known->kind != flag.kind) known->kind = one;
      ways.push_back(std::move(flag));
    }
  return flags;
}

std::string rule_ids(const Family& family) {
  std::vector<std::string_view> ids;
  for (const auto& rule : family.rules) ids.push_back(rule.id);
  return fmt::format("{}", fmt::join(ids, ", "));
}

Flag rule_flag(const Family& family, std::string help) {
  Flag flag{"rule", 0, many, "ID", std::move(help)};
  for (const auto& rule : family.rules) flag.choices.emplace_back(rule.id);
  return flag;
}

std::vector<Flag> together(std::vector<Flag> flags, const std::vector<Flag>& more) {
  for (const auto& flag : more)
    if (std::none_of(flags.begin(), flags.end(), [&](const Flag& f) { return f.name == flag.name; }))
      flags.push_back(flag);
  return flags;
}

std::vector<Flag> sample_flags() {
  std::vector<Flag> flags;
  for (const auto& field : describe_fields<SampleOptions>()) flags.push_back(flag_of(field));
  flags.push_back({"to", 0, one, "FORMAT", "format of the voices; without it, the extension of -o decides"});
  return flags;
}

std::vector<Flag> convert_flags() {
  std::vector<Flag> flags = {
      {"to", 0, one, "FORMAT", "format to write; without it, the extension of -o decides"},
      {"as", 0, one, "KIND", "turn the ballots into another kind", {"approval", "ranked", "scored"}},
  };
  for (const auto& field : describe_fields<io::ConvertOptions>()) flags.push_back(flag_of(field));
  return flags;
}

Command family_command(const Family& family) {
  const auto id = std::string(family.id);
  const auto of_rules = rule_flags(family);
  const std::string default_rule = "without it, the family's default for such voices, which is said on standard error";
  const auto say = [&](const char* rest) { return fmt::format("comitia {} {}", id, rest); };
  Command decide{
      "decide",
      "from voices to a decision",
      "Reads voices, runs the rule, audits the outcome, and writes a Decision. Several inputs or several rules give "
      "several decisions; as JSON these are written one to a line.",
      {{"INPUT", "files of voices, or - for standard input", true, true}},
      together({rule_flag(family, "rule to decide by: " + rule_ids(family) + "; " + default_rule)}, of_rules),
      {{"a committee of three, with its certificate", say("decide council.abif --rule elect/equal-shares --seats 3")},
       {"the same as a document that anybody can verify",
        say("decide council.abif --rule elect/equal-shares --seats 3 -o decision.json")}},
      {},
      run_decide};
  Command compare{
      "compare",
      "several rules on the same voices, side by side",
      "Shows what each rule decides, which axioms its outcome satisfies, and by how many members outcomes differ.",
      {kVoices},
      together({rule_flag(family, "rule to compare; repeat it. Without it, all rules that take these voices"),
                {"all-rules", 0, on, "", "all rules that take these voices"}},
               of_rules),
      {{"two rules", say("compare council.abif --rule elect/av --rule elect/seq-pav --seats 3")},
       {"all that apply", say("compare ballots.blt --all-rules")}},
      {},
      run_compare};
  Command explain{
      "explain",
      "why an option won or lost, and what a voice did",
      "Takes voices (and decides first) or a Decision document with --voices.",
      {{"INPUT", "voices, or a Decision document", true, false}},
      together({kVoicesOf,
                {"option", 0, one, "ID", "why this option won or lost"},
                {"voice", 0, one, "ID", "what the ballot of this voter did"},
                {"step", 0, one, "N", "one step of the decision in full"},
                rule_flag(family, "rule to decide by: " + rule_ids(family) + "; " + default_rule)},
               of_rules),
      {{"why somebody was not elected", say("explain council.abif --rule elect/av --seats 3 --option Dora")},
       {"from a document", say("explain decision.json --voices council.abif --step 2")}},
      {},
      run_explain};
  Command margin{
      "margin",
      "how many ballots would have to change to change the outcome",
      "An exact number where one can be computed, else a bound that was verified by running the rule.",
      {kVoices},
      together({rule_flag(family, "rule to decide by: " + rule_ids(family) + "; " + default_rule)}, of_rules),
      {{"how safe a seat is", say("margin council.abif --rule elect/av --seats 3")}},
      {},
      run_margin};
  Command sample{"sample",
                 "synthetic voices from a model",
                 "The same seed gives the same voices. 'comitia methods sampling' describes the models.",
                 {{"INPUT", "voices to draw from (model bootstrap only)", false, false}},
                 sample_flags(),
                 {{"a thousand approval ballots",
                   say("sample --model resampling --voices 1000 --options 20 --seed 7 -o voices.abif")}},
                 {},
                 run_sample};
  return {id,
          std::string(family.summary),
          "Rules: 'comitia methods' lists them.",
          {},
          {},
          {},
          {std::move(decide), std::move(compare), std::move(explain), std::move(margin), std::move(sample)},
          nullptr};
}

Command audit_command() {
  Flag axiom{
      "axiom", 0, many, "LIST",
      "axioms to check, with commas between; without it, all that speak of such voices. 'comitia methods axioms' "
      "describes them"};
  for (const auto* known : audit::all_axioms()) axiom.choices.emplace_back(known->id);
  return {
      "audit",
      "check axioms on any outcome, with a witness for what is broken",
      "",
      {},
      {},
      {},
      {{"check",
        "does an outcome satisfy these axioms?",
        "Takes a Decision document with --voices, or voices with a committee of any origin. Exit 0: every axiom holds; "
        "1: "
        "one is broken, or could not be settled.",
        {{"INPUT", "a Decision document, or voices", true, false}},
        {kVoicesOf,
         {"committee", 0, many, "IDS", "members of the committee, with commas between; on rankings, the winner"},
         {"seats", 0, one, "N", "number of seats; without it, the size of the committee"},
         std::move(axiom)},
        {{"a committee that somebody proposes", "comitia audit check council.abif --committee Ada,Ben,Cleo --seats 3"},
         {"a decision", "comitia audit check decision.json --voices council.abif --axiom jr,ejr+"},
         {"a winner of rankings", "comitia audit check ballots.blt --committee Nashville"}},
        {},
        run_audit_check}},
      nullptr};
}

Command study_command() {
  const Flag studies{"studies", 0, one, "FOLDER",
                     "the folder of the studies; without it, the one that came with the program"};
  return {
      "study",
      "what papers claim, beside what we measure",
      "",
      {},
      {},
      {},
      {{"list",
        "the studies that there are",
        "One line for each, with the claims that it puts to the test; as JSON, everything that its study.toml says.",
        {},
        {studies},
        {{"all of them", "comitia study list"}},
        {},
        run_study_list},
       {"run",
        "run studies and write their pages",
        "Needs Python with the package comitia. Writes one folder of JSON and CSV for each study, and index.html, "
        "which "
        "collects all: tables with claim beside measurement, and a verdict on each claim. A claim that is not "
        "confirmed "
        "is a result, too: exit 0 says that all studies ran.",
        {{"NAME", "studies such as elect/axioms; without a name, all of them", false, true}},
        {studies, {"quick", 0, on, "", "smaller samples, for a first look and for tests"}},
        {{"a first look", "comitia study run elect/axioms --quick -o results"}},
        {},
        run_study_run}},
      nullptr};
}

std::string exit_codes() {
  std::vector<std::string> words;
  for (const auto& exit : kExitMeanings)
    words.push_back(fmt::format("{} {}", static_cast<int>(exit.code), exit.meaning));
  return fmt::format("Exit codes: {}.", fmt::join(words, "; "));
}

std::vector<Command> tools() {
  std::vector<std::string> topics = {"axioms", "sampling", "formats", "problems", "exits"};
  for (const auto* rule : all_rules()) topics.emplace_back(rule->id);
  return {
      {"methods",
       "the rules that there are, or one of them in full",
       "A table of all rules; one page for one rule; as JSON, with the schema of every option. The topics axioms, "
       "sampling, formats, problems and exits list those.",
       {{"ID", "a rule, or one of axioms, sampling, formats, problems, exits", false, false, topics}},
       {},
       {{"all rules", "comitia methods"}, {"one of them", "comitia methods elect/seq-pav"}},
       {},
       run_methods},
      {"convert",
       "voices from one format to another",
       "The extension of -o or --to chooses the format. --as first turns the ballots into another kind. What is lost "
       "is "
       "said on standard error.",
       {kVoices},
       convert_flags(),
       {{"for another program", "comitia convert ballots.blt -o ballots.abif"},
        {"approval of each voter's first two",
         "comitia convert ballots.blt --as approval --first 2 -o approvals.abif"}},
       {},
       run_convert},
      {"validate",
       "is a file of voices sound?",
       "Lists every problem with its line and column. Exit 0: all files are sound; 1: one is not.",
       {{"INPUT", "files of voices, or - for standard input", true, true}},
       {},
       {{"one file", "comitia validate city.pb"}},
       {},
       run_validate},
      {"describe",
       "what a file of voices holds: counts, kinds, digest",
       "",
       {{"INPUT", "files of voices, or - for standard input", true, true}},
       {{"options", 0, on, "", "also list the options, with their supporters"}},
       {{"one file", "comitia describe city.pb"}},
       {},
       run_describe},
      {"verify",
       "is a Decision what its voices and rule lead to?",
       "Decides again from the document's own record, compares everything, and proves every witness; prints each step. "
       "Exit "
       "0: verified; 1: not.",
       {{"DECISION", "a Decision document, or - for standard input", true, false}},
       {kVoicesOf,
        {"reformatted", 0, on, "", "accept a document that another tool has formatted anew"},
        {"converted", 0, on, "", "accept voices from another file or format that say the same"}},
       {{"with the voices", "comitia verify decision.json --voices council.abif"}},
       {},
       run_verify},
      {"report",
       "a Decision as a page to read, print and publish",
       "One HTML file that needs nothing else. With the voices it shows more; with --rule it compares other rules.",
       {{"DECISION", "a Decision document, or - for standard input", true, false}},
       {kVoicesOf, {"rule", 0, many, "ID", "a rule to show beside the decision; repeat it (needs --voices)"}},
       {{"a page", "comitia report decision.json --voices council.abif -o decision.html"}},
       {},
       run_report},
      study_command(),
      {"doctor",
       "is this build sound, and what is it made of?",
       "Exit 0: all self-tests pass; 1: one does not.",
       {},
       {},
       {{"before reporting a problem", "comitia doctor"}},
       {},
       run_doctor},
      {"completion",
       "completion of words for a shell",
       "Prints a script for the shell to read.",
       {{"SHELL", "bash, zsh or fish", true, false, {"bash", "zsh", "fish"}}},
       {},
       {{"for this bash", "source <(comitia completion bash)"}},
       {},
       run_completion},
      {"man",
       "the manual page",
       "Prints roff; read it with 'comitia man | man -l -'.",
       {},
       {},
       {{"read it", "comitia man | man -l -"}},
       {},
       run_man},
      {"version", "which version this is", "", {}, {}, {{"for programs", "comitia version --json"}}, {}, run_version},
      {"help",
       "how a command is used",
       "",
       {{"COMMAND", "the words of a command", false, true}},
       {},
       {{"a command", "comitia help elect decide"}},
       {},
       run_help},
  };
}

}  // namespace

Flag flag_of(const FieldSpec& field) {
  Flag flag;
  flag.name = kebab_case(field.name);
  flag.kind = field.type == "boolean" ? on_off : field.type == "list" ? many : one;
  if (field.type != "boolean") flag.value = value_word(field);
  flag.help = field.help;
  flag.choices = field.choices;
  flag.default_value = default_word(field.default_value);
  return flag;
}

std::string spelling(const Flag& flag) {
  std::string words;
  if (flag.letter != 0) words = fmt::format("-{}, ", flag.letter);
  if (flag.kind == on_off && flag.negative.empty())
    words += fmt::format("--[no-]{}", flag.name);
  else if (flag.kind == on_off)
    words += fmt::format("--{}, --{}", flag.name, flag.negative);
  else
    words += fmt::format("--{}", flag.name);
  if (!flag.value.empty()) words += " " + flag.value;
  return words;
}

const Command& grammar() {
  static const Command kRoot = [] {
    Command root{"comitia",
                 "one engine for collective decisions: voices in, a decision out, and anyone can check it",
                 exit_codes(),
                 {},
                 global_flags(),
                 {{"decide an election", "comitia elect decide council.abif --rule elect/equal-shares --seats 3"},
                  {"let somebody else check it", "comitia verify decision.json --voices council.abif"}},
                 {},
                 nullptr};
    for (const auto& family : families()) root.commands.push_back(family_command(family));
    root.commands.push_back(audit_command());
    for (auto& tool : tools()) root.commands.push_back(std::move(tool));
    return root;
  }();
  return kRoot;
}

const Command* find_command(const Command& root, const std::vector<std::string>& path) {
  const Command* at = &root;
  for (const auto& name : path) {
    const auto found =
        std::find_if(at->commands.begin(), at->commands.end(), [&](const Command& c) { return c.name == name; });
    if (found == at->commands.end()) return nullptr;
    at = &*found;
  }
  return at;
}

}  // namespace comitia::cli
