// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Results on standard output or in a file. A file is written whole or not at all: into a neighbour with a temporary
// name that takes the file's place only when everything is on the disk.
#pragma once

#include <string>
#include <string_view>

#include "comitia/base/result.h"

namespace comitia::cli {

/// Replaces a file by these bytes in one step. Devices and pipes are written directly. @errors file
Result<void> write_file(const std::string& path, std::string_view bytes);
/// Writes to standard output. @errors file (a full disk, a closed output)
Result<void> write_standard_output(std::string_view bytes);

class Output {
 public:
  /// An empty path or "-" is standard output.
  explicit Output(std::string path) : path_(path == "-" ? std::string() : std::move(path)) {}

  bool is_file() const { return !path_.empty(); }
  const std::string& path() const { return path_; }
  /// To standard output at once; to a file when finish() is called.
  Result<void> write(std::string_view bytes);
  Result<void> finish();

 private:
  std::string path_;
  std::string held_;
  bool written_ = false;
};

/// The file that is being written under a temporary name, for a signal to remove; empty when there is none.
const char* unfinished_file();

}  // namespace comitia::cli
