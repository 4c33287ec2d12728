// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// The table of formats and the choice among them; see the header.
#include "comitia/io/format.h"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "comitia/io/abc_yaml.h"
#include "comitia/io/abif.h"
#include "comitia/io/blt.h"
#include "comitia/io/cef.h"
#include "comitia/io/duckdb.h"
#include "comitia/io/pabulib.h"
#include "comitia/io/preflib.h"
#include "comitia/io/profile.h"
#include "comitia/io/raire.h"
#include "comitia/io/ranked_csv.h"
#include "comitia/io/table_csv.h"

namespace comitia::io {
namespace {

/// Enough for the header of any format.
constexpr std::size_t kFirstBytes = 4096;

/// One row each, the most particular marks first: of two formats that are equally sure, the first one is taken.
const std::vector<Format>& table() {
  static const std::vector<Format> rows = {
      {"table",
       "tables in Parquet, JSON lines or CSV, one file or many (through DuckDB)",
       {".parquet", ".jsonl", ".ndjson", ".csv.gz", ".tsv.gz"},
       "approval, ranked, scored",
       recognise_table,
       read_table_files,
       nullptr},
      {"pabulib",
       "Pabulib",
       {".pb"},
       "approval, ranked, scored, with costs and a budget",
       recognise_pabulib,
       read_pabulib,
       write_pabulib},
      {"profile", "ranked profile", {".profile"}, "ranked", recognise_profile, read_profile, nullptr},
      {"raire", "RAIRE ballots", {".raire"}, "ranked", recognise_raire, read_raire, nullptr},
      {"abc-yaml",
       "approval committees in YAML",
       {".abc.yaml"},
       "approval",
       recognise_abc_yaml,
       read_abc_yaml,
       write_abc_yaml},
      {"abif",
       "Aggregated Ballot Information Format",
       {".abif"},
       "ranked, scored, approval",
       recognise_abif,
       read_abif,
       write_abif},
      {"preflib",
       "PrefLib",
       {".soc", ".soi", ".toc", ".toi", ".cat", ".wmd"},
       "ranked, approval",
       recognise_preflib,
       read_preflib,
       write_preflib},
      {"cef", "Condorcet Election Format", {".cvotes"}, "ranked", recognise_cef, read_cef, write_cef},
      {"blt", "BLT, ballots and seats of STV programs", {".blt"}, "ranked", recognise_blt, read_blt, write_blt},
      {"ranked-csv",
       "CSV with one column per rank",
       {".csv"},
       "ranked",
       recognise_ranked_csv,
       read_ranked_csv,
       write_ranked_csv},
      {"table-csv",
       "CSV tables: a column per option, lists, or a row per voter and option",
       {".csv", ".tsv"},
       "approval, scored, ranked",
       recognise_table_csv,
       read_table_csv,
       nullptr},
  };
  return rows;
}

std::vector<std::string_view> ids() {
  std::vector<std::string_view> words;
  for (const Format& format : table()) words.push_back(format.id);
  return words;
}

}  // namespace

std::span<const Format> formats() { return table(); }

const Format* find_format(std::string_view id) {
  const auto found =
      std::find_if(table().begin(), table().end(), [&](const Format& format) { return format.id == id; });
  return found == table().end() ? nullptr : &*found;
}

Result<const Format*> detect(const Source& source) {
  std::string_view first_bytes = source.bytes().substr(0, kFirstBytes);
  if (first_bytes.starts_with("\xEF\xBB\xBF")) first_bytes.remove_prefix(3);
  const auto refuse = [&](ProblemCode code, std::string text, std::string hint) {
    return fail(Problem{code, {source.name(), 1, 1}, std::move(text), std::move(hint)});
  };
  if (first_bytes.empty()) return refuse(ProblemCode::empty, "there is nothing in it", "name a file with voices");
  if (source.is_several()) return find_format("table");
  int surest = 0;
  std::vector<const Format*> candidates;
  for (const Format& format : table()) {
    const int sure = format.recognise(first_bytes, source.name());
    if (sure > surest) candidates.clear();
    surest = std::max(surest, sure);
    if (sure == surest && sure > 0) candidates.push_back(&format);
  }
  if (surest == 2 || candidates.size() == 1) return candidates.front();
  if (candidates.empty())
    return refuse(ProblemCode::format,
                  fmt::format("this is none of the formats that were tried: {}", fmt::join(ids(), ", ")),
                  "name the format with --from");
  std::vector<std::string_view> possible;
  for (const Format* format : candidates) possible.push_back(format->id);
  return refuse(ProblemCode::format, fmt::format("this can be any of: {}", fmt::join(possible, ", ")),
                "name the format with --from");
}

Result<ReadResult> read(const Source& source, std::string_view format, const ReadOptions& options) {
  if (format.empty()) {
    COMITIA_TRY(const Format* detected, detect(source));
    return detected->read(source, options);
  }
  const Format* const named = find_format(format);
  if (named == nullptr)
    return fail(Problem{ProblemCode::format,
                        {source.name(), 0, 0},
                        fmt::format("there is no format called {}", format),
                        fmt::format("the formats are: {}", fmt::join(ids(), ", "))});
  return named->read(source, options);
}

}  // namespace comitia::io
