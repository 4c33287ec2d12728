// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// The digest of voices. Its bytes are SHA-256 of the following, so that a second program can recompute it:
//
//   "comitia-voices/1\n"
//   text   kind: "approval", "ranked" or "scored"
//   number m, then for each option in the order of the source
//     text id, text name (the id where there is none), text cost ("" without costs)
//   text   budget ("" when there is none)
//   text   seats ("" when there are none)
//   number 1 when voices have ids, else 0
//   with ids:    number of voices, then for each in the order of the source
//                  text id, number count, text weight of each of its voters, ballot
//   without ids: number of distinct ballots, then for each in ascending order
//                  text weight (over all its voters), ballot
//
//   number = 8 bytes, little-endian      text = number of its bytes, then its UTF-8 bytes
//   exact values are texts "p/q", or "p" for integers, in lowest terms
//   ballot = number k of options, then for each of them, with positions of options as 4 bytes, little-endian,
//     approval: position, ascending
//     ranked:   position and, as 4 bytes, its group of equals 0, 1, ...; best group first, ascending within a group
//     scored:   position ascending and its score as a text
//   ascending order of ballots: lexicographic by their lists of (position), (group, position) or (position, score),
//   a list that begins another one coming first.
//
// Lengths stand before all parts, so no two different contents share their bytes.
#include <algorithm>
#include <cstring>
#include <numeric>
#include <string>
#include <vector>

#include "comitia/base/sha256.h"
#include "comitia/voices/voices.h"

namespace comitia {
namespace {

/// Collects bytes and hands them to the hash in large pieces.
class Stream {
 public:
  void bytes(std::string_view text) {
    if (text.size() > buffer_.size() - used_) flush();
    if (text.size() > buffer_.size()) {
      hash_.update(text);
      return;
    }
    std::memcpy(buffer_.data() + used_, text.data(), text.size());
    used_ += text.size();
  }
  void number(std::uint64_t value) { little_endian<8>(value); }
  void position(std::uint32_t value) { little_endian<4>(value); }
  void text(std::string_view text) {
    number(text.size());
    bytes(text);
  }
  Sha256Digest finish() {
    flush();
    return hash_.finish();
  }

 private:
  template <std::size_t kSize>
  void little_endian(std::uint64_t value) {
    if (kSize > buffer_.size() - used_) flush();
    for (std::size_t i = 0; i < kSize; ++i) buffer_[used_ + i] = static_cast<char>(value >> (8 * i));
    used_ += kSize;
  }
  void flush() {
    hash_.update(std::string_view(buffer_.data(), used_));
    used_ = 0;
  }

  Sha256 hash_;
  std::vector<char> buffer_ = std::vector<char>(std::size_t{1} << 16U);
  std::size_t used_ = 0;
};

/// The texts of exact values over one scale; most voices share few values, so the last one is remembered.
class ValueText {
 public:
  explicit ValueText(std::int64_t scale) : scale_(scale) {}
  const std::string& operator()(std::int64_t numerator) {
    if (text_.empty() || numerator != numerator_) {
      numerator_ = numerator;
      text_ = scale_ == 1 ? std::to_string(numerator) : Rational(numerator, scale_).to_string();
    }
    return text_;
  }

 private:
  std::int64_t scale_;
  std::int64_t numerator_ = 0;
  std::string text_;
};

/// One ballot of each kind: how it is written and how it compares.
class Ballots {
 public:
  Ballots(const ApprovalVoices& voices) : approval_(&voices) {}                                 // NOLINT
  Ballots(const RankedVoices& voices) : ranked_(&voices) {}                                     // NOLINT
  Ballots(const ScoredVoices& voices) : scored_(&voices), score_text_(voices.score_scale()) {}  // NOLINT

