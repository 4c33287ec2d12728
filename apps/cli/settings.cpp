// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
#include "cli/settings.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "comitia/io/source.h"

namespace comitia::cli {
namespace {

std::vector<std::string> format_ids() {
  std::vector<std::string> ids;
  for (const auto& format : io::formats()) ids.emplace_back(format.id);
  return ids;
}

template <class Enum>
std::vector<std::string> words() {
  return {kEnumWords<Enum>.begin(), kEnumWords<Enum>.end()};
}

// Those of RunSettings: what a Decision must record to be computed again.
std::vector<Flag> run_flags() {
  std::vector<Flag> flags;
  for (const auto& field : describe_fields<RunSettings>()) {
    auto flag = flag_of(field);
    flag.group = "Deciding";
    if (flag.name == "ties") {
      flag.help =
          "how ties are broken: by the order of the file, all outcomes, refuse (exit 4), random (by --seed), or a "
          "public draw whose seed stands in FILE";
      flag.value = "order|all|refuse|random|draw:FILE";
      flag.choices.clear();  // the word draw goes on with the name of a file
    }
    flags.push_back(std::move(flag));
  }
  return flags;
}

std::optional<Format> format_by_extension(const std::string& path) {
  const auto extension = std::filesystem::path(path).extension().string();
  if (extension == ".txt") return Format::table;
  if (extension == ".htm") return Format::html;
  for (std::size_t i = 0; i < kEnumWords<Format>.size(); ++i)
    if (extension == fmt::format(".{}", kEnumWords<Format>[i])) return static_cast<Format>(i);
  return std::nullopt;
}

// What a column of a table can be: the fields of TableOptions, but for the kind of table.
std::vector<std::string> column_roles() {
  std::vector<std::string> roles;
  for (const auto& field : describe_fields<io::TableOptions>())
    if (field.name != "table") roles.push_back(field.name);
  return roles;
}

Result<io::TableOptions> read_table_options(const Arguments& arguments) {
  Json::Object members;
  std::vector<std::string> options;
  if (arguments.given("table")) members.emplace_back("table", arguments.text("table"));
  const auto roles = column_roles();
  for (const auto& pair : arguments.list("columns")) {
    const auto equals = pair.find('=');
    const auto role = pair.substr(0, equals);
    if (equals == std::string::npos || std::find(roles.begin(), roles.end(), role) == roles.end())
      return fail(ProblemCode::usage, fmt::format("--columns cannot be \"{}\"", pair),
                  fmt::format("write ROLE=NAME; the roles are {}", fmt::join(roles, ", ")));
    if (role == "options")
      options.push_back(pair.substr(equals + 1));
    else
      members.emplace_back(role, pair.substr(equals + 1));
  }
  if (!options.empty()) members.emplace_back("options", Json::strings(options));
  return read_fields<io::TableOptions>(Json(std::move(members)));
}

// Where DuckDB's library may be; the core itself does not look at the environment.
std::vector<std::string> duckdb_libraries() {
  std::vector<std::string> files;
  if (const char* named = std::getenv("COMITIA_DUCKDB"); named != nullptr && *named != '\0') files.emplace_back(named);
#ifdef COMITIA_DUCKDB_LIBRARY
  files.emplace_back(COMITIA_DUCKDB_LIBRARY);
#endif
  files.emplace_back("libduckdb.so");
  return files;
}

template <class Enum>
Enum enum_of(std::string_view word) {
  const auto& all = kEnumWords<Enum>;
  return static_cast<Enum>(std::find(all.begin(), all.end(), word) - all.begin());  // parse() checked the word
}

tl::unexpected<Problems> bad_value(std::string_view flag, std::string_view value, std::string_view wanted) {
  return fail(ProblemCode::usage, fmt::format("--{} cannot be \"{}\"", flag, value), fmt::format("give {}", wanted));
}

Result<Rational> read_number(const Arguments& arguments, std::string_view flag, const Rational& most,
                             std::string_view wanted) {
  if (!arguments.given(flag)) return Rational(0);
  const auto text = arguments.text(flag);
  const auto number = Rational::parse(text);
  if (!number || *number < 0 || *number > most) return bad_value(flag, text, wanted);
  return *number;
}

Result<std::string> seed_in_file(const std::string& path) {
  COMITIA_TRY(const auto source, io::Source::open(path));
  auto text = source.bytes();
  while (!text.empty() && (text.back() == '\n' || text.back() == '\r' || text.back() == ' ')) text.remove_suffix(1);
  if (text.empty() || text.find('\n') != std::string_view::npos)
    return fail(ProblemCode::usage, fmt::format("{} does not hold the seed of a public draw", path),
                "its only line is the seed");
  return std::string(text);
}

Result<RunSettings> read_run(const Arguments& arguments) {
  Json::Object members;
  for (const auto& field : describe_fields<RunSettings>()) {
    const auto name = kebab_case(field.name);
    if (!arguments.given(name)) continue;
    if (field.type == "list")
      members.emplace_back(field.name, Json::strings(arguments.list(name)));
    else
      members.emplace_back(field.name, arguments.text(name));
  }
  Json object(std::move(members));
  if (arguments.given("resolute")) {
    if (arguments.given("ties"))
      return fail(ProblemCode::usage, "--ties and --resolute or --irresolute say the same", "give one of them");
    object.set("ties", arguments.on("resolute") ? "order" : "all");
  }
  constexpr std::string_view kDraw = "draw:";
  if (const auto ties = arguments.text("ties"); ties.starts_with(kDraw)) {
    COMITIA_TRY(auto seed, seed_in_file(ties.substr(kDraw.size())));
    object.set("ties", "draw").set("draw_seed", std::move(seed));
  } else if (ties == "draw" && !arguments.given("draw-seed")) {
    return fail(ProblemCode::usage, "--ties draw needs the seed of the draw",
                "write --ties draw:FILE, or --draw-seed TEXT");
  }
  COMITIA_TRY(auto run, read_fields<RunSettings>(object));
  if (!run.draw_seed.empty() && run.ties != TiePolicy::draw)
    return fail(ProblemCode::usage, "--draw-seed is only used with --ties draw");
  COMITIA_CHECK(read_seed(run.seed));
  return run;
}

Result<std::optional<std::string>> read_arithmetic(const Arguments& arguments) {
  const bool alias = arguments.given("accuracy");  // the word of the tools for equal shares
  if (!alias && !arguments.given("arithmetic")) return std::nullopt;
  if (alias && arguments.given("arithmetic"))
    return fail(ProblemCode::usage, "--accuracy and --arithmetic say the same", "give --arithmetic alone");
  const auto* flag = alias ? "accuracy" : "arithmetic";
  const auto word = arguments.text(flag);
  if (word == "exact" || word == "fractions") return "exact";
  if (word == "certified-float" || word == "double" || word == "floats") return "certified-float";
  return bad_value(flag, word, "exact or double");
}

Result<std::optional<Format>> read_format(const Arguments& arguments, const std::string& output) {
  const auto asked = arguments.text("format");
  if (arguments.on("json")) {
    if (!asked.empty() && asked != "json")
      return fail(ProblemCode::usage, fmt::format("--json contradicts --format {}", asked), "give one of them");
    return Format::json;
  }
  if (!asked.empty()) return enum_of<Format>(asked);
  return format_by_extension(output);
}

}  // namespace

std::vector<Flag> global_flags() {
  using enum FlagKind;
  std::vector<Flag> flags = {
      {"output",
       'o',
       one,
       "FILE",
       "write the result to FILE, whole or not at all; its extension chooses the format",
       {},
       {},
       {},
       {},
       "Output"},
      {"format", 0, one, "FORMAT", "how the result is written", words<Format>(), "table", {}, {}, "Output"},
      {"json", 0, on, "", "short for --format json", {}, {}, {}, {}, "Output"},
      {"from",
       0,
       one,
       "FORMAT",
       "format of the input; without it, extension and first lines decide",
       format_ids(),
       {},
       {},
       {},
       "Reading"},
      {"strict",
       0,
       on_off,
       "",
       "refuse a file with any defect (default), or mend it, leave out bad voices and list them",
       {},
       {},
       "lenient",
       {},
       "Reading"},
      {"overvote",
       0,
       one,
       "POLICY",
       "cast-vote records: one rank given to several options",
       {"refuse", "exhaust", "skip", "equal"},
       "refuse",
       {},
       {},
       "Reading"},
      {"skipped-rank",
       0,
       one,
       "POLICY",
       "cast-vote records: a rank left out",
       {"skip", "refuse", "exhaust-at-two"},
       "skip",
       {},
       {},
       "Reading"},
      {"repeated-rank",
       0,
       one,
       "POLICY",
       "cast-vote records: one option at several ranks",
       {"first", "refuse"},
       "first",
       {},
       {},
       "Reading"},
  };
  flags.push_back({"table",
                   0,
                   one,
                   "KIND",
                   "tables: what the rows and columns are; without it, their names and first cells decide",
                   words<io::TableKind>(),
                   "auto",
                   {},
                   {},
                   "Reading"});
  flags.push_back({"columns",
                   0,
                   many,
                   "ROLE=NAME,...",
                   fmt::format("tables: which column is what; roles are {}; options=NAME may be given for each option",
                               fmt::join(column_roles(), ", ")),
                   {},
                   {},
                   {},
                   {},
                   "Reading"});
  for (auto& flag : run_flags()) flags.push_back(std::move(flag));
  const std::vector<Flag> more = {
      {"resolute",
       0,
       on_off,
       "",
       "one outcome (short for --ties order), or all of them (--ties all)",
       {},
       {},
       "irresolute",
       {},
       "Deciding"},
      {"arithmetic",
       0,
       one,
       "exact|double",
       "exact fractions, or doubles whose close comparisons are decided exactly",
       {},
       "exact",
       {},
       {},
       "Deciding"},
      {"margin",
       0,
       on,
       "",
       "also work out how many ballots would have to change to change the outcome",
       {},
       {},
       {},
       {},
       "Deciding"},
      {"threads",
       0,
       one,
       "N",
       "threads to use; 0 means all processors. The result never depends on it",
       {},
       "0",
       {},
       {},
       "Limits"},
      {"time-limit",
       0,
       one,
       "SECONDS",
       "stop after so long (exit 5); the best that was found is still written",
       {},
       {},
       {},
       {},
       "Limits"},
      {"memory-limit",
       0,
       one,
       "MB",
       "stop when more memory than this would be needed (exit 5)",
       {},
       {},
       {},
       {},
       "Limits"},
      {"progress",
       0,
       one,
       "WHEN",
       "show progress on standard error; auto means on a terminal",
       words<When>(),
       "auto",
       {},
       {},
       "Conversation"},
      {"quiet", 'q', on, "", "no remarks on standard error, only problems", {}, {}, {}, {}, "Conversation"},
      {"verbose", 'v', on, "", "more remarks, and the steps of a decision", {}, {}, {}, {}, "Conversation"},
      {"color",
       0,
       on_off,
       "",
       "colour on a terminal (default, unless NO_COLOR is set), or none",
       {},
       {},
       {},
       {},
       "Conversation"},
      {"no-input", 0, on, "", "never wait for somebody to type", {}, {}, {}, {}, "Conversation"},
      {"config",
       0,
       one,
       "FILE",
       "take options from FILE: lines such as ties = \"refuse\", those of a command under "
       "[elect.decide]",
       {},
       {},
       {},
       {},
       "Conversation"},
      {"help", 'h', on, "", "say how this command is used", {}, {}, {}, {}, "Conversation"},
      {"version", 0, on, "", "say which version this is", {}, {}, {}, {}, "Conversation"},
      {"accuracy", 0, one, "fractions|floats", "the same as --arithmetic", {}, {}, {}, {}, "", true},
      {"tie-breaking", 0, one, "LIST", "tie breaking of budget rules", {}, {}, {}, {}, "", true},
      {"comparison", 0, one, "RULE", "comparison step of budget rules", {}, {}, {}, {}, "", true},
  };
  flags.insert(flags.end(), more.begin(), more.end());
  return flags;
}

bool is_global_flag(std::string_view name) {
  static const auto kFlags = global_flags();
  return std::any_of(kFlags.begin(), kFlags.end(), [&](const Flag& flag) { return flag.name == name; });
}

Result<Settings> read_settings(const Arguments& arguments) {
  Settings settings;
  COMITIA_TRY(settings.run, read_run(arguments));
  settings.output = arguments.text("output");
  COMITIA_TRY(settings.format, read_format(arguments, settings.output));
  settings.from = arguments.text("from");
  if (!arguments.on("strict", true)) settings.reading.strictness = io::Strictness::lenient;
  settings.reading.overvote = arguments.text("overvote", settings.reading.overvote);
  settings.reading.skipped_rank = arguments.text("skipped-rank", settings.reading.skipped_rank);
  settings.reading.repeated_rank = arguments.text("repeated-rank", settings.reading.repeated_rank);
  COMITIA_TRY(settings.reading.table, read_table_options(arguments));
  settings.reading.duckdb_libraries = duckdb_libraries();
  COMITIA_TRY(settings.arithmetic, read_arithmetic(arguments));
  settings.margin = arguments.on("margin");
  COMITIA_TRY(const auto threads, read_number(arguments, "threads", 1024, "a number of threads from 0 to 1024"));
  if (!threads.is_integer())
    return bad_value("threads", arguments.text("threads"), "a number of threads from 0 to 1024");
  settings.threads = static_cast<int>(*threads.to_int64());
  COMITIA_TRY(const auto seconds, read_number(arguments, "time-limit", 100'000'000, "seconds, such as 10 or 0.5"));
  if (arguments.given("time-limit") && seconds == 0)
    return bad_value("time-limit", arguments.text("time-limit"), "seconds, such as 10 or 0.5");
  settings.time_limit_seconds = seconds.to_double();
  COMITIA_TRY(const auto megabytes, read_number(arguments, "memory-limit", 1'000'000'000, "a number of megabytes"));
  if (arguments.given("memory-limit") && megabytes == 0)
    return bad_value("memory-limit", arguments.text("memory-limit"), "a number of megabytes");
  settings.memory_limit_bytes = *(megabytes * Rational(1'000'000)).floor().to_int64();
  settings.progress = enum_of<When>(arguments.text("progress", "auto"));
  settings.quiet = arguments.on("quiet");
  settings.verbose = arguments.on("verbose");
  if (settings.quiet && settings.verbose)
    return fail(ProblemCode::usage, "--quiet contradicts --verbose", "give one of them");
  settings.color = arguments.on("color", true);
  settings.no_input = arguments.on("no-input");
  return settings;
}

}  // namespace comitia::cli
