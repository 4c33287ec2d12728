// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// What a written file cannot hold, said in the same words by every format.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "comitia/voices/electorate.h"

namespace comitia::io {

/// Collects the losses of writing one electorate; each call adds a sentence when there is something to lose.
class Losses {
 public:
  explicit Losses(const Electorate& electorate) : electorate_(electorate) {}

  void add(std::string sentence) { list_.push_back(std::move(sentence)); }
  void voice_ids();
  void money();
  void seats();
  void title();
  void attributes();
  void names();
  void option_columns(std::string_view kept = {});
  void voice_columns(std::string_view kept = {});
  std::vector<std::string> list() && { return std::move(list_); }

 private:
  void columns(const std::vector<TextColumn>& columns, std::string_view kept, std::string_view of);

  const Electorate& electorate_;
  std::vector<std::string> list_;
};

/// True when some option has a name other than its id.
bool has_names(const OptionTable& options);

}  // namespace comitia::io