  void write(Stream& out, BallotId ballot) {
    const auto options = items(ballot);
    out.number(options.size());
    if (ranked_ != nullptr) {
      const auto groups = ranked_->groups(ballot);
      for (std::size_t i = 0; i < options.size(); ++i)  // the position, then the group
        out.number(options[i].value | (std::uint64_t{groups[i]} << 32U));
    } else if (scored_ != nullptr) {
      const auto scores = scored_->scores(ballot);
      for (std::size_t i = 0; i < options.size(); ++i) {
        out.position(options[i].value);
        out.text(score_text_(scores[i]));
      }
    } else {
      for (const OptionId option : options) out.position(option.value);
    }
  }

  bool less(BallotId a, BallotId b) const {
    const auto x = items(a);
    const auto y = items(b);
    for (std::size_t i = 0; i < std::min(x.size(), y.size()); ++i) {
      if (ranked_ != nullptr && ranked_->groups(a)[i] != ranked_->groups(b)[i])
        return ranked_->groups(a)[i] < ranked_->groups(b)[i];
      if (x[i] != y[i]) return x[i] < y[i];
      if (scored_ != nullptr && scored_->scores(a)[i] != scored_->scores(b)[i])
        return scored_->scores(a)[i] < scored_->scores(b)[i];
    }
    return x.size() < y.size();
  }

 private:
  std::span<const OptionId> items(BallotId ballot) const {
    if (approval_ != nullptr) return approval_->approved(ballot);
    return ranked_ != nullptr ? ranked_->ranking(ballot) : scored_->scored(ballot);
  }

  const ApprovalVoices* approval_ = nullptr;
  const RankedVoices* ranked_ = nullptr;
  const ScoredVoices* scored_ = nullptr;
  ValueText score_text_{1};
};

void write_options(Stream& out, const Electorate& electorate) {
  const OptionTable& options = electorate.options;
  out.number(static_cast<std::uint64_t>(options.size()));
  for (std::uint32_t i = 0; i < options.size(); ++i) {
    out.text(options.id(OptionId{i}));
    out.text(options.name(OptionId{i}));
    out.text(options.costs ? options.costs->value(i).to_string() : std::string());
  }
  out.text(electorate.budget ? electorate.budget->to_string() : std::string());
  out.text(electorate.seats ? std::to_string(*electorate.seats) : std::string());
}

template <class Kind>
Sha256Digest digest_of(const Kind& voices) {
  Stream out;
  Ballots ballots(voices);
  const VoiceTable& table = voices.electorate().voices;
  out.bytes("comitia-voices/1\n");
  out.text(Kind::kKind);
  write_options(out, voices.electorate());
  out.number(table.ids.empty() ? 0 : 1);
  if (!table.ids.empty()) {
    ValueText weight(table.weights ? table.weights->scale : 1);
    out.number(static_cast<std::uint64_t>(table.size()));
    for (std::int64_t voice = 0; voice < table.size(); ++voice) {
      out.text(table.ids[voice]);
      out.number(static_cast<std::uint64_t>(table.count(voice)));
      out.text(weight(table.weights ? table.weights->numerators[static_cast<std::size_t>(voice)] : 1));
      ballots.write(out, table.ballots[static_cast<std::size_t>(voice)]);
    }
    return out.finish();
  }
  std::vector<BallotId> order(static_cast<std::size_t>(voices.ballot_count()));
  for (std::uint32_t i = 0; i < order.size(); ++i) order[i] = BallotId{i};
  // Distinct ballots differ, so this order is total.
  std::sort(order.begin(), order.end(), [&](BallotId a, BallotId b) { return ballots.less(a, b); });
  ValueText weight(voices.weight_scale());
  out.number(order.size());
  for (const BallotId ballot : order) {
    out.text(weight(voices.weight(ballot)));
    ballots.write(out, ballot);
  }
  return out.finish();
}

}  // namespace

Sha256Digest digest(const Voices& voices) {
  return std::visit(
      [](const auto& kind) {
        auto& known = *kind.known_digest_;
        std::call_once(known.once, [&] { known.digest = digest_of(kind); });
        return known.digest;
      },
      voices);
}

}  // namespace comitia
