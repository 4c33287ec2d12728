// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
#include "cli/output.h"

#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <sys/stat.h>
#include <unistd.h>

#include <fmt/format.h>

namespace comitia::cli {
namespace {

constexpr std::size_t kLongestPath = 4096;
std::array<char, kLongestPath> unfinished{};

tl::unexpected<Problems> failed(const std::string& path, std::string_view what) {
  Problem problem{ProblemCode::file, {path, 0, 0}, fmt::format("{}: {}", what, std::strerror(errno)), {}};
  return fail(Problems(std::move(problem)));
}

bool write_all(int descriptor, std::string_view bytes) {
  while (!bytes.empty()) {
    const auto written = ::write(descriptor, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

Result<void> write_directly(const std::string& path, std::string_view bytes) {
  const int descriptor = ::open(path.c_str(), O_WRONLY | O_CLOEXEC);
  if (descriptor < 0) return failed(path, "cannot be opened for writing");
  const bool good = write_all(descriptor, bytes);
  if (::close(descriptor) != 0 || !good) return failed(path, "cannot be written");
  return {};
}

}  // namespace

Result<void> write_file(const std::string& path, std::string_view bytes) {
  struct stat status{};
  const bool exists = ::stat(path.c_str(), &status) == 0;
  if (exists && S_ISDIR(status.st_mode)) {
    errno = EISDIR;
    return failed(path, "cannot be written");
  }
  if (exists && !S_ISREG(status.st_mode)) return write_directly(path, bytes);
  // A link keeps pointing to the file that it names.
  std::error_code ignored;
  const auto target = exists ? std::filesystem::canonical(path, ignored) : std::filesystem::path(path);
  auto temporary = (target.parent_path() / fmt::format(".{}.XXXXXX", target.filename().string())).string();
  if (temporary.size() >= kLongestPath) {
    errno = ENAMETOOLONG;
    return failed(path, "cannot be written");
  }
  const int descriptor = ::mkostemp(temporary.data(), O_CLOEXEC);
  if (descriptor < 0) return failed(path, "cannot be written");
  std::memcpy(unfinished.data(), temporary.c_str(), temporary.size() + 1);
  const mode_t mask = ::umask(0);
  ::umask(mask);
  const mode_t mode = exists ? status.st_mode & 07777U : 0666U & ~mask;
  bool good = write_all(descriptor, bytes) && ::fchmod(descriptor, mode) == 0 && ::fsync(descriptor) == 0;
  good = ::close(descriptor) == 0 && good;
  good = good && ::rename(temporary.c_str(), target.c_str()) == 0;
  if (!good) {
    const int why = errno;
    ::unlink(temporary.c_str());
    errno = why;
  }
  unfinished[0] = '\0';
  if (!good) return failed(path, "cannot be written");
  return {};
}

Result<void> write_standard_output(std::string_view bytes) {
  if (!write_all(STDOUT_FILENO, bytes)) return failed("standard output", "cannot be written");
  return {};
}

Result<void> Output::write(std::string_view bytes) {
  written_ = true;
  if (!is_file()) return write_standard_output(bytes);
  held_ += bytes;
  return {};
}

Result<void> Output::finish() {
  if (!is_file() || !written_) return {};
  return write_file(path_, held_);
}

const char* unfinished_file() { return unfinished.data(); }

}  // namespace comitia::cli
