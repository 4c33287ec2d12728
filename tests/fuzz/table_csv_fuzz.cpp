// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Tables as CSV, of the kind that they suggest and of each kind by name; what was read goes out as a long table and
// comes back as the same ballots.
#include "comitia/io/table_csv.h"
#include "comitia/io/table_voices.h"
#include "comitia/io/tables_out.h"

#include "fuzz/format_fuzz.h"

namespace comitia::io {
namespace {

void check_long_table(const Voices& voices) {
  if (const auto* scored = std::get_if<ScoredVoices>(&voices); scored != nullptr && scored->score_scale() != 1) return;
  TableOptions options;
  options.table = std::holds_alternative<ApprovalVoices>(voices) ? TableKind::approval_rows
                  : std::holds_alternative<RankedVoices>(voices) ? TableKind::ranking_rows
                                                                 : TableKind::score_rows;
  ArrowArrayStream stream;
  export_batch(ballots_table(voices), &stream);
  auto table = TableStream::open(&stream, "table");
  fuzz::require(table.has_value(), "our own table cannot be opened");
  const auto again = read_table(*std::move(table), options, {});
  // Without any option on a ballot there is nothing to choose from.
  if (!again && again.error().code() == ProblemCode::no_options) return;
  fuzz::require(again.has_value(), "our own table cannot be read", again ? "" : to_string(again.error()));
  const auto weight = [](const BallotVoices& of) { return Rational(of.total_weight(), of.weight_scale()); };
  fuzz::require(weight(ballot_voices(again->voices)) == weight(ballot_voices(voices)), "the long table lost weight");
}

}  // namespace
}  // namespace comitia::io

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace comitia::io;
  const auto bytes = fuzz::view(data, size);
  const fuzz::Target target{recognise_table_csv, read_table_csv};
  fuzz::run(target, bytes);
  if (const auto read = read_table_csv(Source::from_text(std::string(bytes), "input"), {}))
    check_long_table(read->voices);
  ReadOptions options;
  const auto first = size == 0 ? 0 : data[0];
  options.table.table = static_cast<TableKind>(first % comitia::kEnumWords<TableKind>.size());
  fuzz::run(target, bytes.substr(size == 0 ? 0 : 1), options);
  return 0;
}
