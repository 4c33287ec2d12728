// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Writes voices as ABIF, so that reading them again gives the same kind and digest; what the format cannot hold is
// listed.
#include <algorithm>
#include <iterator>
#include <optional>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "comitia/io/abif.h"
#include "comitia/io/abif_lines_internal.h"
#include "comitia/io/losses.h"
#include "comitia/io/text_cursor.h"

namespace comitia::io {
namespace {

constexpr bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

bool is_bare(std::string_view text) {
  const auto fits = [](char c) { return is_letter(c) || is_digit(c) || c == '_' || c == '-'; };
  return !text.empty() && is_letter(text.front()) && std::all_of(text.begin(), text.end(), fits);
}

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (static_cast<unsigned char>(c) < 0x20) {
      out += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
    } else {
      out += c;
    }
  }
  out += '"';
  return out;
}

std::string token(std::string_view text) { return is_bare(text) ? std::string(text) : quoted(text); }

std::string full_name(std::string_view text) {
  const auto breaks = [](char c) { return c == ']' || static_cast<unsigned char>(c) < 0x20; };
  if (trim(text) != text || std::any_of(text.begin(), text.end(), breaks)) return quoted(text);
  return fmt::format("[{}]", text);
}

/// Numbers and the words of JSON stand bare, as they came.
std::string value(std::string_view text) {
  const bool word = text == "true" || text == "false" || text == "null";
  const bool number = parse_integer(text).has_value();
  return word || number ? std::string(text) : quoted(text);
}

class Writer {
 public:
  explicit Writer(const Voices& voices)
      : voices_(voices), electorate_(ballot_voices(voices).electorate()), data_(data_column()) {}

  Result<Written> write() {
    write_metadata();
    const OptionTable& options = electorate_.options;
    for (std::uint32_t i = 0; i < options.size(); ++i) {
      tokens_.push_back(token(options.id({i})));
      print("={}:{}\n", tokens_.back(), full_name(options.name({i})));
    }
    for (std::int64_t voice = 0; voice < electorate_.voices.size(); ++voice) COMITIA_CHECK(write_voice(voice));
    list_losses();
    return std::move(written_);
  }

 private:
  template <class... Args>
  void print(fmt::format_string<Args...> format, Args&&... args) {
    fmt::format_to(std::back_inserter(written_.bytes), format, std::forward<Args>(args)...);
  }

  void write_metadata() {
    if (!electorate_.title.empty()) print("{{title: {}}}\n", quoted(electorate_.title));
    constexpr std::string_view kTypes[] = {"choose_many", "ranked", "rated"};  // in the order of Voices
    print("{{ballot_type: \"{}\"}}\n", kTypes[voices_.index()]);
    if (electorate_.seats) print("{{seats: {}}}\n", *electorate_.seats);
    std::set<std::string_view> seen{"", "title", "ballot_type", "seats"};
    for (const auto& [key, text] : electorate_.attributes)
      if (key == trim(key) && seen.insert(key).second) print("{{{}: {}}}\n", token(key), value(text));
  }

  /// The column of extended data, if each cell is such.
  const TextColumn* data_column() const {
    for (const TextColumn& column : electorate_.voices.columns) {
      if (column.name != "data") continue;
      for (std::int64_t i = 0; i < column.cells.size(); ++i) {
        const std::string_view cell = column.cells[i];
        if (cell.empty()) continue;
        const std::string line = fmt::format("1:{}", cell);
        const auto vote = abif::LineReader(line).vote();
        if (cell.find('\n') != std::string_view::npos || !vote || vote->data != cell) return nullptr;
      }
      return &column;
    }
    return nullptr;
  }

  Result<void> write_voice(std::int64_t voice) {
    const VoiceTable& table = electorate_.voices;
    std::int64_t count = table.count(voice);
    if (table.weights) {
      const auto whole = (Rational(count) * table.weights->value(voice)).to_int64();
      if (!whole)
        return fail(ProblemCode::vote_type,
                    fmt::format("ABIF counts whole ballots; {} ballots of weight {} are not whole", count,
                                table.weights->value(voice).to_string()),
                    "write another format, such as ranked-csv");
      count = *whole;
    }
    print("{}:", count);
    COMITIA_CHECK(write_ballot(table.ballots[static_cast<std::size_t>(voice)]));
    if (data_ != nullptr && !data_->cells[voice].empty()) print(":{}", data_->cells[voice]);
    print("\n");
    return {};
  }

  Result<void> write_ballot(BallotId ballot) {
    if (const auto* ranked = std::get_if<RankedVoices>(&voices_)) {
      const auto options = ranked->ranking(ballot);
      const auto groups = ranked->groups(ballot);
      for (std::size_t i = 0; i < options.size(); ++i)
        print("{}{}", i == 0 ? "" : groups[i] == groups[i - 1] ? "=" : ">", tokens_[options[i].value]);
    } else if (const auto* scored = std::get_if<ScoredVoices>(&voices_)) {
      const auto options = scored->scored(ballot);
      const auto scores = scored->scores(ballot);
      for (std::size_t i = 0; i < options.size(); ++i) {
        if (scores[i] % scored->score_scale() != 0)
          return fail(ProblemCode::vote_type,
                      fmt::format("scores of ABIF are integers; {} is none",
                                  Rational(scores[i], scored->score_scale()).to_string()),
                      "write another format, such as pabulib");
        print("{}{}/{}", i == 0 ? "" : ",", tokens_[options[i].value], scores[i] / scored->score_scale());
      }
    } else {
      const auto options = std::get<ApprovalVoices>(voices_).approved(ballot);
      for (std::size_t i = 0; i < options.size(); ++i) print("{}{}", i == 0 ? "" : "=", tokens_[options[i].value]);
    }
    return {};
  }

  void list_losses() {
    Keeps keeps{.option_ids = true, .seats = true};
    if (data_ != nullptr) keeps.voice_columns.push_back(data_->name);
    written_.losses = losses(electorate_, keeps);
  }

  const Voices& voices_;
  const Electorate& electorate_;
  const TextColumn* data_;
  std::vector<std::string> tokens_;
  Written written_;
};

}  // namespace

Result<Written> write_abif(const Voices& voices) { return Writer(voices).write(); }

}  // namespace comitia::io
