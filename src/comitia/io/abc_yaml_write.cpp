// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Writes approval voices as .abc.yaml, voter by voter, so that abcvoting reads it wherever that is possible.
#include <algorithm>

#include <fmt/format.h>

#include "comitia/io/abc_yaml.h"
#include "comitia/io/losses.h"

namespace comitia::io {
namespace {

constexpr std::size_t kLineWidth = 110;
/// Beyond this many voters equal ones are written as one with their number as weight.
constexpr std::int64_t kMostVoters = 1'000'000;

/// A quoted scalar; every text can be written so.
std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\')
      out += '\\', out += c;
    else if (byte < 0x20 || byte == 0x7F)
      out += fmt::format("\\x{:02x}", byte);
    else
      out += c;
  }
  return out + '"';
}

/// A list in brackets, broken between its items.
class FlowList {
 public:
  FlowList(std::string& out, std::string_view key) : out_(out), line_(out.size()) { out_ += fmt::format("{}: [", key); }
  void add(std::string_view item) {
    const bool breaks = out_.size() + item.size() + 3 - line_ > kLineWidth;
    if (!first_) out_ += breaks ? ",\n  " : ", ";
    if (!first_ && breaks) line_ = out_.size();
    first_ = false;
    out_ += item;
  }
  void end() { out_ += "]\n"; }

 private:
  std::string& out_;
  std::size_t line_;
  bool first_ = true;
};

/// Decimals where they are exact, since abcvoting reads no p/q.
std::string weight_text(const Rational& weight) {
  Rational scaled = weight;
  for (int digits = 1; digits <= 12; ++digits) {
    scaled *= 10;
    if (scaled.is_integer() && !weight.is_integer()) return to_decimal(weight, digits);
  }
  return weight.to_string();
}

class Writer {
 public:
  explicit Writer(const ApprovalVoices& voices) : voices_(voices), electorate_(voices.electorate()) {
    merged_ = electorate_.voters > kMostVoters;
  }

  Written write() {
    if (!electorate_.title.empty()) written_.bytes += fmt::format("description: {}\n", quoted(electorate_.title));
    write_profile();
    write_weights();
    written_.bytes += fmt::format("num_cand: {}\n", voices_.option_count());
    if (electorate_.seats) written_.bytes += fmt::format("committeesize: {}\n", *electorate_.seats);
    write_names();
    list_losses();
    return std::move(written_);
  }

 private:
  std::int64_t lines(std::int64_t voice) const { return merged_ ? 1 : electorate_.voices.count(voice); }

  void write_profile() {
    FlowList list(written_.bytes, "profile");
    for (std::int64_t voice = 0; voice < electorate_.voices.size(); ++voice) {
      std::string set = "[";
      for (const OptionId option : voices_.approved(electorate_.voices.ballots[static_cast<std::size_t>(voice)]))
        set += fmt::format("{}{}", set.size() > 1 ? ", " : "", option.value);
      set += ']';
      for (std::int64_t i = 0; i < lines(voice); ++i) list.add(set);
    }
    list.end();
  }

  void write_weights() {
    const VoiceTable& table = electorate_.voices;
    if (!table.weights && !merged_) return;
    FlowList list(written_.bytes, "voter_weights");
    for (std::int64_t voice = 0; voice < table.size(); ++voice) {
      Rational weight = table.weights ? table.weights->value(voice) : Rational(1);
      if (merged_) weight *= Rational(table.count(voice));
      const std::string text = weight_text(weight);
      fractions_ |= text.find('/') != std::string::npos;
      for (std::int64_t i = 0; i < lines(voice); ++i) list.add(text);
    }
    list.end();
  }

  void write_names() {
    for (std::uint32_t i = 0; i < voices_.option_count(); ++i)
      own_ids_ |= voices_.options().id({i}) != fmt::format_int(i).c_str();
    if (!own_ids_) return;
    FlowList list(written_.bytes, "cand_names");
    for (std::uint32_t i = 0; i < voices_.option_count(); ++i) list.add(quoted(voices_.options().id({i})));
    list.end();
  }

  void list_losses() {
    auto& lost = written_.losses;
    lost = losses(
        electorate_,
        {.option_ids = true, .option_names = false, .voice_counts = !merged_, .seats = true, .attributes = false});
    if (merged_) lost.push_back("equal voters one by one: beyond a million they are written as one with a weight");
    if (own_ids_) lost.push_back("for abcvoting the ids of options: it does not know the key cand_names");
    if (fractions_) lost.push_back("for abcvoting fractions among the weights: it does not read p/q");
  }

  const ApprovalVoices& voices_;
  const Electorate& electorate_;
  bool merged_ = false;
  bool own_ids_ = false;
  bool fractions_ = false;
  Written written_;
};

}  // namespace

Result<Written> write_abc_yaml(const Voices& voices) {
  const auto* approval = std::get_if<ApprovalVoices>(&voices);
  if (approval == nullptr)
    return fail(ProblemCode::vote_type,
                fmt::format("an .abc.yaml file holds approvals; these voices are {}", voices_kind(voices)),
                "convert them first, or write another format");
  return Writer(*approval).write();
}

}  // namespace comitia::io
